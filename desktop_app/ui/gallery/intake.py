"""The intake form of the gallery, as usual, saved, and with problems."""

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from desktop_app.core.errors import InvalidDraft
from desktop_app.ui.gallery.house_panel import HousePanel
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.models.columns import Mark
from desktop_app.ui.shell.page import Page
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.theme.metrics import MARGIN, PANE_MARGIN
from desktop_app.ui.widgets.answer_line import AnswerLine
from desktop_app.ui.widgets.bars import Bar, Footer
from desktop_app.ui.widgets.button import Button, Keycap, Rank
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.draft_tabs import DraftTab, DraftTabs
from desktop_app.ui.widgets.fields import MomentEdit, PhoneEdit, TextArea
from desktop_app.ui.widgets.form import COLUMN_GAP, FIELD_GAP, ErrorSummary, FormField, FormProblems
from desktop_app.ui.widgets.icon_edit import IconEdit
from desktop_app.ui.widgets.mark_label import MarkLabel
from desktop_app.ui.widgets.panes import Hairline, Pane, column, row
from desktop_app.ui.widgets.result_strip import ResultStrip, Spoken
from desktop_app.ui.widgets.scroll_pane import ScrollPane
from desktop_app.ui.widgets.suggest_edit import LookupEdit, SuggestEdit
from desktop_app.ui.widgets.text import Text
from desktop_app.ui.widgets.wrap_row import WrapRow


class IntakeScreen(Page):
    """A call being taken; `state` is «form», «saved» or «errors»."""

    title = "Обращения"
    shows_status_line = False

    def __init__(self, jobs: Jobs, state: str = "form") -> None:
        """Build the state asked for."""
        super().__init__()
        self.form = IntakeForm(saved=state == "saved")
        body = row(self.form, Hairline(upright=True), HousePanel(jobs), space=0)
        parts: list[QWidget | QLayout] = [_strip()] if state == "saved" else []
        self.setLayout(column(*parts, _drafts(), body))
        if state == "errors":
            self.form.show_errors()

    def activate(self) -> None:
        """Put the focus nowhere: the picture is of the form at rest."""
        self.setFocus()


def _strip() -> ResultStrip:
    return ResultStrip(
        [
            Spoken("Номер обращения — прочитайте заявителю", "2026-03619"),
            Spoken("Ответ до", "сегодня, 13:41"),
            Spoken("Исполнитель", "УК «Уют-Сервис»", "ещё не передано"),
        ],
        [
            Button("Передать", icon_name="arrow-right"),
            Button("Печать", icon_name="printer"),
            Button("Следующий звонок", Rank.PRIMARY, icon_name="phone"),
            Keycap("Ins", Tone.GOOD),
        ],
    )


def _drafts() -> Bar:
    tabs = DraftTabs()
    tabs.set_drafts(
        [
            DraftTab("now", "Ленина, 12", "2:13", "phone"),
            DraftTab("parked", "Черновик: Садовая, 3 к. 2", "отложен в 09:36"),
        ],
        "now",
    )
    call = Text("Звонок 09:41 · оператор Лапина И.", Type.CELL, Tone.MUTED)
    return Bar("drafts_bar", [tabs, None, call, 4], margin=12)


class IntakeForm(Pane):
    """The form with its footer."""

    def __init__(self, *, saved: bool = False) -> None:
        """Fill the fields."""
        super().__init__()
        self.address = IconEdit("Адрес", "home")
        self.address.setText("пр-кт Ленина, д. 12")
        self.topic = LookupEdit("Тема")
        self.topic.setText("Нет отопления")
        self.phone = PhoneEdit()
        self.phone.setText("+7 900 555-18-63")
        self.said = TextArea("Со слов заявителя")
        self.said.setPlainText(
            "С ночи холодные все батареи, дома +15. Ребёнку два года. Сосед из 49-й тоже без тепла."
        )
        self.summary = ErrorSummary()
        self.fields = {
            "address": FormField("А&дрес", self.address, "найдено по «лен 12»"),
            "phone": FormField("Телефон", self.phone, "без телефона — Ctrl+T"),
            "topic": FormField("Тема", self.topic, "Отопление и горячая вода"),
        }
        self.problems = FormProblems(self.summary, self.fields)
        body = QVBoxLayout()
        body.setContentsMargins(MARGIN, 12, PANE_MARGIN, 8)
        body.setSpacing(FIELD_GAP)
        self._rows(body)
        self.setLayout(column(ScrollPane(body), _saved_footer() if saved else _footer()))

    def _rows(self, body: QVBoxLayout) -> None:
        body.addWidget(self.summary)
        body.addWidget(self.fields["address"])
        body.addLayout(
            row(
                *(_small(*pair) for pair in (("Квартира", "45"), ("Подъезд", "2"), ("Этаж", "5"))),
                self.fields["phone"],
                space=COLUMN_GAP,
            )
        )
        source = FormField("Источник", Combo("Источник", [("phone", "Телефон")]))
        kind = FormField("Вид", Combo("Вид", [("request", "Заявка")]))
        name = SuggestEdit("Заявитель")
        name.setText("Соколова Вера Андреевна")
        body.addLayout(_share(FormField("Заявитель", name, "звонила 12.11 и 19.11"), source, 3))
        body.addLayout(_share(self.fields["topic"], kind, 3))
        said = FormField("Со слов заявителя", self.said, "/код — готовая фраза")
        body.addWidget(said, 100)
        flags = (("Аварийное", "flame"), ("На контроль", "flag"), ("Дети, больные", "user"))
        chips = [Chip(words, icon_name=icon, checkable=True) for words, icon in flags]
        for place in (0, 2):
            chips[place].setChecked(True)
        body.addSpacing(1)
        body.addLayout(WrapRow(*chips, space=6))
        body.addWidget(
            AnswerLine(
                "Ответ по теме: «Нет тепла при аварии», проверен 15.11", "Разъяснено, закрыть сразу"
            )
        )
        executor = Combo("Исполнитель", [(1, "УК «Уют-Сервис»")])
        term = MomentEdit("Срок")
        term.setText("24.11.2026 13:41")
        body.addLayout(
            _share(
                FormField("Исполнитель", executor, "по дому и услуге"),
                FormField("Срок", term, "4 часа · ПП 354, п. 109"),
                1,
            )
        )
        body.addStretch(1)

    def show_errors(self) -> None:
        """Empty two fields and show what a refused draft looks like."""
        self.phone.clear()
        self.topic.clear()
        self.said.setPlainText("С ночи холодные батареи.")
        error = InvalidDraft({"topic": "выберите тему", "phone": "впишите номер или Ctrl+T"})
        self.problems.show(
            error,
            {
                "topic": "выберите из справочника, по ней считается срок",
                "phone": "введите номер или отметьте «без телефона» (Ctrl+T)",
            },
        )


def _small(label: str, text: str) -> QWidget:
    edit = SuggestEdit(label)
    edit.setText(text)
    return FormField(label, edit, base_width=66)


def _share(wide: QWidget, narrow: QWidget, times: int) -> QLayout:
    line = row(wide, narrow, space=COLUMN_GAP)
    line.setStretch(0, times)
    line.setStretch(1, 1)
    return line


def _footer() -> Footer:
    return Footer(
        Button("Записать и закрыть", Rank.PRIMARY, icon_name="check"),
        Keycap("Ctrl+Enter"),
        8,
        Button("Отложить черновик"),
        Keycap("Esc"),
        None,
        Text("Черновик сохранён 09:43", Type.CELL, Tone.MUTED),
    )


def _saved_footer() -> Footer:
    return Footer(
        MarkLabel(Mark("Записано в 09:44", "check", Tone.GOOD), body=True, ink=True),
        12,
        Button("Отменить запись", Rank.LINK),
        Keycap("Ctrl+Z"),
        None,
        Button("Открыть карточку"),
    )
