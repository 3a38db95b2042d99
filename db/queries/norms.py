"""What the office adds to norms: its own figures, tolerances, the utilities' temperature charts."""

from db import tables
from db.connection import Store
from desktop_app.core.heating_chart import HeatingChart
from desktop_app.core.norm_edits import NormEdit

_COLUMNS = "low, high, below, above, night_below, basis, edition"


def tolerances(store: Store) -> dict[str, tuple[str, str]]:
    """Return the entered tolerances with their sources, by code of the norm."""
    found = store.rows("SELECT parameter, tolerance, source FROM norm_tolerance")
    return {row[0]: (row[1], row[2]) for row in found}


def set_tolerance(store: Store, code: str, tolerance: str, source: str) -> None:
    """Write a tolerance, or (an empty one) remove it."""
    store.execute("DELETE FROM norm_tolerance WHERE parameter = ?", (code,))
    if tolerance:
        store.execute(
            "INSERT INTO norm_tolerance (parameter, tolerance, source) VALUES (?, ?, ?)",
            (code, tolerance, source),
        )


def overrides(store: Store) -> dict[str, NormEdit]:
    """Return what the office put in place of shipped norms, by code."""
    found = store.rows(f"SELECT code, {_COLUMNS} FROM norm_override")  # noqa: S608  own names
    return {row[0]: NormEdit(*row[1:]) for row in found}


def set_override(store: Store, code: str, edit: NormEdit | None) -> None:
    """Write what stands in place of a shipped norm; None lets the shipped one stand again."""
    store.execute("DELETE FROM norm_override WHERE code = ?", (code,))
    if edit is not None:
        store.execute(
            f"INSERT INTO norm_override (code, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608  own names
            (code, *edit.figures, edit.basis, edit.edition),
        )


def charts(store: Store) -> list[HeatingChart]:
    """Return all charts by title, each with its rows."""
    points: dict[int, list[tuple[float, float, float]]] = {}
    for chart_id, *point in store.rows(
        "SELECT chart_id, outdoor, supply, returned FROM heating_chart_point"
    ):
        points.setdefault(chart_id, []).append((point[0], point[1], point[2]))
    named = store.rows("SELECT id, title, source FROM heating_chart ORDER BY title")
    return [HeatingChart.of(row[1], row[2], points.get(row[0], [])) for row in named]


def save_chart(store: Store, chart: HeatingChart) -> tuple[int, str | None]:
    """Write a chart over that of the same title; return its id and the former source and rows."""
    chart_id, before = _known(store, chart.title)
    if chart_id is None:
        columns = {"title": chart.title, "source": chart.source}
        chart_id = store.insert(tables.heating_chart, {**columns})
    else:
        store.update(tables.heating_chart, chart_id, {"source": chart.source})
        store.execute("DELETE FROM heating_chart_point WHERE chart_id = ?", (chart_id,))
    store.insert_many(
        "INSERT INTO heating_chart_point (chart_id, outdoor, supply, returned) VALUES (?, ?, ?, ?)",
        [(chart_id, p.outdoor, p.supply, p.returned) for p in chart.points],
    )
    return chart_id, before


def chart_id(store: Store, title: str) -> int:
    """Return the id of the chart of this title, 0 when there is none."""
    return _known(store, title)[0] or 0


def remove_chart(store: Store, title: str) -> tuple[int | None, str | None]:
    """Remove a chart; return its id (None when there was none) and what it was."""
    chart_id, before = _known(store, title)
    if chart_id is not None:
        store.execute("DELETE FROM heating_chart WHERE id = ?", (chart_id,))
    return chart_id, before


def _known(store: Store, title: str) -> tuple[int | None, str | None]:
    row = store.row("SELECT id, source FROM heating_chart WHERE title = ?", (title,))
    if row is None:
        return None, None
    points = store.rows(
        "SELECT outdoor, supply, returned FROM heating_chart_point WHERE chart_id = ?"
        " ORDER BY outdoor",
        (row[0],),
    )
    rows = "; ".join(f"{p[0]:g}: {p[1]:g}/{p[2]:g}" for p in points)
    return int(row[0]), f"{row[1]} · {rows}" if row[1] else rows
