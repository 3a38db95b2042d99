"""What one clerk merged or took away while another's form named it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.core.enums import Entity, InspectionStatus, OrganizationKind, Service
from desktop_app.core.errors import GoneReference, InvalidDraft, NotAllowed, NotFound
from desktop_app.core.records.inspections import InspectionDraft
from desktop_app.core.records.tickets import HandoverDraft
from desktop_app.services.office import Office
from tests.factories import new_company, new_house
from tests.services.fixtures import draft, new_ticket


@pytest.fixture
def other(office: Office) -> Iterator[Office]:
    """Return the same file open in another program."""
    second = Office.open(office.path, now=office.desk.now)
    yield second
    second.close()


def _merged_house(office: Office, other: Office) -> int:
    """Return a house this program still shows and the other has merged away."""
    kept, gone = (new_house(office.buildings, house=number) for number in ("71", "73"))
    other.merging.merge_houses(kept, gone)
    return gone


def _merged_company(office: Office, other: Office) -> int:
    kept = new_company(office.organizations, "ООО «Первая»", OrganizationKind.UTILITY)
    gone = new_company(office.organizations, "ООО «Вторая»", OrganizationKind.UTILITY)
    other.merging.merge_organizations(kept, gone)
    return gone


def test_a_call_to_a_house_that_is_gone_names_the_field(office: Office, other: Office) -> None:
    """Nothing is written, no number is spent, the same call goes in with another house."""
    gone = _merged_house(office, other)
    with pytest.raises(InvalidDraft) as told:
        new_ticket(office, building_id=gone)
    assert list(told.value.fields) == ["building"]
    assert office.register.counts().total == 0
    good = office.tickets.register(draft(office, building_id=new_house(office.buildings)))
    assert good.number.endswith("-00001")


def test_a_call_for_an_executor_that_is_gone_names_the_field(office: Office, other: Office) -> None:
    """So do correcting a ticket and handing it over."""
    ticket, gone = new_ticket(office), _merged_company(office, other)
    card = office.tickets.card(ticket)
    for step in (
        lambda: office.tickets.register(draft(office, organization_id=gone)),
        lambda: office.tickets.edit(ticket, card.version, draft(office, organization_id=gone)),
        lambda: office.handovers.hand_over([ticket], HandoverDraft(gone)),
    ):
        with pytest.raises(InvalidDraft) as told:
            step()
        assert list(told.value.fields) == ["organization"]
    assert office.tickets.card(ticket).version == card.version


def test_a_file_for_a_thing_that_is_gone_is_not_kept(office: Office, tmp_path: Path) -> None:
    """A journal loaded by mistake was taken back: the scan is not left to nobody."""
    scan = tmp_path / "письмо.pdf"
    scan.write_bytes(b"%PDF-1.7")
    for owner in (Entity.TICKET, Entity.INSPECTION):
        with pytest.raises(NotFound, match="уже нет"):
            office.attachments.add(owner, 404, [scan])
        assert office.attachments.of(owner, 404) == []


def test_a_contract_of_a_house_that_is_gone_is_told(office: Office, other: Office) -> None:
    """A broken reference anywhere else is told in words too, never a fault of the program."""
    company, gone = new_company(office.organizations), _merged_house(office, other)
    with pytest.raises(GoneReference, match="убрал его или объединил"):
        office.buildings.set_contract([gone], Service.HEATING, company)


def test_a_cancelled_visit_is_told_before_what_its_act_lacks(office: Office, other: Office) -> None:
    """Fields to be filled in would send the clerk the wrong way."""
    visit = office.inspections.plan(InspectionDraft(new_house(office.buildings))).id
    stale = office.inspections.card(visit)
    other.inspections.cancel(visit, stale.version, "не нужен")
    with pytest.raises(NotAllowed, match="отменён"):
        office.acts.issue(visit, stale.version)
    assert office.inspections.card(visit).status is InspectionStatus.CANCELLED
