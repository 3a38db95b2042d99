"""One visit: measurements above, conclusions, remedies and commission below, papers at the top."""

import datetime as dt
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core import clock
from desktop_app.core.conclusions import no_access_words, propose_conclusions
from desktop_app.core.enums import Entity, InspectionStatus
from desktop_app.core.errors import InvalidDraft, OfficeError
from desktop_app.core.records.attachments import Attachment
from desktop_app.core.records.inspections import InspectionCard
from desktop_app.ui import keys
from desktop_app.ui.pages.attachments_block import AttachmentsBlock
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.visits.answers import Answers
from desktop_app.ui.pages.visits.body import VisitBody
from desktop_app.ui.pages.visits.commission import CommissionZone
from desktop_app.ui.pages.visits.findings import FindingsZone
from desktop_app.ui.pages.visits.head import VisitHead
from desktop_app.ui.pages.visits.keeper import DraftKeeper
from desktop_app.ui.pages.visits.measurements import MeasurementsZone
from desktop_app.ui.pages.visits.messages import Messages, Way
from desktop_app.ui.pages.visits.papers import Papers
from desktop_app.ui.pages.visits.parts import VisitParts
from desktop_app.ui.pages.visits.photo_foot import PhotoFoot
from desktop_app.ui.pages.visits.photo_steps import PhotoSteps
from desktop_app.ui.pages.work_note import WorkNote
from desktop_app.ui.shell.commands import Command
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.widgets.panes import column
from desktop_app.ui.widgets.scroll_pane import ScrollPane

_DETAILS = {
    "started_at": "Начало проверки",
    "finished_at": "Окончание проверки",
    "outdoor_temperature": "Температура на улице",
    "outdoor_daily": "Средняя за сутки",
    "next_visit_on": "Повторная проверка",
    "basis": "Основание",
    "condition_text": "Состояние системы",
    "special_opinion": "Особое мнение",
}


class VisitScreen(QWidget):
    """`left`: back to the list. What is typed is kept by itself; nothing has to be saved."""

    left = Signal()
    status_text = Signal(str)
    undo_offered = Signal(object)
    failed = Signal(object)
    again_wanted = Signal(int)

    def __init__(self, tools: Tools, opener: FileOpener) -> None:
        """Build the zones; a visit comes with `open`."""
        super().__init__()
        self._fresh = False
        self.keeper = DraftKeeper(tools, self)
        self.head, self.note = VisitHead(), WorkNote(opener)
        self.measurements, self.findings = MeasurementsZone(), FindingsZone()
        self.commission = CommissionZone()
        self.files = AttachmentsBlock(tools, Entity.INSPECTION, opener, MARGIN)
        self.photos = PhotoFoot(tools)
        self.answers = Answers(tools, self.keeper, self)
        self.papers = Papers(tools, self.keeper, self.note, self)
        self.parts = VisitParts(tools, self.keeper, self)
        self.pictures = PhotoSteps(tools, self.keeper, self)
        self.messages = Messages(self.keeper, self._ways(), self.measurements.table)
        self._build()
        self._wire_zones()
        self._wire_office()

    def _build(self) -> None:
        files = QWidget()
        files.setLayout(column(self.files, self.photos))
        body = VisitBody(self.measurements, self.findings, self.commission, files)
        self._pane = ScrollPane(column(body))
        self.note.setContentsMargins(MARGIN, 8, MARGIN, 8)
        self.setLayout(column(self.head, self.messages, self.note, self._pane))

    def _wire_zones(self) -> None:
        keeper, parts = self.keeper, self.parts
        table, findings, people = self.measurements, self.findings, self.commission
        table.rows_changed.connect(lambda rows: keeper.change(measurements=rows))
        table.add_wanted.connect(parts.add_measurement)
        table.row_wanted.connect(parts.edit_measurement)
        table.removal_wanted.connect(lambda place: parts.remove("measurements", place))
        table.instruments_wanted.connect(parts.edit_instruments)
        table.notice.connect(self.status_text)
        findings.conclusions_changed.connect(lambda text: keeper.change(conclusions=text))
        findings.compose_wanted.connect(self._compose)
        findings.add_wanted.connect(parts.add_remedy)
        findings.row_wanted.connect(parts.edit_remedy)
        findings.removal_wanted.connect(lambda place: parts.remove("remedies", place))
        people.add_wanted.connect(parts.add_member)
        people.row_wanted.connect(parts.edit_member)
        people.removal_wanted.connect(lambda place: parts.remove("members", place))
        people.sign_wanted.connect(parts.sign)
        people.answer_wanted.connect(self.answers.ask)
        self.files.shown.connect(self.photos.show_files)
        self.files.gone_also = self._gone_also
        self.photos.wanted.connect(self.pictures.choose)
        self.photos.file_wanted.connect(self.files.choose)
        self.messages.undo_offered.connect(self.undo_offered)
        self.messages.status_text.connect(self.status_text)
        for asked in (self.answers, self.files, parts, self.pictures):
            asked.undo_offered.connect(self.undo_offered)
            asked.failed.connect(self.failed)

    def _wire_office(self) -> None:
        keeper, papers, head = self.keeper, self.papers, self.head
        keeper.before_flush = self.measurements.editor.finish
        keeper.shown.connect(self._show)
        keeper.edited.connect(self._redraw)
        keeper.saved.connect(self._saved)
        keeper.refused.connect(self._refused)
        keeper.returned.connect(self._returned)
        papers.lacking.connect(self.messages.lacking)
        papers.still_lacking.connect(self.messages.still_lacking)
        papers.failed.connect(self.failed)
        head.left.connect(self.left)
        head.blank.clicked.connect(papers.blank)
        head.filled.clicked.connect(papers.filled)
        head.issue.clicked.connect(papers.issue)
        head.save_act.clicked.connect(papers.filled)
        head.cancel_act.clicked.connect(papers.cancel_act)
        head.cancel_visit.clicked.connect(papers.cancel_visit)
        head.details.clicked.connect(lambda _checked=False: self.parts.edit_details())
        head.kind.clicked.connect(self.parts.choose_kind)
        head.again.clicked.connect(self._visit_again)
        for name, act in (
            ("close", self.left.emit),
            ("back", self.left.emit),
            ("save", self._save_now),
            ("save_close", self._finish),
            ("form_print", papers.show),
            ("refresh", self._read_anew),
        ):
            keys.bind(name, self, act)

    def open(self, inspection_id: int) -> None:
        """Show a visit; the focus goes to the first row without a value."""
        self._fresh = True
        self.setFocus()  # what goes away below must not hand the focus to the navigation
        self.note.rest()
        self.messages.clear()
        self.keeper.open(inspection_id)
        self.files.show_of(inspection_id)

    def commands(self) -> tuple[Command, ...]:
        """Return what the palette offers over this visit."""
        if not self.keeper.ready or self.keeper.card.status is InspectionStatus.CANCELLED:
            return ()
        if not self.keeper.editable:
            return (
                Command("Сохранить PDF акта", self.papers.filled, icon="download"),
                Command("Ответить по обращениям из акта", self.answers.ask, icon="check"),
                Command("Повторный выезд", self._visit_again, icon="repeat"),
                Command("Приложить файл", self.files.choose, icon="paperclip"),
                Command("Отменить акт", self.papers.cancel_act, icon="struck"),
            )
        return (
            Command("Сведения о выезде", self.parts.edit_details, icon="pencil"),
            Command("Вид акта", self.parts.choose_kind, icon="document"),
            Command("Приложить файл", self.files.choose, icon="paperclip"),
            Command("Фототаблица акта", self.pictures.choose, icon="table"),
            Command("Приборы комиссии", self.parts.edit_instruments),
            Command("Составить выводы заново", self._compose),
            Command("Добавить меру", self.parts.add_remedy, icon="plus"),
            Command("Добавить участника", self.parts.add_member, icon="plus"),
            Command("Пустой бланк акта", self.papers.blank, icon="printer"),
            Command("Выпустить акт", self.papers.issue, keys.cap("save_close"), icon="check"),
            Command("Отменить выезд", self.papers.cancel_visit, icon="struck"),
        )

    def _show(self, card: InspectionCard) -> None:
        self._redraw()
        self.status_text.emit(_standing(card))
        if self._fresh:
            self._fresh = False
            self.messages.clear()
            self.measurements.go_to(self.measurements.first_open())
        elif self.messages.about_act:
            self.papers.look_again()

    def _redraw(self) -> None:
        card, draft, editable = self.keeper.card, self.keeper.draft, self.keeper.editable
        self.head.show_card(card, draft)
        self.measurements.show_draft(draft, editable=editable)
        self.findings.show_draft(draft, editable=editable)
        self.commission.show_draft(card, draft, editable=editable)
        self.photos.show_draft(card.id, draft, editable=editable)

    def _saved(self, moment: dt.datetime) -> None:
        self.messages.saved()
        if self.messages.about_act:
            self.papers.look_again()
        self.head.show_card(self.keeper.card, self.keeper.draft)
        self.status_text.emit(f"Черновик акта сохранён {moment:%H:%M}")

    def _returned(self, moment: dt.datetime) -> None:
        self.status_text.emit(f"Возвращено введённое и не сохранённое {moment:%d.%m %H:%M}")

    def _refused(self, error: OfficeError) -> None:
        if isinstance(error, InvalidDraft):
            self.messages.not_saved(error)
            self.status_text.emit("Черновик акта не сохранён")
            return
        self.failed.emit(error)
        if not self.keeper.ready:
            self.left.emit()

    def _compose(self) -> None:
        """Write the drafted conclusions; the clerk's own can be taken back."""
        draft = self.keeper.draft
        text = propose_conclusions(draft.measurements, draft.started_at)
        text = text or no_access_words(draft.access)
        if not text:
            self.status_text.emit("Выводы составлять не из чего: впишите замеры")
            return
        self.parts.replace_conclusions(text)
        self.findings.area.setFocus()

    def _read_anew(self) -> None:
        """Show what is stored now, once what is typed here is stored too."""
        visit = self.keeper.wanted
        self.keeper.flush(lambda saved: self.keeper.open(visit) if saved else None)

    def _save_now(self) -> None:
        self.keeper.flush(lambda _saved: None)

    def _visit_again(self) -> None:
        if self.keeper.ready:
            self.again_wanted.emit(self.keeper.card.id)

    def _finish(self) -> None:
        if self.keeper.editable:
            self.papers.issue()
        else:
            self.papers.filled()

    def _gone_also(self, file: Attachment) -> str:
        """Return where else a removed file is missing now."""
        shown = {photo.attachment_id for photo in self.keeper.draft.photos}
        return ", в фототаблице акта его больше нет" if file.id in shown else ""

    def _ways(self) -> dict[str, Way]:
        """Return, by the service's names of fields, what people call them and how to get there."""
        details, table, findings = self.parts.edit_details, self.measurements, self.findings
        ways = {
            "measurements": Way("Замеры", lambda: self._go_to(table.table)),
            "conclusions": Way("Выводы", lambda: self._go_to(findings.area)),
            "members": Way("Комиссия", lambda: self._go_to(self.commission.add)),
            "remedies": Way("Меры", lambda: self._go_to(findings.add)),
            "instruments": Way("Приборы", self.parts.edit_instruments),
            "photos": Way("Фототаблица", self.pictures.choose),
        }
        ways |= {name: Way(label, partial(details, name)) for name, label in _DETAILS.items()}
        return ways

    def _go_to(self, widget: QWidget) -> None:
        widget.setFocus()
        self._pane.ensureWidgetVisible(widget)


def _standing(card: InspectionCard) -> str:
    if card.status is InspectionStatus.ISSUED and card.live_act is not None:
        return f"Акт выпущен {clock.show_moment(card.live_act.issued_at)}"
    if card.status is InspectionStatus.CANCELLED:
        reason = card.history[-1].note if card.history else ""
        return f"Выезд отменён: {reason}" if reason else "Выезд отменён"
    last = card.history[-1].at if card.history else card.created_at
    return f"Черновик акта сохранён {clock.show_short(last)}"
