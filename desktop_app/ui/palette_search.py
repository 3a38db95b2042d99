"""What the palette finds from any section: tickets, and what lies in the settings."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from desktop_app.ui.shell.commands import Command, Deliver, matching

if TYPE_CHECKING:
    from desktop_app.core.records.tickets import TicketRow
    from desktop_app.ui.errands import Errands
    from desktop_app.ui.pages.tools import Tools
    from desktop_app.ui.shell.main_window import MainWindow

_FOUND = 8
# What the settings offer, told without building them: title here and there, icon.
_IN_SETTINGS = (
    ("Справочники: темы, сроки, нормы, комиссия", "Справочники", "book"),
    ("Сделать копию базы", "Сделать копию базы", "copy"),
    ("Восстановить из копии", "Восстановить из копии", "undo"),
    ("Журнал изменений", "Журнал изменений", "clock"),
    ("Загрузить список домов", "Загрузить список домов", "home"),
    ("Загрузить список организаций", "Загрузить список организаций", "building"),
    (
        "Загрузить обращения из Excel, журнал прошлых лет",
        "Загрузить обращения из Excel, журнал прошлых лет",
        "list",
    ),
    ("Загрузить реестр площадок", "Загрузить реестр площадок", "truck"),
    ("Прежние загрузки", "Прежние загрузки", "undo"),
)
# What is done at once, wherever the clerk is: title, hint.
_LOOKS = (
    ("Оформление: светлое", "вид, тема"),
    ("Оформление: тёмное", "вид, тема"),
    ("Оформление: высокий контраст", "вид, тема"),
    ("Буквы крупнее", "размер шрифта"),
    ("Буквы мельче", "размер шрифта"),
)


class PaletteSearch:
    """Two answers to what is typed: records of the base, commands of other places."""

    def __init__(
        self, tools: Tools, window: MainWindow, errands: Errands, change_clerk: Callable[[], object]
    ) -> None:
        """Answer in the palette of a window."""
        self._tools, self._window, self._errands = tools, window, errands
        self._change_clerk = change_clerk

    def tickets(self, typed: str, deliver: Deliver) -> None:
        """Deliver tickets by №, address, phone, surname."""
        office = self._tools.office

        def found(rows: list[TicketRow]) -> None:
            deliver([self._command(row) for row in rows])

        self._tools.jobs.read(
            lambda: office.search.tickets(typed, _FOUND), found, owner=self._window
        )

    def elsewhere(self, typed: str, deliver: Deliver) -> None:
        """Deliver what is otherwise reached only through the settings."""
        known = [Command("Сменить сотрудника", self._change_clerk, icon="user")]
        if self._window.current_key != "settings":
            known += [
                Command(
                    title, partial(self._errands.in_settings, name), icon=icon, hint="Настройки"
                )
                for title, name, icon in _IN_SETTINGS
            ]
            known += [
                Command(title, partial(self._errands.from_here, title), icon="half", hint=hint)
                for title, hint in _LOOKS
            ]
        window = self._window
        here = {command.title for command in window.page(window.current_key).commands()}
        deliver(matching([one for one in known if one.title not in here], typed))

    def _command(self, row: TicketRow) -> Command:
        words = " · ".join(part for part in (row.address, row.applicant_name, row.topic) if part)
        return Command(
            f"№ {row.number}",
            lambda: self._window.open_record("tickets", row.id),
            hint=words,
            icon="list",
        )
