"""The office as papers name it, and its rules."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from desktop_app.core.changes import Changes
from desktop_app.core.settings import (
    AREA_CODE,
    OFFICE_DEPARTMENT,
    OFFICE_HEAD,
    OFFICE_HEAD_POST,
    OFFICE_NAME,
    OFFICE_PLACE,
    OfficeSetting,
)
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.facts import SectionHead
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.panes import Pane, row

_TEXTS: tuple[OfficeSetting[str], ...] = (
    OFFICE_NAME,
    OFFICE_DEPARTMENT,
    OFFICE_PLACE,
    OFFICE_HEAD,
    OFFICE_HEAD_POST,
    AREA_CODE,
)


class OfficeBlock(Pane):
    """Each field is a declared setting; saved together."""

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, tools: Tools) -> None:
        """Build a field for every text."""
        super().__init__()
        self._tools = tools
        self._lines = {setting.key: QLineEdit() for setting in _TEXTS}
        fields = [FormField(setting.title, self._lines[setting.key]) for setting in _TEXTS]
        self.save = Button("Записать", icon_name="save")
        self.save.clicked.connect(self._write)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        body.addWidget(SectionHead("Орган"))
        for left in range(0, len(fields), 2):
            body.addLayout(row(*fields[left : left + 2], space=10))
        body.addLayout(row(self.save, None))

    def refresh(self) -> None:
        """Read the settings."""
        settings = self._tools.office.settings
        self._tools.jobs.read(
            lambda: {setting.key: settings.get(setting) for setting in _TEXTS},
            self._show,
            owner=self,
        )

    def _show(self, values: dict[str, str]) -> None:
        for key, value in values.items():
            self._lines[key].setText(value)

    def _write(self) -> None:
        settings = self._tools.office.settings
        typed = {key: line.text().strip() for key, line in self._lines.items()}

        def write() -> Changes:
            changes = Changes()
            for setting in _TEXTS:
                if settings.get(setting) != typed[setting.key]:
                    changes |= settings.set(setting, typed[setting.key])
            return changes

        self._tools.jobs.write(write, self.changed.emit, self.failed.emit, owner=self)
