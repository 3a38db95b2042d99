"""Commands about what organisations were given: the scorecard, broken promises, the registry."""

import argparse
import dataclasses
from collections.abc import Mapping
from typing import Any

from desktop_app.cli import values
from desktop_app.cli.command import OK, Command, Session, joined, with_json
from desktop_app.core import clock
from desktop_app.core.records.answers import BrokenPromise, Scorecard
from desktop_app.core.shares import part_of
from desktop_app.core.text import decimal


def _organization(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    parser.add_argument(
        "--organization",
        type=values.count,
        required=required,
        metavar="ID",
        help="из organizations",
    )


def _days(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from", dest="first", type=values.date, required=True, metavar="ДАТА", help="первый день"
    )
    parser.add_argument(
        "--to", dest="last", type=values.date, required=True, metavar="ДАТА", help="последний день"
    )


def _scorecard_arguments(parser: argparse.ArgumentParser) -> None:
    _organization(parser)
    _days(parser)
    with_json(parser)


def _scorecard(session: Session) -> int:
    args, office = session.args, session.office
    office.organizations.card(args.organization)
    card = office.handovers.scorecard(args.organization, args.first, args.last)
    shown = {**dataclasses.asdict(card), "rework_share": card.rework_share}
    days = {name: getattr(card, name).isoformat() for name in ("first", "last")}
    return session.tell({**shown, **days}, *_scorecard_words(card))


def _scorecard_words(card: Scorecard) -> list[str]:
    hours = "—" if card.median_hours is None else f"{decimal(card.median_hours)} ч"
    return [
        f"Передано: {card.handed}",
        f"Исполнено: {card.answered}, половина быстрее чем за {hours}",
        f"В обещанное время: {part_of(card.in_promise, card.promised)}",
        f"В срок обращения: {part_of(card.in_term, card.with_term)}",
        f"Вернули: {card.returned}, передано заново: {card.replaced}, снято: {card.dropped}",
        f"Ждём ответа: {card.waiting}, обещание нарушено: {card.overdue}",
        f"На доработку по обзвону: {part_of(card.rework, card.called)}",
    ]


def _waiting_arguments(parser: argparse.ArgumentParser) -> None:
    _organization(parser, required=False)
    with_json(parser)


def _waiting(session: Session) -> int:
    found = session.office.handovers.waiting_overdue(organization_id=session.args.organization)
    return session.show(map(_promise, found), _promise_words)


def _promise(item: BrokenPromise) -> dict[str, Any]:
    return {
        "number": item.number,
        "organization_id": item.organization_id,
        "organization": item.organization,
        "address": item.address,
        "topic": item.topic,
        "sent_at": clock.stamp(item.sent_at),
        "promised_at": clock.stamp(item.promised_at),
    }


def _promise_words(item: Mapping[str, Any]) -> str:
    promised = clock.show_moment(clock.unstamp(item["promised_at"]))
    return joined(f"№ {item['number']}", item["organization"], f"обещали {promised}", item["topic"])


def _registry_arguments(parser: argparse.ArgumentParser) -> None:
    _organization(parser)
    _days(parser)
    parser.add_argument("--out", type=values.path, required=True, metavar="ФАЙЛ", help="pdf, xlsx")


def _registry(session: Session) -> int:
    args, service = session.args, session.office.handover_registry
    made = service.write(service.of_days(args.organization, args.first, args.last), args.out)
    for notice in made.notices:
        session.console.line(notice)
    session.console.line(f"Записано: {made.rows}, {made.path}")
    return OK


COMMANDS = (
    Command(
        "scorecard", "как организация отвечает на переданное", _scorecard_arguments, _scorecard
    ),
    Command(
        "broken-promises", "переданное без ответа после обещанного", _waiting_arguments, _waiting
    ),
    Command("registry", "реестр передачи в PDF или Excel", _registry_arguments, _registry),
)
