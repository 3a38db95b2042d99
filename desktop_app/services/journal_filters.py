"""Conditions of an export as words: «статус=Новое», «исполнитель=Теплосеть»."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from desktop_app.core.enums import Service, TicketStatus, Titled
from desktop_app.core.errors import InvalidDraft, NotFound
from desktop_app.core.records.organizations import OrganizationQuery
from desktop_app.core.records.register import RegisterQuery, RegisterView
from desktop_app.core.text import fold

if TYPE_CHECKING:
    from desktop_app.services.house_search import HouseSearch
    from desktop_app.services.organizations import Organizations
    from desktop_app.services.reference import Reference

T = TypeVar("T", bound=Titled)
_Setter = Callable[[RegisterQuery, str], RegisterQuery]

KEYS = ("вид", "статус", "услуга", "тема", "исполнитель", "дом", "текст")
_ENGLISH = ("view", "status", "service", "topic", "organization", "house", "text")
_VIEWS = {
    "все": RegisterView.ALL,
    "открытые": RegisterView.OPEN,
    "просроченные": RegisterView.OVERDUE,
    "на контроле": RegisterView.CONTROL,
    "обзвонить": RegisterView.CALLBACK,
}
_SHOWN = 5


class JournalFilters:
    """Turns typed conditions into a question to the register."""

    def __init__(
        self, reference: "Reference", organizations: "Organizations", houses: "HouseSearch"
    ) -> None:
        """Look names up in the books."""
        self._reference, self._organizations, self._houses = reference, organizations, houses

    def query(self, conditions: Iterable[str], base: RegisterQuery) -> RegisterQuery:
        """Return `base` narrowed by conditions; InvalidDraft or NotFound says which is wrong.

        A condition met twice widens: «статус=Новое» and «статус=Передано» find both.
        """
        setters: Mapping[str, _Setter] = {
            "вид": self._view,
            "статус": self._status,
            "услуга": self._service,
            "тема": self._topic,
            "исполнитель": self._organization,
            "дом": self._house,
            "текст": lambda query, value: dataclasses.replace(query, text=value),
        }
        english = dict(zip(_ENGLISH, KEYS, strict=True))
        for condition in conditions:
            name, sign, value = condition.partition("=")
            key = fold(name)
            setter = setters.get(english.get(key, key))
            if not sign or not value.strip() or setter is None:
                raise InvalidDraft(
                    {"filter": f"пишите условие=значение; условия: {', '.join(KEYS)}"},
                    f"Условие «{condition}» не понятно",
                )
            base = setter(base, value.strip())
        return base

    def _view(self, query: RegisterQuery, value: str) -> RegisterQuery:
        known = {**_VIEWS, **{view.value: view for view in RegisterView}}
        view = known.get(fold(value))
        if view is None:
            raise _unknown("вида", value, _VIEWS)
        return dataclasses.replace(query, view=view)

    def _status(self, query: RegisterQuery, value: str) -> RegisterQuery:
        found = _member(TicketStatus, value, "статуса")
        return dataclasses.replace(query, statuses=(*query.statuses, found))

    def _service(self, query: RegisterQuery, value: str) -> RegisterQuery:
        found = _member(Service, value, "услуги")
        return dataclasses.replace(query, services=(*query.services, found))

    def _topic(self, query: RegisterQuery, value: str) -> RegisterQuery:
        wanted = fold(value)
        topics = self._reference.topics
        found = [t for t in topics if wanted in (fold(t.code), fold(t.title))]
        found = found or [t for t in topics if wanted in fold(t.title)]
        if len(found) != 1:
            raise _unknown("темы", value, [f"{t.code} — {t.title}" for t in found or topics])
        return dataclasses.replace(query, topic_ids=(*query.topic_ids, found[0].id))

    def _organization(self, query: RegisterQuery, value: str) -> RegisterQuery:
        ids = self._organizations.ids(OrganizationQuery(text=value))
        rows = self._organizations.page(list(ids[: _SHOWN + 1]))
        exact = [row for row in rows if fold(row.name) == fold(value)]
        found = exact or rows
        if len(found) != 1:
            raise _unknown("организации", value, [row.name for row in found])
        added = (*query.organization_ids, found[0].id)
        return dataclasses.replace(query, organization_ids=added)

    def _house(self, query: RegisterQuery, value: str) -> RegisterQuery:
        found = self._houses.find(value, 2 * _SHOWN + 1)
        certain = [house for house in found if house.match.trusted and not house.is_alike]
        # Nothing is guessed: another house's tickets would leave under this one's name.
        named = certain or [house for house in found if not house.is_alike]
        if len(named) != 1:
            raise _unknown("дома", value, [house.address for house in named or found])
        return dataclasses.replace(query, building_id=named[0].building_id)


def _member(kind: type[T], value: str, what: str) -> T:
    wanted = fold(value)
    for member in kind:
        if wanted in (member.value, fold(member.title_ru)):
            return member
    raise _unknown(what, value, [member.title_ru for member in kind])


def _unknown(what: str, value: str, known: Iterable[str]) -> NotFound:
    listed = list(known)
    more = " и другие" if len(listed) > 2 * _SHOWN else ""
    named = f"есть: {', '.join(listed[: 2 * _SHOWN])}{more}" if listed else "напишите иначе"
    return NotFound(f"Нет {what} «{value}»", "ничего не записано", named)
