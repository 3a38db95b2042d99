"""The register while the base is slow: the panel and the filters speak of the row in front."""

import pytest
from PySide6.QtWidgets import QApplication, QMenu

from desktop_app.core.records.tickets import TicketDraft
from desktop_app.services.office import Office
from tests.journeys.clerk import ClerkAtKeys

pytestmark = pytest.mark.gui


@pytest.fixture
def tickets(office: Office) -> list[int]:
    """Return the ids of two tickets of two streets."""
    topic = office.reference.topic("HEAT.NO").id
    return [
        office.tickets.register(TicketDraft(topic, words, address_text=street, no_phone=True)).id
        for words, street in (("Холодно", "ул. Лесная, д. 3"), ("Течёт", "ул. Дальняя, д. 7"))
    ]


def test_words_of_one_ticket_do_not_stand_under_another(
    tickets: list[int], clerk: ClerkAtKeys
) -> None:
    """A card slow to come leaves the panel without words, never with those of the row before."""
    page = clerk.tickets
    view, preview = page.register.list.view, page.register.preview
    view.select_id(tickets[0])
    clerk.wait()
    assert preview._words.text() == "Холодно"
    with clerk.held():
        view.select_id(tickets[1])
        clerk.until(lambda: preview._words.text() == "")
        assert "Дальняя" in preview._address.text()
        page.register._offer_value()
        assert not [menu for menu in page.findChildren(QMenu) if menu.isVisible()]
    clerk.until(lambda: preview._words.text() == "Течёт")
    clerk.until(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()
    menu.close()
    clerk.wait()
