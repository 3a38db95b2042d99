"""The earlier ticket of a call goes with an undone load: the call is written without it."""

import pytest

from desktop_app.core.errors import EarlierGone
from desktop_app.core.records.register import RegisterQuery, RegisterView
from desktop_app.services.office import Office
from tests.journeys.clerk import CTRL, ClerkAtKeys, Key
from tests.services.fixtures import draft

pytestmark = pytest.mark.gui
_GONE = 999_999


def _tickets(office: Office) -> list[int]:
    return list(office.register.ids(RegisterQuery(view=RegisterView.ALL)))


def _typed(clerk: ClerkAtKeys) -> None:
    """Type a call whose draft remembers a link with a ticket that is not there any more."""
    clerk.take_call("Холодно")
    clerk.tickets.intake.ties.keep({"repeat_of": _GONE})


def test_the_service_names_what_is_gone(office: Office) -> None:
    """Nothing is written, and the words say what happened to the earlier ticket."""
    before = len(_tickets(office))
    with pytest.raises(EarlierGone, match="загрузку, с которой оно пришло, отменили"):
        office.tickets.register(draft(office, repeat_of=_GONE))
    assert len(_tickets(office)) == before


@pytest.mark.parametrize("apart", [True, False])
def test_the_link_is_dropped_and_the_call_stays(
    clerk: ClerkAtKeys, office: Office, apart: bool
) -> None:
    """Written at once without the link, or after going back: the house is not chosen again."""
    _typed(clerk)
    before = len(_tickets(office))
    dialogs = clerk.workplace.tools.dialogs
    dialogs.answer_next(apart)
    clerk.press(Key.Key_Return, CTRL)
    assert "Прежнего обращения в базе уже нет" in dialogs.asked[-1].title
    assert clerk.tickets.intake.ties.repeat_of is None
    if not apart:
        assert len(_tickets(office)) == before
        assert clerk.tickets.intake.form.said.toPlainText() == "Холодно"
        clerk.press(Key.Key_Return, CTRL)
    assert len(_tickets(office)) == before + 1
    assert not office.tickets.card(max(_tickets(office))).links
