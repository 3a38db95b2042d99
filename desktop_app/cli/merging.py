"""Commands over doubles: found, made one, made two again."""

import argparse
from collections.abc import Mapping
from typing import Any

from desktop_app.cli import values
from desktop_app.cli.command import OK, Command, Session, joined, with_json
from desktop_app.core import clock
from desktop_app.core.enums import Entity
from desktop_app.core.records.merging import PastMerge, Twins
from desktop_app.core.text import counted

_ENTITIES = {"houses": Entity.BUILDING, "organizations": Entity.ORGANIZATION}


def _kind(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--kind", choices=list(_ENTITIES), required=True, metavar="ЧТО", help=", ".join(_ENTITIES)
    )


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    _kind(parser)
    with_json(parser)


def _duplicates(session: Session) -> int:
    merging = session.office.merging
    is_house = session.args.kind == "houses"
    found = merging.house_twins() if is_house else merging.organization_twins()
    return session.show(map(_twins, found), _twins_words)


def _twins(pair: Twins) -> dict[str, Any]:
    return {
        "keep": pair.first,
        "keep_title": pair.first_title,
        "gone": pair.second,
        "gone_title": pair.second_title,
        "reason": pair.reason,
    }


def _twins_words(item: Mapping[str, Any]) -> str:
    return joined(
        f"{item['keep']} {item['keep_title']}",
        f"{item['gone']} {item['gone_title']}",
        item["reason"],
    )


def _merge_arguments(parser: argparse.ArgumentParser) -> None:
    _kind(parser)
    parser.add_argument("keep", type=values.count, metavar="ОСТАЁТСЯ", help="id записи")
    parser.add_argument("gone", type=values.count, metavar="УХОДИТ", help="id её двойника")
    with_json(parser)


def _merge(session: Session) -> int:
    args, merging = session.args, session.office.merging
    merge = merging.merge_houses if args.kind == "houses" else merging.merge_organizations
    done = merge(args.keep, args.gone)
    shown = {
        "keep": done.keep,
        "gone": done.gone,
        "moved": done.moved,
        "left_out": list(done.left_out),
        "merge": done.changes.action,
    }
    moved = counted(done.moved, "запись", "записи", "записей")
    words = f"Объединено № {done.changes.action}: {done.title}, перенесено {moved}"
    return session.tell(shown, words)


def _merges(session: Session) -> int:
    found = session.office.merging.past(_ENTITIES[session.args.kind])
    return session.show(map(_past, found), _past_words)


def _past(item: PastMerge) -> dict[str, Any]:
    return {
        "merge": item.id,
        "at": item.at,
        "clerk": item.clerk,
        "kept": item.kept,
        "gone": item.gone,
        "undone": item.is_undone,
    }


def _past_words(item: Mapping[str, Any]) -> str:
    return joined(
        f"№ {item['merge']}",
        clock.show_moment(clock.unstamp(item["at"])),
        item["clerk"],
        f"{item['gone']} → {item['kept']}",
        "отменено" if item["undone"] else "",
    )


def _undo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("merge", type=values.count, metavar="НОМЕР", help="номер, список: merges")


def _undo(session: Session) -> int:
    session.office.merging.undo(session.args.merge)
    session.console.line(f"Объединение № {session.args.merge} отменено")
    return OK


COMMANDS = (
    Command("duplicates", "возможные двойники в справочнике", _list_arguments, _duplicates),
    Command("merge", "объединить две записи", _merge_arguments, _merge),
    Command("merges", "список объединений", _list_arguments, _merges),
    Command("undo-merge", "отменить объединение", _undo_arguments, _undo),
)
