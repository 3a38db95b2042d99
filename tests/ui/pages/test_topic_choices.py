"""Every field of topics understands what callers say, as the form of a call does."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui.pages.settings.terms_block import TermsBlock
from desktop_app.ui.pages.tickets.article_form import TopicChips
from desktop_app.ui.pages.topic_choices import topic_choices
from desktop_app.ui.widgets.form_sheet import FormSheet
from desktop_app.ui.widgets.suggest_edit import LookupEdit
from desktop_app.ui.workplace import Workplace
from tests.ui.waiting import wait_idle

pytestmark = pytest.mark.gui


@pytest.mark.parametrize("verb", ["term", "repeats"])
def test_forms_of_terms_and_repeats_know_what_callers_say(
    qtbot: QtBot, workplace: Workplace, verb: str
) -> None:
    """«Ледяная» stands in no title and no description, yet the topic is found by it."""
    reference = workplace.office.reference
    block = TermsBlock(workplace.tools)
    qtbot.addWidget(block)
    block.setParent(workplace.window)
    getattr(block, verb).click()
    wait_idle(qtbot, workplace.tools.jobs)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, FormSheet)
    topic = sheet.fields["topic"].control
    assert isinstance(topic, LookupEdit)
    code = "HEAT.NO"
    wanted = next(t for t in reference.topics if t.code == code)
    said = "ледяная"
    assert said[:5] not in f"{wanted.title} {wanted.words}".casefold()
    assert wanted.title in [row.title for row in topic._found(said)[0]]
    sheet.reject()


def test_a_field_of_an_answer_offers_groups_with_the_same_words(workplace: Workplace) -> None:
    """An answer may serve a whole group; the second line of every other topic begins
    with the title of its own.
    """
    reference = workplace.office.reference
    usual = topic_choices(reference.topics, reference.everyday)
    whole = topic_choices(reference.topics, reference.everyday, with_groups=True)
    groups = [c for c in whole if c.second == "весь раздел"]
    assert len(whole) == len(usual) + len(groups) > len(usual)
    assert {c.id: c for c in usual}.items() <= {c.id: c for c in whole}.items()
    by_code = {topic.code: topic for topic in reference.topics}
    for choice in usual:
        topic = next(t for t in reference.topics if t.id == choice.id)
        group = by_code[topic.parent_code].title if topic.parent_code else topic.words
        assert choice.second.startswith(group)
    chips = TopicChips(())
    chips.set_topics(reference.topics, reference.everyday)
    assert {row.key for row in chips.add._found("")[0]} == {c.id for c in whole}
