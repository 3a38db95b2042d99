"""Words of a visit that could not be saved: given back, or told of as text, never dropped."""

import dataclasses
import datetime as dt
import json
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.core import plain_json
from desktop_app.core.records.drafts import FormDraft
from desktop_app.services.drafts import VISIT
from desktop_app.ui.pages.visits.stray_note import StrayNote
from tests.factories import new_house
from tests.ui.pages.visit_desk import VisitDesk
from tests.ui.pages.visit_drafts import filled, planned

pytestmark = pytest.mark.gui
Key = Qt.Key
_AT = dt.datetime(2026, 11, 21, 12, 40)


def _leave(desk: VisitDesk, visit: int, *, spoil: bool = False, **fields: Any) -> None:
    """Put into the base what a killed window had kept of a visit."""
    stored = desk.card(visit).draft
    typed = plain_json.plain(dataclasses.replace(stored, **fields))
    if spoil:
        typed["access"] = "teleport"
    body = {"stored": plain_json.dump(stored), "typed": json.dumps(typed, ensure_ascii=False)}
    desk.office.drafts.put(FormDraft(-1, f"{VISIT}{visit}", _AT, _AT, "Выезд", body))


def _notes(desk: VisitDesk) -> list[StrayNote]:
    notes = desk.page.visit.messages.findChildren(StrayNote)
    return [note for note in notes if note.isVisible()]


def _open(desk: VisitDesk, visit: int) -> None:
    desk.page.open_record(visit)
    desk.settle()


def _stored(desk: VisitDesk, visit: int) -> list[FormDraft]:
    return desk.office.drafts.all(f"{VISIT}{visit}")


def test_readable_words_come_back_by_themselves(desk: VisitDesk) -> None:
    """What fits the visit stands on the screen again, is saved, and no note is shown."""
    visit = desk.office.inspections.plan(planned(desk.office)).id
    _leave(desk, visit, conclusions="Холодно.")
    _open(desk, visit)
    assert desk.page.visit.findings.area.toPlainText() == "Холодно."
    assert _notes(desk) == []
    desk.stored_by_itself()
    desk.settle()
    assert desk.card(visit).draft.conclusions == "Холодно."
    assert _stored(desk, visit) == []


def test_words_of_another_version_are_looked_at_and_copied(desk: VisitDesk) -> None:
    """An unreadable draft is told with its moment; its words are shown, copied, and stay kept."""
    visit = desk.office.inspections.plan(planned(desk.office)).id
    _leave(desk, visit, spoil=True, conclusions="Стояк холодный.")
    _open(desk, visit)
    (note,) = _notes(desk)
    assert note.accessibleName() == "Введено 21.11.2026 12:40 и не записано"
    assert not note.text.isVisible()
    desk.shown("Посмотреть").click()
    assert note.text.isVisible()
    assert "Выводы: Стояк холодный." in note.text.toPlainText().splitlines()
    desk.shown("Скопировать").click()
    assert "Стояк холодный." in QApplication.clipboard().text()
    assert desk.words().startswith("Введённое скопировано")
    assert len(_stored(desk, visit)) == 1
    assert desk.page.visit.findings.area.toPlainText() == ""


def test_thrown_away_words_come_back_by_undo(desk: VisitDesk) -> None:
    """«Забыть» drops them at once, «Отменить» keeps and shows them again."""
    visit = desk.office.inspections.plan(planned(desk.office)).id
    _leave(desk, visit, spoil=True, conclusions="Стояк холодный.")
    _open(desk, visit)
    desk.shown("Забыть").click()
    desk.settle()
    assert _notes(desk) == []
    assert not desk.page.visit.messages.isVisible()
    assert _stored(desk, visit) == []
    desk.undo[-1].undo()
    desk.settle()
    assert len(_notes(desk)) == 1
    assert len(_stored(desk, visit)) == 1
    _open(desk, visit)
    assert len(_notes(desk)) == 1


def test_words_for_an_issued_act_are_told(desk: VisitDesk) -> None:
    """What was typed before another person issued the act is shown over the act, not lost."""
    visit = desk.office.inspections.plan(filled(desk.office)).id
    _leave(desk, visit, conclusions="Не успели записать.")
    desk.office.acts.issue(visit)
    _open(desk, visit)
    (note,) = _notes(desk)
    desk.shown("Посмотреть").click()
    assert note.text.toPlainText() == "Выводы: Не успели записать."
    assert len(_stored(desk, visit)) == 1


def test_words_the_visit_has_taken_make_no_noise(desk: VisitDesk) -> None:
    """A draft left by a program that ended right after saving goes without a note."""
    visit = desk.office.inspections.plan(filled(desk.office)).id
    _leave(desk, visit, conclusions="Записано.")
    card = desk.card(visit)
    taken = dataclasses.replace(card.draft, conclusions="Записано.")
    desk.office.inspections.save(visit, card.version, taken)
    desk.office.acts.issue(visit)
    _open(desk, visit)
    assert _notes(desk) == []
    assert _stored(desk, visit) == []


def test_words_of_another_house_and_older_ones_stay_as_text(desk: VisitDesk) -> None:
    """The newest that fits is given back; the rest is told of, each with its reason."""
    visit = desk.office.inspections.plan(planned(desk.office)).id
    _leave(desk, visit, conclusions="Раньше.")
    _leave(desk, visit, conclusions="Позже.")
    _leave(
        desk, visit, building_id=new_house(desk.office.buildings, "ул. Мира", "1"), basis="звонок"
    )
    _open(desk, visit)
    assert desk.page.visit.findings.area.toPlainText() == "Позже."
    older, elsewhere = (note.text.toPlainText() for note in _notes(desk))
    assert older == "Выводы: Раньше."
    assert elsewhere == "Основание: звонок"
    desk.stored_by_itself()
    desk.settle()
    assert len(_stored(desk, visit)) == 2


def test_a_field_of_a_newer_program_is_not_passed_over(desk: VisitDesk) -> None:
    """What this program has no field for would vanish with the saving: the whole stays as text."""
    visit = desk.office.inspections.plan(planned(desk.office)).id
    stored = desk.card(visit).draft
    typed = plain_json.plain(dataclasses.replace(stored, conclusions="Холодно."))
    typed["lift_text"] = "Лифт стоит с утра."
    body = {"stored": plain_json.dump(stored), "typed": json.dumps(typed, ensure_ascii=False)}
    desk.office.drafts.put(FormDraft(-1, f"{VISIT}{visit}", _AT, _AT, "Выезд", body))
    _open(desk, visit)
    (note,) = _notes(desk)
    assert "Лифт стоит с утра." in note.text.toPlainText()
    assert "Холодно." in note.text.toPlainText()
    assert len(_stored(desk, visit)) == 1


def test_words_kept_in_some_other_way_are_shown_as_they_are(desk: VisitDesk) -> None:
    """A draft without the known parts is not told to hold nothing but numbers of tickets."""
    visit = desk.office.inspections.plan(planned(desk.office)).id
    body = {"words": {"conclusions": "Стояк холодный."}}
    desk.office.drafts.put(FormDraft(-1, f"{VISIT}{visit}", _AT, _AT, "Выезд", body))
    _open(desk, visit)
    (note,) = _notes(desk)
    assert "Стояк холодный." in note.text.toPlainText()
