"""A window of three pages that write down what happens to them."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from desktop_app.ui.changes_hub import ChangesHub
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.shell.commands import Command
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.shell.page import Group, Page, PageFactory
from desktop_app.ui.state import State


class SamplePage(Page):
    """A page that writes down what happens to it."""

    def __init__(self, title: str) -> None:
        """Hold one field."""
        super().__init__()
        self.title = title
        self.seen: list[str] = []
        self.holds = False
        self.waiting: list[Callable[[], None]] = []
        self.field = QLineEdit()
        self.field.setAccessibleName("Поле")
        QVBoxLayout(self).addWidget(self.field)

    def activate(self) -> None:
        """Note it and take the focus."""
        self.seen.append("вперёд")
        self.field.setFocus()

    def open_record(self, record_id: int) -> None:
        """Note it."""
        self.seen.append(f"№ {record_id}")

    def commands(self) -> Sequence[Command]:
        """Offer one command."""
        return (Command("Принять звонок", lambda: self.seen.append("звонок"), "Ins"),)

    def leave(self, on_left: Callable[[], None]) -> None:
        """Hold the window while asked to."""
        if self.holds:
            self.waiting.append(on_left)
        else:
            on_left()


def page(window: MainWindow, key: str = "") -> SamplePage:
    """Return a page of the window, the one in front by default."""
    found = window.page(key or window.current_key)
    assert isinstance(found, SamplePage)
    return found


def sample_window(qtbot: QtBot, jobs: Jobs, dialogs: Dialogs, state: State) -> MainWindow:
    """Return the window on the screen, the first page in front."""
    pages = [
        PageFactory("tickets", "Обращения", "list", lambda: SamplePage("Обращения")),
        PageFactory("houses", "Дома", "home", lambda: SamplePage("Дома")),
        PageFactory("export", "Экспорт", "download", lambda: SamplePage("Экспорт"), Group.SERVICE),
    ]
    whole = MainWindow(pages, state, clerk="Лапина Ирина")
    whole.equip(jobs, ChangesHub(), dialogs)
    qtbot.addWidget(whole, before_close_func=_let_go)
    whole.resize(1366, 690)
    whole.show()
    whole.activateWindow()
    qtbot.waitUntil(whole.isActiveWindow)
    whole.start()
    return whole


def _let_go(window: MainWindow) -> None:
    page(window).holds = False
