"""Rows of a visit added, changed and removed through sheets, each step with a way back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from desktop_app.core.changes import Changes
from desktop_app.core.enums import ActKind, InspectionStatus, SignatureState
from desktop_app.core.heating_chart import HeatingChart
from desktop_app.core.measuring import Block
from desktop_app.core.records.inspections import (
    InspectionDraft,
    Measurement,
    Member,
    Remedy,
)
from desktop_app.core.records.organizations import OrganizationRef
from desktop_app.core.records.reference import Instrument
from desktop_app.ui.pages.visits.details_sheet import DetailsSheet
from desktop_app.ui.pages.visits.instruments_sheet import InstrumentsSheet
from desktop_app.ui.pages.visits.kind_sheet import KindSheet
from desktop_app.ui.pages.visits.measurement_sheet import MeasurementSheet
from desktop_app.ui.pages.visits.member_sheet import MemberSheet
from desktop_app.ui.pages.visits.remedy_sheet import RemedySheet
from desktop_app.ui.pages.visits.same_row import Row, place_of
from desktop_app.ui.pages.visits.steps import VisitSteps
from desktop_app.ui.widgets.suggest_edit import Choice

# Where a new row of measurements goes; a clerk may choose another part.
_BLOCKS = {
    ActKind.AIR_TEMPERATURE: Block.AIR,
    ActKind.SERVICE_QUALITY: Block.HOT_WATER,
    ActKind.CONSUMER: Block.HOT_WATER,
    ActKind.AFTER_REPAIR: Block.HOT_WATER,
    ActKind.WASTE_OPERATOR: Block.WASTE,
    ActKind.WASTE_SITE: Block.SITE,
}
_REMOVED = {
    "measurements": "Замер удалён",
    "remedies": "Мера удалена",
    "members": "Участник удалён",
}


class VisitParts(VisitSteps):
    """Opens sheets over the screen and puts the rows they give into the draft."""

    def add_measurement(self) -> None:
        """Ask for a new row of measurements."""
        block = _BLOCKS.get(self._keeper.draft.kind, Block.ROOM).value
        if self._keeper.editable:
            self._with_known(lambda known: self._ask_row(None, known, self._add_measurement, block))

    def edit_measurement(self, place: int) -> None:
        """Ask for changes of a whole row of measurements."""
        row = self._keeper.draft.measurements[place]
        if self._keeper.editable:
            self._with_known(
                lambda known: self._ask_row(
                    row, known, lambda made: self._put("measurements", place, row, made), row.block
                )
            )

    def choose_kind(self) -> None:
        """Ask for another kind of act; its rows come, rows with values stay."""
        if self._keeper.editable:
            KindSheet(self._screen, self._keeper.draft.kind, self._take_kind)

    def add_remedy(self) -> None:
        """Ask for a new remedy."""
        if self._keeper.editable:
            self._with_organizations(
                lambda choices: RemedySheet(self._screen, None, choices, self._add_remedy)
            )

    def edit_remedy(self, place: int) -> None:
        """Ask for changes of a remedy; of an issued act only for how it stands."""
        remedy, issued = self._keeper.draft.remedies[place], self._is_issued()
        if not self._keeper.editable and not issued:
            return

        def put(changed: Remedy) -> None:
            if issued:
                self._follow(changed)
            else:
                self._put("remedies", place, remedy, changed)

        self._with_organizations(
            lambda choices: RemedySheet(self._screen, remedy, choices, put, only_state=issued)
        )

    def add_member(self) -> None:
        """Ask for a new member; people of the stored list are offered."""
        if self._keeper.editable:
            self._with_people(lambda known: self._ask_member(None, known, self._add_member))

    def edit_member(self, place: int) -> None:
        """Ask for changes of a member."""
        member = self._keeper.draft.members[place]
        if self._keeper.editable:
            self._with_people(
                lambda known: self._ask_member(
                    member, known, lambda made: self._put("members", place, member, made)
                )
            )

    def sign(self, place: int) -> None:
        """Mark a member as having signed, or take the mark away."""
        member = self._keeper.draft.members[place]
        signed = member.signature is SignatureState.SIGNED
        state = SignatureState.PENDING if signed else SignatureState.SIGNED
        self._put("members", place, member, replace(member, signature=state))

    def edit_instruments(self) -> None:
        """Ask for the instruments; known ones are offered."""
        if not self._keeper.editable:
            return
        now = self._keeper.draft.instruments

        def ask(known: list[Instrument]) -> None:
            InstrumentsSheet(
                self._screen, now, known, lambda made: self._keeper.change(instruments=made)
            )

        inspections = self._tools.office.inspections
        self._read(inspections.known_instruments, ask)

    def edit_details(self, first: str = "started_at") -> None:
        """Ask for what surrounds the measurements, with the focus in a field."""
        if not self._keeper.editable:
            return

        def ask(charts: list[HeatingChart]) -> None:
            if self._keeper.editable:
                draft = self._keeper.draft
                take = partial(self._keeper.change_whole, draft)
                DetailsSheet(self._screen, draft, take, first=first, charts=charts)

        norms = self._tools.office.norms
        self._read(norms.charts, ask)

    def remove(self, part: str, place: int) -> None:
        """Remove a row; it can be put back."""
        rows = list(getattr(self._keeper.draft, part))
        if not self._keeper.editable or not 0 <= place < len(rows):
            return
        gone = rows.pop(place)
        self._keeper.change(**{part: tuple(rows)})
        self._offer(_REMOVED[part], lambda: self._put_back(part, place, gone))

    def replace_conclusions(self, text: str) -> None:
        """Put other conclusions in place; the former can be brought back."""
        before = self._keeper.draft.conclusions
        self._keeper.change(conclusions=text)
        if before.strip() and before.strip() != text.strip():
            self._offer("Выводы составлены заново", lambda: self._keeper.change(conclusions=before))

    def _add_measurement(self, made: Measurement) -> None:
        """Put a row after the last of its block: the act is printed block by block."""
        rows = list(self._keeper.draft.measurements)
        places = [place for place, known in enumerate(rows) if known.block == made.block]
        rows.insert(places[-1] + 1 if places else len(rows), made)
        self._keeper.change(measurements=tuple(rows))

    def _add_remedy(self, made: Remedy) -> None:
        self._keeper.change(remedies=(*self._keeper.draft.remedies, made))

    def _add_member(self, made: Member) -> None:
        self._keeper.change(members=(*self._keeper.draft.members, made))

    def _put(self, part: str, place: int, old: Row, row: Row) -> None:
        """Put a row in the place of the one it was made of, or last where that one is gone."""
        rows = list(getattr(self._keeper.draft, part))
        now = place_of(rows, place, old)
        if now < 0:
            now = len(rows)
        rows[now : now + 1] = [row]
        self._keeper.change(**{part: tuple(rows)})

    def _put_back(self, part: str, place: int, row: object) -> None:
        rows: list[Any] = list(getattr(self._keeper.draft, part))
        rows.insert(min(place, len(rows)), row)
        self._keeper.change(**{part: tuple(rows)})

    def _follow(self, remedy: Remedy) -> None:
        inspections, number = self._tools.office.inspections, remedy.id
        if number is None:
            return

        def work() -> Changes:
            return inspections.set_remedy_state(number, remedy.state, remedy.fixed_on)

        self._tools.jobs.write(work, self._tools.hub.announce, self.failed.emit, owner=self)

    def _is_issued(self) -> bool:
        return self._keeper.card.status is InspectionStatus.ISSUED

    def _ask_member(
        self, member: Member | None, known: list[Member], then: Callable[[Member], object]
    ) -> None:
        MemberSheet(self._screen, member, known, then)

    def _ask_row(
        self,
        row: Measurement | None,
        known: Sequence[Measurement],
        then: Callable[[Measurement], object],
        block: str,
    ) -> None:
        draft = self._keeper.draft
        readings = draft.kind is ActKind.AIR_TEMPERATURE
        offered = (*draft.measurements, *known)
        MeasurementSheet(self._screen, row, offered, then, block=block, with_readings=readings)

    def _with_known(self, then: Callable[[Sequence[Measurement]], None]) -> None:
        norms = self._tools.office.norms
        self._read(norms.known_rows, then)

    def _take_kind(self, kind: ActKind) -> None:
        inspections, draft = self._tools.office.inspections, self._keeper.draft
        visit = self._keeper.card.id

        def put(other: InspectionDraft) -> None:
            if not self._keeper.editable or self._keeper.card.id != visit or kind is draft.kind:
                return
            names = ("kind", "method_text", "measurements")
            before = {name: getattr(draft, name) for name in names}
            self._keeper.change(**{name: getattr(other, name) for name in names})
            self._offer("Вид акта изменён", lambda: self._keeper.change(**before))

        self._tools.jobs.read(
            lambda: inspections.with_kind(draft, kind), put, self.failed.emit, owner=self
        )

    def _with_organizations(self, then: Callable[[list[Choice]], object]) -> None:
        def ask(refs: list[OrganizationRef]) -> None:
            then([Choice(ref.id, ref.name, ref.kind.title_ru) for ref in refs])

        organizations = self._tools.office.organizations
        self._read(organizations.refs, ask)

    def _with_people(self, then: Callable[[list[Member]], None]) -> None:
        inspections = self._tools.office.inspections
        self._read(inspections.known_people, then)
