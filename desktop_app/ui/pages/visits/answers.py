"""The way from an issued act to the people who wait for an answer."""

from PySide6.QtWidgets import QWidget

from desktop_app.core.changes import Changes
from desktop_app.core.errors import NotAllowed
from desktop_app.core.records.inspections import ActAnswers
from desktop_app.core.records.organizations import OrganizationRef
from desktop_app.core.text import counted
from desktop_app.ui.pages.actions import Actions
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.visits.answers_sheet import AnswersSheet
from desktop_app.ui.pages.visits.keeper import DraftKeeper
from desktop_app.ui.widgets.suggest_edit import Choice


class Answers(Actions):
    """Opens the sheet over `screen`; what was answered can be taken back in one step."""

    def __init__(self, tools: Tools, keeper: DraftKeeper, screen: QWidget) -> None:
        """Answer the tickets of the visit of `keeper`."""
        super().__init__(tools, screen)
        self._keeper = keeper

    def ask(self) -> None:
        """Read what the act proposes and show it."""
        if not self._keeper.ready:
            return
        office, visit = self._tools.office, self._keeper.card.id

        def read() -> tuple[ActAnswers, list[OrganizationRef]]:
            return office.act_answers.proposed(visit), office.organizations.refs()

        self._tools.jobs.read(read, self._show, self.failed.emit, owner=self)

    def _show(self, found: tuple[ActAnswers, list[OrganizationRef]]) -> None:
        proposed, refs = found
        if not proposed.tickets:
            self.failed.emit(_nobody())
            return
        choices = [Choice(ref.id, ref.name, ref.kind.title_ru) for ref in refs]
        AnswersSheet(self._tools, self._page, proposed, choices, self._done)

    def _done(self, changes: Changes, count: int) -> None:
        many = counted(count, "обращению", "обращениям", "обращениям")
        self.tell(f"Отвечено по {many}", changes)


def _nobody() -> NotAllowed:
    return NotAllowed(
        "К этому выезду не отнесено ни одного обращения", "", "ответьте в карточке обращения"
    )
