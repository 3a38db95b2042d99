"""Commands that list, show and register tickets."""

import argparse
from collections.abc import Mapping
from typing import Any

from desktop_app.cli import ticket_json, values
from desktop_app.cli.blocks import by_blocks
from desktop_app.cli.command import OK, Command, Session, with_json
from desktop_app.core import clock
from desktop_app.core.enums import TicketSource, TicketStatus
from desktop_app.core.errors import NotFound
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.records.tickets import TicketDraft, TicketRow
from desktop_app.core.records.today import TodayList

_TODAY_WORDS = {
    TodayList.OVERDUE: "Просрочено",
    TodayList.DUE_TODAY: "Срок сегодня",
    TodayList.WAITING: "Ждём ответа",
    TodayList.CALL_AGAIN: "Перезвонить",
    TodayList.CALLBACKS: "Обзвонить",
    TodayList.NOT_SENT: "Не передано",
    TodayList.RETURNED: "На доработке",
}


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    statuses = [status.value for status in TicketStatus]
    parser.add_argument("--status", choices=statuses, metavar="КОД", help=", ".join(statuses))
    parser.add_argument(
        "--from", dest="since", type=values.date, metavar="ДАТА", help="с этого дня"
    )
    parser.add_argument("--to", dest="until", type=values.date, metavar="ДАТА", help="по этот день")
    parser.add_argument("--text", default="", metavar="СЛОВА", help="все слова есть в обращении")
    parser.add_argument("--limit", type=values.count, metavar="N", help="не больше стольких")
    with_json(parser)


def _list(session: Session) -> int:
    args = session.args
    query = RegisterQuery(
        date_from=args.since,
        date_to=args.until,
        statuses=(TicketStatus(args.status),) if args.status else (),
        text=args.text,
    )
    register = session.office.register
    rows = by_blocks(register.page, register.ids(query), args.limit)
    return session.show(map(ticket_json.row, rows), ticket_json.line)


def _show_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="НОМЕР", help="например 2026-00123")
    with_json(parser)


def _show(session: Session) -> int:
    office = session.office
    found = ticket_json.card(office.tickets.card(office.tickets.find(session.args.number)))
    events = [_event_words(event) for event in reversed(found["history"])]
    return session.tell(found, ticket_json.line(found), found["details"], *events)


def _event_words(event: Mapping[str, Any]) -> str:
    when = clock.show_moment(clock.unstamp(event["occurred_at"]))
    words = f"{event['title']}. {event['details']}" if event["details"] else event["title"]
    return f"{when}  {words}"


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--house", type=values.count, required=True, metavar="ID", help="дом, id из find-house"
    )
    parser.add_argument("--topic", required=True, metavar="КОД", help="код темы, список: topics")
    parser.add_argument("--text", required=True, metavar="ТЕКСТ", help="что случилось")
    parser.add_argument("--flat", default="", metavar="N", help="квартира")
    parser.add_argument("--name", default="", metavar="ИМЯ", help="заявитель")
    parser.add_argument("--phone", default="", metavar="ТЕЛЕФОН", help="телефон заявителя")
    parser.add_argument(
        "--room-temp", type=values.decimal, metavar="T", help="температура в комнате, °C"
    )
    with_json(parser)


def _add(session: Session) -> int:
    args, office = session.args, session.office
    topic = office.reference.topic(args.topic)
    building_id = _house(session, args.house)
    saved = office.tickets.register(
        TicketDraft(
            topic_id=topic.id,
            details=args.text,
            building_id=building_id,
            premise=args.flat,
            applicant_name=args.name,
            phone=args.phone,
            no_phone=not args.phone.strip(),
            source=TicketSource.PHONE,
            room_temperature=args.room_temp,
        )
    )
    shown = {
        "id": saved.id,
        "number": saved.number,
        "due": ticket_json.iso(saved.due),
        "basis": saved.basis,
        "organization": saved.organization,
    }
    return session.tell(shown, saved.number)


def _house(session: Session, building_id: int) -> int:
    """Return the id of a house of the book; NotFound with the way to find one."""
    if not session.office.buildings.page([building_id]):
        raise NotFound(
            f"Дома с id {building_id} нет в справочнике",
            "обращение не записано",
            "найдите дом: rayshtab find-house «улица дом»",
        )
    return building_id


def _search_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="СЛОВА", help="номер, адрес, фамилия, телефон, слова")
    parser.add_argument("--limit", type=values.positive, default=20, metavar="N", help="сколько")
    with_json(parser)


def _search(session: Session) -> int:
    found = session.office.search.tickets(session.args.text, session.args.limit)
    return session.show(map(ticket_json.row, found), ticket_json.line)


def _today(session: Session) -> int:
    office = session.office
    today = office.today.read()
    if not session.args.json:
        for kind, ids in today.lists.items():
            session.console.line(f"{_TODAY_WORDS[kind]}: {len(ids)}")
        session.console.line(f"Предложены выезды: {len(today.proposals)}")
        session.console.line(f"Выезды сегодня: {today.visits_today}")
        return OK
    numbers = {
        kind.value: _numbers(office.register.page(list(ids))) for kind, ids in today.lists.items()
    }
    proposals = [
        {
            "building_id": visit.building_id,
            "address": visit.address,
            "flat": visit.premise,
            "service": visit.service.value,
            "count": visit.count,
        }
        for visit in today.proposals
    ]
    session.console.value(
        {
            **numbers,
            "proposals": proposals,
            "visits_today": today.visits_today,
            "remedies_overdue": today.remedies_overdue,
            "total": today.total,
        }
    )
    return OK


def _numbers(rows: list[TicketRow]) -> list[str]:
    return [row.number for row in rows]


COMMANDS = (
    Command("tickets", "список обращений", _list_arguments, _list),
    Command("ticket", "одно обращение с историей", _show_arguments, _show),
    Command("add-ticket", "принять обращение, напечатать его номер", _add_arguments, _add),
    Command("search", "найти обращения одной строкой", _search_arguments, _search),
    Command("today", "что сделать сегодня", with_json, _today),
)
