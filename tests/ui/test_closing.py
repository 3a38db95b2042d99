"""Closing the window while work that a person began goes on."""

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import Cancelled
from desktop_app.ui.changes_hub import ChangesHub
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.jobs import IsCancelled, Jobs, Progress
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.shell.page import Page, PageFactory
from desktop_app.ui.state import State

pytestmark = pytest.mark.gui


class Work:
    """Goes on until it is told to end, or is stopped."""

    def __init__(self) -> None:
        """Not begun."""
        self.began, self.may_end = threading.Event(), threading.Event()
        self.was_stopped = False

    def __call__(self, _progress: Progress, stopped: IsCancelled) -> None:
        """Wait for one or the other."""
        self.began.set()
        while not self.may_end.wait(0.01):
            if stopped():
                self.was_stopped = True
                raise Cancelled


@pytest.fixture
def work() -> Iterator[Work]:
    """Gives work that ends with the test at the latest."""
    made = Work()
    yield made
    made.may_end.set()


@pytest.fixture
def window(qtbot: QtBot, jobs: Jobs, dialogs: Dialogs, state: State) -> MainWindow:
    """Gives a shown window with one page."""
    whole = MainWindow([PageFactory("tickets", "Обращения", "list", Page)], state)
    whole.equip(jobs, ChangesHub(), dialogs)
    qtbot.addWidget(whole)
    whole.show()
    whole.start()
    return whole


def _begin(jobs: Jobs, work: Work) -> None:
    jobs.long(work, on_error=lambda _error: None, on_progress=lambda _done, _total: None)
    assert work.began.wait(5)


def test_closing_asks_before_work_is_cut(
    window: MainWindow, jobs: Jobs, dialogs: Dialogs, work: Work, settle: Callable[[], None]
) -> None:
    """A no keeps the window and the work; once the work has ended nothing is asked."""
    _begin(jobs, work)
    dialogs.answer_next(False)
    window.close()
    assert window.isVisible()
    assert [asked.title for asked in dialogs.asked] == ["Работа не окончена"]
    work.may_end.set()
    settle()
    assert not work.was_stopped
    window.close()
    assert not window.isVisible()
    assert len(dialogs.asked) == 1


def test_a_yes_stops_the_work_and_closes(
    window: MainWindow, jobs: Jobs, dialogs: Dialogs, work: Work, qtbot: QtBot
) -> None:
    """The window goes, and the lanes end without waiting for the work."""
    _begin(jobs, work)
    dialogs.answer_next(True)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert jobs.shutdown(5.0)
    assert work.was_stopped


class Typed(Page):
    """Asks before it is left, and keeps the answer for the test to give."""

    def __init__(self) -> None:
        """Nobody wants to leave yet."""
        super().__init__()
        self.asked: list[Callable[[], None]] = []

    def leave(self, on_left: Callable[[], None]) -> None:
        """Keep what a yes would do."""
        self.asked.append(on_left)


def test_work_is_asked_about_once_and_typing_every_time(
    qtbot: QtBot, jobs: Jobs, dialogs: Dialogs, state: State, work: Work, settle: Callable[[], None]
) -> None:
    """The page's own question comes after; a window that stays asks about typing again."""
    whole = MainWindow([PageFactory("tickets", "Обращения", "list", Typed)], state)
    whole.equip(jobs, ChangesHub(), dialogs)
    qtbot.addWidget(whole)
    whole.show()
    whole.start()
    page = whole.page("tickets")
    assert isinstance(page, Typed)
    _begin(jobs, work)
    dialogs.answer_next(True)
    whole.close()
    qtbot.waitUntil(lambda: len(page.asked) == 1)
    settle()
    assert work.was_stopped
    again = Work()
    _begin(jobs, again)  # the window stays: work goes on in it
    dialogs.answer_next(False)
    page.asked.pop()()
    assert whole.isVisible()
    again.may_end.set()
    settle()
    whole.close()
    assert whole.isVisible()
    page.asked.pop()()
    assert not whole.isVisible()
    assert [asked.title for asked in dialogs.asked] == ["Работа не окончена"] * 2


def test_work_nobody_watches_asks_nothing(window: MainWindow, jobs: Jobs, dialogs: Dialogs) -> None:
    """Copies made by themselves, and work already stopped, keep nobody."""
    quiet, stopped = Work(), Work()
    jobs.long(quiet, on_error=lambda _error: None)
    job = jobs.long(stopped, on_error=lambda _error: None, on_progress=lambda _done, _total: None)
    job.cancel()
    window.close()
    assert not window.isVisible()
    assert dialogs.asked == []
    quiet.may_end.set()
