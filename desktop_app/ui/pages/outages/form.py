"""The form of an outage: what, where, until when, and the words for those who call."""

import dataclasses
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.core.enums import IncidentKind, Service
from desktop_app.core.errors import InvalidDraft, OfficeError
from desktop_app.core.records.incidents import IncidentDraft, SavedIncident
from desktop_app.ui.pages.outages.house_picker import Book, HousePicker
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.theme import look
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.fields import MomentEdit, TextArea
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.scroll_pane import ScrollPane
from desktop_app.ui.widgets.suggest_edit import Choice, LookupEdit

_WIDTH, _ROUND, _TEXT = 720, 120, 62
_SOON_MS = 150
_SERVICES = tuple(service for service in Service if service is not Service.MANAGEMENT)


class OutageForm:
    """Writes an outage down or corrects one; `save(draft)` is a service call.

    Title and text for callers follow what is typed until the clerk types them by hand.
    """

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        draft: IncidentDraft,
        book: Book,
        save: Callable[[IncidentDraft], SavedIncident],
        on_saved: Callable[[SavedIncident], None],
        *,
        is_new: bool,
    ) -> None:
        """Show what is known."""
        self._tools, self._save, self._on_saved = tools, save, on_saved
        self._made_title = self._made_text = ""
        self._make(draft, book)
        fields = self._fields()
        title = "Новое отключение" if is_new else "Изменить отключение"
        self.sheet = FormSheet(parent, title, "Записать", fields)
        self.sheet.setMinimumWidth(look().metrics.px(_WIDTH))
        self.sheet.composed = self._composed
        self.sheet.lay(self._body(fields, parent))
        self._soon = QTimer(self.sheet, singleShot=True, interval=_SOON_MS)
        self._wire()
        self._propose()
        open_sheet(self.sheet, self.kind if is_new else self.houses.address, self._submit)

    def draft(self) -> IncidentDraft:
        """Return what is typed."""
        kind, started = self.kind.value(), self.started.value()
        return IncidentDraft(
            kind=kind if isinstance(kind, IncidentKind) else IncidentKind.OTHER,
            service=self._service(),
            started_at=started or self._tools.office.desk.now(),
            building_ids=self.houses.ids,
            title=self.title.text(),
            public_text=self.text.text(),
            cause=self.cause.text(),
            organization_id=self.organization.value(),
            planned_end=self.planned.value(),
        )

    def _composed(self) -> frozenset[str]:
        """Return which of the words proposed stand as they were proposed."""
        title = {"title"} if self.title.text() == self._made_title else set()
        text = {"public_text"} if self.text.text() == self._made_text else set()
        return frozenset(title | text)

    def _make(self, draft: IncidentDraft, book: Book) -> None:
        now = self._tools.office.desk.now
        self.kind = Combo("Вид", [(kind, kind.title_ru) for kind in IncidentKind])
        self.service = Combo("Услуга", [(item, item.label_ru) for item in _SERVICES])
        self.started, self.planned = MomentEdit("Начало", now), MomentEdit("Окончание", now)
        refs = [Choice(ref.id, ref.name, ref.kind.title_ru) for ref in book.organizations]
        self.organization = LookupEdit("Кто устраняет", refs)
        self.cause, self.title = QLineEdit(draft.cause), QLineEdit(draft.title)
        self.text = TextArea("Текст для звонящих", least=_TEXT, most=_TEXT)
        self.kind.set_value(draft.kind)
        self.service.set_value(draft.service)
        self.started.set_value(draft.started_at)
        self.planned.set_value(draft.planned_end)
        self.organization.set_value(draft.organization_id)
        self.text.setPlainText(draft.public_text)
        self.houses = HousePicker(self._tools, book, self._service, draft.building_ids)

    def _fields(self) -> dict[str, FormField]:
        return {
            "kind": FormField("&Вид", self.kind),
            "service": FormField("У&слуга", self.service),
            "started_at": FormField("&Начало", self.started, "вчера 18:00, 8:30"),
            "planned_end": FormField("План о&кончания", self.planned, "завтра 12:00"),
            "houses": self.houses.field,
            "cause": FormField("&Причина", self.cause),
            "organization_id": FormField("Кто ус&траняет", self.organization),
            "title": FormField("Н&азвание", self.title, "составляется само"),
            "public_text": FormField("Текст для звон&ящих", self.text, "составляется сам"),
        }

    def _body(self, fields: dict[str, FormField], parent: QWidget) -> QWidget:
        body = QVBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        first = row(fields["kind"], fields["service"])
        first.addWidget(fields["started_at"])
        first.addWidget(fields["planned_end"])
        body.addLayout(first)
        body.addWidget(self.houses)
        body.addLayout(row(fields["cause"], fields["organization_id"]))
        body.addWidget(fields["title"])
        body.addWidget(fields["public_text"])
        body.addStretch(1)
        pane = ScrollPane(body)
        room = parent.window().height() - look().metrics.px(_ROUND)
        wanted = pane.sizeHint().height() + self.houses.to_come
        pane.setMinimumHeight(min(wanted, max(room, look().metrics.px(120))))
        return pane

    def _wire(self) -> None:
        soon = self._soon.start
        self._soon.timeout.connect(self._propose)
        for combo in (self.kind, self.service):
            combo.picked.connect(lambda _value: soon())
        for moment in (self.started, self.planned):
            moment.changed.connect(lambda _value: soon())
        self.cause.textChanged.connect(soon)
        self.houses.changed.connect(soon)

    def _service(self) -> Service:
        chosen = self.service.value()
        return chosen if isinstance(chosen, Service) else Service.GENERAL

    def _propose(self) -> None:
        """Make title and text anew; words typed by hand are left alone."""
        draft, incidents = self.draft(), self._tools.office.incidents

        def read() -> tuple[str, str]:
            title = incidents.propose_title(draft.kind, draft.service, draft.building_ids)
            return title, incidents.propose_text(draft)

        self._tools.jobs.read(read, self._proposed, owner=self.sheet)

    def _proposed(self, words: tuple[str, str]) -> None:
        title, text = words
        if self.title.text() in ("", self._made_title):
            self.title.setText(title)
            self.title.setCursorPosition(0)
        if self.text.text() in ("", self._made_text):
            self.text.setPlainText(text)
        self._made_title, self._made_text = title, text

    def _submit(self) -> None:
        problems = {
            name: field.problem()
            for name, field in (("started_at", self.started), ("planned_end", self.planned))
            if field.problem()
        }
        if self.started.value() is None and not problems:
            problems["started_at"] = "впишите день и время"
        if self.organization.text().strip() and self.organization.value() is None:
            problems["organization_id"] = "выберите из справочника"
        if self.houses.address.text().strip():
            problems["houses"] = "Enter — добавить набранное"
        if problems:
            self._refuse(InvalidDraft(problems))
            return
        self._tools.jobs.write(self._write(), self._done, self._refuse, owner=self.sheet)

    def _write(self) -> Callable[[], SavedIncident]:
        """Return the service call; words nobody typed are made of what stands there by now."""
        draft, incidents = self.draft(), self._tools.office.incidents
        own_title = draft.title not in ("", self._made_title)
        own_text = draft.public_text not in ("", self._made_text)

        def write() -> SavedIncident:
            made = incidents.propose_title(draft.kind, draft.service, draft.building_ids)
            return self._save(
                dataclasses.replace(
                    draft,
                    title=draft.title if own_title else made,
                    public_text=draft.public_text if own_text else incidents.propose_text(draft),
                )
            )

        return write

    def _refuse(self, error: OfficeError) -> None:
        self.sheet.show_error(error)

    def _done(self, saved: SavedIncident) -> None:
        self.sheet.close_saved()
        self._on_saved(saved)
