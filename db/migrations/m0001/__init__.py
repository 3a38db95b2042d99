"""The first schema: address book, organisations, tickets with cycles, visits, history."""

from collections.abc import Callable

from db.migrations.m0001 import book, history, rollups, rules, tickets, visits

NUMBER = 1
TITLE = "Адресная книга, организации, обращения, выезды, история"


def up(execute: Callable[[str], object]) -> None:
    """Create every table of the first schema; `execute` runs one statement."""
    for block in (book.SQL, rules.SQL, tickets.SQL, rollups.SQL, visits.SQL, history.SQL):
        for statement in _statements(block):
            execute(statement)


def _statements(block: str) -> list[str]:
    """Split a block into statements; a trigger's body keeps its inner semicolons."""
    found: list[str] = []
    lines: list[str] = []
    inside_trigger = False
    for line in block.splitlines():
        lines.append(line)
        inside_trigger = inside_trigger or line.startswith("CREATE TRIGGER")
        if line.endswith("END;") or (line.endswith(";") and not inside_trigger):
            found.append("\n".join(lines).strip())
            lines, inside_trigger = [], False
    return found
