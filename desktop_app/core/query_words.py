"""A register question in Russian words, for headings of papers and for history."""

import datetime as dt

from desktop_app.core import clock
from desktop_app.core.records.journal import FilterNames
from desktop_app.core.records.register import RegisterQuery, RegisterView

_VIEWS = {
    RegisterView.OPEN: "открытые",
    RegisterView.MINE: "мои открытые",
    RegisterView.OVERDUE: "просроченные",
    RegisterView.CONTROL: "на контроле",
    RegisterView.CALLBACK: "ожидают обзвона",
}


def period(date_from: dt.date | None, date_to: dt.date | None) -> str:
    """Return the days of a question: «с 01.11.2026 по 24.11.2026», «за всё время»."""
    if date_from and date_from == date_to:
        return f"за {clock.show_date(date_from)}"
    parts = []
    if date_from:
        parts.append(f"с {clock.show_date(date_from)}")
    if date_to:
        parts.append(f"по {clock.show_date(date_to)}")
    return " ".join(parts) or "за всё время"


def conditions(query: RegisterQuery, names: FilterNames, *, depersonalised: bool = False) -> str:
    """Return everything but the period, parts joined by «; », or an empty text.

    Words searched for may be a name or a phone: a depersonalised paper says only that there were.
    """
    parts = [_VIEWS.get(query.view, ""), query.figure.words if query.figure else ""]
    parts += [
        _named("статус", [status.title_ru for status in query.statuses]),
        _named("услуга", [service.title_ru for service in query.services]),
        _named("тема", names.topics),
        _named("исполнитель", names.organizations),
        _named("дом", [names.building] if names.building else ()),
        _named("улица", [names.street] if names.street else ()),
    ]
    if query.view is not RegisterView.MINE:
        parts.append(_named("принял", [names.clerk] if names.clerk else ()))
    if query.text.strip():
        words = "по словам в тексте" if depersonalised else f"со словами «{query.text.strip()}»"
        parts.append(words)
    return "; ".join(part for part in parts if part)


def _named(what: str, values: list[str] | tuple[str, ...]) -> str:
    return f"{what}: {', '.join(values)}" if values else ""
