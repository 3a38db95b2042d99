"""What every page is given: the office and the window's common machinery."""

from dataclasses import dataclass

from desktop_app.services.office import Office
from desktop_app.ui.changes_hub import ChangesHub
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.state import State


@dataclass(frozen=True, slots=True)
class Tools:
    """The office is only called from inside `jobs`; its answers are told through `hub`."""

    office: Office
    jobs: Jobs
    hub: ChangesHub
    dialogs: Dialogs
    state: State
