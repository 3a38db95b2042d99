"""What stands in the controls of a form, as plain values to keep and to put back."""

from collections.abc import Mapping
from typing import Protocol, TypeAlias, runtime_checkable

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.fields import TextArea
from desktop_app.ui.widgets.password_edit import PasswordEdit
from desktop_app.ui.widgets.suggest_edit import LookupEdit

Plain: TypeAlias = str | bool | list[str | int | None] | None


@runtime_checkable
class KeepsDraft(Protocol):
    """A control whose value is more than its words."""

    def draft_value(self) -> list[str | int | None]:
        """Return the value as JSON can hold it."""
        ...

    def take_draft(self, value: list[str | int | None]) -> None:
        """Put such a value back."""
        ...


def read_value(control: QWidget) -> Plain:
    """Return what stands in a control; None for a secret and for what cannot be kept."""
    if isinstance(control, KeepsDraft):
        return control.draft_value()
    if isinstance(control, LookupEdit):
        return [control.value(), control.text()]
    if isinstance(control, QLineEdit):
        is_secret = isinstance(control, PasswordEdit) or not _is_legible(control)
        return None if is_secret else control.text()
    if isinstance(control, QPlainTextEdit):
        return control.text() if isinstance(control, TextArea) else control.toPlainText()
    if isinstance(control, QComboBox):
        return control.currentText()
    return control.isChecked() if isinstance(control, QCheckBox) else None


def _is_legible(control: QLineEdit) -> bool:
    return control.echoMode() is QLineEdit.EchoMode.Normal


def put_value(control: QWidget, value: Plain) -> None:
    """Put back what `read_value` gave; a value of another shape is left alone."""
    if isinstance(control, KeepsDraft):
        if isinstance(value, list):
            control.take_draft(value)
    elif isinstance(control, LookupEdit):
        if isinstance(value, list) and len(value) == 2:
            _put_choice(control, *value)
    elif isinstance(control, QCheckBox):
        control.setChecked(bool(value))
    elif isinstance(value, str):
        _put_text(control, value)


def words_of(values: Mapping[str, Plain]) -> str:
    """Return the longest text among values: by it a person knows what was typed."""
    texts = [value if isinstance(value, str) else "" for value in values.values()]
    texts += [str(part) for v in values.values() if isinstance(v, list) for part in v if part]
    return max(texts, key=len, default="")


def _put_choice(control: LookupEdit, value: str | int | None, words: str | int | None) -> None:
    if isinstance(value, int):
        control.set_value(value)
        control.changed.emit(control.value())
    if control.text() != words:
        control.setText(str(words or ""))


def _put_text(control: QWidget, text: str) -> None:
    if isinstance(control, QLineEdit):
        control.setText(text)
    elif isinstance(control, QPlainTextEdit):
        control.setPlainText(text)
    elif isinstance(control, QComboBox):
        place = control.findText(text)
        if place >= 0:
            control.setCurrentIndex(place)
            control.activated.emit(place)
        elif control.isEditable():
            control.setCurrentText(text)
        elif isinstance(control, Combo):
            control.await_words(text)
