"""A windowed build speaks to the console it was called from, and to the log where there is none."""

import io
import logging

import pytest

from desktop_app.cli import console, parser
from desktop_app.cli.console import Console


@pytest.fixture
def callers(monkeypatch: pytest.MonkeyPatch) -> list[io.StringIO]:
    """Return the consoles given out, as `AttachConsole` of Windows gives them."""
    given: list[io.StringIO] = []

    def attach() -> io.StringIO:
        given.append(io.StringIO())
        return given[-1]

    monkeypatch.setattr(console, "callers_console", attach)
    return given


def test_answers_and_problems_are_seen_where_the_command_was_typed(
    callers: list[io.StringIO],
) -> None:
    """The console is asked for once, for whichever stream is missing."""
    windowed = Console(None, None)
    windowed.line("Копий: 3")
    windowed.problem("Нет файла базы.")
    assert [found.getvalue() for found in callers] == ["Копий: 3\nНет файла базы.\n"]


def test_a_redirected_answer_stays_in_its_file(callers: list[io.StringIO]) -> None:
    """`… > file` takes the answers, what went wrong is seen."""
    file = io.StringIO()
    windowed = Console(file, None)
    windowed.line("Копий: 3")
    windowed.problem("Нет файла базы.")
    assert file.getvalue() == "Копий: 3\n"
    assert [found.getvalue() for found in callers] == ["Нет файла базы.\n"]


def test_a_window_takes_no_console(callers: list[io.StringIO]) -> None:
    """What says nothing asks for none: it would be closed together with the console."""
    Console(None, None).finish()
    Console(io.StringIO(), io.StringIO()).line("Копий: 3")
    assert callers == []


def test_without_a_console_the_log_has_what_went_wrong(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A job of the system's scheduler has none: the refusal is in the log, no answer is."""
    monkeypatch.setattr(console, "callers_console", lambda: None)
    with caplog.at_level(logging.WARNING):
        windowed = Console(None, None)
        windowed.line("ул. Ленина, 1")
        windowed.report("Проверено.")
        windowed.problem("Нет файла базы.")
    assert caplog.messages == ["Проверено.", "Нет файла базы."]


def test_help_is_seen_where_it_was_asked_for(
    callers: list[io.StringIO], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A windowed build has no stream for it."""
    monkeypatch.setattr(parser, "callers_console", console.callers_console)
    monkeypatch.setattr("sys.stdout", None)
    parser.RussianParser(prog="rayshtab").print_help()
    assert "показать эту справку" in callers[0].getvalue()
