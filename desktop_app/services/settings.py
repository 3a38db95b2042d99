"""Office rules read and changed, with history."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from db.queries import office_phones
from db.queries import reference as queries
from desktop_app.core import seasons
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.history import FieldChange, HistoryDraft
from desktop_app.core.settings import OFFICE_DEPARTMENT, OFFICE_NAME, SEASON_START, OfficeSetting
from desktop_app.services.desk import Desk

T = TypeVar("T", str, int, float, bool)


@dataclass(frozen=True, slots=True)
class TextsSaved:
    """What was written, and what was not: the key of a rule and what another wrote there."""

    changes: Changes
    clashes: Mapping[str, str]


class Settings:
    """The office's rules."""

    def __init__(self, desk: Desk) -> None:
        """Work at the desk."""
        self._desk = desk

    def get(self, setting: OfficeSetting[T]) -> T:
        """Return a rule's value, or its default."""
        return setting.read(queries.setting(self._desk.store, setting.key))

    def letterhead(self) -> tuple[str, ...]:
        """Return the office and its department, the head of every paper; what is empty is not."""
        return tuple(filter(None, map(self.get, (OFFICE_NAME, OFFICE_DEPARTMENT))))

    def area_code(self) -> str:
        """Return the digits a local number begins with, however the office typed its code."""
        return office_phones.area_code(self._desk.store)

    def set(self, setting: OfficeSetting[T], value: T) -> Changes:
        """Change a rule; the old value stays in history. InvalidDraft for a season of no day."""
        if setting.key == SEASON_START.key and not seasons.is_start(str(value)):
            raise InvalidDraft({setting.key: "напишите месяц и день, например 10-01"})
        return self.rework(setting, lambda _stored: value)

    def rework(self, setting: OfficeSetting[T], make: Callable[[T], T]) -> Changes:
        """Put what is made of a rule's value in its place, in one transaction.

        What another desk wrote a moment ago is what `make` gets.
        """
        with self._desk.action() as action:
            before = queries.setting(self._desk.store, setting.key)
            after = setting.write(make(setting.read(before)))
            queries.set_setting(self._desk.store, setting.key, after)
            change = FieldChange(setting.key, before, after)
            action.record(HistoryDraft(Operation.SETTING_SAVED, Entity.SETTING, 0, (change,)))
        return Changes.of(Kind.SETTING)

    def change_texts(self, wanted: Sequence[tuple[OfficeSetting[str], str, str]]) -> TextsSaved:
        """Change rules, each given as it stood when it was read and as it is wanted.

        One that another clerk has changed meanwhile stays as it is and comes back as a clash.
        """
        clashes: dict[str, str] = {}
        with self._desk.action() as action:
            for setting, before, value in wanted:
                stored = self.get(setting)
                if stored not in {before, value}:
                    clashes[setting.key] = stored
                elif stored != value:
                    queries.set_setting(self._desk.store, setting.key, value)
                    change = FieldChange(setting.key, stored, value)
                    entry = HistoryDraft(Operation.SETTING_SAVED, Entity.SETTING, 0, (change,))
                    action.record(entry)
        return TextsSaved(Changes.of(Kind.SETTING), clashes)
