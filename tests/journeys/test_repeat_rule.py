"""A topic gets its own rule of repeats in the settings, by keys, and gives it back."""

import pytest

from desktop_app.core.records.repeats import RepeatRule
from desktop_app.services.office import Office
from tests.journeys.clerk import CTRL, ClerkAtKeys, Key

pytestmark = pytest.mark.gui


def _ask(clerk: ClerkAtKeys) -> None:
    page = clerk.settings
    clerk.window.show_page("settings")
    clerk.wait()
    page.terms.repeats.setFocus()
    clerk.press(Key.Key_Space)
    clerk.wait()
    clerk.type("перетоп")
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_Tab)


def test_a_rule_is_given_and_taken_back(clerk: ClerkAtKeys, office: Office) -> None:
    """Figures stand ready as the office has them; an impossible one is refused beside its field."""
    topic = office.reference.topic("HEAT.OVER").id
    _ask(clerk)
    clerk.press(Key.Key_Down)
    for typed in ("1", "5", "4", "30"):
        clerk.press(Key.Key_Tab)
        clerk.press(Key.Key_A, CTRL)
        clerk.type(typed)
    clerk.press(Key.Key_Return, CTRL)
    assert office.repeats.own_rule(topic) is None
    clerk.press(Key.Key_A, CTRL)
    clerk.type("2")
    clerk.press(Key.Key_Return, CTRL)
    assert office.repeats.own_rule(topic) == RepeatRule(2, 5, 4, 30)
    _ask(clerk)
    clerk.press(Key.Key_Up)
    clerk.press(Key.Key_Return, CTRL)
    assert office.repeats.own_rule(topic) is None
