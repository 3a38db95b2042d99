"""A file is looked at, matched, taken and taken back without a mouse."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from desktop_app.core.records.imports import ImportKind
from desktop_app.ui.pages.settings.import_screen import ImportScreen
from desktop_app.ui.pages.today.page import TodayPage
from desktop_app.ui.pages.waste.page import WastePage
from desktop_app.ui.widgets.form_sheet import FormSheet
from desktop_app.ui.widgets.suggest_edit import LookupEdit
from desktop_app.ui.widgets.text import Line, Paragraph, Text
from tests.journeys.clerk import CTRL, ClerkAtKeys, Key
from tests.services.import_files import house, write_houses, write_xlsx

pytestmark = pytest.mark.gui


def _screen(clerk: ClerkAtKeys) -> ImportScreen:
    page = clerk.settings
    return page.imports


def _cells(screen: ImportScreen, column: int) -> list[str]:
    model = screen.file.lines.model()
    shown = range(model.rowCount())
    return [str(model.data(model.index(row, column)) or "") for row in shown]


def test_a_known_list_is_taken_and_taken_back(clerk: ClerkAtKeys, tmp_path: Path) -> None:
    """Proves preview → Ctrl+Enter → the list of loads → Del → the book as it was."""
    rows = (house(), house(number="д. 2"), house(ADDRESS="ул. Садовая"))
    screen = clerk.choose_houses(write_houses(tmp_path / "дома.csv", *rows))
    assert screen.file.file is not None
    assert screen.file.file.profile == "mingkh"
    assert _cells(screen, 1) == ["добавится", "добавится", "не берётся"]
    office = clerk.workplace.tools.office
    before = len(office.buildings.ids())
    clerk.press(Key.Key_Return, CTRL)
    clerk.until(lambda: not screen.note.busy)
    clerk.wait()
    assert len(office.buildings.ids()) == before + 2
    assert screen.rejects.isVisible()
    assert screen.rejects.hasFocus()
    screen.tabs.setFocus()
    screen.show_batches()
    clerk.wait()
    assert screen.batches.hasFocus()
    clerk.workplace.tools.dialogs.answer_next(True)
    clerk.press(Key.Key_Delete)
    clerk.until(lambda: not screen.note.busy)
    clerk.wait()
    assert len(office.buildings.ids()) == before
    assert office.imports.batches()[0].undone_at is not None
    clerk.press(Key.Key_Escape)
    page = clerk.settings
    assert page.files.isVisible()


def test_a_register_of_sites_goes_the_same_way(clerk: ClerkAtKeys, tmp_path: Path) -> None:
    """Proves that «Вывоз» leads to the same screen: rows first, then Ctrl+Enter and undo."""
    path = tmp_path / "реестр.csv"
    path.write_text(
        "№ площадки;Адрес;График вывоза;Кто чистит снег\n"
        "1;ул. Лесная, 10;ежедневно;Орлов\n2;;ежедневно;\n",
        encoding="utf-8",
    )
    clerk.window.show_page("waste")
    clerk.wait()
    page = clerk.window.page("waste")
    assert isinstance(page, WastePage)
    clerk.workplace.tools.dialogs.answer_next(path)
    page.list_tools.register.click()
    screen = _screen(clerk)
    clerk.until(lambda: screen.file.file is not None and not screen.note.busy)
    clerk.wait()
    assert screen.isVisible()
    assert _cells(screen, 1) == ["добавится", "не берётся"]
    left = screen.file.fields.record(screen.file.fields.model().rowCount() - 1)
    assert left is not None
    assert (left.title, left.heading, left.sample) == ("Не берётся", "Кто чистит снег", "Орлов")
    office = clerk.workplace.tools.office
    before = len(office.waste.ids())
    clerk.press(Key.Key_Return, CTRL)
    clerk.until(lambda: not screen.note.busy)
    clerk.wait()
    assert len(office.waste.ids()) == before + 1
    clerk.workplace.tools.dialogs.answer_next(True)
    screen.undo_last.click()
    clerk.until(lambda: not screen.note.busy)
    clerk.wait()
    assert len(office.waste.ids()) == before


def test_the_first_step_asks_for_the_list_at_once(clerk: ClerkAtKeys) -> None:
    """Proves that «Загрузить список» of «Первые шаги» asks for a file over the loading screen."""
    today = clerk.window.page("today")
    assert isinstance(today, TodayPage)
    clerk.workplace.tools.dialogs.answer_next(None)
    today.steps.buttons[0].click()
    clerk.wait()
    assert clerk.workplace.tools.dialogs.asked[-1].kind == "open_file"
    assert _screen(clerk).isVisible()


def test_rejects_go_into_a_workbook(clerk: ClerkAtKeys, tmp_path: Path) -> None:
    """Proves that rows that were not taken are written where the clerk said."""
    rows = (house(), house(ADDRESS="ул. Садовая"))
    screen = clerk.choose_houses(write_houses(tmp_path / "дома.csv", *rows))
    clerk.press(Key.Key_Return, CTRL)
    clerk.until(lambda: not screen.note.busy)
    clerk.wait()
    target = tmp_path / "Причины.xlsx"
    clerk.workplace.tools.dialogs.answer_next(target)
    clerk.press(Key.Key_Space)
    clerk.until(lambda: not screen.note.busy)
    assert target.exists()


def test_strange_headings_are_matched_by_keys(clerk: ClerkAtKeys, tmp_path: Path) -> None:
    """Proves that the heading row and a column are chosen by keys, and remembered."""
    table: list[list[object]] = [
        ["Сводка"],
        ["Объект", "Построен"],
        ["г. Радужный, ул. Садовая, д. 1", 1961],
    ]
    screen = clerk.choose_houses(write_xlsx(tmp_path / "сводка.xlsx", table))
    assert not screen.run.isEnabled()
    screen.file.header.setFocus()
    clerk.press(Key.Key_Down)
    clerk.until(lambda: not screen.note.busy)
    clerk.wait()
    assert screen.file.file is not None
    assert screen.file.file.headings == ("Объект", "Построен")
    screen.file.fields.setFocus()
    screen.file.fields.select_row(0)
    clerk.press(Key.Key_Return)
    clerk.type("объ")
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_Return, CTRL)
    clerk.until(lambda: not screen.note.busy)
    clerk.wait()
    assert dict(screen.file.file.columns)["address"] == "Объект"
    assert screen.run.isEnabled()
    clerk.workplace.tools.dialogs.answer_next("Сводка района")
    screen.file.remember.click()
    clerk.wait()
    office = clerk.workplace.tools.office
    assert [profile.title for profile in office.imports.profiles.all()] == ["Сводка района"]


def test_the_preview_of_a_journal_says_how_terms_are_counted(
    clerk: ClerkAtKeys, tmp_path: Path
) -> None:
    """A journal without terms says so above its rows, one that tells them does not."""
    page = clerk.settings
    titles = ["№ заявки", "Дата регистрации", "Адрес", "Содержание", "Срок"]
    row = ["17", "20.11.2026 09:15", "ул. Садовая, д. 3", "Холодно", "21.11.2026"]
    for width, said in ((4, True), (5, False)):
        file = write_xlsx(tmp_path / f"журнал {width}.xlsx", [titles[:width], row[:width]])
        clerk.window.show_page("settings")
        clerk.workplace.tools.dialogs.answer_next(file)
        page.load(ImportKind.TICKETS)
        clerk.until(lambda: not page.imports.note.busy)
        clerk.wait()
        words = [line.text() for line in page.imports.file.findChildren(Line)]
        assert ("у открытых срок — по теме" in " ".join(words)) is said
        assert "открыто, срок" in _cells(page.imports, 3)[0]


def test_a_choice_whose_reading_was_refused_does_not_stay_in_its_box(
    clerk: ClerkAtKeys, tmp_path: Path
) -> None:
    """The rows shown were read as houses: «Организации», refused, must not stand above them."""
    path = write_houses(tmp_path / "дома.csv", house(), house(number="д. 2"))
    screen = clerk.choose_houses(path)
    path.unlink()
    screen.file.kind.setFocus()
    clerk.press(Key.Key_Down)
    clerk.until(lambda: not screen.note.busy)
    clerk.wait()
    assert screen.file.kind.value() is ImportKind.HOUSES
    assert _cells(screen, 1) == ["добавится", "добавится"]


def test_words_that_name_no_column_are_not_taken_for_none(
    clerk: ClerkAtKeys, tmp_path: Path
) -> None:
    """The matched column stays, the words stay in the form and it says what to do with them."""
    screen = clerk.choose_houses(write_houses(tmp_path / "дома.csv", house()))
    view = screen.file.file
    assert view is not None
    before = dict(view.columns)
    screen.file.fields.setFocus()
    screen.file.fields.select_row(0)
    clerk.press(Key.Key_Return)
    clerk.type("столбца такого нет")
    clerk.press(Key.Key_Return, CTRL)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, FormSheet)
    field = sheet.fields["heading"]
    assert field.problem == "выберите из списка или очистите"
    assert isinstance(field.control, LookupEdit)
    assert "столбца такого нет" in field.control.text()
    field.control.clear()
    clerk.press(Key.Key_Escape)
    assert dict(view.columns) == before


def test_columns_are_matched_one_after_another(clerk: ClerkAtKeys, tmp_path: Path) -> None:
    """What lacks is named; the list of fields keeps the keys, and after an undo the rows have them.

    The focus jumped to the rows after each column, so that the next Enter went nowhere.
    """
    rows = [
        ["Где дом", "Построен", "Высота"],
        ["ул. Садовая, д. 91", "1971", "5"],
        ["ул. Садовая, д. 92", "1972", "5"],
    ]
    screen = clerk.choose_houses(write_xlsx(tmp_path / "дома.xlsx", rows))
    file = screen.file
    assert "Не выбран столбец: «Адрес»" in [text.text() for text in file.findChildren(Text)]
    for title, heading in (("Адрес", "Где дом"), ("Год постройки", "Построен")):
        assert file.fields.hasFocus()
        titles = [line.title for line in map(file.fields.record, range(30)) if line is not None]
        file.fields.select_row(titles.index(title))
        clerk.press(Key.Key_Return)
        clerk.type(heading)
        clerk.press(Key.Key_Return)
        clerk.press(Key.Key_Return, CTRL)
        clerk.until(lambda: not screen.note.busy)
        clerk.wait()
    assert file.fields.hasFocus()
    assert file.file is not None
    assert dict(file.file.columns) == {"address": "Где дом", "year": "Построен"}
    clerk.press(Key.Key_Return, CTRL)
    clerk.until(lambda: not screen.note.busy)
    clerk.wait()
    clerk.workplace.tools.dialogs.answer_next(True)
    screen.undo_last.setFocus()
    clerk.press(Key.Key_Space)
    clerk.until(lambda: not screen.note.busy)
    clerk.wait()
    assert file.lines.hasFocus()


def test_a_file_nothing_was_taken_of_is_not_called_loaded(
    clerk: ClerkAtKeys, tmp_path: Path
) -> None:
    """«Нас. пункт» is known for what it is; when no row is taken the words say so."""
    heads = ["№ п/п", "Нас. пункт", "Улица", "Дом"]
    rows: list[list[object]] = [[*heads], [1, "г. Радужный", "ул. Новая", "б/н"]]
    screen = clerk.choose_houses(write_xlsx(tmp_path / "пусто.xlsx", rows))
    assert screen.file.file is not None
    assert dict(screen.file.file.columns)["settlement"] == "Нас. пункт"
    clerk.press(Key.Key_Return, CTRL)
    clerk.until(lambda: not screen.note.busy)
    clerk.wait()
    said = "\n".join(word.text() for word in screen.note.findChildren(QLabel))
    said += "\n".join(word.text() for word in screen.note.findChildren(Paragraph))
    assert "Ничего не загружено: пусто.xlsx" in said
