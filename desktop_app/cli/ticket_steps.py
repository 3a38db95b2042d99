"""Commands that move a ticket on: status, handover, callback."""

import argparse

from desktop_app.cli import values
from desktop_app.cli.command import OK, Command, Session
from desktop_app.core.enums import (
    CallbackOutcome,
    CancelReason,
    CloseResult,
    HandoverChannel,
    HoldReason,
    TicketStatus,
    Titled,
)
from desktop_app.core.records.tickets import HandoverDraft, StatusChange


def _coded(parser: argparse.ArgumentParser, name: str, kind: type[Titled], words: str) -> None:
    """Add a key whose value is the code of a closed list."""
    codes = [member.value for member in kind]
    parser.add_argument(name, choices=codes, metavar="КОД", help=f"{words}: {', '.join(codes)}")


def _status_arguments(parser: argparse.ArgumentParser) -> None:
    codes = [status.value for status in TicketStatus]
    parser.add_argument("number", metavar="НОМЕР", help="например 2026-00123")
    parser.add_argument("status", choices=codes, metavar="СТАТУС", help=", ".join(codes))
    parser.add_argument("--at", type=values.moment, metavar="КОГДА", help="если раньше, чем сейчас")
    parser.add_argument("--note", default="", metavar="ТЕКСТ", help="причина или пояснение")
    _coded(parser, "--result", CloseResult, "чем закрыто")
    _coded(parser, "--cancel-reason", CancelReason, "почему отменено")
    parser.add_argument("--hold-until", type=values.moment, metavar="КОГДА", help="отложено до")
    _coded(parser, "--hold-reason", HoldReason, "почему отложено")


def _set_status(session: Session) -> int:
    args, tickets = session.args, session.office.tickets
    change = StatusChange(
        TicketStatus(args.status),
        at=args.at,
        note=args.note,
        result=CloseResult(args.result) if args.result else None,
        cancel_reason=CancelReason(args.cancel_reason) if args.cancel_reason else None,
        hold_until=args.hold_until,
        hold_reason=HoldReason(args.hold_reason) if args.hold_reason else None,
    )
    tickets.set_status(tickets.find(args.number), change)
    return _done(session)


def _handover_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("numbers", nargs="+", metavar="НОМЕР", help="одно или несколько обращений")
    parser.add_argument(
        "--organization", type=values.count, required=True, metavar="ID", help="из organizations"
    )
    _coded(parser, "--channel", HandoverChannel, "как передано")
    parser.add_argument("--accepted-by", default="", metavar="ИМЯ", help="кто принял")
    parser.add_argument("--their-number", default="", metavar="N", help="их номер")
    parser.add_argument("--promised", type=values.moment, metavar="КОГДА", help="обещали к")
    parser.add_argument("--at", type=values.moment, metavar="КОГДА", help="если раньше, чем сейчас")


def _hand_over(session: Session) -> int:
    args, office = session.args, session.office
    office.organizations.card(args.organization)
    draft = HandoverDraft(
        args.organization,
        HandoverChannel(args.channel) if args.channel else HandoverChannel.PHONE,
        accepted_by=args.accepted_by,
        their_number=args.their_number,
        promised_at=args.promised,
        sent_at=args.at,
    )
    office.handovers.hand_over([office.tickets.find(number) for number in args.numbers], draft)
    for number in args.numbers:
        session.console.line(f"№ {number}: {TicketStatus.SENT.title_ru.lower()}")
    return OK


def _callback_arguments(parser: argparse.ArgumentParser) -> None:
    codes = [outcome.value for outcome in CallbackOutcome]
    parser.add_argument("number", metavar="НОМЕР", help="например 2026-00123")
    parser.add_argument("outcome", choices=codes, metavar="ИТОГ", help=", ".join(codes))
    parser.add_argument("--note", default="", metavar="ТЕКСТ", help="что сказал заявитель")
    parser.add_argument("--next", type=values.moment, metavar="КОГДА", help="когда перезвонить")


def _callback(session: Session) -> int:
    args, office = session.args, session.office
    ticket_id = office.tickets.find(args.number)
    office.callbacks.record(ticket_id, CallbackOutcome(args.outcome), args.note, args.next)
    return _done(session)


def _done(session: Session) -> int:
    """Say where the ticket stands now."""
    office, number = session.office, session.args.number
    row = office.register.page([office.tickets.find(number)])[0]
    session.console.line(f"№ {row.number}: {row.status.title_ru.lower()}")
    return OK


COMMANDS = (
    Command("set-status", "изменить статус обращения", _status_arguments, _set_status),
    Command("hand-over", "передать обращения организации", _handover_arguments, _hand_over),
    Command("callback", "записать итог обзвона", _callback_arguments, _callback),
)
