"""The card of an organisation: phones, requisites, what it serves, its tickets and answers."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core.records.answers import BrokenPromise, Scorecard
from desktop_app.core.records.organizations import OrganizationCard
from desktop_app.core.score_periods import ScorePeriod
from desktop_app.core.text import counted
from desktop_app.ui import keys
from desktop_app.ui.pages.card_frame import CardFrame, Part
from desktop_app.ui.pages.contact_lines import contact_lines
from desktop_app.ui.pages.organizations.answers import (
    BrokenPromises,
    ScorecardView,
    answer_parts,
)
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.facts import Fact, Facts, SectionHead
from desktop_app.ui.widgets.text import Paragraph, Text

_LABEL = 130


class OrganizationView(CardFrame):
    """Shows one organisation."""

    edit_wanted = Signal()
    tickets_wanted = Signal(int)
    ticket_wanted = Signal(int)
    registry_wanted = Signal()
    period_chosen = Signal(str)

    def __init__(self) -> None:
        """Build the head."""
        self._edit = Button("Изменить", icon_name="pencil", key=keys.cap("open"))
        self._tickets = Button("&Обращения", Rank.PRIMARY, icon_name="list")
        self._registry = Button("&Реестр передачи", icon_name="printer", key=keys.cap("print"))
        tools = [self._edit, self._registry, self._tickets]
        super().__init__("Организации", tools, is_address=False)
        self.card: OrganizationCard | None = None
        self.period = ScorePeriod.MONTH
        self.scorecard: ScorecardView | None = None
        self._registry.clicked.connect(self.registry_wanted)
        self._edit.clicked.connect(self.edit_wanted)
        self._tickets.clicked.connect(
            lambda: self.tickets_wanted.emit(self.card.id) if self.card else None
        )
        keys.bind("open", self, self.edit_wanted.emit)
        keys.bind("print", self, self.registry_wanted.emit)

    def show_card(
        self, card: OrganizationCard, scorecard: Scorecard, broken: Sequence[BrokenPromise]
    ) -> None:
        """Show an organisation with its answers."""
        self.card = card
        draft = card.draft
        self.set_head(draft.short_name or draft.name, draft.name, draft.kind.title_ru)
        self.scorecard = ScorecardView(self.period)
        self.scorecard.show_card(scorecard)
        self.scorecard.period_chosen.connect(self._choose)
        promises = BrokenPromises(broken)
        promises.ticket_wanted.connect(self.ticket_wanted)
        answers = answer_parts(self.scorecard, broken, promises)
        self.set_columns([(1, _contacts(card)), (1, _work(card)), (1, answers)])

    def show_scorecard(self, scorecard: Scorecard) -> None:
        """Show the figures of another period."""
        if self.card is not None and self.card.id == scorecard.organization_id and self.scorecard:
            self.scorecard.show_card(scorecard)

    def _choose(self, period: str) -> None:
        self.period = ScorePeriod(period)
        self.period_chosen.emit(period)


def _contacts(card: OrganizationCard) -> list[Part]:
    draft = card.draft
    parts: list[Part] = [
        SectionHead("Связь"),
        Facts(
            [
                Fact("Диспетчер", draft.dispatcher_phone, bold=True),
                Fact("Часы", draft.dispatcher_hours),
                Fact("Телефон", draft.phone),
                Fact("Почта", draft.email),
                Fact("Адрес", draft.address),
                Fact("Сайт", draft.website),
            ],
            label_width=_LABEL,
        ),
    ]
    if draft.people:
        parts += [None, SectionHead("Люди")]
        parts += [contact_lines(one.post, one.name, one.phone) for one in draft.people]
    if card.other_names:
        names = Facts([Fact("Называют также", ", ".join(card.other_names))], label_width=_LABEL)
        parts += [None, names]
    parts += [
        None,
        SectionHead("Реквизиты"),
        Facts(
            [Fact("ИНН", draft.inn), Fact("КПП", draft.kpp), Fact("ОГРН", draft.ogrn)],
            label_width=_LABEL,
        ),
    ]
    return parts


def _work(card: OrganizationCard) -> list[QWidget | None]:
    parts: list[QWidget | None] = [SectionHead("Обслуживает")]
    if card.services:
        facts = [
            Fact(service.label_ru, counted(houses, "дом", "дома", "домов"))
            for service, houses in card.services
        ]
        parts.append(Facts(facts, label_width=_LABEL))
    else:
        parts.append(Text("Домов пока нет", Type.CELL, Tone.MUTED))
    overdue = Fact(
        "Просрочено",
        counted(card.overdue_tickets, "обращение", "обращения", "обращений"),
        bold=bool(card.overdue_tickets),
        tone=Tone.DANGER if card.overdue_tickets else Tone.PLAIN,
    )
    opened = Fact("Открыто", counted(card.open_tickets, "обращение", "обращения", "обращений"))
    parts += [None, SectionHead("Обращения"), Facts([opened, overdue], label_width=_LABEL)]
    if card.draft.note:
        parts += [None, SectionHead("Заметка"), Paragraph(card.draft.note, columns=90)]
    return parts
