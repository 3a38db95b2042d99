"""Ready answers over the form: found on the left, read aloud on the right, closed at the foot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core import clock
from desktop_app.core.records.knowledge import Article, Confidence
from desktop_app.ui import keys
from desktop_app.ui.pages.tickets.article_form import ArticleForm
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.theme import Tone, Type, look
from desktop_app.ui.widgets.button import Button, Keycap, Rank
from desktop_app.ui.widgets.command_row import CommandRow
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.icon_edit import IconEdit
from desktop_app.ui.widgets.over_window import OverWindow
from desktop_app.ui.widgets.panes import Hairline, column, row
from desktop_app.ui.widgets.scroll_pane import ScrollPane
from desktop_app.ui.widgets.text import Paragraph
from desktop_app.ui.widgets.tips import plain_tip

_MARGIN, _GAP, _WIDTH, _HEIGHT, _LIST, _EDGE = 20, 12, 900, 520, 300, 40
_PAUSE_MS = 120
_ICONS = {
    Confidence.VERIFIED: "check",
    Confidence.PARTIAL: "half",
    Confidence.UNVERIFIED: "warning",
    Confidence.OFFICE: "user",
}


@dataclass(frozen=True, slots=True)
class _Row:
    """An answer as the list draws it."""

    title: str
    icon: str
    key: str = ""
    hint: str = ""


class AnswerSheet(OverWindow):
    """Typing searches, arrows change the answer, Ctrl+Enter closes the call with it.

    `asked` is the call's topic and text, by which the answers stand in order; without
    `on_explained` the sheet is for reading and editing only.
    """

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        asked: tuple[int | None, str],
        current: int | None,
        on_explained: Callable[[str], object] | None,
    ) -> None:
        """Show the answers of a call with one of them open."""
        super().__init__(parent, "Готовые ответы")
        self._tools, self._asked, self._wanted = tools, asked, current
        self._on_explained = on_explained
        self._articles: Sequence[Article] = ()
        self._proposed = ""  # what stands at the foot until the clerk types over it
        self.search = IconEdit("Поиск по ответам", "search")
        self.list = QListWidget()
        self._title = Paragraph("", Type.SUBJECT, columns=50)
        self._body = Paragraph("", Type.SPOKEN, columns=62)
        self._source = Paragraph("", Type.CELL, Tone.MUTED, columns=80)
        self.told = QLineEdit()
        self.verb = Button(
            "Разъяснено, закрыть сразу", Rank.PRIMARY, icon_name="check", key=keys.cap("save_close")
        )
        self._edit = Button("&Изменить ответ", Rank.LINK)
        self._add = Button("Новый &ответ", Rank.LINK)
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._dress()
        self._lay()
        self._wire()
        self._ask()

    def open(self) -> None:
        """Open with the focus where typing searches."""
        super().open()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def current(self) -> Article | None:
        """Return the answer shown, None when nothing was found."""
        place = self.list.currentRow()
        return self._articles[place] if 0 <= place < len(self._articles) else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let keys of the search move along the list and the text, and Enter go to the foot."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        pages = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        key = Qt.Key(event.key())
        if key in steps:
            place = self.list.currentRow() + steps[key]
            self.list.setCurrentRow(max(0, min(place, self.list.count() - 1)))
        elif key in pages:
            bar = self._text.verticalScrollBar()
            bar.setValue(bar.value() + pages[key] * bar.pageStep())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.told.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            return False
        return True

    # Building

    def _dress(self) -> None:
        self.search.setPlaceholderText("Слова ответа")
        self.list.setAccessibleName("Ответы")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(CommandRow(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedWidth(look().metrics.px(_LIST))
        self.search.setFixedWidth(look().metrics.px(_LIST))
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else self.size()
        width, height = look().metrics.px(_WIDTH), look().metrics.px(_HEIGHT)
        self.resize(min(width, room.width() - _EDGE), min(height, room.height() - _EDGE))

    def _lay(self) -> None:
        text = column(self._title, self._body, self._source, None, space=_GAP)
        text.setContentsMargins(0, 0, _GAP, 0)
        left = column(self.search, self.list, row(self._add, None), space=8)
        self._text = ScrollPane(text)
        right = column(self._text, row(self._edit, None), space=8)
        body = row(left, Hairline(upright=True), right, space=_GAP)
        body.setStretch(2, 1)
        self._told = FormField("&Что разъяснили", self.told, "попадёт в ответ по обращению")
        close = Button("Закрыть", key="Esc")
        close.clicked.connect(self.reject)
        cap = Keycap(keys.cap("save_close"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        whole.setSpacing(_GAP)
        whole.addLayout(body, 1)
        whole.addWidget(Hairline())
        whole.addWidget(self._told)
        whole.addLayout(row(None, self.verb, cap, close))
        for widget in (self._told, self.verb, cap):
            widget.setVisible(self._on_explained is not None)

    def _wire(self) -> None:
        self.search.installEventFilter(self)
        self.search.textChanged.connect(lambda _text: self._soon.start())
        self._soon.timeout.connect(self._ask)
        self.list.currentRowChanged.connect(lambda _row: self._show())
        self.verb.clicked.connect(self._explain)
        self._edit.clicked.connect(self._change)
        self._add.clicked.connect(self._new)
        keys.bind("save_close", self, self._explain)

    # Answers of the office

    def _ask(self) -> None:
        typed, knowledge = self.search.text().strip(), self._tools.office.knowledge
        topic_id, said = self._asked

        def read() -> list[Article]:
            if typed:
                return knowledge.search(typed)
            first = knowledge.for_topic(topic_id, said)
            known = {article.id for article in first}
            return first + [article for article in knowledge.search("") if article.id not in known]

        self._tools.jobs.read(read, lambda found: self._found(typed, found), owner=self)

    def _found(self, typed: str, found: Sequence[Article]) -> None:
        if typed != self.search.text().strip():
            return
        self._articles = found
        self.list.blockSignals(True)
        self.list.clear()
        for article in found:
            item = QListWidgetItem(article.title)
            level = article.confidence
            doubt = level.title_ru if level is Confidence.UNVERIFIED else ""
            shown = _Row(article.title, _ICONS[level], hint=doubt)
            item.setData(Qt.ItemDataRole.UserRole, shown)
            item.setToolTip(plain_tip(f"{article.title}: {level.title_ru}"))
            self.list.addItem(item)
        places = [place for place, article in enumerate(found) if article.id == self._wanted]
        self.list.setCurrentRow(places[0] if places and not typed else 0)
        self.list.blockSignals(False)
        self._show()

    def _show(self) -> None:
        article = self.current()
        self._edit.setVisible(article is not None)
        if article is None:
            self._title.set_text("Такого ответа нет")
            self._body.set_text("Попробуйте другие слова. Что разъяснили, можно вписать внизу.")
            self._source.set_text("")
            self._propose("")
            return
        self._title.set_text(article.title)
        self._body.set_text(article.body)
        checked = article.checked_words(clock.today())
        self._source.set_text(f"Источник: {article.source}\n{checked[:1].upper()}{checked[1:]}")
        self._propose(article.title)

    def _propose(self, title: str) -> None:
        """Put the answer's title at the foot; words typed there stay."""
        if self.told.text() in ("", self._proposed):
            self.told.setText(title)
        self._proposed = title

    # What the clerk does

    def _explain(self) -> None:
        text = self.told.text().strip()
        if self._on_explained is None:
            return
        if not text:
            self._told.set_problem("впишите, что разъяснили")
            self.told.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.accept()
        self._on_explained(text)

    def _change(self) -> None:
        article = self.current()
        if article is not None:
            ArticleForm(self._tools, self, article, self._saved)

    def _new(self) -> None:
        ArticleForm(self._tools, self, None, self._saved)

    def _saved(self, article: Article) -> None:
        self._wanted = article.id
        self.search.clear()
        self._ask()
