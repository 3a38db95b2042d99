"""Alt and a letter: no form that a test opens may use one twice."""

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from desktop_app.ui.widgets.form_sheet import FormSheet
from desktop_app.ui.widgets.over_window import OverWindow


def letters(over: QWidget) -> Counter[str]:
    """Return the Alt letters of what is seen in a window, with how often each is used."""
    texts = [w.text() for w in over.findChildren(QAbstractButton) if w.isVisible()]
    texts += [w.text() for w in over.findChildren(QLabel) if w.isVisible() and w.buddy()]
    found = (QKeySequence.mnemonic(text).toString() for text in texts)
    return Counter(letter for letter in found if letter)


def watch_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail in any form that opens with a letter meaning two things."""

    def opened(sheet: FormSheet) -> None:
        OverWindow.open(sheet)
        twice = [letter for letter, uses in letters(sheet).items() if uses > 1]
        assert not twice, f"«{sheet.windowTitle()}»: {', '.join(twice)}"

    monkeypatch.setattr(FormSheet, "open", opened, raising=False)
