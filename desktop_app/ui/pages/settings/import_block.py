"""What may be loaded from files, and what was."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop_app.core.records.imports import ImportKind
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.facts import SectionHead
from desktop_app.ui.widgets.panes import Pane, row
from desktop_app.ui.widgets.text import Paragraph
from desktop_app.ui.widgets.wrap_row import WrapRow

_WORDS = (
    "Дома — из выгрузки ГИС ЖКХ, «Реформы ЖКХ», ФРТ, dom.mingkh.ru или своей таблицы с адресом; "
    "управляющие компании заведутся сами. До загрузки видно, что станет с каждой строкой; "
    "непонятые вернутся файлом с причинами, а любую загрузку можно отменить."
)


class ImportBlock(Pane):
    """`import_wanted(ImportKind)`; `batches_wanted` for what was loaded before."""

    import_wanted = Signal(object)
    batches_wanted = Signal()

    def __init__(self) -> None:
        """Build the verbs."""
        super().__init__()
        self.houses = Button("Загрузить дома…", icon_name="home")
        self.companies = Button("Загрузить организации…", icon_name="building")
        self.journal = Button("Загрузить журнал прошлых лет…", icon_name="list")
        self.sites = Button("Загрузить площадки…", icon_name="truck")
        self.batches = Button("Прежние загрузки", icon_name="undo")
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        body.addWidget(SectionHead("Загрузка из файлов"))
        body.addWidget(Paragraph(_WORDS, Type.CELL, Tone.MUTED, columns=90))
        body.addLayout(WrapRow(self.houses, self.companies, self.journal))
        body.addLayout(row(self.sites, self.batches, None))
        for button, kind in (
            (self.houses, ImportKind.HOUSES),
            (self.companies, ImportKind.ORGANIZATIONS),
            (self.journal, ImportKind.TICKETS),
            (self.sites, ImportKind.SITES),
        ):
            button.clicked.connect(partial(self._want, kind))
        self.batches.clicked.connect(self.batches_wanted)

    def _want(self, kind: ImportKind) -> None:
        self.import_wanted.emit(kind)
