"""How columns and rows of buttons share the room there is: who gives way, who leaves."""

import dataclasses

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core import clock
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.models.columns import Column
from desktop_app.ui.models.snapshot_model import SnapshotModel
from desktop_app.ui.pages.buildings.columns import HOUSE_COLUMNS
from desktop_app.ui.pages.callbacks.columns import queue_columns
from desktop_app.ui.pages.organizations.columns import ORGANIZATION_COLUMNS
from desktop_app.ui.pages.outages.columns import OUTAGE_COLUMNS
from desktop_app.ui.pages.rows_table import AtOnce
from desktop_app.ui.pages.settings.history_screen import AUDIT_COLUMNS
from desktop_app.ui.pages.settings.import_columns import (
    BATCH_COLUMNS,
    FIELD_COLUMNS,
    LINE_COLUMNS,
)
from desktop_app.ui.pages.small_table import small_table
from desktop_app.ui.pages.ticket_columns import ticket_columns
from desktop_app.ui.pages.visits.columns import FOLLOWED_COLUMNS, VISIT_COLUMNS
from desktop_app.ui.pages.waste.columns import site_columns
from desktop_app.ui.state import State
from desktop_app.ui.theme import BODY_PT, LARGEST_PT, LIGHT, Type, apply_theme, look
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.cell_painter import PAD
from desktop_app.ui.widgets.column_fit import Span, fit
from desktop_app.ui.widgets.list_view import ListView
from desktop_app.ui.widgets.wrap_row import WrapRow
from tests.ui.rows import COLUMNS, Row, Source

_NUMBER = Span(100, 100, 100)
_ADDRESS = Span(160, 112, 320)
_WHO = Span(120, 84, 240, 3)
_STATE = Span(110, 110, 110, 2)
_ALL = (_NUMBER, _ADDRESS, _WHO, _STATE)


@pytest.mark.parametrize(
    ("room", "widths"),
    [
        (0, [100, 160, 120, 110]),
        (490, [100, 160, 120, 110]),
        (448, [100, 136, 102, 110]),
        (630, [100, 240, 180, 110]),
        (2_000, [100, 320, 240, 110]),
        (405, [100, 195, 0, 110]),
        (330, [100, 120, 0, 110]),
        (300, [100, 200, 0, 0]),
        (150, [100, 112, 0, 0]),
    ],
)
def test_widths_for_a_room(room: int, widths: list[int]) -> None:
    """Spare room goes to words, a short one takes from them, then columns leave by their rank."""
    assert fit(_ALL, room) == widths


def test_no_room_is_overfilled_while_something_may_give() -> None:
    """From the least room on, the columns never ask for more than there is."""
    least = _NUMBER.low + _ADDRESS.low
    for room in range(least, 900):
        assert sum(fit(_ALL, room)) <= room


@pytest.fixture
def ranked(qtbot: QtBot, jobs: Jobs, state: State) -> ListView:
    """Gives a list whose «Показание» leaves first, then «Статус»."""
    leaves = {"reading": 2, "status": 1}
    columns = tuple(dataclasses.replace(c, leaves=leaves.get(c.key, 0)) for c in COLUMNS)
    model = SnapshotModel(columns, Source(), jobs)
    view = ListView("ranked", "Обращения", model, state)
    model.setParent(view)
    qtbot.addWidget(view)
    view.resize(1000, 400)
    view.show()
    qtbot.wait(20)
    return view


def shown(view: ListView) -> list[str]:
    """Return the keys of columns on the screen."""
    return [column.key for column in view._layout.visible()]


def test_a_narrow_list_leaves_out_the_least_needed_columns(ranked: ListView, qtbot: QtBot) -> None:
    """Nothing scrolls sideways; the file and the clipboard still have every column; all return."""
    whole = shown(ranked)
    assert "reading" in whole
    for width in (500, 420):
        ranked.resize(width, 400)
        qtbot.wait(20)
        assert ranked.horizontalScrollBar().maximum() == 0
    assert "reading" not in shown(ranked)
    assert "number" in shown(ranked)
    assert ranked.visible_keys() == whole
    ranked.resize(1000, 400)
    qtbot.wait(20)
    assert shown(ranked) == whole


def test_columns_the_clerk_chose_stay(ranked: ListView, qtbot: QtBot) -> None:
    """A column asked for by hand is shown even where the list has to scroll for it."""
    ranked.resize(420, 400)
    qtbot.wait(20)
    ranked._toggle_column("reading")
    assert "reading" in shown(ranked)
    assert ranked.horizontalHeader().length() > ranked.viewport().width()
    ranked._toggle_column("reading")
    assert "reading" not in ranked.visible_keys()


def test_a_width_set_by_hand_does_not_grow(ranked: ListView, qtbot: QtBot) -> None:
    """The clerk knows why a column is so wide; the others take what is spare."""
    header = ranked.horizontalHeader()
    place = ranked.visible_keys().index("address")
    before = header.sectionSize(place)
    header.resizeSection(place, before - 60)
    ranked.resize(1400, 400)
    qtbot.wait(20)
    assert header.sectionSize(place) == before - 60


def test_the_register_names_its_least_needed_columns() -> None:
    """The number, the house and the deadline never leave."""
    leaving = sorted((c for c in ticket_columns() if c.leaves), key=lambda c: -c.leaves)
    assert [column.key for column in leaving] == ["organization", "registered", "status", "topic"]


@pytest.mark.parametrize(
    ("points", "room", "whole", "leaving"),
    [
        (BODY_PT, 887, "Утечка отопления в доме", set()),
        (BODY_PT, 545, "Холодно в квартире", {"registered", "organization", "status"}),
        (LARGEST_PT, 713, "Нет отопления", {"registered", "organization", "status"}),
    ],
    ids=("1366", "1024", "16pt"),
)
def test_a_topic_is_read_whole_beside_the_preview(
    points: float,
    room: int,
    whole: str,
    leaving: set[str],
    qtbot: QtBot,
    jobs: Jobs,
    qapp: QApplication,
) -> None:
    """Where the number, the house and the deadline keep their room, the usual topics are whole."""
    apply_theme(qapp, LIGHT, points)
    model = SnapshotModel(ticket_columns(), lambda _ids: [], jobs)
    view = _shown_in(qtbot, model, room)
    known = [column.key for column in ticket_columns()]
    assert set(view.visible_keys()) - set(shown(view)) == leaving
    width = view.columnWidth(known.index("topic"))
    assert width - 2 * PAD >= look().fonts.width(Type.CELL, whole)
    assert view.horizontalHeader().length() <= view.viewport().width()


def test_an_executor_is_read_whole_at_1366(qtbot: QtBot, jobs: Jobs) -> None:
    """The usual names of companies have room beside the preview; the address gives way for them."""
    view = _shown_in(qtbot, SnapshotModel(ticket_columns(), lambda _ids: [], jobs), 887)
    known = [column.key for column in ticket_columns()]
    width = view.columnWidth(known.index("organization"))
    assert width - 2 * PAD >= look().fonts.width(Type.CELL, "УК «Новый двор»")
    assert view.horizontalHeader().length() <= view.viewport().width()


@pytest.mark.parametrize("points", [9.0, BODY_PT, LARGEST_PT])
@pytest.mark.parametrize(
    ("columns", "key", "words"),
    [
        (ticket_columns(), "deadline", "просрочено на 25 дней"),
        (OUTAGE_COLUMNS, "planned_end", "срок прошёл 14 дней назад"),
    ],
    ids=("register", "outages"),
)
def test_a_deadline_loses_no_letter(
    columns: tuple[Column, ...],
    key: str,
    words: str,
    points: float,
    qtbot: QtBot,
    jobs: Jobs,
    qapp: QApplication,
) -> None:
    """Bold, with its mark, in the narrowest column there may be."""
    apply_theme(qapp, LIGHT, points)
    view = _shown_in(qtbot, SnapshotModel(columns, lambda _ids: [], jobs), 600)
    place = [column.key for column in columns].index(key)
    width = view._header.minimum_of(columns[place])
    assert view._cells().fits(columns[place], words, width - 2 * PAD, bold=True)


@pytest.mark.parametrize(
    ("columns", "room", "key", "words"),
    [
        (AUDIT_COLUMNS, 1104, "at", "23.11.2026 05:32"),
        (site_columns(clock.now), 1104, "next", "сегодня, 23.11, 10:00–13:00"),
        (FIELD_COLUMNS, 435, "title", "Населённый"),
        (LINE_COLUMNS, 668, "fate", "без изменений"),
    ],
    ids=("history", "waste", "fields", "lines"),
)
def test_nothing_scrolls_sideways_with_large_type(
    columns: tuple[Column, ...],
    room: int,
    key: str,
    words: str,
    qtbot: QtBot,
    jobs: Jobs,
    qapp: QApplication,
) -> None:
    """At 16 pt on 1366 px every list fits its pane, and moments stand whole."""
    apply_theme(qapp, LIGHT, LARGEST_PT)
    view = _shown_in(qtbot, SnapshotModel(columns, lambda _ids: [], jobs), room)
    place = [column.key for column in columns].index(key)
    assert view.horizontalHeader().length() <= view.viewport().width()
    assert view._cells().fits(columns[place], words, view.columnWidth(place) - 2 * PAD, bold=False)


def test_a_hidden_tool_leaves_no_gap_at_the_end_of_a_row(qtbot: QtBot) -> None:
    """What is shown last stands at the very edge, whichever of its neighbours are hidden."""
    holder = QWidget()
    tools = [Button(words) for words in ("Первая", "Вторая", "Третья")]
    holder.setLayout(WrapRow(None, tools[0], 10, tools[1], 10, tools[2]))
    qtbot.addWidget(holder)
    holder.resize(600, 40)
    tools[2].hide()
    holder.show()
    qtbot.wait(10)
    assert tools[1].geometry().right() == holder.rect().right()
    assert tools[1].x() - tools[0].geometry().right() == 11
    tools[1].hide()
    tools[2].show()
    qtbot.wait(10)
    assert tools[2].geometry().right() == holder.rect().right()
    assert tools[2].x() - tools[0].geometry().right() == 11


def test_the_queue_keeps_its_topic_with_large_type(
    qtbot: QtBot, jobs: Jobs, qapp: QApplication
) -> None:
    """At 16 pt on 1366 px the pane has 520 px: the count of calls leaves before the topic."""
    apply_theme(qapp, LIGHT, LARGEST_PT)
    columns = queue_columns(clock.now)
    view = _shown_in(qtbot, SnapshotModel(columns, lambda _ids: [], jobs), 520)
    assert shown(view) == ["number", "address", "topic"]
    assert view.horizontalHeader().length() <= view.viewport().width()


def _shown_in(qtbot: QtBot, model: SnapshotModel, room: int) -> ListView:
    """Return a list shown in a room of so many pixels."""
    view = ListView("measured", "Список", model)
    model.setParent(view)
    qtbot.addWidget(view)
    view.resize(room, 400)
    view.show()
    qtbot.wait(10)
    return view


def test_a_table_in_a_panel_fits_it(qtbot: QtBot) -> None:
    """A short table has no scroll bars; its least needed column leaves a narrow panel."""
    columns = tuple(dataclasses.replace(c, leaves=int(c.key == "reading")) for c in COLUMNS[:4])
    table = small_table("Последние", columns, [Row(1), Row(2)], AtOnce())
    qtbot.addWidget(table)
    header = table.horizontalHeader()
    for width, leaving in ((700, 0), (460, 0), (360, 1)):
        table.resize(width, table.height())
        table.show()
        qtbot.wait(10)
        assert header.hiddenSectionCount() == leaving
        assert header.length() <= width
        assert not table.verticalScrollBar().isVisible()
        assert not table.horizontalScrollBar().isVisible()


@pytest.mark.parametrize(
    ("columns", "width"),
    [
        (ticket_columns(), 700),
        (HOUSE_COLUMNS, 1100),
        (ORGANIZATION_COLUMNS, 1100),
        (OUTAGE_COLUMNS, 1100),
        (site_columns(clock.now), 1100),
        (VISIT_COLUMNS, 1100),
        (queue_columns(clock.now), 480),
        (BATCH_COLUMNS, 1100),
        (FOLLOWED_COLUMNS, 1100),
    ],
    ids=(
        *("tickets", "houses", "organizations", "outages", "sites", "visits", "callbacks"),
        *("loads", "remedies"),
    ),
)
def test_no_list_scrolls_sideways_at_the_largest_type(
    columns: tuple[Column, ...], width: int, qtbot: QtBot, jobs: Jobs, qapp: QApplication
) -> None:
    """On 1366 pixels at 16 points every list fits what the frame leaves of the width."""
    apply_theme(qapp, LIGHT, LARGEST_PT)
    model = SnapshotModel(columns, lambda _ids: [], jobs)
    view = ListView("large", "Список", model)
    model.setParent(view)
    qtbot.addWidget(view)
    view.resize(width, 400)
    view.show()
    qtbot.wait(10)
    assert view.horizontalHeader().length() <= view.viewport().width()
    first = next(column for column in columns if not column.hidden)
    assert first.key in shown(view)


def test_what_stood_at_the_right_wraps_at_the_right(qtbot: QtBot) -> None:
    """With large type the buttons of a header go below its title together, at the right."""
    holder, title = QWidget(), Button("Сводка")
    first, last = Button("В Excel"), Button("Выпустить сводку")
    holder.setLayout(WrapRow(title, None, first, last))
    qtbot.addWidget(holder)
    holder.resize(sum(button.sizeHint().width() for button in (title, first, last)) - 20, 120)
    holder.show()
    assert last.y() == first.y() > title.y()
    assert last.geometry().right() == holder.width() - 1
    assert title.x() == 0
