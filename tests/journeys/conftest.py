"""A whole window over a real file, driven by keys alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.enums import Service
from desktop_app.services.office import Office
from tests.factories import new_company, new_house
from tests.journeys.clerk import ClerkAtKeys
from tests.ui.letters import watch_forms
from tests.workplaces import clerk_before, seated_office


@pytest.fixture(autouse=True)
def letters_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails a test that opens a form in which a letter means two things."""
    watch_forms(monkeypatch)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return an office with a clerk, three houses and who serves them."""
    opened = seated_office(tmp_path / "office.sqlite")
    manager = new_company(opened.organizations, dispatcher_phone="+7 900 555-20-10")
    houses = [
        new_house(opened.buildings, "пр-кт Ленина", "12", entrances=4, flats=80, floors=5),
        new_house(opened.buildings, "пр-кт Ленина", "12а"),
        new_house(opened.buildings, "ул. Садовая", "3"),
    ]
    opened.buildings.set_contract(houses, Service.MANAGEMENT, manager)
    return opened


@pytest.fixture
def clerk(
    qtbot: QtBot, qapp: QApplication, office: Office, tmp_path: Path
) -> Iterator[ClerkAtKeys]:
    """Return a clerk before the open window; the window and its lanes end afterwards."""
    with clerk_before(qtbot, qapp, office, tmp_path, "tickets") as person:
        yield person
