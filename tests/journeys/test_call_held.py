"""A base that does not answer at once: what comes late finds the call it belongs to."""

import pytest

from desktop_app.core.records.buildings import Entrance
from desktop_app.core.records.register import RegisterQuery
from desktop_app.services.drafts import INTAKE
from desktop_app.services.office import Office
from desktop_app.ui.jobs import Lane
from tests.journeys.clerk import CTRL, ClerkAtKeys, Key

pytestmark = pytest.mark.gui


def _type_call(clerk: ClerkAtKeys) -> None:
    """Type a whole call that needs no house of the book."""
    clerk.press(Key.Key_Insert)
    form = clerk.tickets.intake.form
    clerk.type("ул. Дальняя, д. 7")
    form.topic.setFocus()
    clerk.type("нет отоп")
    clerk.press(Key.Key_Return)
    form.said.setFocus()
    clerk.type("Холодно")
    form.toggle_no_phone()
    clerk.wait()


def _tickets(office: Office) -> int:
    return sum(len(part) for part in office.register.parts(RegisterQuery()))


def test_a_call_saved_late_is_not_taken_for_the_next_one(
    clerk: ClerkAtKeys, office: Office
) -> None:
    """Ins while the base is held: the next call stays open with its words, the first is done."""
    intake = clerk.tickets.intake
    _type_call(clerk)
    with clerk.held(Lane.WRITE):
        intake.save()
        intake.begin()
        intake.form.name.setFocus()
        intake.form.name.setText("Следующий")
    assert _tickets(office) == 1
    assert intake.form.name.text() == "Следующий"
    assert intake.drafts.parked == ()
    assert [tab.title for tab in intake.drafts.tabs()] == ["Новый звонок"]
    intake.save()
    clerk.wait()
    assert intake.form.summary.isVisible(), "the next call is judged on its own"
    kept = office.drafts.left(INTAKE)
    assert not [draft for draft in kept if "Холодно" in str(draft.body)]


def test_a_call_saved_after_esc_is_told_and_leaves_no_draft(
    clerk: ClerkAtKeys, office: Office
) -> None:
    """Esc while the base is held: nothing remains that would be registered a second time."""
    intake = clerk.tickets.intake
    _type_call(clerk)
    with clerk.held(Lane.WRITE):
        intake.save()
        intake.leave()
    assert _tickets(office) == 1
    assert intake.drafts.parked == ()
    assert "записано" in clerk.window.undo_bar.accessibleName()
    clerk.press(Key.Key_Insert)
    assert intake.form.is_empty()


def test_a_refusal_marks_the_call_it_is_about(clerk: ClerkAtKeys) -> None:
    """The refused call waits as a draft; the one on the screen gets no marks."""
    intake = clerk.tickets.intake
    _type_call(clerk)
    intake.form.said.clear()
    with clerk.held(Lane.WRITE):
        intake.save()
        intake.begin()
    assert not intake.form.summary.isVisible()
    assert len(intake.drafts.parked) == 1


def test_what_is_found_for_one_call_is_not_put_into_another(clerk: ClerkAtKeys) -> None:
    """The term and executor asked for one call never come into the next one, still empty."""
    intake = clerk.tickets.intake
    _type_call(clerk)
    with clerk.held():
        intake.asking.ask()
        intake.begin()
    assert intake.form.term.text() == ""
    assert intake.form.executor.text() == ""


def test_a_corrected_flat_brings_its_own_entrance(clerk: ClerkAtKeys, office: Office) -> None:
    """The entrance found for a mistyped flat goes; one typed by hand stays."""
    house = office.buildings.offers("ленина 12")[0].building_id
    ranges = [Entrance(1, 1, 20), Entrance(4, 61, 80)]
    version = office.buildings.card(house).version
    office.buildings.details.set_entrances(house, version, ranges)
    form = clerk.tickets.intake.form
    clerk.press(Key.Key_Insert)
    clerk.enter("ленина 12")
    clerk.enter("5")
    clerk.wait()
    assert form.entrance.text() == "1"
    form.flat.setFocus()
    form.flat.selectAll()
    clerk.enter("75")
    clerk.wait()
    assert form.entrance.text() == "4"
    form.entrance.setText("2")
    form.flat.setFocus()
    form.flat.selectAll()
    clerk.enter("6")
    clerk.wait()
    assert form.entrance.text() == "2"


def test_a_phone_typed_before_comes_back(clerk: ClerkAtKeys) -> None:
    """Ctrl+T by mistake and once more leaves the number as it was typed."""
    form = clerk.tickets.intake.form
    clerk.press(Key.Key_Insert)
    form.phone.setFocus()
    clerk.type("8 900 555-14-52")
    typed = form.phone.text()
    clerk.press(Key.Key_T, CTRL)
    assert (form.phone.text(), form.no_phone) == ("", True)
    clerk.press(Key.Key_T, CTRL)
    assert form.no_phone is False
    assert form.phone.text().endswith("55-14-52")
    assert typed


@pytest.mark.parametrize(
    ("typed", "meant"), [("+18,5", 18.5), ("−3", -3.0), ("nan", None), ("inf", None), ("1e2", None)]
)
def test_a_temperature_is_a_number(clerk: ClerkAtKeys, typed: str, meant: float | None) -> None:
    """What only a programmer takes for a number is none."""
    form = clerk.tickets.intake.form
    form.room.setText(typed)
    assert form.room_temperature() == meant
