"""What every page is given: the office and the window's common machinery."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop_app.ui.draft_spool import DraftSpool
from desktop_app.ui.draft_writer import DraftWriter

if TYPE_CHECKING:
    from desktop_app.services.office import Office
    from desktop_app.ui.changes_hub import ChangesHub
    from desktop_app.ui.dialogs import Dialogs
    from desktop_app.ui.jobs import Jobs
    from desktop_app.ui.state import State


@dataclass(frozen=True, slots=True)
class Tools:
    """The office is only called from inside `jobs`; its answers are told through `hub`.

    `drafts` is the one way of what is typed into the base, and beside it while that is closed.
    """

    office: "Office"
    jobs: "Jobs"
    hub: "ChangesHub"
    dialogs: "Dialogs"
    state: "State"
    drafts: DraftWriter = field(init=False)

    def __post_init__(self) -> None:
        """Keep drafts beside the window too, apart for every base."""
        spool = DraftSpool(self.state, self.office.path, lambda: self.office.key is not None)
        writer = DraftWriter(self.office.drafts, self.jobs, spool, self.jobs)
        object.__setattr__(self, "drafts", writer)
