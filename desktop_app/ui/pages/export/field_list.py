"""Fields a form may have: pressed, a field goes to the clipboard as it is written in a cell."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.core.records.forms import Catalogue, FieldInfo
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.facts import SectionHead
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.panes import Pane, drop
from desktop_app.ui.widgets.text import Text
from desktop_app.ui.widgets.wrap_row import WrapRow

_WHOLE = "Общие поля: учреждение, период, итоги"
_HINT = "Щелчок по полю копирует его, в Excel вставьте Ctrl+V"


class FieldList(Pane):
    """A box of sections and the fields of the one chosen."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Show the fields of the whole form first."""
        super().__init__()
        self._catalogue = catalogue
        sections = [(s.name, f"{{{{#{s.name}}}}}: {s.about}") for s in catalogue.sections]
        self.section = Combo("Какие поля", [("", _WHOLE), *sections])
        self.said = Text(_HINT, Type.CELL, Tone.MUTED)
        self.chips: list[Chip] = []
        self._holder: QWidget | None = None
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(10)
        self._body.addWidget(SectionHead("Поля для формы"))
        self._body.addWidget(FormField("&Какие поля", self.section))
        self._body.addWidget(self.said)
        self.section.picked.connect(lambda _: self.show_section())
        self.show_section()

    def show_section(self) -> None:
        """Show the fields of the section chosen, its pair of marks before them."""
        name = self.section.value()
        fields = self._catalogue.fields
        marks: list[FieldInfo] = []
        for section in self._catalogue.sections:
            if section.name == name:
                fields = section.fields
                marks = [FieldInfo(f"#{name}", "первая строка"), FieldInfo(f"/{name}", "последняя")]
        drop(self._holder, self._body)
        self.chips = [self._chip(field) for field in (*marks, *fields)]
        self._holder = QWidget()
        self._holder.setLayout(WrapRow(*self.chips))
        self._body.addWidget(self._holder)
        self.said.setText(_HINT)

    def _chip(self, field: FieldInfo) -> Chip:
        chip = Chip(field.name, icon_name="user" if field.is_personal else "")
        mark = f"{{{{{field.name}}}}}"
        about = field.about or ("персональные данные" if field.is_personal else "")
        chip.setToolTip(f"{mark} {about}".strip())
        chip.setAccessibleName(f"Скопировать поле {field.name}")
        chip.clicked.connect(lambda: self._copy(mark))
        return chip

    def _copy(self, mark: str) -> None:
        QGuiApplication.clipboard().setText(mark)
        self.said.setText(f"Скопировано: {mark}")
