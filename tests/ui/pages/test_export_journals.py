"""«Экспорт», журналы: chosen, laid out and written by a clerk."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.core.enums import Operation, TicketSource
from desktop_app.core.journal_books import JOURNALS, journal
from desktop_app.core.records.journals import JournalLayout
from desktop_app.core.records.register import RegisterQuery
from desktop_app.ui.pages.export.columns_sheet import ColumnRow
from tests.services.fixtures import new_ticket
from tests.ui.keyboard import ALT, CTRL
from tests.ui.pages.export_desk import ExportDesk

pytestmark = pytest.mark.gui
Key = Qt.Key


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[ExportDesk]:
    """Gives the section in a window and ends its lanes afterwards."""
    opened = ExportDesk(qtbot, tmp_path)
    yield opened
    opened.close()


def _written(desk: ExportDesk, name: str = "a.xlsx") -> list[str]:
    """Write what the form asks with Ctrl+E; return the cells of the first sheet as text."""
    target = desk.folder / name
    desk.dialogs.answer_next(target)
    desk.press(Key.Key_E, CTRL)
    desk.until(lambda: not desk.exporting.journal.note.busy)
    rows = openpyxl.load_workbook(target).worksheets[0].iter_rows(values_only=True)
    return [str(value) for row in rows for value in row if value is not None]


def _pick(desk: ExportDesk, key: str) -> None:
    block = desk.exporting.journal
    block.journal.set_value(journal(key))
    block.journal.picked.emit(block.journal.value())
    desk.settle()


def test_the_focus_is_in_the_list_of_journals(desk: ExportDesk) -> None:
    """The page opens on the choice of a journal; all of them are offered."""
    assert desk.focus() is desk.exporting.journal.journal
    assert desk.exporting.journal.journal.count() == len(JOURNALS)


def test_another_journal_has_its_own_columns_and_days(desk: ExportDesk) -> None:
    """What the journal does not know is not asked: instruments have no period, visits no view."""
    block = desk.exporting.journal
    _pick(desk, "instruments")
    assert not block.first.isVisible()
    _pick(desk, "visits")
    assert block.first.isVisible()
    assert not block.view.isVisible()
    cells = _written(desk)
    assert "Журнал комиссионных выездов и актов" in cells
    assert "№ акта" in cells


def test_columns_are_taken_off_renamed_moved_and_kept(desk: ExportDesk) -> None:
    """The sheet is worked by keys; the set gets a name and the file has just those columns."""
    new_ticket(desk.office, source=TicketSource.PHONE)
    block = desk.exporting.journal
    block.edit_columns.setFocus()
    desk.press(Key.Key_Space)
    rows = desk.sheet().findChildren(ColumnRow)
    assert desk.focus() is rows[0].check
    for line in rows[3:]:
        line.check.setChecked(False)
    desk.press(Key.Key_Down, ALT)
    desk.press(Key.Key_Tab)
    rows[0].title.selectAll()
    desk.type("Вх. номер")
    desk.sheet().findChildren(type(rows[0].title))[-1].setFocus()
    desk.type("Короткий")
    desk.press(Key.Key_Return, CTRL)
    assert block.columns.currentText() == "Короткий"
    cells = _written(desk)
    header = cells.index("Дата и время регистрации")
    assert cells[header : header + 3] == ["Дата и время регистрации", "Вх. номер", "Канал"]
    (kept,) = desk.office.journals.sets(journal("tickets"))
    assert kept.title == "Короткий"


def test_grouping_brings_totals(desk: ExportDesk) -> None:
    """Choosing a column to group by turns totals on; the file has them."""
    new_ticket(desk.office)
    block = desk.exporting.journal
    block.group.set_value("service")
    block.group.picked.emit("service")
    assert block.totals.isChecked()
    assert "Итого: отопление" in _written(desk)


def test_personal_data_ask_for_a_reason_that_history_keeps(desk: ExportDesk) -> None:
    """Without a reason the field says so; with one the file is written and the reason kept."""
    new_ticket(desk.office)
    block = desk.exporting.journal
    block.personal.click()
    desk.dialogs.answer_next(desk.folder / "no.xlsx")
    desk.press(Key.Key_E, CTRL)
    desk.until(lambda: not block.note.busy)
    assert not (desk.folder / "no.xlsx").exists()
    assert desk.focus() is block.reason
    desk.type("запрос прокуратуры № 5")
    assert "Содержит персональные данные. Основание: запрос прокуратуры № 5." in _written(desk)
    told = desk.office.desk.store.rows(
        "SELECT note FROM history WHERE operation = ?", (Operation.EXPORTED.value,)
    )
    assert told == [("запрос прокуратуры № 5",)]


def test_conditions_of_the_register_are_shown_and_taken_off(desk: ExportDesk) -> None:
    """What the register narrowed by stands in a chip; its cross widens the export again."""
    topic = desk.office.reference.topic("MSW.MISS")
    new_ticket(desk.office)
    desk.exporting.export(RegisterQuery(topic_ids=(topic.id,)))
    desk.settle()
    block = desk.exporting.journal
    assert block.narrowed.text() == f"Отбор из списка: тема: {topic.title}"
    assert block.order().query.topic_ids == (topic.id,)
    block.narrowed.setFocus()
    desk.press(Key.Key_Delete)
    assert not block.narrowed.isVisible()
    assert block.order().query.topic_ids == ()


def test_written_files_are_opened_again(desk: ExportDesk) -> None:
    """The last files stand below, the newest first; those deleted since are not shown."""
    _written(desk, "a.xlsx")
    _written(desk, "b.xlsx")
    files = desk.exporting.journal.files
    assert [Path(file.path).name for file in files.files] == ["b.xlsx", "a.xlsx"]
    (desk.folder / "a.xlsx").unlink()
    files.refresh()
    desk.settle()
    links = [b for b in files.findChildren(type(desk.exporting.journal.write)) if b.isVisible()]
    assert [link.accessibleName() for link in links] == [
        "Открыть b.xlsx",
        "Показать в папке b.xlsx",
    ]
    links[0].click()
    assert desk.opener.files == [desk.folder / "b.xlsx"]


def test_a_set_is_forgotten_and_taken_back(desk: ExportDesk) -> None:
    """«Удалить набор» stands beside a chosen set only; «Отменить» brings it back, chosen."""
    book = journal("tickets")
    layout = JournalLayout((("number", "№"), ("topic", "Тема")))
    desk.office.journals.keep(book, "Короткий", layout)
    block = desk.exporting.journal
    block.refresh()
    desk.settle()
    assert not block.forget_set.isVisible()
    (view,) = desk.office.journals.sets(book)
    block.columns.set_value(view)
    block.columns.picked.emit(view)
    assert block.order().layout.columns == layout.columns
    block.forget_set.click()
    desk.settle()
    assert desk.office.journals.sets(book) == []
    assert block.order().layout == JournalLayout()
    desk.undo[-1].undo()
    desk.settle()
    assert block.columns.currentText() == "Короткий"
    assert block.order().layout.columns == layout.columns


@pytest.mark.parametrize(("first", "last"), [("32.13", "30.11.2026"), ("30.11.2026", "01.11.2026")])
def test_words_that_are_no_period_write_nothing(desk: ExportDesk, first: str, last: str) -> None:
    """A mistyped day is marked in its field: the whole journal does not go out instead."""
    block = desk.exporting.journal
    block.first.setText(first)
    block.last.setText(last)
    asked = len(desk.dialogs.asked)
    desk.press(Key.Key_E, CTRL)
    assert len(desk.dialogs.asked) == asked
    wrong = [field for field in block._period if field.problem]
    assert len(wrong) == 1
    assert desk.focus() is wrong[0].control
    assert wrong[0].control.isVisible()


def test_columns_without_a_name_stay_named_as_such(desk: ExportDesk) -> None:
    """Coming back to the section shows «Свои графы» while they are what is written."""
    block = desk.exporting.journal
    layout = JournalLayout((("number", "№"), ("topic", "Тема")))
    block._laid_out(layout, None)
    shown = block.columns.currentText()
    desk.window.show_page("other")
    desk.window.show_page("export")
    desk.settle()
    assert block.columns.currentText() == shown
    assert block.order().layout.columns == layout.columns
    _pick(desk, "visits")
    assert block.columns.currentText() != shown


def test_a_set_renewed_by_another_clerk_is_written_as_it_is_shown(desk: ExportDesk) -> None:
    """Its new columns are taken; a set that is gone leaves all columns, as the box says."""
    book, block = journal("tickets"), desk.exporting.journal
    desk.office.journals.keep(book, "Короткий", JournalLayout((("number", "№"),)))
    block.refresh()
    desk.settle()
    (view,) = desk.office.journals.sets(book)
    block.columns.set_value(view)
    block.columns.picked.emit(view)
    renewed = JournalLayout((("number", "№"), ("topic", "Тема")))
    desk.office.journals.keep(book, "Короткий", renewed)
    block.refresh()
    desk.settle()
    assert block.columns.currentText() == "Короткий"
    assert block.order().layout.columns == renewed.columns
    (view,) = desk.office.journals.sets(book)
    desk.office.journals.forget(view.id)
    block.refresh()
    desk.settle()
    assert block.columns.currentIndex() == 0
    assert block.order().layout.columns == ()


def test_a_set_comes_back_to_its_own_journal(desk: ExportDesk) -> None:
    """«Отменить» after going on to another journal changes nothing there."""
    book, block = journal("tickets"), desk.exporting.journal
    desk.office.journals.keep(book, "Короткий", JournalLayout((("topic", "Тема"),)))
    block.refresh()
    desk.settle()
    (view,) = desk.office.journals.sets(book)
    block.columns.set_value(view)
    block.columns.picked.emit(view)
    block.forget_set.click()
    desk.settle()
    _pick(desk, "visits")
    desk.undo[-1].undo()
    desk.settle()
    assert len(desk.office.journals.sets(book)) == 1
    assert block.columns.currentIndex() == 0
    assert block.order().layout.columns == ()
    assert "№ акта" in _written(desk)
