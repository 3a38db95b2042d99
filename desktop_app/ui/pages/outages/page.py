"""The section «Отключения»: the list and one outage in one place."""

import dataclasses
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QStackedLayout

from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import IncidentKind, IncidentState, Service
from desktop_app.core.records.incidents import (
    IncidentCard,
    IncidentDraft,
    IncidentView,
    SavedIncident,
    Told,
)
from desktop_app.core.records.tickets import TicketRow
from desktop_app.core.text import counted
from desktop_app.ui import keys
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.outage_actions import OutageActions
from desktop_app.ui.pages.outages.card import OutageCard
from desktop_app.ui.pages.outages.form import OutageForm
from desktop_app.ui.pages.outages.house_picker import Book
from desktop_app.ui.pages.outages.notice_paper import NoticePaper
from desktop_app.ui.pages.outages.outage_list import OutageList
from desktop_app.ui.pages.outages.sheets import CloseSheet, MoveSheet, ToldSheet
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.shell.commands import Command
from desktop_app.ui.shell.page import Page

_WATCHED = (Kind.INCIDENT, Kind.TICKET, Kind.BUILDING, Kind.ORGANIZATION)
_MISTAKES = ("записано дважды", "не подтвердилось", "не те дома")


class OutagesPage(Page):
    """Shows one of its views and writes outages down for the other sections."""

    title = "Отключения"

    def __init__(self, tools: Tools, opener: FileOpener | None = None) -> None:
        """Build the list and the card; `opener` opens notices that were written."""
        super().__init__()
        self._tools = tools
        self.actions_on_tickets = OutageActions(tools, self)
        self.notice = NoticePaper(tools, self, opener or FileOpener(tools))
        self.list = OutageList(tools)
        self.card = OutageCard()
        self._wanted = -1
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.card)
        self._wire()

    def _wire(self) -> None:
        listed, card, actions = self.list, self.card, self.actions_on_tickets
        listed.opened.connect(self.open_record)
        listed.new_wanted.connect(self.begin)
        listed.copy_wanted.connect(self._copy)
        listed.cancel_wanted.connect(lambda one: self._with_card(one, self._cancel))
        listed.status_text.connect(self._tell_of_list)
        listed.failed.connect(self.failed)
        listed.views.undo_offered.connect(self.undo_offered)
        card.left.connect(self.show_list)
        card.edit_wanted.connect(self._edit)
        card.move_wanted.connect(self._move)
        card.close_wanted.connect(self._close)
        card.cancel_wanted.connect(lambda: self._cancel(self.card.card))
        card.told_wanted.connect(self._tell)
        card.notice_wanted.connect(self._print)
        self.notice.failed.connect(self.failed)
        card.attach_all_wanted.connect(self._attach_all)
        card.detach_wanted.connect(self._detach)
        card.ticket_wanted.connect(lambda one: self.open_requested.emit("tickets", one))
        actions.undo_offered.connect(self.undo_offered)
        actions.failed.connect(self._refused)
        self._tools.hub.announced.connect(self._announced)

    @property
    def shows_card(self) -> bool:
        """Tell whether an outage is in front."""
        return self._stack.currentWidget() is self.card

    # What the frame and other sections ask for

    def activate(self) -> None:
        """Refresh what is in front."""
        if self.shows_card:
            self._load()
        else:
            self.list.activate()

    def open_record(self, record_id: int) -> None:
        """Open the card of an outage."""
        self._wanted = record_id
        self._load()

    def record_in_front(self) -> int:
        """Return the card on the screen, 0 when it is the list."""
        card = self.card.card
        return card.id if card is not None and self._stack.currentWidget() is self.card else 0

    def commands(self) -> Sequence[Command]:
        """Return what the palette offers here."""
        new = Command("Новое отключение", self.begin, keys.cap("new"), icon="bolt")
        if not self.shows_card:
            return (new, *self.list.views.commands())
        told = [
            Command(f"{told.title_ru}…", lambda told=told: self._tell(told.value), icon="bell")  # type: ignore[misc]  # bound per mark
            for told in Told
        ]
        paper = Command("Объявление…", self._print, keys.cap("form_print"), icon="printer")
        if not self.card.is_open:
            return (paper, *told, new)
        return (
            Command("Закончить отключение…", self._close, icon="check"),
            Command("Перенести окончание…", self._move, icon="clock"),
            Command("Изменить отключение…", self._edit, keys.cap("open"), icon="pencil"),
            Command("Присоединить похожие обращения", self._attach_all, keys.cap("join_incident")),
            paper,
            *told,
            Command("Отменить как ошибочное…", lambda: self._cancel(self.card.card)),
            new,
        )

    def show_list(self) -> None:
        """Give the list back."""
        self._wanted = -1
        self._stack.setCurrentWidget(self.list)
        self.list.activate()

    def show_view(self, view: IncidentView) -> None:
        """Show a tab of the list."""
        self._wanted = -1
        self._stack.setCurrentWidget(self.list)
        self.list.show_view(view)
        self.list.activate()

    def begin(self, building_ids: Sequence[int] = ()) -> None:
        """Write a new outage down, over these houses to begin with."""
        now = self._tools.office.desk.now().replace(second=0)
        self._form(
            IncidentDraft(IncidentKind.EMERGENCY, Service.HEATING, now, tuple(building_ids)),
            self._tools.office.incidents.open,
            is_new=True,
        )

    # Reading

    def _load(self) -> None:
        incidents, wanted = self._tools.office.incidents, self._wanted
        self._tools.jobs.read(
            lambda: incidents.card(wanted), self._show, self.failed.emit, owner=self
        )

    def _show(self, card: IncidentCard) -> None:
        if card.id != self._wanted:
            return
        came = not self.shows_card
        self.card.show_card(card)
        self._stack.setCurrentWidget(self.card)
        if came:
            self.card.setFocus()
        self.status_text.emit(f"Версия {card.version}")

    def _with_card(self, incident_id: int, then: Callable[[IncidentCard], None]) -> None:
        incidents = self._tools.office.incidents
        self._tools.jobs.read(
            lambda: incidents.card(incident_id), then, self.failed.emit, owner=self
        )

    def _tell_of_list(self, words: str) -> None:
        if not self.shows_card:
            self.status_text.emit(words)

    def _announced(self, changes: object) -> None:
        concerns = isinstance(changes, Changes) and any(map(changes.touches, _WATCHED))
        if concerns and self.shows_card and self.isVisible():
            self._load()

    # Writing

    def _form(
        self,
        draft: IncidentDraft,
        save: Callable[[IncidentDraft], SavedIncident],
        *,
        is_new: bool,
    ) -> None:
        office = self._tools.office

        def read() -> Book:
            return Book(office.buildings.streets(), office.organizations.refs())

        def ask(book: Book) -> None:
            OutageForm(self._tools, self, draft, book, save, self._saved, is_new=is_new)

        self._tools.jobs.read(read, ask, self.failed.emit, owner=self)

    def _saved(self, saved: SavedIncident) -> None:
        self.actions_on_tickets.told("Отключение записано", saved)
        self.open_record(saved.id)

    def _edit(self) -> None:
        card, incidents = self.card.card, self._tools.office.incidents
        if card is not None and card.row.state.is_open:
            self._form(
                card.draft,
                incidents.merging_save(card),
                is_new=False,
            )

    def _copy(self, incident_id: int) -> None:
        """Begin a new outage over the same houses; its times and words are its own."""
        now = self._tools.office.desk.now().replace(second=0)

        def begin(card: IncidentCard) -> None:
            draft = dataclasses.replace(
                card.draft, started_at=now, planned_end=None, title="", public_text=""
            )
            self._form(draft, self._tools.office.incidents.open, is_new=True)

        self._with_card(incident_id, begin)

    def _move(self) -> None:
        card = self.card.card
        if card is not None and card.row.state.is_open:
            MoveSheet(self._tools, self, card, lambda s: self._done("Окончание перенесено", s))

    def _tell(self, told: str) -> None:
        card, clerks, mark = self.card.card, self._tools.office.clerks, Told(told)
        if card is None or card.row.state is IncidentState.CANCELLED:
            return

        def ask(who: str) -> None:
            ToldSheet(
                self._tools, self, card, mark, who, lambda s: self._done("Оповещение отмечено", s)
            )

        def read() -> str:
            clerk = clerks.current()
            return clerk.name if clerk else ""

        self._tools.jobs.read(read, ask, self.failed.emit, owner=self)

    def _close(self) -> None:
        card, incidents = self.card.card, self._tools.office.incidents
        if card is None or card.row.state is not IncidentState.ON:
            return

        def ask(answer: tuple[IncidentCard, list[TicketRow]]) -> None:
            CloseSheet(self._tools, self, *answer, self._closed)

        self._tools.jobs.read(
            lambda: (incidents.card(card.id), incidents.tickets.to_be_done(card.id)),
            ask,
            self.failed.emit,
            owner=self,
        )

    def _closed(self, saved: SavedIncident, done: int) -> None:
        many = counted(done, "обращение", "обращения", "обращений")
        words = f"Отключение закончено, на обзвон: {many}" if done else "Отключение закончено"
        self._done(words, saved)

    def _cancel(self, card: IncidentCard | None) -> None:
        if card is None or not card.row.state.is_open:
            return
        tickets = self._tools.office.incidents.tickets

        def write(reason: str) -> None:
            self._tools.jobs.write(
                lambda: tickets.cancel(card.id, card.version, reason),
                lambda saved: self._done("Отключение отменено", saved),
                self._refused,
                owner=self,
            )

        freed = ""
        if card.tickets:
            many = counted(len(card.tickets), "обращение", "обращения", "обращений")
            freed = f". Будет отсоединено: {many}"
        self._tools.dialogs.ask_reason(
            self,
            f"Отменить отключение «{card.row.title}»{freed}",
            "Почему запись ошибочна",
            write,
            ready=_MISTAKES,
            yes="Отменить отключение",
        )

    def _print(self) -> None:
        card = self.card.card
        if card is not None and card.row.state is not IncidentState.CANCELLED:
            self.notice.ask(card, self.card.notice)

    def _attach_all(self) -> None:
        card = self.card.card
        if card is not None and card.proposed:
            self.actions_on_tickets.attach_to(card.id, [ticket.id for ticket in card.proposed])

    def _detach(self, ticket_id: int) -> None:
        if self.card.is_open:
            self.actions_on_tickets.detach([ticket_id])

    def _done(self, words: str, saved: SavedIncident) -> None:
        self.actions_on_tickets.told(words, saved)

    def _refused(self, error: object) -> None:
        self.failed.emit(error)
        if self.shows_card:
            self._load()
