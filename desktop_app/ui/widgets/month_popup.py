"""A month under a date field: seven columns of days, driven from the field by the arrows."""

import calendar
import datetime as dt

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.core.clock import show_date
from desktop_app.ui.theme import Type, look
from desktop_app.ui.theme.metrics import FIELD_RADIUS
from desktop_app.ui.widgets.painted import baseline, draw_icon, plate, write
from desktop_app.ui.widgets.popup import FieldPopup

_MONTHS = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
_DAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
_PAD, _CELL, _HEAD, _WEEKS = 8, 30, 30, 6


class MonthPopup(FieldPopup):
    """Shows a month with a day highlighted; `chosen(date)` when it is taken."""

    chosen = Signal(object)

    def __init__(self, field: QWidget) -> None:
        """Belong to a date field."""
        super().__init__(field)
        self._day = self._today = dt.date(2000, 1, 1)

    def show_day(self, day: dt.date, today: dt.date) -> None:
        """Open at a day."""
        self._today = today
        self._move(day)
        self.open_popup()

    def press(self, key: Qt.Key) -> bool:
        """Take a key from the field; False for a key that means nothing here."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -7,
            Qt.Key.Key_Down: 7,
        }
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if key in steps:
            self._move(self._day + dt.timedelta(days=steps[key]))
        elif key in months:
            self._move(_month_away(self._day, months[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self._day)
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_F4):
            self.close_popup()
        else:
            return False
        return True

    def wanted(self, _width: int) -> QSize:
        """Return the room of six weeks."""
        px = look().metrics.px
        cell = px(_CELL)
        return QSize(7 * cell + 2 * _PAD, px(_HEAD) + (_WEEKS + 1) * cell + 2 * _PAD)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a day, or turn the month with the arrows in the head."""
        place = event.position().toPoint()
        if place.y() < _PAD + look().metrics.px(_HEAD):
            self._move(_month_away(self._day, -1 if place.x() < self.width() / 2 else 1))
            return
        day = next((day for day, rect in self._cells() if rect.contains(place)), None)
        if day is not None:
            self._take(day)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw head, names of days and days."""
        super().paintEvent(event)
        painter = QPainter(self)
        self._draw_head(painter)
        for day, rect in self._cells():
            self._draw_day(painter, day, rect)
        painter.end()

    def _draw_head(self, painter: QPainter) -> None:
        dress = look()
        theme, px = dress.theme, dress.metrics.px
        title = f"{_MONTHS[self._day.month - 1]} {self._day.year}"
        left = (self.width() - dress.fonts.width(Type.BODY_BOLD, title)) / 2
        base = baseline(_PAD, px(_HEAD), Type.BODY_BOLD)
        write(painter, left, base, title, Type.BODY_BOLD, theme.ink)
        side = dress.metrics.icon
        top = _PAD + (px(_HEAD) - side) / 2
        draw_icon(painter, self, "chevron-left", theme.muted, (_PAD + 6, top, side))
        draw_icon(
            painter, self, "chevron-right", theme.muted, (self.width() - _PAD - 6 - side, top, side)
        )
        cell = px(_CELL)
        for column, name in enumerate(_DAYS):
            start = _PAD + column * cell + (cell - dress.fonts.width(Type.CAPTION, name)) / 2
            base = baseline(_PAD + px(_HEAD), cell, Type.CAPTION)
            write(painter, start, base, name, Type.CAPTION, theme.muted)

    def _draw_day(self, painter: QPainter, day: dt.date, rect: QRect) -> None:
        theme, fonts = look().theme, look().fonts
        ink = theme.ink if day.month == self._day.month else theme.muted
        inner = rect.adjusted(1, 1, -1, -1)
        if day == self._day:
            plate(painter, inner, FIELD_RADIUS, theme.soft)
            ink = theme.on_soft
        if day == self._today:
            plate(painter, inner, FIELD_RADIUS, "", theme.link)
        role = Type.BODY_BOLD if day == self._day else Type.BODY
        left = rect.left() + (rect.width() - fonts.width(role, str(day.day))) / 2
        write(painter, left, baseline(rect.top(), rect.height(), role), str(day.day), role, ink)

    def _cells(self) -> list[tuple[dt.date, QRect]]:
        px = look().metrics.px
        cell, top = px(_CELL), _PAD + px(_HEAD) + px(_CELL)
        first = self._day.replace(day=1)
        start = first - dt.timedelta(days=first.weekday())
        return [
            (
                start + dt.timedelta(days=place),
                QRect(_PAD + place % 7 * cell, top + place // 7 * cell, cell, cell),
            )
            for place in range(7 * _WEEKS)
        ]

    def _move(self, day: dt.date) -> None:
        self._day = day
        self.setAccessibleName(f"Календарь, {show_date(day)}")
        self.update()

    def _take(self, day: dt.date) -> None:
        self.close_popup()
        self.chosen.emit(day)


def _month_away(day: dt.date, months: int) -> dt.date:
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))
