"""The section «Вывоз»: the list of sites and the card of one."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout

from desktop_app.core.changes import Changes, Kind
from desktop_app.core.collection_schedule import Schedule, WasteKind
from desktop_app.core.enums import OrganizationKind
from desktop_app.core.errors import NotFound, OfficeError
from desktop_app.core.records.history import HistoryEntry
from desktop_app.core.records.organizations import OrganizationRef
from desktop_app.core.records.waste import SiteCard, SiteDraft, SiteQuery, SiteSaved, SiteSort
from desktop_app.ui import keys
from desktop_app.ui.pages.book_screen import BookScreen, BookSpec
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.waste.actions import SiteActions
from desktop_app.ui.pages.waste.card import SiteView, removal_words
from desktop_app.ui.pages.waste.columns import site_columns
from desktop_app.ui.pages.waste.form import SiteForm
from desktop_app.ui.pages.waste.houses_sheet import HousesSheet
from desktop_app.ui.pages.waste.list_tools import ListTools
from desktop_app.ui.pages.waste.schedule_sheet import ScheduleSheet
from desktop_app.ui.shell.commands import Command
from desktop_app.ui.shell.page import Page
from desktop_app.ui.widgets.empty_state import EmptyWords
from desktop_app.ui.widgets.form_sheet import FormSheet
from desktop_app.ui.widgets.suggest_edit import Choice

_CARRIERS = (OrganizationKind.CARRIER, OrganizationKind.REGIONAL_OPERATOR)
_EMPTY = EmptyWords(
    "truck",
    "Контейнерных площадок пока нет",
    "Загрузите реестр мест накопления из Excel или CSV: адреса, контейнеры, график вывоза.\n"
    "Тогда при звонке видно, когда вывоз, а срыв отмечается одной клавишей.",
    "Загрузить реестр",
    way_out="Внести площадку вручную",
    action_icon="download",
    way_out_key=keys.cap("new"),
)


class WastePage(Page):
    """The list of sites and the card of one."""

    title = "Вывоз"
    visit_wanted = Signal(list)
    import_wanted = Signal()

    def __init__(self, tools: Tools) -> None:
        """Build the list and the card."""
        super().__init__()
        self._tools = tools
        waste, now = tools.office.waste, tools.office.desk.now
        self.book = BookScreen(
            tools,
            BookSpec(
                "sites",
                "Вывоз",
                "Новая площадка",
                site_columns(now),
                waste.page,
                self._ids,
                (Kind.SITE, Kind.ORGANIZATION, Kind.SETTING),
                _EMPTY,
                "Адрес, № в реестре, владелец",
                has_twins=False,
            ),
        )
        self.card = SiteView(now)
        self._wanted: int | None = None
        self.steps = SiteActions(tools, self)
        self.list_tools = ListTools(tools, self, self.book)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.book)
        self._stack.addWidget(self.card)
        self._wire()

    def _wire(self) -> None:
        self.book.opened.connect(self.open_record)
        self.book.new_wanted.connect(self._add)
        self.book.first_wanted.connect(self.import_wanted)
        self.book.way_out_wanted.connect(self._add)
        self.book.status_text.connect(self._tell_of_list)
        self.book.failed.connect(self.failed)
        self.book.views.undo_offered.connect(self.undo_offered)
        self.card.left.connect(self.show_list)
        self.card.edit_wanted.connect(self._edit)
        self.card.houses_wanted.connect(self._houses)
        self.card.schedule_wanted.connect(self._edit_schedule)
        self.card.schedule_added.connect(self._add_schedule)
        self.card.schedule_removed.connect(self._remove_schedule)
        self.card.missed_wanted.connect(self._missed)
        self.card.collected_wanted.connect(self._collected)
        self.card.house_opened.connect(lambda one: self.open_requested.emit("buildings", one))
        self.card.visit_wanted.connect(self.visit_wanted)
        self.card.cause_wanted.connect(self._cause)
        self.card.ticket_opened.connect(lambda one: self.open_requested.emit("tickets", one))
        self.steps.ticket_wanted.connect(lambda one: self.open_requested.emit("tickets", one))
        self.steps.failed.connect(self.failed)
        self.steps.undo_offered.connect(self.undo_offered)
        self.list_tools.failed.connect(self.failed)
        self.list_tools.import_wanted.connect(self.import_wanted)
        self._tools.hub.announced.connect(self._announced)
        keys.bind("missed", self, self._missed)
        keys.bind("collected", self, self._collected)
        keys.bind("delete", self.book, self._remove)

    def _ids(self, text: str, sort: str, descending: bool) -> Sequence[int]:
        query = SiteQuery(text, self.list_tools.only_late, SiteSort(sort), descending)
        return self._tools.office.waste.ids(query)

    def activate(self) -> None:
        """Refresh the list when it is in front."""
        if self._stack.currentWidget() is self.book:
            self.book.activate()

    def open_record(self, record_id: int) -> None:
        """Open the card of a site."""
        self._wanted = record_id
        self._load(record_id)

    def _load(self, record_id: int) -> None:
        waste = self._tools.office.waste
        self._tools.jobs.read(
            lambda: (waste.card(record_id), waste.history(record_id)),
            self._show,
            lambda error: self._not_read(record_id, error),
            owner=self,
        )

    def commands(self) -> Sequence[Command]:
        """Return what the palette offers here."""
        on_site = (
            Command("Не вывезли", self._missed, keys.cap("missed"), icon="alert"),
            Command("Вывезли", self._collected, keys.cap("collected"), icon="check"),
        )
        if self._stack.currentWidget() is self.card:
            add = keys.cap("add_row")
            return (
                *on_site,
                *self._kind_commands(),
                Command("Изменить площадку", self._edit, keys.cap("open"), icon="pencil"),
                Command("Дома площадки", self._houses, icon="home"),
                Command("Добавить график вывоза", self._add_schedule, add, icon="plus"),
            )
        new = Command("Новая площадка", self._add, keys.cap("new"), icon="plus")
        return (new, *on_site, *self.list_tools.commands(), *self.book.views.commands())

    def _kind_commands(self) -> Sequence[Command]:
        """What was not collected besides mixed waste is chosen by words: it is rarer."""
        card = self.card.card
        if card is None:
            return ()
        kinds = [k for k in WasteKind if any(s.kind is k for s in card.draft.schedules)]
        return [
            Command(
                f"Не вывезли: {kind.title_ru}",
                partial(self.steps.missed, card.id, kind),
                icon="alert",
            )
            for kind in kinds[1:]
        ]

    def show_list(self) -> None:
        """Give the list back."""
        self._wanted = None
        self._stack.setCurrentWidget(self.book)
        self.book.activate()

    def _show(self, answer: tuple[SiteCard, list[HistoryEntry]]) -> None:
        """Show a site that is still wanted: the clerk may have gone back to the list."""
        card, history = answer
        if card.id != self._wanted:
            return
        came = self._stack.currentWidget() is not self.card
        self.card.show_card(card, history)
        self._stack.setCurrentWidget(self.card)
        if came:
            self.card.setFocus()
        self.status_text.emit(f"Версия {card.version}")

    def _not_read(self, record_id: int, error: OfficeError) -> None:
        """A site that is gone (its adding was undone) leaves the list in its place."""
        if record_id != self._wanted:
            return
        card, in_front = self.card.card, self._stack.currentWidget() is self.card
        is_shown = in_front and card is not None and card.id == record_id
        if isinstance(error, NotFound) and is_shown:
            self.show_list()
        else:
            self._wanted = card.id if in_front and card is not None else None
            self.failed.emit(error)

    def _tell_of_list(self, words: str) -> None:
        """Leave the status line to the card while it is in front."""
        if self._stack.currentWidget() is self.book:
            self.status_text.emit(words)

    def _current(self) -> int | None:
        """Return the site in front: the one of the card, or the row under the cursor."""
        if self._stack.currentWidget() is self.card:
            return self.card.card.id if self.card.card is not None else None
        found = self.book.list.view.current_id()
        return found if found >= 0 else None

    def _missed(self) -> None:
        site = self._current()
        if site is not None:
            self.steps.missed(site)

    def _collected(self) -> None:
        site = self._current()
        if site is not None:
            self.steps.collected(site)

    def _cause(self, missed_id: int) -> None:
        card = self.card.card
        if card is not None:
            self.steps.cause(card, missed_id)

    def _remove(self) -> None:
        view = self.book.list.view
        ids = list(view.selected_ids()) or [view.current_id()]
        if ids[0] >= 0:
            waste = self._tools.office.waste
            self._tools.jobs.read(
                lambda: waste.page(ids[:1])[0].address,
                lambda title: self.steps.remove(ids, title),
                self.failed.emit,
                owner=self,
            )

    def _add(self) -> None:
        add = self._tools.office.waste.add

        def ask(owners: list[Choice]) -> None:
            SiteForm(self._tools, self, SiteDraft(""), owners, add, self._added, is_new=True)

        self._with_choices((), ask)

    def _edit(self) -> None:
        card, waste = self.card.card, self._tools.office.waste
        if card is None:
            return

        def ask(owners: list[Choice]) -> None:
            SiteForm(
                self._tools,
                self,
                card.draft,
                owners,
                waste.merging_save(card),
                self._saved,
                is_new=False,
            )

        self._with_choices((), ask)

    def _houses(self) -> None:
        card, waste = self.card.card, self._tools.office.waste
        if card is not None:
            HousesSheet(
                self._tools,
                self,
                card.houses,
                lambda ids: waste.assign_houses(card.id, card.version, ids),
                self._saved,
            )

    def _add_schedule(self) -> None:
        card = self.card.card
        if card is not None:
            last = card.draft.schedules[-1] if card.draft.schedules else Schedule()
            fresh = Schedule(weekdays=frozenset(), carrier_id=last.carrier_id)
            self._ask_schedule(card, fresh, None)

    def _edit_schedule(self, place: int) -> None:
        card = self.card.card
        if card is not None:
            self._ask_schedule(card, card.draft.schedules[place], place)

    def _remove_schedule(self, place: int) -> None:
        card = self.card.card
        if card is not None:
            kept = [item for n, item in enumerate(card.draft.schedules) if n != place]
            words = removal_words(card, place)
            self.steps.set_schedules(card, kept, words, lambda: self.open_record(card.id))

    def _ask_schedule(self, card: SiteCard, schedule: Schedule, place: int | None) -> None:
        def ready(typed: Schedule, sheet: FormSheet) -> None:
            kept = list(card.draft.schedules)
            if place is None:
                kept.append(typed)
            else:
                kept[place] = typed

            def saved() -> None:
                sheet.close_saved()
                self.open_record(card.id)

            self.steps.set_schedules(card, kept, "График записан", saved, sheet.show_error)

        def ask(carriers: list[Choice]) -> None:
            now = self._tools.office.desk.now
            is_new = place is None
            ScheduleSheet(self, schedule, carriers, now, ready, is_new=is_new)

        self._with_choices(_CARRIERS, ask)

    def _with_choices(
        self, kinds: Sequence[OrganizationKind], ask: Callable[[list[Choice]], object]
    ) -> None:
        organizations = self._tools.office.organizations

        def found(refs: list[OrganizationRef]) -> None:
            ask([Choice(ref.id, ref.name, ref.kind.title_ru) for ref in refs])

        self._tools.jobs.read(
            lambda: organizations.refs(*kinds), found, self.failed.emit, owner=self
        )

    def _added(self, saved: SiteSaved) -> None:
        self.steps.saved(saved, "Площадка внесена")
        self.open_record(saved.id)

    def _saved(self, saved: SiteSaved) -> None:
        self.steps.saved(saved, "Площадка записана")
        self.open_record(saved.id)

    def _announced(self, changes: object) -> None:
        if not isinstance(changes, Changes) or self._wanted is None:
            return
        concerns = changes.touches(Kind.SITE) or changes.touches(Kind.TICKET)
        if concerns and self._stack.currentWidget() is self.card:
            self._load(self._wanted)
