"""Who works at this desk is settled as the window opens: by the account, or by one Enter."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core.text import fold
from desktop_app.services.example import is_example
from desktop_app.ui.state import Setting

if TYPE_CHECKING:
    from desktop_app.core.errors import OfficeError
    from desktop_app.core.records.reference import Clerk
    from desktop_app.ui.pages.clerk_sheet import ClerkSheet
    from desktop_app.ui.pages.tools import Tools

# Clerk ids by the path of the file: one workstation may open several.
LAST_CLERKS: Setting[dict[str, Any]] = Setting("clerk/last", {})


class Greeting(QObject):
    """`sat(Clerk)` once somebody works here, `nobody()` when the question was waved away.

    The account of the operating system is enough while nobody else has sat down under it. Where
    it is nobody's, or several people share it, the one who sat here last is proposed and Enter
    accepts: a name under records is never taken in silence.
    """

    sat = Signal(object)
    nobody = Signal()
    failed = Signal(object)

    def __init__(self, tools: Tools, window: QWidget, account: str) -> None:
        """Greet over a window on behalf of an account; nothing is asked yet."""
        super().__init__(window)
        self._tools, self._window, self._account = tools, window, account

    def begin(self) -> None:
        """Seat the clerk of the account, or ask."""
        clerks, last = self._tools.office.clerks, self._last()

        def sit() -> tuple[Clerk | None, list[Clerk]]:
            own = {clerk.id for clerk in clerks.of_login(self._account)}
            is_shared = last is not None and last not in own
            seated = None if is_shared else clerks.sit_by_login(self._account)
            self._tools.office.drafts.sweep()
            return seated, clerks.all()

        self._tools.jobs.write(sit, lambda answer: self._greet(*answer), owner=self)

    def ask(self) -> None:
        """Ask again after it was waved away."""
        self._tools.jobs.read(
            self._tools.office.clerks.all, lambda clerks: self._greet(None, clerks), owner=self
        )

    def change(self) -> None:
        """Let another one sit down in the middle of the day; Esc leaves who sits here."""

        def ask(clerks: list[Clerk]) -> None:
            if clerks:
                self._choose(clerks)
            else:
                self._ask_name()

        self._tools.jobs.read(self._tools.office.clerks.all, ask, owner=self)

    def keep(self, clerk: Clerk) -> None:
        """Remember who sat here last."""
        state = self._tools.state
        kept = {**state.get(LAST_CLERKS), str(self._tools.office.path): clerk.id}
        if kept != state.get(LAST_CLERKS):
            state.set(LAST_CLERKS, kept)

    def _greet(self, known: Clerk | None, clerks: list[Clerk]) -> None:
        if known is not None:
            self.sat.emit(known)
        elif clerks and is_example(self._tools.office.path):
            self._sit(clerks[0])
        elif clerks:
            self._choose(clerks).sheet.rejected.connect(self.nobody)
        else:
            self._ask_name()

    def _choose(self, clerks: list[Clerk]) -> ClerkSheet:
        from desktop_app.ui.pages.clerk_sheet import ClerkSheet  # a start seldom asks

        proposed = self._proposed(clerks)
        return ClerkSheet(self._tools, self._window, clerks, proposed, self._sat, self._ask_name)

    def _proposed(self, clerks: list[Clerk]) -> int:
        account, last = fold(self._account), self._last()
        own = [clerk.id for clerk in clerks if clerk.login and fold(clerk.login) == account]
        here = [clerk.id for clerk in clerks if clerk.id == last]
        return [*here, *own, clerks[0].id][0]

    def _last(self) -> object:
        """Return the id of who sat here last at this file, None for nobody."""
        return self._tools.state.get(LAST_CLERKS).get(str(self._tools.office.path))

    def _ask_name(self) -> None:
        self._tools.dialogs.ask_reason(
            self._window,
            "Кто работает за этим столом",
            "Фамилия и имя — они стоят под каждой записью",
            self._introduce,
            yes="Начать работу",
            on_none=self.nobody.emit,
        )

    def _sit(self, clerk: Clerk) -> None:
        def sit() -> Clerk:
            self._tools.office.clerks.sit(clerk.id)
            return clerk

        self._write(sit)

    def _introduce(self, name: str) -> None:
        clerks = self._tools.office.clerks

        def add() -> Clerk:
            clerk = clerks.add(name, login=self._account)
            clerks.sit(clerk.id)
            return clerk

        self._write(add)

    def _write(self, work: Callable[[], Clerk]) -> None:
        self._tools.jobs.write(work, self._sat, self._refused, owner=self)

    def _sat(self, clerk: Clerk) -> None:
        self.sat.emit(clerk)

    def _refused(self, error: OfficeError) -> None:
        self.failed.emit(error)
        self.nobody.emit()
