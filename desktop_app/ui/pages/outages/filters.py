"""Filters of the list of outages."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from desktop_app.core.enums import IncidentKind, Service
from desktop_app.core.records.incidents import IncidentQuery, IncidentSort, IncidentView
from desktop_app.ui.pages.list_filters import ListFilters, Part, titled


class OutageFilters(ListFilters):
    """Narrows by kind, service, who repairs and house."""

    query: IncidentQuery

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with what is open."""
        super().__init__(IncidentQuery(), IncidentSort, parent)

    def parts(self) -> Sequence[Part]:
        """Return the parts with several values."""
        return (
            Part("kinds", "Вид", titled(IncidentKind), is_lower=True),
            Part("services", "Услуга", titled(Service)),
            self.companies("Устраняет", "Кто устраняет"),
        )

    def show_view(self, key: str) -> None:
        """Show another tab."""
        self.set(view=IncidentView(key))
