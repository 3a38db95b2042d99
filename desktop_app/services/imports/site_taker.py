"""Registers of collection sites (ПП 1039)."""

from pathlib import Path

from db.history import Action
from desktop_app.core.collection_words import titled_words
from desktop_app.core.container_words import containers_words
from desktop_app.core.records.imports import ImportResult, MatchClass
from desktop_app.importers.table import Table
from desktop_app.services.desk import Desk
from desktop_app.services.house_search import HouseSearch
from desktop_app.services.imports.batch import Work, write_batch
from desktop_app.services.imports.ledger import Ledger
from desktop_app.services.imports.preview import AsWillBe
from desktop_app.services.imports.profiles import Columns
from desktop_app.services.imports.sites_houses import ServedHouses
from desktop_app.services.imports.sites_prepare import PreparedSite, SiteReader
from desktop_app.services.imports.sites_write import SiteBook, SiteWriter
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
            houses, store = ServedHouses(self._search), self._desk.store
            writer = SiteWriter(
                store, action, batch_id, work.ledger, work.columns, self._organizations, houses
            )
            writer.run(sites, work.pace.tick)
            return writer.companies_added

        return write_batch(self._desk, work, backups, len(sites), write)

    def foretell(self, table: Table, columns: Columns, ledger: Ledger) -> AsWillBe:
        """Show each site with its containers and timetables, and by what it is known."""
        book = SiteBook.read(self._desk.store)
        sites = SiteReader(columns, ledger).run(table, no_tick)
        return {site.row: (_words(site), _match(site, book)) for site in sites}


def _match(site: PreparedSite, book: SiteBook) -> MatchClass:
    if site.register_number in book.by_number:
        return MatchClass.EXACT
    return MatchClass.SURE if book.find(site) else MatchClass.NONE


def _words(site: PreparedSite) -> str:
    parts = (
        ", ".join(filter(None, (site.settlement, site.address))),
        f"№ {site.register_number}" if site.register_number else "",
        containers_words(site.containers),
        ", ".join(map(titled_words, site.schedules)),
    )
    return " · ".join(filter(None, parts))
