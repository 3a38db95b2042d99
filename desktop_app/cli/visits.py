"""Commands of visits: acts and sheets as PDF, a value held against its norm."""

import argparse
from typing import TYPE_CHECKING, Any

from desktop_app.cli import values
from desktop_app.cli.command import OK, Command, Session, with_json
from desktop_app.cli.outcome import WrongUsage
from desktop_app.core import clock

if TYPE_CHECKING:
    from desktop_app.core.assessing import Assessment, Violation

_LETTERS = ", ".join(values.ACT_KINDS)


def _act_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--inspection", metavar="НОМЕР", help="номер выезда; без него пустой бланк вида --kind"
    )
    parser.add_argument(
        "--kind",
        type=values.act_kind,
        metavar="ВИД",
        help=f"вид акта: {_LETTERS} или его код; без него вид самого выезда",
    )
    parser.add_argument("--out", type=values.path, required=True, metavar="PDF", help="куда")
    parser.add_argument("--blank", action="store_true", help="пустой бланк")


def _act(session: Session) -> int:
    args = session.args
    acts = session.office.acts
    if args.inspection is not None:
        path = acts.write(args.inspection, args.out, blank=args.blank, kind=args.kind)
    elif args.kind is not None and args.blank:
        path = acts.write_empty(args.kind, args.out)
    else:
        raise WrongUsage("act: нужен --inspection НОМЕР, для пустого бланка — --kind ВИД --blank")
    session.console.line(f"Акт: {path}")
    return OK


def _day_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--day", type=values.date, required=True, metavar="ДАТА", help="день")
    parser.add_argument("--out", type=values.path, required=True, metavar="PDF", help="куда")
    parser.add_argument(
        "--blanks", action="store_true", help="не лист, а пустые бланки актов одной пачкой"
    )


def _day(session: Session) -> int:
    args, office = session.args, session.office
    if args.blanks:
        visits = [visit.id for visit in office.inspections.of_day(args.day)]
        path = office.acts.write_pack(visits, args.out)
    else:
        path = office.acts.write_day(args.day, args.out)
    session.console.line(f"Записано: {path}")
    return OK


def _norm_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--service", required=True, metavar="УСЛУГА", help="например отопление")
    add("--parameter", required=True, metavar="ПОКАЗАТЕЛЬ", help="хватает начала слов")
    add("--place", default="", metavar="МЕСТО", help="например «жилая комната»")
    add("--value", type=values.decimal, required=True, metavar="ЧИСЛО", help="сколько намерили")
    add("--at", type=values.moment, metavar="КОГДА", help="когда; без него сейчас")
    add("--until", type=values.moment, metavar="КОГДА", help="посчитать часы нарушения до этого")
    add("--cold-district", action="store_true", help="район с пятидневкой −31 °C и ниже")
    add("--room", type=values.decimal, metavar="°C", help="температура в комнате при перерыве")
    add("--outdoor", type=values.decimal, metavar="°C", help="средняя температура на улице")
    add("--chart", metavar="ГРАФИК", help="температурный график РСО из базы, например 95/70")
    with_json(parser)


def _norm(session: Session) -> int:
    # Imported here: no other command needs it, and --help stays quick.
    from desktop_app.core.assessing import Reading, assess, violation
    from desktop_app.core.norm_book import NormQuestion
    from desktop_app.core.norm_words import assessment_words
    from desktop_app.services.norms import shipped_norms

    args = session.args
    has_office = args.db is not None or session.database.exists()
    cold = args.cold_district or (has_office and session.office.norms.is_cold_district)
    at = args.at or clock.now()
    question = NormQuestion(
        args.service, args.parameter, args.place, at, cold, args.room, args.outdoor
    )
    if args.chart is not None:
        found = session.office.norms.by_chart(question, args.chart, args.value)
    elif has_office:
        found = session.office.norms.assess(question, args.value)
    else:
        # Without the database: the table of norms comes with the program.
        found = assess(shipped_norms().find(question), args.value, at)
    hours = None
    if args.until is not None:
        hours = violation(found.norm, [Reading(at, args.value)], args.until)
    return session.tell(_told(found, hours), assessment_words(found, hours))


def _told(found: "Assessment", hours: "Violation | None") -> dict[str, Any]:
    told: dict[str, Any] = {
        "in_norm": found.in_norm,
        "within_tolerance": found.within_tolerance,
        "min": found.norm.low,
        "max": found.norm.high,
        "allowed_min": found.allowed_min,
        "allowed_max": found.allowed_max,
        "deviation": found.deviation,
        "basis": found.basis,
    }
    if hours is not None:
        told |= {"hours": hours.hours, "degree_hours": hours.degree_hours}
    return told


COMMANDS = (
    Command("act", "акт выезда в PDF", _act_arguments, _act),
    Command("visits-day", "дневной лист выездов или бланки на день", _day_arguments, _day),
    Command("norm", "сверить замер с нормой", _norm_arguments, _norm),
)
