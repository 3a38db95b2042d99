"""A list whose records are all in memory: previews, doubles, small reference lists."""

from collections.abc import Sequence
from typing import Any

from desktop_app.ui.models.columns import Column
from desktop_app.ui.models.snapshot_model import SnapshotModel
from desktop_app.ui.pages.rows_table import AtOnce
from desktop_app.ui.state import State
from desktop_app.ui.widgets.list_view import ListView


class HereList(ListView):
    """A list over records, each with an `id`."""

    def __init__(self, name: str, title: str, columns: Sequence[Column], state: State) -> None:
        """Start empty."""
        self._records: dict[int, Any] = {}
        model = SnapshotModel(columns, self._fetch, AtOnce())
        super().__init__(name, title, model, state)
        model.setParent(self)

    def show_records(self, records: Sequence[Any]) -> None:
        """Show other records; the current one stays current while it is among them."""
        kept = self.current_id()
        self._records = {record.id: record for record in records}
        self._snapshot.invalidate()
        self.show_ids(list(self._records), fresh=True)
        if not self.select_id(kept):
            self.select_row(0)

    def record(self, record_id: int) -> Any | None:  # noqa: ANN401  records are of any kind
        """Return a record that is shown."""
        return self._records.get(record_id)

    def current(self) -> Any | None:  # noqa: ANN401  records are of any kind
        """Return the current record."""
        return self._records.get(self.current_id())

    def _fetch(self, ids: Sequence[int]) -> list[Any]:
        return [self._records[key] for key in ids if key in self._records]
