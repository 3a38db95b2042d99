"""«Сводка» in the real window, by keys alone: figures, lists behind them, days, issues, papers."""

import dataclasses
import datetime as dt
import gc
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop_app.core.enums import CallbackOutcome, TicketStatus
from desktop_app.core.records.figures import Figure
from desktop_app.core.records.inspections import InspectionDraft
from desktop_app.core.records.tickets import StatusChange
from desktop_app.core.summary_periods import SummaryForm
from desktop_app.services.office import Office
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.preview import PreviewSheet
from desktop_app.ui.pages.summary.balance_terms import Part, terms
from desktop_app.ui.widgets.ask import AskSheet
from tests.factories import new_house
from tests.journeys.clerk import CTRL, ClerkAtKeys
from tests.reports.printed import pages
from tests.reports.summary_samples import summary as sample
from tests.services.fixtures import HandClock, new_ticket
from tests.ui.pages.summary_desk import TUESDAY, choose, page, plain, tickets, two_weeks, values
from tests.workplaces import clerk_before, seated_office

Key = Qt.Key


@pytest.fixture(autouse=True)
def nothing_left() -> None:
    """Let go of earlier windows here: a lane that makes a paper would do it in its thread."""
    gc.collect()


@pytest.fixture
def hand_clock() -> HandClock:
    """Return a clock on the Tuesday of the штаб."""
    return HandClock(TUESDAY)


@pytest.fixture
def office(tmp_path: Path, hand_clock: HandClock) -> Office:
    """Return an office with two weeks behind it: 4 tickets, then 7; two solved, one back."""
    return two_weeks(tmp_path / "office.sqlite", hand_clock)


@pytest.fixture
def clerk(
    qtbot: QtBot, qapp: QApplication, office: Office, tmp_path: Path
) -> Iterator[ClerkAtKeys]:
    """Return a clerk before «Сводка»."""
    with clerk_before(qtbot, qapp, office, tmp_path, "summary") as person:
        yield person


def test_the_week_is_in_front(clerk: ClerkAtKeys) -> None:
    """The штаб of Tuesday sees the week that has ended; the focus stands on the equation."""
    assert values(clerk) == ["4", "7", "5", "6", "67 %"]
    assert plain(page(clerk).header.aside.text()) == "для районного штаба, вторник 24 ноября"
    assert plain(page(clerk).period.text()) == "16.11 – 22.11.2026"
    assert clerk.focus() is page(clerk).view.balance
    assert plain(clerk.window.status.left).startswith("Черновик, пересчитан 24.11 09:41")
    assert plain(page(clerk).view.accessibleDescription()).startswith("За неделю 7 обращений.")


def test_no_term_is_a_dash() -> None:
    """Where nothing closed had a term no share is shown, and there is no list to open."""
    bare = dataclasses.replace(sample(), with_term=0, in_term=0, cancelled=0)
    closed = next(term for term in terms(bare) if term.figure is Figure.CLOSED)
    assert closed.parts == (Part("в срок —"),)


@pytest.mark.parametrize("place", range(5))
def test_a_figure_opens_its_tickets(clerk: ClerkAtKeys, place: int) -> None:
    """Arrows walk along the equation, Enter opens the register with exactly so many tickets."""
    for _ in range(place):
        clerk.press(Key.Key_Right)
    term = page(clerk).view.balance.terms[place]
    clerk.press(Key.Key_Return)
    assert clerk.window.current_key == "tickets"
    wanted = 2 if term.figure is Figure.SOLVED else int(term.value)
    assert len(tickets(clerk).register.list.model.ids) == wanted
    chips = tickets(clerk).register.filters.chips()
    assert chips == [("figure", f"Сводка 16.11–22.11: {term.figure.title_ru}")]


def test_numbers_under_the_figures_open_theirs(clerk: ClerkAtKeys) -> None:
    """Down from a figure stand the numbers of its line: the days before, in term, to rework."""
    strip = page(clerk).view.balance
    found = {}
    for place in strip.known():
        if place.key.startswith("note:"):
            clerk.window.show_page("summary")
            clerk.wait()
            strip.setFocus()
            strip.choose(place.key)
            clerk.press(Key.Key_Return)
            found[plain(place.words)] = len(tickets(clerk).register.list.model.ids)
    assert found == {
        "Поступило: было 4": 4,
        "Закрыто: в срок 100 %": 5,
        "На конец: просрочено 6": 6,
        "Решено по обзвону: решено 2": 2,
        "Решено по обзвону: на доработку 1": 1,
    }


def test_the_chip_of_a_figure_is_taken_off(clerk: ClerkAtKeys) -> None:
    """Ctrl+Q gives the whole register back."""
    clerk.press(Key.Key_Return)
    assert len(tickets(clerk).register.list.model.ids) == 4
    clerk.press(Key.Key_Q, CTRL)
    assert tickets(clerk).register.filters.query.figure is None
    assert len(tickets(clerk).register.list.model.ids) == 11


def test_topics_and_weeks_open_theirs(clerk: ClerkAtKeys) -> None:
    """A bar of topics and a bar of weeks lead to what they count."""
    view = page(clerk).view
    view.topics.view.setFocus()
    current = view.topics.view.current
    assert current is not None
    assert plain(current.words) == "Нет отопления: 3 обращения, 43 %"
    clerk.press(Key.Key_Down)
    clerk.press(Key.Key_Return)
    assert len(tickets(clerk).register.list.model.ids) == 3  # billing stands second
    clerk.window.show_page("summary")
    clerk.wait()
    view.spans.view.setFocus()
    clerk.press(Key.Key_End)
    clerk.press(Key.Key_Left)
    clerk.press(Key.Key_Return)
    assert len(tickets(clerk).register.list.model.ids) == 4


def test_executors_number_by_number(clerk: ClerkAtKeys) -> None:
    """Handed, executed, late and solved of one organisation are four lists; zero opens none."""
    rows = page(clerk).view.executors.rows
    rows.setFocus()
    told = []
    for _ in range(4):
        current = rows.current
        assert current is not None
        told.append((plain(current.words).split(": ")[1], current.opens))
        clerk.press(Key.Key_Right)
    assert told == [
        ("передано 3", True),
        ("исполнено 3", True),
        ("просрочено 0", False),
        ("решено по обзвону 67 %, 2 из 3", True),
    ]
    clerk.press(Key.Key_Return)
    assert len(tickets(clerk).register.list.model.ids) == 2


def test_apart_leads_to_tickets_and_to_sections(clerk: ClerkAtKeys, office: Office) -> None:
    """Billing opens its tickets, visits open their section, nothing opens nothing."""
    lines = page(clerk).view.apart
    lines.setFocus()
    assert plain(lines.current.words if lines.current else "") == (
        "Начисления: 3, рассмотрено 100 %"
    )
    clerk.press(Key.Key_Return)
    assert len(tickets(clerk).register.list.model.ids) == 3
    clerk.window.show_page("summary")
    clerk.wait()
    lines.setFocus()
    clerk.press(Key.Key_End)
    clerk.press(Key.Key_Return)
    assert clerk.window.current_key == "summary"
    house = new_house(office.buildings)
    planned = InspectionDraft(house, planned_at=dt.datetime(2026, 11, 18, 10))
    clerk.workplace.tools.hub.announce(office.inspections.plan(planned).changes)
    clerk.until(lambda: any("1 выезд" in plain(place.words) for place in lines.known()))
    lines.choose("visits")
    lines.setFocus()
    clerk.press(Key.Key_Return)
    assert clerk.window.current_key == "visits"


def test_figures_are_live(clerk: ClerkAtKeys, office: Office, hand_clock: HandClock) -> None:
    """A ticket closed elsewhere changes the figures without a key."""
    hand_clock.moment = TUESDAY
    changes = office.tickets.set_status(1, StatusChange(TicketStatus.DONE))
    changes |= office.callbacks.record(1, CallbackOutcome.SOLVED)
    page(clerk).take(page(clerk)._span, page(clerk)._form)  # type: ignore[arg-type]  # the same days
    clerk.wait()
    before = values(clerk)
    reopened = office.tickets.set_status(5, StatusChange(TicketStatus.REWORK, note="снова"))
    clerk.workplace.tools.hub.announce(changes | reopened)
    clerk.until(lambda: page(clerk).view.summary is not None)
    clerk.wait()
    clerk.wait()
    assert values(clerk) == before  # brought back today: the week before stays as it was
    new_ticket(office)
    clerk.press(Key.Key_F5)
    choose_this_week(clerk)
    assert values(clerk)[1] == "1"


def choose_this_week(clerk: ClerkAtKeys) -> None:
    """Open the menu of days by its key and take this week."""
    clerk.press(Key.Key_F, Qt.KeyboardModifier.AltModifier)
    choose(clerk, "Эта неделя")


def test_days_are_chosen_by_the_menu(clerk: ClerkAtKeys) -> None:
    """Alt+F offers the meetings with their days, ready periods and one's own."""
    clerk.press(Key.Key_F, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    told = [plain(action.text()) for action in menu.actions()]
    assert told[0] == "Районный штаб, вторник 24 ноября: 16.11 – 22.11.2026"
    assert told[2] == "Расширенное заседание, пятница 27 ноября: 20.11 – 26.11.2026"
    choose(clerk, "С начала сезона")
    assert values(clerk)[1] == "11"
    assert plain(page(clerk).view.topics.view.chart.title) == "Темы сезона"
    clerk.press(Key.Key_F, Qt.KeyboardModifier.AltModifier)
    choose(clerk, "Свой период")
    clerk.press(Key.Key_A, CTRL)
    clerk.type("10.11.2026")
    clerk.press(Key.Key_Tab)
    clerk.type("10.11.2026")
    clerk.press(Key.Key_Return, CTRL)
    assert values(clerk)[1] == "4"
    assert plain(page(clerk).view.accessibleDescription()).startswith("За день 4 обращения.")


def issue_now(clerk: ClerkAtKeys) -> None:
    """Issue by keys, having said yes ahead."""
    clerk.workplace.tools.dialogs.answer_next(True)
    clerk.press(Key.Key_Return, CTRL)


def test_an_issue_is_asked_about_once(clerk: ClerkAtKeys, office: Office) -> None:
    """The sheet says what is frozen and for which days; Esc issues nothing, Enter issues."""
    clerk.press(Key.Key_Return, CTRL)
    assert isinstance(QApplication.activeModalWidget(), AskSheet)
    (asked,) = clerk.workplace.tools.dialogs.asked
    assert asked.title == "Выпустить сводку?"
    assert "для районного штаба за 16.11 – 22.11.2026" in plain(asked.text)
    assert "новой сводкой" in asked.text
    clerk.press(Key.Key_Escape)
    assert office.summary_issues.ids() == []
    assert page(clerk).issue.isEnabled()
    clerk.press(Key.Key_Return, CTRL)
    clerk.press(Key.Key_Return)
    assert len(office.summary_issues.ids()) == 1


def test_an_issue_stays_and_the_figures_go_on(clerk: ClerkAtKeys, office: Office) -> None:
    """Ctrl+Enter issues; the issue stays on screen as it was; Esc gives the live figures back."""
    before = values(clerk)
    issue_now(clerk)
    assert plain(clerk.window.status.left).startswith("Сводка № 1/2026 выпущена 24.11.2026 09:41")
    assert page(clerk).live.isVisible()
    assert not page(clerk).issue.isVisible()
    office.tickets.set_status(4, StatusChange(TicketStatus.DONE))
    clerk.workplace.tools.hub.announce(office.callbacks.record(4, CallbackOutcome.SOLVED))
    clerk.wait()
    assert values(clerk) == before
    clerk.press(Key.Key_Escape)
    assert page(clerk).issue.isVisible()
    assert "прошлая сводка № 1/2026 от 24.11" in plain(clerk.window.status.left)


def test_the_list_of_issues(clerk: ClerkAtKeys, office: Office) -> None:
    """Alt+V lists issues, Enter opens one, Del calls it back with a reason, Esc returns."""
    issue_now(clerk)
    clerk.press(Key.Key_Escape)
    clerk.press(Key.Key_V, Qt.KeyboardModifier.AltModifier)
    assert page(clerk).issues.isVisible()
    assert clerk.window.status.left == "Выпущено сводок: 1"
    clerk.workplace.tools.dialogs.answer_next("ошибка в периоде")
    clerk.press(Key.Key_Delete)
    assert office.summary_issues.row(1).cancel_reason == "ошибка в периоде"
    clerk.press(Key.Key_Return)
    assert plain(page(clerk).header.aside.text()) == "№ 1/2026, для районного штаба"
    clerk.press(Key.Key_V, Qt.KeyboardModifier.AltModifier)
    clerk.press(Key.Key_Escape)
    assert page(clerk).view.isVisible()


class Opened(FileOpener):
    """Remembers what was opened."""

    def __init__(self) -> None:
        """Nothing was opened yet."""
        self.paths: list[Path] = []

    def open(self, path: Path) -> bool:
        """Remember a file."""
        self.paths.append(path)
        return True


@pytest.mark.parametrize(("key", "suffix"), [(Key.Key_P, ".pdf"), (Key.Key_E, ".xlsx")])
def test_papers_by_keys(clerk: ClerkAtKeys, tmp_path: Path, key: Qt.Key, suffix: str) -> None:
    """Ctrl+P shows the pages, Ctrl+S and Ctrl+E ask where to, write and offer to open the file."""
    opener = Opened()
    page(clerk).papers.opener = opener
    target = tmp_path / f"сводка{suffix}"
    dialogs = clerk.workplace.tools.dialogs
    dialogs.answer_next(target)
    clerk.press(key, CTRL)
    if suffix == ".pdf":
        preview = QApplication.activeModalWidget()
        assert isinstance(preview, PreviewSheet)
        assert plain(preview.windowTitle()) == "Сводка, 16.11 – 22.11.2026"
        clerk.press(Key.Key_S, CTRL)
    clerk.until(target.exists)
    clerk.wait()
    assert plain(dialogs.asked[-1].text) == f"Сводка районный штаб 16.11 – 22.11.2026{suffix}"
    assert clerk.focus().accessibleName() == "Открыть"
    clerk.press(Key.Key_Space)
    assert opener.paths == [target]
    clerk.press(Key.Key_Escape)


def test_the_papers_say_what_the_page_says(
    clerk: ClerkAtKeys, office: Office, tmp_path: Path
) -> None:
    """The equation and the topics of the page stand in the PDF and in the workbook to the digit."""
    shown = office.summaries.read(SummaryForm.DISTRICT.days(TUESDAY.date()), SummaryForm.DISTRICT)
    targets = [tmp_path / "сводка.pdf", tmp_path / "сводка.xlsx"]
    for target in targets:
        office.summary_issues.write(shown, target, None)
    paper = " ".join(pages(targets[0].read_bytes()))
    opening, received, closed, closing, _solved = values(clerk)
    book = openpyxl.load_workbook(targets[1])
    lines = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    written = next(line for line in lines if line[0] == shown.span.words)
    before, came, back, ended = (int(str(cell)) for cell in written[1:5])
    assert [before, came, ended] == [int(opening), int(received), int(closed)]
    assert before + came + back - ended == int(closing)
    for figure in (opening, received, closed, closing):
        assert f" {figure} " in paper.partition("На начало")[2]
    assert plain(shown.span.words) in plain(paper)
    chart = page(clerk).view.topics.view.chart
    topics = {line[0].value: line[1].value for line in book["Темы"].iter_rows(min_row=3)}
    for title, value in zip(chart.labels, chart.series[0].values, strict=True):
        assert topics[title] == value
        assert f"{title} {value}" in paper


def test_a_chart_as_picture_and_as_table(clerk: ClerkAtKeys) -> None:
    """Ctrl+C puts picture and table on the clipboard; the link shows the table in place."""
    card = page(clerk).view.topics
    card.view.setFocus()
    clerk.press(Key.Key_C, CTRL)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.hasImage()
    assert plain(mime.text()).splitlines()[:2] == [
        "Тема\tПоступило\tДоля",
        "Нет отопления\t3\t43 %",
    ]
    card.toggle.click()
    clerk.wait()
    shown = [card.table]
    assert shown[0] is not None
    assert shown[0].model().rowCount() == 3
    card.toggle.click()
    assert [card.table] == [None]
    assert card.view.hasFocus()


def test_an_empty_office(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    """Without tickets the page says so and leads to them; nothing can be issued."""
    office = seated_office(tmp_path / "empty.sqlite", HandClock(TUESDAY))
    with clerk_before(qtbot, qapp, office, tmp_path, "summary") as person:
        shown = page(person)
        assert shown.empty.isVisible()
        assert not shown.issue.isVisible()
        shown.make_issue()
        person.wait()
        assert office.summary_issues.ids() == []
