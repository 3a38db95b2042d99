"""Notices of outages for entrances: gathered, written as PDF whole or not at all."""

from pathlib import Path

from desktop_app.core import outage_words
from desktop_app.core.errors import NotFound
from desktop_app.core.file_names import file_name
from desktop_app.core.records.incidents import IncidentCard, Notice
from desktop_app.core.records.journal import Exported
from desktop_app.services.desk import Desk
from desktop_app.services.incidents import Incidents
from desktop_app.services.outgoing import check_place
from desktop_app.services.settings import Settings


class Notices:
    """Use cases of notices: one sheet for the whole outage, or a sheet for every house."""

    def __init__(self, desk: Desk, settings: Settings, incidents: Incidents) -> None:
        """Work at the desk with the office's name and its outages."""
        self._desk, self._settings, self._incidents = desk, settings, incidents

    def gather(self, incident_id: int, *, each_house: bool = False) -> tuple[Notice, ...]:
        """Return what the sheets say: one with all houses, or one a house; NotFound without it."""
        card = self._incidents.card(incident_id)
        if not each_house:
            return (self._notice(card, ""),)
        return tuple(self._notice(card, house.address) for house in card.houses)

    def of_house(self, incident_id: int, building_id: int) -> tuple[Notice, ...]:
        """Return the sheet of one house; NotFound when the outage is not over it."""
        card = self._incidents.card(incident_id)
        address = next((h.address for h in card.houses if h.id == building_id), "")
        if not address:
            raise NotFound("Этого дома в отключении нет", "", "выберите дом из его списка")
        return (self._notice(card, address),)

    def file_name(self, notices: tuple[Notice, ...]) -> str:
        """Propose a name for the file."""
        first = notices[0]
        where = first.address if len(notices) == 1 and first.address else first.title
        return file_name(f"Объявление {where}", ".pdf")

    def pdf(self, notices: tuple[Notice, ...]) -> bytes:
        """Return the file as it is printed."""
        from desktop_app.reports import pdf_notice

        return pdf_notice.render(notices).pdf

    def write(self, notices: tuple[Notice, ...], path: Path) -> Exported:
        """Write notices to a file, whole or not at all; `rows` are sheets.

        Raises TargetError for another suffix or place, FileBusy, DiskFull.
        """
        # Imported here: paper libraries must not slow the start of the program.
        from desktop_app.reports import pdf_notice
        from desktop_app.reports.atomic_file import write_whole

        check_place(path, "Объявление", ".pdf")
        rendered = pdf_notice.render(notices)
        write_whole(path, rendered.pdf)
        return Exported(path, len(notices), "", rendered.notices)

    def _notice(self, card: IncidentCard, address: str) -> Notice:
        row = card.row
        return Notice(
            office=self._settings.letterhead(),
            title=row.title,
            kind=row.kind,
            service=row.service,
            text=self._own_words(card),
            cause=card.cause,
            address=address,
            streets=outage_words.by_street(card.houses),
            houses=row.houses,
            started_at=row.started_at,
            planned_end=row.planned_end,
            organization=card.organization_name,
            phone=card.organization_phone,
            made_at=self._desk.now(),
        )

    def _own_words(self, card: IncidentCard) -> str:
        """Return what the clerk wrote for callers, unless it says only what the sheet says."""
        started, text = card.row.started_at, card.public_text
        for now in (started, self._desk.now()):
            made = outage_words.proposed_text(
                card.row.kind, card.row.service, card.cause, started, card.row.planned_end, now
            )
            if text == made:
                return ""
        return text.replace(outage_words.NO_NEED_TO_CALL, "").strip()
