"""The section «Экспорт»."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.core.records.register import RegisterQuery
from desktop_app.ui.pages.export.acts_block import ActsBlock
from desktop_app.ui.pages.export.forms_block import FormsBlock
from desktop_app.ui.pages.export.journal_block import JournalBlock
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.shell.page import Page
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.widgets.bars import ScreenHeader
from desktop_app.ui.widgets.panes import column
from desktop_app.ui.widgets.scroll_pane import ScrollPane
from desktop_app.ui.widgets.tabs import Tab, Tabs

_WIDTH = 760
JOURNALS, FORMS, ACTS = "journals", "forms", "acts"


class ExportPage(Page):
    """Journals for Excel, forms of higher bodies, acts as PDF: a tab for each."""

    title = "Экспорт"

    def __init__(self, tools: Tools, opener: FileOpener | None = None) -> None:
        """Build the tabs; `opener` opens what was written."""
        super().__init__()
        opener = opener or FileOpener(tools)
        self.journal = JournalBlock(tools, opener)
        self.forms = FormsBlock(tools, opener, self.journal.files)
        self.acts = ActsBlock(tools, opener)
        self._blocks: dict[str, QWidget] = {
            JOURNALS: self.journal,
            FORMS: self.forms,
            ACTS: self.acts,
        }
        names = (Tab(JOURNALS, "Журналы"), Tab(FORMS, "Свои формы"), Tab(ACTS, "Акты"))
        self.tabs = Tabs("Что выгрузить", names)
        self._stack = QStackedWidget()
        for block in self._blocks.values():
            self._stack.addWidget(_framed(block))
        self.setLayout(column(ScreenHeader("Экспорт", self.tabs), self._stack))
        self.tabs.chosen.connect(self.show_tab)
        self.journal.changed.connect(tools.hub.announce)
        self.journal.undo_offered.connect(self.undo_offered)
        self.journal.failed.connect(self.failed)
        self.forms.changed.connect(tools.hub.announce)

    def activate(self) -> None:
        """Read what may have changed; the focus goes to the journal."""
        self.acts.refresh()
        self.journal.refresh()
        self.forms.refresh()
        self.journal.journal.setFocus()

    def show_tab(self, key: str) -> None:
        """Show a block."""
        self.tabs.show_current(key)
        self._stack.setCurrentIndex(list(self._blocks).index(key))

    def export(self, query: RegisterQuery) -> None:
        """Write what another section shows: its question is taken over."""
        self.show_tab(JOURNALS)
        self.journal.use(query)
        self.journal.write.setFocus()


def _framed(block: QWidget) -> ScrollPane:
    block.setMaximumWidth(_WIDTH)
    body = QVBoxLayout()
    body.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    body.addWidget(block)
    body.addStretch(1)
    return ScrollPane(body)
