"""argparse that speaks Russian: help, usage and every refusal."""

import argparse
import re
import sys
from difflib import get_close_matches
from typing import Any, NoReturn

from desktop_app.cli.console import callers_console
from desktop_app.cli.outcome import WrongUsage

_QUOTED = re.compile(r"'([^']*)'")
# argparse words its refusals in English only; each line turns one of them into Russian.
_REFUSALS: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.+)", r"не указано: \1"),
    (r"unrecognized arguments: (.+)", r"непонятно: \1"),
    (r"argument (\S+?)(?:/\S+)?: expected one argument", r"после \1 нужно значение"),
    (r"argument (\S+?)(?:/\S+)?: expected at least one argument", r"после \1 нужно значение"),
    (r"argument (\S+?)(?:/\S+)?: invalid \w+ value: '(.*)'", r"\1: не подходит «\2»"),
    (r"argument (\S+?)(?:/\S+)?: not allowed with argument (\S+)", r"\1 и \2 вместе не бывают"),
    (r"argument (\S+?)(?:/\S+)?: ignored explicit argument '(.*)'", r"\1 не берёт значения"),
    (r"one of the arguments (.+) is required", r"нужно одно из: \1"),
    (r"argument (\S+?)(?:/\S+)?: (.+)", r"\1: \2"),
)
_CHOICE = re.compile(r"argument (\S+?)(?:/\S+)?: invalid choice: '(.*)' \(choose from (.+)\)")


class RussianHelp(argparse.HelpFormatter):
    """Help whose frame is Russian."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:  # noqa: ANN401  argparse's own private types
        """Begin with «Как вызвать» instead of «usage»; an empty prefix stays empty."""
        words = "Как вызвать: " if prefix is None else prefix
        super().add_usage(usage, actions, groups, words)


class RussianParser(argparse.ArgumentParser):
    """A parser that raises WrongUsage instead of leaving the program."""

    def __init__(self, *, prog: str, description: str = "", epilog: str = "") -> None:
        """Make a parser with a Russian -h."""
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            add_help=False,
            allow_abbrev=False,
            formatter_class=RussianHelp,
        )
        self._positionals.title = "Что указать"
        self._optionals.title = "Ключи"
        self.add_argument("-h", "--help", action="help", help="показать эту справку")

    def print_help(self, file: Any = None) -> None:  # noqa: ANN401  argparse's own private type
        """Show the help also where a windowed build has no stream for it."""
        super().print_help(file or sys.stdout or callers_console())

    def error(self, message: str) -> NoReturn:
        """Raise WrongUsage with one Russian line."""
        words = in_russian(message)
        raise WrongUsage(f"{words[:1].upper()}{words[1:]}. Справка: {self.prog} --help")

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """Leave after --help."""
        del message
        sys.exit(status)

    def _print_message(self, message: str, file: Any = None) -> None:  # noqa: ANN401  a private protocol
        """Print help where there is somewhere to print; a windowed build has no console."""
        if file is not None:
            super()._print_message(message, file)


def in_russian(message: str) -> str:
    """Return argparse's refusal in Russian, or as it is when it is not known."""
    choice = _CHOICE.fullmatch(message)
    if choice:
        return _wrong_choice(*choice.groups())
    for pattern, words in _REFUSALS:
        found = re.fullmatch(pattern, message)
        if found:
            return found.expand(words)
    return message


def _wrong_choice(where: str, typed: str, offered: str) -> str:
    choices = _QUOTED.findall(offered) or [part.strip() for part in offered.split(",")]
    if where != "команда":
        return f"{where}: нет значения «{typed}», можно: {', '.join(choices)}"
    near = get_close_matches(typed, choices, n=3)
    hint = f", похожие: {', '.join(near)}" if near else ""
    return f"нет команды «{typed}»{hint}"
