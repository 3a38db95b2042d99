"""Lists of organisations."""

from pathlib import Path

from db.history import Action
from desktop_app.core.enums import OrganizationKind
from desktop_app.core.records.imports import ImportResult, MatchClass
from desktop_app.importers.table import Table
from desktop_app.services.desk import Desk
from desktop_app.services.imports import organizations_prepare
from desktop_app.services.imports.batch import Work, write_batch
from desktop_app.services.imports.ledger import Ledger
from desktop_app.services.imports.organizations_prepare import (
    OrganizationPreparer,
    PreparedOrganization,
)
from desktop_app.services.imports.organizations_write import OrganizationBook, OrganizationWriter
from desktop_app.services.imports.preview import AsWillBe
from desktop_app.services.imports.profiles import Columns
from desktop_app.services.imports.spool import Spool
from desktop_app.services.imports.takers import no_tick


class OrganizationTaker:
    """Takes organisations by ИНН, ОГРН or the key of the name."""

    def __init__(self, desk: Desk) -> None:
        """Work at the desk."""
        self._desk = desk

    def take(self, work: Work, spool: Spool, backups: Path) -> ImportResult:
        """Write organisations: new ones added, known ones brought up to date."""
        OrganizationPreparer(work.columns, work.ledger, spool).run(work.table, work.pace.tick)
        store = self._desk.store

        def write(action: Action, batch_id: int) -> int:
            writer = OrganizationWriter(store, action, batch_id, work.ledger)
            writer.run(organizations_prepare.unpacked(spool), work.pace.tick)
            return 0

        return write_batch(self._desk, work, backups, spool.count, write)

    def foretell(self, table: Table, columns: Columns, ledger: Ledger) -> AsWillBe:
        """Show each organisation with its numbers, and by what it is known."""
        with Spool() as spool:
            OrganizationPreparer(columns, ledger, spool).run(table, no_tick)
            found = list(organizations_prepare.unpacked(spool))
        book = OrganizationBook(self._desk.store)
        return {item.row: _foretold(item, book) for item in found}


def _foretold(item: PreparedOrganization, book: OrganizationBook) -> tuple[str, MatchClass]:
    fitting = book.fitting(item)
    kind = OrganizationKind(item.kind or OrganizationKind.OTHER).title_ru
    inn = f"ИНН {item.texts['inn']}" if "inn" in item.texts else ""
    phone = item.texts.get("dispatcher_phone", item.texts.get("phone", ""))
    words = " · ".join(part for part in (item.name, kind, inn, phone) if part)
    if len(fitting) > 1:
        return words, MatchClass.DOUBTFUL
    if not fitting:
        return words, MatchClass.NONE
    by_number = fitting[0].inn and fitting[0].inn == item.texts.get("inn")
    return words, MatchClass.EXACT if by_number else MatchClass.SURE
