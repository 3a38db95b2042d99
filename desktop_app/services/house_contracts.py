"""Who serves which houses, since when; the former ones stay on record."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from db.history import Action
from db.queries import contracts, organizations
from db.queries.contracts import Contract
from desktop_app.core import contract_timeline
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import Entity, Operation, Service
from desktop_app.core.errors import InvalidDraft, NotFound
from desktop_app.core.records.buildings import ContractsSaved
from desktop_app.core.records.history import FieldChange, HistoryDraft
from desktop_app.services import contract_undo
from desktop_app.services.desk import Desk


class HouseContracts:
    """Use cases of service contracts."""

    def __init__(self, desk: Desk) -> None:
        """Work at the desk."""
        self._desk = desk

    def begin(
        self,
        building_ids: Sequence[int],
        service: Service,
        organization_id: int,
        since: dt.date | None = None,
    ) -> ContractsSaved:
        """Let an organisation serve these houses since a day (None: as far as anybody knows).

        Whoever served till then ends the day before; one who begins later stays and ends the new
        contract. A house it already serves on that day is left as it is.
        """
        if not building_ids:
            raise InvalidDraft({"buildings": "выберите дома"})
        name = organizations.name(self._desk.store, organization_id)
        if name is None:
            raise NotFound("Этой организации нет в справочнике", "", "выберите другую")
        with self._desk.action() as action:
            changed = self._begin(action, building_ids, service, (organization_id, name), since)
        return self._answer(building_ids, changed, action)

    def end(
        self, building_ids: Sequence[int], service: Service, last_day: dt.date
    ) -> ContractsSaved:
        """End the service of whoever serves these houses on a day; it is the last one."""
        day = last_day.isoformat()
        said: dict[int, tuple[FieldChange, str]] = {}
        with self._desk.action() as action:
            lines = contracts.timelines(self._desk.store, building_ids, service)
            for building_id, line in lines.items():
                current = contract_timeline.serving(line, day)
                if current is None or current.until == day:
                    continue
                contracts.end(self._desk.store, current.id, day)
                change = FieldChange(f"{service.value}.until", current.until, day)
                said[building_id] = (change, "")
            self._record(action, service, lines, said)
        return self._answer(building_ids, said, action)

    def _begin(
        self,
        action: Action,
        building_ids: Sequence[int],
        service: Service,
        organization: tuple[int, str],
        since: dt.date | None,
    ) -> Collection[int]:
        store, (organization_id, name) = self._desk.store, organization
        first_day = since.isoformat() if since else ""
        said: dict[int, tuple[FieldChange, str]] = {}
        lines = contracts.timelines(store, building_ids, service)
        names = organizations.names(store)
        for building_id, line in lines.items():
            step = contract_timeline.plan(line, organization_id, first_day)
            if step is None:
                continue
            if step.changed is not None and step.replaces:
                contracts.replace(store, step.changed, organization_id)
            else:
                if step.changed is not None:
                    contracts.end(store, step.changed, step.changed_until)
                contracts.insert(
                    store, building_id, service, organization_id, first_day, step.new_until
                )
            former = contract_timeline.serving(line, first_day)
            before = names.get(former.organization_id) if former else None
            note = f"с {since:%d.%m.%Y}" if since else ""
            said[building_id] = (FieldChange(service.value, before, name), note)
        self._record(action, service, lines, said)
        return said

    def _record(
        self,
        action: Action,
        service: Service,
        lines: Mapping[int, Sequence[Contract]],
        said: Mapping[int, tuple[FieldChange, str]],
    ) -> None:
        """Write what changed of each house: in words, and row by row for the way back."""
        after = contracts.timelines(self._desk.store, list(said), service)
        for building_id, (change, note) in said.items():
            rows = contract_undo.row_changes(lines[building_id], after[building_id])
            action.record(
                HistoryDraft(
                    Operation.CONTRACT_SAVED,
                    Entity.BUILDING,
                    building_id,
                    (change, *rows),
                    note=note,
                )
            )

    def _answer(
        self, building_ids: Sequence[int], changed: Collection[int], action: Action
    ) -> ContractsSaved:
        changes = Changes()
        if changed:
            changes = Changes.of(Kind.BUILDING, *changed) | Changes.many([Kind.ORGANIZATION])
            changes = changes.by(action.number)
        return ContractsSaved(len(changed), len(set(building_ids)) - len(changed), changes)
