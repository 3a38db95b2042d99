"""The address of a call: a phone typed there by habit is offered to the field it belongs to."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent

from desktop_app.core import phones
from desktop_app.core.phones import Phone
from desktop_app.core.records.buildings import HouseOffer
from desktop_app.core.text import counted
from desktop_app.ui.pages.address_edit import AddressEdit
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.widgets.suggest_popup import Suggestion

_IS_PHONE = "это похоже на телефон: ↓ и Enter перенесут его в «Телефон»"
_IS_ALIKE = "такого номера нет: ↓ и Enter берут похожий, иначе как набрано"
_UNKNOWN = "дома нет в справочнике, запишется как набрано"


class CallAddressEdit(AddressEdit):
    """`phone_given(words)`: the clerk agreed that what was typed is a phone; the field is empty.

    The first field of a call is where a caller's number lands; one key moves it on.
    """

    phone_given = Signal(str)

    def __init__(self, tools: Tools) -> None:
        """Know no code of the town before `set_area_code`."""
        super().__init__(tools)
        self._area = ""

    def set_area_code(self, digits: str) -> None:
        """Take the office's own code, by which a local number is told."""
        self._area = digits

    def phone(self) -> Phone | None:
        """Return the phone that stands here in place of an address, None for anything else."""
        if self.house is not None or self._is_known():
            return None
        return phones.alone(self.text(), self._area)

    def doubt(self, count: int) -> str:
        """Return what looks wrong in the words when the book offers `count` houses for them."""
        if self.phone() is not None:
            return _IS_PHONE
        if self.is_alike:
            return _IS_ALIKE
        return "" if count or not self.text().strip() else _UNKNOWN

    def hint(self, count: int) -> str:
        """Return how many houses are offered."""
        return counted(count, "дом", "дома", "домов") if count else ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Offer again to move a phone that was left here."""
        super().focusInEvent(event)
        self._offer_phone()

    def _look(self, text: str) -> None:
        super()._look(text)
        self._offer_phone()

    def _answer(self, token: int, offers: Sequence[HouseOffer]) -> None:
        super()._answer(token, offers)
        if token == self._token:
            self._offer_phone()

    def _offer_phone(self) -> None:
        phone = self.phone()
        if phone is not None:
            title = f"Это телефон: {phone.display()}"
            self.offer([Suggestion(phone, title, second="Enter — перенести в поле «Телефон»")])

    def _pick(self, place: int) -> None:
        rows = self.popup.rows
        key = rows[place].key if 0 <= place < len(rows) else None
        if not isinstance(key, Phone):
            super()._pick(place)
            return
        self.clear()
        self._look("")
        self.phone_given.emit(key.display())

    def _is_known(self) -> bool:
        """Tell whether the book has houses under these very digits."""
        return bool(self._offered) and not self.is_alike and self._asked == self.text()
