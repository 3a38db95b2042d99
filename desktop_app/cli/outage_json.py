"""Outages as commands answer them: JSON with ISO moments, or a line in words."""

from collections.abc import Mapping
from typing import Any

from desktop_app.cli.command import joined
from desktop_app.cli.ticket_json import iso
from desktop_app.core import clock
from desktop_app.core.records.incidents import IncidentCard, IncidentRow
from desktop_app.core.text import counted


def row(outage: IncidentRow) -> dict[str, Any]:
    """Return an outage as lists answer it."""
    return {
        "id": outage.id,
        "kind": outage.kind.value,
        "kind_title": outage.kind.title_ru,
        "service": outage.service.value,
        "title": outage.title,
        "state": outage.state.value,
        "state_title": outage.state.title_ru,
        "started_at": clock.stamp(outage.started_at),
        "planned_end": iso(outage.planned_end),
        "ended_at": iso(outage.ended_at),
        "organization": outage.organization,
        "houses": outage.houses,
        "tickets": outage.tickets,
        "open_tickets": outage.open_tickets,
    }


def words(item: Mapping[str, Any]) -> str:
    """Return a line of what `row` or `card` gives."""
    end = item["ended_at"] or item["planned_end"]
    until = f"до {clock.show_moment(clock.unstamp(end))}" if end else ""
    houses = counted(item["houses"], "дом", "дома", "домов")
    tickets = counted(item["tickets"], "обращение", "обращения", "обращений")
    return joined(item["id"], item["state_title"], item["title"], houses, tickets, until)


def card(whole: IncidentCard) -> dict[str, Any]:
    """Return an outage with its houses and tickets."""
    return {
        **row(whole.row),
        "version": whole.version,
        "text": whole.public_text,
        "cause": whole.cause,
        "organization_id": whole.organization_id,
        "told": {
            told.value: {"at": clock.stamp(mark.at), "who": mark.who, "way": mark.way}
            for told, mark in whole.told.items()
        },
        "cancel_reason": whole.cancel_reason,
        "house_list": [{"id": house.id, "address": house.address} for house in whole.houses],
        "ticket_list": [
            {"id": ticket.id, "number": ticket.number, "status": ticket.status.value}
            for ticket in whole.tickets
        ],
        "proposed": [{"id": ticket.id, "number": ticket.number} for ticket in whole.proposed],
    }
