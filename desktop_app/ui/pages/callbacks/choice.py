"""Four tiles, two by two: outcomes of a call, and then times to call again."""

import datetime as dt
import textwrap
from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.core import call_times
from desktop_app.core.enums import CallbackOutcome, TicketStatus
from desktop_app.core.records.callbacks import Call, StopRule
from desktop_app.ui.pages.callbacks.tile import Face, OutcomeTile
from desktop_app.ui.theme import Tone

OUTCOMES = (
    CallbackOutcome.SOLVED,
    CallbackOutcome.REWORK,
    CallbackOutcome.UNREACHED,
    CallbackOutcome.LATER,
)
_BLANK = Face("", "", "", "dot", Tone.MUTED)
_ACROSS, _DOWN = 12, 9
_NAME = 44  # letters of an executor beside what follows from an outcome


class ChoiceGrid(QWidget):
    """`chosen(1…4)` when a tile is pressed or its digit typed; disabled tiles stay silent."""

    chosen = Signal(int)

    def __init__(self) -> None:
        """Start without words."""
        super().__init__()
        self._grid, self._beside = QGridLayout(self), 2
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_ACROSS)
        self._grid.setVerticalSpacing(_DOWN)
        self.tiles = [OutcomeTile(_BLANK) for _ in OUTCOMES]
        for place, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, place // 2, place % 2)
            self._grid.setColumnStretch(place % 2, 1)
            tile.clicked.connect(lambda _checked=False, n=place + 1: self.chosen.emit(n))

    def minimumSizeHint(self) -> QSize:
        """Bear the widest tile: with the largest letters they stand under each other."""
        return QSize(self._widest(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand two by two where two titles have room."""
        super().resizeEvent(event)
        beside = 2 if 2 * self._widest() + _ACROSS <= self.width() else 1
        if beside != self._beside:
            self._beside = beside
            for place, tile in enumerate(self.tiles):
                self._grid.addWidget(tile, place // beside, place % beside)
            self._grid.setColumnStretch(1, beside - 1)

    def _widest(self) -> int:
        return max(tile.minimumSizeHint().width() for tile in self.tiles)

    def set_faces(self, faces: Sequence[Face]) -> None:
        """Show four faces."""
        for tile, face in zip(self.tiles, faces, strict=True):
            tile.set_face(face)
            tile.set_marked(False)

    def press(self, number: int) -> None:
        """Press a tile by its digit."""
        if self.tiles[number - 1].isEnabled():
            self.chosen.emit(number)

    def mark(self, outcome: CallbackOutcome | None) -> None:
        """Mark the outcome that waits for a remark, none for None."""
        for known, tile in zip(OUTCOMES, self.tiles, strict=True):
            tile.set_marked(known is outcome)


def outcome_faces(call: Call, now: dt.datetime) -> tuple[Face, ...]:
    """Return the faces of the four outcomes for one call."""
    term = f"новый цикл, срок {call.rework_term}" if call.rework_term else "новый цикл"
    executor = textwrap.shorten(call.row.ticket.organization, _NAME, placeholder="…")
    return (
        Face("1", "Решено", "закроется как «подтверждено»", "check", Tone.GOOD),
        Face(
            "2",
            "На доработку",
            f"{term} · {executor}" if executor else term,
            "back",
            TicketStatus.REWORK,
        ),
        Face("3", "Не дозвонились", _missed_words(call.stop, now), "phone-missed", Tone.MUTED),
        Face("4", "Перезвонить", "спросит время; вернётся в очередь", "clock", Tone.WARNING),
    )


def time_faces(now: dt.datetime) -> tuple[Face, ...]:
    """Return the faces of the times to call again; an evening already here is disabled."""
    evening = call_times.this_evening(now)
    return (
        _time_face("1", "Через час", call_times.in_an_hour(now), now),
        Face("2", "Сегодня вечером", "вечер уже наступил", "clock", Tone.WARNING, enabled=False)
        if evening is None
        else _time_face("2", "Сегодня вечером", evening, now),
        _time_face("3", "Завтра утром", call_times.tomorrow_morning(now), now),
        Face("4", "Своё время", "впишете день и час", "pencil", Tone.WARNING),
    )


def time_of(number: int, now: dt.datetime) -> dt.datetime | None:
    """Return the moment behind a time's digit; None for one's own."""
    known = {
        1: call_times.in_an_hour(now),
        2: call_times.this_evening(now),
        3: call_times.tomorrow_morning(now),
    }
    return known.get(number)


def _time_face(digit: str, title: str, moment: dt.datetime, now: dt.datetime) -> Face:
    return Face(digit, title, call_times.show_when(moment, now), "clock", Tone.WARNING)


def _missed_words(stop: StopRule, now: dt.datetime) -> str:
    attempt = f"попытка {stop.missed + 1} из {stop.attempts}"
    if stop.is_last:
        return f"{attempt}: закроется как «не дозвонились»"
    return f"{attempt}, следующая {call_times.show_when(_next(stop, now), now)}"


def _next(stop: StopRule, now: dt.datetime) -> dt.datetime:
    return call_times.next_try(now, stop.pause_hours)
