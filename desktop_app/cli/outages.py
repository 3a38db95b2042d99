"""`outage …`: outages listed, written down, their tickets, their end, the notice for entrances."""

import argparse
import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from desktop_app.cli import outage_json, values
from desktop_app.cli.blocks import by_blocks
from desktop_app.cli.command import OK, Command, Session, joined, with_json
from desktop_app.core.enums import IncidentKind, Service
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.incidents import (
    IncidentDraft,
    IncidentQuery,
    IncidentView,
    Told,
)

_KINDS = tuple(kind.value for kind in IncidentKind)
_SERVICES = tuple(service.value for service in Service)
Act = Callable[[Session], int]


def _arguments(parser: argparse.ArgumentParser) -> None:
    children = parser.add_subparsers(title="Что сделать", dest="step", metavar="шаг", required=True)
    for name, words, arguments, act in _STEPS:
        child = children.add_parser(name, description=f"{words}.", help=words.lower())
        arguments(child)
        with_json(child)
        # The keys of the whole program are taken after the step too.
        child.add_argument(
            "--db", type=values.path, default=argparse.SUPPRESS, metavar="ФАЙЛ", help="файл базы"
        )
        child.set_defaults(act=act)


def _run(session: Session) -> int:
    act: Act = session.args.act
    return act(session)


def _id(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("outage", type=values.positive, metavar="ID", help="из outage list")


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    views = [view.value for view in IncidentView]
    parser.add_argument(
        "--view",
        choices=views,
        default=IncidentView.OPEN.value,
        metavar="КОД",
        help=", ".join(views),
    )
    parser.add_argument("--text", default="", metavar="СЛОВА", help="слова, адрес, организация")
    parser.add_argument("--limit", type=values.count, metavar="N", help="не больше стольких")


def _list(session: Session) -> int:
    args, incidents = session.args, session.office.incidents
    query = IncidentQuery(IncidentView(args.view), args.text)
    rows = by_blocks(incidents.page, incidents.ids(query), args.limit)
    return session.show(map(outage_json.row, rows), outage_json.words)


def _show(session: Session) -> int:
    card = session.office.incidents.card(session.args.outage)
    shown = outage_json.card(card)
    public = [card.public_text] if card.public_text else []
    tickets = (joined(f"№ {t.number}", t.status.title_ru, t.address) for t in card.tickets)
    houses = (house.address for house in card.houses)
    return session.tell(shown, outage_json.words(shown), *public, *houses, *tickets)


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--kind", choices=_KINDS, required=True, metavar="КОД", help=", ".join(_KINDS)
    )
    parser.add_argument(
        "--service", choices=_SERVICES, required=True, metavar="КОД", help=", ".join(_SERVICES)
    )
    parser.add_argument("--start", type=values.moment, metavar="КОГДА", help="начало, иначе сейчас")
    parser.add_argument("--end", type=values.moment, metavar="КОГДА", help="плановое окончание")
    parser.add_argument("--title", default="", metavar="СЛОВА", help="название, иначе составится")
    parser.add_argument("--text", metavar="СЛОВА", help="текст для звонящих, иначе составится")
    parser.add_argument("--cause", default="", metavar="СЛОВА", help="причина")
    parser.add_argument(
        "--organization", type=values.count, metavar="ID", help="кто устраняет, из organizations"
    )
    parser.add_argument(
        "--houses", action="append", default=[], metavar="АДРЕСА", help="«Садовая, 1, 3; Мира 5»"
    )
    parser.add_argument(
        "--house", type=values.count, action="append", default=[], metavar="ID", help="из houses"
    )
    parser.add_argument("--street", type=values.count, metavar="ID", help="все дома улицы")
    parser.add_argument(
        "--served-by", type=values.count, metavar="ID", help="все дома, что она обслуживает"
    )


def _add(session: Session) -> int:
    args, incidents = session.args, session.office.incidents
    draft = IncidentDraft(
        kind=IncidentKind(args.kind),
        service=Service(args.service),
        started_at=args.start or session.office.desk.now(),
        building_ids=tuple(_chosen_houses(session)),
        title=args.title,
        public_text=args.text or "",
        cause=args.cause,
        organization_id=args.organization,
        planned_end=args.end,
    )
    if args.text is None:
        text = incidents.propose_text(draft)
        draft = IncidentDraft(**{**_fields(draft), "public_text": text})
    return _told(session, incidents.open(draft).id, "Записано")


def _fields(draft: IncidentDraft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in IncidentDraft.__dataclass_fields__}


def _chosen_houses(session: Session) -> list[int]:
    """Return the houses named in any way; InvalidDraft lists addresses that name none for sure."""
    args, choose = session.args, session.office.incidents.houses
    found = list(args.house)
    for text in args.houses:
        typed = choose.typed(text)
        if typed.unknown:
            raise InvalidDraft({"houses": f"не найдены точно: {'; '.join(typed.unknown)}"})
        found += typed.building_ids
    if args.street is not None:
        found += [house.id for house in choose.of_street(args.street)]
    if args.served_by is not None:
        served = choose.of_organization(args.served_by, Service(args.service))
        found += [house.id for house in served]
    return list(dict.fromkeys(found))


def _attach_arguments(parser: argparse.ArgumentParser) -> None:
    _id(parser)
    _numbers(parser)
    parser.add_argument(
        "--proposed", action="store_true", help="все открытые обращения этих домов и услуги"
    )


def _numbers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--ticket", action="append", default=[], metavar="НОМЕР", help="можно несколько раз"
    )


def _tickets(session: Session) -> list[int]:
    return [session.office.tickets.find(number) for number in session.args.ticket]


def _attach(session: Session) -> int:
    args, incidents = session.args, session.office.incidents
    wanted = _tickets(session)
    if args.proposed:
        wanted += [row.id for row in incidents.card(args.outage).proposed]
    incidents.tickets.attach(args.outage, list(dict.fromkeys(wanted)))
    return _told(session, args.outage, "Присоединено")


def _detach_arguments(parser: argparse.ArgumentParser) -> None:
    _id(parser)
    _numbers(parser)


def _detach(session: Session) -> int:
    session.office.incidents.tickets.detach(_tickets(session))
    return _told(session, session.args.outage, "Отсоединено")


def _extend_arguments(parser: argparse.ArgumentParser) -> None:
    _id(parser)
    parser.add_argument("--to", type=values.moment, required=True, metavar="КОГДА", help="новое")
    parser.add_argument("--reason", default="", metavar="СЛОВА", help="почему")
    parser.add_argument("--text", metavar="СЛОВА", help="новый текст для звонящих")


def _extend(session: Session) -> int:
    args, incidents = session.args, session.office.incidents
    version = incidents.card(args.outage).version
    incidents.move_end(args.outage, version, args.to, reason=args.reason, public_text=args.text)
    return _told(session, args.outage, "Окончание перенесено")


def _mark_arguments(parser: argparse.ArgumentParser) -> None:
    _id(parser)
    who = [told.value for told in Told]
    parser.add_argument("--whom", choices=who, required=True, metavar="КОД", help=", ".join(who))
    parser.add_argument("--way", required=True, metavar="СЛОВА", help="как оповестили")
    parser.add_argument("--who", default="", metavar="КТО", help="кто оповестил")
    parser.add_argument("--at", type=values.moment, metavar="КОГДА", help="иначе сейчас")


def _mark(session: Session) -> int:
    args, office = session.args, session.office
    version = office.incidents.card(args.outage).version
    at = args.at or office.desk.now()
    told = Told(args.whom)
    office.incidents.mark_told(args.outage, version, told, at, who=args.who, way=args.way)
    return _told(session, args.outage, told.title_ru)


def _close_arguments(parser: argparse.ArgumentParser) -> None:
    _id(parser)
    parser.add_argument("--at", type=values.moment, metavar="КОГДА", help="иначе сейчас")
    parser.add_argument(
        "--except",
        dest="left_out",
        action="append",
        default=[],
        metavar="НОМЕР",
        help="это обращение не считать исполненным, можно несколько раз",
    )
    parser.add_argument("--note", default="", metavar="СЛОВА", help="что сделано")


def _close(session: Session) -> int:
    args, office = session.args, session.office
    card = office.incidents.card(args.outage)
    left = {office.tickets.find(number) for number in args.left_out}
    ready = [row.id for row in office.incidents.tickets.to_be_done(args.outage)]
    chosen = [ticket for ticket in ready if ticket not in left]
    at: dt.datetime = args.at or office.desk.now()
    office.incidents.tickets.close(args.outage, card.version, at, chosen, args.note)
    return _told(session, args.outage, f"Закончено, на обзвон: {len(chosen)}", done=len(chosen))


def _cancel_arguments(parser: argparse.ArgumentParser) -> None:
    _id(parser)
    parser.add_argument("--reason", required=True, metavar="СЛОВА", help="почему запись ошибочна")


def _cancel(session: Session) -> int:
    args, incidents = session.args, session.office.incidents
    incidents.tickets.cancel(args.outage, incidents.card(args.outage).version, args.reason)
    return _told(session, args.outage, "Отменено")


def _notice_arguments(parser: argparse.ArgumentParser) -> None:
    _id(parser)
    parser.add_argument("--out", type=values.path, required=True, metavar="ФАЙЛ", help="pdf")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--each-house", action="store_true", help="каждому дому свой лист")
    which.add_argument("--house", type=values.count, metavar="ID", help="лист одного дома")


def _notice(session: Session) -> int:
    args, notices = session.args, session.office.notices
    if args.house is not None:
        sheets = notices.of_house(args.outage, args.house)
    else:
        sheets = notices.gather(args.outage, each_house=args.each_house)
    made = notices.write(sheets, args.out)
    shown = {"path": str(made.path), "sheets": made.rows}
    session.tell(shown, f"Записано листов: {made.rows}, {made.path}")
    for remark in made.notices:
        session.console.problem(remark)
    return OK


def _told(session: Session, outage: int, words: str, **more: int) -> int:
    """Say what became of an outage: its card as JSON, or one line."""
    card = session.office.incidents.card(outage)
    return session.tell(
        {**outage_json.card(card), **more},
        f"{words}: {outage_json.words(outage_json.row(card.row))}",
    )


_Arguments = Callable[[argparse.ArgumentParser], None]
_STEPS: Sequence[tuple[str, str, _Arguments, Act]] = (
    ("list", "Список отключений", _list_arguments, _list),
    ("show", "Одно отключение целиком", _id, _show),
    ("add", "Записать отключение", _add_arguments, _add),
    ("attach", "Присоединить обращения", _attach_arguments, _attach),
    ("detach", "Отсоединить обращения", _detach_arguments, _detach),
    ("extend", "Перенести плановое окончание", _extend_arguments, _extend),
    ("told", "Отметить оповещение ОМС или потребителей", _mark_arguments, _mark),
    ("close", "Закончить и передать обращения на обзвон", _close_arguments, _close),
    ("notice", "Объявление для подъездов в PDF", _notice_arguments, _notice),
    ("cancel", "Отменить запись, сделанную по ошибке", _cancel_arguments, _cancel),
)

COMMANDS = (
    Command("outage", "отключения: список, запись, обращения, окончание", _arguments, _run),
)
