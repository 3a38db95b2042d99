"""Filters of the register: values with counts, the current value, and dropping them all."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QMenu

from desktop_app.core.enums import TicketStatus
from desktop_app.core.records.register import (
    ColumnFilter,
    RegisterQuery,
    RegisterView,
    ValueCount,
)
from desktop_app.core.records.tickets import StatusChange, TicketDraft
from desktop_app.services.office import Office
from tests.journeys.clerk import ALT, CTRL, ClerkAtKeys, Key

pytestmark = pytest.mark.gui


@pytest.fixture(autouse=True)
def _tickets(office: Office) -> None:
    for topic, house in (("HEAT.NO", 1), ("HEAT.NO", 1), ("MSW.MISS", 2), ("HEAT.OVER", 3)):
        code = office.reference.topic(topic).id
        draft = TicketDraft(topic_id=code, details="тихо", building_id=house, no_phone=True)
        office.tickets.register(draft)
    office.tickets.set_status(3, StatusChange(TicketStatus.IN_PROGRESS))


def _shown(clerk: ClerkAtKeys) -> list[int]:
    return sorted(clerk.tickets.register.list.model.ids)


def test_values_of_a_column_with_counts(office: Office) -> None:
    """Counts follow the other filters, not the column's own."""
    found = office.register.value_counts(RegisterQuery(), ColumnFilter.STATUS)
    assert found == [ValueCount("new", 3), ValueCount("in_progress", 1)]
    narrowed = RegisterQuery(statuses=(TicketStatus.IN_PROGRESS,))
    assert office.register.value_counts(narrowed, ColumnFilter.STATUS) == found
    heat = office.reference.topic("HEAT.NO").id
    topics = office.register.value_counts(
        RegisterQuery(statuses=(TicketStatus.NEW,)), ColumnFilter.TOPIC
    )
    assert topics[0] == ValueCount(heat, 2)
    assert len(topics) == 2


def test_a_header_narrows_the_list(clerk: ClerkAtKeys, office: Office) -> None:
    """The menu of a header shows values with counts; choosing one makes a chip."""
    page = clerk.tickets
    page.register.list.view.header_menu_wanted.emit("topic", QPoint(10, 10))
    clerk.wait()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [action.text() for action in menu.actions()]
    assert words[0] == "Нет отопления\t2"
    menu.actions()[0].trigger()
    menu.close()
    clerk.wait()
    assert _shown(clerk) == [1, 2]
    assert ("topic_ids", "Тема: Нет отопления") in page.register.filters.chips()
    clerk.press(Key.Key_Q, CTRL)
    assert len(_shown(clerk)) == len(office.register.ids(RegisterQuery()))


def test_the_current_value_by_key(clerk: ClerkAtKeys) -> None:
    """Ctrl+Alt+F, Enter: only the house of the current ticket."""
    view = clerk.tickets.register.list.view
    view.select_id(2)
    clerk.wait()
    clerk.press(Key.Key_F, CTRL | ALT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[0].trigger()
    menu.close()
    clerk.wait()
    assert _shown(clerk) == [1, 2]


def test_a_selection_is_put_on_control_and_taken_off_at_once(
    clerk: ClerkAtKeys, office: Office
) -> None:
    """Bulk action from the palette over the whole selection; Ctrl+Z takes it back whole."""
    clerk.press(Key.Key_A, CTRL)
    clerk.press(Key.Key_K, CTRL)
    clerk.type("на контроль")
    clerk.press(Key.Key_Return)
    assert office.register.counts().control == 4
    clerk.press(Key.Key_Z, CTRL)
    assert office.register.counts().control == 0


def test_tabs_and_the_search_line_follow_a_question_asked_elsewhere(clerk: ClerkAtKeys) -> None:
    """After «Сводка» shows what is behind a figure, no older search or tab is shown over it."""
    register = clerk.tickets.register
    register.search.setFocus()
    clerk.type("нет такого")
    clerk.press(Key.Key_Return)
    clerk.until(lambda: register.filters.query.text == "нет такого")
    register.filters.ask(RegisterQuery(view=RegisterView.ALL))
    clerk.until(lambda: len(_shown(clerk)) == 4)
    assert (register.search.text(), register.tabs.current) == ("", RegisterView.ALL)
