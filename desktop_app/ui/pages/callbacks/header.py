"""The head of «Обзвон»: how far today's queue is, the share with its formula, the progress."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.core.records.callbacks import CallbackOverview, CallShare, QueueFigures
from desktop_app.core.text import number
from desktop_app.ui.theme import Tone, Type, colour, follow_look, look
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.panes import Pane, column
from desktop_app.ui.widgets.text import Paragraph, Text
from desktop_app.ui.widgets.wrap_row import WrapRow

FORMULA = "решено / (решено + на доработку), первый решающий звонок цикла"
_THICK = 3


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
    """The header; `script` is the button that changes the words read aloud."""

    def __init__(self) -> None:
        """Start without figures."""
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._aside = Paragraph("", tone=Tone.MUTED, columns=150)
        self.progress = ProgressLine()
        self.script = Button("Слова разговора", Rank.LINK, icon_name="chat")
        inner = WrapRow(Text("Обзвон", Type.TITLE), 11, self._aside, None, self.script, air=8)
        inner.setContentsMargins(MARGIN, 0, MARGIN, 0)
        holder = QWidget()
        holder.setLayout(inner)
        self.setLayout(column(holder, self.progress))
        follow_look(self._relook)

    @property
    def words(self) -> str:
        """The muted words beside the title."""
        return self._aside.text()

    def show_overview(self, overview: CallbackOverview) -> None:
        """Show the figures of a moment."""
        figures = overview.figures
        self._aside.set_text(header_words(overview))
        self.progress.set_progress(figures.called, figures.today)

    def _relook(self) -> None:
        self.setMinimumHeight(look().metrics.screen_bar + _THICK)


def header_words(overview: CallbackOverview) -> str:
    """Return «сегодня 23 из 61 · решено 84 % сегодня, 82 % за 7 дней: …», the formula last."""
    figures = overview.figures
    how_far = f"сегодня {number(figures.called)} из {number(figures.today)}"
    shares = ((overview.today, "сегодня"), (overview.week, "за 7 дней"))
    known = [f"{_percent(share)} {when}" for share, when in shares if share.decided]
    share = f"решено {', '.join(known)}" if known else "доля решённого"
    return f"{how_far if figures.today else 'сегодня звонить некому'} · {share}: {FORMULA}"


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
