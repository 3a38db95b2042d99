"""A draft is kept by itself; two people in one visit lose nothing; what is wrong is said."""

import dataclasses
import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import Qt

from desktop_app.core.enums import InspectionStatus
from desktop_app.core.errors import DiskFull
from desktop_app.core.text import NBSP
from tests.ui.keyboard import CTRL, press
from tests.ui.pages.visit_desk import VisitDesk
from tests.ui.pages.visit_drafts import filled, planned

pytestmark = pytest.mark.gui
Key = Qt.Key


def _elsewhere(desk: VisitDesk, visit: int, **fields: Any) -> None:
    """Save a visit as another clerk at another desk would."""
    card = desk.card(visit)
    draft = dataclasses.replace(card.draft, **fields)
    desk.office.inspections.save(visit, card.version, draft)


def _type_conclusions(desk: VisitDesk, text: str) -> None:
    desk.page.visit.findings.area.setFocus()
    desk.press(Key.Key_A, CTRL)
    desk.type(text)


def test_typing_is_stored_without_being_asked(desk: VisitDesk) -> None:
    """A pause is enough; the time is said, the pill follows, ids of remedies stay."""
    visit = desk.plan(filled(desk.office))
    before = desk.card(visit)
    _type_conclusions(desk, "1. Нарушений нет.")
    desk.stored_by_itself()
    card = desk.card(visit)
    assert card.draft.conclusions == "1. Нарушений нет."
    assert card.version == before.version + 1
    assert card.draft.remedies == before.draft.remedies
    assert desk.words().startswith("Черновик акта сохранён ")
    desk.type(" Да.")
    desk.stored()
    assert desk.card(visit).draft.conclusions == "1. Нарушений нет. Да."


def test_leaving_stores_at_once(desk: VisitDesk) -> None:
    """Esc goes back to the list with everything kept, no question asked."""
    visit = desk.plan(planned(desk.office))
    _type_conclusions(desk, "коротко")
    desk.press(Key.Key_Escape)
    assert not desk.page.shows_visit
    assert desk.card(visit).draft.conclusions == "коротко"
    assert desk.dialogs.asked == []


def test_ctrl_s_stores_at_once(desk: VisitDesk) -> None:
    """The habit of saving costs nothing and works."""
    visit = desk.plan(planned(desk.office))
    desk.type("60")
    desk.press(Key.Key_Return)
    desk.press(Key.Key_S, CTRL)
    desk.until(lambda: desk.card(visit).draft.measurements[0].value == 60.0)


def test_changes_of_two_people_are_put_together(desk: VisitDesk) -> None:
    """Another clerk's premise and our conclusions are both stored, and it is said."""
    visit = desk.plan(filled(desk.office))
    _elsewhere(desk, visit, premise="53")
    _type_conclusions(desk, "наши выводы")
    desk.stored()
    draft = desk.card(visit).draft
    assert (draft.premise, draft.conclusions) == ("53", "наши выводы")
    assert desk.page.visit.messages.isVisible()
    assert desk.page.visit.findings.area.toPlainText() == "наши выводы"


@pytest.mark.parametrize(("answer", "kept"), [("Записать моё", "моё"), ("Взять записанное", "их")])
def test_the_same_field_changed_by_two_waits_for_a_decision(
    desk: VisitDesk, answer: str, kept: str
) -> None:
    """Nothing is stored over the other's words until a person says so."""
    visit = desk.plan(filled(desk.office))
    _elsewhere(desk, visit, conclusions="их")
    _type_conclusions(desk, "моё")
    desk.press(Key.Key_S, CTRL)
    assert desk.page.visit.findings.area.toPlainText() == "моё"
    assert desk.card(visit).draft.conclusions == "их"
    button = desk.shown(answer)
    button.setFocus()
    desk.press(Key.Key_Space)
    desk.stored()
    assert desk.card(visit).draft.conclusions == kept
    assert desk.page.visit.findings.area.toPlainText() == kept
    assert not desk.page.visit.messages.isVisible()


def test_an_untouched_visit_follows_the_other(desk: VisitDesk) -> None:
    """What another page announces is shown at once."""
    visit = desk.plan(filled(desk.office))
    saved = desk.office.inspections.save(
        visit, 1, dataclasses.replace(desk.card(visit).draft, conclusions="снаружи")
    )
    desk.tools.hub.announce(saved.changes)
    desk.settle()
    assert desk.page.visit.findings.area.toPlainText() == "снаружи"


def test_what_cannot_be_stored_is_said_and_stays(desk: VisitDesk) -> None:
    """A time still to come is refused with a link; mended, the note goes away."""
    tomorrow = dt.datetime.now() + dt.timedelta(days=1)  # noqa: TID251  must be in the future
    visit = desk.plan(filled(desk.office))
    desk.page.visit.keeper.change(finished_at=tomorrow)
    desk.settle()
    desk.press(Key.Key_S, CTRL)
    assert desk.words() == "Черновик акта не сохранён"
    link = desk.shown("Окончание проверки")
    assert "время ещё не наступило" in link.accessibleName()
    link.setFocus()
    desk.press(Key.Key_Return)
    desk.type("вчера 11:50")
    desk.press(Key.Key_Return, CTRL)
    desk.stored()
    stored = desk.card(visit).draft.finished_at
    assert stored is not None
    assert (stored.hour, stored.minute) == (11, 50)
    assert not desk.page.visit.messages.isVisible()


def test_leaving_what_cannot_be_stored_is_asked(desk: VisitDesk) -> None:
    """«Остаться» keeps the screen and the words, «Уйти без них» lets go."""
    tomorrow = dt.datetime.now() + dt.timedelta(days=1)  # noqa: TID251  must be in the future
    visit = desk.plan(filled(desk.office))
    before = desk.card(visit).draft
    desk.page.visit.keeper.change(finished_at=tomorrow)
    desk.dialogs.answer_next(False)
    desk.press(Key.Key_Escape)
    assert desk.page.shows_visit
    desk.dialogs.answer_next(True)
    desk.window.show_page("other")
    desk.until(lambda: desk.window.current_key == "other")
    assert desk.card(visit).draft == before
    desk.window.show_page("visits")
    desk.settle()
    assert not desk.page.visit.keeper.dirty


def test_a_full_disk_keeps_what_is_typed(desk: VisitDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The failure is told above the page; with room again the next letter stores everything."""
    visit = desk.plan(planned(desk.office))

    def full(*_args: object) -> None:
        raise DiskFull("На диске нет места", "введённое цело", "освободите место")

    with monkeypatch.context() as patch:
        patch.setattr(desk.office.inspections, "save", full)
        desk.type("60")
        desk.press(Key.Key_Return)
        desk.press(Key.Key_S, CTRL)
        assert isinstance(desk.failures[-1], DiskFull)
        assert desk.page.visit.keeper.dirty
    desk.type("58")
    desk.press(Key.Key_Return)
    desk.stored()
    values = [row.value for row in desk.card(visit).draft.measurements[:2]]
    assert values == [60.0, 58.0]


def test_an_act_issued_elsewhere_stops_the_draft(desk: VisitDesk) -> None:
    """What is typed into a visit whose act left meanwhile is refused, and stays on the screen."""
    visit = desk.plan(filled(desk.office))
    desk.office.acts.issue(visit)
    _type_conclusions(desk, "опоздали")
    desk.press(Key.Key_S, CTRL)
    assert "выпущен акт" in str(desk.failures[-1])
    assert desk.page.visit.findings.area.toPlainText() == "опоздали"
    assert desk.card(visit).status is InspectionStatus.ISSUED


def test_conclusions_are_drafted_and_taken_back(desk: VisitDesk) -> None:
    """«Составить заново» writes what the measurements say; the former text can come back."""
    visit = desk.plan(filled(desk.office))
    before = desk.card(visit).draft.conclusions
    desk.shown("Составить заново").setFocus()
    desk.press(Key.Key_Space)
    desk.stored()
    text = desk.card(visit).draft.conclusions
    assert text.startswith("1. Ввод в дом (сторона РСО)")
    assert f"71,0{NBSP}°C" in text
    assert desk.page.visit.findings.area.text() == text
    desk.undo[-1].undo()
    desk.stored()
    assert desk.card(visit).draft.conclusions == before


def test_nothing_measured_gives_no_conclusions(desk: VisitDesk) -> None:
    """An empty table says so in the status line and writes nothing."""
    visit = desk.plan(planned(desk.office))
    desk.shown("Составить заново").setFocus()
    desk.press(Key.Key_Space)
    assert desk.words().startswith("Выводы составлять не из чего")
    assert desk.card(visit).draft.conclusions == ""


def test_an_open_cell_is_stored_with_the_rest(desk: VisitDesk) -> None:
    """Ctrl+S and leaving take the value that still stands in its cell."""
    visit = desk.plan(planned(desk.office))
    desk.type("60,5")
    desk.press(Key.Key_S, CTRL)
    desk.until(lambda: desk.card(visit).draft.measurements[0].value == 60.5)
    desk.press(Key.Key_Down)
    desk.type("41")
    desk.window.show_page("other")
    desk.until(lambda: desk.window.current_key == "other")
    assert desk.card(visit).draft.measurements[1].value == 41.0


def test_an_open_cell_with_no_number_stops_the_act(desk: VisitDesk) -> None:
    """What is no number is neither dropped nor issued: the cell waits."""
    visit = desk.plan(filled(desk.office))
    desk.type("7x")
    desk.press(Key.Key_Return, CTRL)
    assert desk.page.visit.measurements.editor.isVisible()
    assert desk.card(visit).live_act is None
    assert desk.card(visit).draft.measurements[0].value == 71.0


def test_a_visit_that_is_not_there_gives_the_list_back(desk: VisitDesk) -> None:
    """An unknown number is told above the list, and no key on the way breaks anything."""
    desk.page.open_record(404)
    assert desk.page.visit.commands() == ()
    for key, modifier in ((Key.Key_Return, CTRL), (Key.Key_P, CTRL), (Key.Key_S, CTRL)):
        press(desk.page.visit, key, modifier)
    desk.settle()
    assert not desk.page.shows_visit
    assert "Выезда нет" in str(desk.failures[-1])


def test_f5_reads_what_is_stored_now(desk: VisitDesk) -> None:
    """What is typed is stored first, then everything is read anew."""
    visit = desk.plan(filled(desk.office))
    _elsewhere(desk, visit, premise="54")
    desk.press(Key.Key_F5)
    desk.settle()
    assert desk.page.visit.keeper.draft.premise == "54"
