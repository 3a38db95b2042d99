"""The head of «Обзвон»: how far today's queue is, the share with its formula, the progress."""

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.core.records.callbacks import CallbackOverview, CallShare, QueueFigures
from desktop_app.core.text import number
from desktop_app.ui import keys
from desktop_app.ui.theme import Tone, Type, colour, follow_look, look
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.panes import Pane, column, row, set_shown
from desktop_app.ui.widgets.text import Paragraph, Text
from desktop_app.ui.widgets.wrap_row import WrapRow

FORMULA = "решено / (решено + на доработку), первый решающий звонок цикла"
_THICK = 3
_COLUMNS, _GAPS, _AIR = 150, 28, 8


class ProgressLine(QWidget):
    """A line 3 px thick, filled as far as the work is."""

    def __init__(self) -> None:
        """Start at nothing."""
        super().__init__()
        self._done, self._total = 0, 0
        self.setFixedHeight(_THICK)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Ход обзвона")

    def set_progress(self, done: int, total: int) -> None:
        """Show how much of how much is done."""
        self._done, self._total = done, total
        self.setAccessibleDescription(f"{number(done)} из {number(total)}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the track and what is done."""
        painter, theme = QPainter(self), look().theme
        painter.fillRect(self.rect(), colour(theme.track))
        filled = self.width() * self._done // self._total if self._total else 0
        painter.fillRect(0, 0, filled, self.height(), colour(theme.link))
        painter.end()


class CallHeader(Pane):
    """The header; `script` changes the words read aloud, `paper` is the queue on paper.

    `pause` stops the calling; while it is stopped, the pane that says so goes on with it.
    """

    def __init__(self) -> None:
        """Start without figures."""
        super().__init__()
        self._pause = ""
        self._overview: CallbackOverview | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._title = Text("Обзвон", Type.TITLE)
        # The same words twice: beside the title, or under it where they would push the tools down.
        self._aside = Paragraph("", tone=Tone.MUTED, columns=_COLUMNS)
        self._below = Paragraph("", tone=Tone.MUTED, columns=_COLUMNS)
        self.progress = ProgressLine()
        self.script = Button("Слова", Rank.LINK, icon_name="chat")
        self.script.setAccessibleName("Слова разговора")
        self.script.setToolTip("Слова разговора: изменить то, что читают заявителю")
        self.paper = Button("Список", Rank.LINK, icon_name="printer")
        self.paper.setToolTip(f"Список для обзвона на бумаге ({keys.cap('form_print')})")
        self.pause = Button("Пауза", icon_name="pause", key=keys.cap("pause_calls"))
        self._tools = QWidget()
        self._tools.setLayout(row(self.script, self.paper, self.pause, space=8))
        self._tools.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._row = WrapRow(self._title, 11, self._aside, None, self._tools, air=8)
        self._row.setContentsMargins(MARGIN, 0, MARGIN, 0)
        holder, under = QWidget(), QWidget()
        holder.setLayout(self._row)
        words = column(self._below)
        words.setContentsMargins(MARGIN, 2, MARGIN, _AIR)
        under.setLayout(words)
        self._under = under
        self._under.hide()
        self.setLayout(column(holder, under, self.progress))
        follow_look(self._relook)

    @property
    def words(self) -> str:
        """The muted words beside the title."""
        return self._aside.text()

    def show_overview(self, overview: CallbackOverview) -> None:
        """Show the figures of a moment."""
        figures = overview.figures
        self._overview = overview
        self._tell()
        self.progress.set_progress(figures.called, figures.today)
        for button in (self.paper, self.pause):
            set_shown(button, bool(figures.waiting))

    def show_pause(self, words: str) -> None:
        """Say that the calling is stopped, and since when; empty words: it goes on."""
        self._pause = words
        self.pause.setEnabled(not words)
        self._tell()

    def _tell(self) -> None:
        words = self._pause
        if self._overview is not None:
            told = how_far(self._overview.figures) if words else header_words(self._overview)
            words = " · ".join(part for part in (words, told) if part)
        self._aside.set_text(words)
        self._below.set_text(words)
        self._place_words()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the words where there is room for them."""
        super().resizeEvent(event)
        self._place_words()

    def _place_words(self) -> None:
        parts = (self._title, self._aside, self._tools)
        needed = sum(part.sizeHint().width() for part in parts) + 2 * MARGIN + _GAPS
        is_beside = needed <= self.width()
        self._row.setContentsMargins(MARGIN, 0 if is_beside else _AIR, MARGIN, 0)
        self._aside.setVisible(is_beside)
        self._under.setVisible(not is_beside)

    def _relook(self) -> None:
        self._place_words()
        self.setMinimumHeight(look().metrics.screen_bar + _THICK)


def header_words(overview: CallbackOverview) -> str:
    """Return «сегодня 23 из 61 · решено 84 % сегодня, 82 % за 7 дней: …», the formula last."""
    shares = ((overview.today, "сегодня"), (overview.week, "за 7 дней"))
    known = [f"{_percent(share)} {when}" for share, when in shares if share.decided]
    share = f"решено {', '.join(known)}" if known else "доля решённого"
    return f"{how_far(overview.figures)} · {share}: {FORMULA}"


def how_far(figures: QueueFigures) -> str:
    """Return «сегодня 23 из 61»: how many of today's queue were called."""
    if not figures.today:
        return "сегодня звонить некому"
    return f"сегодня {number(figures.called)} из {number(figures.today)}"


def day_words(figures: QueueFigures) -> str:
    """Return «Сегодня: решено 16 · на доработку 3 · не дозвонились 4», without empty parts."""
    parts = (
        ("решено", figures.solved),
        ("на доработку", figures.rework),
        ("не дозвонились", figures.unreached),
        ("просили перезвонить", figures.later),
    )
    said = [f"{words} {number(count)}" for words, count in parts if count]
    return "Сегодня: " + " · ".join(said) if said else "Сегодня ещё не звонили"


def _percent(share: CallShare) -> str:
    return f"{share.percent}\N{NO-BREAK SPACE}%"
