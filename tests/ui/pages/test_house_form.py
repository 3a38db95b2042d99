"""The form of a house: what is no number is told at its field."""

import dataclasses

import pytest
from PySide6.QtWidgets import QLineEdit

from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.buildings import BuildingDraft, BuildingSaved, Passport
from desktop_app.ui.pages.buildings.form import HouseForm
from desktop_app.ui.widgets.field_values import read_value
from tests.ui.pages.visit_desk import VisitDesk

pytestmark = pytest.mark.gui


def _not_saved(_draft: BuildingDraft) -> BuildingSaved:
    pytest.fail("nothing is to be written")


@pytest.mark.parametrize("typed", ["5²", "①", "9" * 5_000, "5.5", "−3"])
def test_what_is_no_number_is_told_at_its_field(desk: VisitDesk, typed: str) -> None:
    """A sign that is a digit to some programs and none to others does not break the form."""
    passport = dataclasses.replace(Passport(), flats=12)
    draft = BuildingDraft(
        settlement="г. Ладогорск", street="ул. Мира", house="5", passport=passport
    )
    form = HouseForm(desk.tools, desk.window, draft, _not_saved, lambda _saved: None, is_new=False)
    assert form.draft() == draft
    for line in form.sheet.findChildren(QLineEdit):
        if line.text() == "12":
            line.setText(typed)
    with pytest.raises(InvalidDraft) as told:
        form.draft()
    assert told.value.fields == {"flats": "впишите число"}


def test_a_note_nobody_touched_stays_letter_by_letter(desk: VisitDesk) -> None:
    """No-break spaces of a note were turned to plain ones by opening the form, and written down."""
    note = "Код\xa0домофона 12К,\nключ у\xa0старшей"
    draft = BuildingDraft(
        "г. Ладогорск", "ул. Мира", "5", dataclasses.replace(Passport(), note=note)
    )
    form = HouseForm(desk.tools, desk.window, draft, _not_saved, lambda _saved: None, is_new=False)
    assert form.draft() == draft
    assert read_value(form.sheet.fields["note"].control) == note
