"""Personal data whose term is over: found, destroyed under an act, the act printed (152-ФЗ)."""

import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from db import history, redactions
from db.connection import Store
from db.history import Action
from db.queries import retention as queries
from db.queries import visit_retention
from db.queries.retention import Due
from desktop_app.core import clock
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.errors import InvalidDraft, NotAllowed, NotFound
from desktop_app.core.records.destruction import Subject
from desktop_app.core.records.history import FieldChange, HistoryDraft
from desktop_app.core.settings import OFFICE_NAME
from desktop_app.services.desk import Desk
from desktop_app.services.settings import Settings

MOST = 5_000


@dataclass(frozen=True, slots=True)
class _Way:
    """How data of a subject are found and emptied, and what changes on screen."""

    due: Callable[[Store, str, int], list[Due]]
    empty: Callable[[Store, Sequence[int]], list[int]]
    kinds: tuple[Kind, ...]


_WAYS = {
    Subject.TICKETS: _Way(queries.due, queries.empty, (Kind.TICKET, Kind.CALLBACK)),
    Subject.VISITS: _Way(
        visit_retention.due, visit_retention.empty, (Kind.INSPECTION, Kind.TICKET)
    ),
}


@dataclass(frozen=True, slots=True)
class DestructionAct:
    """An act: its number, how many records and entries it emptied, and what changed on screen."""

    number: str
    made_at: dt.datetime
    closed_before: dt.date
    basis: str
    tickets: int
    entries: int
    subject: Subject = Subject.TICKETS
    changes: Changes = field(default_factory=Changes)


class Retention:
    """Destroys by term, never by itself: a person asks, gives the basis and signs the act."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        """Work at the desk."""
        self._desk, self._settings = desk, settings

    def border(self, years: int | None = None, of: Subject = Subject.TICKETS) -> dt.date:
        """Return the day before which a ticket must have been closed, a visit been over.

        `years` are tried without being set; without them the term of the office counts.
        """
        years = max(int(self._settings.get(of.setting)) if years is None else years, 1)
        today = self._desk.now().date()
        try:
            return today.replace(year=today.year - years)
        except ValueError:  # the 29th of February
            return today.replace(year=today.year - years, day=28)

    def due(self, years: int | None = None, of: Subject = Subject.TICKETS) -> list[Due]:
        """Return tickets or visits whose personal data are over their term, the first 5,000."""
        return _WAYS[of].due(self._desk.store, self.border(years, of).isoformat(), MOST)

    def destroy(
        self, basis: str, agreed: int | None = None, of: Subject = Subject.TICKETS
    ) -> DestructionAct:
        """Destroy what is due, in one action with its act; it cannot be taken back.

        InvalidDraft without a basis, NotAllowed when nothing is due, when it is another number of
        records than the person `agreed` to, or when history is not whole.
        """
        if not basis.strip():
            raise InvalidDraft({"basis": "впишите основание: приказ, дата, номер"})
        if history.broken_link(self._desk.store) is not None:
            raise NotAllowed(
                "История изменений нарушена",
                "ничего не уничтожено",
                "сделайте «Проверку базы» и восстановите целую копию",
            )
        store, now, border, way = (
            self._desk.store,
            self._desk.now(),
            self.border(None, of),
            _WAYS[of],
        )
        with self._desk.action() as action:
            found = self.due(None, of)
            _demand_agreed(len(found), agreed, of)
            number = f"{now.year}-{len(queries.acts(store)) + 1}"
            emptied = way.empty(store, [one.id for one in found])
            act = DestructionAct(number, now, border, basis.strip(), len(found), len(emptied), of)
            self._write_down(action, act, found, emptied)
        return replace(act, changes=Changes.many(way.kinds))

    def _write_down(
        self, action: Action, act: DestructionAct, found: list[Due], emptied: list[int]
    ) -> None:
        """Keep the act with its events; its entry in the chain vouches for what it emptied."""
        store = self._desk.store
        sign = act.subject.sign
        events = [[sign + one.number, one.closed_at[:10], ", ".join(one.kinds)] for one in found]
        values = (
            act.number,
            clock.stamp(act.made_at),
            act.closed_before.isoformat(),
            act.basis,
            act.tickets,
            act.entries,
            json.dumps(events, ensure_ascii=False),
            self._desk.clerk_id,
        )
        act_id = queries.add_act(store, values, emptied)
        changes = (
            FieldChange("number", None, act.number),
            FieldChange("tickets", None, act.tickets),
            FieldChange("entries", None, act.entries),
            FieldChange(redactions.DIGEST, None, redactions.digest_of(store, emptied)),
        )
        action.record(
            HistoryDraft(Operation.DESTROYED, Entity.DESTRUCTION, act_id, changes, act.basis)
        )

    def acts(self) -> list[DestructionAct]:
        """Return the acts, the newest first."""
        return [
            DestructionAct(
                number=str(row[0]),
                made_at=clock.unstamp(str(row[1])),
                closed_before=dt.date.fromisoformat(str(row[2])),
                basis=str(row[3]),
                tickets=int(str(row[4])),
                entries=int(str(row[5])),
                subject=Subject.of_events(json.loads(str(row[6]))),
            )
            for row in queries.acts(self._desk.store)
        ]

    def write_act(self, number: str, path: Path) -> Path:
        """Write an act with its list of events as PDF; NotFound when there is no such act."""
        # Imported here: paper libraries must not slow the start of the program.
        from desktop_app.reports import pdf_audit
        from desktop_app.reports.atomic_file import write_whole

        rows = queries.acts(self._desk.store)
        row = next((row for row in rows if row[0] == number), None)
        if row is None:
            raise NotFound(f"Акта № {number} нет", "", "обновите список")
        events = [
            (one[0], clock.show_date(dt.date.fromisoformat(one[1])), one[2])
            for one in json.loads(str(row[6]))
        ]
        paper = pdf_audit.DestructionPaper(
            office=self._settings.get(OFFICE_NAME),
            number=number,
            made_at=clock.unstamp(str(row[1])),
            closed_before=dt.date.fromisoformat(str(row[2])),
            basis=str(row[3]),
            clerk=str(row[7]),
            post=str(row[8]),
            entries=int(str(row[5])),
            head=history.head(self._desk.store).hex(),
            events=tuple(events),
            subject=Subject.of_events(events),
        )
        write_whole(path, pdf_audit.render_destruction(paper))
        return path


def _demand_agreed(found: int, agreed: int | None, of: Subject) -> None:
    if not found:
        raise NotAllowed(
            "Уничтожать нечего: срок ещё не вышел",
            "ничего не изменено",
            "срок хранения меняют в «Настройках»",
        )
    if agreed not in (None, found):
        raise NotAllowed(
            f"Под срок подпадает уже не столько: {of.counted(found)}",
            "ничего не уничтожено",
            "откройте «Сроки хранения данных» снова",
        )
