"""Commands of the palette (Ctrl+K) and how they are found."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from desktop_app.core.text import fold


@dataclass(frozen=True, slots=True)
class Command:
    """Something the palette can do: a verb or a found record, with its key and a muted hint."""

    title: str
    run: Callable[[], object]
    key: str = ""
    hint: str = ""
    icon: str = ""


Deliver: TypeAlias = Callable[[Sequence[Command]], None]
# A search provider is given the typed text and delivers at once or later; late answers to an
# older text are dropped by the palette.
SearchProvider: TypeAlias = Callable[[str, Deliver], None]


def matching(commands: Iterable[Command], typed: str) -> list[Command]:
    """Return the commands in which every typed word begins some word; all of them for no words."""
    wanted = fold(typed).split()
    return [command for command in commands if _fits(command, wanted)]


def _fits(command: Command, wanted: Sequence[str]) -> bool:
    words = fold(f"{command.title} {command.hint}").replace("«", " ").split()
    return all(any(word.startswith(start) for word in words) for start in wanted)
