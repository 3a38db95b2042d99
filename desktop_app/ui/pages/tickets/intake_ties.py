"""What a call on its way belongs to: an outage it joins, an earlier ticket it repeats."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from desktop_app.core.records.repeats import SimilarTicket
from desktop_app.ui.pages.tickets.house_panel import HousePanel


class IntakeTies(QObject):
    """Follows what is chosen on the panel of the house.

    `told(words)` for the foot, `add_wanted(ticket id)` when the call only adds to a ticket,
    `repeat_judged` when a similar ticket is off the list.
    """

    told = Signal(str)
    add_wanted = Signal(int)
    repeat_judged = Signal()

    def __init__(self, panel: HousePanel, parent: QObject) -> None:
        """Belong to nothing yet."""
        super().__init__(parent)
        self._panel = panel
        self._dismissed: set[int] = set()
        self.repeat_of: int | None = None
        self.incident: int | None = None
        panel.repeat_chosen.connect(self._repeat)
        panel.incident_joined.connect(self.join)

    def clear(self) -> None:
        """Belong to nothing: another call."""
        self.repeat_of = None
        self._dismissed.clear()
        self.keep_incident(None)

    def keep_incident(self, incident_id: object) -> None:
        """Join an outage a draft remembers, or none."""
        self.incident = incident_id if isinstance(incident_id, int) else None
        self._panel.show_joined(self.incident)

    def look_at_incident(self) -> None:
        """Leave an outage the panel shows no more: another house, or it has ended."""
        if self.incident not in self._panel.incidents():
            self.keep_incident(None)

    def not_judged(self, similar: Iterable[SimilarTicket]) -> list[SimilarTicket]:
        """Return similar tickets nobody has judged for this call."""
        return [item for item in similar if item.id not in self._dismissed]

    def join(self, incident_id: int) -> None:
        """Attach the call to an outage when it is saved; the same once more takes that back."""
        self.keep_incident(None if self.incident == incident_id else incident_id)
        self.told.emit("Будет присоединено к отключению" if self.incident is not None else "")

    def join_first(self) -> None:
        """Do the same with the outage joined, else with the first of the house."""
        incidents = self._panel.incidents()
        if incidents:
            self.join(self.incident if self.incident is not None else incidents[0])

    def _repeat(self, what: str, ticket_id: int) -> None:
        if what == "add":
            self.add_wanted.emit(ticket_id)
            return
        self._dismissed.add(ticket_id)
        self.repeat_of = ticket_id if what == "link" else None
        self.told.emit("Будет связано с прежним" if what == "link" else "")
        self.repeat_judged.emit()
