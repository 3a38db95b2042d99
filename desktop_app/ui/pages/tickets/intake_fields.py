"""The fields of a call on the screen: the controls and their places."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QSizePolicy, QStyle, QVBoxLayout, QWidget

from desktop_app.core.enums import TicketKind, TicketSource
from desktop_app.ui.pages.tickets.call_address import CallAddressEdit
from desktop_app.ui.pages.tickets.intake_answer import VERB
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.theme import Type, follow_look, look
from desktop_app.ui.theme.metrics import MARGIN, PANE_MARGIN
from desktop_app.ui.widgets.answer_line import AnswerLine
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.fields import MomentEdit, PhoneEdit
from desktop_app.ui.widgets.form import COLUMN_GAP, FIELD_GAP, ErrorSummary, FormField
from desktop_app.ui.widgets.panes import Pane, column, row
from desktop_app.ui.widgets.phrase_area import PhraseArea
from desktop_app.ui.widgets.scroll_pane import ScrollPane
from desktop_app.ui.widgets.suggest_edit import LookupEdit
from desktop_app.ui.widgets.wrap_row import WrapRow

_NARROW, _ROOM, _SAID_LEAST, _SAID_MOST, _LABEL = 66, 100, 64, 150, 22
_FIELD_AIR = 24
_NARROW_FIELDS = ("premise", "entrance", "floor")


class IntakeFields(Pane):
    """The controls of a call, each by its name; what is typed into them is the form's business."""

    def __init__(self, tools: Tools) -> None:
        """Build the controls and lay them out."""
        super().__init__()
        self.address = CallAddressEdit(tools)
        self.flat, self.entrance, self.floor = QLineEdit(), QLineEdit(), QLineEdit()
        self.phone = PhoneEdit()
        self.name = QLineEdit()
        self.source = Combo(
            "Источник", [(s, s.title_ru) for s in TicketSource if s is not TicketSource.IMPORTED]
        )
        self.topic = LookupEdit("Тема")
        self.kind = Combo("Вид", [(kind, kind.title_ru) for kind in TicketKind])
        self.said = PhraseArea("Со слов заявителя")
        self.room = QLineEdit()
        self.emergency = Chip("Аварийное", icon_name="flame", checkable=True)
        self.control = Chip("На контроль", icon_name="flag", checkable=True)
        self.vulnerable = Chip("Дети, больные", icon_name="user", checkable=True)
        self.executor = LookupEdit("Исполнитель")
        self.term = MomentEdit("Срок")
        self.answer = AnswerLine("", VERB)
        self.summary = ErrorSummary()
        self.fields = self._fields()
        self._lines: list[tuple[QBoxLayout, tuple[QWidget, ...]]] = []
        self.setLayout(column(ScrollPane(self._laid_out())))
        follow_look(self._relook)

    def flags(self) -> tuple[Chip, Chip, Chip]:
        """Return the marks of a ticket, from left to right."""
        return self.emergency, self.control, self.vulnerable

    def _fields(self) -> dict[str, FormField]:
        return {
            "building": FormField("А&дрес", self.address),
            "premise": FormField("&Квартира", self.flat),
            "entrance": FormField("Подъезд", self.entrance),
            "floor": FormField("Этаж", self.floor),
            "phone": FormField("Т&елефон", self.phone, "без телефона — Ctrl+T"),
            "applicant_name": FormField("За&явитель", self.name),
            "source": FormField("Источник", self.source),
            "topic": FormField("&Тема", self.topic),
            "kind": FormField("Вид", self.kind),
            "details": FormField("&Со слов заявителя", self.said, "/код — готовая фраза"),
            "room_temperature": FormField("В комнате, °C", self.room),
            "organization": FormField("&Исполнитель", self.executor, "по дому и услуге"),
            "deadline": FormField("С&рок", self.term, "по теме"),
        }

    def _laid_out(self) -> QVBoxLayout:
        """Lay the fields out from top to bottom (LOOK.md §5, «Приём обращения»)."""
        fields, body = self.fields, QVBoxLayout()
        body.setContentsMargins(MARGIN, 12, PANE_MARGIN, 8)
        body.setSpacing(FIELD_GAP)
        body.addWidget(self.summary)
        body.addWidget(fields["building"])
        narrow = [fields[name] for name in _NARROW_FIELDS]
        where = row(*narrow, None, space=COLUMN_GAP)
        call = row(where, fields["phone"], space=COLUMN_GAP)
        call.setStretch(1, 1)
        self._lines.append((call, (*narrow, fields["phone"])))
        body.addLayout(call)
        body.addLayout(self._share(3, fields["applicant_name"], fields["source"]))
        body.addLayout(self._share(3, fields["topic"], fields["kind"]))
        grows = QSizePolicy.Policy.Expanding
        fields["details"].setSizePolicy(QSizePolicy.Policy.Preferred, grows)
        body.addWidget(fields["details"], 100)
        body.addSpacing(1)
        body.addLayout(WrapRow(*self.flags(), None, space=6))
        body.addWidget(self.answer)
        rest = (fields["organization"], fields["deadline"], fields["room_temperature"])
        last = self._share(1, *rest)
        last.setAlignment(rest[-1], Qt.AlignmentFlag.AlignLeft)
        body.addLayout(last)
        body.addStretch(1)
        for hidden in (fields["room_temperature"], self.answer):
            hidden.hide()
        return body

    def _relook(self) -> None:
        px = look().metrics.px
        for name in _NARROW_FIELDS:
            self.fields[name].setFixedWidth(px(_NARROW))
        self.fields["room_temperature"].setFixedWidth(px(_ROOM))
        whole_number = look().fonts.width(Type.BODY, "+7 (000) 000-00-00")
        self.phone.setMinimumWidth(round(whole_number) + px(_FIELD_AIR))
        self.fields["details"].setMaximumHeight(px(_SAID_MOST + _LABEL))
        self.said.setMinimumHeight(px(_SAID_LEAST))
        self.said.setMaximumHeight(px(_SAID_MOST))
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put fields under each other where the largest letters leave no room beside."""
        super().resizeEvent(event)
        self._fold()

    def _share(self, times: int, *fields: QWidget) -> QBoxLayout:
        """Return a line of fields, the first so many times as wide as the second."""
        line = row(*fields, space=COLUMN_GAP)
        line.setStretch(0, times)
        line.setStretch(1, 1)
        self._lines.append((line, fields))
        return line

    def _fold(self) -> None:
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        room = self.width() - MARGIN - PANE_MARGIN - bar
        for line, fields in self._lines:
            gaps = COLUMN_GAP * (len(fields) - 1)
            wanted = gaps + sum(_least(field) for field in fields)
            folds = QBoxLayout.Direction.TopToBottom
            line.setDirection(folds if wanted > room else QBoxLayout.Direction.LeftToRight)


def _least(field: QWidget) -> int:
    """Return the width a field cannot do without, a hidden one too: it may be shown any time."""
    return max(field.minimumWidth(), field.minimumSizeHint().width())
