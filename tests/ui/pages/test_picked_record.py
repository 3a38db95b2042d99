"""Forms that show one record out of several: another choice never wipes what was typed."""

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop_app.core.acts.templates import OfficeTolerance
from desktop_app.core.heating_chart import HeatingChart
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.pages.clerk_sheet import ClerkChangeSheet
from desktop_app.ui.pages.settings.norms_sheets import ChartSheet, ToleranceSheet
from desktop_app.ui.pages.settings.repeat_sheet import RepeatSheet
from desktop_app.ui.pages.settings.terms_sheets import TermSheet
from desktop_app.ui.pages.topic_choices import topic_choices
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.form_sheet import FormSheet
from desktop_app.ui.widgets.suggest_edit import LookupEdit
from desktop_app.ui.workplace import Workplace
from tests.ui.waiting import wait_idle

pytestmark = pytest.mark.gui


def _line(sheet: FormSheet, name: str) -> QLineEdit:
    control = sheet.fields[name].control
    assert isinstance(control, QLineEdit)
    return control


def _pick(sheet: FormSheet, name: str, place: int) -> Combo:
    """Choose as the clerk does: the box tells of it."""
    combo = sheet.fields[name].control
    assert isinstance(combo, Combo)
    combo.setCurrentIndex(place)
    combo.activated.emit(place)
    return combo


def test_another_tolerance_asks_before_it_stands_over_typed_words(
    workplace: Workplace, dialogs: Dialogs
) -> None:
    """«Остаться» brings the choice back with the words; «Показать другую» shows the other."""
    made = ToleranceSheet(
        workplace.tools,
        workplace.window,
        [("supply", "подача"), ("returned", "обратка")],
        {"returned": OfficeTolerance("± 2 %", "договор 7")},
        lambda _changes: None,
    )
    _line(made.sheet, "tolerance").setText("± 3 %")
    dialogs.answer_next(False)
    combo = _pick(made.sheet, "code", 1)
    assert combo.value() == "supply"
    assert _line(made.sheet, "tolerance").text() == "± 3 %"
    dialogs.answer_next(True)
    assert _pick(made.sheet, "code", 1).value() == "returned"
    assert _line(made.sheet, "tolerance").text() == "± 2 %"
    asked = len(dialogs.asked)
    _pick(made.sheet, "code", 0)
    assert _line(made.sheet, "tolerance").text() == ""
    assert len(dialogs.asked) == asked


def test_a_known_chart_does_not_wipe_the_rows_being_typed(
    workplace: Workplace, dialogs: Dialogs
) -> None:
    """A new chart typed in stays when a known one was touched by mistake."""
    known = HeatingChart.of("95/70", "РСО, 01.09.2026", [(0.0, 50.0, 40.0), (-30.0, 95.0, 70.0)])
    made = ChartSheet(
        workplace.tools,
        workplace.window,
        [known],
        lambda _changes: None,
        lambda _changes, _chart: None,
    )
    rows = made.sheet.fields["points"].control
    assert isinstance(rows, QPlainTextEdit)
    rows.setPlainText("-10; 70; 50")
    dialogs.answer_next(False)
    assert _pick(made.sheet, "known", 1).value() == ""
    assert rows.toPlainText() == "-10; 70; 50"
    dialogs.answer_next(True)
    _pick(made.sheet, "known", 1)
    assert _line(made.sheet, "title").text() == "95/70"


def test_another_clerk_does_not_wipe_a_corrected_name(
    workplace: Workplace, dialogs: Dialogs
) -> None:
    """The name corrected stays with the clerk it is of."""
    clerks = workplace.office.clerks
    first, second = clerks.all()[0], clerks.add("Орлова Нина")
    made = ClerkChangeSheet(
        workplace.tools, workplace.window, [first, second], first.id, lambda _clerk: None
    )
    _line(made.sheet, "post").setText("старший оператор")
    dialogs.answer_next(False)
    assert _pick(made.sheet, "clerk", 1).value() == first.id
    assert _line(made.sheet, "post").text() == "старший оператор"


@pytest.mark.parametrize("kind", [TermSheet, RepeatSheet])
def test_another_topic_asks_too(
    qtbot: QtBot,
    workplace: Workplace,
    dialogs: Dialogs,
    kind: type[TermSheet | RepeatSheet],
) -> None:
    """A term and a rule of repeats being typed outlive another topic; nothing asked, none lost."""
    reference = workplace.office.reference
    topics = topic_choices(reference.topics, reference.everyday)
    made = kind(workplace.tools, workplace.window, topics, lambda _changes: None)
    topic = made.sheet.fields["topic"].control
    assert isinstance(topic, LookupEdit)

    def choose(place: int) -> None:
        topic.setText(topics[place].title)
        topic.picked.emit(topics[place].id)
        wait_idle(qtbot, workplace.jobs)

    choose(0)
    name = "basis" if kind is TermSheet else "flat_days"
    _line(made.sheet, name).setText("77")
    dialogs.answer_next(False)
    choose(1)
    assert topic.value() == topics[0].id
    assert topic.text() == topics[0].title
    assert _line(made.sheet, name).text() == "77"
    dialogs.answer_next(True)
    choose(1)
    assert topic.value() == topics[1].id
    assert _line(made.sheet, name).text() != "77"
