"""Commands over written addresses: one read by parts, a list held against the book."""

import argparse
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from desktop_app.cli import values
from desktop_app.cli.command import OK, Command, Session, with_json
from desktop_app.core.addresses import ParsedAddress, parse_address
from desktop_app.core.text import counted, number

_CLASSES = {
    "exact": "точно",
    "sure": "наверняка",
    "doubtful": "сомнительно",
    "none": "не найдено",
}
_PARTS = {
    "region": "регион",
    "district": "район",
    "settlement": "населённый пункт",
    "street": "улица",
    "house": "дом",
    "premise": "помещение",
    "rest": "не понято",
}


def _parse_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="АДРЕС", help="как написано: «пр. Ленина 12 к 2»")
    with_json(parser)


def _parse(session: Session) -> int:
    args = session.args
    parsed = parse_address(args.text)
    answer = {**_parts(parsed), **_match(session)}
    if args.json:
        session.console.value(answer)
        return OK
    session.console.line(str(answer["address"]) or "адрес не понят")
    for line in _words(parsed):
        session.console.line(f"  {line}")
    if args.db is not None:
        session.console.line(f"в справочнике домов: {_CLASSES[str(answer['match'])]}")
    return OK


def _parts(parsed: ParsedAddress) -> dict[str, Any]:
    house = asdict(parsed.house) if parsed.house else None
    return {
        "region": parsed.region,
        "district": parsed.district,
        "settlement_type": parsed.settlement_type,
        "settlement": parsed.settlement,
        "area": parsed.area,
        "street_type": parsed.street_type,
        "street_name": parsed.street_name,
        "house": house,
        "premise": parsed.premise,
        "rest": list(parsed.rest),
        "address": parsed.display(),
    }


def _match(session: Session) -> dict[str, Any]:
    """Return what the book says of the address; without --db nobody was asked."""
    if session.args.db is None:
        return {"match": "none", "id": None, "score": 0.0, "reason": "", "candidates": []}
    match, addresses = session.office.address_lists.match(session.args.text)
    known = [match.building_id] if match.building_id is not None else list(match.suggestions)
    return {
        "match": match.verdict.value,
        "id": match.building_id,
        "score": round(match.score, 1),
        "reason": match.reason,
        "candidates": [
            {"id": house, "address": addresses[house]} for house in known if house in addresses
        ],
    }


def _words(parsed: ParsedAddress) -> list[str]:
    said: Mapping[str, str] = {
        "region": parsed.region,
        "district": parsed.district,
        "settlement": f"{parsed.settlement_type} {parsed.settlement}".strip(),
        "street": f"{parsed.street_type} {parsed.street_name}".strip(),
        "house": parsed.house.written() if parsed.house else "",
        "premise": parsed.premise,
        "rest": "; ".join(parsed.rest),
    }
    return [f"{_PARTS[name]}: {value}" for name, value in said.items() if value]


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=values.path, metavar="ФАЙЛ", help="csv, xlsx или xls")
    parser.add_argument(
        "--column",
        action="append",
        required=True,
        metavar="СТОЛБЕЦ",
        help="где адрес; если он по частям, повторите: улица, дом, корпус",
    )
    parser.add_argument("--out", type=values.path, required=True, metavar="CSV", help="куда")
    with_json(parser)


def _match_list(session: Session) -> int:
    args = session.args
    done = session.office.address_lists.match_file(
        args.file, args.column, args.out, progress=session.console.progress
    )
    if args.json:
        answer = {"out": str(done.path), "rows": done.lines}
        session.console.value({**answer, "classes": done.classes, "reasons": done.reasons})
        return OK
    say = session.console.line
    say(f"{done.path}: {counted(done.lines, 'строка', 'строки', 'строк')}")
    for code, title in _CLASSES.items():
        say(f"  {title}: {number(done.classes.get(code, 0))}")
    for reason, count in done.reasons.items():
        say(f"    {number(count)}: {reason}")
    return OK


COMMANDS = (
    Command("parse-address", "разобрать адрес по частям", _parse_arguments, _parse),
    Command("match-addresses", "найти дома по списку адресов", _list_arguments, _match_list),
)
