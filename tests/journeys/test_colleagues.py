"""A second program at the same file, as the first one's clerk sees it."""

import dataclasses
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from desktop_app.core.errors import DatabaseReadOnly
from desktop_app.services.office import Office
from desktop_app.ui.shell.colleagues import Colleagues
from desktop_app.ui.widgets.form_sheet import FormSheet
from tests.journeys.clerk import ClerkAtKeys, Key
from tests.services.fixtures import new_ticket

pytestmark = pytest.mark.gui


def _colleagues(clerk: ClerkAtKeys) -> Colleagues:
    place = clerk.workplace
    return Colleagues(
        place.office.sessions,
        place.office.audit,
        place.jobs,
        place.tools.hub,
        clerk.window.banners,
        lambda: clerk.window.place,
    )


def _second(office: Office) -> Office:
    second = Office.open(office.path)
    second.clerks.sit(second.clerks.add("Иванова Анна").id)
    second.sessions.beat()
    return second


def test_another_ones_changes_come_by_themselves(clerk: ClerkAtKeys, office: Office) -> None:
    """A ticket taken in another window stands in the list, the open card shows new facts."""
    seen = _colleagues(clerk)
    seen.look()
    clerk.wait()
    second = _second(office)
    ticket = new_ticket(second, premise="5")
    seen.look()
    clerk.wait()
    clerk.window.open_record("tickets", ticket)
    clerk.wait()
    card = second.tickets.card(ticket)
    second.tickets.edit(ticket, card.version, dataclasses.replace(card.draft, premise="67"))
    seen.look()
    clerk.wait()
    shown = clerk.tickets.card.steps._card
    assert shown is not None
    assert shown.row.premise == "67"


def test_who_edits_is_told_above_the_card(clerk: ClerkAtKeys, office: Office) -> None:
    """The banner comes with the other's form and goes with it; own forms are told to others."""
    seen = _colleagues(clerk)
    clerk.window.sheet_opened.connect(seen.watch)
    seen.beat()
    second = _second(office)
    house = office.buildings.ids()[0]
    clerk.window.open_record("buildings", house)
    clerk.wait()
    second.sessions.edit("buildings", house)
    seen.look()
    clerk.wait()
    assert [t for t in clerk.window.banners.titles if "редактирует Иванова Анна с " in t]
    second.sessions.edit()
    seen.look()
    clerk.wait()
    assert clerk.window.banners.titles == []
    clerk.press(Key.Key_F2)
    assert isinstance(QApplication.activeModalWidget(), FormSheet)
    assert second.sessions.editing("buildings", house) is not None
    clerk.press(Key.Key_Escape)
    assert second.sessions.editing("buildings", house) is None


def test_a_base_that_takes_nothing_says_so(
    clerk: ClerkAtKeys, office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """While nothing can be written typing goes on, is kept beside, and is given back."""

    def refuse(*_arguments: object) -> None:
        raise DatabaseReadOnly("В файл базы нельзя писать")

    seen = _colleagues(clerk)
    monkeypatch.setattr(office.sessions, "beat", refuse)
    monkeypatch.setattr(office.drafts, "put", refuse)
    seen.beat()
    clerk.wait()
    assert "Записывать сейчас нельзя" in clerk.window.banners.titles
    clerk.window.show_page("buildings")
    clerk.wait()
    clerk.press(Key.Key_Insert)
    clerk.type("Лесная")
    clerk.press(Key.Key_Escape)
    clerk.press(Key.Key_Insert)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, FormSheet)
    words = [button.text() for button in sheet.findChildren(QAbstractButton)]
    assert "Вернуть введённое" in words
    clerk.press(Key.Key_Escape)
    monkeypatch.undo()
    seen.beat()
    clerk.wait()
    assert "Записывать сейчас нельзя" not in clerk.window.banners.titles
    assert tmp_path.is_dir()
