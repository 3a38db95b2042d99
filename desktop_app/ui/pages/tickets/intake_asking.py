"""What the office answers while a call is typed: asked after a change, late answers dropped."""

import dataclasses

from PySide6.QtCore import QObject, QTimer

from desktop_app.core.records.buildings import BuildingCard
from desktop_app.core.records.tickets import TicketDraft
from desktop_app.ui.pages.tickets import intake_help
from desktop_app.ui.pages.tickets.house_panel import HousePanel, flat_doubt
from desktop_app.ui.pages.tickets.intake_form import IntakeForm
from desktop_app.ui.pages.tickets.intake_help import IntakeHelp
from desktop_app.ui.pages.tickets.intake_ties import IntakeTies
from desktop_app.ui.pages.tools import Tools

_ASK_MS = 120


class IntakeAsking(QObject):
    """Puts what is known of house, phone and topic into the form and onto the panel."""

    def __init__(
        self, tools: Tools, form: IntakeForm, panel: HousePanel, ties: IntakeTies, parent: QObject
    ) -> None:
        """Follow the form's address, flat and topic."""
        super().__init__(parent)
        self._tools, self._form, self._panel, self._ties = tools, form, panel, ties
        self._asked_for, self._peeked = 0, -1  # late answers to other questions are dropped
        self._rests = False
        self._soon = QTimer(self, singleShot=True, interval=_ASK_MS)
        self._soon.timeout.connect(self.ask)
        form.house_changed.connect(ties.take_house)
        form.house_changed.connect(lambda _house: self.soon())
        form.flat_changed.connect(self.soon)
        form.topic_changed.connect(lambda _topic: self.soon())
        form.address.highlighted.connect(self._peek)
        form.address.found.connect(self._found)
        form.address.emptied.connect(lambda: self._found(0))
        ties.repeat_judged.connect(self.ask)

    def soon(self) -> None:
        """Ask when nothing more changes for a moment."""
        self._soon.start()

    def rest(self, *, on: bool) -> None:
        """Ask nothing of a call that is recorded, and forget what was asked of it."""
        self._rests = on
        self._soon.stop()
        self._asked_for += 1

    def clear(self) -> None:
        """Show nothing: another call."""
        self.rest(on=False)
        fields = self._form.fields
        for name, hint in (("building", ""), ("topic", ""), ("deadline", "по теме")):
            fields[name].set_hint(hint)
        fields["building"].set_doubt("")
        fields["room_temperature"].hide()
        self._panel.show_calls(())
        self._panel.show_house(None)

    def ask(self) -> None:
        """Ask all at once what the office knows of the call as it is typed."""
        if self._rests:
            return
        office, draft = self._tools.office, self._form.draft()
        if (typed := self._form.address.phone()) is not None:
            draft = dataclasses.replace(draft, phone=typed.typed)
        self._asked_for += 1
        asked = self._asked_for

        def answered(answer: IntakeHelp) -> None:
            if asked == self._asked_for:
                self._show(draft, answer)

        self._tools.jobs.read(
            lambda: intake_help.ask(office, draft, office.desk.now()), answered, owner=self
        )

    def _show(self, asked: TicketDraft, answer: IntakeHelp) -> None:
        form, fields = self._form, self._form.fields
        if asked.building_id != form.address.house:
            return
        self._panel.show_calls(answer.calls)
        self._panel.show_house(answer.card, self._ties.not_judged(answer.similar))
        self._ties.look_at_house()
        form.take_place(answer.flat)
        fields["room_temperature"].setVisible(answer.asks_room)
        fields["deadline"].set_hint(answer.term_hint)
        if not form.term_by_hand:
            form.term.set_value(answer.term.due if answer.term else None)
        if not form.executor_by_hand:
            form.executor.set_value(answer.executor)
        looked = form.address.looked_for
        fields["building"].set_hint(f"найдено по «{looked}»" if answer.card and looked else "")
        if answer.card is not None:
            doubt = "" if answer.flat else flat_doubt(answer.card, form.flat.text())
            fields["building"].set_doubt(doubt)
        fields["topic"].set_hint(answer.topic_group)

    def _peek(self, building_id: object) -> None:
        self._peeked = building_id if isinstance(building_id, int) else -1
        if not isinstance(building_id, int):
            if self._form.address.house is None:
                self._panel.show_house(None)
            return
        buildings = self._tools.office.buildings
        self._tools.jobs.read(lambda: buildings.card(building_id), self._show_peek, owner=self)

    def _show_peek(self, card: BuildingCard) -> None:
        if self._form.address.house is None and card.id == self._peeked:
            self._panel.show_house(card, peek=True)

    def _found(self, count: int) -> None:
        field, address = self._form.fields["building"], self._form.address
        field.set_hint(address.hint(count))
        field.set_doubt(address.doubt(count))
        if address.phone() is not None or self._panel.has_calls:
            self.soon()
