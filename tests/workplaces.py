"""The real window over an office, opened and ended as the program does it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core import clock
from desktop_app.services.office import Office
from desktop_app.ui.application import account_name
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.pages.settings.page import SettingsPage
from desktop_app.ui.state import State
from desktop_app.ui.workplace import Workplace
from tests.fresh import fresh_office
from tests.journeys.clerk import ClerkAtKeys
from tests.ui.dressing import dressed_usually
from tests.ui.waiting import wait_idle


def seated_office(path: Path, now: clock.Clock = clock.now, backups: Path | None = None) -> Office:
    """Return a new office whose one clerk, known by this account, sits at the desk."""
    office = fresh_office(path, now, backups)
    office.clerks.sit(office.clerks.add("Лапина Ирина", login=account_name()).id)
    return office


@contextmanager
def open_workplace(
    qtbot: QtBot, office: Office, state: State, dialogs: Dialogs
) -> Iterator[Workplace]:
    """Show the window, wait until it has read what it shows; it and its lanes end afterwards."""
    place = Workplace(office, dialogs, state)
    try:
        place.show()
        qtbot.addWidget(place.window)
        wait_idle(qtbot, place.jobs)
        yield place
    finally:
        place.window.close()
        place.close()


def settings_page(qtbot: QtBot, place: Workplace) -> SettingsPage:
    """Bring the settings to the front and return them."""
    place.window.show_page("settings")
    wait_idle(qtbot, place.jobs)
    page = place.window.page("settings")
    assert isinstance(page, SettingsPage)
    return page


@contextmanager
def clerk_before(
    qtbot: QtBot, qapp: QApplication, office: Office, folder: Path, section: str
) -> Iterator[ClerkAtKeys]:
    """Seat a clerk before the window with this section in front; it remembers into `folder`."""
    dressed_usually(qapp)
    state = State.at(folder / "window.ini")
    with open_workplace(qtbot, office, state, Dialogs(state)) as place:
        person = ClerkAtKeys(qtbot, place)
        person.window.show_page(section)
        person.wait()
        yield person
