"""Saved views in the register, phrases and answers corrected in the window."""

import datetime as dt

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from desktop_app.core import clock
from desktop_app.core.enums import Service, TicketStatus
from desktop_app.core.records.register import RegisterView
from desktop_app.core.records.tickets import StatusChange, TicketDraft
from desktop_app.services.office import Office
from desktop_app.ui.pages.tickets.answer_sheet import AnswerSheet
from desktop_app.ui.pages.tickets.page import TicketsPage
from desktop_app.ui.pages.tickets.register_view import RegisterScreen
from tests.journeys.clerk import ALT, CTRL, ClerkAtKeys, Key

pytestmark = pytest.mark.gui


@pytest.fixture(autouse=True)
def _tickets(office: Office) -> None:
    for topic in ("HEAT.NO", "MSW.MISS", "MSW.BULK", "SEW.BLOCK"):
        code = office.reference.topic(topic).id
        draft = TicketDraft(topic_id=code, details="тихо", building_id=1, no_phone=True)
        office.tickets.register(draft)
    office.tickets.set_status(2, StatusChange(TicketStatus.IN_PROGRESS))


@pytest.fixture
def page(clerk: ClerkAtKeys) -> TicketsPage:
    """Return the page of tickets."""
    return clerk.tickets


@pytest.fixture
def register(clerk: ClerkAtKeys, page: TicketsPage) -> RegisterScreen:
    """Return the register with the focus in its list."""
    page.register.list.view.setFocus()
    clerk.wait()
    return page.register


def narrow(clerk: ClerkAtKeys, register: RegisterScreen) -> None:
    """Show this month's waste in all states."""
    month = clock.today().replace(day=1)
    register.filters.set(
        view=RegisterView.ALL, services=(Service.WASTE,), date_from=month, date_to=clock.today()
    )
    clerk.wait()


def keep(clerk: ClerkAtKeys, name: str) -> None:
    """Open the menu by its key, choose «Записать вид…», name it, Ctrl+Enter."""
    choose(clerk, "Записать вид…")
    clerk.type(name)
    clerk.press(Key.Key_Return, CTRL)
    clerk.until(lambda: QApplication.activeModalWidget() is None)
    clerk.wait()


def menu(clerk: ClerkAtKeys) -> dict[str, QAction]:
    """Open the menu by its key and return its actions by their words."""
    clerk.press(Key.Key_V, ALT)
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, QMenu)
    return {action.text(): action for action in opened.actions()}


def choose(clerk: ClerkAtKeys, words: str) -> None:
    """Choose from the menu as its keys do, and let it close."""
    actions = menu(clerk)
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, QMenu)
    opened.setActiveAction(actions[words])
    clerk.press(Key.Key_Return)


def test_a_view_is_kept_and_comes_back(
    clerk: ClerkAtKeys, register: RegisterScreen, office: Office
) -> None:
    """Filters, tab and period come back under a name; the chip names the view while it holds."""
    narrow(clerk, register)
    wanted = register.filters.query
    keep(clerk, "Отходы, месяц")
    (view,) = office.saved_views.all()
    assert view.clerk_id is not None
    assert view.query["period"] in {"month", "today", "week"}
    assert register.views.chip.text() == "Отходы, месяц"
    clerk.press(Key.Key_Q, CTRL)
    assert register.views.chip.text() == "Обычный"
    register.filters.set(view=RegisterView.OPEN)
    choose(clerk, "Отходы, месяц")
    assert register.filters.query == wanted
    assert register.tabs.current == RegisterView.ALL
    assert sorted(register.list.model.ids) == [2, 3]
    register.filters.set(statuses=(TicketStatus.NEW,))
    assert register.views.chip.text() == "Отходы, месяц, изменён"
    clerk.command("сбросить отбор")
    assert register.views.chip.text() == "Обычный", "the palette does what Ctrl+Q does"


def test_a_view_is_overwritten_renamed_deleted_and_put_back(
    clerk: ClerkAtKeys, register: RegisterScreen, page: TicketsPage, office: Office
) -> None:
    """Each change is one choice in the menu; a deleted view comes back by «Отменить»."""
    narrow(clerk, register)
    keep(clerk, "Отходы")
    register.filters.set(statuses=(TicketStatus.NEW,))
    choose(clerk, "Записать отбор в «Отходы»")
    assert office.saved_views.all()[0].query["statuses"] == ["new"]
    assert register.views.chip.text() == "Отходы"
    choose(clerk, "Переименовать «Отходы»…")
    clerk.type("Новые отходы")
    clerk.press(Key.Key_Return, CTRL)
    clerk.until(lambda: register.views.chip.text() == "Новые отходы")
    offers: list[object] = []
    page.undo_offered.connect(offers.append)
    choose(clerk, "Удалить «Новые отходы»")
    clerk.until(lambda: bool(offers))
    assert not office.saved_views.all()
    assert register.views.chip.text() == "Обычный"
    clerk.press(Key.Key_Z, CTRL)
    clerk.until(lambda: bool(office.saved_views.all()))
    assert office.saved_views.all()[0].title == "Новые отходы"


@pytest.mark.usefixtures("register")
def test_a_name_that_is_taken_is_refused_in_the_sheet(clerk: ClerkAtKeys, office: Office) -> None:
    """The sheet stays with what was typed and names the field."""
    keep(clerk, "Всё")
    choose(clerk, "Записать вид…")
    clerk.type("ВСЕ")
    clerk.press(Key.Key_Return, CTRL)
    assert QApplication.activeModalWidget() is not None
    assert len(office.saved_views.all()) == 1
    clerk.press(Key.Key_Escape)


@pytest.mark.usefixtures("register")
def test_a_colleagues_view_is_not_mine(clerk: ClerkAtKeys, office: Office) -> None:
    """The menu holds one's own and everybody's; another clerk's is not there."""
    mine = office.desk.clerk_id
    office.clerks.sit(office.clerks.add("Котов Пётр").id)
    office.saved_views.save("Вид Котова", {})
    office.saved_views.save("Общий вид", {}, for_all=True)
    office.desk.clerk_id = mine
    words = list(menu(clerk))
    assert "Общий вид" in words
    assert "Вид Котова" not in words


def test_the_palette_applies_a_view(
    clerk: ClerkAtKeys, register: RegisterScreen, office: Office
) -> None:
    """Ctrl+K, a word of the name, Enter: the saved search comes with its words in the box."""
    office.saved_views.save("Полночь", {"view": "all", "text": "тихо"}, for_all=True)
    register.views.read()
    clerk.wait()
    clerk.press(Key.Key_K, CTRL)
    clerk.type("полн")
    clerk.press(Key.Key_Return)
    assert register.filters.query.text == "тихо"
    assert register.search.text() == "тихо"
    assert len(register.list.model.ids) == 4


def test_an_answer_is_corrected_and_brought_back(
    clerk: ClerkAtKeys, page: TicketsPage, office: Office
) -> None:
    """The text is changed in its form, shown at once, and «Вернуть как было» restores it."""
    page.show_answers()
    clerk.wait()
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, AnswerSheet)
    clerk.type("ветки")
    clerk.until(lambda: sheet.told.text() == "Ветки и листья")
    article = sheet.current()
    assert article is not None
    clerk.alt("и")
    clerk.alt("ч")
    clerk.press(Key.Key_A, CTRL)
    clerk.type("Ветки берём по вторникам.")
    clerk.press(Key.Key_Return, CTRL)
    clerk.until(lambda: QApplication.activeModalWidget() is sheet)
    assert office.knowledge.article(article.id).body == "Ветки берём по вторникам."
    clerk.until(lambda: "вторникам" in (sheet.current() or article).body)
    clerk.alt("и")
    clerk.until(lambda: QApplication.activeModalWidget() is not sheet)
    clerk.alt("в")
    clerk.until(lambda: QApplication.activeModalWidget() is sheet)
    assert office.knowledge.article(article.id).draft() == article.draft()
    clerk.press(Key.Key_Escape)


def test_a_new_answer_needs_its_parts(
    clerk: ClerkAtKeys, page: TicketsPage, office: Office
) -> None:
    """An empty form is refused field by field; a topic is chosen by its words and makes a chip."""
    known = len(office.knowledge.articles)
    page.show_answers()
    clerk.wait()
    clerk.alt("о")
    clerk.type("Гул в трубах")
    clerk.press(Key.Key_Return, CTRL)
    form = QApplication.activeModalWidget()
    assert form is not None
    clerk.alt("т")
    clerk.type("давление")
    clerk.press(Key.Key_Return)
    clerk.alt("ч")
    clerk.type("Гудит вода, которой тесно.")
    clerk.alt("и")
    clerk.type("Порядок офиса")
    clerk.press(Key.Key_Return, CTRL)
    clerk.until(lambda: len(office.knowledge.articles) == known + 1)
    saved = office.knowledge.articles[-1]
    assert (saved.title, saved.topics) == ("Гул в трубах", ("HEAT.PRESS",))
    assert saved.checked_on == clock.today()
    assert isinstance(saved.checked_on, dt.date)
    clerk.press(Key.Key_Escape)


def test_a_phrase_is_written_deleted_and_written_again(
    clerk: ClerkAtKeys, page: TicketsPage, office: Office
) -> None:
    """One sheet for all: «Новая», code, phrase, Ctrl+Enter; a deleted one is written back."""
    page.show_phrases()
    clerk.wait()
    clerk.alt("в")
    clerk.type("лифт")
    clerk.alt("ф")
    clerk.type("Лифт стоит.")
    clerk.press(Key.Key_Return, CTRL)
    clerk.until(lambda: "лифт" in [phrase.code for phrase in office.templates.all()])
    clerk.wait()
    clerk.alt("у")
    clerk.until(lambda: "лифт" not in [phrase.code for phrase in office.templates.all()])
    clerk.wait()
    clerk.press(Key.Key_Return, CTRL)
    clerk.until(lambda: "лифт" in [phrase.code for phrase in office.templates.all()])
    clerk.press(Key.Key_Escape)
