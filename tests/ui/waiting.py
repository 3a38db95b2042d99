"""Waiting from outside, and making the program wait: it never does so itself."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from pytestqt.qtbot import QtBot

from desktop_app.ui.jobs import Jobs, Lane

_LONGEST_S = 30.0


@contextmanager
def held(jobs: Jobs, lane: Lane = Lane.READ) -> Iterator[None]:
    """Keep a lane busy inside the block, as a base that another program holds does."""
    gate = threading.Event()

    def work() -> bool:
        return gate.wait(_LONGEST_S)

    if lane is Lane.LONG:
        jobs.long(lambda _progress, _stop: work())
    elif lane is Lane.WRITE:
        jobs.write(work)
    else:
        jobs.read(work, lambda _: None)
    try:
        yield
    finally:
        gate.set()


def wait_idle(qtbot: QtBot, jobs: Jobs, timeout_ms: int = 5000) -> None:
    """Wait until every lane has answered, requests made by timers of zero length included."""
    for _ in range(2):
        qtbot.wait(1)
        qtbot.waitUntil(lambda: jobs.idle, timeout=timeout_ms)
