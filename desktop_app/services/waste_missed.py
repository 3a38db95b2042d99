"""«Не вывезли» and «вывезли»: what was missed becomes a ticket for the carrier, and is followed."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from db.queries import waste as queries
from db.queries import waste_edit, waste_parts
from db.queries.waste import StoredSite
from desktop_app.core import clock
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.collection_schedule import (
    Collection,
    Schedule,
    WasteKind,
    due_between,
    next_of,
)
from desktop_app.core.collection_words import when_words
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.errors import InvalidDraft, NotAllowed, NotFound
from desktop_app.core.records.history import FieldChange, HistoryDraft
from desktop_app.core.records.waste import MissCause, MissedRow, MissedSaved
from desktop_app.services.desk import Desk, moved_on
from desktop_app.services.reference import Reference
from desktop_app.services.tickets import Tickets
from desktop_app.services.undo import Undo
from desktop_app.services.waste_missed_tickets import MissedTickets

Cause: TypeAlias = tuple[MissCause | None, str]
Causes: TypeAlias = Mapping[int, Cause]
CausesSet: TypeAlias = tuple[Changes, dict[int, Cause]]
"""What changed, and what stood there before."""

_LOOKED_BACK: Final = dt.timedelta(days=31)
_LONGEST_NOTE: Final = 10_000
_SAFE: Final = "ничего не записано"


class MissedCollections:
    """Use cases of collections that did not happen."""

    def __init__(self, desk: Desk, reference: Reference, tickets: Tickets, undo: Undo) -> None:
        """Work at the desk; tickets are made and taken back by their own services."""
        self._desk, self._undo = desk, undo
        self._tickets = MissedTickets(desk, reference, tickets)

    def due(self, site_id: int) -> list[Collection]:
        """Return collections whose window closed in the last month, the latest first."""
        found = self._due(self._site(site_id).draft.schedules)
        return found[::-1]

    def mark(
        self,
        site_id: int,
        *,
        kind: WasteKind | None = None,
        note: str = "",
    ) -> MissedSaved:
        """Write down that the latest collection due did not happen, and make a ticket of it.

        NotAllowed when nothing was due yet, or it is written down already. The carrier is proposed
        as the executor, the first house served is named. A ticket that is open about the same is
        linked instead of a new one. Without a `kind` mixed waste is meant where it was due, since
        that is what people call about.
        """
        with self._desk.store.write():  # the timetable is read in it: another desk may change it
            site = self._site(site_id)
            wanted = kind or self._usual_kind(site)
            schedules = [s for s in site.draft.schedules if wanted is None or s.kind is wanted]
            collection = self._latest(site, schedules)
            schedule = schedules[collection.place]
            self._refuse_marked(site, schedule, collection)
            ticket = self._tickets.told_already(site, collection)
            registered = None
            if ticket is None:
                registered = self._tickets.register(site, schedule, collection, note)
                ticket = (registered.id, registered.number)
            missed_id = self._add(site, schedule, collection, ticket, note)
        changes = registered.changes if registered else Changes.of(Kind.TICKET, ticket[0])
        return MissedSaved(
            site_id=site_id,
            address=site.draft.address,
            missed_ids=(missed_id,),
            due=collection.closes,
            ticket_id=ticket[0],
            ticket=ticket[1],
            ticket_actions=(registered.changes.action or 0,) if registered else (),
            changes=changes | _changed(site),
        )

    def unmark(self, saved: MissedSaved) -> Changes:
        """Take «не вывезли» back: its ticket is withdrawn as a mistake, the number stays.

        NotAllowed when it was taken back already, or the waste was collected meanwhile.
        """
        changes = Changes()
        with self._desk.store.write():
            known = {row.id: row.collected_at for row in self._missed(saved.site_id)}
            if any(known.get(missed_id) is not None for missed_id in saved.missed_ids):
                raise NotAllowed(
                    "Это уже отмечено вывезенным", _SAFE, "сначала верните отметку «вывезли»"
                )
            for number in saved.ticket_actions:
                changes |= self._undo.undo(number)
            with self._desk.action() as action:
                for missed_id in saved.missed_ids:
                    if not waste_edit.drop_missed(self._desk.store, missed_id):
                        raise NotAllowed(
                            "Эта отметка уже снята", _SAFE, "обновите карточку площадки"
                        )
                    change = FieldChange(f"missed:{missed_id}", clock.stamp(saved.due), None)
                    action.record(
                        HistoryDraft(Operation.UNDONE, Entity.SITE, saved.site_id, (change,))
                    )
        return changes | _changed(self._site(saved.site_id))

    def collected(self, site_id: int, at: dt.datetime | None = None) -> MissedSaved:
        """Write when waste that was missed was collected after all: everything that waits there.

        The open tickets about it (see `tickets`) become «Исполнено, обзвонить».
        """
        now = self._desk.now()
        when = at or now
        with self._desk.store.write():  # what waits is asked in it: another desk may be writing
            site = self._site(site_id)
            waiting = [row for row in self._missed(site_id) if row.collected_at is None]
            self._check_collected(waiting, when, now)
            changes = _changed(site)
            stamp = clock.stamp(when)
            with self._desk.action() as action:
                fields = tuple(FieldChange(f"collected:{row.id}", None, stamp) for row in waiting)
                action.record(HistoryDraft(Operation.COLLECTION_DONE, Entity.SITE, site_id, fields))
            done = self._tickets.finish([ticket for ticket, _ in self.tickets(site_id)], when)
            changes |= done
            waste_edit.set_collected(self._desk.store, [row.id for row in waiting], stamp)
        return MissedSaved(
            site_id=site_id,
            address=site.draft.address,
            missed_ids=tuple(row.id for row in waiting),
            due=when,
            ticket_actions=(done.action,) if done.action else (),
            changes=changes,
        )

    def not_collected(self, saved: MissedSaved) -> Changes:
        """Take «вывезли» back: what was missed waits again, its tickets stand where they stood.

        NotAllowed when it was taken back already, or written anew with another moment.
        """
        changes = Changes()
        with self._desk.store.write():
            due = clock.unstamp(clock.stamp(saved.due))
            known = {row.id: row.collected_at for row in self._missed(saved.site_id)}
            if any(known.get(missed_id) != due for missed_id in saved.missed_ids):
                raise NotAllowed(
                    "Отметку «вывезли» уже сняли или изменили", _SAFE, "обновите карточку площадки"
                )
            for number in saved.ticket_actions:
                changes |= self._undo.undo(number)
            waste_edit.set_collected(self._desk.store, saved.missed_ids, None)
            with self._desk.action() as action:
                stamp = clock.stamp(saved.due)
                fields = tuple(
                    FieldChange(f"collected:{number}", stamp, None) for number in saved.missed_ids
                )
                action.record(HistoryDraft(Operation.UNDONE, Entity.SITE, saved.site_id, fields))
        return changes | _changed(self._site(saved.site_id))

    def set_causes(self, site_id: int, causes: Causes, seen: Causes | None = None) -> CausesSet:
        """Write why collections did not happen, with a note each, by their ids.

        Returns what stood there before, which, given again, takes it back. Conflict when it is no
        more what was `seen`: another desk has written it meanwhile.
        """
        if any(len(note.strip()) > _LONGEST_NOTE for _, note in causes.values()):
            raise InvalidDraft({"note": f"не длиннее {_LONGEST_NOTE} знаков"})
        with self._desk.action() as action:
            site = self._site(site_id)
            known = {row.id: (row.cause, row.note) for row in self._missed(site_id)}
            before = {one: known[one] for one in causes if one in known}
            if len(before) != len(causes):
                raise NotFound("Этой отметки больше нет", _SAFE, "обновите карточку площадки")
            if any(before[one] not in (was, causes[one]) for one, was in (seen or {}).items()):
                raise moved_on("Причину срыва")
            fields = [
                change
                for one, new in causes.items()
                for change in self._cause(one, before[one], new)
            ]
            action.record(
                HistoryDraft(Operation.COLLECTION_MISSED, Entity.SITE, site_id, tuple(fields))
            )
        return _changed(site), before

    def _cause(self, missed_id: int, before: Cause, after: Cause) -> list[FieldChange]:
        """Write one cause with its note; return what history keeps of it."""
        (old, was), (new, typed) = before, after
        note = typed.strip()
        waste_edit.set_cause(self._desk.store, missed_id, new.value if new else "", note)
        words = (old.title_ru if old else None, new.title_ru if new else None)
        notes = [FieldChange(f"delay:{missed_id}:note", was, note)] if note != was else []
        return [FieldChange(f"cause:{missed_id}", *words), *notes]

    def tickets(self, site_id: int) -> list[tuple[int, str]]:
        """Return ids and numbers of open tickets about what waits at a site.

        These are the linked ones, and those of the same topic its houses sent since it was due.
        """
        waiting = [row for row in self._missed(site_id) if row.collected_at is None]
        if not waiting:
            return []
        since = min(row.opens_at for row in waiting)
        told = dict(self._tickets.open_since(self._site(site_id).draft.building_ids, since))
        linked = {row.ticket_id: row.ticket for row in waiting if row.ticket_id is not None}
        return sorted((linked | told).items())

    def _site(self, site_id: int) -> StoredSite:
        stored = queries.site(self._desk.store, site_id)
        if stored is None or stored.is_removed:
            raise NotFound("Этой площадки нет в списке", "", "обновите список площадок")
        return stored

    def _due(self, schedules: Sequence[Schedule]) -> list[Collection]:
        now = self._desk.now()
        return due_between(schedules, now - _LOOKED_BACK, now)

    def _missed(self, site_id: int) -> tuple[MissedRow, ...]:
        return waste_parts.missed(self._desk.store, [site_id]).get(site_id, ())

    def _usual_kind(self, site: StoredSite) -> WasteKind | None:
        """Return the first kind of which something was due, None when nothing was."""
        for kind in WasteKind:
            if self._due([s for s in site.draft.schedules if s.kind is kind]):
                return kind
        return None

    def _latest(self, site: StoredSite, schedules: Sequence[Schedule]) -> Collection:
        if not schedules:
            raise NotAllowed(
                f"У площадки «{site.draft.address}» нет графика вывоза",
                _SAFE,
                "впишите график в карточке площадки или примите обычное обращение",
            )
        found = self._due(schedules)
        if found:
            return found[-1]
        now = self._desk.now()
        ahead = next(iter(next_of(schedules, now)), None)
        when = "по графику вывозов больше нет"
        if ahead is not None:
            has_window = schedules[ahead.place].has_window
            when = f"ближайший вывоз: {when_words(ahead, now, has_window=has_window)}"
        raise NotAllowed(
            f"Срок вывоза по графику ещё не прошёл, {when}",
            _SAFE,
            "примите обычное обращение, если жалуются уже сейчас",
        )

    def _refuse_marked(self, site: StoredSite, schedule: Schedule, collection: Collection) -> None:
        for row in self._missed(site.id):
            if row.kind is schedule.kind and row.due_at == collection.closes:
                number = f", обращение № {row.ticket}" if row.ticket else ""
                raise NotAllowed(
                    f"Срыв вывоза {clock.show_short(row.due_at)} уже отмечен{number}",
                    _SAFE,
                    "новый звонок запишите в это обращение",
                )

    def _add(
        self,
        site: StoredSite,
        schedule: Schedule,
        collection: Collection,
        ticket: tuple[int, str],
        note: str,
    ) -> int:
        due = clock.stamp(collection.closes)
        values: dict[str, str | int | None] = {
            "site_id": site.id,
            "kind": schedule.kind.value,
            "opens_at": clock.stamp(collection.opens),
            "due_at": due,
            "carrier_id": schedule.carrier_id,
            "ticket_id": ticket[0],
            "noted_at": clock.stamp(self._desk.now()),
            "clerk_id": self._desk.clerk_id,
            "note": note.strip(),
        }
        with self._desk.action() as action:
            missed_id = waste_edit.add_missed(self._desk.store, values)
            change = FieldChange(f"missed:{missed_id}", None, due)
            words = f"обращение № {ticket[1]}"
            action.record(
                HistoryDraft(Operation.COLLECTION_MISSED, Entity.SITE, site.id, (change,), words)
            )
        return missed_id

    def _check_collected(
        self, waiting: Sequence[MissedRow], when: dt.datetime, now: dt.datetime
    ) -> None:
        if not waiting:
            raise NotAllowed(
                "Здесь нет отмеченных срывов вывоза", _SAFE, "обновите карточку площадки"
            )
        if when > now:
            raise InvalidDraft({"at": "время ещё не наступило"})
        last = max(row.due_at for row in waiting)
        if when <= last:
            raise InvalidDraft({"at": f"не раньше срока вывоза {clock.show_short(last)}"})


def _changed(site: StoredSite) -> Changes:
    changes = Changes.of(Kind.SITE, site.id)
    houses = site.draft.building_ids
    return changes | Changes.of(Kind.BUILDING, *houses) if houses else changes
