"""Fields with suggestions: the common one, and a choice out of a list known beforehand."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.core.text import fold
from desktop_app.ui.widgets.escape import is_escape
from desktop_app.ui.widgets.suggest_popup import Suggestion, SuggestPopup, matched

FOOTER = "Enter — выбрать   ·   ↑ ↓ — другая строка   ·   F4 — весь справочник"
_LEAPS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_NONE = "Ничего не найдено"
_EMPTY = "Справочник пуст, выбрать пока не из чего"
_UNMATCHED = "выберите из списка или очистите"
_UNLISTED = "справочник пуст: сначала внесите запись в него"
_STEM = 4  # letters of a beginning that may go on with any ending


class SuggestEdit(QLineEdit):
    """A line edit with a popup of suggestions that somebody else finds.

    `typed(text)`: look for suggestions and give them to `offer`. `highlighted(key)`: the row under
    the highlight, None when the popup closes. `picked(key)`: the clerk chose. F4 gives
    `all_wanted`, Shift+F4 clears, Ctrl+Shift+F4 gives `card_wanted`.
    """

    typed = Signal(str)
    highlighted = Signal(object)
    picked = Signal(object)
    all_wanted = Signal()
    card_wanted = Signal()
    cleared = Signal()

    def __init__(self, name: str, footer: str = FOOTER, parent: QWidget | None = None) -> None:
        """Start empty; `name` is read to the blind."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.popup = SuggestPopup(self, footer)
        self.popup.chosen.connect(self._pick)
        self.popup.highlighted.connect(self._tell_highlight)
        self.textEdited.connect(self.typed)

    def offer(self, rows: Sequence[Suggestion], none: str = "", *, sure: bool = True) -> None:
        """Offer suggestions while the field has the focus, or say `none`; late ones are dropped.

        Those not `sure` are only alike: none is highlighted, Enter and Tab take none.
        """
        if self.hasFocus():
            self.popup.show_rows(rows, none, sure=sure)
        else:
            self.popup.show_rows(())

    def event(self, event: QEvent) -> bool:
        """Let Tab take the only row before it moves on; Esc closes the popup, not the form."""
        if is_escape(event) and self.popup.isVisible():
            event.accept()
            return True
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Tab
            and self.popup.isVisible()
            and len(self.popup.rows) == 1
            and self.popup.current == 0
        ):
            self._pick(0)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the highlight, choose, close, clear; all else is typing."""
        if not (self._in_popup(Qt.Key(event.key())) or self._reference_key(event)):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that nothing is looked at any more."""
        super().focusOutEvent(event)
        self.popup.show_rows(())

    def _in_popup(self, key: Qt.Key) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if not self.popup.isVisible():
            if key is Qt.Key.Key_Down:
                self.typed.emit(self.text())
            return key is Qt.Key.Key_Down
        if key in steps:
            self.popup.step(steps[key])
        elif key in _LEAPS:
            self.popup.leap(_LEAPS[key])
        elif self.popup.current < 0 and key is not Qt.Key.Key_Escape:
            return False
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(self.popup.current)
        elif key is Qt.Key.Key_Escape:
            self.popup.show_rows(())
        else:
            return False
        return True

    def _reference_key(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_F4:
            return False
        shift, ctrl = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
        if event.modifiers() == shift | ctrl:
            self.card_wanted.emit()
        elif event.modifiers() == shift:
            self.clear()
            self.cleared.emit()
            self.typed.emit("")
        else:
            self.all_wanted.emit()
        return True

    def _pick(self, place: int) -> None:
        rows = self.popup.rows
        if 0 <= place < len(rows):
            chosen = rows[place]
            self.popup.show_rows(())
            self.setText(chosen.title)
            self.picked.emit(chosen.key)

    def _tell_highlight(self, place: int) -> None:
        rows = self.popup.rows
        row = rows[place] if 0 <= place < len(rows) else None
        self.highlighted.emit(row.key if row is not None else None)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: its id, its words, and what stands under them.

    `also` is never shown: beginnings of other words people say for it.
    """

    id: int
    title: str
    second: str = ""
    aside: str = ""
    also: str = ""


class LookupEdit(SuggestEdit):
    """Chooses one of known things; typed words must begin words of the title or below it.

    `changed(id or None)` when the value changes. Words that match nothing chosen are kept, and
    the value is None: nothing is guessed. A form refuses them unless `takes_words`: then the words
    themselves are an answer too.
    """

    changed = Signal(object)

    def __init__(
        self, name: str, choices: Sequence[Choice] = (), *, takes_words: bool = False
    ) -> None:
        """Offer these choices."""
        super().__init__(name)
        self._takes_words = takes_words
        self._value: int | None = None
        self.set_choices(choices)
        self._is_empty = False  # choices may still be on their way
        self.typed.connect(self._look)
        self.all_wanted.connect(lambda: self.offer(self._found("")[0], self._none()))
        self.picked.connect(self._take)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other choices; a value no longer among them is dropped, its words stay."""
        self._choices = {choice.id: choice for choice in choices}
        self._folded = {choice.id: _words(choice) for choice in choices}
        self._also = {choice.id: fold(choice.also).split() for choice in choices}
        self._is_empty = not self._choices
        if self._value not in self._choices:
            self._value = None

    def value(self) -> int | None:
        """Return the id chosen, None while the words match nothing chosen."""
        return self._value

    def problem(self) -> str:
        """Return the remedy for words that name nothing known, empty when there is none."""
        lost = self._value is None and bool(self.text().strip())
        if not lost or self._takes_words:
            return ""
        return _UNLISTED if self._is_empty else _UNMATCHED

    def set_value(self, value: int | None) -> None:
        """Show a choice, or nothing; does not tell of it. Typing at once replaces it."""
        self._value = value if value in self._choices else None
        self.setText(self._choices[value].title if value in self._choices else "")
        if self.hasFocus():
            self.selectAll()

    def title_of(self, value: object) -> str:
        """Return the title of a choice by its id, empty for one that is not offered."""
        known = self._choices.get(value) if isinstance(value, int) else None
        return known.title if known is not None else ""

    def _look(self, text: str) -> None:
        if self._value is not None and text != self._choices[self._value].title:
            self._take(None)
        rows, sure = self._found(text)
        self.offer(rows, self._none() or (_NONE if text.strip() else ""), sure=sure)

    def _none(self) -> str:
        return _EMPTY if self._is_empty else ""

    def _take(self, value: object) -> None:
        taken = value if isinstance(value, int) else None
        if taken != self._value:
            self._value = taken
            self.changed.emit(taken)

    def _found(self, text: str) -> tuple[list[Suggestion], bool]:
        """Return what has all the words; where nothing has, what has most of them, and False."""
        words, start = fold(text).split(), fold(text)
        score = {key: _score(own, self._also[key], words) for key, own in self._folded.items()}
        best = max(score.values(), default=0)
        fit = [c for c in self._choices.values() if score[c.id] == best and (best or not words)]
        fit.sort(key=lambda choice: not fold(choice.title).startswith(start))
        rows = [Suggestion(c.id, c.title, matched(c.title, words), c.second, c.aside) for c in fit]
        return rows, best == len(words)


def _score(own: Sequence[str], also: Sequence[str], words: Sequence[str]) -> int:
    """Count the words that begin a word of a choice, or go on from a beginning people say."""
    return sum(
        any(mine.startswith(word) for mine in own)
        or any(said.startswith(word) or _goes_on(word, said) for said in also)
        for word in words
    )


def _goes_on(word: str, said: str) -> bool:
    """Tell whether a word is another ending of what people say: «батарею» of «батаре»."""
    return len(said) >= _STEM and word.startswith(said)


def _words(choice: Choice) -> list[str]:
    text = fold(f"{choice.title} {choice.second}")
    return "".join(letter if letter.isalnum() else " " for letter in text).split() or [text]
