"""The door to questions: answers ahead, real sheets, folders remembered, no blocking."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget  # noqa: TID251  looking for the open picker
from pytestqt.qtbot import QtBot

from desktop_app.ui.dialogs import Dialogs, Question
from desktop_app.ui.state import LAST_FOLDER_SAVE, State
from desktop_app.ui.widgets.ask import AskReason, AskSheet
from tests.ui.keyboard import press, type_text
from tests.ui.naming import nameless

QUESTION = Question("Удалить черновик?", "Введённое пропадёт.", "Удалить", "Оставить")


def shown(parent: QWidget, qtbot: QtBot) -> QWidget:
    """Return a visible window."""
    qtbot.addWidget(parent)
    parent.resize(600, 400)
    parent.show()
    parent.activateWindow()
    return parent


def test_answers_ahead(dialogs: Dialogs, qtbot: QtBot) -> None:
    """Tests answer before the question; what was asked can be looked at."""
    parent, told = shown(QWidget(), qtbot), list[object]()
    dialogs.answer_next(True, False, "по звонку", None)
    dialogs.confirm(parent, QUESTION, lambda: told.append("да"), lambda: told.append("нет"))
    dialogs.confirm(parent, QUESTION, lambda: told.append("да"), lambda: told.append("нет"))
    dialogs.ask_reason(parent, "Причина", "Почему", told.append)
    dialogs.open_file(parent, "Открыть", "*.xlsx", told.append)
    assert told == ["да", "нет", "по звонку"]
    assert [asked.kind for asked in dialogs.asked] == ["confirm", "confirm", "reason", "open_file"]


def test_a_question_is_answered_from_the_keyboard(dialogs: Dialogs, qtbot: QtBot) -> None:
    """Enter takes the first verb, Esc refuses; asking does not block the caller."""
    parent, told = shown(QWidget(), qtbot), list[str]()
    for key, expected in ((Qt.Key.Key_Return, "да"), (Qt.Key.Key_Escape, "нет")):
        dialogs.confirm(parent, QUESTION, lambda: told.append("да"), lambda: told.append("нет"))
        sheet = parent.findChild(AskSheet)
        assert sheet is not None
        qtbot.waitUntil(sheet.isVisible)
        assert nameless(sheet) == []
        press(sheet, key)
        assert told[-1] == expected
        sheet.deleteLater()
        qtbot.wait(5)


def test_a_reason_is_not_taken_empty(dialogs: Dialogs, qtbot: QtBot) -> None:
    """The button waits for words; ready phrases can be chosen."""
    parent, told = shown(QWidget(), qtbot), list[str]()
    dialogs.ask_reason(parent, "Отложить", "Причина", told.append, ready=["Ждём ответа"])
    sheet = parent.findChild(AskReason)
    assert sheet is not None
    qtbot.waitUntil(sheet.isVisible)
    box = sheet._words
    edit = box.lineEdit()
    assert edit is not None
    press(edit, Qt.Key.Key_Return)
    assert told == []
    type_text(edit, "нет доступа ")
    press(sheet, Qt.Key.Key_Return)
    assert told == ["нет доступа"]


def test_a_reason_is_written_by_the_key_of_forms(dialogs: Dialogs, qtbot: QtBot) -> None:
    """Ctrl+Enter takes the words as in every form, and nothing while there are none."""
    parent, told = shown(QWidget(), qtbot), list[str]()
    dialogs.ask_reason(parent, "Отменить акт", "Почему", told.append)
    sheet = parent.findChild(AskReason)
    assert sheet is not None
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    edit = sheet._words.lineEdit()
    assert edit is not None
    press(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told == []
    type_text(edit, "опечатка")
    press(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told == ["опечатка"]


def test_sheets_die_when_closed(dialogs: Dialogs, qtbot: QtBot) -> None:
    """A closed question leaves nothing behind."""
    parent = shown(QWidget(), qtbot)
    for _ in range(3):
        dialogs.tell(parent, "База повреждена", "Восстановите копию.")
        sheet = parent.findChild(AskSheet)
        assert sheet is not None
        sheet.close()
        qtbot.waitUntil(lambda: parent.findChild(AskSheet) is None, timeout=2000)


def test_the_folder_is_remembered(
    dialogs: Dialogs, state: State, tmp_path: Path, qtbot: QtBot
) -> None:
    """The picker starts where the last file went, with the name proposed."""
    parent, told = shown(QWidget(), qtbot), list[Path]()
    target = tmp_path / "журнал.xlsx"
    dialogs.answer_next(target)
    dialogs.save_as(parent, "В Excel", "журнал.xlsx", "Excel (*.xlsx)", told.append)
    assert told == [target]
    assert state.get(LAST_FOLDER_SAVE) == str(tmp_path)
    dialogs.save_as(parent, "В Excel", "сводка.xlsx", "Excel (*.xlsx)", told.append)
    picker = parent.findChild(QFileDialog)
    assert picker is not None
    assert Path(picker.directory().path()) == tmp_path
    assert picker.selectedFiles()[0].endswith("сводка.xlsx")
    picker.fileSelected.emit(str(tmp_path / "сводка.xlsx"))
    assert told[-1] == tmp_path / "сводка.xlsx"
    picker.close()
    qtbot.waitUntil(lambda: parent.findChild(QFileDialog) is None, timeout=2000)
