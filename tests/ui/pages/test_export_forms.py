"""«Экспорт», свои формы: kept, filled, corrected, their fields copied."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.reports.form_samples import packed
from tests.services.fixtures import new_ticket
from tests.ui.pages.export_desk import ExportDesk

pytestmark = pytest.mark.gui
Key = Qt.Key


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[ExportDesk]:
    """Gives the section on the tab of forms and ends its lanes afterwards."""
    opened = ExportDesk(qtbot, tmp_path)
    opened.exporting.show_tab("forms")
    opened.settle()
    yield opened
    opened.close()


def _template(desk: ExportDesk, *cells: str) -> Path:
    path = desk.folder / "В министерство.xlsx"
    path.write_bytes(packed(lambda sheet: sheet.append(list(cells))))
    return path


def _add(desk: ExportDesk, *cells: str) -> None:
    desk.dialogs.answer_next(_template(desk, *cells))
    desk.exporting.forms.add.setFocus()
    desk.press(Key.Key_Space)
    desk.until(lambda: not desk.exporting.forms.note.busy)
    desk.settle()


def test_without_forms_only_adding_is_offered(desk: ExportDesk) -> None:
    """An empty office is told what a form is and has one button."""
    block = desk.exporting.forms
    assert block.add.isVisible()
    assert not block.fill.isVisible()
    assert not block.form.isVisible()


def test_a_form_is_added_and_filled_by_keys(desk: ExportDesk) -> None:
    """After adding, the focus is on «Заполнить»; the file has the figures."""
    new_ticket(desk.office)
    _add(desk, "{{поступило}}", "{{учреждение}}")
    block = desk.exporting.forms
    assert block.form.currentText() == "В министерство"
    assert desk.focus() is block.fill
    target = desk.folder / "готово.xlsx"
    desk.dialogs.answer_next(target)
    desk.press(Key.Key_Space)
    desk.until(lambda: not block.note.busy)
    sheet = openpyxl.load_workbook(target).worksheets[0]
    assert next(sheet.iter_rows(values_only=True))[0] == 1
    assert [Path(f.path) for f in desk.exporting.journal.files.files] == [target]
    assert desk.dialogs.asked[-1].text.startswith("В министерство с ")


def test_mistakes_are_listed_by_cell(desk: ExportDesk) -> None:
    """Nothing is kept; each mistake has its line."""
    _add(desk, "{{перод}}", "{{#обращение}}")
    labels = desk.exporting.forms.note.findChildren(QWidget)
    texts = " ".join(label.accessibleName() for label in labels)
    texts += " ".join(label.text() for label in labels if isinstance(label, QLabel))
    assert desk.office.forms.all() == []
    assert "A1: нет поля «перод», есть «период»" in texts
    assert "Форма не принята: 2\N{NO-BREAK SPACE}ошибки" in texts


def test_a_form_is_removed_after_a_question(desk: ExportDesk) -> None:
    """«Оставить» keeps it; «Удалить» forgets it and the page is empty again."""
    _add(desk, "{{дата}}")
    block = desk.exporting.forms
    desk.dialogs.answer_next(False)
    block.remove.click()
    desk.settle()
    assert len(desk.office.forms.all()) == 1
    desk.dialogs.answer_next(True)
    block.remove.click()
    desk.settle()
    assert desk.office.forms.all() == []
    assert not block.fill.isVisible()


def test_a_field_is_copied_by_a_press(desk: ExportDesk) -> None:
    """The clipboard has the field as it is written in a cell, and the page says so."""
    fields = desk.exporting.forms.fields
    fields.section.set_value("обращения")
    fields.show_section()
    desk.settle()
    assert [chip.text() for chip in fields.chips[:2]] == ["#обращения", "/обращения"]
    chip = next(chip for chip in fields.chips if chip.text() == "адрес")
    chip.setFocus()
    desk.press(Key.Key_Return)
    assert QGuiApplication.clipboard().text() == "{{адрес}}"
    assert fields.said.text() == "Скопировано: {{адрес}}"
