"""The parser's own words."""

import argparse
import datetime as dt
import io

import pytest

from desktop_app.cli import values
from desktop_app.cli.console import Console
from desktop_app.cli.outcome import WrongUsage
from desktop_app.cli.parser import RussianParser, in_russian


@pytest.mark.parametrize(
    ("english", "russian"),
    [
        ("the following arguments are required: --out, --db", "не указано: --out, --db"),
        ("unrecognized arguments: a b", "непонятно: a b"),
        ("argument --out: expected one argument", "после --out нужно значение"),
        ("argument -o/--out: expected one argument", "после -o нужно значение"),
        ("argument -o: not allowed with argument -p", "-o и -p вместе не бывают"),
        ("argument -o: ignored explicit argument 'x'", "-o не берёт значения"),
        ("argument --n: invalid int value: 'x'", "--n: не подходит «x»"),
        ("one of the arguments -a -b is required", "нужно одно из: -a -b"),
        ("argument --kind: invalid choice: 'x' (choose from 'a', 'b')",
         "--kind: нет значения «x», можно: a, b"),
        ("argument --kind: invalid choice: 'x' (choose from a, b)",
         "--kind: нет значения «x», можно: a, b"),
        ("something new", "something new"),
    ],
)  # fmt: skip
def test_refusals_are_russian(english: str, russian: str) -> None:
    """Each way argparse refuses has its Russian words, in the forms of Python 3.11 to 3.14."""
    assert in_russian(english) == russian


def test_a_parser_never_leaves_by_itself() -> None:
    """A wrong line is an exception that the program words."""
    parser = RussianParser(prog="rayshtab")
    with pytest.raises(WrongUsage, match="Непонятно: --нет"):
        parser.parse_args(["--нет"])


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-11-24", dt.datetime(2026, 11, 24)),
        ("24.11.2026 09:41", dt.datetime(2026, 11, 24, 9, 41)),
        ("2026-11-24T09:41:07", dt.datetime(2026, 11, 24, 9, 41, 7)),
    ],
)
def test_moments(typed: str, moment: dt.datetime) -> None:
    """A moment is taken as ISO or as people write it, with a time or without."""
    assert values.moment(typed) == moment


@pytest.mark.parametrize("typed", ["", "24/11/2026", "2026-13-01", "24.11.26", "24.11.2026 9"])
def test_wrong_moments(typed: str) -> None:
    """Anything else is refused in words."""
    with pytest.raises(argparse.ArgumentTypeError, match="пишите"):
        values.moment(typed)


@pytest.mark.parametrize(("typed", "value"), [("-3,5", -3.5), ("−3.5", -3.5), ("18", 18.0)])
def test_decimals(typed: str, value: float) -> None:
    """A comma, a point and a true minus sign are all read."""
    assert values.decimal(typed) == value


def test_an_empty_list_is_json_too() -> None:
    """Nothing found is an empty list, not an empty answer."""
    out = io.StringIO()
    Console(out, None).values([])
    assert out.getvalue() == "[]\n"


def test_a_problem_is_one_line() -> None:
    """Line breaks and no-break spaces of a message do not break the line."""
    err = io.StringIO()
    Console(None, err).problem("первая\nвторая\N{NO-BREAK SPACE}часть")
    assert err.getvalue() == "первая вторая часть\n"


def test_progress_is_for_people_only() -> None:
    """Into a pipe nothing of it is written: errors stay one line."""
    err = io.StringIO()
    Console(None, err).progress(1, 2)
    assert err.getvalue() == ""
