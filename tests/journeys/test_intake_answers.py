"""Journey 2: a consultation from a ready answer, and phrases put in by a code, by keys alone."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.core.enums import CloseResult, TicketStatus
from desktop_app.core.records.knowledge import TextTemplate
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.records.tickets import TicketCard
from desktop_app.services.office import Office
from desktop_app.ui.pages.tickets.answer_sheet import AnswerSheet
from desktop_app.ui.pages.tickets.intake import IntakeScreen
from tests.journeys.clerk import CTRL, ClerkAtKeys, Key

pytestmark = pytest.mark.gui
MOST_STROKES = 12


@pytest.fixture
def intake(clerk: ClerkAtKeys) -> IntakeScreen:
    """Return the intake form with a call begun and the focus in its first field."""
    clerk.press(Key.Key_Insert)
    return clerk.tickets.intake


def fill(clerk: ClerkAtKeys, topic: str, said: str = "") -> None:
    """Type a call up to what the caller says."""
    clerk.enter("садовая 3", "7", "89005551863", "Ким Ли", topic)
    clerk.type(said)


def only_ticket(office: Office) -> TicketCard:
    """Return the card of the one ticket there is."""
    (ticket,) = office.register.ids(RegisterQuery())
    return office.tickets.card(ticket)


def sheet() -> AnswerSheet:
    """Return the sheet of answers that is open."""
    found = QApplication.activeModalWidget()
    assert isinstance(found, AnswerSheet)
    return found


def test_a_consultation_by_keys_alone(
    clerk: ClerkAtKeys,
    intake: IntakeScreen,
    office: Office,
    figure: Callable[[str, object], None],
) -> None:
    """The topic brings the answer; Alt+Н and Enter close the call as explained with its title."""
    fill(clerk, "график вывоза", "Спрашивает, по каким дням")
    line = intake.form.answer
    clerk.until(line.isVisible)
    assert line.text().startswith("Ответ по теме: «График вывоза отходов», проверен 22.11")
    clerk.alt("н")
    clerk.press(Key.Key_Return)
    figure("клавиш на консультацию, кроме набранного текста", clerk.strokes)
    assert clerk.strokes <= MOST_STROKES
    card = only_ticket(office)
    assert (card.row.status, card.row.close_result) == (TicketStatus.CLOSED, CloseResult.EXPLAINED)
    assert card.answer == "График вывоза отходов"


def test_what_was_explained_may_be_typed_over(
    clerk: ClerkAtKeys, intake: IntakeScreen, office: Office
) -> None:
    """The title stands selected in the question: typing replaces it."""
    fill(clerk, "график вывоза", "Какие дни")
    clerk.until(intake.form.answer.isVisible)
    clerk.alt("н")
    clerk.type("Вторник и суббота, до полудня")
    clerk.press(Key.Key_Return)
    assert only_ticket(office).answer == "Вторник и суббота, до полудня"


def test_the_answer_is_read_and_another_is_found(
    clerk: ClerkAtKeys, intake: IntakeScreen, office: Office
) -> None:
    """Alt+О opens the text; typing finds another answer, Ctrl+Enter closes the call with it."""
    fill(clerk, "график вывоза", "Какие дни")
    clerk.until(intake.form.answer.isVisible)
    clerk.alt("о")
    opened = sheet()
    shown = opened.current()
    assert shown is not None
    assert shown.title == "График вывоза отходов"
    assert "каждый день" in shown.body
    clerk.press(Key.Key_Down)
    second = opened.current()
    assert second is not None
    assert second.title != shown.title
    clerk.type("ветки")
    clerk.until(lambda: opened.told.text() == "Ветки и листья")
    clerk.press(Key.Key_Return, CTRL)
    assert only_ticket(office).answer == "Ветки и листья"
    assert not intake.form.answer.button.isVisible()


def test_esc_leaves_the_answer_and_the_call(
    clerk: ClerkAtKeys, intake: IntakeScreen, office: Office
) -> None:
    """Esc closes the sheet only: the form stays as it was, nothing is written."""
    fill(clerk, "нет отоп", "Холодно")
    clerk.until(intake.form.answer.isVisible)
    clerk.alt("о")
    clerk.until(lambda: sheet().told.text() == "Перерыв отопления")
    clerk.press(Key.Key_Escape)
    assert QApplication.activeModalWidget() is None
    assert intake.form.said.toPlainText() == "Холодно"
    assert intake.isVisible()
    assert not office.register.ids(RegisterQuery())


def test_nothing_explained_is_refused_in_the_sheet(
    clerk: ClerkAtKeys, intake: IntakeScreen, office: Office
) -> None:
    """Without words of what was explained the sheet stays open and names the field."""
    fill(clerk, "нет отоп")
    clerk.until(intake.form.answer.isVisible)
    clerk.alt("о")
    opened = sheet()
    opened.told.clear()
    clerk.press(Key.Key_Return, CTRL)
    assert sheet() is opened
    assert opened.told.property("problem") is True
    assert not office.register.ids(RegisterQuery())


def test_a_refused_call_keeps_everything(
    clerk: ClerkAtKeys, intake: IntakeScreen, office: Office
) -> None:
    """Closing at once without a topic marks the field; the words found an answer all the same."""
    clerk.type("садовая 3")
    clerk.press(Key.Key_Return)
    intake.form.said.setFocus()
    clerk.type("ветки не вывозят")
    clerk.until(lambda: intake.form.answer.text().startswith("Готовый ответ: «Ветки и листья»"))
    clerk.alt("н")
    clerk.press(Key.Key_Return)
    assert intake.form.fields["topic"].problem
    assert intake.form.said.toPlainText() == "ветки не вывозят"
    assert not office.register.ids(RegisterQuery())


def test_the_line_follows_the_topic(clerk: ClerkAtKeys, intake: IntakeScreen) -> None:
    """Another topic brings another answer; an empty form shows none; the next call begins clean."""
    line = intake.form.answer
    assert not line.isVisible()
    fill(clerk, "засор")
    clerk.until(lambda: "Сроки аварийной службы" in line.text())
    intake.form.topic.setFocus()
    intake.form.topic.selectAll()
    clerk.type("двойная")
    clerk.press(Key.Key_Return)
    clerk.until(lambda: "Двойная квитанция" in line.text())
    clerk.press(Key.Key_Insert)
    assert not line.isVisible()


def test_a_phrase_by_its_code_and_a_space(
    clerk: ClerkAtKeys, intake: IntakeScreen, office: Office
) -> None:
    """«/бат » becomes the phrase with a space after it, and typing goes on; it is saved so."""
    fill(clerk, "нет отоп", "С ночи. /бат Ждут слесаря")
    assert (
        intake.form.said.toPlainText() == "С ночи. Батареи холодные по всей квартире. Ждут слесаря"
    )
    clerk.press(Key.Key_Return, CTRL)
    assert "Батареи холодные по всей квартире." in only_ticket(office).details


def test_a_phrase_out_of_the_list(clerk: ClerkAtKeys, intake: IntakeScreen) -> None:
    """Typing «/» offers phrases; letters narrow them, arrows choose, Enter puts one in."""
    said = intake.form.said
    said.setFocus()
    clerk.type("/")
    assert len(said.popup.rows) > 20
    clerk.type("б")
    assert [row.title for row in said.popup.rows] == ["/бат", "/болен"]
    clerk.press(Key.Key_Down)
    clerk.press(Key.Key_Return)
    assert not said.popup.isVisible()
    assert said.toPlainText() == "В квартире лежачий больной, просит отметить."


def test_the_blank_of_a_phrase_is_typed_over(clerk: ClerkAtKeys, intake: IntakeScreen) -> None:
    """The first thing typed after a phrase with «___» stands in its place."""
    intake.form.said.setFocus()
    clerk.type("/гвс ")
    clerk.type("среды")
    assert intake.form.said.toPlainText() == "Нет горячей воды с среды."


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("\\БАТ ", "Батареи холодные по всей квартире. "),
        ("/,fn ", "Батареи холодные по всей квартире. "),
        ("кв. 24/48 и/или /нет ", "кв. 24/48 и/или /нет "),
        ("раз/бат ", "раз/бат "),
    ],
)
def test_what_is_a_code_and_what_is_not(
    clerk: ClerkAtKeys, intake: IntakeScreen, typed: str, text: str
) -> None:
    """Capitals, the other stroke and another layout are codes; fractions and strange words no."""
    intake.form.said.setFocus()
    clerk.type(typed)
    assert intake.form.said.toPlainText() == text


def test_esc_leaves_the_code_as_typed(clerk: ClerkAtKeys, intake: IntakeScreen) -> None:
    """Esc closes the phrases, not the form; the code then stays, and the next one works again."""
    said = intake.form.said
    said.setFocus()
    clerk.type("/бат")
    clerk.press(Key.Key_Escape)
    assert intake.isVisible()
    assert not said.popup.isVisible()
    clerk.type(" и /бат ")
    assert said.toPlainText() == "/бат и Батареи холодные по всей квартире. "


def test_one_step_back_brings_the_code(clerk: ClerkAtKeys, intake: IntakeScreen) -> None:
    """Ctrl+Z takes the whole phrase back at once."""
    said = intake.form.said
    said.setFocus()
    clerk.type("Тихо /бат ")
    clerk.press(Key.Key_Z, CTRL)
    assert said.toPlainText().rstrip() == "Тихо /бат"


def test_a_new_phrase_works_in_the_next_call(
    clerk: ClerkAtKeys, intake: IntakeScreen, office: Office
) -> None:
    """What the office adds is offered from the next call on."""
    office.templates.save(TextTemplate(0, "лифт", "Лифт стоит."))
    clerk.press(Key.Key_Insert)
    intake.form.said.setFocus()
    clerk.type("/лифт ")
    assert intake.form.said.toPlainText() == "Лифт стоит. "
