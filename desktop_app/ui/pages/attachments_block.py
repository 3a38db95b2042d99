"""Files of a ticket or a visit: listed, added, opened as a copy, removed with a way back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import Entity
from desktop_app.core.file_kinds import ALLOWED
from desktop_app.core.records.attachments import Attachment
from desktop_app.core.size_words import size_words
from desktop_app.ui import keys
from desktop_app.ui.models.columns import Column, Elide
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.rows_table import RowsTable
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.shell.page import UndoOffer
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.text import Text

_KINDS = {Entity.TICKET: Kind.TICKET, Entity.INSPECTION: Kind.INSPECTION}
_MOST_ROWS = 4
_FILTER = f"Сканы, фото, документы ({' '.join(f'*.{kind.extension}' for kind in ALLOWED)} *.jpeg)"


@dataclass(frozen=True, slots=True)
class _Line:
    """A file at its place in the table."""

    id: int
    file: Attachment


COLUMNS = (
    Column("title", "Файл", 230, lambda a: a.file.title, elide=Elide.MIDDLE, sortable=False),
    Column("size", "Размер", 84, lambda a: size_words(a.file.size), muted=True, sortable=False),
    Column("added", "Приложен", 100, lambda a: f"{a.file.added_at:%d.%m.%Y}", muted=True,
           elide=Elide.NONE, sortable=False, sample="00.00.0000"),
)  # fmt: skip


class AttachmentsBlock(QWidget):
    """Shows the files of one thing; Enter opens one, Del takes it away, Ins adds.

    `undo_offered(UndoOffer)` after a removal, `failed(error)` when a step came to nothing,
    `shown(files)` when other files stand here.
    """

    undo_offered = Signal(object)
    failed = Signal(object)
    shown = Signal(object)

    def __init__(self, tools: Tools, entity: Entity, opener: FileOpener, margin: int = 0) -> None:
        """Belong to nothing yet; `margin` is the room at the left of text, in pixels."""
        super().__init__()
        self._tools, self._entity, self._opener = tools, entity, opener
        self._id = -1
        self.files: Sequence[Attachment] = ()
        self.gone_also: Callable[[Attachment], str] = lambda _file: ""
        self.table = RowsTable("Файлы", COLUMNS, least=_MOST_ROWS, most=_MOST_ROWS)
        name = "Приложить &файл"
        self.add = Button(name, Rank.LINK, icon_name="paperclip", key=keys.cap("add_row"))
        hint = "скан акта, фото" if entity is Entity.INSPECTION else "фото, скан письма"
        self._hint = Text(hint, Type.CAPTION, Tone.MUTED)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 4, 0, 6)
        body.setSpacing(0)
        foot = row(self.add, 8, self._hint, None)
        foot.setContentsMargins(margin, 4, margin, 4)
        body.addWidget(self.table)
        body.addLayout(foot)
        self._wire()
        self._show([])

    def _wire(self) -> None:
        self.table.opened.connect(self._open)
        self.table.whole_wanted.connect(self._open)
        self.table.removed.connect(self._remove)
        self.add.clicked.connect(self.choose)
        keys.bind("add_row", self, self.choose)
        self._tools.hub.announced.connect(self._announced)

    def show_of(self, entity_id: int) -> None:
        """Show the files of another thing."""
        if entity_id != self._id:
            self._id = entity_id
            self._show([])
        self._read()

    def choose(self) -> None:
        """Ask for files and attach them: photographs of a visit come by the dozen."""
        wanted = self._id
        if wanted >= 0:
            self._tools.dialogs.open_files(
                self, "Приложить файлы", _FILTER, lambda paths: self.attach(wanted, paths)
            )

    def attach(self, entity_id: int, paths: Sequence[Path]) -> None:
        """Attach files, all or none; what may not be attached is told."""
        attachments, entity = self._tools.office.attachments, self._entity
        self._write(lambda: attachments.add(entity, entity_id, paths))

    def _read(self) -> None:
        attachments, entity, wanted = self._tools.office.attachments, self._entity, self._id
        if wanted < 0:
            return

        def show(found: list[Attachment]) -> None:
            if wanted == self._id:
                self._show(found)

        self._tools.jobs.read(
            lambda: attachments.of(entity, wanted), show, self.failed.emit, owner=self
        )

    def _show(self, files: Sequence[Attachment]) -> None:
        self.files = files
        self.table.show_rows([_Line(place, file) for place, file in enumerate(files)])
        self.table.setVisible(bool(files))
        self.shown.emit(files)

    def _open(self, place: int) -> None:
        attachments, number = self._tools.office.attachments, self.files[place].id

        def show(path: Path) -> None:
            self._opener.open(path)

        self._tools.jobs.read(
            lambda: attachments.copy_to_open(number), show, self.failed.emit, owner=self
        )

    def _remove(self, place: int) -> None:
        attachments, file = self._tools.office.attachments, self.files[place]
        also = self.gone_also(file)

        def done(changes: Changes) -> None:
            self._tools.hub.announce(changes)
            words = f"Файл «{file.title}» убран{also}"
            back = UndoOffer(words, lambda: self._write(lambda: attachments.put_back(file)))
            self.undo_offered.emit(back)

        self._tools.jobs.write(
            lambda: attachments.remove(file.id), done, self.failed.emit, owner=self
        )

    def _write(self, work: Callable[[], Changes]) -> None:
        self._tools.jobs.write(work, self._tools.hub.announce, self.failed.emit, owner=self)

    def _announced(self, changes: object) -> None:
        if isinstance(changes, Changes) and changes.touches(_KINDS[self._entity]):
            self._read()
