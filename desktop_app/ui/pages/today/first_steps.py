"""What an empty base shows: three steps to the first ticket, ticked off as they are made."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.core.records.today import FirstSteps
from desktop_app.ui import keys
from desktop_app.ui.theme import Tone, Type, follow_look, look
from desktop_app.ui.widgets.button import Button, Keycap, Rank
from desktop_app.ui.widgets.painted import baseline, draw_icon, plate, write
from desktop_app.ui.widgets.panes import Hairline, Pane, column, drop, row
from desktop_app.ui.widgets.scroll_pane import ScrollPane
from desktop_app.ui.widgets.text import Paragraph, Text
from desktop_app.ui.widgets.wrap_row import WrapRow

_WIDTH, _DISC, _GAP = 680, 32, 14


@dataclass(frozen=True, slots=True)
class _Step:
    title: str
    text: str
    verb: str
    icon: str
    key: str = ""


_STEPS = (
    _Step(
        "Загрузить дома",
        "Список домов из Excel или CSV: адреса, управляющие компании, паспорта. "
        "Тогда адрес находится по нескольким буквам.",
        "Загрузить список",
        "download",
    ),
    _Step(
        "Вписать организации",
        "УК, РСО и перевозчик с телефонами диспетчеров: им передают обращения, "
        "их номера видны во время звонка.",
        "Открыть организации",
        "building",
    ),
    _Step(
        "Принять первый звонок",
        "Номер и срок программа назначит сама: их сразу читают заявителю.",
        "Принять звонок",
        "phone",
        keys.cap("new"),
    ),
)


class _Disc(QWidget):
    """The number of a step, a check once it is made."""

    def __init__(self, number: int, *, done: bool) -> None:
        super().__init__()
        self._number, self._done = str(number), done
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Шаг {number}{', сделано' if done else ''}")

    def sizeHint(self) -> QSize:
        """Return the disc's size."""
        side = look().metrics.px(_DISC)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the disc, a ring in high contrast."""
        dress, painter = look(), QPainter(self)
        tint = dress.theme.tint_of(Tone.GOOD if self._done else Tone.INFO)
        frame = tint.text if dress.theme.outlined else ""
        plate(painter, self.rect(), self.width() / 2, tint.ground, frame)
        if self._done:
            side = dress.metrics.icon
            inset = (self.width() - side) / 2
            draw_icon(painter, self, "check", tint.text, (inset, inset, side))
        else:
            width = dress.fonts.width(Type.BODY_BOLD, self._number)
            base = baseline(0, self.height(), Type.BODY_BOLD)
            left = (self.width() - width) / 2
            write(painter, left, base, self._number, Type.BODY_BOLD, tint.text)
        painter.end()


class FirstStepsPane(Pane):
    """One filled button: the first step not made yet. Signals name the step that was pressed."""

    houses_wanted = Signal()
    organizations_wanted = Signal()
    call_wanted = Signal()

    def __init__(self) -> None:
        """Start with no step made."""
        super().__init__()
        self.buttons: list[Button] = []
        self._shown: FirstSteps | None = None
        self._holder = QVBoxLayout(self)
        self._holder.setContentsMargins(0, 0, 0, 0)
        self._inside: QWidget | None = None
        self._centred = QWidget()
        self.show_steps(FirstSteps(has_houses=False, has_organizations=False, has_tickets=False))
        follow_look(self._relook)

    def show_steps(self, steps: FirstSteps) -> None:
        """Tick off what the base already holds."""
        if steps == self._shown:
            return
        self._shown = steps
        focus = QApplication.focusWidget()
        focused = focus is not None and self.isAncestorOf(focus)
        done = self._done()
        body = QVBoxLayout()
        body.setContentsMargins(24, 24, 24, 24)
        body.setSpacing(0)
        body.addStretch(1)
        body.addWidget(Text("Первые шаги", Type.TITLE))
        body.addSpacing(4)
        body.addWidget(Paragraph(_lead(steps), Type.BODY, Tone.MUTED, columns=90))
        body.addSpacing(16)
        self.buttons = []
        for place, step in enumerate(_STEPS):
            if place:
                body.addWidget(Hairline())
            body.addWidget(self._line(place, step, done))
        body.addStretch(2)
        centred = QWidget()
        centred.setLayout(body)
        self._replace(centred)
        if focused:
            self.focus_next()

    def focus_next(self) -> None:
        """Put the focus on the first step not made yet."""
        done = self._done()
        self.buttons[done.index(False) if False in done else 0].setFocus()

    def _done(self) -> tuple[bool, ...]:
        steps = self._shown
        if steps is None:
            return (False, False, False)
        return (steps.has_houses, steps.has_organizations, steps.has_tickets)

    def _line(self, place: int, step: _Step, done: tuple[bool, ...]) -> QWidget:
        is_next = place == next((n for n, made in enumerate(done) if not made), -1)
        button = Button(
            step.verb,
            Rank.PRIMARY if is_next else Rank.SECONDARY,
            icon_name=step.icon,
            key=step.key,
        )
        wanted = (self.houses_wanted, self.organizations_wanted, self.call_wanted)
        button.clicked.connect(wanted[place])
        self.buttons.append(button)
        words = column(
            Text(step.title, Type.BODY_BOLD), Paragraph(step.text, Type.CELL, Tone.MUTED), space=2
        )
        actions = WrapRow(button, *([Keycap(step.key)] if step.key else []))
        told = column(words, 8, actions)
        disc = _Disc(place + 1, done=done[place])
        inner = row(disc, told, space=_GAP)
        inner.setStretch(1, 1)
        inner.setAlignment(disc, Qt.AlignmentFlag.AlignTop)
        inner.setContentsMargins(0, _GAP, 0, _GAP)
        line = QWidget()
        line.setLayout(inner)
        return line

    def _replace(self, centred: QWidget) -> None:
        drop(self._inside, self._holder)
        self._centred = centred
        self._inside = ScrollPane(row(centred))
        self._holder.addWidget(self._inside)
        self._relook()

    def _relook(self) -> None:
        self._centred.setMaximumWidth(look().metrics.px(_WIDTH))


def beginning(steps: FirstSteps) -> str:
    """Return what the status line says of a base without tickets; a loaded one is not empty."""
    if not steps.has_houses and not steps.has_organizations:
        return "База пуста: начните с домов, организаций или звонка"
    return "Обращений ещё нет: примите первый звонок"


def _lead(steps: FirstSteps) -> str:
    if not steps.has_houses and not steps.has_organizations:
        return "База пуста. Три шага, и можно работать; порядок любой, первые два ускорят третий."
    return "Обращений ещё нет. Сделанные шаги отмечены, остальные можно пройти в любом порядке."
