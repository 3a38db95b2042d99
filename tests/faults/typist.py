"""A clerk before a window of its own process, typing into one form until killed.

`python -m tests.faults.typist FILE FORM` says «typed» once the base keeps what was typed;
`… FILE FORM save` then says «saving» and at once presses Ctrl+Enter.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.core.errors import OfficeError
from desktop_app.core.records.inspections import InspectionDraft
from desktop_app.ui.pages.visits.page import VisitsPage
from desktop_app.ui.widgets.form_sheet import FormSheet
from tests.faults.desk_window import DeskWindow
from tests.journeys.clerk import CTRL, Key

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

TYPED = "Завоздушен стояк у лифта"
FORMS = {
    "outage": ("outages", "Новое отключение", "cause"),
    "organization": ("organizations", "Новая организация", "name"),
    "handover": ("tickets", "Передать выбранные", "accepted_by"),
}
_TURN, _LONG = 10, 60_000  # milliseconds


class Bot:
    """What a window at its desk asks of pytest-qt."""

    def wait(self, milliseconds: int) -> None:
        """Let the window live for a while."""
        QTest.qWait(milliseconds)

    def waitUntil(self, true: Callable[[], bool], timeout: int) -> None:  # noqa: N802  as pytest-qt
        """Let the window live until something is true; TimeoutError after `timeout`."""
        for _ in range(timeout // _TURN):
            if true():
                return
            QTest.qWait(_TURN)
        raise TimeoutError


def memory(base: Path) -> Path:
    """Return where the window of such a process remembers its own."""
    return base.with_name("профиль.ini")


def open_form(desk: DeskWindow, form: str) -> FormSheet:
    """Open a form as the palette does; of a handover the first ticket is selected."""
    section, command, _field = FORMS[form]
    desk.window.show_page(section)
    desk.clerk.wait()
    commands = desk.window.page(section).commands()
    next(one for one in commands if one.title == command).run()
    desk.clerk.wait()
    front = QApplication.activeModalWidget()
    assert isinstance(front, FormSheet)
    return front


def _type_form(desk: DeskWindow, form: str) -> None:
    sheet = open_form(desk, form)
    sheet.fields[FORMS[form][2]].control.setFocus()
    desk.clerk.letters(TYPED)


def _type_visit(desk: DeskWindow) -> None:
    visit = desk.office.inspections.plan(InspectionDraft(1)).id
    desk.window.open_record("visits", visit)
    desk.clerk.wait()
    page = desk.window.page("visits")
    assert isinstance(page, VisitsPage)
    page.visit.keeper.change(conclusions=TYPED)


def written(desk: DeskWindow) -> list[str]:
    """Return where the base holds what was typed: as a record or as what is left unsaved."""
    office = desk.office
    found = ["draft" for draft in desk.kept() if TYPED in str(draft.body)]
    found += ["visit" for id_ in office.inspections.ids() if _is_said(desk, id_)]
    found += ["organization" for ref in office.organizations.refs() if TYPED in ref.name]
    return found


def _is_kept(desk: DeskWindow, before: int) -> bool:
    """Tell whether the base holds more than before; the window may be writing at this moment."""
    try:
        return len(written(desk)) > before
    except OfficeError:
        return False


def _is_said(desk: DeskWindow, visit: int) -> bool:
    return desk.office.inspections.card(visit).draft.conclusions == TYPED


def main(base: Path, form: str, *, saves: bool) -> None:
    """Type, tell it, and go on living until killed."""
    QApplication(["typist", "-platform", "offscreen"])
    desk = DeskWindow(cast("QtBot", Bot()), base, memory(base))
    before = len(written(desk))
    _type_visit(desk) if form == "visit" else _type_form(desk, form)
    Bot().waitUntil(lambda: _is_kept(desk, before), _LONG)
    os.write(1, b"saving\n" if saves else b"typed\n")
    if saves:
        QTest.keyClick(desk.clerk.focus(), Key.Key_Return, CTRL)
    while True:
        QTest.qWait(_TURN)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], saves="save" in sys.argv[3:])
