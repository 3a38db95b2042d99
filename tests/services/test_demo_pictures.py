"""Papers of the demo: acts with pictures drawn with their values, announcements for a door."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.core.enums import Entity, InspectionStatus
from desktop_app.core.outage_words import NO_NEED_TO_CALL
from desktop_app.core.records.inspections import InspectionCard
from desktop_app.services.demo.build import DemoOrder, make_demo
from desktop_app.services.office import Office
from tests.reports.printed import pages

UNTIL = dt.datetime(2026, 11, 24, 9, 41)
ORDER = DemoOrder(houses=60, tickets=260, seed=15, until=UNTIL)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Gives a small demo opened, made once."""
    path = tmp_path_factory.mktemp("demo") / "demo.sqlite"
    make_demo(path, ORDER)
    opened = Office.open(path, now=lambda: UNTIL)
    yield opened
    opened.close()


def _visits(office: Office) -> list[InspectionCard]:
    ids = office.desk.store.rows("SELECT id FROM inspection ORDER BY id")
    return [office.inspections.card(number) for (number,) in ids]


def test_visits_made_show_pictures_in_their_acts(office: Office) -> None:
    """Every picture has its words and its moment within the visit; the issued act prints them."""
    made = [card for card in _visits(office) if card.draft.started_at is not None]
    assert [card.status for card in made].count(InspectionStatus.ISSUED) == 2
    for card in made:
        offered = office.photos.offered(card.id)
        assert [p.attachment_id for p in card.draft.photos] == [file.id for file in offered]
        assert all(photo.caption for photo in card.draft.photos)
        begin, end = card.draft.started_at, card.draft.finished_at
        assert begin is not None
        assert end is not None
        assert all(begin < file.file_at < end for file in offered if file.file_at is not None)
        assert office.photos.look(offered[0]).about.startswith("Снято ")
        words = " ".join(pages(office.acts.render(office.acts.document(card.id))))
        assert "Фото № 1." in words
        assert f"Всего в фототаблице {len(offered)} фото" in words


def test_a_planned_visit_waits_for_pictures_and_an_applicant_sent_one(office: Office) -> None:
    """The empty annex and the choice from tickets can be tried too."""
    planned = [card for card in _visits(office) if card.draft.started_at is None]
    assert planned
    assert all(not office.photos.offered(card.id) for card in planned)
    first = planned[0]
    (sent,) = office.photos.of_tickets(first.id, first.draft.ticket_ids)
    assert sent.entity is Entity.TICKET


def test_pictures_are_the_same_for_a_seed(office: Office, tmp_path: Path) -> None:
    """Another demo of the same order has the same files, byte for byte."""
    make_demo(tmp_path / "again.sqlite", ORDER)
    other = Office.open(tmp_path / "again.sqlite", now=lambda: UNTIL)
    ask = "SELECT title, sha256, file_at FROM attachment ORDER BY id"
    try:
        assert other.desk.store.rows(ask) == office.desk.store.rows(ask) != []
    finally:
        other.close()


def test_an_announcement_answers_no_call(office: Office) -> None:
    """What is said to callers alone does not hang on a door."""
    outages = office.desk.store.rows("SELECT id FROM incident")
    assert outages
    for (number,) in outages:
        words = " ".join(pages(office.notices.pdf(office.notices.gather(number))))
        assert "Бригада на месте" in words
        assert "звон" not in words.casefold()
        card = office.incidents.card(number)
        assert card.public_text.endswith(NO_NEED_TO_CALL)
