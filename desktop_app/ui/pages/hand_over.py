"""Handing selected tickets over: organisation, channel, who accepted, their number, promise."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.core.changes import Changes
from desktop_app.core.enums import HandoverChannel
from desktop_app.core.errors import OfficeError, SomeRefused
from desktop_app.core.records.tickets import HandoverDraft
from desktop_app.core.text import counted, number
from desktop_app.ui.pages.ticket_actions import EACH_OWN
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.fields import MomentEdit
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.suggest_edit import Choice, LookupEdit


class HandOverSheet:
    """The form and its one write; `on_done(changes)` after the tickets were handed over."""

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        ticket_ids: Sequence[int],
        choices: Sequence[Choice],
        proposed: int | None,
        on_done: Callable[[Changes], None],
    ) -> None:
        """Propose the executor of the tickets, for different ones each to its own."""
        self._tools, self._ids, self._on_done = tools, list(ticket_ids), on_done
        self._organization = LookupEdit("Организация", choices)
        self._organization.set_value(proposed)
        self._channel = Combo("Как передано", [(c, c.title_ru) for c in HandoverChannel])
        self._accepted = QLineEdit()
        self._number = QLineEdit()
        self._promised = MomentEdit("Обещали до")
        fields = {
            "organization": FormField("&Организация", self._organization, "по дому и услуге"),
            "channel": FormField("&Как", self._channel),
            "accepted_by": FormField("Кто &принял", self._accepted),
            "their_number": FormField("&Их №", self._number),
            "promised_at": FormField("О&бещали до", self._promised),
        }
        many = counted(len(self._ids), "обращение", "обращения", "обращений")
        self.sheet = FormSheet(parent, f"Передать {many}", "Передать", fields)
        self.sheet.lay(
            fields["organization"],
            row(fields["channel"], fields["accepted_by"]),
            row(fields["their_number"], fields["promised_at"]),
        )
        open_sheet(self.sheet, self._organization, self._submit)
        self._organization.selectAll()  # typing another one replaces the proposed

    def draft(self) -> HandoverDraft:
        """Return what is typed."""
        channel, chosen = self._channel.value(), self._organization.value()
        return HandoverDraft(
            organization_id=None if chosen == EACH_OWN else chosen,
            channel=channel if isinstance(channel, HandoverChannel) else HandoverChannel.PHONE,
            accepted_by=self._accepted.text(),
            their_number=self._number.text(),
            promised_at=self._promised.value(),
            each_own=chosen == EACH_OWN,
        )

    def _submit(self) -> None:
        draft, ids, office = self.draft(), self._ids, self._tools.office
        self._tools.jobs.write(
            lambda: office.handovers.hand_over(ids, draft),
            self._done,
            self._refused,
            owner=self.sheet,
        )

    def _refused(self, error: OfficeError) -> None:
        """Offer to hand over the rest when the service names whom it refused."""
        refused = error.refused if isinstance(error, SomeRefused) else frozenset[int]()
        rest = [ticket_id for ticket_id in self._ids if ticket_id not in refused]
        if not refused or not rest:
            self.sheet.show_error(error)
            return
        button = Button(f"Передать остальные: {number(len(rest))}")
        button.clicked.connect(lambda: button.setEnabled(False))
        button.clicked.connect(lambda: self._without_refused(rest))
        self.sheet.show_error(error, button)

    def _without_refused(self, rest: list[int]) -> None:
        self._ids = rest
        self._submit()

    def _done(self, changes: Changes) -> None:
        self.sheet.close_saved()
        self._on_done(changes)
