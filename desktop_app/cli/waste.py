"""Commands of waste collection: the next collection of a house, sites, «не вывезли»."""

import argparse
from collections.abc import Mapping
from typing import Any

from desktop_app.cli import values
from desktop_app.cli.blocks import by_blocks
from desktop_app.cli.command import OK, Command, Session, joined, with_json
from desktop_app.core import clock
from desktop_app.core.collection_words import schedule_words, titled_words
from desktop_app.core.container_words import containers_words
from desktop_app.core.records.waste import HouseCollection, SiteQuery, SiteRow
from desktop_app.core.waste_lateness import Delay


def _next_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--house", type=values.positive, required=True, metavar="ID", help="дом, см. find-house"
    )
    with_json(parser)


def _next(session: Session) -> int:
    found = session.office.waste.of_house(session.args.house)
    if not found and not session.args.json:
        session.console.line("Площадка этого дома не указана.")
        return OK
    return session.show(map(_collection, found), _collection_words)


def _collection(item: HouseCollection) -> dict[str, Any]:
    ahead, schedule = item.upcoming, item.schedule
    return {
        "site": item.site_id,
        "site_address": item.site,
        "kind": item.kind.value,
        "kind_title": item.kind.title_ru,
        "date": None if ahead is None else ahead.day.isoformat(),
        "from": None if ahead is None else clock.stamp(ahead.opens),
        "to": None if ahead is None else clock.stamp(ahead.closes),
        "window_agreed": schedule.has_window,
        "schedule": schedule_words(schedule),
        "carrier": item.carrier,
        "carrier_phone": item.carrier_phone,
        "late": _delay(item.delay),
    }


def _delay(delay: Delay | None) -> dict[str, Any] | None:
    if delay is None:
        return None
    return {"since": clock.stamp(delay.since), "hours": delay.hours}


def _collection_words(item: Mapping[str, Any]) -> str:
    when = "график закончился"
    if item["from"]:
        opens, closes = clock.unstamp(item["from"]), clock.unstamp(item["to"])
        when = clock.show_date(opens)
        if item["window_agreed"]:
            when = f"{when} {opens:%H:%M}–{closes:%H:%M}"
    late = f"не вывезли, прошло {item['late']['hours']} ч" if item["late"] else ""
    carrier = f"{item['carrier']} {item['carrier_phone']}".strip()
    return joined(item["kind_title"], when, item["site_address"], carrier, late)


def _sites_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--late", action="store_true", help="только где не вывезли")
    parser.add_argument("--text", default="", metavar="СЛОВА", help="все слова есть в строке")
    parser.add_argument("--limit", type=values.count, metavar="N", help="не больше стольких")
    with_json(parser)


def _sites(session: Session) -> int:
    args, waste = session.args, session.office.waste
    ids = waste.ids(SiteQuery(text=args.text, only_late=args.late))
    return session.show(map(_site, by_blocks(waste.page, ids, args.limit)), _site_words)


def _site(row: SiteRow) -> dict[str, Any]:
    delay = row.delay
    return {
        "id": row.id,
        "address": row.address,
        "settlement": row.settlement,
        "register_number": row.register_number,
        "containers": containers_words(row.containers),
        "schedules": [titled_words(schedule) for schedule in row.schedules],
        "next": None if row.upcoming is None else clock.stamp(row.upcoming.opens),
        "houses": row.houses,
        "carrier": row.carrier,
        "late": None
        if delay is None
        else {
            **(_delay(delay) or {}),
            "allowed_hours": delay.allowed_hours,
            "violation_hours": delay.excess_hours,
            "temperature": delay.temperature,
        },
    }


def _site_words(item: Mapping[str, Any]) -> str:
    late = f"не вывезли, прошло {item['late']['hours']} ч" if item["late"] else ""
    return joined(
        item["id"],
        item["register_number"],
        item["address"],
        "; ".join(item["schedules"]),
        item["carrier"],
        late,
    )


def _missed_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--site", type=values.positive, required=True, metavar="ID", help="площадка"
    )
    parser.add_argument("--note", default="", metavar="СЛОВА", help="что сказали")
    with_json(parser)


def _missed(session: Session) -> int:
    saved = session.office.missed.mark(session.args.site, note=session.args.note)
    item = {"id": saved.missed_ids[0], "due": clock.stamp(saved.due), "ticket": saved.ticket}
    when = clock.show_moment(saved.due)
    return session.tell(item, f"Не вывезли к {when}: обращение № {saved.ticket}")


COMMANDS = (
    Command("next-collection", "когда вывоз отходов от дома", _next_arguments, _next),
    Command("sites", "список контейнерных площадок", _sites_arguments, _sites),
    Command("missed-collection", "отметить, что не вывезли", _missed_arguments, _missed),
)
