"""Bugs of the window's thread go where those of the lanes go."""

import sys
from collections.abc import Callable
from types import TracebackType

from desktop_app.ui.jobs import Jobs


def catch_unexpected(jobs: Jobs) -> Callable[[], None]:
    """Send exceptions of the window's thread where those of lanes go; returns the undoing."""
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            before(kind, error, trace)
        else:
            jobs.report(error)

    sys.excepthook = hook

    def undo() -> None:
        sys.excepthook = before

    return undo
