"""Small forms of a ticket's further steps."""

import dataclasses
import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QLayout, QLineEdit, QWidget

from desktop_app.core import clock
from desktop_app.core.changes import Changes
from desktop_app.core.enums import CancelReason, HoldReason, LinkKind, TicketStatus
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.reference import Topic
from desktop_app.core.records.tickets import StatusChange, TicketCard, TicketDraft
from desktop_app.ui.pages.address_edit import AddressEdit
from desktop_app.ui.pages.save_sheet import save_draft
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.topic_choices import topic_choices
from desktop_app.ui.theme import look
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.fields import DateEdit, MomentEdit, PhoneEdit, TextArea
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.suggest_edit import Choice, LookupEdit

Typed = TypeVar("Typed")
OnDone = Callable[[Changes], None]
_MORNING = dt.time(9, 0)
_WORDS_HEIGHT = 110
_LINKS = {
    LinkKind.DUPLICATE: "дубль: об одном и том же сообщили дважды",
    LinkKind.REPEAT: "повтор: было исполнено и случилось снова",
    LinkKind.RELATED: "связано: разные обращения об одном",
}


class StepSheet(ABC, Generic[Typed]):
    """A form with one write; `_typed` returns what is written or raises InvalidDraft."""

    def __init__(
        self, tools: Tools, parent: QWidget, write: Callable[[Typed], Changes], on_done: OnDone
    ) -> None:
        """Ask over a page; what `write` refuses is shown in the form."""
        self._tools, self._over = tools, parent
        self._write, self._on_done = write, on_done
        self._ask()

    @abstractmethod
    def _ask(self) -> None: ...

    def _open(
        self,
        title: str,
        verb: str,
        fields: Mapping[str, FormField],
        *lines: QWidget | QLayout,
        first: QWidget,
    ) -> None:
        self.sheet = FormSheet(self._over, title, verb, fields)
        self.sheet.lay(*(lines or tuple(fields.values())))
        open_sheet(self.sheet, first, self._submit)

    @abstractmethod
    def _typed(self) -> Typed: ...

    def _submit(self) -> None:
        save_draft(self._tools, self.sheet, self._typed, self._write, self._on_done)


class HoldSheet(StepSheet[StatusChange]):
    """Until which day, and why; a week is proposed."""

    def _ask(self) -> None:
        self._until = DateEdit("Отложить до")
        self._until.set_value(clock.today() + dt.timedelta(days=7))
        self._reason = Combo("Почему", [(r, r.title_ru) for r in HoldReason])
        fields = {
            "hold_until": FormField("&До какого дня", self._until),
            "hold_reason": FormField("&Почему", self._reason),
        }
        self._open("Отложить обращение", "Отложить", fields, first=self._until)

    def _typed(self) -> StatusChange:
        day, reason = self._until.value(), self._reason.value()
        if day is None:
            raise InvalidDraft({"hold_until": self._until.problem() or "впишите день"})
        return StatusChange(
            TicketStatus.ON_HOLD,
            hold_until=dt.datetime.combine(day, _MORNING),
            hold_reason=reason if isinstance(reason, HoldReason) else None,
        )


class CancelSheet(StepSheet[StatusChange]):
    """Why the ticket is cancelled, and where it was directed."""

    def _ask(self) -> None:
        self._reason = Combo("Причина", [(r, r.title_ru) for r in CancelReason])
        self._note = QLineEdit()
        fields = {
            "cancel_reason": FormField("&Причина", self._reason),
            "note": FormField("По&яснение", self._note, "куда направлено, № дубля"),
        }
        self._open("Отменить обращение", "Отменить", fields, first=self._reason)

    def _typed(self) -> StatusChange:
        reason, note = self._reason.value(), self._note.text().strip()
        if reason is CancelReason.NOT_OURS and not note:
            raise InvalidDraft({"note": "напишите, куда направлено"})
        known = reason if isinstance(reason, CancelReason) else None
        return StatusChange(TicketStatus.CANCELLED, note=note, cancel_reason=known)


class DeadlineSheet(StepSheet[tuple[dt.datetime, str]]):
    """Another term, and why."""

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        due: dt.datetime | None,
        write: Callable[[dt.datetime, str], Changes],
        on_done: OnDone,
    ) -> None:
        """Start from the present term."""
        self._present = due
        super().__init__(tools, parent, lambda typed: write(*typed), on_done)

    def _ask(self) -> None:
        self._due = MomentEdit("Новый срок")
        self._due.set_value(self._present)
        self._reason = QLineEdit()
        fields = {
            "deadline": FormField("&Новый срок", self._due),
            "reason": FormField("&Почему", self._reason, "прежний срок останется в истории"),
        }
        self._open("Изменить срок", "Записать", fields, first=self._due)

    def _typed(self) -> tuple[dt.datetime, str]:
        due = self._due.value()
        if due is None:
            raise InvalidDraft({"deadline": self._due.problem() or "впишите срок"})
        return due, self._reason.text()


class CallSheet(StepSheet[str]):
    """What the applicant said, calling again."""

    def _ask(self) -> None:
        self._words = TextArea("Что сказал заявитель")
        self._words.setFixedHeight(look().metrics.px(_WORDS_HEIGHT))
        fields = {"details": FormField("&Что сказал заявитель", self._words)}
        self._open("Повторный звонок", "Записать", fields, first=self._words)

    def _typed(self) -> str:
        return self._words.toPlainText()


class LinkSheet(StepSheet[tuple[str, LinkKind]]):
    """With which ticket, and how; both numbers stay, nothing is merged."""

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        number: str,
        write: Callable[[str, LinkKind], Changes],
        on_done: OnDone,
    ) -> None:
        """Ask for the other number; most often the two are one call taken twice."""
        self._number = number
        super().__init__(tools, parent, lambda typed: write(*typed), on_done)

    def _ask(self) -> None:
        self._other = QLineEdit()
        self._kind = Combo("Как связано", list(_LINKS.items()))
        fields = {
            "other": FormField("С &номером", self._other, "2026-00123 или 123"),
            "kind": FormField("&Как связано", self._kind),
        }
        title = f"Связать обращение № {self._number}"
        self._open(title, "Связать", fields, first=self._other)

    def _typed(self) -> tuple[str, LinkKind]:
        other, kind = self._other.text().strip(), self._kind.value()
        if not other:
            raise InvalidDraft({"other": "впишите номер другого обращения"})
        if not isinstance(kind, LinkKind):
            raise InvalidDraft({"kind": "выберите, как связано"})
        return other, kind


class FactsSheet(StepSheet[TicketDraft]):
    """Corrections of what was typed at intake, the address among them."""

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        card: TicketCard,
        write: Callable[[TicketDraft], Changes],
        on_done: OnDone,
    ) -> None:
        """Show what was typed."""
        self._card = card
        super().__init__(tools, parent, write, on_done)
        self._learn_topics()
        tools.jobs.read(
            tools.office.settings.area_code, self._phone.set_area_code, owner=self.sheet
        )

    def _ask(self) -> None:
        self._make_controls()
        fields = {
            "building": FormField("&Адрес", self._address),
            "premise": FormField("&Квартира", self._flat),
            "entrance": FormField("Подъезд", self._entrance),
            "floor": FormField("Этаж", self._floor),
            "phone": FormField("Т&елефон", self._phone),
            "applicant_name": FormField("За&явитель", self._name),
            "topic": FormField("&Тема", self._topic),
            "details": FormField("&Со слов заявителя", self._words),
        }
        self._open(
            f"Изменить обращение № {self._card.row.number}",
            "Записать",
            fields,
            fields["building"],
            row(fields["premise"], fields["entrance"], fields["floor"]),
            row(fields["applicant_name"], fields["phone"]),
            fields["topic"],
            fields["details"],
            first=self._flat,
        )

    def _make_controls(self) -> None:
        card, ticket = self._card, self._card.row
        self._address = AddressEdit(self._tools)
        self._address.set_house(card.building_id, ticket.address)
        self._address.look_again()
        self._flat, self._entrance = QLineEdit(ticket.premise), QLineEdit(card.entrance)
        self._floor, self._name = QLineEdit(card.floor), QLineEdit(ticket.applicant_name)
        self._phone = PhoneEdit()
        self._phone.setText(ticket.phone)
        # The topic stands there before the others are read: it is neither typed nor missing.
        self._topic = LookupEdit("Тема", [Choice(card.topic_id, ticket.topic)])
        self._topic.set_value(card.topic_id)
        self._words = TextArea("Со слов заявителя")
        self._words.setPlainText(card.details)
        self._words.setFixedHeight(look().metrics.px(_WORDS_HEIGHT))

    def _learn_topics(self) -> None:
        reference = self._tools.office.reference
        self._tools.jobs.read(
            lambda: (reference.topics, reference.everyday),
            lambda known: self._offer(*known),
            owner=self.sheet,
        )

    def _offer(self, topics: Sequence[Topic], everyday: Mapping[str, str]) -> None:
        self._topic.set_choices(topic_choices(topics, everyday, with_retired=True))

    def _typed(self) -> TicketDraft:
        card = self._card
        return dataclasses.replace(
            self._placed(card.draft),
            topic_id=self._topic.value(),
            details=self._words.toPlainText(),
            premise=self._flat.text(),
            entrance=self._entrance.text(),
            floor=self._floor.text(),
            applicant_name=self._name.text(),
            phone=self._phone.text(),
            no_phone=card.no_phone or not self._phone.text().strip(),
        )

    def _placed(self, draft: TicketDraft) -> TicketDraft:
        """Return the draft with the address as it stands in the field now."""
        words, house = self._address.text().strip(), self._address.house
        if house == draft.building_id and words == self._card.row.address:
            return draft
        unknown = "" if house is not None else self._address.unknown_address().strip()
        if house is None and words and not unknown:
            raise InvalidDraft({"building": "выберите дом из списка"})
        return dataclasses.replace(draft, building_id=house, address_text=unknown)
