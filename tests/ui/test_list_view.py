"""The list: keys of 1С and Excel, selection and scroll through live updates, copying, layout."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.deadline_words import late_words, span
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.models.columns import Kind
from desktop_app.ui.models.snapshot_model import SnapshotModel
from desktop_app.ui.pages.ticket_columns import ticket_columns
from desktop_app.ui.state import State, list_layout
from desktop_app.ui.theme import CONTRAST, LIGHT, Type, apply_theme
from desktop_app.ui.widgets.cell_painter import DEADLINE_AIR, PAD, cut_deadline
from desktop_app.ui.widgets.list_header import ListHeader
from desktop_app.ui.widgets.list_view import COPY_LIMIT, ListView
from tests.ui.keyboard import CTRL, NONE, SHIFT, press, type_text
from tests.ui.keyboard import click as mouse
from tests.ui.rows import COLUMNS, Source

Settle = Callable[[], None]
Key = Qt.Key


@pytest.fixture
def listed(qtbot: QtBot, jobs: Jobs, state: State, settle: Settle) -> ListView:
    """Gives a list of 1,000 rows on screen, with the focus."""
    model = SnapshotModel(COLUMNS, Source(), jobs)
    view = ListView("tests", "Обращения", model, state)
    model.setParent(view)
    qtbot.addWidget(view)
    view.resize(800, 400)
    model.set_ids(range(1, 1001))
    view.show()
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    qtbot.wait(5)
    settle()
    return view


def heard(view: ListView) -> list[tuple[str, object]]:
    """Collect what the list tells."""
    told: list[tuple[str, object]] = []
    for name in ("opened", "search_typed", "copy_requested", "delete_requested"):
        getattr(view, name).connect(lambda value, name=name: told.append((name, value)))
    for name in ("new_requested", "refresh_requested"):
        getattr(view, name).connect(lambda name=name: told.append((name, None)))
    return told


def test_it_starts_with_its_first_row_selected(listed: ListView) -> None:
    """The keyboard has a place to start from."""
    assert listed.current_id() == 1
    assert listed.selected_ids() == [1]


@pytest.mark.parametrize(
    ("key", "modifier", "expected"),
    [
        (Key.Key_Return, NONE, ("opened", 3)),
        (Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, ("opened", 3)),
        (Key.Key_F2, NONE, ("opened", 3)),
        (Key.Key_Insert, NONE, ("new_requested", None)),
        (Key.Key_F9, NONE, ("copy_requested", 3)),
        (Key.Key_F5, NONE, ("refresh_requested", None)),
        (Key.Key_Delete, NONE, ("delete_requested", [3])),
        (Key.Key_F, CTRL, ("search_typed", "")),
    ],
)
def test_keys(
    listed: ListView,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
    expected: tuple[str, object],
) -> None:
    """Each key of the table of CLERK.md does its work on the current row."""
    told = heard(listed)
    press(listed, Key.Key_Down)
    press(listed, Key.Key_Down)
    press(listed, key, modifier)
    assert told == [expected]


@pytest.mark.parametrize("letter", ["л", "Л", "7", "-"])
def test_a_letter_starts_the_search(listed: ListView, letter: str) -> None:
    """Typing in a list goes to its search, the first letter included; the current row stays."""
    told = heard(listed)
    type_text(listed, letter)
    assert told == [("search_typed", letter)]
    assert listed.current_id() == 1


def test_home_and_end_go_to_the_ends(listed: ListView) -> None:
    """Home and End move by rows, not by columns."""
    press(listed, Key.Key_End)
    assert listed.current_id() == 1000
    press(listed, Key.Key_Home)
    assert listed.current_id() == 1


def test_selection_with_shift_and_all(listed: ListView) -> None:
    """Shift extends, Ctrl+A takes all; ids come in the order of the list."""
    counts: list[int] = []
    listed.selection_count.connect(counts.append)
    for _ in range(2):
        press(listed, Key.Key_Down, SHIFT)
    assert listed.selected_ids() == [1, 2, 3]
    press(listed, Key.Key_A, CTRL)
    assert len(listed.selected_ids()) == 1000
    assert counts[-1] == 1000


def test_the_preview_waits_until_the_selection_rests(listed: ListView, qtbot: QtBot) -> None:
    """Holding the arrow down tells of one row only, 80 ms after the last."""
    qtbot.wait(100)
    rested: list[int] = []
    listed.selection_rested.connect(rested.append)
    for _ in range(10):
        press(listed, Key.Key_Down)
    assert rested == []
    qtbot.waitUntil(lambda: rested == [11], timeout=2000)


def test_a_live_update_does_not_jump(listed: ListView, qtbot: QtBot) -> None:
    """New rows at the top leave the selected row selected and the same rows on screen."""
    listed.select_id(500)
    listed.verticalScrollBar().setValue(480 * 28 + 5)
    rested: list[int] = []
    qtbot.wait(100)
    listed.selection_rested.connect(rested.append)
    listed.show_ids([2001, 2002, 2003, *range(1, 1001)])
    assert listed.selected_ids() == [500]
    assert listed.verticalScrollBar().value() == 483 * 28 + 5
    qtbot.wait(120)
    assert rested == []


def test_a_row_that_left_the_list_gives_its_place(listed: ListView) -> None:
    """When the current row goes, the one that took its place is current."""
    listed.select_id(500)
    listed.show_ids([i for i in range(1, 1001) if i != 500])
    assert listed.selected_ids() == [501]
    listed.show_ids([])
    assert listed.current_id() == -1
    listed.show_ids([7, 8])
    assert listed.current_id() == 7


def test_another_question_starts_at_the_top(listed: ListView) -> None:
    """After a new filter the list does not keep the old place."""
    listed.select_id(500)
    listed.show_ids(range(400, 900), fresh=True)
    assert listed.selected_ids() == [400]
    assert listed.verticalScrollBar().value() == 0


def test_many_selected_rows_survive_a_new_order(listed: ListView) -> None:
    """Selection is kept by id, whatever the order."""
    for row_id in (5, 6, 7, 90):
        index = listed.model().index(row_id - 1, 0)
        flags = listed.selectionModel().SelectionFlag
        listed.selectionModel().select(index, flags.Select | flags.Rows)
    listed.show_ids(range(1000, 0, -1))
    assert sorted(listed.selected_ids()) == [1, 5, 6, 7, 90]


def test_copying_gives_a_table(listed: ListView, settle: Settle) -> None:
    """Ctrl+C puts headers and visible columns as TSV and HTML; far rows are fetched first."""
    notices: list[str] = []
    listed.notice.connect(notices.append)
    press(listed, Key.Key_Down, SHIFT)
    press(listed, Key.Key_C, CTRL)
    text = QGuiApplication.clipboard().text()
    assert text.splitlines()[0] == "№\tАдрес\tЧтений\tСтатус\tСрок"
    assert text.splitlines()[1].startswith("2026-00001\tул. Лесная, д. 1\t1\tПередано\t")
    mime = QGuiApplication.clipboard().mimeData().html()
    assert "<th>Адрес</th>" in mime
    assert "<td>2026-00002</td>" in mime
    press(listed, Key.Key_A, CTRL)
    listed.copy_selection()
    settle()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 1001
    assert notices == ["Скопировано: 2\xa0строки", "Скопировано: 1\xa0000\xa0строк"]


def test_too_much_is_not_copied(listed: ListView) -> None:
    """A selection of thousands is sent to the Excel export instead."""
    notices: list[str] = []
    listed.notice.connect(notices.append)
    listed.show_ids(range(COPY_LIMIT + 1))
    listed.selectAll()
    listed.copy_selection()
    assert notices == ["Выделено слишком много для копирования: выгрузите список в Excel"]


def test_a_header_click_asks_for_another_order(listed: ListView) -> None:
    """The first click ascends, the second descends; an unsortable column asks for nothing."""
    asked: list[tuple[str, bool]] = []
    listed.sort_requested.connect(lambda key, descending: asked.append((key, descending)))
    header = listed.horizontalHeader()

    def click(place: int) -> None:
        left = header.sectionViewportPosition(place) + 20
        mouse(header.viewport(), QPoint(left, 10))

    click(1)
    listed.show_sort("address", descending=False)
    click(1)
    click(4)
    assert asked == [("address", False), ("address", True)]


def test_columns_are_remembered(listed: ListView, jobs: Jobs, state: State, qtbot: QtBot) -> None:
    """Widths, order and hidden columns come back in another window."""
    listed.horizontalHeader().moveSection(1, 0)
    listed.horizontalHeader().resizeSection(1, 222)
    listed._toggle_column("reading")
    listed._toggle_column("note")
    listed.hide()
    # Kept for the default body size: a font of Windows may be a hair wider.
    assert state.get(list_layout("tests"))["widths"] == {"address": pytest.approx(222, abs=1)}
    again = ListView("tests", "Обращения", SnapshotModel(COLUMNS, Source(), jobs), state)
    qtbot.addWidget(again)
    assert again.visible_keys() == ["address", "number", "status", "deadline", "note"]
    assert again.horizontalHeader().sectionSize(1) == pytest.approx(222, abs=1)


def test_the_last_column_cannot_be_hidden(listed: ListView) -> None:
    """A list always shows something."""
    for key in ("number", "address", "reading", "status", "deadline"):
        listed._toggle_column(key)
    assert listed.visible_keys() == ["deadline"]


def test_what_may_not_elide_keeps_its_room(listed: ListView, qapp: QApplication) -> None:
    """A number, pill or deadline column cannot be made too narrow, at any body size."""
    header = listed.horizontalHeader()
    header.resizeSection(0, 5)
    narrow = header.sectionSize(0)
    assert narrow >= listed.fontMetrics().horizontalAdvance("2026-00001")
    apply_theme(qapp, LIGHT, 16)
    assert header.sectionSize(0) > narrow


def test_pointing_at_a_cut_cell_tells_the_whole(listed: ListView, qtbot: QtBot) -> None:
    """The tooltip is there only where letters were lost."""
    listed.resize(640, 400)
    qtbot.wait(20)
    x = listed.horizontalHeader().sectionViewportPosition(1) + 10
    assert listed._full_text(QPoint(x, 4 * 28 + 10)).endswith("строение 4")
    assert listed._full_text(QPoint(x, 10)) == ""


def test_painting_says_what_is_selected(listed: ListView, qapp: QApplication) -> None:
    """The selected row has the soft selection and the 3 px mark, yellow in high contrast."""
    for theme in (LIGHT, CONTRAST):
        apply_theme(qapp, theme)
        image = listed.viewport().grab().toImage()
        assert image.pixelColor(1, 14) == QColor(theme.link)
        assert image.pixelColor(300, 2) == QColor(theme.soft)
        assert image.pixelColor(300, 28 + 2) == QColor(theme.surface)


def test_dense_rows(listed: ListView) -> None:
    """Row height is uniform and follows the density."""
    heights = []
    for density in ("normal", "panel", "dense", "touch"):
        listed.set_density(density)
        heights.append(listed.rowHeight(0))
    assert heights == [28, 27, 24, 34]


def test_the_last_column_s_stretched_width_is_not_remembered(
    listed: ListView, state: State, qtbot: QtBot
) -> None:
    """A wide window today does not make a narrow one scroll sideways tomorrow."""
    listed.resize(1800, 400)
    qtbot.wait(20)
    listed.hide()
    assert state.get(list_layout("tests"))["widths"] == {}


def test_words_give_way_so_that_the_last_column_is_seen(
    listed: ListView, state: State, qtbot: QtBot
) -> None:
    """In a narrow window words get shorter, numbers keep their room; the widths come back."""
    header, size = listed.horizontalHeader(), listed.size()
    usual = [header.sectionSize(place) for place in range(header.count())]
    listed.resize(590, 400)
    qtbot.wait(20)
    narrow = [header.sectionSize(place) for place in range(header.count())]
    assert sum(narrow) <= listed.viewport().width()
    words = [place for place, column in enumerate(COLUMNS) if column.elides]
    assert all(narrow[place] < usual[place] for place in words if not header.isSectionHidden(place))
    number = next(place for place, column in enumerate(COLUMNS) if column.key == "number")
    assert narrow[number] == usual[number]
    listed.resize(size)
    qtbot.wait(20)
    assert [header.sectionSize(place) for place in words] == [usual[place] for place in words]
    listed.hide()
    assert state.get(list_layout("tests"))["widths"] == {}


@pytest.mark.parametrize("points", [9.0, 9.75, 11.0, 16.0])
@pytest.mark.parametrize(
    ("days", "closed"), [(11, False), (11, True), (100, False), (365, False), (365, True)]
)
def test_a_deadline_never_loses_a_letter(
    qapp: QApplication, qtbot: QtBot, points: float, days: int, *, closed: bool
) -> None:
    """A year of lateness is read whole in the least width of its column, open or closed."""
    dress = apply_theme(qapp, LIGHT, points)
    columns = ticket_columns()
    column = next(one for one in columns if one.kind is Kind.DEADLINE)
    holder = QWidget()
    qtbot.addWidget(holder)
    least = ListHeader(columns, holder).minimum_of(column)
    minutes = days * 24 * 60
    words = late_words(minutes) if closed else f"просрочено на {span(minutes)}"
    room = least - 2 * PAD - dress.metrics.px(19) + PAD - DEADLINE_AIR
    metrics = dress.fonts.metrics(Type.CELL if closed else Type.CELL_BOLD)
    said = words
    if metrics.horizontalAdvance(words) > room:
        said = cut_deadline(metrics, words, room)
    assert "…" not in said
    assert str(days) in said
    assert said.startswith((words[:5], "опоздание"))
