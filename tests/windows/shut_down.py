"""A clerk in the middle of a word when Windows asks every window whether the session may end.

`python -m tests.windows.shut_down FILE` says what the window answered and is gone, as a program is
when the computer is shut down.
"""

import ctypes
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QApplication

from tests.faults.desk_window import DeskWindow
from tests.faults.typist import FORMS, TYPED, Bot, memory, open_form

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

FORM = "outage"
_QUERY_END_SESSION = 0x11


def main(base: Path) -> None:
    """Type, hear the question, answer it, and be gone."""
    QApplication(["clerk", "-platform", "windows"])
    desk = DeskWindow(cast("QtBot", Bot()), base, memory(base))
    open_form(desk, FORM).fields[FORMS[FORM][2]].control.setFocus()
    desk.clerk.letters(TYPED)  # nothing waits here: the second of a draft has not passed
    window, user = int(desk.window.winId()), getattr(ctypes, "windll").user32  # noqa: B009  absent elsewhere
    answer = user.SendMessageW(ctypes.c_void_p(window), _QUERY_END_SESSION, 0, 0)
    os.write(1, str(answer).encode())
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
