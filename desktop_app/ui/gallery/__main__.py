"""Draw the gallery: `python -m desktop_app.ui.gallery --out DIR`."""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.ui.changes_hub import ChangesHub
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.gallery.intake import IntakeScreen
from desktop_app.ui.gallery.register import RegisterScreen
from desktop_app.ui.gallery.states import EmptyScreen, PartsScreen
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.shell.page import Group, Page, PageFactory, UndoOffer
from desktop_app.ui.state import State
from desktop_app.ui.theme import THEMES, apply_theme

_SETTLE_MS = 120
_COUNTS = {"today": 19, "tickets": 214, "outages": 2, "visits": 3, "callbacks": 38}
_SECTIONS = (
    ("today", "Сегодня", "today"),
    ("tickets", "Обращения", "list"),
    ("houses", "Дома", "home"),
    ("organizations", "Организации", "building"),
    ("outages", "Отключения", "bolt"),
    ("visits", "Выезды", "document"),
    ("callbacks", "Обзвон", "phone"),
    ("summary", "Сводка", "bars"),
)
_SERVICE = (("export", "Экспорт", "download"), ("settings", "Настройки", "gear"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw every screen in every theme and size asked for; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m desktop_app.ui.gallery")
    parser.add_argument("--out", type=Path, required=True, help="folder of the pictures")
    parser.add_argument("--size", default="1366x768", help="client area, for example 1366x690")
    parser.add_argument("--body", type=float, default=10.5, help="size of the text in points")
    parser.add_argument("--theme", choices=list(THEMES), action="append")
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    chosen.out.mkdir(parents=True, exist_ok=True)
    width, height = (int(part) for part in chosen.size.split("x"))
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        return 2
    jobs = Jobs()
    for name in chosen.theme or THEMES:
        apply_theme(app, THEMES[name], chosen.body)
        for screen, build in _screens(jobs).items():
            window = _window(build, jobs, "outages" if screen == "empty" else "tickets")
            window.resize(width, height)
            window.show()
            window.activateWindow()
            window.start()
            if screen == "empty":
                window.set_counts({"outages": 0})
                done = "Авария № 31 закрыта, 17 обращений — в обзвон"
                window.offer_undo(UndoOffer(done, lambda: None))
            _settle(jobs)
            window.grab().save(str(chosen.out / f"{screen}-{name}.png"))
            window.close()
            window.deleteLater()
    jobs.shutdown()
    return 0


def _screens(jobs: Jobs) -> dict[str, Callable[[], Page]]:
    return {
        "register": lambda: RegisterScreen(jobs),
        "intake": lambda: IntakeScreen(jobs),
        "saved": lambda: IntakeScreen(jobs, "saved"),
        "errors": lambda: IntakeScreen(jobs, "errors"),
        "empty": EmptyScreen,
        "parts": PartsScreen,
    }


def _window(build: Callable[[], Page], jobs: Jobs, front: str) -> MainWindow:
    sections = [PageFactory(*section, build) for section in _SECTIONS]
    sections += [PageFactory(*section, build, Group.SERVICE) for section in _SERVICE]
    state = State.at(Path(tempfile.gettempdir()) / "rayshtab-gallery.ini")
    window = MainWindow(sections, state, clerk="Лапина Ирина", first=front)
    window.equip(jobs, ChangesHub(), Dialogs(state))
    window.set_counts(_COUNTS)
    window.set_safety("Сохранено 09:41 · копия базы сегодня 08:00")
    return window


def _settle(jobs: Jobs) -> None:
    """Let the lanes answer and the window paint; the gallery is a script, not the program."""
    loop = QEventLoop()
    rounds = QTimer(interval=_SETTLE_MS)
    rounds.timeout.connect(lambda: loop.quit() if jobs.idle else None)
    rounds.start()
    loop.exec()
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
