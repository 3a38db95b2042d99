"""The section «Экспорт»."""

from PySide6.QtWidgets import QVBoxLayout

from desktop_app.core.records.register import RegisterQuery
from desktop_app.ui.pages.export.acts_block import ActsBlock
from desktop_app.ui.pages.export.journal_block import JournalBlock
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.shell.page import Page
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.widgets.bars import ScreenHeader
from desktop_app.ui.widgets.panes import Hairline, column
from desktop_app.ui.widgets.scroll_pane import ScrollPane

_WIDTH = 720


class ExportPage(Page):
    """Two blocks: the journal for Excel, acts as PDF."""

    title = "Экспорт"

    def __init__(self, tools: Tools, opener: FileOpener | None = None) -> None:
        """Build the blocks; `opener` opens what was written."""
        super().__init__()
        opener = opener or FileOpener()
        self.journal = JournalBlock(tools, opener)
        self.acts = ActsBlock(tools, opener)
        body = QVBoxLayout()
        body.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        body.setSpacing(18)
        for block in (self.journal, self.acts):
            block.setMaximumWidth(_WIDTH)
        body.addWidget(self.journal)
        body.addWidget(Hairline())
        body.addWidget(self.acts)
        body.addStretch(1)
        self.setLayout(column(ScreenHeader("Экспорт"), ScrollPane(body)))
        self.journal.changed.connect(tools.hub.announce)

    def activate(self) -> None:
        """Read the visits anew; the focus goes to the period."""
        self.acts.refresh()
        self.journal.first.setFocus()

    def export(self, query: RegisterQuery) -> None:
        """Write what another section shows: its question is taken over."""
        self.journal.use(query)
        self.journal.write.setFocus()
