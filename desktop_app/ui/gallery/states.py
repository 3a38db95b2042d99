"""The empty state and a sheet of parts of the gallery."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.core.enums import TicketStatus
from desktop_app.ui.gallery import samples
from desktop_app.ui.models.columns import Mark
from desktop_app.ui.shell.page import Page
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.theme.pills import Pill
from desktop_app.ui.widgets.bars import Crumbs, ScreenHeader
from desktop_app.ui.widgets.button import Button, Keycap, Rank
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.empty_state import EmptyState, EmptyWords
from desktop_app.ui.widgets.facts import Facts, SectionHead
from desktop_app.ui.widgets.fields import DateEdit, PhoneEdit, TextArea
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.mark_label import MarkLabel
from desktop_app.ui.widgets.note import Air, Note
from desktop_app.ui.widgets.panes import Hairline, column, row
from desktop_app.ui.widgets.pill_label import PillLabel
from desktop_app.ui.widgets.scroll_pane import ScrollPane
from desktop_app.ui.widgets.tabs import Tab, Tabs
from desktop_app.ui.widgets.text import Paragraph, Text
from desktop_app.ui.widgets.timeline import Timeline
from desktop_app.ui.widgets.wrap_row import WrapRow


class EmptyScreen(Page):
    """A section with nothing in it."""

    title = "Отключения"

    def __init__(self) -> None:
        """Show the empty state under the usual header."""
        super().__init__()
        tabs = Tabs(
            "Виды",
            [
                Tab("now", "Действуют"),
                Tab("planned", "Запланированы", 2),
                Tab("over", "Завершены", 9),
                Tab("all", "Все", 42),
            ],
        )
        words = EmptyWords(
            "bolt",
            "Сейчас отключений нет",
            "Авария, плановые работы или срыв вывоза заводятся один раз на все дома.\n"
            "Текст для звонящих сам появится в форме приёма, обращения присоединяются клавишей F8.",
            "Новое отключение",
            "Ins",
            "Показать завершённые за месяц",
        )
        whole = column(ScreenHeader("Отключения", tabs), EmptyState(words))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def activate(self) -> None:
        """Say what is shown."""
        self.setFocus()
        self.status_text.emit("Показано 0 из 42 · действуют сейчас")


class PartsScreen(Page):
    """Parts of a card and of forms on one sheet."""

    title = "Части"

    def __init__(self) -> None:
        """Lay the parts out in two columns."""
        super().__init__()
        crumbs = Crumbs("Обращения", [Text("6 из 124", tone=Tone.MUTED), 6, Button("Предыдущее")])
        crumbs.set_words("№ 2026-03507")
        columns = row(_card(), Hairline(upright=True), _controls(), space=20)
        columns.setContentsMargins(MARGIN, 12, MARGIN, 12)
        columns.setStretch(0, 1)
        columns.setStretch(2, 1)
        whole = column(crumbs, ScrollPane(columns))
        whole.setStretch(1, 1)
        self.setLayout(whole)


def _card() -> QVBoxLayout:
    again = Pill("Повторное", "repeat", Tone.MUTED)
    late = Pill("Просрочено на 1 день", "alert", Tone.DANGER)
    head = WrapRow(
        Text("2026-03507", Type.NUMBER),
        PillLabel(TicketStatus.REWORK),
        PillLabel(late),
        PillLabel(again),
    )
    script = Note(Tone.INFO, icon_name="chat")
    script.add_text("«Здравствуйте, горячая линия района. Тепло пошло?»", role=Type.SPOKEN)
    history = SectionHead("История по циклам", "8 записей, все сохранены")
    now, past = _cycles()
    pills = WrapRow(*(PillLabel(status) for status in TicketStatus))
    parts = (
        head,
        Facts(samples.FACTS),
        history,
        now,
        Timeline(samples.EVENTS),
        past,
        script,
        pills,
    )
    spaced = [item for part in parts for item in (part, 12)]
    return column(*spaced, _marks(), None)


def _cycles() -> tuple[Note, Note]:
    late, done = "срок 22.11 12:12 · просрочено на 1 день", "исполнено с опозданием на 1 ч 38 мин"
    return (
        Note(Tone.DANGER, "Цикл 2 · после обзвона", aside=late, air=Air.BAR),
        Note(Tone.MUTED, "Цикл 1 · первичный", aside=done, icon_name="clock", air=Air.BAR),
    )


def _marks() -> WrapRow:
    return WrapRow(
        MarkLabel(Mark("в норме", "check", Tone.GOOD)),
        MarkLabel(Mark("ниже на 1,5", "alert", Tone.DANGER, bold=True)),
        MarkLabel(Mark("отказ, с отметкой", "warning", Tone.WARNING)),
    )


def _controls() -> QVBoxLayout:
    buttons = WrapRow(
        Button("Передать", icon_name="arrow-right"),
        Button("Назначить выезд", Rank.PRIMARY, icon_name="document"),
        Button("Добавить замер", Rank.LINK, icon_name="plus"),
        Keycap("Ins"),
        None,
    )
    disabled = row(Button("Нельзя"), Button("Нельзя", Rank.PRIMARY), None)
    for place in (0, 1):
        item = disabled.itemAt(place)
        widget: QWidget | None = item.widget() if item is not None else None
        if widget is not None:
            widget.setEnabled(False)
    choice = Combo("Вид", [(1, "Заявка"), (2, "Жалоба")])
    return column(
        buttons,
        12,
        disabled,
        12,
        FormField("Вид", choice),
        10,
        FormField("Дата", DateEdit("Дата"), "F4 — календарь"),
        10,
        FormField("Телефон", PhoneEdit()),
        10,
        FormField("Замечание", TextArea("Замечание", "Можно начать печатать сразу")),
        12,
        Paragraph(samples.OUTAGE, Type.SPOKEN),
        None,
    )
