"""The answer that fits the call: found while it is typed, read aloud, and the call closed with it.

Nothing is asked of an empty form, nor twice of the same words. Late answers of the office are
dropped by what was asked.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core import clock
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.records.knowledge import Article
from desktop_app.ui.pages.tickets.answer_sheet import AnswerSheet
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.widgets.answer_line import AnswerLine
from desktop_app.ui.widgets.panes import set_shown

VERB = "Разъяс&нено, закрыть сразу"
_TITLE = VERB.replace("&", "")
_NONE = "Готового ответа нет: впишите, что разъяснили"
_PAUSE_MS = 300


@dataclass(frozen=True, slots=True)
class Asked:
    """What an answer is looked for by; a question wants the line even when nothing is found."""

    topic_id: int | None
    text: str
    is_question: bool


class IntakeAnswer(QObject):
    """Fills the answer line; `explained(text)` when the call is to be closed with this text."""

    explained = Signal(str)

    def __init__(self, tools: Tools, line: AnswerLine, wanted: Callable[[], Asked]) -> None:
        """Look for what `wanted` tells, whenever `look` is called."""
        super().__init__(line)
        self._tools, self._line, self._wanted = tools, line, wanted
        self._article: Article | None = None
        self._told: Asked | None = None
        self._locked = False
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self._ask)
        line.opened.connect(self.read_aloud)
        line.button.clicked.connect(self.explain)
        tools.hub.announced.connect(self._changed)

    def look(self) -> None:
        """Look again once typing rests."""
        self._soon.start()

    def clear(self) -> None:
        """Offer nothing: another call begins."""
        self._soon.stop()
        self._article = self._told = None
        self._line.hide()

    def lock(self, on: bool) -> None:
        """Leave the answer to be read only: the call is written down."""
        self._locked = on
        self._line.button.setVisible(not on)

    def read_aloud(self) -> None:
        """Open the answer, with all others beside it."""
        asked = self._wanted()
        AnswerSheet(
            self._tools,
            self._line.window(),
            (asked.topic_id, asked.text),
            self._article.id if self._article is not None else None,
            None if self._locked else self.explained.emit,
        ).open()

    def explain(self) -> None:
        """Close the call with the answer's title, which may be typed over first."""
        self._tools.dialogs.ask_reason(
            self._line,
            _TITLE,
            "Что разъяснили",
            self.explained.emit,
            text=self._article.title if self._article is not None else "",
            yes="Закрыть обращение",
        )

    def _ask(self) -> None:
        asked, knowledge = self._wanted(), self._tools.office.knowledge
        if asked == self._told or self._locked:
            return
        self._told = asked
        if not asked.text.strip() and asked.topic_id is None:
            self._found(asked, None)
            return
        self._tools.jobs.read(
            lambda: knowledge.best(asked.topic_id, asked.text),
            lambda found: self._found(asked, found),
            owner=self,
        )

    def _changed(self, changes: object) -> None:
        if isinstance(changes, Changes) and changes.touches(Kind.REFERENCE):
            self._told = None
            self.look()

    def _found(self, asked: Asked, found: Article | None) -> None:
        if asked != self._wanted():
            return
        self._article = found
        if found is None:
            self._line.set_words(_NONE, opens=False)
        else:
            lead = "&Ответ по теме" if asked.topic_id is not None else "Готовый &ответ"
            checked = found.checked_words(clock.today())
            self._line.set_words(f"{lead}: «{found.title.replace('&', '')}", f"», {checked}")
        set_shown(self._line, found is not None or asked.is_question)
