"""Under the files of a visit: how many of them its act shows, and the ways to choose and add."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core import photo_words
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.file_kinds import HEIC
from desktop_app.core.records.attachments import Attachment
from desktop_app.core.records.inspections import InspectionDraft
from desktop_app.core.text import NBSP, counted
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.panes import column, row
from desktop_app.ui.widgets.text import Paragraph, Text

_HEIC = f"В акт не напечатается: {photo_words.NO_HEIC}"
_NONE, _INVITED = "снимков в акте нет", "в акте появится фототаблица"


class PhotoFoot(QWidget):
    """`wanted`: the clerk asks for the pictures of the act, `file_wanted`: for one from a file.

    While a visit that can be changed has no picture it invites to attach one or to take those of
    its tickets; an act that is issued without pictures shows nothing.
    """

    wanted = Signal()
    file_wanted = Signal()

    def __init__(self, tools: Tools) -> None:
        """Know of no files yet."""
        super().__init__()
        self._tools = tools
        self._files: Sequence[Attachment] = ()
        self._chosen, self._editable, self._waiting = 0, False, 0
        self._asked: tuple[int, tuple[int, ...]] | None = None
        self.choose = Button("Фототабли&ца", Rank.LINK, icon_name="table")
        self.attach = Button("Приложить снимо&к", Rank.LINK, icon_name="table")
        self.take = Button("Взять &из обращений", Rank.LINK)
        self.words = Text("", Type.CAPTION, Tone.MUTED)
        self.heic = Paragraph(_HEIC, Type.CAPTION, Tone.WARNING)
        foot = row(self.choose, self.attach, 8, self.take, 8, self.words, None)
        whole = column(foot, 2, self.heic)
        whole.setContentsMargins(MARGIN, 0, MARGIN, 6)
        self.setLayout(whole)
        self.choose.clicked.connect(self.wanted)
        self.take.clicked.connect(self.wanted)
        self.attach.clicked.connect(self.file_wanted)
        tools.hub.announced.connect(self._announced)
        self._tell()

    def show_files(self, files: Sequence[Attachment]) -> None:
        """Know other files."""
        self._files = files
        self._ask()
        self._tell()

    def show_draft(self, inspection_id: int, draft: InspectionDraft, *, editable: bool) -> None:
        """Know another draft, and of which visit it is."""
        self._chosen, self._editable = len(draft.photos), editable
        about = (inspection_id, draft.ticket_ids)
        if about != self._asked:
            self._asked, self._waiting = about, 0
            self._ask()
        self._tell()

    def _ask(self) -> None:
        """Read how many pictures the tickets of the visit have that it has not."""
        photos, asked = self._tools.office.photos, self._asked
        if asked is None or not self._editable or self._has(photo_words.OFFERED):
            return

        def show(found: list[Attachment]) -> None:
            if asked == self._asked:
                self._waiting = len(found)
                self._tell()

        self._tools.jobs.read(lambda: photos.of_tickets(*asked), show, owner=self)

    def _announced(self, changes: object) -> None:
        if isinstance(changes, Changes) and changes.touches(Kind.TICKET):
            self._ask()

    def _has(self, kinds: frozenset[str]) -> bool:
        return any(file.extension in kinds for file in self._files)

    def _tell(self) -> None:
        has_some = self._has(photo_words.OFFERED)
        self.choose.setVisible(self._editable and self._has(photo_words.SHOWN))
        self.attach.setVisible(self._editable and not has_some)
        self.take.setVisible(self._editable and not has_some and self._waiting > 0)
        self.words.setText(self._said(has_some=has_some))
        self.heic.setVisible(self._editable and self._has(frozenset((HEIC.extension,))))
        self.setVisible(has_some or self._editable)

    def _said(self, *, has_some: bool) -> str:
        if self._chosen:
            return f"в акте {self._chosen}{NBSP}фото"
        if has_some:
            return _NONE
        if self._waiting:
            return counted(self._waiting, "снимок", "снимка", "снимков")
        return _INVITED
