"""Commands that list the book: houses, organisations, visits, topics."""

import argparse
from collections.abc import Mapping
from typing import Any

from desktop_app.cli import values
from desktop_app.cli.blocks import by_blocks
from desktop_app.cli.command import Command, Session, joined, with_json
from desktop_app.core import clock
from desktop_app.core.enums import InspectionStatus, OrganizationKind
from desktop_app.core.records.buildings import BuildingQuery, BuildingRow
from desktop_app.core.records.inspections import InspectionRow
from desktop_app.core.records.organizations import OrganizationQuery, OrganizationRow
from desktop_app.core.records.reference import Topic

_ALL_VISITS = 1_000_000


def _find_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="АДРЕС", help="как говорят: «лен 12»")
    parser.add_argument("--limit", type=values.positive, default=10, metavar="N", help="сколько")
    with_json(parser)


def _find(session: Session) -> int:
    found = session.office.house_search.find(session.args.text, session.args.limit)
    items = (
        {
            "id": house.building_id,
            "address": house.address,
            "score": round(house.score, 1),
            "match": house.match.value,
        }
        for house in found
    )
    return session.show(items, lambda item: joined(item["id"], item["address"], item["score"]))


def _text_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--text", default="", metavar="СЛОВА", help="все слова есть в строке")
    parser.add_argument("--limit", type=values.count, metavar="N", help="не больше стольких")
    with_json(parser)


def _houses(session: Session) -> int:
    buildings = session.office.buildings
    ids = buildings.ids(BuildingQuery(text=session.args.text))
    rows = by_blocks(buildings.page, ids, session.args.limit)
    return session.show(map(_house, rows), _house_words)


def _house(row: BuildingRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "address": row.address,
        "settlement": row.settlement,
        "manager": row.manager,
        "year": row.year,
        "floors": row.floors,
        "entrances": row.entrances,
        "flats": row.flats,
        "open_tickets": row.open_tickets,
    }


def _house_words(house: Mapping[str, Any]) -> str:
    return joined(house["id"], house["settlement"], house["address"], house["manager"])


def _organization_arguments(parser: argparse.ArgumentParser) -> None:
    kinds = [kind.value for kind in OrganizationKind]
    parser.add_argument("--kind", choices=kinds, metavar="КОД", help=", ".join(kinds))
    _text_arguments(parser)


def _organizations(session: Session) -> int:
    args, organizations = session.args, session.office.organizations
    kind = OrganizationKind(args.kind) if args.kind else None
    ids = organizations.ids(OrganizationQuery(text=args.text, kind=kind))
    rows = by_blocks(organizations.page, ids, args.limit)
    return session.show(map(_organization, rows), _organization_words)


def _organization(row: OrganizationRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "short_name": row.short_name,
        "kind": row.kind.value,
        "kind_title": row.kind.title_ru,
        "inn": row.inn,
        "dispatcher_phone": row.dispatcher_phone,
        "dispatcher_hours": row.dispatcher_hours,
        "houses": row.houses,
        "open_tickets": row.open_tickets,
        "overdue_tickets": row.overdue_tickets,
    }


def _organization_words(item: Mapping[str, Any]) -> str:
    return joined(item["id"], item["name"], item["kind_title"], item["dispatcher_phone"])


def _topics(session: Session) -> int:
    topics = [topic for topic in session.office.reference.topics if topic.is_active]
    return session.show(map(_topic, topics), lambda item: f"{item['code']:<18} {item['title']}")


def _topic(topic: Topic) -> dict[str, Any]:
    return {
        "code": topic.code,
        "title": topic.title,
        "parent": topic.parent_code,
        "service": topic.service.value,
        "priority": topic.priority.value,
        "is_group": topic.is_group,
        "is_billing": topic.is_billing,
        "source": topic.source,
    }


def _inspection_arguments(parser: argparse.ArgumentParser) -> None:
    statuses = [status.value for status in InspectionStatus]
    parser.add_argument("--status", choices=statuses, metavar="КОД", help=", ".join(statuses))
    _text_arguments(parser)


def _inspections(session: Session) -> int:
    args = session.args
    status = InspectionStatus(args.status) if args.status else None
    limit = _ALL_VISITS if args.limit is None else args.limit
    rows = session.office.inspections.rows(status, args.text, limit=limit)
    return session.show(map(_inspection, rows), _inspection_words)


def _inspection(row: InspectionRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "number": row.number,
        "kind": row.kind.value,
        "kind_title": row.kind.title_ru,
        "status": row.status.value,
        "status_title": row.status.title_ru,
        "address": row.address,
        "date": None if row.visited_at is None else clock.stamp(row.visited_at),
        "tickets": row.tickets,
        "violations": row.violations,
        "open_remedies": row.open_remedies,
        "next_due": None if row.next_due is None else row.next_due.isoformat(),
    }


def _inspection_words(item: Mapping[str, Any]) -> str:
    when = clock.show_moment(clock.unstamp(item["date"])) if item["date"] else ""
    return joined(f"№ {item['number']}", item["status_title"], when, item["address"])


COMMANDS = (
    Command("find-house", "найти дом так, как его назвали", _find_arguments, _find),
    Command("houses", "список домов", _text_arguments, _houses),
    Command("organizations", "список организаций", _organization_arguments, _organizations),
    Command("inspections", "список выездов", _inspection_arguments, _inspections),
    Command("topics", "темы обращений с кодами", with_json, _topics),
)
