"""Work away from the window's thread: three lanes (write, read, long), one thread each.

Nothing here waits: answers come back as queued signals on the thread that made the `Jobs`. There
is no nested event loop; tests wait from outside by polling `idle`.
"""

import logging
import queue
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from desktop_app.core.errors import Cancelled, OfficeError

_log = logging.getLogger(__name__)

T = TypeVar("T")
Progress: TypeAlias = Callable[[int, int], None]
IsCancelled: TypeAlias = Callable[[], bool]
LongWork: TypeAlias = Callable[[Progress, IsCancelled], T]

_PROGRESS_EVERY_S = 0.05
_SHUTDOWN_S = 10.0


class Lane(StrEnum):
    """The three lanes: answers a person waits for, and work that takes its time."""

    WRITE = "write"
    READ = "read"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class CrashReport:
    """A failure that is our bug: its class, and its traceback.

    The exception's own message is left out: it may carry a name or a phone (152-ФЗ).
    """

    title: str
    details: str


@dataclass(eq=False, slots=True)
class Job:
    """One piece of work on its way; `cancel` is safe at any time and from any thread."""

    lane: Lane
    work: Callable[["Job"], Any]
    on_done: Callable[[Any], None] | None
    on_error: Callable[[OfficeError], None] | None
    on_progress: Callable[[int, int], None] | None = None
    on_finally: Callable[[], None] | None = None
    owner: QObject | None = None
    stop: threading.Event = field(default_factory=threading.Event)
    reported: float = 0.0

    def cancel(self) -> None:
        """Ask the work to stop: work not started never runs, and ends as `Cancelled`."""
        self.stop.set()


@dataclass(frozen=True, slots=True)
class _Answer:
    job: Job
    value: Any = None
    error: BaseException | None = None
    progress: tuple[int, int] | None = None


class Jobs(QObject):
    """The lanes.

    `crashed` carries a CrashReport once per distinct traceback; `unheard` an OfficeError nobody
    gave an `on_error` for; `busy_changed` tells whether anything is under way; `succeeded(Job)`
    before the answer of work that did what it was asked, `refused(Job, error)` before that of work
    that did not. `newest` is the job taken last.
    """

    crashed = Signal(object)
    unheard = Signal(object)
    busy_changed = Signal(bool)
    succeeded = Signal(object)
    refused = Signal(object, object)
    _answered = Signal(object)

    def __init__(
        self, *, on_thread_end: Callable[[], None] | None = None, parent: QObject | None = None
    ) -> None:
        """Start three idle threads; `on_thread_end` runs in each at its end (close connections)."""
        super().__init__(parent)
        self._on_thread_end = on_thread_end
        self._pending: set[Job] = set()
        self._seen: set[str] = set()
        self._closed = False
        self.newest: Job | None = None
        self.speaking: Job | None = None  # whose answer is being told right now
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._queues: dict[Lane, queue.SimpleQueue[Job | None]] = {
            lane: queue.SimpleQueue() for lane in Lane
        }
        self._threads = [
            threading.Thread(target=self._run, args=(lane,), name=f"rayshtab-{lane}", daemon=True)
            for lane in Lane
        ]
        for thread in self._threads:
            thread.start()

    def at_thread_end(self, act: Callable[[], None]) -> None:
        """Run `act` in each thread at its end, where none was named at the beginning."""
        self._on_thread_end = act

    @property
    def open(self) -> bool:
        """Tell whether work is still taken."""
        return not self._closed

    @property
    def idle(self) -> bool:
        """Tell whether every job was finished and its answer delivered."""
        return not self._pending

    @property
    def told_of(self) -> bool:
        """Tell whether work a person began, and watches, goes on and was not stopped."""
        return bool(self._told())

    def stop_told(self) -> None:
        """Ask the work a person watches to stop; it ends as `Cancelled`."""
        for job in self._told():
            job.cancel()

    def _told(self) -> list[Job]:
        return [
            job
            for job in self._pending
            if job.lane is Lane.LONG and job.on_progress is not None and not job.stop.is_set()
        ]

    def read(
        self,
        fn: Callable[[], T],
        on_done: Callable[[T], None],
        on_error: Callable[[OfficeError], None] | None = None,
        *,
        on_finally: Callable[[], None] | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Run a short query; see `write` for the callbacks."""
        return self._start(
            Job(Lane.READ, lambda _: fn(), on_done, on_error, on_finally=on_finally, owner=owner)
        )

    def write(
        self,
        fn: Callable[[], T],
        on_done: Callable[[T], None] | None = None,
        on_error: Callable[[OfficeError], None] | None = None,
        *,
        on_finally: Callable[[], None] | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Run a service call that changes the database.

        On the window's thread follows `on_done(result)`, or `on_error(error)` for an OfficeError;
        any other exception goes to `crashed`. `on_finally` comes last in every case. Nothing is
        called once `owner` was destroyed.
        """
        return self._start(
            Job(Lane.WRITE, lambda _: fn(), on_done, on_error, on_finally=on_finally, owner=owner)
        )

    def long(
        self,
        fn: LongWork[T],
        on_done: Callable[[T], None] | None = None,
        on_error: Callable[[OfficeError], None] | None = None,
        *,
        on_progress: Callable[[int, int], None] | None = None,
        on_finally: Callable[[], None] | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Run `fn(progress, cancelled)`; progress(done, total) passes 20 times a second at most.

        After `job.cancel()` the work should leave by raising `Cancelled`, which reaches `on_error`.
        """

        def work(job: Job) -> T:
            return fn(lambda done, total: self._report(job, done, total), job.stop.is_set)

        return self._start(
            Job(
                Lane.LONG,
                work,
                on_done,
                on_error,
                on_progress=on_progress,
                on_finally=on_finally,
                owner=owner,
            )
        )

    def shutdown(self, timeout_s: float = _SHUTDOWN_S) -> bool:
        """Finish writes already asked for, cancel the rest, end the threads; False if one hangs."""
        if not self._closed:
            self._closed = True
            for job in self._pending:
                if job.lane is not Lane.WRITE:
                    job.cancel()
            for lane in Lane:
                self._queues[lane].put(None)
        deadline = time.monotonic() + timeout_s
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        hung = [thread.name for thread in self._threads if thread.is_alive()]
        if hung:
            _log.warning("threads still running at shutdown: %s", ", ".join(hung))
        return not hung

    def _start(self, job: Job) -> Job:
        if self._closed and job.lane is Lane.WRITE:
            raise RuntimeError("Jobs were shut down")  # something typed would be lost in silence
        if self._closed:
            job.cancel()  # an answer that came at the last moment asks for more: nobody sees it
            return job
        was_idle = self.idle
        self._pending.add(job)
        self.newest = job
        self._queues[job.lane].put(job)
        if was_idle:
            self.busy_changed.emit(True)
        return job

    def _run(self, lane: Lane) -> None:
        """Live in a lane's thread until the None that ends it."""
        while (job := self._queues[lane].get()) is not None:
            self._answer(_perform(job))
        if self._on_thread_end is not None:
            self._on_thread_end()

    def _report(self, job: Job, done: int, total: int) -> None:
        now = time.monotonic()
        if done >= total or now - job.reported >= _PROGRESS_EVERY_S:
            job.reported = now
            self._answer(_Answer(job, progress=(done, total)))

    def _answer(self, answer: _Answer) -> None:
        if isValid(self):
            self._answered.emit(answer)

    @Slot(object)
    def _deliver(self, answer: _Answer) -> None:
        job = answer.job
        alive = job.owner is None or isValid(job.owner)
        if answer.progress is not None:
            if alive and job.on_progress is not None:
                job.on_progress(*answer.progress)
            return
        self._pending.discard(job)
        self.speaking = job
        try:
            if answer.error is None:
                self.succeeded.emit(job)
            else:
                self.refused.emit(job, answer.error)
            self._settle(job, answer, alive)
        finally:
            self.speaking = None
            if alive and job.on_finally is not None:
                job.on_finally()
            if self.idle:
                self.busy_changed.emit(False)

    def _settle(self, job: Job, answer: _Answer, alive: bool) -> None:
        if answer.error is None:
            if alive and job.on_done is not None:
                job.on_done(answer.value)
        elif not isinstance(answer.error, OfficeError):
            self.report(answer.error)
        elif job.on_error is None:
            self.unheard.emit(answer.error)
        elif alive:
            job.on_error(answer.error)

    def report(self, error: BaseException) -> None:
        """Send a bug of ours to the crash window, once per distinct traceback."""
        title = type(error).__name__
        details = "".join(traceback.format_tb(error.__traceback__)) + title
        if details in self._seen:
            return
        self._seen.add(details)
        _log.error("unexpected failure\n%s", details)
        self.crashed.emit(CrashReport(title, details))


def _perform(job: Job) -> _Answer:
    if job.stop.is_set():
        return _Answer(job, error=Cancelled())
    try:
        return _Answer(job, job.work(job))
    except BaseException as error:  # noqa: BLE001  a lane must outlive any failure of its work
        return _Answer(job, error=error)
