"""The register of the gallery: header, filters, list, preview."""

from PySide6.QtWidgets import QVBoxLayout

from desktop_app.core.enums import TicketStatus
from desktop_app.ui.gallery import samples
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.models.snapshot_model import SnapshotModel
from desktop_app.ui.shell.page import Page
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.widgets.bars import Footer, ScreenHeader
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.facts import Facts, SectionHead
from desktop_app.ui.widgets.filter_bar import FilterBar
from desktop_app.ui.widgets.icon_edit import SearchBox
from desktop_app.ui.widgets.list_view import ListView
from desktop_app.ui.widgets.note import Air, Note
from desktop_app.ui.widgets.panes import Hairline, column, row
from desktop_app.ui.widgets.pill_label import PillLabel
from desktop_app.ui.widgets.scroll_pane import ScrollPane, SidePane
from desktop_app.ui.widgets.tabs import Tab, Tabs
from desktop_app.ui.widgets.text import Paragraph, Text
from desktop_app.ui.widgets.timeline import Timeline


class RegisterScreen(Page):
    """A register with a preview."""

    title = "Обращения"

    def __init__(self, jobs: Jobs) -> None:
        """Show the sample rows."""
        super().__init__()
        rows = {ticket.id: ticket for ticket in samples.tickets()}
        model = SnapshotModel(
            samples.REGISTER_COLUMNS,
            lambda ids: [rows[row_id] for row_id in ids],
            jobs,
            parent=self,
        )
        self.list = ListView("gallery", "Обращения", model)
        self.list.show_sort("number", descending=True)
        model.set_ids(list(rows))
        self.setLayout(
            column(
                _header(),
                _filters(),
                row(self.list, Hairline(upright=True), _Preview(), space=0),
            )
        )

    def activate(self) -> None:
        """Select the row the preview shows."""
        self.list.select_row(6)
        self.list.setFocus()
        self.status_text.emit("Показано 124 из 3 618 · просрочено 7 · выбрано 1")


def _header() -> ScreenHeader:
    tabs = Tabs(
        "Сохранённые отборы",
        [
            Tab("open", "Открытые", 214),
            Tab("mine", "Мои", 31),
            Tab("late", "Просрочено", 7, Tone.DANGER),
            Tab("watched", "На контроле", 12),
            Tab("all", "Все", 3618),
        ],
    )
    tabs.show_current("all")
    search = SearchBox("Номер, адрес, телефон, фамилия")
    take = Button("Принять звонок", Rank.PRIMARY, icon_name="phone", key="Ins")
    return ScreenHeader("Обращения", tabs, [search, take])


def _filters() -> FilterBar:
    bar = FilterBar()
    bar.set_period("01.11 – 24.11.2026")
    bar.set_chips([("service", "Служба: отопление, отходы"), ("area", "Участок: Заречный")])
    bar.add_tools(
        "Вид:",
        [
            Chip("Все службы, ноябрь"),
            Chip("Столбцы", icon_name="columns"),
            Chip("В Excel", icon_name="download"),
        ],
    )
    return bar


class _Preview(SidePane):
    """What the selected row says."""

    def __init__(self) -> None:
        super().__init__(312)
        body = QVBoxLayout()
        body.setContentsMargins(MARGIN, 15, MARGIN, 0)
        body.setSpacing(0)
        number = Text("№ 2026-03507", tone=Tone.MUTED)
        body.addLayout(row(number, None, PillLabel(TicketStatus.REWORK), 2, space=0))
        body.addSpacing(4)
        body.addWidget(Paragraph("пр-кт Ленина, д. 12, кв. 52", Type.SUBJECT))
        body.addSpacing(3)
        body.addWidget(Paragraph("подъезд 2, этаж 4 · 5 этажей, 1978 г.", Type.CELL, Tone.MUTED))
        body.addSpacing(9)
        late = Note(Tone.DANGER, "Просрочено на 1 день", air=Air.PREVIEW)
        late.add_text("срок был 22.11 12:12 · цикл 2 из 2", ink=False, role=Type.CELL)
        body.addWidget(late)
        body.addSpacing(9)
        body.addWidget(Facts(samples.FACTS))
        for part in (Paragraph(samples.WORDS),):
            body.addSpacing(9)
            body.addWidget(Hairline())
            body.addSpacing(10)
            body.addWidget(part)
        body.addSpacing(9)
        body.addWidget(Hairline())
        body.addSpacing(9)
        body.addWidget(SectionHead("История", "ещё 6"))
        body.addSpacing(12)
        body.addWidget(Timeline(samples.EVENTS, gap=6))
        body.addSpacing(12)
        again = Note(
            Tone.WARNING, "4 обращения по дому за 7 дней", icon_name="repeat", air=Air.PREVIEW
        )
        again.add_text("Предложен комиссионный выезд", ink=False, role=Type.CELL)
        body.addWidget(again)
        body.addStretch(1)
        footer = Footer(Button("Передать"), Button("Исполнено"), None, Button("Открыть"))
        self.setLayout(column(ScrollPane(body), footer))
