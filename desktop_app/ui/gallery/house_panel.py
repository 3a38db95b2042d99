"""The house beside the intake form of the gallery."""

from PySide6.QtWidgets import QVBoxLayout

from desktop_app.ui.gallery import samples
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.models.columns import Mark
from desktop_app.ui.models.snapshot_model import SnapshotModel
from desktop_app.ui.theme import Tone, Type, look
from desktop_app.ui.theme.metrics import MARGIN, PANE_MARGIN
from desktop_app.ui.widgets.button import Button, Keycap, Rank
from desktop_app.ui.widgets.facts import SectionHead
from desktop_app.ui.widgets.mark_label import MarkLabel
from desktop_app.ui.widgets.note import Note
from desktop_app.ui.widgets.painted_table import PaintedTable
from desktop_app.ui.widgets.panes import Hairline, column
from desktop_app.ui.widgets.scroll_pane import ScrollPane, SidePane
from desktop_app.ui.widgets.text import Line, Paragraph, Text
from desktop_app.ui.widgets.wrap_row import WrapRow

_PHONES = (
    ("Управляющая компания", "УК «Уют-Сервис»", "+7 900 555-20-10", "диспетчер, круглосуточно"),
    (
        "Отопление и горячая вода",
        "Теплосеть, участок 2",
        "+7 900 555-31-07",
        "диспетчер, круглосуточно",
    ),
    ("Вывоз отходов", "«ЧистоТранс»", "+7 900 555-44-90", "логист, 08:00–20:00"),
)


class HousePanel(SidePane):
    """Facts, outage, phones, repeats and the last tickets of a house."""

    def __init__(self, jobs: Jobs) -> None:
        """Show the sample house."""
        super().__init__(540)
        body = QVBoxLayout()
        body.setContentsMargins(PANE_MARGIN, 11, MARGIN, 0)
        body.setSpacing(0)
        head = Text("пр-кт Ленина, д. 12", Type.SUBJECT)
        body.addLayout(WrapRow(head, None, Button("Карточка дома", Rank.LINK), 6))
        body.addSpacing(7)
        facts = "5 этажей · 4 подъезда · 80 квартир · 1978 г. · узел ИТП-14, график 95/70"
        body.addWidget(Paragraph(facts, Type.CELL, Tone.MUTED, columns=90))
        body.addSpacing(9)
        body.addWidget(_outage())
        body.addSpacing(7)
        for contact in _PHONES:
            body.addLayout(_contact(*contact))
            body.addSpacing(5)
        body.addSpacing(2)
        body.addWidget(Hairline())
        body.addSpacing(9)
        truck = MarkLabel(Mark("Ближайший вывоз —", "truck", Tone.MUTED), body=True, ink=True)
        when = Text("завтра, 25.11, 07:00–12:00", Type.BODY_BOLD)
        place = Text("площадка Ленина, 12–14", Type.CELL, Tone.MUTED)
        body.addLayout(WrapRow(truck, when, None, place, space=4))
        body.addSpacing(9)
        body.addWidget(_repeat())
        body.addSpacing(9)
        body.addWidget(SectionHead("Последние по дому", "4 за 7 дней · 11 за сезон"))
        table = _last_tickets(jobs)
        body.addSpacing(6)
        body.addWidget(table, 1)
        self.setLayout(column(ScrollPane(body)))


def _last_tickets(jobs: Jobs) -> PaintedTable:
    rows = {ticket.id: ticket for ticket in samples.last_tickets()}
    model = SnapshotModel(samples.LAST_COLUMNS, lambda ids: [rows[key] for key in ids], jobs)
    model.set_ids(list(rows))
    table = PaintedTable("Последние обращения по дому", model)
    model.setParent(table)
    table.set_density("panel")
    table.set_edge(0)
    for place, sized in enumerate(samples.LAST_COLUMNS):
        table.setColumnWidth(place, look().metrics.px(sized.width))
    table.ask_rows(4)
    return table


def _outage() -> Note:
    note = Note(Tone.DANGER, "Авария: нет отопления до 18:00", aside="с 06:20", icon_name="flame")
    note.add_text(samples.OUTAGE)
    joined = Text("присоединено 17", Type.CELL, Tone.DANGER)
    note.add_row(Button("Присоединить к аварии"), Keycap("F8", Tone.DANGER), None, joined)
    return note


def _repeat() -> Note:
    title = "Похоже на повтор: № 2026-03507, кв. 52, то же, 21.11 — на доработке"
    note = Note(Tone.WARNING, title, icon_name="repeat")
    verbs = ("Дополнить прежнее", "Новое, связать", "Не повтор")
    note.add_row(*(Button(verb) for verb in verbs), None, gap=6)
    return note


def _contact(role: str, name: str, phone: str, hours: str) -> QVBoxLayout:
    return column(
        WrapRow(Line(role, Type.CAPTION, Tone.MUTED), None, Text(phone, Type.BODY_BOLD)),
        WrapRow(Line(name), None, Text(hours, Type.CAPTION, Tone.MUTED)),
    )
