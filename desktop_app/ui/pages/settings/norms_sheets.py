"""Rules of norms, a utility's temperature chart, a tolerance to it: each in its own sheet."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.core.acts.templates import OfficeTolerance
from desktop_app.core.changes import Changes
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.heating_chart import ChartDraft, HeatingChart, draft_of, read_rows, rows_text
from desktop_app.core.settings import COLD_DISTRICT, EXPIRED_BLOCKS
from desktop_app.services.merging_save import MergingSave
from desktop_app.ui.pages.picked_record import PickedRecord
from desktop_app.ui.pages.save_sheet import save_sheet
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.fields import TextArea
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import row

Done = Callable[[Changes], object]
_YES_NO = ((False, "нет"), (True, "да"))
_ROWS_HEIGHT = 190
_NEW = "Новый график"


class NormRulesSheet:
    """Whether the district is a cold one, and whether an expired instrument stops an act."""

    def __init__(
        self, tools: Tools, parent: QWidget, now: tuple[bool, bool], on_done: Done
    ) -> None:
        """Show the rules in force: (cold district, expired instruments stop acts)."""
        self._tools, self._on_done, self._now = tools, on_done, now
        self._cold = Combo(COLD_DISTRICT.title, list(_YES_NO))
        self._stops = Combo(EXPIRED_BLOCKS.title, list(_YES_NO))
        self._cold.set_value(now[0])
        self._stops.set_value(now[1])
        hint = "иначе в акте будет оговорка"
        fields = {
            "cold": FormField(
                "&Район с пятидневкой −31 °C и ниже", self._cold, "комнаты 20 и 22 °C"
            ),
            "stops": FormField("Не выпускать акт с просроченным &прибором", self._stops, hint),
        }
        self.sheet = FormSheet(parent, "Правила норм и приборов", "Записать", fields)
        self.sheet.lay(fields["cold"], fields["stops"])
        open_sheet(self.sheet, self._cold, self._submit)

    def _submit(self) -> None:
        settings, now = self._tools.office.settings, self._now
        typed = (self._cold.value() is True, self._stops.value() is True)

        def write() -> Changes:
            changes = Changes()
            for setting, before, wanted in zip(
                (COLD_DISTRICT, EXPIRED_BLOCKS), now, typed, strict=True
            ):
                if before is not wanted:
                    changes |= settings.set(setting, wanted)
            return changes

        save_sheet(self._tools, self.sheet, write, self._on_done)


class ChartSheet:
    """Writes a chart, new or known, whole; a known one may be removed."""

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        charts: Sequence[HeatingChart],
        on_done: Done,
        on_removed: Callable[[Changes, HeatingChart], object],
    ) -> None:
        """Offer the known charts; a new one stands first."""
        self._tools, self._on_done, self._on_removed = tools, on_done, on_removed
        self._charts = {chart.title: chart for chart in charts}
        self._savings: dict[tuple[object, str], MergingSave[ChartDraft, Changes]] = {}
        choices: list[tuple[object, str]] = [("", _NEW)]
        choices += [(title, title) for title in self._charts]
        self._known = Combo("График", choices)
        self._title, self._source = QLineEdit(), QLineEdit()
        self._title.setPlaceholderText("95/70")
        self._rows = TextArea("Строки графика", least=_ROWS_HEIGHT, most=_ROWS_HEIGHT)
        fields = {
            "known": FormField("&График", self._known),
            "title": FormField("&Название", self._title, "как в карточке дома"),
            "source": FormField("&Кем и когда утверждён", self._source),
            "points": FormField("&Строки: на улице; подача; обратка, °C", self._rows,
                                "можно вставить из Excel"),
        }  # fmt: skip
        self.sheet = FormSheet(parent, "Температурный график РСО", "Записать", fields)
        self._remove = Button("Удалить этот график", Rank.LINK, icon_name="trash")
        self._remove.hide()
        self._remove.clicked.connect(self._drop)
        self.sheet.lay(
            fields["known"],
            row(fields["title"], fields["source"]),
            fields["points"],
            row(self._remove, None),
        )
        names = ("title", "source", "points")
        self._record = PickedRecord(tools.dialogs, self.sheet, self._known, names)
        self._known.picked.connect(lambda _title: self._record.turn(self._show))
        open_sheet(self.sheet, self._known if charts else self._title, self._submit)

    def _show(self) -> None:
        self._record.fill(self._fill)

    def _fill(self) -> None:
        chart = self._charts.get(str(self._known.value()))
        self._title.setText(chart.title if chart else "")
        self._source.setText(chart.source if chart else "")
        self._rows.setPlainText(rows_text(chart) if chart else "")
        self._remove.setVisible(chart is not None)

    def _submit(self) -> None:
        title, source = self._title.text().strip(), self._source.text().strip()
        if not title:
            self.sheet.show_error(InvalidDraft({"title": "назовите график, например 95/70"}))
            return
        try:
            chart = HeatingChart.of(title, source, read_rows(self._rows.text()))
        except ValueError as error:
            self.sheet.show_error(InvalidDraft({"points": str(error)}))
            return
        picked = self._known.value()
        known = self._charts.get(str(picked))
        # Under another title it is a chart of its own: nothing of it was shown.
        shown = known if known is not None and known.title == title else None

        def save() -> Changes:
            saving = self._savings.get((picked, title))
            if saving is None:
                saving = self._tools.office.norms.merging_chart(title, shown)
                self._savings[picked, title] = saving
            return saving(draft_of(chart))

        save_sheet(self._tools, self.sheet, save, self._on_done)

    def _drop(self) -> None:
        norms, chart = self._tools.office.norms, self._charts[str(self._known.value())]
        save_sheet(
            self._tools,
            self.sheet,
            lambda: norms.remove_chart(chart.title, seen=chart),
            lambda changes: self._on_removed(changes, chart),
        )


class ToleranceSheet:
    """A tolerance the office answers for: without a source it is not taken; empty removes it."""

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        parameters: Sequence[tuple[str, str]],
        entered: dict[str, OfficeTolerance],
        on_done: Done,
    ) -> None:
        """`parameters` are (code, words) of what a chart speaks of."""
        self._tools, self._entered, self._on_done = tools, entered, on_done
        self._savings: dict[str, MergingSave[OfficeTolerance, Changes]] = {}
        self._code = Combo("Показатель", list(parameters))
        self._tolerance, self._source = QLineEdit(), QLineEdit()
        self._tolerance.setPlaceholderText("± 3 %")
        fields = {
            "code": FormField("&Показатель", self._code),
            "tolerance": FormField("&Допуск", self._tolerance, "пусто — вывода не будет"),
            "source": FormField("&Откуда: договор, график", self._source),
        }
        self.sheet = FormSheet(parent, "Допуск к температурному графику", "Записать", fields)
        self.sheet.lay(fields["code"], row(fields["tolerance"], fields["source"]))
        names = ("tolerance", "source")
        self._record = PickedRecord(tools.dialogs, self.sheet, self._code, names)
        self._code.picked.connect(
            lambda _code: self._record.turn(lambda: self._record.fill(self._show))
        )
        self._record.fill(self._show)
        open_sheet(self.sheet, self._code, self._submit)

    def _show(self) -> None:
        known = self._entered.get(str(self._code.value()))
        self._tolerance.setText(known.tolerance if known else "")
        self._source.setText(known.source if known else "")

    def _submit(self) -> None:
        code = str(self._code.value())
        typed = OfficeTolerance(self._tolerance.text().strip(), self._source.text().strip())
        if code not in self._savings:
            shown = self._entered.get(code, OfficeTolerance("", ""))
            self._savings[code] = self._tools.office.norms.merging_tolerance(code, shown)
        save = self._savings[code]
        save_sheet(self._tools, self.sheet, lambda: save(typed), self._on_done)
