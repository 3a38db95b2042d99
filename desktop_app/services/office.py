"""The whole office behind one door: the window and the headless commands know only this."""

from pathlib import Path

from db.connection import Store
from db.files import open_store
from desktop_app.core import clock
from desktop_app.core.changes import Changes, Kind
from desktop_app.services import shared_folder
from desktop_app.services.act_answers import ActAnswering
from desktop_app.services.acts import Acts
from desktop_app.services.address_lists import AddressLists
from desktop_app.services.attachments import Attachments
from desktop_app.services.backups import Backups
from desktop_app.services.buildings import Buildings
from desktop_app.services.callbacks import Callbacks
from desktop_app.services.clerks import Clerks
from desktop_app.services.desk import Desk
from desktop_app.services.drafts import Drafts
from desktop_app.services.exports import Exports
from desktop_app.services.figures import Figures
from desktop_app.services.forms import Forms
from desktop_app.services.handbook import Handbook
from desktop_app.services.handover_registry import HandoverRegistry
from desktop_app.services.handovers import Handovers
from desktop_app.services.health import Health
from desktop_app.services.house_search import HouseSearch
from desktop_app.services.imports.service import Imports
from desktop_app.services.imports.sites_service import SiteImports
from desktop_app.services.incidents import Incidents
from desktop_app.services.inspections import Inspections
from desktop_app.services.journal_filters import JournalFilters
from desktop_app.services.journals import Journals
from desktop_app.services.knowledge import Knowledge
from desktop_app.services.merging import Merging
from desktop_app.services.norms import Norms
from desktop_app.services.notices import Notices
from desktop_app.services.organizations import Organizations
from desktop_app.services.reference import Reference
from desktop_app.services.reference_edit import ReferenceEdit
from desktop_app.services.register import Register
from desktop_app.services.repeats import Repeats
from desktop_app.services.restoring import Restoring
from desktop_app.services.saved_views import SavedViews
from desktop_app.services.search import Search
from desktop_app.services.sessions import Sessions
from desktop_app.services.settings import Settings
from desktop_app.services.summaries import Summaries
from desktop_app.services.summary_issues import SummaryIssues
from desktop_app.services.templates import Templates
from desktop_app.services.tickets import Tickets
from desktop_app.services.today import TodayBoard
from desktop_app.services.undo import Undo
from desktop_app.services.waste import Waste
from desktop_app.services.waste_missed import MissedCollections


class Office:
    """All use cases over one database file."""

    def __init__(
        self, store: Store, now: clock.Clock = clock.now, backups: Path | None = None
    ) -> None:
        """Compose the services at one desk; copies go to `backups` (beside the file)."""
        self.desk = Desk(store, now)
        self.reference = Reference(self.desk)
        self.reference_edit = ReferenceEdit(self.desk, self.reference)
        self.settings = Settings(self.desk)
        self.clerks = Clerks(self.desk)
        self.register = Register(self.desk)
        self.house_search = HouseSearch(self.desk)
        self.address_lists = AddressLists(self.desk, self.house_search)
        self.buildings = Buildings(self.desk, self.house_search)
        self.organizations = Organizations(self.desk)
        self.merging = Merging(self.desk, self.house_search)
        self.tickets = Tickets(self.desk, self.reference, self.buildings)
        self.search = Search(self.desk, self.register)
        self.handovers = Handovers(self.desk, self.reference)
        self.handover_registry = HandoverRegistry(self.desk, self.settings, self.clerks)
        self.callbacks = Callbacks(self.desk, self.reference, self.settings, self.register)
        self.undo = Undo(self.desk)
        self.drafts = Drafts(self.desk)
        self.knowledge = Knowledge(self.desk, self.reference)
        self.templates = Templates(self.desk)
        self.saved_views = SavedViews(self.desk)
        self.repeats = Repeats(self.desk, self.reference, self.settings)
        self.today = TodayBoard(self.desk, self.reference, self.repeats)
        self.incidents = Incidents(self.desk, self.reference, self.house_search)
        self.notices = Notices(self.desk, self.settings, self.incidents)
        self.norms = Norms(self.desk, self.settings)
        self.inspections = Inspections(self.desk, self.norms)
        self.acts = Acts(self.desk, self.settings, self.inspections)
        self.act_answers = ActAnswering(self.desk, self.reference, self.handovers, self.inspections)
        self.attachments = Attachments(self.desk)
        self.waste = Waste(self.desk, self.settings)
        self.missed = MissedCollections(self.desk, self.reference, self.tickets, self.undo)
        self.site_imports = SiteImports(
            self.desk, self.house_search, self.organizations, self.waste, self.settings
        )
        self.figures = Figures(self.desk)
        self.summaries = Summaries(
            self.desk, self.reference, self.settings, self.clerks, self.callbacks
        )
        self.summary_issues = SummaryIssues(self.desk)
        self.handbook = Handbook(now)
        self.health = Health(self.desk)
        self.sessions = Sessions(self.desk)
        self._compose_papers()
        self.imports = Imports(self.desk, self.house_search, self.reference, self.settings, backups)
        beside = store.path.parent
        self.backups = Backups(self.desk, backups or beside)
        self.restoring = Restoring(store.path, [self.backups.folder, beside], now)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = True,
        now: clock.Clock = clock.now,
        backups: Path | None = None,
    ) -> "Office":
        """Open a database file, made when absent if `create`; StorageError says what is wrong.

        `backups` is the folder of its copies (default: beside the file).
        """
        shared_folder.demand_fit(path)
        return cls(open_store(path, create=create, backups=backups), now, backups)

    def _compose_papers(self) -> None:
        """Compose what leaves the office as files; needs the services above."""
        self.exports = Exports(self.desk, self.register, self.settings)
        filters = JournalFilters(self.reference, self.organizations, self.house_search)
        self.journals = Journals(self.saved_views, filters)
        self.forms = Forms(self.desk, self.exports.rows, self.settings, self.clerks)

    @property
    def path(self) -> Path:
        """Where the database lies."""
        return self.desk.store.path

    def keep_second(self, folder: Path | None) -> None:
        """Put every copy into a second folder too; None means one place is enough."""
        self.backups.second = self.restoring.second = folder

    def on_changes(self, changes: Changes) -> None:
        """Let services forget what they remembered of changed things."""
        self.register.on_changes(changes)
        if changes.touches(Kind.REFERENCE):
            self.knowledge.forget()

    def close(self) -> None:
        """Close this thread's connection; each lane closes its own."""
        self.attachments.forget_copies()
        self.desk.store.close()
