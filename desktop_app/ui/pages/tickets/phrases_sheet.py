"""The office's phrases: a code at the left, its phrase at the right, both changed here."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from desktop_app.core.errors import OfficeError
from desktop_app.core.records.knowledge import TemplateSaved, TextTemplate
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.shell.commands import Command
from desktop_app.ui.theme import look
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.command_row import CommandRow
from desktop_app.ui.widgets.fields import TextArea
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import Hairline, column, row
from desktop_app.ui.widgets.tips import plain_tip

_LIST, _HEIGHT = 190, 280
_CODE_HINT = "без черты"
_NEW = TextTemplate(0, "", "")


class PhrasesSheet:
    """Ctrl+Enter writes the phrase shown and stays; a deleted one stays in the fields for it."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        """Show the first phrase."""
        self._tools = tools
        self._phrases: Sequence[TextTemplate] = ()
        self._wanted: str | None = ""
        # What is typed and not written, by the phrase it was typed over; 0 for a new one.
        self._typed: dict[int, tuple[str, str]] = {}
        self._front: TextTemplate | None = None
        self.list = QListWidget()
        self.list.setAccessibleName("Коды")
        self.list.setItemDelegate(CommandRow(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedSize(look().metrics.px(_LIST), look().metrics.px(_HEIGHT))
        self.code = QLineEdit()
        self.body = TextArea("Фраза", least=120, most=200)
        self._new = Button("Но&вая", Rank.LINK)
        self._delete = Button("&Удалить", Rank.LINK)
        self._back = Button("Вернуть как &было", Rank.LINK)
        self._fields = fields = {
            "code": FormField("&Код", self.code, _CODE_HINT),
            "body": FormField("&Фраза", self.body, "___ — место, которое заполнят"),
        }
        self.sheet = FormSheet(parent, "Готовые фразы", "Записать", fields)
        links = row(self._delete, self._back, None)
        right = column(fields["code"], fields["body"], None, links, space=10)
        left = column(self.list, row(self._new, None), space=4)
        body = row(left, Hairline(upright=True), right, space=12)
        body.setStretch(2, 1)
        self.sheet.lay(body)
        self.list.currentRowChanged.connect(lambda _row: self._show())
        self._new.clicked.connect(self._begin)
        self._delete.clicked.connect(self._remove)
        self._back.clicked.connect(self._restore)
        self._ask()
        open_sheet(self.sheet, self.list, self._submit)

    def current(self) -> TextTemplate | None:
        """Return the phrase shown, None while a new one is typed."""
        place = self.list.currentRow()
        return self._phrases[place] if 0 <= place < len(self._phrases) else None

    def _ask(self) -> None:
        templates = self._tools.office.templates
        self._tools.jobs.read(templates.all, self._known, owner=self.sheet)

    def _known(self, phrases: Sequence[TextTemplate]) -> None:
        self._phrases = phrases
        self.list.blockSignals(True)
        self.list.clear()
        for phrase in phrases:
            item = QListWidgetItem(f"/{phrase.code}")
            item.setData(
                Qt.ItemDataRole.UserRole, Command(f"/{phrase.code}", self._ask, icon="chat")
            )
            item.setToolTip(plain_tip(phrase.body))
            self.list.addItem(item)
        places = [place for place, item in enumerate(phrases) if item.code == self._wanted]
        first = -1 if self._wanted is None else 0
        self.list.setCurrentRow(places[0] if places else first)
        self.list.blockSignals(False)
        self._show()

    def _show(self) -> None:
        phrase = self.current()
        self._delete.setVisible(phrase is not None)
        self._back.hide()
        if phrase is None:
            return
        self._put_aside()
        self._fields["code"].set_hint(_CODE_HINT)
        self._bring(phrase)
        templates = self._tools.office.templates
        self._tools.jobs.read(
            lambda: templates.shipped(phrase.code),
            lambda shipped: self._offer_back(phrase, shipped),
            owner=self.sheet,
        )

    def _offer_back(self, phrase: TextTemplate, shipped: str) -> None:
        self._back.setVisible(self.current() == phrase and shipped not in ("", phrase.body))

    def _begin(self) -> None:
        self._put_aside()
        self.list.setCurrentRow(-1)
        self._bring(_NEW)
        self.code.setFocus()

    def _bring(self, phrase: TextTemplate) -> None:
        """Show a phrase as it was typed over last, else as it is stored."""
        stored = phrase.code, phrase.body
        typed = self._typed.pop(phrase.id, stored)
        self._front = phrase
        self.sheet.show_record(lambda: self._fill(*stored))
        if typed != stored:
            self._fill(*typed)

    def _fill(self, code: str, body: str) -> None:
        self.code.setText(code)
        self.body.setPlainText(body)

    def _put_aside(self) -> None:
        """Keep what is typed and not written while another phrase is looked at."""
        typed, front = (self.code.text(), self.body.text()), self._front
        if front is not None and typed != (front.code, front.body):
            self._typed[front.id] = typed

    def _restore(self) -> None:
        phrase, templates = self.current(), self._tools.office.templates
        if phrase is not None:
            self._write(lambda: templates.restore(phrase.id))

    def _remove(self) -> None:
        phrase, templates = self.current(), self._tools.office.templates
        if phrase is not None:
            self._tools.jobs.write(
                lambda: templates.delete(phrase.id), self._removed, self._refused, owner=self.sheet
            )

    def _removed(self, gone: TemplateSaved) -> None:
        phrase = gone.template
        self._tools.hub.announce(gone.changes)
        self._wanted, self._front = None, _NEW
        self._fields["code"].set_hint(f"/{phrase.code} удалена, «Записать» вернёт её")
        self._ask()

    def _submit(self) -> None:
        phrase, templates = self.current(), self._tools.office.templates
        old = phrase or _NEW
        typed = TextTemplate(old.id, self.code.text(), self.body.text(), old.version)
        self._write(lambda: templates.save(typed))

    def _write(self, save: Callable[[], TemplateSaved]) -> None:
        self._tools.jobs.write(save, self._saved, self._refused, owner=self.sheet)

    def _saved(self, saved: TemplateSaved) -> None:
        self._wanted, self._front = saved.template.code, None
        self._tools.hub.announce(saved.changes)
        self.sheet.stay_saved()
        self._ask()

    def _refused(self, error: OfficeError) -> None:
        self.sheet.show_error(error)
