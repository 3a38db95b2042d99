"""A text field in which «/код» becomes a ready phrase."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from desktop_app.core.addresses.layout import to_russian_keys
from desktop_app.core.records.knowledge import TextTemplate
from desktop_app.core.text import fold
from desktop_app.ui.theme import look
from desktop_app.ui.widgets.escape import is_escape
from desktop_app.ui.widgets.fields import TextArea
from desktop_app.ui.widgets.suggest_popup import Suggestion, SuggestPopup
from desktop_app.ui.widgets.text_places import in_places, length, letters

BLANK = "___"
FOOTER = "Enter — вставить   ·   ↑ ↓ — другая фраза   ·   Esc — оставить как есть"
# «24/48» and «и/или» are no codes: the stroke begins a word. The Russian layout has «\» nearer.
_CODE = re.compile(r"(?:^|\s)[/\\](\S{0,12})$")
_WIDTH, _GAP, _EDGE = 440, 4, 4


class PhraseArea(TextArea):
    """Offers phrases while a code is typed; a space after a whole code, or Enter, puts one in.

    A blank «___» of the phrase is left selected, to be typed over.
    """

    def __init__(self, name: str) -> None:
        """Start without phrases."""
        super().__init__(name)
        self._phrases: tuple[TextTemplate, ...] = ()
        self._left_alone = False
        self.popup = _CaretPopup(self)
        self.popup.chosen.connect(self._expand_row)
        self.textChanged.connect(self._look)
        self.cursorPositionChanged.connect(self._look)

    def set_phrases(self, phrases: Sequence[TextTemplate]) -> None:
        """Offer these phrases."""
        self._phrases = tuple(phrases)

    def event(self, event: QEvent) -> bool:
        """Keep Esc from closing the form while phrases are offered."""
        if is_escape(event) and self.popup.isVisible():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose among phrases, put one in, or type."""
        if self.popup.isVisible() and self._in_popup(Qt.Key(event.key())):
            return
        if event.text() == " " and not self._left_alone and self._expand_whole_code():
            return
        super().keyPressEvent(event)

    def _in_popup(self, key: Qt.Key) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if key in steps:
            self.popup.step(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._expand_row(self.popup.current)
        elif key is Qt.Key.Key_Escape:
            self._left_alone = True
            self.popup.show_rows(())
        else:
            return False
        return True

    def _code(self) -> str | None:
        """Return the code before the caret without its stroke, None when there is none."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            return None
        found = _CODE.search(letters(in_places(cursor.block().text()), 0, cursor.positionInBlock()))
        return found[1] if found else None

    def _look(self) -> None:
        code = self._code() if self.hasFocus() else None
        if code is None:
            self._left_alone = False
        offered = [] if code is None or self._left_alone else self._fitting(code)
        if offered or self.popup.isVisible():
            self.popup.show_rows([Suggestion(p, f"/{p.code}", second=p.body) for p in offered])

    def _fitting(self, code: str) -> list[TextTemplate]:
        typed = {fold(code), fold(to_russian_keys(code))}
        fit = [p for p in self._phrases if any(p.code.startswith(start) for start in typed)]
        return sorted(fit, key=lambda phrase: phrase.code not in typed)

    def _expand_whole_code(self) -> bool:
        code = self._code()
        if not code:
            return False
        typed = {fold(code), fold(to_russian_keys(code))}
        whole = next((phrase for phrase in self._phrases if phrase.code in typed), None)
        if whole is not None:
            self._expand(whole, " ")
        return whole is not None

    def _expand_row(self, place: int) -> None:
        rows = self.popup.rows
        if 0 <= place < len(rows):
            phrase = rows[place].key
            if isinstance(phrase, TextTemplate):
                self._expand(phrase)

    def _expand(self, phrase: TextTemplate, after: str = "") -> None:
        """Put the phrase in place of the code: one step back for Ctrl+Z."""
        cursor = self.textCursor()
        end = cursor.position()
        start = end - length(self._code() or "") - 1
        before, found, _ = phrase.body.partition(BLANK)
        blank = length(before) if found else -1
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(phrase.body + ("" if blank >= 0 else after))
        if blank >= 0:
            cursor.setPosition(start + blank)
            cursor.setPosition(start + blank + len(BLANK), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.popup.show_rows(())


class _CaretPopup(SuggestPopup):
    """Suggestions below the line being typed, above it when there is no room."""

    def __init__(self, area: PhraseArea) -> None:
        super().__init__(area, FOOTER)
        self._area = area

    def wanted(self, _width: int) -> QSize:
        """Return the room of the rows at a width of their own."""
        return super().wanted(min(look().metrics.px(_WIDTH), self._area.width()))

    def _place(self, window: QWidget) -> QRect:
        size = self.wanted(0)
        line = self._area.cursorRect()
        corner = self._area.viewport().mapTo(window, QPoint(line.left(), line.bottom() + _GAP))
        top = corner.y()
        if top + size.height() > window.height() - _EDGE:
            top = max(_EDGE, top - 2 * _GAP - line.height() - size.height())
        left = max(_EDGE, min(corner.x(), window.width() - size.width() - _EDGE))
        return QRect(QPoint(left, top), size)
