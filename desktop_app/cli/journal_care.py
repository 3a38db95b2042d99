"""Commands over the journal of changes and over personal data whose term is out."""

import argparse
from collections.abc import Mapping
from typing import Any

from desktop_app.cli import values
from desktop_app.cli.command import FAILED, OK, Command, Session, joined, with_json
from desktop_app.core import clock
from desktop_app.core.errors import NotFound
from desktop_app.core.records.audit import AuditMode, AuditQuery, AuditRow
from desktop_app.core.records.destruction import Subject
from desktop_app.core.text import fold, number

_MODES = {mode.value: mode for mode in AuditMode}


def _history_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--verify", action="store_true", help="проверить цепочку; код 1, если нет")
    parser.add_argument(
        "--mode", choices=list(_MODES), default="changes", help="изменения, выгрузки или просмотры"
    )
    parser.add_argument("--text", default="", metavar="СЛОВА", help="номер обращения или слова")
    parser.add_argument("--who", default="", metavar="ИМЯ", help="чьи записи")
    parser.add_argument("--since", type=values.date, metavar="ДАТА", help="с этого дня")
    parser.add_argument("--until", type=values.date, metavar="ДАТА", help="по этот день")
    parser.add_argument("--limit", type=values.count, default=50, metavar="N", help="не больше")
    parser.add_argument("--pdf", type=values.path, metavar="ФАЙЛ", help="напечатать в PDF")
    with_json(parser)


def _history(session: Session) -> int:
    audit, args = session.office.audit, session.args
    if args.verify:
        return _verify(session)
    query = AuditQuery(
        mode=_MODES[args.mode],
        text=args.text,
        clerk_id=_clerk(session, args.who),
        since=args.since,
        until=args.until,
    )
    if args.pdf is not None:
        session.console.line(f"Журнал записан: {audit.write_pdf(query, args.pdf)}")
        return OK
    ids = list(audit.ids(query))[: args.limit]
    rows = {row.id: row for row in audit.page(query.mode, ids)}
    return session.show((_told(rows[key]) for key in ids if key in rows), _line)


def _verify(session: Session) -> int:
    verdict = session.office.audit.verify()
    if verdict.broken is None:
        redacted = f", обезличено по актам: {number(verdict.redacted)}" if verdict.redacted else ""
        session.console.line(f"Цепочка цела, записей: {number(verdict.entries)}{redacted}")
        session.console.line(f"Отпечаток записи № {number(verdict.entries)}: {verdict.head}")
        return OK
    session.console.line(f"Цепочка нарушена с записи {verdict.broken}")
    return FAILED


def _clerk(session: Session, name: str) -> int | None:
    if not name:
        return None
    found = [c.id for c in session.office.clerks.all() if fold(name) in fold(c.name)]
    if len(found) != 1:
        raise NotFound(
            f"Сотрудник «{name}» не найден или таких несколько", "", "впишите имя целиком"
        )
    return found[0]


def _told(row: AuditRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "at": clock.stamp(row.at),
        "who": row.clerk,
        "operation": row.operation,
        "what": row.what,
        "details": row.details,
    }


def _line(item: Mapping[str, Any]) -> str:
    when = clock.show_moment(clock.unstamp(item["at"]))
    return joined(when, item["who"], item["operation"], item["what"], item["details"])


def _destroy_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--basis", default="", metavar="СЛОВА", help="основание; без него только список"
    )
    parser.add_argument(
        "--visits", action="store_true", help="данные оконченных выездов; иначе закрытых обращений"
    )
    parser.add_argument("--act", type=values.path, metavar="ФАЙЛ", help="куда записать акт, PDF")
    with_json(parser)


def _destroy(session: Session) -> int:
    retention, args = session.office.retention, session.args
    of = Subject.VISITS if args.visits else Subject.TICKETS
    if not args.basis:
        items = (
            {"number": one.number, "closed_at": one.closed_at, "kinds": list(one.kinds)}
            for one in retention.due(of=of)
        )
        return session.show(
            items, lambda item: joined(f"№ {item['number']}", ", ".join(item["kinds"]))
        )
    act = retention.destroy(args.basis, of=of)
    words = of.counted(act.tickets)
    session.console.line(f"Акт № {act.number}: {words}, записей истории {number(act.entries)}")
    if args.act is not None:
        session.console.line(f"Акт записан: {retention.write_act(act.number, args.act)}")
    return OK


COMMANDS = (
    Command("history", "журнал изменений и проверка его цепочки", _history_arguments, _history),
    Command(
        "destroy-personal",
        "уничтожить персональные данные, срок которых вышел",
        _destroy_arguments,
        _destroy,
    ),
)
