"""The editor of a timetable: days, weeks, hours, season, carrier; it says at once what it means."""

import datetime as dt
import re
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop_app.core.clock import Clock
from desktop_app.core.collection_reader import read_window
from desktop_app.core.collection_schedule import (
    MonthDay,
    Repeat,
    Schedule,
    WasteKind,
    Weeks,
    next_collections,
)
from desktop_app.core.collection_words import (
    SHORT_DAYS,
    schedule_words,
    when_words,
    window_words,
)
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.typed_dates import read_date
from desktop_app.services.waste_checks import check_schedule
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.check import Check
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.note import Note
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.suggest_edit import Choice, LookupEdit
from desktop_app.ui.widgets.text import Line

_AHEAD = 3
_SPLIT = re.compile(r"[,;\s]+")


class Weekdays(QWidget):
    """Seven boxes from Monday to Sunday."""

    def __init__(self) -> None:
        """Start with none ticked."""
        super().__init__()
        self.boxes = [Check(word) for word in SHORT_DAYS]
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(14)
        for box in self.boxes:
            line.addWidget(box)
        line.addStretch(1)
        self.setFocusProxy(self.boxes[0])

    def value(self) -> frozenset[int]:
        """Return the days ticked, 0 for Monday."""
        return frozenset(place for place, box in enumerate(self.boxes) if box.isChecked())

    def set_value(self, days: frozenset[int]) -> None:
        """Tick these days only."""
        for place, box in enumerate(self.boxes):
            box.setChecked(place in days)


class ScheduleSheet:
    """Adds a timetable or changes one; `on_ready(schedule)` saves it, `sheet` shows a refusal."""

    def __init__(
        self,
        parent: QWidget,
        schedule: Schedule,
        carriers: Sequence[Choice],
        now: Clock,
        on_ready: Callable[[Schedule, FormSheet], object],
        *,
        is_new: bool,
    ) -> None:
        """Show a timetable."""
        self._now, self._on_ready = now, on_ready
        self._make_controls(carriers)
        self._fields = {
            "kind": FormField("&Что вывозят", self._kind),
            "repeat": FormField("&Как повторяется", self._repeat),
            "weekdays": FormField("&Дни недели", self.weekdays),
            "weeks": FormField("&Недели", self._weeks, _this_week(now().date())),
            "days": FormField("Чи&сла или даты", self.days),
            "opens": FormField("&Время вывоза", self.window),
            "season_from": FormField("Се&зон с", self.season_from),
            "season_to": FormField("Сезон &по", self.season_to),
            "carrier_id": FormField("Пе&ревозчик", self._carrier, "пусто — по договору дома"),
        }
        title = "Новый график вывоза" if is_new else "Изменить график вывоза"
        self.sheet = FormSheet(parent, title, "Записать", self._fields)
        self._lay()
        self._show(schedule)
        self._wire()
        first = self.weekdays if schedule.repeat is Repeat.WEEKDAYS else self.days
        open_sheet(self.sheet, first, self._submit)

    def schedule(self) -> Schedule:
        """Return the timetable typed; InvalidDraft names what is not understood."""
        problems: dict[str, str] = {}
        repeat = self._repeat.value()
        way = repeat if isinstance(repeat, Repeat) else Repeat.WEEKDAYS
        kind, weeks = self._kind.value(), self._weeks.value()
        month_days, dates = self._typed_days(way, problems)
        opens, closes = self._typed_window(problems)
        season = [
            _typed_month_day(line.text(), name, problems)
            for name, line in (("season_from", self.season_from), ("season_to", self.season_to))
        ]
        if self._carrier.text().strip() and self._carrier.value() is None:
            problems["carrier_id"] = "выберите из справочника"
        if problems:
            raise InvalidDraft(problems)
        return check_schedule(
            Schedule(
                kind=kind if isinstance(kind, WasteKind) else WasteKind.MIXED,
                repeat=way,
                weekdays=self.weekdays.value(),
                weeks=weeks if isinstance(weeks, Weeks) else Weeks.EVERY,
                month_days=month_days,
                dates=dates,
                opens=opens,
                closes=closes,
                season_from=season[0],
                season_to=season[1],
                carrier_id=self._carrier.value(),
            )
        )

    def _make_controls(self, carriers: Sequence[Choice]) -> None:
        self._kind = Combo("Что вывозят", [(kind, kind.label_ru) for kind in WasteKind])
        self._repeat = Combo("Как повторяется", [(way, way.label_ru) for way in Repeat])
        self.weekdays = Weekdays()
        self._weeks = Combo("Недели", [(weeks, weeks.label_ru) for weeks in Weeks])
        self.days, self.window = QLineEdit(), QLineEdit()
        self.season_from, self.season_to = QLineEdit(), QLineEdit()
        self._carrier = LookupEdit("Перевозчик", carriers)
        self._meaning = Note(Tone.INFO, icon_name="calendar")
        self._words, self._ahead = Line(), Line("", Type.CELL, Tone.MUTED)
        self._meaning.add_widgets([self._words, self._ahead])
        self.window.setPlaceholderText("7:00–10:00")
        for line in (self.season_from, self.season_to):
            line.setPlaceholderText("дд.мм")

    def _lay(self) -> None:
        fields = self._fields
        self.sheet.lay(
            row(fields["kind"], fields["repeat"]),
            fields["weekdays"],
            fields["weeks"],
            fields["days"],
            row(fields["opens"], fields["season_from"], fields["season_to"]),
            fields["carrier_id"],
            self._meaning,
        )

    def _show(self, schedule: Schedule) -> None:
        self._kind.set_value(schedule.kind)
        self._repeat.set_value(schedule.repeat)
        self.weekdays.set_value(schedule.weekdays)
        self._weeks.set_value(schedule.weeks)
        if schedule.repeat is Repeat.DATES:
            self.days.setText(", ".join(f"{day:%d.%m.%Y}" for day in schedule.dates))
        else:
            self.days.setText(", ".join(str(day) for day in schedule.month_days))
        self.window.setText(window_words(schedule))
        for line, value in (
            (self.season_from, schedule.season_from),
            (self.season_to, schedule.season_to),
        ):
            line.setText(f"{value[1]:02d}.{value[0]:02d}" if value else "")
        self._carrier.set_value(schedule.carrier_id)
        self._turn()

    def _wire(self) -> None:
        self._repeat.currentIndexChanged.connect(lambda _: self._turn())
        self._weeks.currentIndexChanged.connect(lambda _: self._explain())
        for box in self.weekdays.boxes:
            box.toggled.connect(lambda _: self._explain())
        for line in (self.days, self.window, self.season_from, self.season_to):
            line.textChanged.connect(lambda _: self._explain())

    def _turn(self) -> None:
        """Show only what this way of repeating asks for."""
        weekly = self._repeat.value() is Repeat.WEEKDAYS
        by_date = self._repeat.value() is Repeat.DATES
        for name in ("weekdays", "weeks"):
            self._fields[name].setVisible(weekly)
        self._fields["days"].setVisible(not weekly)
        self._fields["days"].set_hint("24.11.2026, 01.12.2026" if by_date else "1, 15")
        self._explain()

    def _explain(self) -> None:
        """Say what is typed in words, with the next days; silent while it is unfinished."""
        try:
            schedule = self.schedule()
        except InvalidDraft:
            self._words.set_text("Здесь появятся ближайшие вывозы")
            self._ahead.set_text("")
            return
        now = self._now()
        ahead = next_collections(schedule, now, _AHEAD)
        said = [when_words(item, now, has_window=False) for item in ahead]
        words = schedule_words(schedule)
        self._words.set_text(f"{words[:1].upper()}{words[1:]}")
        told = "; ".join(said) if said else "больше вывозов по нему нет"
        self._ahead.set_text(f"Ближайшие: {told}")

    def _typed_days(
        self, way: Repeat, problems: dict[str, str]
    ) -> tuple[tuple[int, ...], tuple[dt.date, ...]]:
        parts = [part for part in _SPLIT.split(self.days.text().strip()) if part]
        if way is Repeat.MONTH_DAYS:
            if all(part.isdecimal() for part in parts):
                return tuple(int(part) for part in parts), ()
            problems["days"] = "числа месяца через запятую: 1, 15"
        elif way is Repeat.DATES:
            try:
                found = [read_date(part, self._now().date()) for part in parts]
            except ValueError:
                problems["days"] = "даты через запятую: 24.11.2026, 01.12.2026"
            else:
                return (), tuple(day for day in found if day is not None)
        return (), ()

    def _typed_window(self, problems: dict[str, str]) -> tuple[dt.time | None, dt.time | None]:
        text = self.window.text().strip()
        if not text:
            return None, None
        window = read_window(text)
        if window is None:
            problems["opens"] = "пишите так: 7:00–10:00"
            return None, None
        return window

    def _submit(self) -> None:
        try:
            schedule = self.schedule()
        except InvalidDraft as error:
            known = {"closes": "opens"}
            fields = {known.get(name, name): words for name, words in error.fields.items()}
            self.sheet.show_error(InvalidDraft(fields))
            return
        self._on_ready(schedule, self.sheet)


def _this_week(today: dt.date) -> str:
    week = today.isocalendar().week
    return f"сейчас {week}-я, {'нечётная' if week % 2 else 'чётная'}"


def _typed_month_day(text: str, name: str, problems: dict[str, str]) -> MonthDay | None:
    """Read «15.04» or «15.4»; any other text is a problem of its field."""
    plain = text.strip().rstrip(".")
    if not plain:
        return None
    day, _, month = plain.partition(".")
    if day.isdecimal() and month.isdecimal():
        return int(month), int(day)
    problems[name] = "день и месяц: 15.04"
    return None
