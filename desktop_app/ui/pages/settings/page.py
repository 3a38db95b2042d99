"""The section «Настройки»."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from desktop_app.core.records.imports import ImportKind
from desktop_app.ui.dialogs import Question
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.settings.care_block import CareBlock
from desktop_app.ui.pages.settings.clerk_block import ClerkBlock
from desktop_app.ui.pages.settings.data_block import DataBlock
from desktop_app.ui.pages.settings.history_screen import HistoryScreen
from desktop_app.ui.pages.settings.import_block import ImportBlock
from desktop_app.ui.pages.settings.import_screen import ImportScreen
from desktop_app.ui.pages.settings.look_block import LookBlock
from desktop_app.ui.pages.settings.norms_block import NormsBlock
from desktop_app.ui.pages.settings.office_block import OfficeBlock
from desktop_app.ui.pages.settings.password_block import PasswordBlock
from desktop_app.ui.pages.settings.reference_block import ReferenceBlock
from desktop_app.ui.pages.settings.reference_screen import ReferenceScreen
from desktop_app.ui.pages.settings.terms_block import TermsBlock
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.shell.commands import Command
from desktop_app.ui.shell.page import Page
from desktop_app.ui.theme import follow_look, look
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.widgets.bars import ScreenHeader
from desktop_app.ui.widgets.panes import Hairline, column
from desktop_app.ui.widgets.scroll_pane import ScrollPane

_WIDTH = 760
_LOSE = Question(
    "Уйти без сохранения?", "Сведения об органе изменены и не записаны.", "Уйти без них", "Остаться"
)


class SettingsPage(Page):
    """Blocks below one another; `clerk_changed(Clerk)` and `look_chosen(theme, points)`."""

    title = "Настройки"
    clerk_changed = Signal(object)
    look_chosen = Signal(str, float)

    def __init__(self, tools: Tools, opener: FileOpener | None = None) -> None:
        """Build the blocks."""
        super().__init__()
        self._tools = tools
        self.clerk = ClerkBlock(tools)
        self.office = OfficeBlock(tools)
        self.terms = TermsBlock(tools)
        self.norms = NormsBlock(tools)
        self.look = LookBlock(tools.state)
        self.lists = ReferenceBlock()
        self.files = ImportBlock()
        self.data = DataBlock(tools, opener or FileOpener())
        self.care = CareBlock(tools, opener or FileOpener())
        rules = (self.clerk, self.office, self.terms, self.norms, self.lists)
        self.password = PasswordBlock(tools)
        self._blocks = (*rules, self.files, self.look, self.data, self.password, self.care)
        body = QVBoxLayout()
        body.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        body.setSpacing(18)
        for place, block in enumerate(self._blocks):
            if place:
                body.addWidget(Hairline())
            body.addWidget(block)
        body.addStretch(1)
        self._home = QWidget()
        self._home.setLayout(column(ScreenHeader("Настройки"), ScrollPane(body)))
        self.imports = ImportScreen(tools, opener or FileOpener())
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._home)
        self._stack.addWidget(self.imports)
        self.history = HistoryScreen(tools, opener or FileOpener())
        self._stack.addWidget(self.history)
        self.reference = ReferenceScreen(tools)
        self._stack.addWidget(self.reference)
        self._wire()
        follow_look(self._relook)

    def _relook(self) -> None:
        """Keep lines of the blocks readable on a wide screen, at any type."""
        for block in self._blocks:
            block.setMaximumWidth(look().metrics.px(_WIDTH))

    def _wire(self) -> None:
        announce = self._tools.hub.announce
        self.clerk.sat.connect(self.clerk_changed)
        self.clerk.failed.connect(self.failed)
        self.office.changed.connect(announce)
        self.office.changed.connect(lambda _changes: self.status_text.emit("Записано"))
        self.office.failed.connect(self.failed)
        self.terms.changed.connect(announce)
        self.norms.changed.connect(announce)
        self.norms.failed.connect(self.failed)
        self.norms.undo_offered.connect(self.undo_offered)
        self.look.chosen.connect(self.look_chosen)
        self.files.import_wanted.connect(self.load)
        self.files.batches_wanted.connect(self.show_batches)
        self.imports.changed.connect(announce)
        self.imports.failed.connect(self.failed)
        self.imports.status_text.connect(self.status_text)
        self.imports.left.connect(self.show_home)
        self.care.journal_wanted.connect(self.show_history)
        self.care.changed.connect(announce)
        self.history.left.connect(self.show_home)
        self.history.failed.connect(self.failed)
        self.history.status_text.connect(self.status_text)
        self.lists.wanted.connect(self.show_reference)
        self.reference.changed.connect(announce)
        self.reference.failed.connect(self.failed)
        self.reference.status_text.connect(self.status_text)
        self.reference.undo_offered.connect(self.undo_offered)
        self.reference.left.connect(self.show_home)

    def activate(self) -> None:
        """Read what others may have changed."""
        if self._stack.currentWidget() is not self._home:
            return
        self.clerk.refresh()
        self.office.refresh()
        self.terms.refresh()
        self.norms.refresh()
        self.clerk.change.setFocus()

    def leave(self, on_left: Callable[[], None]) -> None:
        """Ask before what is typed of the office and not written is lost."""
        if not self.office.edited:
            on_left()
            return

        def lose() -> None:
            self.office.let_go()
            on_left()

        self._tools.dialogs.confirm(self, _LOSE, lose)

    def commands(self) -> Sequence[Command]:
        """Return what the palette offers here."""
        password = Command("Пароль на базу", self.password.ask_change, icon="gear")
        return (
            *([password] if self.password.is_offered else []),
            Command("Сделать копию базы", self.data.ask_copy, icon="copy"),
            Command("Восстановить из копии", self.data.ask_restore, icon="undo"),
            Command("Журнал изменений", self.show_history, icon="clock"),
            Command("Сроки хранения данных…", self.care.ask_terms, icon="trash"),
            Command("Акты об уничтожении данных…", self.care.ask_acts, icon="document"),
            Command("Проверить базу", self.data.run_check, icon="check"),
            Command("Загрузить список домов", self.load_houses, icon="home"),
            Command(
                "Загрузить список организаций",
                lambda: self.load(ImportKind.ORGANIZATIONS),
                icon="building",
            ),
            Command(
                "Загрузить обращения из Excel, журнал прошлых лет",
                lambda: self.load(ImportKind.TICKETS),
                icon="list",
            ),
            Command("Загрузить реестр площадок", self.load_sites, icon="truck"),
            Command("Прежние загрузки", self.show_batches, icon="undo"),
            Command("Справочники", self.show_reference, icon="book"),
            *self.look.commands(),
        )

    def load_houses(self) -> None:
        """Ask for a list of houses: the first step of an empty book."""
        self.load(ImportKind.HOUSES)

    def load_sites(self) -> None:
        """Ask for a register of collection sites."""
        self.load(ImportKind.SITES)

    def load(self, kind: ImportKind) -> None:
        """Bring the loading of files to the front and ask for a file of this kind."""
        self._stack.setCurrentWidget(self.imports)
        self.imports.begin(kind)

    def show_history(self) -> None:
        """Bring the journal of changes to the front."""
        self._stack.setCurrentWidget(self.history)
        self.history.show_fresh()

    def show_batches(self) -> None:
        """Bring what was loaded before to the front."""
        self._stack.setCurrentWidget(self.imports)
        self.imports.show_batches()

    def show_reference(self) -> None:
        """Bring the small lists to the front."""
        self._stack.setCurrentWidget(self.reference)
        self.reference.activate()

    def show_home(self) -> None:
        """Give the blocks back; the foot forgets what it told of another screen."""
        self._stack.setCurrentWidget(self._home)
        self.status_text.emit("")
        self.activate()
