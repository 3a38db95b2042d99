"""Commands that count time: a topic's term, working days."""

import argparse

from desktop_app.cli import values
from desktop_app.cli.command import Command, Session, with_json
from desktop_app.core import clock
from desktop_app.core.errors import NotFound


def _deadline_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--topic", required=True, metavar="КОД", help="код темы, список: topics")
    parser.add_argument(
        "--at", type=values.moment, required=True, metavar="КОГДА", help="время регистрации"
    )
    parser.add_argument(
        "--room-temp", type=values.decimal, metavar="T", help="температура в комнате, °C"
    )
    parser.add_argument(
        "--outdoor",
        type=values.decimal,
        metavar="T",
        help="средняя за сутки на улице, °C; без неё — внесённая в базу",
    )
    with_json(parser)


def _deadline(session: Session) -> int:
    args, reference = session.args, session.office.reference
    topic = reference.topic(args.topic)
    term = reference.deadline(topic.id, args.at, args.room_temp, outdoor=args.outdoor)
    if term is None:
        raise NotFound(
            f"У темы «{topic.title}» нет правила срока", "", "добавьте его в справочнике сроков"
        )
    shown = {
        "due": clock.stamp(term.due),
        "rule": term.rule,
        "basis": term.basis,
        "is_proposal": term.is_proposal,
    }
    return session.tell(shown, f"{clock.show_moment(term.due)} · {term.rule} · {term.basis}")


def _workdays_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from", dest="since", type=values.date, required=True, metavar="ДАТА", help="после дня"
    )
    parser.add_argument(
        "--add", type=values.count, required=True, metavar="N", help="сколько рабочих дней"
    )
    with_json(parser)


def _workdays(session: Session) -> int:
    args = session.args
    day = session.office.reference.calendar.add_working_days(args.since, args.add)
    return session.tell({"date": day.isoformat()}, clock.show_date(day))


COMMANDS = (
    Command("deadline", "срок обращения по теме", _deadline_arguments, _deadline),
    Command("workdays", "N-й рабочий день после даты", _workdays_arguments, _workdays),
)
