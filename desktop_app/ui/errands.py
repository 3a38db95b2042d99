"""What one section asks of another: the section is shown, then does what was asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from desktop_app.core.records.register import RegisterQuery
    from desktop_app.ui.pages.export.page import ExportPage
    from desktop_app.ui.pages.outages.page import OutagesPage
    from desktop_app.ui.pages.settings.page import SettingsPage
    from desktop_app.ui.pages.tickets.page import TicketsPage
    from desktop_app.ui.pages.visits.page import VisitsPage
    from desktop_app.ui.shell.main_window import MainWindow


class Errands:
    """Carries what is asked over the window; a page is built when it is first asked for."""

    def __init__(self, window: MainWindow) -> None:
        """Carry between the pages of a window."""
        self._window = window

    def show(self, key: str) -> Callable[[], None]:
        """Return what shows a section."""
        return partial(self._window.show_page, key)

    def take_call(self) -> None:
        """Begin a call."""
        tickets = self._tickets()
        self._go("tickets", tickets.take_call)

    def tickets_of(self, organization_id: int) -> None:
        """Show the open tickets of an organisation."""
        from desktop_app.core.records.register import RegisterView

        page = self._tickets()

        def narrow() -> None:
            page.show_register()
            page.register.filters.set(view=RegisterView.OPEN, organization_ids=(organization_id,))

        self._go("tickets", narrow)

    def tickets_behind(self, query: RegisterQuery) -> None:
        """Show the tickets a figure counts."""
        page = self._tickets()

        def narrow() -> None:
            page.show_register()
            page.register.filters.ask(query)

        self._go("tickets", narrow)

    def visit_for_tickets(self, ticket_ids: list[int]) -> None:
        """Begin a visit because of tickets."""
        visits = self._visits()
        self._go("visits", lambda: visits.begin_from_tickets(ticket_ids))

    def visit_to_house(self, building_id: int) -> None:
        """Begin a visit to a house."""
        visits = self._visits()
        self._go("visits", lambda: visits.begin_for_house(building_id))

    def remedies(self) -> None:
        """Show what acts demand and nobody has reported done."""
        visits = self._visits()
        self._go("visits", visits.show_remedies)

    def outage_over(self, building_ids: list[int]) -> None:
        """Begin an outage over houses."""
        outages = self._outages()
        self._go("outages", lambda: outages.begin(building_ids))

    def outages(self, *, due: bool) -> None:
        """Show the outages under way; with `due` those whose planned end has passed."""
        from desktop_app.core.records.incidents import IncidentView

        outages = self._outages()
        view = IncidentView.DUE if due else IncidentView.OPEN
        self._go("outages", lambda: outages.show_view(view))

    def export(self) -> None:
        """Hand what the register is narrowed to over to the export."""
        tickets = self._tickets()

        def take_over() -> None:
            export = cast("ExportPage", self._window.page("export"))
            export.export(tickets.register.filters.query)

        self._go("export", take_over)

    def import_houses(self) -> None:
        """Ask for the list of houses in the settings."""
        self._go("settings", lambda: self.settings().load_houses())

    def import_sites(self) -> None:
        """Ask for the register of collection sites in the settings."""
        self._go("settings", lambda: self.settings().load_sites())

    def in_settings(self, command: str) -> None:
        """Do what a command of the settings does, by its title."""
        self._go("settings", self._of_settings(command))

    def from_here(self, command: str) -> None:
        """Do the same without leaving the section in front: the look of the window."""
        self._of_settings(command)()

    def settings(self) -> SettingsPage:
        """Return the section of settings."""
        return cast("SettingsPage", self._window.page("settings"))

    def _of_settings(self, command: str) -> Callable[[], object]:
        return {known.title: known.run for known in self.settings().commands()}[command]

    def _go(self, key: str, then: Callable[[], object]) -> None:
        self._window.show_page(key, then)

    def _tickets(self) -> TicketsPage:
        return cast("TicketsPage", self._window.page("tickets"))

    def _visits(self) -> VisitsPage:
        return cast("VisitsPage", self._window.page("visits"))

    def _outages(self) -> OutagesPage:
        return cast("OutagesPage", self._window.page("outages"))
