"""Outages, visits, waste, papers, figures and the care of the file, each made when asked for."""

from typing import TYPE_CHECKING

from desktop_app.core.changes import Changes, Kind
from desktop_app.services.built_once import built_once
from desktop_app.services.daily_work import DailyWork

if TYPE_CHECKING:
    from desktop_app.services.act_answers import ActAnswering
    from desktop_app.services.act_photos import ActPhotos
    from desktop_app.services.acts import Acts
    from desktop_app.services.attachments import Attachments
    from desktop_app.services.audit import Audit
    from desktop_app.services.backups import Backups
    from desktop_app.services.exports import Exports
    from desktop_app.services.forms import Forms
    from desktop_app.services.handbook import Handbook
    from desktop_app.services.health import Health
    from desktop_app.services.imports.service import Imports
    from desktop_app.services.incidents import Incidents
    from desktop_app.services.inspections import Inspections
    from desktop_app.services.journals import Journals
    from desktop_app.services.norms import Norms
    from desktop_app.services.notices import Notices
    from desktop_app.services.reference_lists import ReferenceLists
    from desktop_app.services.restoring import Restoring
    from desktop_app.services.retention import Retention
    from desktop_app.services.sessions import Sessions
    from desktop_app.services.summaries import Summaries
    from desktop_app.services.summary_issues import SummaryIssues
    from desktop_app.services.ticket_papers import TicketPapers
    from desktop_app.services.waste import Waste
    from desktop_app.services.waste_missed import MissedCollections
    from desktop_app.services.weather import Weather


class FieldWork(DailyWork):
    """What grows out of calls, and what leaves the office as files."""

    @built_once
    def incidents(self) -> "Incidents":
        """Use cases of outages; `houses` chooses their houses, `tickets` attaches and ends."""
        from desktop_app.services.incidents import Incidents

        return Incidents(self.desk, self.reference, self.house_search)

    @built_once
    def notices(self) -> "Notices":
        """Use cases of notices: one sheet for the whole outage, or a sheet for every house."""
        from desktop_app.services.notices import Notices

        return Notices(self.desk, self.settings, self.incidents)

    @built_once
    def reference_lists(self) -> "ReferenceLists":
        """The small lists in one shape: shown, edited, put back as they were."""
        from desktop_app.services.reference_lists import ReferenceLists

        return ReferenceLists(
            self.desk,
            self.reference,
            self.reference_edit,
            self.knowledge,
            self.norms,
            self.settings,
        )

    @built_once
    def norms(self) -> "Norms":
        """Use cases of norms; the answer is always hours and degrees, never money."""
        from desktop_app.services.norms import Norms

        return Norms(self.desk, self.settings)

    @built_once
    def inspections(self) -> "Inspections":
        """Use cases of visits."""
        from desktop_app.services.inspections import Inspections

        return Inspections(self.desk, self.norms)

    @built_once
    def acts(self) -> "Acts":
        """Use cases of the paper of a visit."""
        from desktop_app.services.acts import Acts

        return Acts(self.desk, self.settings, self.inspections, self.photos)

    @built_once
    def act_answers(self) -> "ActAnswering":
        """Use cases of answering the people a visit was made for."""
        from desktop_app.services.act_answers import ActAnswering

        return ActAnswering(
            self.desk, self.reference, self.handovers, self.inspections, self.tickets
        )

    @built_once
    def attachments(self) -> "Attachments":
        """Use cases of files attached to tickets and visits."""
        from desktop_app.services.attachments import Attachments

        return Attachments(self.desk)

    @built_once
    def photos(self) -> "ActPhotos":
        """Use cases of pictures in acts."""
        from desktop_app.services.act_photos import ActPhotos

        return ActPhotos(self.attachments)

    @built_once
    def waste(self) -> "Waste":
        """Use cases of collection sites."""
        from desktop_app.services.waste import Waste

        return Waste(self.desk, self.settings, self.norms)

    @built_once
    def missed(self) -> "MissedCollections":
        """Use cases of collections that did not happen."""
        from desktop_app.services.waste_missed import MissedCollections

        return MissedCollections(self.desk, self.reference, self.tickets, self.undo)

    @built_once
    def weather(self) -> "Weather":
        """Mean outdoor temperatures by day."""
        from desktop_app.services.weather import Weather

        return Weather(self.desk)

    @built_once
    def summaries(self) -> "Summaries":
        """Questions of the summary."""
        from desktop_app.services.summaries import Summaries

        return Summaries(self.desk, self.reference, self.settings, self.clerks)

    @built_once
    def summary_issues(self) -> "SummaryIssues":
        """Use cases of the papers of a summary."""
        from desktop_app.services.summary_issues import SummaryIssues

        return SummaryIssues(self.desk)

    @built_once
    def handbook(self) -> "Handbook":
        """Sections by the key of the page they tell of."""
        from desktop_app.services.handbook import Handbook

        return Handbook(self._now)

    @built_once
    def health(self) -> "Health":
        """Checks of the file and verified copies."""
        from desktop_app.services.health import Health

        return Health(self.desk)

    @built_once
    def sessions(self) -> "Sessions":
        """This program among others."""
        from desktop_app.services.sessions import Sessions

        made = Sessions(self.desk)
        made.on_news(self.heard)
        return made

    def heard(self, changes: Changes) -> None:
        """Read anew what others changed of the lists and houses kept in memory."""
        houses = changes.ids.get(Kind.BUILDING)
        if changes.touches(Kind.REFERENCE):
            self.reference.forget()
            self.house_search.reload()  # a street's other names are such a list too
        elif houses:
            self.house_search.refresh(houses)
        elif houses is not None:
            self.house_search.reload()

    @built_once
    def audit(self) -> "Audit":
        """The journal of what was done: who, what and when."""
        from desktop_app.services.audit import Audit

        return Audit(self.desk, self.settings)

    @built_once
    def retention(self) -> "Retention":
        """Use cases of personal data whose term is over."""
        from desktop_app.services.retention import Retention

        return Retention(self.desk, self.settings)

    @built_once
    def imports(self) -> "Imports":
        """Use cases of files that come into the office."""
        from desktop_app.services.imports.service import Imports

        return Imports(
            self.desk,
            self.house_search,
            self.reference,
            self.settings,
            self.organizations,
            self.waste,
            self._copies,
        )

    @built_once
    def backups(self) -> "Backups":
        """Keeps copies in one folder and in a second; touches only files it named itself."""
        from desktop_app.services.backups import Backups

        return Backups(self.desk, self._copies or self.path.parent)

    @built_once
    def restoring(self) -> "Restoring":
        """The copies of one live file, and the way to put one in its place."""
        from desktop_app.services.restoring import Restoring

        folders = [self.backups.folder, self.path.parent]
        return Restoring(self.path, folders, self._now, self.key)

    @built_once
    def exports(self) -> "Exports":
        """Use cases of files for Excel."""
        from desktop_app.services.exports import Exports

        return Exports(self.desk, self.register, self.settings)

    @built_once
    def journals(self) -> "Journals":
        """Use cases of journals and their sets of columns."""
        from desktop_app.services.journal_filters import JournalFilters
        from desktop_app.services.journals import Journals

        return Journals(
            self.saved_views, JournalFilters(self.reference, self.organizations, self.house_search)
        )

    @built_once
    def forms(self) -> "Forms":
        """Use cases of forms."""
        from desktop_app.services.forms import Forms

        return Forms(self.desk, self.exports.rows, self.settings, self.clerks)

    @built_once
    def ticket_papers(self) -> "TicketPapers":
        """Cards of tickets on paper."""
        from desktop_app.services.ticket_papers import TicketPapers

        return TicketPapers(self.desk, self.tickets, self.settings, self.clerks)
