"""A card whose ticket comes late or not at all: nothing is done to a ticket that is not seen."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import TicketStatus
from desktop_app.core.errors import DatabaseLocked
from desktop_app.core.records.tickets import StatusChange, TicketDraft
from desktop_app.services.office import Office
from desktop_app.ui.pages.tickets.page import TicketsPage
from desktop_app.ui.theme import LIGHT, apply_theme
from tests.journeys.clerk import ALT, CTRL, ClerkAtKeys, Key

pytestmark = pytest.mark.gui


@pytest.fixture
def tickets(office: Office) -> list[int]:
    """Return the ids of two tickets registered before the window opens."""
    topic = office.reference.topic("HEAT.NO").id
    return [
        office.tickets.register(
            TicketDraft(topic, words, address_text="ул. Лесная, д. 3", no_phone=True)
        ).id
        for words in ("Холодно", "Течёт")
    ]


def _open(clerk: ClerkAtKeys, ticket: int) -> TicketsPage:
    page = clerk.tickets
    page.open_record(ticket)
    clerk.wait()
    return page


def test_a_note_goes_to_the_ticket_it_was_typed_under(
    tickets: list[int], clerk: ClerkAtKeys, office: Office
) -> None:
    """Alt+letter to the next ticket leaves the note with the one it was typed for."""
    page = _open(clerk, max(tickets))
    page.card.side.note.setFocus()
    clerk.type("ключ у соседей")
    letter = "С" if page.card._next.isEnabled() else "Д"
    QTest.sendKeyEvent(QTest.KeyAction.Click, clerk.focus(), Key(ord(letter)), letter, ALT)
    clerk.until(lambda: page.card.ticket_id == min(tickets))
    clerk.wait()
    assert office.tickets.card(max(tickets)).private_note == "ключ у соседей"
    assert office.tickets.card(min(tickets)).private_note == ""


def test_a_note_being_typed_outlives_news_of_its_ticket(
    tickets: list[int], clerk: ClerkAtKeys, office: Office
) -> None:
    """Another clerk's change redraws the card; the field keeps the focus and the words."""
    page = _open(clerk, tickets[0])
    page.card.side.note.setFocus()
    clerk.type("ключ ")
    clerk.workplace.tools.hub.announce(Changes.of(Kind.TICKET, tickets[0]))
    clerk.wait()
    assert clerk.focus() is page.card.side.note
    clerk.type("у соседей")
    page.card.setFocus()
    clerk.wait()
    assert office.tickets.card(tickets[0]).private_note == "ключ у соседей"


def test_a_note_refused_by_the_base_is_not_cleared(
    tickets: list[int], clerk: ClerkAtKeys, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was typed stays, also while another ticket is looked at, and is written later."""
    page = _open(clerk, tickets[0])

    def refuse(*_: object) -> Changes:
        raise DatabaseLocked("База занята", "введённое цело", "повторите")

    with monkeypatch.context() as broken:
        broken.setattr(office.tickets, "set_private_note", refuse)
        page.card.side.note.setFocus()
        clerk.type("ключ у соседей")
        _open(clerk, tickets[1])
        assert page.card.side.note.text() == ""
    _open(clerk, tickets[0])
    assert page.card.side.note.text() == "ключ у соседей"
    page.card.side.note.setFocus()
    page.card.setFocus()
    clerk.wait()
    assert office.tickets.card(tickets[0]).private_note == "ключ у соседей"


def test_buttons_act_on_the_ticket_that_is_seen(
    tickets: list[int], clerk: ClerkAtKeys, office: Office
) -> None:
    """While the next ticket is on its way, «Исполнено» means the one still on the screen."""
    page = _open(clerk, tickets[0])
    wanted: list[list[int]] = []
    page.card.done_wanted.connect(wanted.append)
    with clerk.held():
        page.card.open(tickets[1], tickets)
        page.card._done.click()
    assert wanted == [[tickets[0]]]
    assert office.tickets.card(tickets[1]).row.done_at is None


def test_a_ticket_that_cannot_be_read_is_not_left_under_another_name(
    tickets: list[int], clerk: ClerkAtKeys, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The card gives the list back instead of standing there with the ticket before."""
    page = _open(clerk, tickets[0])

    def refuse(_: int) -> None:
        raise DatabaseLocked("База занята", "введённое цело", "повторите")

    monkeypatch.setattr(office.tickets, "card", refuse)
    page.open_record(tickets[1])
    clerk.wait()
    assert page.record_in_front() == 0
    assert clerk.window.banners.titles
    assert clerk.focus().focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_card_left_open_is_fresh_when_its_section_comes_back(
    tickets: list[int], clerk: ClerkAtKeys, office: Office
) -> None:
    """What another section did with the ticket is on its card when the clerk comes back to it."""
    page = _open(clerk, tickets[0])
    clerk.press(Key.Key_8, CTRL)
    changes = office.tickets.set_status(tickets[0], StatusChange(TicketStatus.IN_PROGRESS))
    clerk.workplace.tools.hub.announce(changes)
    clerk.wait()
    clerk.press(Key.Key_2, CTRL)
    assert page.card.isVisible()
    assert page.card._pills[0].accessibleName() == TicketStatus.IN_PROGRESS.title_ru


@pytest.mark.parametrize(("points", "width", "beside"), [(10.5, 1366, True), (16, 1024, False)])
def test_the_number_and_the_steps_of_a_card_are_never_cut(
    tickets: list[int],
    clerk: ClerkAtKeys,
    qapp: QApplication,
    points: float,
    width: int,
    *,
    beside: bool,
) -> None:
    """The steps stand beside the number, under it where the largest letters leave no room."""
    apply_theme(qapp, LIGHT, points)
    clerk.window.resize(width, 600)
    card = _open(clerk, tickets[0]).card
    for part in (card._number, card._more, card._hand, card._done, card._visit):
        assert part.width() >= part.sizeHint().width()
    assert card._more.mapTo(card, QPoint()).x() > card._number.mapTo(card, QPoint()).x() + 100
    under = card._more.mapTo(card, QPoint()).y() > card._number.mapTo(card, QPoint()).y() + 30
    assert under is not beside
