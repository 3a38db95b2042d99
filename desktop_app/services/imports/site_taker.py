"""Registers of collection sites (ПП 1039)."""

from pathlib import Path

from db.history import Action
from desktop_app.core.collection_words import titled_words
from desktop_app.core.container_words import containers_words
from desktop_app.core.records.imports import Fate, ImportResult, MatchClass
from desktop_app.core.records.waste import SiteDraft
from desktop_app.core.site_words import change_words
from desktop_app.importers.table import Table
from desktop_app.services.desk import Desk
from desktop_app.services.house_search import HouseSearch
from desktop_app.services.imports.batch import Work, trial, write_batch
from desktop_app.services.imports.ledger import Ledger
from desktop_app.services.imports.preview import AsWillBe
from desktop_app.services.imports.profiles import Columns
from desktop_app.services.imports.sites_houses import ServedHouses
from desktop_app.services.imports.sites_prepare import SiteReader
from desktop_app.services.imports.sites_write import Outcome, SiteWriter
from desktop_app.services.imports.spool import Spool
from desktop_app.services.imports.takers import no_tick
from desktop_app.services.organizations import Organizations


class SiteTaker:
    """Takes sites by their numbers in the register, else by their addresses."""

    def __init__(self, desk: Desk, search: HouseSearch, organizations: Organizations) -> None:
        """Work at the desk; houses served and carriers are those of the book."""
        self._desk, self._search, self._organizations = desk, search, organizations

    def take(self, work: Work, _spool: Spool, backups: Path) -> ImportResult:
        """Write sites: new ones added, known ones brought up to date."""
        sites = SiteReader(work.columns, work.ledger).run(work.table, work.pace.tick)

        def write(action: Action, batch_id: int) -> int:
            writer = self._writer(action, batch_id, work.ledger, work.columns)
            writer.run(sites, work.pace.tick)
            return writer.companies_added

        return write_batch(self._desk, work, backups, len(sites), write)

    def foretell(self, table: Table, columns: Columns, ledger: Ledger) -> AsWillBe:
        """Write the rows and take that back: what each became is what it will become."""
        sites = SiteReader(columns, ledger).run(table, no_tick)
        with trial(self._desk) as action:
            writer = self._writer(action, None, ledger, columns)
            writer.run(sites, no_tick)
        return {row: _foretold(outcome) for row, outcome in writer.outcomes.items()}

    def _writer(
        self, action: Action, batch_id: int | None, ledger: Ledger, columns: Columns
    ) -> SiteWriter:
        houses = ServedHouses(self._search)
        store = self._desk.store
        return SiteWriter(store, action, batch_id, ledger, columns, self._organizations, houses)


def _foretold(outcome: Outcome) -> tuple[str, MatchClass, Fate]:
    if outcome.changes:
        words = "; ".join(filter(None, map(change_words, outcome.changes)))
        return words, outcome.match, Fate.CHANGED
    fate = Fate.NEW if outcome.match is MatchClass.NONE else Fate.SAME
    return _site_words(outcome.draft), outcome.match, fate


def _site_words(draft: SiteDraft) -> str:
    parts = (
        ", ".join(filter(None, (draft.settlement, draft.address))),
        f"№ {draft.register_number}" if draft.register_number else "",
        containers_words(draft.containers),
        ", ".join(map(titled_words, draft.schedules)),
    )
    return " · ".join(filter(None, parts))
