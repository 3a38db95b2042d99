"""The address field: houses are offered while the clerk types."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent

from desktop_app.core.records.buildings import HouseOffer
from desktop_app.core.text import counted
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.theme import follow_look, look
from desktop_app.ui.widgets.painted import draw_icon
from desktop_app.ui.widgets.suggest_edit import SuggestEdit
from desktop_app.ui.widgets.suggest_popup import Suggestion

_ICON_LEFT, _TEXT_LEFT = 8, 28
_SURE = ("exact", "sure")
_FOOTER = "Enter — выбрать   ·   ↑ ↓ — другой дом   ·   Shift+F4 — очистить"


class AddressEdit(SuggestEdit):
    """`house_changed(id or None)`: a house was chosen, or what is typed names none any more.

    `found(count)` after every answer, `emptied()` when nothing is typed any more; `looked_for` is
    the text the chosen house was found by. Houses of the street with other numbers are offered, but
    Enter takes none of them: `is_alike` tells that only such were found. Left sooner than the book
    answers, the field takes the house when no other can be meant.
    """

    house_changed = Signal(object)
    found = Signal(int)
    emptied = Signal()

    def __init__(self, tools: Tools) -> None:
        """Ask the book in the read lane; late answers are dropped."""
        super().__init__("Адрес", _FOOTER)
        self._tools = tools
        self._token = 0
        self.house: int | None = None
        self.looked_for = self._asked = ""
        self._offered = 0
        self.is_alike = self._is_left_early = False
        self._titles: dict[int, str] = {}
        self.typed.connect(self._look)
        self.picked.connect(self._take)
        self.cleared.connect(lambda: self._take(None))
        follow_look(self._relook)

    def set_house(self, building_id: int | None, words: str) -> None:
        """Show a house chosen before; does not tell of it. What another text offered is gone."""
        self._token += 1
        self.offer(())
        self.house = building_id
        if building_id is not None:
            self._titles[building_id] = words
        self.setText(words)

    def title_of(self, place: object) -> str:
        """Return words of a house's id, of one never shown here that it is another one."""
        return self._titles.get(place, "другой дом") if isinstance(place, int) else str(place or "")

    def draft_value(self) -> list[str | int | None]:
        """Return the house and the words, to be kept while a form is open."""
        return [self.house, self.text()]

    def take_draft(self, value: list[str | int | None]) -> None:
        """Put a kept house back; words alone are looked up."""
        house, words = value
        self.set_house(house if isinstance(house, int) else None, str(words or ""))
        self.house_changed.emit(self.house)
        self.look_again()

    def look_again(self) -> None:
        """Ask the book about a text shown without typing, so that an unknown one may be saved."""
        if self.house is None:
            self._look(self.text())

    def unknown_address(self) -> str:
        """Return what is typed when the book knows no such house, else an empty text.

        While the book offers houses of this number, one of them must be chosen: nothing is guessed.
        """
        known = self._offered and not self.is_alike and self._asked == self.text()
        return "" if known or self._asked != self.text() else self.text()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Remember that the clerk went on before the book had answered."""
        self._is_left_early = self.house is None and self._asked != self.text()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the house over the field."""
        super().paintEvent(event)
        side, painter = look().metrics.px(15), QPainter(self)
        top = (self.height() - side) / 2
        draw_icon(painter, self, "home", look().theme.muted, (_ICON_LEFT, top, side))
        painter.end()

    def _relook(self) -> None:
        self.setTextMargins(look().metrics.px(_TEXT_LEFT) - 5, 0, 0, 0)

    def _look(self, text: str) -> None:
        if self.house is not None and text != self._titles.get(self.house):
            self._take(None)
        self._token += 1
        token = self._token
        self._is_left_early = False
        if not text.strip():
            self.offer(())
            self.emptied.emit()
            return
        buildings = self._tools.office.buildings
        self._tools.jobs.read(
            lambda: buildings.offers(text), lambda offers: self._answer(token, offers), owner=self
        )

    def _answer(self, token: int, offers: Sequence[HouseOffer]) -> None:
        if token != self._token:
            return
        self._titles.update({offer.building_id: offer.address for offer in offers})
        self._asked, self._offered = self.text(), len(offers)
        self.is_alike = bool(offers) and offers[0].is_alike
        self.offer([_suggestion(offer) for offer in offers], sure=not self.is_alike)
        self.found.emit(len(offers))
        if self._is_left_early and not self.hasFocus() and offers and offers[0].match in _SURE:
            self.setText(offers[0].address)
            self.picked.emit(offers[0].building_id)

    def _take(self, building_id: object) -> None:
        chosen = building_id if isinstance(building_id, int) else None
        if chosen is not None:
            self._token += 1
            self.looked_for = self._asked
        if chosen != self.house:
            self.house = chosen
            self.house_changed.emit(chosen)


def _suggestion(offer: HouseOffer) -> Suggestion:
    facts = []
    if offer.floors:
        facts.append(counted(offer.floors, "этаж", "этажа", "этажей"))
    if offer.flats:
        facts.append(f"{offer.flats} кв.")
    second = " · ".join(part for part in (offer.manager, ", ".join(facts)) if part)
    week = f"{offer.tickets_week} за 7 дней" if offer.tickets_week else ""
    return Suggestion(offer.building_id, offer.address, offer.spans, second or "—", week)
