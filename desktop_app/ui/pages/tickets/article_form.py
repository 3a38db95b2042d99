"""The form of a ready answer: its topics, what is read aloud, and how far it was checked."""

import functools
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.core import clock
from desktop_app.core.records.knowledge import Article, ArticleDraft, ArticleSaved, Confidence
from desktop_app.core.records.reference import Topic
from desktop_app.core.text import NBSP
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.topic_choices import topic_choices
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.check import Check
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.fields import DateEdit, TextArea
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import column, drop, row
from desktop_app.ui.widgets.suggest_edit import LookupEdit
from desktop_app.ui.widgets.wrap_row import WrapRow


class TopicChips(QWidget):
    """Topics chosen one by one; a chip with a cross for each. `changed` when they change."""

    changed = Signal()

    def __init__(self, codes: Sequence[str]) -> None:
        """Start with these codes; their titles come with `set_topics`."""
        super().__init__()
        self.codes = list(codes)
        self.add = LookupEdit("Добавить тему")
        self.add.setPlaceholderText("Добавить тему")
        self._titles: dict[str, str] = {}
        self._by_id: dict[int, str] = {}
        self._chips: list[Chip] = []
        self._row = WrapRow(space=6, line_gap=6)
        self.setLayout(column(self._row, self.add, space=6))
        self.setFocusProxy(self.add)
        self.add.changed.connect(self._take)

    def set_topics(self, topics: Sequence[Topic], everyday: Mapping[str, str]) -> None:
        """Offer topics, groups among them: an answer of a group serves all that is in it."""
        self._titles = {topic.code: topic.title for topic in topics}
        self._by_id = {topic.id: topic.code for topic in topics}
        self.add.set_choices(topic_choices(topics, everyday, with_groups=True))
        self._show()

    def problem(self) -> str:
        """Return the remedy for words typed and not chosen."""
        return self.add.problem()

    def _take(self, topic_id: object) -> None:
        code = self._by_id.get(topic_id) if isinstance(topic_id, int) else None
        if code is not None:
            if code not in self.codes:
                self.codes.append(code)
            self.add.set_value(None)
            self._show()
            self.changed.emit()

    def _remove(self, code: str) -> None:
        self.codes.remove(code)
        self.add.setFocus()
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        for chip in self._chips:
            drop(chip, self._row)
        self._chips = [
            Chip(self._titles.get(code, code), in_force=True, removable=True) for code in self.codes
        ]
        for code, chip in zip(self.codes, self._chips, strict=True):
            chip.removed.connect(functools.partial(self._remove, code))
        self._row.extend(self._chips)


class ArticleForm:
    """Adds an answer, or changes one; `on_saved(article)` after it was written."""

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        article: Article | None,
        on_saved: Callable[[Article], None],
    ) -> None:
        """Show what is stored."""
        self._tools, self._article, self._on_saved = tools, article, on_saved
        self._title, self._words = QLineEdit(), QLineEdit()
        self._topics = TopicChips(article.topics if article is not None else ())
        self._body = TextArea("Что прочитать", least=120, most=220)
        self._source = TextArea("Источник", least=48, most=64)
        levels = [(level, level.title_ru) for level in Confidence]
        self._confidence = Combo("Насколько сверено", levels)
        self._checked = DateEdit("Проверен")
        self._offered = Check("&Предлагать при звонке")
        self._back = Button("&Вернуть как было", Rank.LINK)
        fields = self._fields()
        title = "Новый ответ" if article is None else "Изменить ответ"
        self.sheet = FormSheet(parent, title, "Записать", fields)
        self.sheet.lay(
            fields["title"],
            fields["topics"],
            fields["words"],
            fields["body"],
            fields["source"],
            row(fields["confidence"], fields["checked_on"]),
            row(self._offered, None, self._back),
        )
        self._back.hide()
        self._back.clicked.connect(self._restore)
        self._fill(article.draft() if article is not None else None)
        self._read()
        open_sheet(self.sheet, self._title, self._submit)

    def _fields(self) -> dict[str, FormField]:
        return {
            "title": FormField("&Название", self._title),
            "topics": FormField("&Темы", self._topics),
            "words": FormField("Слова &звонящих", self._words, "по ним ответ находится сам"),
            "body": FormField("Что про&читать", self._body, "короткими фразами"),
            "source": FormField("&Источник", self._source),
            "confidence": FormField("Наско&лько сверено", self._confidence),
            "checked_on": FormField("П&роверен", self._checked),
        }

    def draft(self) -> ArticleDraft:
        """Return what is typed."""
        level, article = self._confidence.value(), self._article
        return ArticleDraft(
            topics=tuple(self._topics.codes),
            title=self._title.text(),
            body=self._typed(self._body, article.body if article else ""),
            source=self._typed(self._source, article.source if article else ""),
            confidence=level if isinstance(level, Confidence) else Confidence.OFFICE,
            checked_on=self._checked.value(),
            words=self._words.text(),
            is_active=self._offered.isChecked(),
        )

    @staticmethod
    def _typed(area: TextArea, stored: str) -> str:
        """Return what stands in a field, with the no-break spaces it made plain ones."""
        typed = area.toPlainText()
        return stored if typed == stored.replace(NBSP, " ") else typed

    def _fill(self, draft: ArticleDraft | None) -> None:
        self._offered.setChecked(draft is None or draft.is_active)
        self._confidence.set_value(draft.confidence if draft else Confidence.OFFICE)
        self._checked.set_value(draft.checked_on if draft else clock.today())
        if draft is not None:
            self._title.setText(draft.title)
            self._words.setText(draft.words)
            self._body.setPlainText(draft.body)
            self._source.setPlainText(draft.source)

    def _read(self) -> None:
        office, article = self._tools.office, self._article

        def read() -> tuple[tuple[Topic, ...], Mapping[str, str], bool]:
            brought = office.knowledge.shipped(article) if article is not None else None
            differs = article is not None and brought not in (None, article.draft())
            return office.reference.topics, office.reference.everyday, differs

        self._tools.jobs.read(read, self._known, owner=self.sheet)

    def _known(self, answer: tuple[tuple[Topic, ...], Mapping[str, str], bool]) -> None:
        topics, everyday, differs = answer
        self._topics.set_topics(topics, everyday)
        self._back.setVisible(differs)

    def _submit(self) -> None:
        draft, article, knowledge = self.draft(), self._article, self._tools.office.knowledge

        def write() -> ArticleSaved:
            if article is None:
                return knowledge.save(draft)
            return knowledge.save(draft, article.id, article.version)

        self._tools.jobs.write(write, self._done, self.sheet.show_error, owner=self.sheet)

    def _restore(self) -> None:
        article, knowledge = self._article, self._tools.office.knowledge
        if article is not None:
            self._tools.jobs.write(
                lambda: knowledge.restore(article.id),
                self._done,
                self.sheet.show_error,
                owner=self.sheet,
            )

    def _done(self, saved: ArticleSaved) -> None:
        self._tools.hub.announce(saved.changes)
        self.sheet.close_saved()
        self._on_saved(saved.article)
