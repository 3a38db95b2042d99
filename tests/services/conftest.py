"""An office over a real file with a clock the test turns."""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from db import tables
from desktop_app.core.records.inspections import InspectionDraft
from desktop_app.core.settings import OFFICE_DEPARTMENT, OFFICE_NAME
from desktop_app.services.exports import Exports
from desktop_app.services.office import Office
from tests import visit_samples
from tests.factories import new_house
from tests.fresh import fresh_office
from tests.services.fixtures import HandClock


@pytest.fixture
def hand_clock() -> HandClock:
    """Return a clock standing at 24 November 2026, 09:41."""
    return HandClock(dt.datetime(2026, 11, 24, 9, 41))


@pytest.fixture
def office(tmp_path: Path, hand_clock: HandClock) -> Iterator[Office]:
    """Return an office over a new file."""
    opened = fresh_office(tmp_path / "office.sqlite", now=hand_clock)
    yield opened
    opened.close()


@pytest.fixture
def seen(office: Office) -> InspectionDraft:
    """Return an ordinary filled visit to a house of the book, under the office's own heading."""
    office.settings.set(OFFICE_NAME, "Администрация Северного района")
    office.settings.set(OFFICE_DEPARTMENT, "Отдел ЖКХ")
    house = new_house(office.buildings, "пр-кт Ленина", "12", year=1978, floors=5)
    sample = visit_samples.ordinary()
    remedies = tuple(dataclasses.replace(r, organization_id=None) for r in sample.remedies)
    return dataclasses.replace(sample, building_id=house, remedies=remedies)


@pytest.fixture
def exports(office: Office) -> Exports:
    """Return exports of the office under test, with a clerk at the desk."""
    with office.desk.store.write():
        clerk = {"name": "Иванова Анна Петровна", "post": "специалист"}
        office.desk.clerk_id = office.desk.store.insert(tables.clerk, clerk)
    office.settings.set(OFFICE_NAME, "Администрация Лесного района")
    return Exports(office.desk, office.register, office.settings)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Return where an export goes: a folder with nothing else in it."""
    folder = tmp_path / "Выгрузки"
    folder.mkdir()
    return folder / "Журнал.xlsx"
