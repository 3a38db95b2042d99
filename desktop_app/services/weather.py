"""How cold the days were: what the norm of waste collection depends on."""

import datetime as dt

from db.queries import waste_edit, waste_parts
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.history import FieldChange, HistoryDraft
from desktop_app.core.records.waste import DayTemperature
from desktop_app.core.text import one_line
from desktop_app.services.desk import Desk

_COLDEST, _WARMEST = -75.0, 60.0
_LONGEST = 300


class Weather:
    """Mean outdoor temperatures by day, in °C."""

    def __init__(self, desk: Desk) -> None:
        """Work at the desk."""
        self._desk = desk

    def temperatures(self, since: dt.date, until: dt.date) -> list[DayTemperature]:
        """Return the days that are known: those typed here, else those measured on visits."""
        return list(waste_parts.temperatures(self._desk.store, since, until).values())

    def set_temperature(self, day: dt.date, average: float | None, source: str = "") -> Changes:
        """Write the mean temperature of a day, or forget it (None); the old one is in history."""
        problems = {}
        if day > self._desk.now().date():
            problems["day"] = "этот день ещё не наступил"
        if average is not None and not _COLDEST <= average <= _WARMEST:
            problems["average"] = "проверьте температуру"
        if problems:
            raise InvalidDraft(problems)
        store = self._desk.store
        with self._desk.action() as action:
            known = waste_parts.temperatures(store, day, day).get(day)
            if average is None:
                waste_edit.drop_temperature(store, day)
            else:
                words = one_line(source)[:_LONGEST]
                waste_edit.set_temperature(store, DayTemperature(day, average, words))
            before = known.average if known else None
            change = FieldChange(f"temperature:{day.isoformat()}", before, average)
            told = one_line(source)[:_LONGEST] if average is not None else ""
            entry = HistoryDraft(Operation.SETTING_SAVED, Entity.SETTING, 0, (change,), told)
            action.record(entry)
        return Changes.many((Kind.SITE,))
