"""A list whose ids come in parts: the first screen at once, then the rest, nothing jumping."""

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.core.changes import Changes, Kind
from desktop_app.core.errors import DatabaseLocked, OfficeError
from desktop_app.ui.changes_hub import ChangesHub
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.pages.list_screen import ListScreen
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.state import State
from desktop_app.ui.widgets.text import Paragraph
from tests.fresh import fresh_office
from tests.ui.rows import COLUMNS, Source

Settle = Callable[[], None]
SOON_MS = 100  # a list gathers changes for 60 ms


@pytest.fixture
def tools(tmp_path: Path, jobs: Jobs, dialogs: Dialogs, state: State) -> Iterator[Tools]:
    """Give what pages are given, over an empty office."""
    office = fresh_office(tmp_path / "office.sqlite")
    yield Tools(office, jobs, ChangesHub(), dialogs, state)
    office.close()


@pytest.fixture
def screen(qtbot: QtBot, tools: Tools) -> Iterator[ListScreen]:
    """Give a list of made-up rows that watches tickets."""
    shown = ListScreen(tools, "test", "Строки", COLUMNS, Source(), (Kind.TICKET,))
    qtbot.addWidget(shown)
    shown.resize(900, 600)
    shown.show()
    yield shown
    qtbot.wait(SOON_MS)


class Lengths:
    """How long the list was each time it was shown anew."""

    def __init__(self, screen: ListScreen) -> None:
        """Listen to its model."""
        self.seen: list[int] = []
        screen.model.modelReset.connect(lambda: self.seen.append(screen.model.rowCount()))


def halves(ids: Sequence[int], *sizes: int) -> Iterator[Sequence[int]]:
    """Yield ids in parts of these sizes, then the rest; some parts are empty."""
    start = 0
    for size in sizes:
        yield ids[start : start + size]
        yield []
        start += size
    yield ids[start:]


def test_the_first_part_is_shown_before_the_rest(screen: ListScreen, settle: Settle) -> None:
    """A few ids are on screen before the others are there; the count is told once, at the end."""
    lengths, told = Lengths(screen), list[int]()
    screen.loaded.connect(told.append)
    ids = range(5000, 0, -1)
    screen.ask(lambda: halves(ids, 30, 40, 1000, 200))
    settle()
    assert lengths.seen == [30, 1070, 5000]
    assert told == [5000]
    assert list(screen.model.ids) == list(ids)
    assert screen.view.current_id() == 5000


def test_a_place_chosen_meanwhile_stays(screen: ListScreen, qtbot: QtBot, settle: Settle) -> None:
    """A row chosen in the first part is still the current one when the rest has come."""
    chosen = threading.Event()

    def parts() -> Iterator[Sequence[int]]:
        yield range(1, 51)
        assert chosen.wait(5)
        yield range(51, 4001)

    screen.ask(parts)
    qtbot.waitUntil(lambda: screen.model.rowCount() == 50)
    screen.view.select_row(20)
    chosen.set()
    settle()
    assert screen.model.rowCount() == 4000
    assert screen.view.current_id() == 21


def test_a_change_replaces_the_list_whole(
    screen: ListScreen, tools: Tools, qtbot: QtBot, settle: Settle
) -> None:
    """After a change the list is never short for a moment, and the cursor stays on its row."""
    screen.ask(lambda: halves(range(1, 3001), 30, 500))
    settle()
    screen.view.select_row(2500)
    lengths = Lengths(screen)
    tools.hub.announce(Changes.of(Kind.TICKET, 7))
    qtbot.wait(SOON_MS)
    settle()
    assert lengths.seen == [3000]
    assert screen.view.current_id() == 2501


def test_a_later_question_drops_the_parts_of_an_earlier_one(
    screen: ListScreen, settle: Settle
) -> None:
    """The rest of an answer nobody waits for is not read."""
    taken: list[int] = []

    def slow() -> Iterator[Sequence[int]]:
        for start in range(0, 1000, 100):
            taken.append(start)
            yield range(start + 1, start + 101)

    screen.ask(slow)
    screen.ask(lambda: [7, 8, 9])
    settle()
    assert list(screen.model.ids) == [7, 8, 9]
    assert len(taken) <= 2


def test_nothing_found(screen: ListScreen, settle: Settle) -> None:
    """No part with ids means an empty list, told as such."""
    told: list[int] = []
    screen.loaded.connect(told.append)
    screen.ask(lambda: halves([], 0, 0))
    settle()
    assert told == [0]
    assert screen.model.rowCount() == 0


def test_a_failure_on_the_way_is_told(screen: ListScreen, settle: Settle) -> None:
    """What has come stays on screen; the reason is given once."""
    told: list[OfficeError] = []
    screen.failed.connect(told.append)

    def broken() -> Iterator[Sequence[int]]:
        yield range(1, 41)
        raise DatabaseLocked("База занята")

    screen.ask(broken)
    settle()
    assert len(told) == 1
    assert screen.model.rowCount() == 40


def test_a_list_that_found_nothing_says_so(screen: ListScreen, qtbot: QtBot) -> None:
    """An empty answer has words in place of rows, and they go with the next rows."""
    words = [w for w in screen.findChildren(Paragraph) if "Ничего не найдено" in w.text()]
    assert not words[0].isVisible()
    screen.ask(list)
    qtbot.waitUntil(words[0].isVisible)
    screen.ask(lambda: [1, 2])
    qtbot.waitUntil(lambda: screen.model.rowCount() == 2)
    assert not words[0].isVisible()
