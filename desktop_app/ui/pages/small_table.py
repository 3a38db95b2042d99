"""A short table inside a panel: its rows are all here, its height is theirs."""

from collections.abc import Sequence
from typing import Any

from desktop_app.ui.models.columns import Column
from desktop_app.ui.models.snapshot_model import Reader, SnapshotModel
from desktop_app.ui.theme import look
from desktop_app.ui.widgets.painted_table import PaintedTable


def small_table(
    title: str, columns: Sequence[Column], rows: Sequence[Any], reader: Reader
) -> PaintedTable:
    """Return a table of records that have an `id`, as high as its rows; its model goes with it."""
    known = {record.id: record for record in rows}
    model = SnapshotModel(columns, lambda ids: [known[key] for key in ids], reader)
    model.set_ids(list(known))
    table = PaintedTable(title, model)
    model.setParent(table)
    table.set_density("panel")
    table.set_edge(0)
    for place, sized in enumerate(columns):
        table.setColumnWidth(place, look().metrics.px(sized.width))
    table.setFixedHeight(look().metrics.header + len(known) * look().metrics.row_panel)
    return table
