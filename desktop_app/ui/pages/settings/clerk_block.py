"""Who is sitting at the desk: chosen from the office's people, or added."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout

from desktop_app.core.errors import InvalidDraft, OfficeError
from desktop_app.core.records.reference import Clerk
from desktop_app.ui.pages.clerk_sheet import ClerkChangeSheet, ClerkSheet, PasswordSheet
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.facts import SectionHead
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.panes import Pane, row
from desktop_app.ui.widgets.text import Text
from desktop_app.ui.widgets.wrap_row import WrapRow


class ClerkBlock(Pane):
    """`sat(Clerk)` when somebody else sits down; every later entry bears that name."""

    sat = Signal(object)
    failed = Signal(object)

    def __init__(self, tools: Tools) -> None:
        """Build the choice and the form of a new clerk."""
        super().__init__()
        self._tools = tools
        self._known: dict[int, Clerk] = {}
        self._current: Clerk | None = None
        self.name, self.post = QLineEdit(), QLineEdit()
        self._name = FormField("Новый &сотрудник", self.name)
        self.add = Button("Добавить", icon_name="plus")
        self.change = Button("Сменить сотрудника…", icon_name="user")
        self.edit = Button("Изменить…", icon_name="pencil")
        self.password = Button("Пароль…")
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        body.addWidget(SectionHead("Сотрудник"))
        self._pause = QTimer(self, singleShot=True, interval=QApplication.doubleClickInterval())
        self._now = Text("", Type.BODY_BOLD)
        body.addLayout(row(self._now, None))
        body.addLayout(WrapRow(self.change, self.edit, self.password))
        body.addLayout(row(self._name, FormField("Должность", self.post), space=10))
        body.addLayout(row(self.add, None))
        body.addWidget(Text("Имя стоит под каждой записью и в истории.", Type.CELL, Tone.MUTED))
        self.change.clicked.connect(self._change)
        self.edit.clicked.connect(self._edit)
        self.password.clicked.connect(self._password)
        self.add.clicked.connect(self._add)
        self._pause.timeout.connect(lambda: self.add.setEnabled(True))

    def refresh(self) -> None:
        """Read the clerks."""
        clerks = self._tools.office.clerks
        self._tools.jobs.read(lambda: (clerks.all(), clerks.current()), self._show, owner=self)

    def _show(self, answer: tuple[list[Clerk], Clerk | None]) -> None:
        clerks, current = answer
        self._known = {clerk.id: clerk for clerk in clerks}
        self._current = current
        self._now.setText(current.name if current else "Никто не выбран")
        self.change.setEnabled(bool(clerks))
        self.edit.setEnabled(current is not None)
        self.password.setEnabled(current is not None)

    def _change(self) -> None:
        proposed = self._current.id if self._current else None
        ClerkSheet(self._tools, self, list(self._known.values()), proposed, self._sat)

    def _sat(self, clerk: Clerk) -> None:
        self.sat.emit(clerk)
        self.refresh()

    def _edit(self) -> None:
        if self._current is not None:
            known = list(self._known.values())
            ClerkChangeSheet(self._tools, self, known, self._current.id, self._edited)

    def _edited(self, clerk: Clerk) -> None:
        if self._current is not None and clerk.id == self._current.id:
            self.sat.emit(clerk)
        self.refresh()

    def _password(self) -> None:
        if self._current is not None:
            PasswordSheet(self._tools, self, self._current, lambda _changes: self.refresh())

    def _add(self) -> None:
        clerks, name, post = self._tools.office.clerks, self.name.text(), self.post.text()
        self.add.setEnabled(False)
        self._tools.jobs.write(
            lambda: clerks.add(name, post), lambda _clerk: self._added(), self._refused, owner=self
        )

    def _added(self) -> None:
        self._name.set_problem("")
        self._name.set_hint(f"записано: {self.name.text().strip()}")
        self.name.setFocus()
        # The second click of a double one would ask for a name that was just taken.
        self._pause.start()
        self.name.clear()
        self.post.clear()
        self.refresh()

    def _refused(self, error: OfficeError) -> None:
        self.add.setEnabled(True)
        if isinstance(error, InvalidDraft):
            self._name.set_problem(error.fields.get("name", ""))
        else:
            self.failed.emit(error)
