"""The registry of handing over: what was given to an organisation, under its signature."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from db.queries import handovers as queries
from db.queries import organizations
from db.queries.handovers import Listed
from desktop_app.core.errors import InvalidDraft, NotAllowed, NotFound, OfficeError
from desktop_app.core.file_names import file_name
from desktop_app.core.records.handover_registry import Registry
from desktop_app.core.records.history import Scalar
from desktop_app.core.records.journal import Exported
from desktop_app.core.registry_columns import REGISTRY_TITLE, days, shortened
from desktop_app.core.text import fold
from desktop_app.services.clerks import Clerks
from desktop_app.services.desk import Desk
from desktop_app.services.outgoing import remember, remember_printed, write_paper
from desktop_app.services.settings import Settings

if TYPE_CHECKING:
    from desktop_app.reports.pdf_paper import Rendered

_MOST_NAMED = 10


class HandoverRegistry:
    """Use cases of the registry: gathered, written as PDF or xlsx, kept in history."""

    def __init__(self, desk: Desk, settings: Settings, clerks: Clerks) -> None:
        """Work at the desk with the office's name and who is sitting there."""
        self._desk, self._settings, self._clerks = desk, settings, clerks

    def of_tickets(self, ticket_ids: Sequence[int]) -> list[Registry]:
        """Return registries of chosen tickets, one for each organisation that has them, by name.

        Tickets nobody has now are left out, `left_out` names them; NotAllowed when all of them are.
        """
        found = queries.of_tickets(self._desk.store, ticket_ids)
        if not found:
            self._refuse_missing(set(ticket_ids))
        receivers: dict[int, list[Listed]] = {}
        for item in found:
            receivers.setdefault(item.organization_id, []).append(item)
        registries = []
        for organization_id, items in receivers.items():
            sent = [item.sent_at.date() for item in items]
            registries.append(self._registry(organization_id, min(sent), max(sent), items))
        return sorted(registries, key=lambda registry: fold(registry.organization))

    def left_out(self, ticket_ids: Sequence[int]) -> str:
        """Return «не переданы и в реестр не вошли: № …» of chosen tickets, empty for none."""
        found = queries.of_tickets(self._desk.store, ticket_ids)
        missing = set(ticket_ids) - {item.row.ticket_id for item in found}
        return f"Не переданы и в реестр не вошли: {self._named(missing)}" if missing else ""

    def of_days(
        self, organization_id: int, first: dt.date, last: dt.date | None = None
    ) -> Registry:
        """Return the registry of what an organisation was given in inclusive days.

        InvalidDraft for days the wrong way round, NotFound when nothing was handed over then.
        """
        last = last or first
        if last < first:
            raise InvalidDraft({"last": "раньше первого дня"}, "Период задан наоборот")
        found = queries.of_days(self._desk.store, organization_id, first, last)
        registry = self._registry(organization_id, first, last, found)
        if not found:
            raise NotFound(
                f"{registry.organization}: {days(registry)} ничего не передавалось",
                "",
                "выберите другие дни",
            )
        return registry

    def last_day(self, organization_id: int) -> dt.date | None:
        """Return the last day an organisation was given something, or None."""
        return queries.last_day(self._desk.store, organization_id)

    def file_name(self, registries: Sequence[Registry], suffix: str = ".pdf") -> str:
        """Propose a name for `write_each`: `suffix` is .pdf or .xlsx; of several, their days."""
        first = min(registry.first for registry in registries)
        last = max(registry.last for registry in registries)
        told = days(replace(registries[0], first=first, last=last))
        organization = registries[0].organization if len(registries) == 1 else ""
        return file_name(f"Реестр передачи {told} {organization}", suffix)

    def pdf(self, registry: Registry) -> bytes:
        """Return a registry as PDF; the same registry gives the same bytes."""
        return _rendered(registry).pdf

    def printed(self, registry: Registry) -> None:
        """Keep in history that a registry went to a printer."""
        remember_printed(self._desk, _facts(registry), _reason(registry))

    def write(self, registry: Registry, path: Path) -> Exported:
        """Write a registry whole or not at all, PDF or xlsx by the suffix, and keep it in history.

        Raises TargetError for another suffix or place, FileBusy, DiskFull.
        """
        exported = write_paper(
            path,
            "Реестр",
            len(registry.rows),
            lambda: _rendered(registry),
            lambda file: _filled(registry, file),
        )
        exported = replace(exported, notices=(*exported.notices, *shortened(registry)))
        remember(self._desk, exported, _facts(registry), _reason(registry))
        return exported

    def write_each(self, registries: Sequence[Registry], path: Path) -> list[Exported]:
        """Write the only registry to `path`, of several each to its own file beside it.

        Its name ends with the organisation, and no file that was there is written over. Raises what
        `write` does; what was written before stays, and the error says so.
        """
        if len(registries) == 1:
            return [self.write(registries[0], path)]
        written: list[Exported] = []
        for registry in registries:
            try:
                made = self.write(registry, _free(path, registry.organization))
            except OfficeError as error:
                if written:
                    names = ", ".join(f"«{exported.path.name}»" for exported in written)
                    error.safe = f"остальные не записаны, записанное цело: {names}"
                raise
            told = tuple(f"{registry.organization}: {notice}" for notice in made.notices)
            written.append(replace(made, notices=told))
        return written

    def _registry(
        self, organization_id: int, first: dt.date, last: dt.date, found: Sequence[Listed]
    ) -> Registry:
        card = organizations.card(self._desk.store, organization_id, self._desk.now())
        if card is None:
            raise NotFound("Этой организации нет в справочнике", "", "обновите список организаций")
        clerk = self._clerks.current()
        return Registry(
            office=self._settings.letterhead(),
            organization_id=organization_id,
            organization=card.draft.name,
            first=first,
            last=last,
            made_at=self._desk.now(),
            rows=tuple(item.row for item in found),
            author=clerk.name if clerk else "",
            author_post=clerk.post if clerk else "",
        )

    def _refuse_missing(self, missing: set[int]) -> None:
        """Raise NotAllowed naming tickets that nobody has now."""
        named = self._named(missing)
        raise NotAllowed(
            f"Сейчас не переданы: {named}" if named else "Обращения не выбраны",
            "реестр не составлен",
            "передайте их или снимите с выбора" if named else "выберите переданные обращения",
        )

    def _named(self, tickets: set[int]) -> str:
        numbers = sorted(queries.numbers(self._desk.store, sorted(tickets)).values())
        named = ", ".join(f"№ {number}" for number in numbers[:_MOST_NAMED])
        more = f" и ещё {len(numbers) - _MOST_NAMED}" if len(numbers) > _MOST_NAMED else ""
        return f"{named}{more}"


def _free(path: Path, organization: str) -> Path:
    """Return a place beside `path` that is named by the organisation and that no file takes."""
    place = path.with_name(file_name(f"{path.stem} {organization}", path.suffix))
    stem = place.stem
    for number in count(2):
        if not place.exists():
            break
        place = place.with_stem(f"{stem} ({number})")
    return place


def _facts(registry: Registry) -> dict[str, Scalar]:
    """Return what history keeps of a registry that leaves the office."""
    return {
        "journal": REGISTRY_TITLE,
        "rows": len(registry.rows),
        "personal": True,
        "organization_id": registry.organization_id,
        "organization": registry.organization,
        "period": days(registry),
        "tickets": ", ".join(row.number for row in registry.rows),
    }


def _reason(registry: Registry) -> str:
    return f"передача исполнителю: {registry.organization}"


# Paper libraries are imported by these two: they must not slow the start of the program.
def _rendered(registry: Registry) -> "Rendered":
    from desktop_app.reports import pdf_registry

    return pdf_registry.render(registry)


def _filled(registry: Registry, path: Path) -> tuple[str, ...]:
    from desktop_app.reports import xlsx_registry

    return xlsx_registry.write(path, registry)
