"""The card of a ticket on paper, from any page."""

from collections.abc import Sequence

from desktop_app.core.text import counted
from desktop_app.ui.pages.file_out import PDF, FileOut
from desktop_app.ui.pages.paper_out import Paper, PaperOut

TITLE = "Карточка обращения"


class TicketPaperPreview(PaperOut):
    """Shows the card, prints it, writes it to a file; `failed` carries what went wrong."""

    def show_card(self, ticket_id: int, number: str) -> None:
        """Open the preview of a card."""
        self._show([ticket_id], f"{TITLE} № {number}")

    def show_cards(self, ticket_ids: Sequence[int]) -> None:
        """Open the preview of several cards, each from a new sheet; nothing for no tickets."""
        if ticket_ids:
            count = counted(len(ticket_ids), "обращения", "обращений", "обращений")
            self._show(list(ticket_ids), f"Карточки {count}")

    def _show(self, ticket_ids: list[int], title: str) -> None:
        papers = self._tools.office.ticket_papers

        def show(name: str) -> None:
            file = FileOut(
                TITLE,
                name,
                PDF,
                lambda path: papers.write(ticket_ids, path),
                "Пишется карточка…",
                "Записано",
            )
            self.show_paper(
                Paper(
                    title,
                    lambda: papers.make_each(ticket_ids),
                    file,
                    lambda cards: papers.printed([ticket_ids[place] for place in cards]),
                    leaves=False,
                )
            )

        self._tools.jobs.read(
            lambda: papers.file_name(ticket_ids), show, self.failed.emit, owner=self
        )
