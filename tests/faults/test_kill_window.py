"""Promise 8: a program killed with a form half typed, or amid its saving, loses none of it."""

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.services.office import Office
from desktop_app.ui.widgets.button import Button
from tests.conftest import ROOT
from tests.faults.desk_window import DeskWindow
from tests.faults.typist import FORMS, TYPED, memory, open_form, written
from tests.services.fixtures import new_ticket

pytestmark = pytest.mark.gui
Promise = Callable[[str, object, object], None]
OpenDesk = Callable[..., DeskWindow]
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
_pause = threading.Event().wait


@pytest.fixture(autouse=True)
def ticket(base: Path) -> int:
    """Return a ticket to be handed over, registered before any window."""
    office = Office.open(base)
    try:
        office.clerks.sit(office.clerks.all()[0].id)
        return new_ticket(office)
    finally:
        office.close()


def _killed(base: Path, *arguments: str, after: float = 0.0) -> None:
    """Let a clerk type in a process of its own and kill it once it has told."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.typist", str(base), *arguments],
        stdout=subprocess.PIPE,
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        told = process.stdout.readline()
        _pause(after)
        os.kill(process.pid, KILL)
        assert told in (b"typed\n", b"saving\n")


@pytest.mark.parametrize("form", FORMS)
def test_a_half_typed_form_comes_back(
    base: Path, open_desk: OpenDesk, qtbot: QtBot, promise: Promise, form: str
) -> None:
    """After kill −9 the next window tells of it, and the same form gives it back."""
    _killed(base, form)
    desk = open_desk(base, memory(base))
    assert "Введено и не записано" in desk.window.banners.titles
    sheet = open_form(desk, form)
    offer = [one for one in sheet.findChildren(Button) if one.text() == "Вернуть введённое"]
    assert offer, "the next window does not know the form"
    offer[0].click()
    qtbot.waitUntil(lambda: sheet.fields[FORMS[form][2]].control.property("text") == TYPED)
    sheet.reject()
    promise(f"8. kill −9, форма {form}", "1 форма", "вернулась, потеряно 0")


def test_a_text_of_a_visit_is_there(base: Path, open_desk: OpenDesk, promise: Promise) -> None:
    """What was typed into a visit is in it after kill −9, or is offered."""
    _killed(base, "visit")
    assert written(open_desk(base, memory(base)))
    promise("8. kill −9, выезд", "1 текст", "на месте, потеряно 0")


def test_a_kill_during_a_save(
    base: Path, open_desk: OpenDesk, promise: Promise, is_long: bool
) -> None:
    """A form killed around Ctrl+Enter is a record or a draft, whole, and the base is sound."""
    dice = random.Random(9)
    tries = 12 if is_long else 3
    for _ in range(tries):
        _killed(base, "organization", "save", after=dice.random() * 0.06)
    desk = open_desk(base, memory(base))
    found = written(desk)
    assert desk.crashes == []
    assert len(found) >= tries, found
    assert all(finding.is_sound for finding in desk.office.health.check())
    promise(f"8. kill −9 при записи, {tries} раза", "форма", f"{', '.join(sorted(set(found)))}")
