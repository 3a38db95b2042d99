"""Fields of one meaning: phone, date, moment, text as the caller says it."""

import datetime as dt
import math

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from desktop_app.core import clock
from desktop_app.core.clock import Clock
from desktop_app.core.phones import doubt, parse_phones, words_beside
from desktop_app.core.typed_dates import read_date, read_moment
from desktop_app.ui.theme import Type, follow_look, look
from desktop_app.ui.widgets.month_popup import MonthPopup

# How a text document ends paragraphs and lines.
_BREAKS = {0x2028: "\n", 0x2029: "\n"}
_FRAME = 10  # border and padding of the sheet, and what Qt wants beyond the last line


class PhoneEdit(QLineEdit):
    """A phone: brought to the printed form when it is certain and alone, else left as typed.

    Whose it is and when to call stands beside it: «8 900 555-20-10 дочь, после 18».

    `doubted(words)` when the field is left with a number that lacks digits or has too many, empty
    words when nothing speaks against it: the number is taken all the same.
    """

    doubted = Signal(str)

    def __init__(self, name: str = "Телефон") -> None:
        """Know no code of the town before `set_area_code`."""
        super().__init__()
        self._area = ""
        self.setAccessibleName(name)
        self.editingFinished.connect(self._tidy)
        self.textChanged.connect(lambda _text: self.doubted.emit(""))

    def set_area_code(self, digits: str) -> None:
        """Take the office's own code, which makes a local number whole; what is typed stays."""
        self._area = digits

    def _tidy(self) -> None:
        phones = parse_phones(self.text(), self._area)
        if len(phones) == 1 and phones[0].number and not words_beside(self.text()):
            self.setText(phones[0].display())
        self.doubted.emit(doubt(self.text(), self._area))


class DateEdit(QLineEdit):
    """A date typed in any usual way; Up and Down change the day, F4 opens the month.

    `changed(date or None)` follows when the field is left with another date than before.
    """

    changed = Signal(object)

    def __init__(self, name: str, now: Clock = clock.now) -> None:
        """`now` tells today, from which «завтра» and «+3» are counted."""
        super().__init__()
        self._now = now
        self._told: dt.date | None = None
        self.setAccessibleName(name)
        self.setPlaceholderText("дд.мм.гггг")
        self._month = MonthPopup(self)
        self._month.chosen.connect(self._take)
        self.editingFinished.connect(self._tidy)

    def value(self) -> dt.date | None:
        """Return the date, None when the field is empty or not understood."""
        try:
            return read_date(self.text(), self._now().date())
        except ValueError:
            return None

    def problem(self) -> str:
        """Return the remedy when the words are not a date, empty text otherwise."""
        try:
            read_date(self.text(), self._now().date())
        except ValueError as error:
            return str(error)
        return ""

    def set_value(self, value: dt.date | None) -> None:
        """Show a date; does not tell of it."""
        self._told = value
        self.setText(clock.show_date(value) if value else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change the day, or open and drive the month."""
        key = Qt.Key(event.key())
        if self._month.isVisible() and self._month.press(key):
            return
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if key is Qt.Key.Key_F4 and not event.modifiers():
            self._month.show_day(self.value() or self._now().date(), self._now().date())
        elif key in steps and not event.modifiers():
            self._take((self.value() or self._now().date()) + dt.timedelta(days=steps[key]))
        else:
            super().keyPressEvent(event)

    def _take(self, value: dt.date) -> None:
        self.setText(clock.show_date(value))
        self._tidy()

    def _tidy(self) -> None:
        if self.problem():
            return
        value = self.value()
        if value is not None:
            self.setText(clock.show_date(value))
        if value != self._told:
            self._told = value
            self.changed.emit(value)


class MomentEdit(QLineEdit):
    """A day with a time; a time alone is today. `changed(datetime or None)` like DateEdit's."""

    changed = Signal(object)

    def __init__(self, name: str, now: Clock = clock.now) -> None:
        """`now` tells the day meant by a time alone."""
        super().__init__()
        self._now = now
        self._told: dt.datetime | None = None
        self.setAccessibleName(name)
        self.setPlaceholderText("дд.мм.гггг чч:мм")
        self.editingFinished.connect(self._tidy)

    def value(self) -> dt.datetime | None:
        """Return the moment, None when the field is empty or not understood."""
        try:
            return read_moment(self.text(), self._now())
        except ValueError:
            return None

    def problem(self) -> str:
        """Return the remedy when the words are not a moment, empty text otherwise."""
        try:
            read_moment(self.text(), self._now())
        except ValueError as error:
            return str(error)
        return ""

    def set_value(self, value: dt.datetime | None) -> None:
        """Show a moment; does not tell of it."""
        self._told = value
        self.setText(clock.show_moment(value) if value else "")

    def _tidy(self) -> None:
        if self.problem():
            return
        value = self.value()
        if value is not None:
            self.setText(clock.show_moment(value))
        if value != self._told:
            self._told = value
            self.changed.emit(value)


class TextArea(QPlainTextEdit):
    """Several lines of plain text; Tab goes to the next field, pasted text loses its dress.

    It is the zone of a form that gives way: it asks for `least` pixels of height at the default
    body size and takes up to `most` when there is room; two lines are always seen whole.
    """

    def __init__(
        self, name: str, placeholder: str = "", *, least: int = 64, most: int = 150
    ) -> None:
        """Start empty; `name` is read to the blind."""
        super().__init__()
        self._least, self._most = least, most
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        follow_look(self._relook)

    def text(self) -> str:
        """Return the text with its no-break spaces, which `toPlainText` turns into plain ones."""
        return self.document().toRawText().translate(_BREAKS)

    def sizeHint(self) -> QSize:
        """Ask for the least height."""
        return QSize(super().sizeHint().width(), self._high(self._least))

    def minimumSizeHint(self) -> QSize:
        """Bear no less than the least height."""
        return QSize(super().minimumSizeHint().width(), self._high(self._least))

    def _relook(self) -> None:
        self.setMaximumHeight(self._high(self._most))
        self.updateGeometry()

    def _high(self, pixels: int) -> int:
        dress = look()
        line = math.ceil(dress.fonts.metrics(Type.BODY).lineSpacing())
        whole = 2 * (line + math.ceil(self.document().documentMargin())) + _FRAME
        return max(dress.metrics.px(pixels), whole)
