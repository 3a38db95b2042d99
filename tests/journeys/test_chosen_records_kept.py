"""Forms that show a record once it is chosen: looked at they leave nothing, typed over all."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.core.records.drafts import FormDraft
from desktop_app.services.office import Office
from desktop_app.ui.pages.settings.repeat_sheet import RepeatSheet
from desktop_app.ui.pages.settings.terms_sheets import DaySheet, TermSheet
from desktop_app.ui.pages.topic_choices import topic_choices
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.fields import DateEdit
from desktop_app.ui.widgets.form_sheet import FormSheet
from desktop_app.ui.widgets.suggest_edit import LookupEdit
from tests.journeys.clerk import ClerkAtKeys

pytestmark = pytest.mark.gui
_SECOND_MS = 1_300  # a draft is kept every second
_BACK = "Вернуть введённое"


def _of_topics(clerk: ClerkAtKeys, kind: type[TermSheet | RepeatSheet]) -> FormSheet:
    reference = clerk.workplace.office.reference
    topics = topic_choices(reference.topics, reference.everyday)
    page = clerk.window.page("tickets")
    sheet = kind(clerk.workplace.tools, page, topics, lambda _changes: None).sheet
    clerk.wait()
    return sheet


def _choose(clerk: ClerkAtKeys, sheet: FormSheet, place: int) -> int:
    topic = next(t for t in _with_terms(clerk)[place:])
    control = sheet.fields["topic"].control
    assert isinstance(control, LookupEdit)
    control.set_value(topic)
    control.changed.emit(topic)
    clerk.wait()
    return topic


def _with_terms(clerk: ClerkAtKeys) -> list[int]:
    """Return topics that have several terms first."""
    office = clerk.workplace.office
    topics = [t.id for t in office.reference.topics if not t.is_group]
    many = [t for t in topics if len(office.reference_edit.rules_of(t)) > 1]
    return many + [t for t in topics if t not in many]


def _line(sheet: FormSheet, name: str) -> QLineEdit:
    control = sheet.fields[name].control
    assert isinstance(control, QLineEdit)
    return control


def _rule(sheet: FormSheet) -> Combo:
    control = sheet.fields["rule"].control
    assert isinstance(control, Combo)
    return control


def _close(clerk: ClerkAtKeys, sheet: FormSheet) -> None:
    sheet.reject()
    clerk.wait()


def _ways_back(sheet: FormSheet) -> list[Button]:
    return [one for one in sheet.findChildren(Button) if one.text() == _BACK]


def _left(office: Office) -> list[FormDraft]:
    return [draft for draft in office.drafts.left("sheet:") if draft.body]


@pytest.mark.parametrize("kind", [TermSheet, RepeatSheet])
def test_looking_at_terms_and_rules_leaves_nothing(
    qtbot: QtBot, clerk: ClerkAtKeys, office: Office, kind: type[TermSheet | RepeatSheet]
) -> None:
    """One topic after another is looked at: nothing was typed."""
    sheet = _of_topics(clerk, kind)
    _choose(clerk, sheet, 0)
    qtbot.wait(_SECOND_MS)
    _choose(clerk, sheet, 1)
    qtbot.wait(_SECOND_MS)
    _close(clerk, sheet)
    assert _left(office) == []


def test_looking_at_days_leaves_nothing(qtbot: QtBot, clerk: ClerkAtKeys, office: Office) -> None:
    """A day that is listed fills the form by itself."""
    page = clerk.window.page("tickets")
    sheet = DaySheet(clerk.workplace.tools, page, lambda _changes: None).sheet
    day = sheet.fields["day"].control
    assert isinstance(day, DateEdit)
    for chosen in (dt.date(2026, 1, 1), dt.date(2026, 6, 12)):
        day.set_value(chosen)
        day.changed.emit(chosen)
        clerk.wait()
        assert _line(sheet, "name").text()
        qtbot.wait(_SECOND_MS)
    _close(clerk, sheet)
    assert _left(office) == []


def test_what_is_typed_over_a_term_is_offered_over_that_term(
    clerk: ClerkAtKeys, office: Office
) -> None:
    """The banner names the topic; the words come back where the topic is chosen, nowhere else."""
    sheet = _of_topics(clerk, TermSheet)
    topic = _choose(clerk, sheet, 0)
    _line(sheet, "basis").setText("постановление 7")
    _close(clerk, sheet)
    (draft,) = _left(office)
    title = next(t.title for t in office.reference.topics if t.id == topic)
    assert draft.title.startswith(f"Срок по теме: {title}")
    again = _of_topics(clerk, TermSheet)
    _choose(clerk, again, 1)
    assert _ways_back(again) == []
    _choose(clerk, again, 0)
    (back,) = _ways_back(again)
    back.click()
    clerk.wait()
    assert _line(again, "basis").text() == "постановление 7"
    _close(clerk, again)


def test_a_term_put_aside_for_another_is_kept_with_its_own_topic(
    qtbot: QtBot, clerk: ClerkAtKeys, office: Office
) -> None:
    """«Показать другую»: what was typed over the first does not turn into words of the second."""
    sheet = _of_topics(clerk, TermSheet)
    first = _choose(clerk, sheet, 0)
    _line(sheet, "basis").setText("постановление 7")
    clerk.workplace.tools.dialogs.answer_next(True)
    _choose(clerk, sheet, 1)
    qtbot.wait(_SECOND_MS)
    _close(clerk, sheet)
    (draft,) = _left(office)
    assert draft.body["topic"][0] == first
    assert draft.body["basis"] == "постановление 7"


def test_the_second_term_comes_back_as_the_second(
    qtbot: QtBot, clerk: ClerkAtKeys, office: Office
) -> None:
    """Typed before the topic, kept with the second term: the box shows that one again."""
    sheet = _of_topics(clerk, TermSheet)
    _line(sheet, "basis").setText("постановление 7")
    _choose(clerk, sheet, 0)
    rule = _rule(sheet)
    rule.setCurrentIndex(1)
    second = rule.currentText()
    qtbot.wait(_SECOND_MS)
    _close(clerk, sheet)
    again = _of_topics(clerk, TermSheet)
    (back,) = _ways_back(again)
    back.click()
    clerk.wait()
    assert _rule(again).currentText() == second
    assert _line(again, "basis").text() == "постановление 7"
    _close(clerk, again)
    assert len(_left(office)) == 1
