"""Norms as the office uses them: the table, what it changed there, tolerances, charts."""

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from db.queries import norms as queries
from desktop_app.core.acts.templates import (
    COOLANT_RETURN,
    COOLANT_SUPPLY,
    OfficeTolerance,
    SiteFacts,
    template,
)
from desktop_app.core.assessing import Assessment, assess
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import ActKind, Entity, Operation, Verdict
from desktop_app.core.errors import InvalidDraft, NotFound
from desktop_app.core.heating_chart import (
    ChartDraft,
    HeatingChart,
    chart_for,
    chart_source,
    draft_of,
    read_rows,
)
from desktop_app.core.measuring import RETURN, SUPPLY
from desktop_app.core.norm_book import NormBook, NormQuestion
from desktop_app.core.norm_edits import NormEdit, edit_of, tolerance_words
from desktop_app.core.norm_rows import Norm, norm_of
from desktop_app.core.norms import bounds_of, exact
from desktop_app.core.records.history import FieldChange, HistoryDraft, Scalar
from desktop_app.core.records.inspections import Measurement
from desktop_app.core.settings import COLD_DISTRICT, WASTE_BOUNDARY_WARM
from desktop_app.core.tolerances import parse_tolerance
from desktop_app.core.waste_lateness import with_boundary
from desktop_app.services import shipped
from desktop_app.services.desk import Desk, moved_on
from desktop_app.services.merging_save import MergingSave, Opened, Traces
from desktop_app.services.norm_checks import check_edit
from desktop_app.services.settings import Settings

_COOLANT = "coolant."
_UNREAD: Final = -1  # no state of a record: it is read when it is saved, and joined with the form


class Norms:
    """Use cases of norms; the answer is always hours and degrees, never money."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        """Work at the desk with the office's rules."""
        self._desk, self._settings = desk, settings

    @cached_property
    def shipped(self) -> NormBook:
        """The table of norms the program carries, read once."""
        return shipped_norms()

    @property
    def book(self) -> NormBook:
        """The table every value is held against: the office's figures in place of the shipped."""
        own = queries.overrides(self._desk.store)
        is_warm = self._settings.get(WASTE_BOUNDARY_WARM)
        if not own and not is_warm:
            return self.shipped
        norms = self.shipped.norms
        applied = [own[n.code].applied(n) if n.code in own else n for n in norms]
        return NormBook(with_boundary(applied, is_warm=is_warm) if is_warm else applied)

    def set_norm(self, code: str, edit: NormEdit) -> Changes:
        """Put the office's figures in place of a shipped norm; the shipped ones drop them.

        Acts already written keep what they say. InvalidDraft names bad fields.
        """
        shipped = self.shipped.by_code(code)
        check_edit(shipped, edit)
        store, fields = self._desk.store, ("low", "high", "tolerance", "basis", "edition")
        with self._desk.action() as action:
            before = self.book.by_code(code)
            queries.set_override(store, code, None if edit == edit_of(shipped) else edit)
            after = edit.applied(shipped)
            old, new = _told(before), _told(after)
            changes = tuple(
                FieldChange(f"norm:{code}:{name}", old[name], new[name])
                for name in fields
                if old[name] != new[name]
            )
            if changes:
                about = f"{shipped.service}: {shipped.parameter}"
                kind = Operation.REFERENCE_SAVED
                action.record(HistoryDraft(kind, Entity.REFERENCE, 0, changes, about))
        return Changes.many((Kind.REFERENCE, Kind.SITE))

    @property
    def is_cold_district(self) -> bool:
        """Tell whether the office's district has a coldest five-day period of −31 °C or lower."""
        return self._settings.get(COLD_DISTRICT)

    def assess(self, question: NormQuestion, value: float) -> Assessment:
        """Return what a value says; NotFound or InvalidDraft when the norm cannot be told."""
        return assess(self.book.find(question), value, question.at or self._desk.now())

    def by_chart(self, question: NormQuestion, title: str, value: float) -> Assessment:
        """Return how far a temperature of the coolant is from a chart at `question.outdoor`.

        There is a verdict only where the office entered a tolerance with its source. NotFound for
        an unknown chart, InvalidDraft without an outdoor temperature the chart covers.
        """
        norm, chart = self.book.find(question), self.chart(title)
        if chart is None:
            raise NotFound(f"Графика «{title}» нет в базе", "", "внесите график РСО")
        point = None if question.outdoor is None else chart.at(question.outdoor)
        wanted = {COOLANT_SUPPLY: SUPPLY, COOLANT_RETURN: RETURN}.get(norm.code)
        if point is None or wanted is None:
            words = "нужна наружная температура, которая есть в графике, и T1 или T2"
            raise InvalidDraft({"outdoor": words}, "С графиком не сравнить")
        due = point.supply if wanted == SUPPLY else point.returned
        entered = self.tolerances().get(norm.code)
        allowed = entered.tolerance if entered else ""
        row = Measurement("", "", wanted, value=value, chart_value=due, tolerance=allowed)
        bounds = bounds_of(row, parse_tolerance(allowed, row.unit).day)
        within = None if entered is None else bounds.verdict(exact(value)) is Verdict.OK
        low, high = bounds.low, bounds.high
        return Assessment(
            norm,
            value,
            within,
            within,
            None if low is None else float(low),
            None if high is None else float(high),
            float(exact(value) - exact(due)),
            "; ".join(filter(None, (chart_source(chart), entered.source if entered else ""))),
        )

    def template(self, kind: ActKind, outdoor: float | None = None) -> tuple[Measurement, ...]:
        """Return the rows a kind of act begins with; `outdoor` is the average of the day, °C."""
        facts = SiteFacts(self.is_cold_district, outdoor, self.tolerances())
        return template(kind, self.book, facts)

    def known_rows(self) -> tuple[Measurement, ...]:
        """Return a row of every quantity any kind of act knows, to be offered."""
        rows = [row for kind in ActKind for row in self.template(kind)]
        return tuple({row.quantity: row for row in reversed(rows)}.values())[::-1]

    def tolerances(self) -> dict[str, OfficeTolerance]:
        """Return what the office entered for the coolant, by code of the table of norms."""
        found = queries.tolerances(self._desk.store)
        return {code: OfficeTolerance(*row) for code, row in found.items()}

    def merging_tolerance(
        self, code: str, shown: OfficeTolerance
    ) -> MergingSave[OfficeTolerance, Changes]:
        """Return what saves a form over a tolerance, joined with what others save meanwhile."""
        return MergingSave(
            self._desk.store,
            (Entity.REFERENCE, 0),
            Opened(_UNREAD, shown),
            traces=self._traces_of_tolerance(code),
            read=lambda _id: self._tolerance_card(code),
            save=lambda _id, version, typed: self.set_tolerance(
                code, typed.tolerance, typed.source, version=version
            ),
        )

    def _tolerance_card(self, code: str) -> Opened[OfficeTolerance]:
        with self._desk.store.snapshot():
            known = self.tolerances().get(code, OfficeTolerance("", ""))
            return Opened(self._traces_of_tolerance(code).version, known)

    def _traces_of_tolerance(self, code: str) -> Traces:
        return Traces(self._desk.store, (Entity.REFERENCE, 0), f"norm_tolerance:{code}")

    def set_tolerance(
        self, code: str, tolerance: str, source: str, *, version: int | None = None
    ) -> Changes:
        """Enter a tolerance to the utility's chart with its source; an empty one removes it.

        InvalidDraft for words that are no tolerance, for no source, for a norm that has its own.
        Conflict when it was changed since this `version` was read.
        """
        problems: dict[str, str] = {}
        norm = next((n for n in self.book.norms if n.code == code), None)
        if norm is None or not code.startswith(_COOLANT):
            raise InvalidDraft({"code": "свой допуск задают только для теплоносителя"})
        try:
            parse_tolerance(tolerance, "°C" if norm.unit == "%" else norm.unit)
        except ValueError as error:
            problems["tolerance"] = str(error)
        if tolerance.strip() and not source.strip():
            problems["source"] = "впишите договор или график, откуда допуск"
        if problems:
            raise InvalidDraft(problems)
        store = self._desk.store
        with self._desk.action() as action:
            self._traces_of_tolerance(code).demand(version, "Допуск к графику")
            before = queries.tolerances(store).get(code, ("", ""))
            after = (tolerance.strip(), source.strip() if tolerance.strip() else "")
            queries.set_tolerance(store, code, *after)
            old, new = (" · ".join(filter(None, pair)) for pair in (before, after))
            if old != new:
                change = FieldChange(f"norm_tolerance:{code}", old, new)
                action.record(_entry(0, change, norm.parameter))
        return Changes.of(Kind.REFERENCE)

    def charts(self) -> list[HeatingChart]:
        """Return the utilities' charts by title."""
        return queries.charts(self._desk.store)

    def chart(self, title: str) -> HeatingChart | None:
        """Return the chart a house's words begin with: «95/70, утверждён …» is «95/70»."""
        return chart_for(title, self.charts())

    def merging_chart(
        self, title: str, shown: HeatingChart | None
    ) -> MergingSave[ChartDraft, Changes]:
        """Return what saves a form over a chart, joined with what others save meanwhile.

        `shown` is the chart as the form shows it, None for a new one.
        """
        name = title.strip()
        return MergingSave(
            self._desk.store,
            (Entity.REFERENCE, 0),
            Opened(_UNREAD, draft_of(shown)),
            traces=self._traces_of_chart(name),
            read=lambda _id: self._chart_card(name, is_new=shown is None),
            save=lambda _id, version, typed: self.save_chart(
                name, typed.source, read_rows(typed.points), version=version
            ),
        )

    def _chart_card(self, name: str, *, is_new: bool) -> Opened[ChartDraft]:
        with self._desk.store.snapshot():
            chart = next((chart for chart in self.charts() if chart.title == name), None)
            if chart is None and not is_new:
                raise NotFound(
                    f"График {name} удалили, пока он был открыт",
                    "ничего не изменено",
                    "чтобы записать его снова, выберите «Новый график»",
                )
            return Opened(self._traces_of_chart(name).version, draft_of(chart))

    def _traces_of_chart(self, name: str) -> Traces:
        store = self._desk.store
        record = (Entity.REFERENCE, queries.chart_id(store, name))
        return Traces(store, record, f"heating_chart:{name}")

    def save_chart(
        self,
        title: str,
        source: str,
        rows: Sequence[tuple[float, float, float]],
        *,
        version: int | None = None,
    ) -> Changes:
        """Write a chart under its title: rows are outdoor, supply, return, °C; InvalidDraft.

        Conflict when it was changed since this `version` was read.
        """
        name = title.strip()
        if not name:
            raise InvalidDraft({"title": "назовите график, например 95/70"})
        try:
            chart = HeatingChart.of(name, source.strip(), rows)
        except ValueError as error:
            raise InvalidDraft({"points": str(error)}, "График не записан") from error
        with self._desk.action() as action:
            self._traces_of_chart(name).demand(version, f"График {name}")
            chart_id, before = queries.save_chart(self._desk.store, chart)
            change = FieldChange(f"heating_chart:{name}", before, _packed(chart))
            action.record(_entry(chart_id, change, name))
        return Changes.of(Kind.REFERENCE)

    def remove_chart(self, title: str, *, seen: HeatingChart | None = None) -> Changes:
        """Remove a chart; acts keep what they say. NotFound when there is none.

        Conflict when another clerk has changed it since it was `seen`.
        """
        with self._desk.action() as action:
            now = next((chart for chart in self.charts() if chart.title == title), None)
            if seen is not None and now is not None and now != seen:
                raise moved_on(f"График {title}")
            chart_id, before = queries.remove_chart(self._desk.store, title)
            if chart_id is None:
                raise NotFound(f"Графика «{title}» нет", "", "обновите список")
            action.record(
                _entry(chart_id, FieldChange(f"heating_chart:{title}", before, None), title)
            )
        return Changes.of(Kind.REFERENCE)


def shipped_norms() -> NormBook:
    """Return the table of norms the program carries."""
    return NormBook(norm_of(row) for row in shipped.rows("norms.csv"))


def _told(norm: Norm) -> dict[str, Scalar]:
    return {
        "low": norm.low,
        "high": norm.high,
        "tolerance": tolerance_words(norm),
        "basis": norm.basis,
        "edition": norm.edition,
    }


def _entry(row_id: int, change: FieldChange, note: str) -> HistoryDraft:
    return HistoryDraft(Operation.REFERENCE_SAVED, Entity.REFERENCE, row_id, (change,), note)


def _packed(chart: HeatingChart) -> str:
    rows = "; ".join(f"{p.outdoor:g}: {p.supply:g}/{p.returned:g}" for p in chart.points)
    return f"{chart.source} · {rows}" if chart.source else rows
