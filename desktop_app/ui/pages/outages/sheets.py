"""Small forms of an outage's steps: another end, who was told, the end with its confirm list."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.core import outage_words
from desktop_app.core.errors import InvalidDraft, NotAllowed, OfficeError
from desktop_app.core.records.incidents import IncidentCard, SavedIncident, Told
from desktop_app.core.records.tickets import TicketRow
from desktop_app.core.text import counted, number
from desktop_app.ui.models.columns import Column, Kind
from desktop_app.ui.pages.outages.columns import LEFT_OUT, TICKED, TICKET_COLUMNS
from desktop_app.ui.pages.rows_table import RowsTable
from desktop_app.ui.pages.save_sheet import save_sheet
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.theme import Tone, Type, look
from desktop_app.ui.widgets.button import Button, Keycap, Rank
from desktop_app.ui.widgets.fields import MomentEdit, TextArea
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import column, row
from desktop_app.ui.widgets.text import Text

Done = Callable[[SavedIncident], object]
_TEXT, _WIDE, _ROWS = 62, 740, 9
_TOLD = "Обращения станут «Исполнено, обзвонить», отмеченные «нет» останутся в работе"
_LAW = {Told.AUTHORITY: "сразу · ПП 416", Told.CONSUMERS: "за сутки · ПП 354, п. 104"}
_WAYS = {Told.AUTHORITY: "телефон, ЕДДС", Told.CONSUMERS: "объявления, чат дома"}


class _Sheet(QObject):
    """A form over the page with one write; it lives as long as its window."""

    def __init__(self, tools: Tools, on_done: Done) -> None:
        super().__init__()
        self._tools, self._on_done = tools, on_done

    def _write(self, sheet: FormSheet, call: Callable[[], SavedIncident]) -> None:
        save_sheet(self._tools, sheet, call, self._on_done)


class MoveSheet(_Sheet):
    """Another planned end, why, and the text for callers that goes with it."""

    def __init__(self, tools: Tools, parent: QWidget, card: IncidentCard, on_done: Done) -> None:
        """Show the present end; a text made by the program is made anew."""
        super().__init__(tools, on_done)
        self._card = card
        self._named = card.row.planned_end  # the time that stands in the text
        now = tools.office.desk.now
        self._until = MomentEdit("Новое окончание", now)
        self._until.set_value(card.row.planned_end)
        self._reason = QLineEdit()
        self._text = TextArea("Текст для звонящих", least=_TEXT, most=_TEXT)
        self._text.setPlainText(card.public_text)
        fields = {
            "planned_end": FormField("&Новое окончание", self._until, "18:00, завтра 12:00"),
            "reason": FormField("&Почему", self._reason),
            "public_text": FormField("&Текст для звонящих", self._text, "время заменится само"),
        }
        self._until.changed.connect(self._retell)
        self.sheet = FormSheet(parent, "Перенести окончание", "Перенести", fields)
        self.sheet.lay(*fields.values())
        open_sheet(self.sheet, self._until, self._submit)
        self._until.selectAll()

    def _retell(self, _until: object = None) -> None:
        """Put the new time where the text names the time it named before."""
        new, old, text = self._until.value(), self._named, self._text.text()
        if new is None or new == old:
            return
        if old is None:
            if text == self._made(None):
                self._text.setPlainText(self._made(new))
                self._named = new
        elif (words := outage_words.moment_words(old)) in text:
            self._text.setPlainText(text.replace(words, outage_words.moment_words(new)))
            self._named = new

    def _made(self, until: dt.datetime | None) -> str:
        """Return the text the program makes with a planned end."""
        draft = dataclasses.replace(self._card.draft, planned_end=until)
        now = self._tools.office.desk.now()
        return outage_words.proposed_text(
            draft.kind, draft.service, draft.cause, draft.started_at, until, now
        )

    def _submit(self) -> None:
        self._retell()
        planned, card = self._until.value(), self._card
        if planned is None:
            problem = self._until.problem() or "впишите день и время"
            self.sheet.show_error(InvalidDraft({"planned_end": problem}))
            return
        reason, text = self._reason.text(), self._text.text()
        incidents = self._tools.office.incidents
        self._write(
            self.sheet,
            lambda: incidents.move_end(
                card.id, card.version, planned, reason=reason, public_text=text
            ),
        )


class ToldSheet(_Sheet):
    """When the authority or consumers were told, by whom and how."""

    def __init__(
        self, tools: Tools, parent: QWidget, card: IncidentCard, told: Told, who: str, on_done: Done
    ) -> None:
        """Propose this very moment and who works here; a mark made before is shown."""
        super().__init__(tools, on_done)
        self._card, self._told = card, told
        mark = card.told.get(told)
        self._at = MomentEdit("Когда", tools.office.desk.now)
        self._at.set_value(mark.at if mark else tools.office.desk.now())
        self._who = QLineEdit(mark.who if mark else who)
        self._way = QLineEdit(mark.way if mark else "")
        fields = {
            "way": FormField("&Как", self._way, _WAYS[told]),
            "who": FormField("К&то оповестил", self._who),
            "at": FormField("К&огда", self._at, _LAW[told]),
        }
        self.sheet = FormSheet(parent, told.title_ru, "Записать", fields)
        self.sheet.lay(fields["way"], row(fields["who"], fields["at"]))
        open_sheet(self.sheet, self._way, self._submit)

    def _submit(self) -> None:
        at, card, told = self._at.value(), self._card, self._told
        if at is None:
            problem = self._at.problem() or "впишите день и время"
            self.sheet.show_error(InvalidDraft({"at": problem}))
            return
        who, way, incidents = self._who.text(), self._way.text(), self._tools.office.incidents
        self._write(
            self.sheet,
            lambda: incidents.mark_told(card.id, card.version, told, at, who=who, way=way),
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A ticket at its place in the confirm list, and whether it goes to be called back."""

    id: int
    ticket: TicketRow
    chosen: bool


_CONFIRM = (
    Column(
        "chosen",
        "Обзвон",
        76,
        lambda c: TICKED if c.chosen else LEFT_OUT,
        Kind.MARK,
        sortable=False,
        sample="✓ да",
    ),
    *(
        Column(
            item.key,
            item.title,
            item.width,
            lambda c, value=item.value: value(c.ticket),  # type: ignore[misc]  # bound per column
            item.kind,
            item.elide,
            sortable=False,
            muted=item.muted,
        )
        for item in TICKET_COLUMNS
    ),
)


class ConfirmList(QWidget):
    """Attached tickets still to be done; the space bar leaves one out. `changed` after it."""

    changed = Signal()

    def __init__(self, tickets: Sequence[TicketRow]) -> None:
        """Start with all of them chosen."""
        super().__init__()
        self._tickets = list(tickets)
        self._left: set[int] = set()
        self.table = RowsTable("Обращения отключения", _CONFIRM, least=3, most=_ROWS)
        self.table.set_edge(0)
        self._words = Text("", Type.CELL, Tone.MUTED)
        self.whole, self.nobody = Button("Все", Rank.LINK), Button("Никого", Rank.LINK)
        hint = row(self._words, None, Keycap("Пробел"), self.whole, 4, self.nobody)
        self.setLayout(column(self.table, 6, hint))
        self.table.ticked.connect(self._toggle)
        self.table.whole_wanted.connect(self._toggle)
        self.whole.clicked.connect(lambda: self._leave(set()))
        self.nobody.clicked.connect(lambda: self._leave({t.id for t in self._tickets}))
        self._show()

    @property
    def chosen(self) -> list[int]:
        """The tickets that go to be called back."""
        return [ticket.id for ticket in self._tickets if ticket.id not in self._left]

    @property
    def seen(self) -> list[int]:
        """The tickets on the list, chosen or left out."""
        return [ticket.id for ticket in self._tickets]

    def renew(self, tickets: Sequence[TicketRow]) -> None:
        """Show the list as it is now; what was left out stays so."""
        self._tickets = list(tickets)
        self._leave(self._left & set(self.seen))

    def _toggle(self, place: int) -> None:
        self._leave(self._left ^ {self._tickets[place].id})

    def _leave(self, left: set[int]) -> None:
        self._left = left
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.table.show_rows(
            [
                Candidate(place, ticket, ticket.id not in self._left)
                for place, ticket in enumerate(self._tickets)
            ]
        )
        whole = counted(len(self._tickets), "обращения", "обращений", "обращений")
        self._words.setText(f"На обзвон пойдёт {number(len(self.chosen))} из {whole}")


class CloseSheet(_Sheet):
    """When it ended, what was done, and which of its tickets are done with it."""

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        card: IncidentCard,
        tickets: Sequence[TicketRow],
        on_done: Callable[[SavedIncident, int], object],
    ) -> None:
        """Propose this very moment and all tickets."""
        super().__init__(tools, lambda saved: on_done(saved, len(self.list.chosen)))
        self._card = card
        self._at = MomentEdit("Закончено", tools.office.desk.now)
        self._at.set_value(tools.office.desk.now())
        self._note = QLineEdit()
        self.list = ConfirmList(tickets)
        fields = {
            "ended_at": FormField("&Закончено", self._at),
            "note": FormField("&Что сделано", self._note),
        }
        self.sheet = FormSheet(parent, "Закончить отключение", "Закончить", fields)
        self.sheet.setMinimumWidth(look().metrics.px(_WIDE))
        first = row(fields["ended_at"], fields["note"])
        first.setStretch(1, 1)
        self._told = Text("", Type.CELL)
        self.sheet.lay(first, self._told, self.list)
        self._tell()
        open_sheet(self.sheet, self._at, self._submit)

    def _submit(self) -> None:
        at, card = self._at.value(), self._card
        if at is None:
            problem = self._at.problem() or "впишите день и время"
            self.sheet.show_error(InvalidDraft({"ended_at": problem}))
            return
        chosen, note = self.list.chosen, self._note.text()
        tickets = self._tools.office.incidents.tickets
        seen = self.list.seen
        self._tools.jobs.write(
            lambda: tickets.close(card.id, card.version, at, chosen, note, seen=seen),
            self._saved,
            self._refused,
            owner=self.sheet,
        )

    def _saved(self, saved: SavedIncident) -> None:
        self.sheet.close_saved()
        self._on_done(saved)

    def _refused(self, error: OfficeError) -> None:
        self.sheet.show_error(error)
        if isinstance(error, NotAllowed):
            tickets, outage = self._tools.office.incidents.tickets, self._card.id
            self._tools.jobs.read(lambda: tickets.to_be_done(outage), self._renew, owner=self.sheet)

    def _renew(self, tickets: list[TicketRow]) -> None:
        self.list.renew(tickets)
        self._tell()

    def _tell(self) -> None:
        some = bool(self.list.seen)
        self.list.setVisible(some)
        self._told.setText(_TOLD if some else "Открытых обращений у отключения нет")
