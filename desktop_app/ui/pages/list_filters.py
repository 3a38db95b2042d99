"""Filters of a list: the question asked, its chips, the menu that changes it."""

import dataclasses
import enum
from abc import abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core.enums import Titled
from desktop_app.ui.pages.choice_menu import add_choices, new_menu

if TYPE_CHECKING:
    from desktop_app.ui.widgets.menu import Menu

GONE = "нет в справочнике"
_KEPT = ("view", "sort", "descending")


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """A part of a question that may have several values, under the words of its chip.

    `names` are all values with their words, `offered` those of the menu when they are fewer;
    `menu` is its title there when it is another, None when it is chosen elsewhere. Words that
    begin with a capital in the menu are lowered on the chip when `is_lower`.
    """

    key: str
    chip: str
    names: Mapping[Any, str]
    menu: str | None = ""
    offered: Collection[Any] = ()
    is_lower: bool = False


def titled(values: Iterable[Titled]) -> dict[Any, str]:
    """Return codes with their Russian titles, as names of a part."""
    return {item: item.title_ru for item in values}


class ListFilters(QObject):
    """Holds the question; `changed` when the list must be asked again."""

    changed = Signal()
    query: Any

    def __init__(
        self,
        query: Any,  # noqa: ANN401  each list has a question of its own
        sorts: type[enum.StrEnum],
        parent: QObject | None = None,
    ) -> None:
        """Start with a question; `sorts` are the columns the list is ordered by."""
        super().__init__(parent)
        self.query, self._sorts = query, sorts
        self.organizations: dict[int, str] = {}

    @abstractmethod
    def parts(self) -> Sequence[Part]:
        """Return the parts with several values, in the order of their chips."""

    def set(self, **parts: object) -> None:
        """Change parts of the question and tell, unless nothing changed."""
        self.ask(dataclasses.replace(self.query, **parts))

    def ask(self, query: Any) -> None:  # noqa: ANN401  see above
        """Ask another question whole."""
        if query != self.query:
            self.query = query
            self.changed.emit()

    def sort(self, key: str, descending: bool = False) -> None:
        """Order by a column of the list."""
        self.set(sort=self._sorts(key), descending=descending)

    def reset(self) -> None:
        """Drop every filter; the tab and the order stay."""
        names = {item.name for item in dataclasses.fields(self.query)}.intersection(_KEPT)
        self.ask(type(self.query)(**{name: getattr(self.query, name) for name in names}))

    def remove(self, key: str) -> None:
        """Take one filter off."""
        self.set(**{key: getattr(type(self.query)(), key)})

    @property
    def narrowed(self) -> bool:
        """Tell whether anything but the tab narrows the list."""
        return bool(self.chips())

    def chips(self) -> list[tuple[str, str]]:
        """Return the filters in force as (key, words)."""
        found = []
        for part in self.parts():
            values = getattr(self.query, part.key)
            if values:
                words = ", ".join(part.names.get(value, GONE) for value in values)
                words = words.lower() if part.is_lower else words
                found.append((part.key, f"{part.chip}: {words}"))
        if getattr(self.query, "building_id", None) is not None:
            found.append(("building_id", "Один дом"))
        if self.query.text:
            found.append(("text", f"Поиск: {self.query.text}"))
        return found

    def menu(self, parent: QWidget) -> "Menu":
        """Return the menu of filters that can be added or taken off."""
        menu = new_menu(parent)
        for part in self.parts():
            if part.menu is None:
                continue
            choices = [(value, part.names[value]) for value in part.offered or part.names]
            taken, take = getattr(self.query, part.key), partial(self._take, part.key)
            add_choices(menu.add_menu(part.menu or part.chip), choices, taken, take)
        return menu

    def companies(self, chip: str, menu: str = "") -> Part:
        """Return the part of organisations, by their names."""
        named = dict(sorted(self.organizations.items(), key=lambda item: item[1]))
        return Part("organization_ids", chip, named, menu)

    def _take(self, key: str, values: tuple[object, ...]) -> None:
        self.set(**{key: values})
