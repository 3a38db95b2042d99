"""«Сегодня» and «Обзвон» in every theme and size: names for all, nothing cut, Qt silent."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.records.tickets import HandoverDraft
from desktop_app.ui.pages.callbacks.tile import OutcomeTile
from desktop_app.ui.theme import LIGHT, THEMES, apply_theme
from tests.factories import new_company
from tests.services.fixtures import new_ticket
from tests.ui.naming import nameless
from tests.ui.pages.day_desk import MORNING, DayDesk
from tests.ui.test_look_fits import cut


@pytest.fixture(params=["today", "callbacks", "empty", "steps", "done"])
def screen(request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path) -> Iterator[DayDesk]:
    """Gives a section with tickets, without, and at the end of a day; client area 1366×690."""
    desk = DayDesk(qtbot, tmp_path)
    if request.param in ("today", "callbacks"):
        company = new_company(desk.office.organizations)
        late = new_ticket(desk.office, deadline_at=MORNING.replace(hour=12))
        desk.office.handovers.hand_over([late], HandoverDraft(company))
        desk.done_tickets(3)
        desk.clock.moment = MORNING.replace(hour=13)
    elif request.param == "done":
        new_ticket(desk.office, explained="Разъяснено")
    shown = {"callbacks": "callbacks", "empty": "callbacks"}
    desk.show(shown.get(request.param, "today"))
    yield desk
    desk.close()


def test_nothing_is_cut(screen: DayDesk, qapp: QApplication, qtbot: QtBot) -> None:
    """At 1366×690 every word has its room from 9 to 16 points; tiles are as high as theirs."""
    found = {}
    for body in (9.0, 10.5, 13.0, 16.0):
        apply_theme(qapp, LIGHT, body)
        qtbot.wait(30)
        tiles = screen.window.findChildren(OutcomeTile)
        titles = {tile.text() for tile in tiles if tile.isVisible()}
        found[body] = [words for words in cut(screen.window) if words.split(":")[0] not in titles]
        for tile in tiles:
            if tile.isVisible():
                least = tile.minimumSizeHint().width()
                assert tile.width() >= least
                assert tile.height() >= tile.heightForWidth(tile.width())
        assert screen.window.width() == 1366
    assert found == {body: [] for body in found}


def test_everything_has_a_name(screen: DayDesk) -> None:
    """Whatever the keyboard reaches can be read aloud."""
    assert nameless(screen.window) == []


def test_every_theme_is_drawn(screen: DayDesk, qapp: QApplication, qtbot: QtBot) -> None:
    """Themes and the focus ring are drawn without a word of complaint from Qt."""
    for theme in THEMES.values():
        apply_theme(qapp, theme)
        for _ in range(4):
            screen.press(Qt.Key.Key_Tab)
            assert not screen.window.grab().isNull()
        qtbot.wait(5)
