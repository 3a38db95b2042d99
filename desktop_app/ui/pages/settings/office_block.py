"""The office as papers name it, and its rules."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from desktop_app.core.settings import (
    AREA_CODE,
    OFFICE_DEPARTMENT,
    OFFICE_HEAD,
    OFFICE_HEAD_POST,
    OFFICE_NAME,
    OFFICE_PLACE,
    OfficeSetting,
)
from desktop_app.services.drafts import OFFICE
from desktop_app.services.settings import TextsSaved
from desktop_app.ui import keys
from desktop_app.ui.pages.kept_fields import KeptFields, Typed
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
_LEFT = "введено и не записано"
_CLASH = "другой сотрудник записал «{}»; «Записать» ещё раз оставит ваше"


class OfficeBlock(Pane):
    """Each field is a declared setting; those that were changed are saved together.

    `changed(Changes)` once they are written; `failed(error)`. What is typed stays on the screen
    until it is written or let go, and comes back after a killed program.
    """

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, tools: Tools) -> None:
        """Build a field for every text."""
        super().__init__()
        self._tools = tools
        self._stored = {setting.key: "" for setting in _TEXTS}
        self._lines = {setting.key: QLineEdit() for setting in _TEXTS}
        self.fields = {
            setting.key: FormField(setting.title, self._lines[setting.key]) for setting in _TEXTS
        }
        self._kept = KeptFields(tools, OFFICE, "Настройки: орган", self._unwritten, self)
        for line in self._lines.values():
            line.textEdited.connect(self._kept.typed)
        self.save = Button("Записать", icon_name="save", key=keys.cap("save"))
        self.save.clicked.connect(self._write)
        for name in ("save", "save_close"):
            keys.bind(name, self, self._write)
        fields = list(self.fields.values())
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        body.addWidget(SectionHead("Орган"))
        for left in range(0, len(fields), 2):
            body.addLayout(row(*fields[left : left + 2], space=10))
        body.addLayout(row(self.save, None))

    @property
    def edited(self) -> bool:
        """Tell whether something is typed and not written."""
        return bool(self._wanted())

    def refresh(self) -> None:
        """Read the settings; what is typed and not written stays."""
        settings = self._tools.office.settings
        self._tools.jobs.read(
            lambda: {setting.key: settings.get(setting) for setting in _TEXTS},
            self._show,
            owner=self,
        )

    def let_go(self) -> None:
        """Put back what is stored."""
        for key, line in self._lines.items():
            line.setText(self._stored[key])
            self.fields[key].set_problem("")
            self.fields[key].set_hint("")
        self._kept.settled()

    def _show(self, values: Mapping[str, str]) -> None:
        for key, value in values.items():
            # A field being typed into keeps what it began from: so a clash is seen on saving.
            if self._typed(key) in {self._stored[key], value}:
                self._stored[key] = value
                self._lines[key].setText(value)
                self.fields[key].set_problem("")

        self._kept.read(self._take_back)

    def _take_back(self, left: Typed) -> None:
        """Put back what a killed program left, with what it was typed over."""
        for key, (before, typed) in left.items():
            if key in self._lines:
                self._stored[key] = before
                self._lines[key].setText(typed)
                self.fields[key].set_hint(_LEFT)

    def _unwritten(self) -> Typed:
        return {setting.key: (before, typed) for setting, before, typed in self._wanted()}

    def _typed(self, key: str) -> str:
        return self._lines[key].text().strip()

    def _wanted(self) -> list[tuple[OfficeSetting[str], str, str]]:
        typed = (
            (setting, self._stored[setting.key], self._typed(setting.key)) for setting in _TEXTS
        )
        return [known for known in typed if known[1] != known[2]]

    def _write(self) -> None:
        settings, wanted = self._tools.office.settings, self._wanted()
        self._tools.jobs.write(
            lambda: settings.change_texts(wanted),
            lambda saved: self._written(wanted, saved),
            self.failed.emit,
            owner=self,
        )

    def _written(
        self, wanted: Sequence[tuple[OfficeSetting[str], str, str]], saved: TextsSaved
    ) -> None:
        for setting, _before, value in wanted:
            theirs = saved.clashes.get(setting.key)
            self._stored[setting.key] = value if theirs is None else theirs
            words = _CLASH.format(theirs or "пусто") if theirs is not None else ""
            self.fields[setting.key].set_problem(words)
            self.fields[setting.key].set_hint("")
        self._kept.typed()  # forgets what is written, keeps what waits for an answer
        if not saved.clashes:
            self.changed.emit(saved.changes)
        elif len(saved.clashes) < len(wanted):
            self._tools.hub.announce(saved.changes)
