"""Lanes: answers on the window's thread, order, kinds of errors, progress, cancel, the end."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import Cancelled, DatabaseLocked, OfficeError
from desktop_app.ui.jobs import CrashReport, IsCancelled, Jobs, Progress

Settle = Callable[[], None]


def test_work_runs_elsewhere_and_answers_here(jobs: Jobs, settle: Settle) -> None:
    """The work runs in its lane's thread, the answer comes on the window's."""
    answers: list[tuple[str, str]] = []

    def answer(name: str) -> None:
        answers.append((name, threading.current_thread().name))

    jobs.read(lambda: threading.current_thread().name, answer)
    jobs.write(lambda: threading.current_thread().name, answer)
    settle()
    here = threading.current_thread().name
    assert sorted(answers) == [("rayshtab-read", here), ("rayshtab-write", here)]


def test_a_lane_keeps_its_order(jobs: Jobs, settle: Settle) -> None:
    """Writes are done and answered in the order they were asked for."""
    done: list[int] = []
    for number in range(50):
        jobs.write(lambda number=number: number, done.append)  # type: ignore[misc]  # bound value
    settle()
    assert done == list(range(50))


def test_a_slow_write_does_not_hold_reads(jobs: Jobs, qtbot: QtBot) -> None:
    """Lanes do not wait for one another."""
    gate = threading.Event()
    read: list[str] = []
    jobs.write(lambda: gate.wait(5))
    jobs.read(lambda: "строка", read.append)
    qtbot.waitUntil(lambda: read == ["строка"], timeout=2000)
    assert not jobs.idle
    gate.set()
    qtbot.waitUntil(lambda: jobs.idle, timeout=2000)


def test_a_failure_of_the_world_goes_to_its_page(jobs: Jobs, settle: Settle) -> None:
    """OfficeError reaches on_error, not the crash window; on_finally comes last in any case."""
    told: list[object] = []
    crashes: list[CrashReport] = []
    jobs.crashed.connect(crashes.append)

    def work() -> None:
        raise DatabaseLocked("База занята")

    jobs.write(work, told.append, told.append, on_finally=lambda: told.append("конец"))
    settle()
    assert [str(item) for item in told] == ["База занята.", "конец"]
    assert crashes == []


def test_a_failure_nobody_listens_to_is_not_lost(jobs: Jobs, settle: Settle) -> None:
    """Without an on_error the failure is announced for the banner of the window."""
    unheard: list[OfficeError] = []
    jobs.unheard.connect(unheard.append)

    def work() -> None:
        raise DatabaseLocked("База занята")

    jobs.write(work)
    settle()
    assert [error.cause for error in unheard] == ["База занята"]


def test_a_bug_of_ours_is_reported_once_without_values(jobs: Jobs, settle: Settle) -> None:
    """The same traceback is told once; what was in the exception's words is not copied out."""
    crashes: list[CrashReport] = []
    ended: list[str] = []
    jobs.crashed.connect(crashes.append)

    def work() -> None:
        raise KeyError("Соколова Вера Андреевна")

    for _ in range(3):
        jobs.read(work, lambda _: None, on_finally=lambda: ended.append("конец"))
    settle()
    assert [crash.title for crash in crashes] == ["KeyError"]
    assert "Соколова В" not in crashes[0].details.replace('raise KeyError("Соколова Вера', "")
    assert "test_jobs.py" in crashes[0].details
    assert ended == ["конец"] * 3


def test_answers_to_a_closed_page_are_dropped(jobs: Jobs, settle: Settle) -> None:
    """When the owner was destroyed nothing of its is called."""
    owner, gate = QObject(), threading.Event()
    told: list[bool] = []
    jobs.read(lambda: gate.wait(5), told.append, owner=owner)
    owner.deleteLater()
    settle_after = threading.Timer(0.05, gate.set)
    settle_after.start()
    settle()
    settle_after.join()
    assert told == []


def test_long_work_tells_its_progress(jobs: Jobs, settle: Settle) -> None:
    """Progress comes in order, thinned, and the last step always comes."""
    steps: list[tuple[int, int]] = []
    done: list[str] = []

    def work(progress: Progress, cancelled: IsCancelled) -> str:
        for number in range(1, 1001):
            progress(number, 1000)
        return "" if cancelled() else "готово"

    jobs.long(work, done.append, on_progress=lambda now, total: steps.append((now, total)))
    settle()
    assert done == ["готово"]
    assert steps == sorted(steps)
    assert steps[-1] == (1000, 1000)
    assert len(steps) < 200


def test_long_work_can_be_stopped(jobs: Jobs, qtbot: QtBot) -> None:
    """Cancel reaches the work, and the page hears «Остановлено»."""
    started = threading.Event()
    ends: list[OfficeError | None] = []

    def work(_progress: Progress, cancelled: IsCancelled) -> None:
        started.set()
        while not cancelled():
            threading.Event().wait(0.002)
        raise Cancelled

    job = jobs.long(work, ends.append, ends.append)
    assert started.wait(2)
    job.cancel()
    qtbot.waitUntil(lambda: len(ends) == 1, timeout=2000)
    assert isinstance(ends[0], Cancelled)


def test_work_cancelled_before_its_turn_never_runs(jobs: Jobs, settle: Settle) -> None:
    """A request taken back in the queue is not carried out."""
    gate = threading.Event()
    ran: list[str] = []
    jobs.read(lambda: gate.wait(5), lambda _: None)
    job = jobs.read(lambda: ran.append("шло"), lambda _: None, lambda _: None)
    job.cancel()
    gate.set()
    settle()
    assert ran == []


def test_busy_is_told_once_each_way(jobs: Jobs, settle: Settle) -> None:
    """The cursor of waiting comes with the first job and goes with the last."""
    told: list[bool] = []
    jobs.busy_changed.connect(told.append)
    for _ in range(5):
        jobs.read(lambda: None, lambda _: None)
    settle()
    assert told == [True, False]


def test_shutdown_finishes_writes_and_ends_threads() -> None:
    """Writes asked for are carried out, connections closed in each thread, no thread stays."""
    closed: list[str] = []
    written: list[int] = []
    jobs = Jobs(on_thread_end=lambda: closed.append(threading.current_thread().name))
    for number in range(20):
        jobs.write(lambda number=number: written.append(number))  # type: ignore[misc]  # bound value
    assert jobs.shutdown(5)
    assert written == list(range(20))
    assert sorted(closed) == ["rayshtab-long", "rayshtab-read", "rayshtab-write"]
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("rayshtab")]


def test_after_the_end_questions_are_dropped_and_writes_refused() -> None:
    """A late answer may ask for more without harm; a write nobody would do is told of."""
    jobs = Jobs()
    assert jobs.shutdown(5)
    asked: list[int] = []
    assert jobs.read(lambda: 1, asked.append).stop.is_set()
    assert jobs.long(lambda _progress, _stop: 1, asked.append).stop.is_set()
    assert jobs.idle
    with pytest.raises(RuntimeError, match="shut down"):
        jobs.write(lambda: 1)
    assert asked == []
