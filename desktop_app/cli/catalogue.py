"""Where each command lies: only the module of the one asked for is loaded.

The window and a single command would otherwise wait for the services of all the others.
"""

from collections.abc import Sequence
from importlib import import_module
from types import MappingProxyType

from desktop_app.cli.command import Command

# Modules in the order of --help, each with its commands.
MODULES = MappingProxyType(
    {
        "tickets": ("tickets", "ticket", "add-ticket", "search", "today"),
        "ticket_steps": ("set-status", "hand-over", "callback"),
        "handovers": ("scorecard", "broken-promises", "registry"),
        "lists": ("find-house", "houses", "organizations", "inspections", "topics"),
        "merging": ("duplicates", "merge", "merges", "undo-merge"),
        "addresses": ("parse-address", "match-addresses"),
        "outages": ("outage",),
        "summary": ("summary",),
        "terms": ("deadline", "workdays"),
        "imports": (
            *("import", "import-houses", "import-tickets", "import-sites"),
            *("imports", "undo-import"),
        ),
        "files": ("export-journal", "handbook"),
        "journals": ("export", "journals"),
        "forms": ("fill-form", "keep-form", "forms"),
        "care": ("backup", "backups", "restore", "recover", "check"),
        "encryption": ("encryption",),
        "journal_care": ("history", "destroy-personal"),
        "demo": ("demo",),
        "visits": ("act", "visits-day", "norm"),
        "trials": ("screenshots", "self-test"),
        "waste": ("next-collection", "sites", "missed-collection"),
    }
)


def all_commands() -> tuple[Command, ...]:
    """Return every command, in the order of --help."""
    return _of(tuple(MODULES))


def commands_for(arguments: Sequence[str]) -> tuple[Command, ...]:
    """Return the commands that may be meant: none for the window, all for the list of them."""
    typed = set(arguments)
    meant = tuple(name for name, commands in MODULES.items() if typed & set(commands))
    if not meant and typed & {"-h", "--help"}:
        return all_commands()
    return _of(meant)


def _of(modules: Sequence[str]) -> tuple[Command, ...]:
    found: list[Command] = []
    for name in modules:
        found.extend(import_module(f"desktop_app.cli.{name}").COMMANDS)
    return tuple(found)
