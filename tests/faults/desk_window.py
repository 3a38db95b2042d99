"""The whole program in a window over a file that will be made to fail, and a clerk at its keys."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from db.connection import Store
from db.files import open_store
from desktop_app.core.enums import Service
from desktop_app.core.file_key import FileKey
from desktop_app.core.records.drafts import FormDraft
from desktop_app.core.records.register import RegisterQuery
from desktop_app.services.office import Office
from desktop_app.ui.application import account_name
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.pages.tickets.page import TicketsPage
from desktop_app.ui.shell.crash_window import CrashWindow
from desktop_app.ui.state import State
from desktop_app.ui.theme import LIGHT, apply_theme
from desktop_app.ui.workplace import Workplace
from tests.factories import new_company, new_house
from tests.journeys.clerk import CTRL, ClerkAtKeys, Key

SAID = "С ночи холодные все батареи, дома +15"


class QuickClerk(ClerkAtKeys):
    """A clerk with no pause for looking: waits for answers only."""

    def wait(self) -> None:
        """Wait until the lanes have answered, what was asked after a short pause among it."""
        for pause in (5, 140, 5):
            self._qtbot.wait(pause)
            self._qtbot.waitUntil(lambda: self.workplace.jobs.idle, timeout=90_000)
        front = QApplication.activeModalWidget() or self.window
        if not front.isActiveWindow() and QApplication.activePopupWidget() is None:
            front.activateWindow()
            self._qtbot.wait(5)

    def letters(self, text: str) -> None:
        """Type without looking at what it brings."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self.focus(), event)


class DeskWindow:
    """A window with «Обращения» in front; a failing desk still shows it."""

    def __init__(
        self,
        qtbot: QtBot,
        path: Path,
        profile: Path | None = None,
        busy_seconds: float = 0.3,
        key: FileKey | None = None,
    ) -> None:
        """Open the window over a file made by `furnish`; `profile` is the window's own memory.

        `key` opens a file under a password.
        """
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, LIGHT)
        self.state = State.at(profile or path.with_suffix(".ini"))
        self.dialogs = Dialogs(self.state)
        self.office = Office(Store(path, busy_seconds=busy_seconds, key=key))
        self.workplace = Workplace(self.office, self.dialogs, self.state)
        self.window, self.jobs = self.workplace.window, self.workplace.jobs
        self.said, self._closed = "", False
        self.crashes: list[object] = []
        self.jobs.crashed.connect(self.crashes.append)
        self._qtbot = qtbot
        self.workplace.show()
        self.clerk = QuickClerk(qtbot, self.workplace)
        self.clerk.wait()
        self.window.show_page("tickets")
        self.clerk.wait()

    @property
    def page(self) -> TicketsPage:
        """The page of tickets."""
        page = self.window.page("tickets")
        assert isinstance(page, TicketsPage)
        return page

    def take_call(self) -> None:
        """Fill the form of a call; nothing is saved yet."""
        clerk = self.clerk
        clerk.press(Key.Key_Insert)
        for text in ("лен 12", "45", "89005551863", "Соколова Вера Андреевна", "нет отоп"):
            clerk.type(text)
            clerk.press(Key.Key_Return)
        clerk.letters(SAID)
        clerk.wait()
        self.said = SAID

    def say_more(self, text: str) -> None:
        """Paste a long text after what was typed."""
        self.said = SAID + text
        self.page.intake.form.said.setPlainText(self.said)
        self.clerk.wait()

    def save(self) -> None:
        """Press Ctrl+Enter and wait until the office has answered."""
        self.clerk.press(Key.Key_Return, CTRL)
        self._qtbot.waitUntil(lambda: self.jobs.idle, timeout=90_000)

    def settle(self) -> None:
        """Wait until the lanes have answered, not for what is asked after a pause."""
        self._qtbot.wait(5)
        self._qtbot.waitUntil(lambda: self.jobs.idle, timeout=90_000)

    def leave(self) -> None:
        """Press Esc at the call being taken."""
        self.clerk.press(Key.Key_Escape)
        assert not self.page.intake.isVisible()

    def kept(self) -> list[FormDraft]:
        """What is typed and not saved, as the base has it."""
        return [draft for draft in self.office.drafts.left("") if draft.body]

    def beside(self) -> list[FormDraft]:
        """What is typed and not saved, as it waits beside the base."""
        return self.workplace.tools.drafts.spool.all("")

    def banner(self) -> str:
        """All that the banners say."""
        return words_on(self.window.banners)

    def typed_is_there(self) -> bool:
        """Tell whether every field still holds what was typed."""
        form = self.page.intake.form
        held = (form.address.text(), form.flat.text(), form.name.text(), form.said.toPlainText())
        return held == ("пр-кт Ленина, д. 12", "45", "Соколова Вера Андреевна", self.said)

    def saved(self) -> int:
        """How many tickets are in the file."""
        return len(self.office.register.ids(RegisterQuery()))

    def close(self) -> None:
        """Close the window and end the lanes; once is enough."""
        if self._closed:
            return
        self._closed = True
        for sheet in self.window.findChildren(QDialog):
            sheet.reject()  # it would hear the keys of the next test
        self.window.close()
        self.clerk.wait()  # what pages put off by a moment comes before the lanes end
        self.workplace.close()
        for shown in QApplication.topLevelWidgets():
            if isinstance(shown, CrashWindow):
                shown.close()
        self.window.deleteLater()
        self._qtbot.wait(1)


class Pulse:
    """Counts beats of the window's thread, to tell whether it is alive, and its longest silence."""

    def __init__(self, parent: QWidget, read_clock: Callable[[], float]) -> None:
        """Beat every 20 ms; `read_clock` gives seconds."""
        self.beats, self.longest = 0, 0.0
        self._clock, self._last = read_clock, read_clock()
        self._timer = QTimer(parent, interval=20)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = self._clock()
        self.longest = max(self.longest, now - self._last)
        self._last = now
        self.beats += 1


def furnish(path: Path) -> None:
    """Make a file with a clerk, a house and who manages it."""
    office = Office(open_store(path))
    office.clerks.sit(office.clerks.add("Лапина Ирина", login=account_name()).id)
    manager = new_company(office.organizations, dispatcher_phone="+7 900 555-20-10")
    house = new_house(office.buildings, "пр-кт Ленина", "12", entrances=4, flats=80, floors=5)
    office.buildings.set_contract([house], Service.MANAGEMENT, manager)
    # Lists the program brings along are written when first asked for.
    assert office.reference.topics
    assert office.templates.all()
    assert office.knowledge.articles
    office.close()


def words_on(widget: QWidget) -> str:
    """Every text a widget and what is in it show, as one line."""
    found = []
    for child in widget.findChildren(QWidget):
        text = getattr(child, "text", None)
        if callable(text) and not child.isHidden() and isinstance(text(), str):
            found.append(text())
    return " ".join(found)
