"""Waiting from outside: the program itself never waits."""

from pytestqt.qtbot import QtBot

from desktop_app.ui.jobs import Jobs


def wait_idle(qtbot: QtBot, jobs: Jobs, timeout_ms: int = 5000) -> None:
    """Wait until every lane has answered, requests made by timers of zero length included."""
    for _ in range(2):
        qtbot.wait(1)
        qtbot.waitUntil(lambda: jobs.idle, timeout=timeout_ms)
