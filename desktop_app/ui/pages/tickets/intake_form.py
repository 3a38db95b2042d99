"""The form of a call: what is typed, kept as a draft, and turned into a ticket's draft."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.core import flats
from desktop_app.core.enums import TicketKind, TicketSource
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.buildings import FlatPlace
from desktop_app.core.records.tickets import TicketDraft
from desktop_app.core.typed_numbers import read_number
from desktop_app.ui import keys
from desktop_app.ui.pages.tickets.intake_fields import IntakeFields
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.widgets.form import FormProblems, ReadsWords
from desktop_app.ui.widgets.suggest_edit import Choice

_EXPLAIN = {
    "building": "выберите дом из списка под полем или впишите адрес полностью",
    "topic": "выберите из справочника, по ней считается срок",
    "phone": "введите номер или отметьте «без телефона» (Ctrl+T)",
    "details": "запишите со слов заявителя, что случилось",
}


class IntakeForm(IntakeFields):
    """Fields in reading order; Enter goes to the next one that still needs something.

    `changed` on every edit; `house_changed(id or None)`, `flat_changed`, `topic_changed(id or
    None)` when what depends on them must be asked again.
    """

    changed = Signal()
    house_changed = Signal(object)
    flat_changed = Signal()
    topic_changed = Signal(object)

    def __init__(self, tools: Tools) -> None:
        """Build the controls and listen to them."""
        super().__init__(tools)
        self.no_phone, self._phone_before = False, ""
        self.term_by_hand = False
        self.executor_by_hand = False
        self._brought = {"entrance": "", "floor": ""}
        self._problems = FormProblems(self.summary, self.fields)
        self._wire()

    def _wire(self) -> None:
        for line in (
            self.address,
            self.flat,
            self.entrance,
            self.floor,
            self.phone,
            self.name,
            self.room,
            self.topic,
            self.executor,
            self.term,
        ):
            line.textChanged.connect(lambda _text: self.changed.emit())
            line.returnPressed.connect(self._next)
        for combo in (self.source, self.kind):
            combo.picked.connect(lambda _value: self.changed.emit())
        for chip in (self.emergency, self.control, self.vulnerable):
            chip.toggled.connect(lambda _on: self.changed.emit())
        self.said.textChanged.connect(self.changed)
        self.address.house_changed.connect(self._house)
        self.address.phone_given.connect(self._take_phone)
        self.flat.editingFinished.connect(self.flat_changed)
        self.phone.editingFinished.connect(self.flat_changed)
        self.topic.changed.connect(self._topic)
        self.room.editingFinished.connect(self.flat_changed)
        self.term.textEdited.connect(lambda _text: self._by_hand("term"))
        self.executor.textEdited.connect(lambda _text: self._by_hand("executor"))
        keys.bind("no_phone", self, self.toggle_no_phone)

    # What the screen asks for

    def draft(self, explained: str = "") -> TicketDraft:
        """Return what is typed as a ticket's draft."""
        house = self.address.house
        source, kind = self.source.value(), self.kind.value()
        return TicketDraft(
            topic_id=self.topic.value(),
            details=self.said.toPlainText(),
            building_id=house,
            address_text="" if house else self.address.unknown_address(),
            premise=self.flat.text(),
            entrance=self.entrance.text(),
            floor=self.floor.text(),
            applicant_name=self.name.text(),
            phone=self.phone.text(),
            no_phone=self.no_phone,
            source=source if isinstance(source, TicketSource) else TicketSource.PHONE,
            kind=kind if isinstance(kind, TicketKind) else TicketKind.REQUEST,
            organization_id=self.executor.value(),
            deadline_at=self.term.value() if self.term_by_hand else None,
            is_emergency=self.emergency.isChecked(),
            is_control=self.control.isChecked(),
            is_vulnerable=self.vulnerable.isChecked(),
            room_temperature=self.room_temperature(),
            explained=explained,
        )

    def body(self) -> dict[str, Any]:
        """Return every field as kept in a draft."""
        lines = {name: getattr(self, name).text() for name in _LINES}
        return {
            **lines,
            "said": self.said.toPlainText(),
            "house": self.address.house,
            "topic_id": self.topic.value(),
            "executor_id": self.executor.value(),
            "source": str(self.source.value()),
            "kind": str(self.kind.value()),
            "flags": [chip.isChecked() for chip in self.flags()],
            "no_phone": self.no_phone,
            "by_hand": [self.executor_by_hand, self.term_by_hand],
        }

    def show_body(self, body: dict[str, Any]) -> None:
        """Show a kept draft, or an empty form for an empty one."""
        self._problems.clear()
        for name in _LINES:
            getattr(self, name).setText(str(body.get(name, "")))
        self.said.setPlainText(str(body.get("said", "")))
        self.address.set_house(body.get("house"), self.address.text())
        self.address.look_again()
        self.topic.set_value(body.get("topic_id"))
        self.executor.set_value(body.get("executor_id"))
        if self.topic.value() is None:
            self.topic.setText(str(body.get("topic", "")))
        self.source.set_value(TicketSource(body.get("source", TicketSource.PHONE)))
        self.kind.set_value(TicketKind(body.get("kind", TicketKind.REQUEST)))
        for chip, on in zip(self.flags(), body.get("flags", [False] * 3), strict=True):
            chip.setChecked(bool(on))
        self.executor_by_hand, self.term_by_hand = body.get("by_hand", [False, False])
        self._set_no_phone(bool(body.get("no_phone", False)))
        self._brought, self._phone_before = dict.fromkeys(self._brought, ""), ""

    def take_place(self, place: FlatPlace | None) -> None:
        """Put in where the book has the flat, None where it has not; what was typed stays."""
        for name, before in self._brought.items():
            line, value = getattr(self, name), getattr(place, name, None)
            if line.text() in ("", before):
                self._brought[name] = "" if value is None else str(value)
                line.setText(self._brought[name])

    def set_choices(self, topics: Sequence[Choice], organizations: Sequence[Choice]) -> None:
        """Offer topics and organisations; values chosen before stay."""
        topic, executor = self.topic.value(), self.executor.value()
        self.topic.set_choices(topics)
        self.executor.set_choices(organizations)
        if topic is not None:
            self.topic.set_value(topic)
        if executor is not None:
            self.executor.set_value(executor)

    def show_problems(self, error: InvalidDraft) -> list[str]:
        """Mark the fields of a refused draft; return remedies of fields that are not here."""
        return self._problems.show(error, _EXPLAIN)

    def unread(self) -> dict[str, str]:
        """Return the remedies of fields whose words would be dropped: the ticket has no such."""
        problems = {}
        if self.address.phone() is not None:
            problems["building"] = "это телефон: ↓ и Enter перенесут его, потом наберите адрес"
        if self.executor.text().strip() and self.executor.value() is None:
            problems["organization"] = "выберите из списка или очистите"
        if self.term_by_hand and self.term.problem():
            problems["deadline"] = self.term.problem()
        asks_room = self.fields["room_temperature"].isVisible()
        if asks_room and self.room.text().strip() and self.room_temperature() is None:
            problems["room_temperature"] = "впишите число"
        return problems

    def set_locked(self, on: bool) -> None:
        """Show what was written down as it was typed, without taking more."""
        policy = Qt.FocusPolicy.NoFocus if on else Qt.FocusPolicy.StrongFocus
        for field in self.fields.values():
            control = field.control
            control.setFocusPolicy(policy)
            control.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on)
        for chip in self.flags():
            chip.setFocusPolicy(policy)
            chip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on)

    def clear_problems(self) -> None:
        """Take the marks away."""
        self._problems.clear()

    def room_temperature(self) -> float | None:
        """Return the temperature in the room, None when it was not asked or is not a number."""
        try:
            return read_number(self.room.text())
        except ValueError:
            return None

    def title(self) -> str:
        """Return how the draft is called in its tab."""
        address = self.address.text().strip()
        flat = flats.plain(self.flat.text())
        return f"{address}, кв. {flat}" if address and flat else address

    def is_empty(self) -> bool:
        """Tell whether nothing was typed."""
        return not any(getattr(self, name).text() for name in _TYPED) and (
            not self.said.toPlainText()
        )

    def toggle_no_phone(self) -> None:
        """Say that the caller has no phone, or take it back: a number typed before returns."""
        if not self.no_phone:
            self._phone_before = self.phone.text()
        self._set_no_phone(not self.no_phone)
        if not self.no_phone:
            self.phone.setText(self._phone_before)
        self.changed.emit()

    # Inside

    def _set_no_phone(self, on: bool) -> None:
        self.no_phone = on
        if on:
            self.phone.clear()
        self.phone.setEnabled(not on)
        self.phone.setPlaceholderText("без телефона" if on else "")
        field = self.fields["phone"]
        field.set_hint("отмечено «без телефона» — Ctrl+T" if on else "без телефона — Ctrl+T")
        if on:
            field.set_problem("")

    def _take_phone(self, words: str) -> None:
        """Put a number typed as the address beside what the phone holds; the address comes next."""
        if self.no_phone:
            self._set_no_phone(False)
        self.phone.setText(", ".join(part for part in (self.phone.text().strip(), words) if part))
        self.flat_changed.emit()

    def _house(self, building_id: object) -> None:
        self.house_changed.emit(building_id)
        # A book that answers late must not take the clerk away from what is typed meanwhile.
        if building_id is not None and self.address.hasFocus():
            self.flat.setFocus(Qt.FocusReason.TabFocusReason)

    def _topic(self, topic_id: object) -> None:
        self.topic_changed.emit(topic_id)
        if topic_id is not None:
            self.said.setFocus(Qt.FocusReason.TabFocusReason)

    def _by_hand(self, what: str) -> None:
        setattr(self, f"{what}_by_hand", True)

    def _next(self) -> None:
        """Go to the next field that still needs something; the caller's words end the way."""
        order: list[QWidget] = [self.address, self.flat, self.phone, self.name, self.topic]
        sender = self.focusWidget()
        start = order.index(sender) + 1 if sender in order else len(order)
        for control in order[start:]:
            if _needs(control) and not (control is self.phone and self.no_phone):
                control.setFocus(Qt.FocusReason.TabFocusReason)
                return
        self.said.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the fields: it never saves by surprise."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            return
        super().keyPressEvent(event)


def _needs(control: QWidget) -> bool:
    """Tell whether a field is empty, or holds words that choose nothing."""
    if isinstance(control, ReadsWords) and control.problem():
        return True
    return isinstance(control, QLineEdit) and not control.text()


_LINES = (
    "address",
    "flat",
    "entrance",
    "floor",
    "phone",
    "name",
    "topic",
    "room",
    "executor",
    "term",
)
_TYPED = ("address", "flat", "phone", "name", "topic")
