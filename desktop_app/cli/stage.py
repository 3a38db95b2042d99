"""A window without a screen: built over a real office, left alone until it is quiet, grabbed."""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QEventLoop,
    QMessageLogContext,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop_app.services.office import Office
from desktop_app.ui.application import account_name, complete, dress, make_application
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.state import State
from desktop_app.ui.theme import BODY_PT
from desktop_app.ui.workplace import Workplace

_log = logging.getLogger(__name__)

WIDTH, HEIGHT = 1366, 768
_CLERK = "Лапина Ирина"
_ROUND_MS = 60
_QUIET_ROUNDS = 5
_MOST_ROUNDS = 250


class Stage:
    """A window on an invisible screen."""

    def __init__(self, workplace: Workplace) -> None:
        """Stand before the window."""
        self.workplace, self.window = workplace, workplace.window

    def settle(self) -> None:
        """Let the lanes answer and the window paint; RuntimeError when it never gets quiet."""
        for _ in range(_MOST_ROUNDS):
            quiet = 0
            while self.workplace.jobs.idle and quiet < _QUIET_ROUNDS:
                _wait()
                quiet += 1
            if quiet == _QUIET_ROUNDS:
                return
            _wait()
        raise RuntimeError("the window never got quiet")

    def type(self, text: str) -> None:
        """Type a text letter by letter into what has the focus, in any alphabet."""
        for letter in text:
            self._send(0, letter)
        self.settle()

    def press(self, key: Qt.Key) -> None:
        """Press a key that is no letter."""
        self._send(key.value, "")
        self.settle()

    def _send(self, key: int, letter: str) -> None:
        self.window.activateWindow()
        target = QApplication.focusWidget() or self.window
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            none = Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(target, QKeyEvent(kind, key, none, letter))

    def picture(self) -> QImage:
        """Return what the window shows now."""
        self.settle()
        return self.window.grab().toImage()


@contextmanager
def staged(
    database: Path, state: Path, theme: str = "light", points: float = BODY_PT
) -> Iterator[Stage]:
    """Open the window over a database, its memory kept in `state`, and close it afterwards.

    A clerk of this account sits at the desk, so that nobody is asked who works.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else make_application(sys.argv)
    before = qInstallMessageHandler(_keep_qt_quiet)
    complete(app)
    dress(app, theme, points)
    office = Office.open(database)
    if office.clerks.sit_by_login(account_name()) is None:
        office.clerks.sit(office.clerks.add(_CLERK, login=account_name()).id)
    remembered = State.at(state)
    workplace = Workplace(office, Dialogs(remembered), remembered)
    try:
        workplace.window.resize(WIDTH, HEIGHT)
        workplace.show()
        yield Stage(workplace)
    finally:
        workplace.window.close()
        workplace.close()
        workplace.window.deleteLater()
        qInstallMessageHandler(before)


def _keep_qt_quiet(kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
    """Let Qt speak to the log only: on an invisible screen it complains of what it lacks."""
    level = logging.ERROR if kind is QtMsgType.QtCriticalMsg else logging.DEBUG
    _log.log(level, "%s", words)


def _wait() -> None:
    """Let Qt work for a moment; only scripts without a person do so."""
    loop = QEventLoop()
    QTimer.singleShot(_ROUND_MS, loop.quit)
    loop.exec()


def colours(picture: QImage) -> int:
    """Return how many colours a picture has, looked at every eighth pixel: one means empty."""
    return len(
        {
            picture.pixel(x, y)
            for x in range(0, picture.width(), 8)
            for y in range(0, picture.height(), 8)
        }
    )
