"""The card of a ticket on paper: what it says, that it is whole, that history keeps who took it."""

from pathlib import Path

import pytest

from desktop_app.core.errors import NotAllowed, NotFound
from desktop_app.services.office import Office
from tests.reports.drawn import drawn, kept
from tests.reports.printed import loose_fonts, pages, problems
from tests.services import journal_of
from tests.services.fixtures import HandClock, new_ticket

pytestmark = pytest.mark.usefixtures("exports")  # an office with a name and a clerk


def _text(pdf: bytes) -> str:
    return " ".join(" ".join(pages(pdf)).split())


def test_a_card_tells_everything_that_was_done(office: Office, hand_clock: HandClock) -> None:
    """Person, place, words, handovers, callbacks and history are on the paper; the note is not."""
    ticket = journal_of.eventful(office, hand_clock)
    card = office.tickets.card(ticket)
    said = _text(office.ticket_papers.make([ticket]))
    for words in (
        f"Карточка обращения № {card.row.number}",
        "Администрация Лесного района",
        journal_of.NAME,
        "Садовая, д. 3",
        "подъезд 2, этаж 4",
        "ООО «Теплосеть»",
        "приняли: Кузьмина",
        "тепло дали",
        "Закрыто",
        "Содержит персональные данные",
    ):
        assert words in said


def test_the_paper_is_as_it_was_looked_at(office: Office, hand_clock: HandClock) -> None:
    """Every line stands where it stood when a person last looked at the picture."""
    ticket = journal_of.eventful(office, hand_clock)
    now = drawn(lambda: office.ticket_papers.make([ticket]))
    assert now == kept("ticket_card", now)


def test_the_same_card_gives_the_same_bytes_and_a_sound_file(
    office: Office, hand_clock: HandClock, tmp_path: Path
) -> None:
    """qpdf finds nothing wrong, every font is inside, printing twice changes nothing."""
    ticket = journal_of.eventful(office, hand_clock)
    pdf = office.ticket_papers.make([ticket])
    assert pdf == office.ticket_papers.make([ticket])
    assert problems(pdf, tmp_path) == []
    assert loose_fonts(pdf) == []


def test_several_cards_are_one_file_each_from_a_new_sheet(office: Office) -> None:
    """A pack of three cards has three sheets, each with its own number."""
    tickets = [new_ticket(office) for _ in range(3)]
    found = pages(office.ticket_papers.make(tickets))
    assert len(found) == 3
    for number, page in enumerate(found, 1):
        assert f"№ 2026-0000{number}" in page


def test_long_words_and_much_history_flow_over_pages(office: Office) -> None:
    """A caller who says a hundred lines gets them all printed."""
    words = " ".join(f"слово{number}" for number in range(1500))
    ticket = new_ticket(office, details=words)
    said = _text(office.ticket_papers.make([ticket]))
    assert "слово0 " in said
    assert "слово1499" in said


def test_writing_and_printing_are_kept_in_history(office: Office, target: Path) -> None:
    """Both leave an entry with the number; the file's entry has its SHA-256."""
    ticket = new_ticket(office)
    path = target.with_suffix(".pdf")
    written = office.ticket_papers.write([ticket], path)
    office.ticket_papers.printed([ticket])
    told = office.desk.store.rows("SELECT changes FROM history WHERE entity = 'export' ORDER BY id")
    assert len(told) == 2
    assert written.sha256 in told[0][0]
    assert "на принтер" in told[1][0]
    assert all("2026-00001" in changes for (changes,) in told)
    assert office.ticket_papers.file_name([ticket]) == "Карточка обращения 2026-00001.pdf"


def test_a_card_that_is_gone_is_told(office: Office) -> None:
    """There is no paper of what is not in the file."""
    with pytest.raises(NotFound):
        office.ticket_papers.make([77])


def test_too_many_cards_at_once_are_refused(office: Office) -> None:
    """A selection of a whole register is sent to the journal instead."""
    with pytest.raises(NotAllowed, match="до 200 карточек"):
        office.ticket_papers.make(range(1, 300))
