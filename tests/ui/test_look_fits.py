"""The gallery in every theme and size: names for all, nothing cut, Qt silent."""

import datetime as dt
import gc
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLayoutItem,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.core.enums import TicketStatus
from desktop_app.core.errors import InvalidDraft
from desktop_app.ui.changes_hub import ChangesHub
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.gallery.__main__ import main as draw_gallery
from desktop_app.ui.gallery.intake import IntakeScreen
from desktop_app.ui.gallery.register import RegisterScreen
from desktop_app.ui.gallery.states import EmptyScreen, PartsScreen
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.shell.page import Page, PageFactory
from desktop_app.ui.state import State
from desktop_app.ui.theme import LIGHT, THEMES, Tone, Type, apply_theme, look
from desktop_app.ui.widgets.answer_line import AnswerLine
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.facts import Fact, Facts
from desktop_app.ui.widgets.filter_bar import FilterBar
from desktop_app.ui.widgets.form import ErrorSummary, FormField, FormProblems
from desktop_app.ui.widgets.mark_label import MarkLabel
from desktop_app.ui.widgets.note import Note
from desktop_app.ui.widgets.pill_label import PillLabel
from desktop_app.ui.widgets.tabs import Tab, TabButton, Tabs
from desktop_app.ui.widgets.text import Line, Paragraph, Text
from desktop_app.ui.widgets.timeline import Event, Timeline
from tests.ui.keyboard import press
from tests.ui.naming import nameless

SCREENS: dict[str, Callable[[Jobs], Page]] = {
    "register": RegisterScreen,
    "intake": IntakeScreen,
    "saved": lambda jobs: IntakeScreen(jobs, "saved"),
    "errors": lambda jobs: IntakeScreen(jobs, "errors"),
    "empty": lambda _: EmptyScreen(),
    "parts": lambda _: PartsScreen(),
}


@pytest.fixture(params=list(SCREENS))
def screen(
    request: pytest.FixtureRequest, qtbot: QtBot, jobs: Jobs, dialogs: Dialogs, state: State
) -> MainWindow:
    """Gives a window with one screen of the gallery, client area 1366×690."""
    build = SCREENS[request.param]
    pages = [PageFactory("tickets", "Обращения", "list", lambda: build(jobs))]
    window = MainWindow(pages, state, clerk="Лапина Ирина")
    window.equip(jobs, ChangesHub(), dialogs)
    qtbot.addWidget(window)
    window.resize(1366, 690)
    window.show()
    window.start()
    return window


def cut(window: QWidget) -> list[str]:
    """Return widgets that got less room than their words need, or stand outside their pane."""
    found = []
    for widget in window.findChildren(QWidget):
        words = said(widget)
        if not words or not widget.isVisible():
            continue
        need, size = widget.sizeHint(), widget.size()
        if size.width() < need.width() - 1 or size.height() < need.height() - 1:
            found.append(f"{words}: {size.toTuple()} of {need.toTuple()}")
        elif not scroller(widget).rect().contains(place_of(widget)):
            found.append(f"{words}: outside its pane")
    return found


def said(widget: QWidget) -> str:
    """Return the words of a widget that must stay whole, empty for any other."""
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    return widget.accessibleName() if isinstance(widget, PillLabel | MarkLabel) else ""


def place_of(widget: QWidget) -> QRect:
    """Return where a widget stands in its pane."""
    pane = scroller(widget)
    return QRect(widget.mapTo(pane, QPoint(0, 0)), widget.size())


def scroller(widget: QWidget) -> QWidget:
    """Return the nearest scrolled content, or the window."""
    parent = widget.parentWidget()
    while parent is not None:
        viewport = parent.parentWidget()
        area = viewport.parentWidget() if viewport is not None else None
        if isinstance(area, QScrollArea) and area.widget() is parent:
            return parent
        parent = parent.parentWidget()
    return widget.window()


def test_nothing_is_cut(screen: MainWindow, qapp: QApplication, qtbot: QtBot) -> None:
    """At 1366×690 every label, button and pill has its room, from 9 to 16 points."""
    found = {}
    for body in (9.0, 10.5, 13.0, 16.0):
        apply_theme(qapp, LIGHT, body)
        qtbot.wait(30)
        found[body] = cut(screen)
    assert found == {body: [] for body in found}


def test_themes_change_while_the_window_is_open(
    screen: MainWindow, qapp: QApplication, qtbot: QtBot
) -> None:
    """Another theme is taken at once: the ground of the window is its canvas or surface."""
    for chosen in (*THEMES.values(), LIGHT):
        apply_theme(qapp, chosen)
        qtbot.wait(5)
        image = screen.grab().toImage()
        assert image.pixelColor(100, 600).name().upper() == chosen.canvas


def test_every_focusable_widget_has_a_name(screen: MainWindow) -> None:
    """Nothing the Tab key reaches on the gallery's screens is dumb."""
    assert nameless(screen) == []


def test_one_filled_button_a_screen(screen: MainWindow) -> None:
    """The result strip counts: a screen never shows two filled buttons."""
    filled = [
        button.text()
        for button in screen.findChildren(QAbstractButton)
        if button.isVisible() and button.isEnabled() and button.property("kind") == "primary"
    ]
    assert len(filled) <= 1


def test_the_gallery_draws_itself(tmp_path: Path, qtbot: QtBot) -> None:
    """The command makes a picture of each screen."""
    assert draw_gallery(["--out", str(tmp_path), "--theme", "dark", "--size", "1366x690"]) == 0
    assert len(list(tmp_path.glob("*-dark.png"))) == len(SCREENS)
    assert qtbot is not None


def test_hostile_text_is_shown_as_text(qtbot: QtBot) -> None:
    """Markup, line breaks and directions of a stranger's text change nothing."""
    hostile = '<img src="file:///etc/hostname"><b>жирно</b> & \u202e обратно \x00 конец'
    for widget in (Text(hostile), Line(hostile), Paragraph(hostile), Note(Tone.INFO, hostile)):
        qtbot.addWidget(widget)
        widget.resize(300, 60)
        assert not widget.grab().isNull()
    label = Text(hostile)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_paragraph_takes_the_height_of_its_words(qtbot: QtBot) -> None:
    """Narrower is higher; a word longer than the line is broken, not cut; empty takes one line."""
    words = Paragraph("Радиаторы в зале и детской едва тёплые. " * 4)
    qtbot.addWidget(words)
    assert words.heightForWidth(200) > words.heightForWidth(400) > 0
    endless = Paragraph("ъ" * 400)
    qtbot.addWidget(endless)
    endless.resize(120, 20)
    endless.show()
    assert endless.minimumHeight() == endless.heightForWidth(120) > 100
    limit = look().fonts.metrics(Type.BODY).averageCharWidth() * 70
    assert words.sizeHint().width() <= limit + 2


def test_problems_of_a_draft_are_shown_and_cleared(qtbot: QtBot) -> None:
    """Marks, summary with links, focus in the first field; strangers' fields come back."""
    whole = QWidget()
    qtbot.addWidget(whole)
    column = QVBoxLayout(whole)
    fields = {
        name: FormField(label, QLineEdit()) for name, label in (("a", "&Адрес"), ("b", "Тема"))
    }
    summary = ErrorSummary()
    for part in (summary, *fields.values()):
        column.addWidget(part)
    whole.show()
    whole.activateWindow()
    qtbot.waitUntil(whole.isActiveWindow)
    problems = FormProblems(summary, fields)
    error = InvalidDraft({"b": "выберите тему", "c": "нет такого поля"})
    assert problems.show(error) == ["нет такого поля"]
    assert summary.accessibleName() == "Не записано: исправьте 1 поле"
    assert fields["b"].problem == "выберите тему"
    assert fields["b"].control.property("problem") is True
    assert fields["b"].control.accessibleDescription() == "выберите тему"
    assert fields["b"].control.hasFocus()
    link = summary.findChildren(QAbstractButton)[0]
    fields["a"].control.setFocus()
    link.click()
    assert fields["b"].control.hasFocus()
    problems.clear()
    assert fields["b"].problem == ""
    assert not summary.isVisible()
    assert fields["a"].control.accessibleName() == "Адрес"


def test_filters_come_and_go(qtbot: QtBot) -> None:
    """Chips stand before «+ Отбор», Del takes one off, the focus is not lost."""
    bar, removed = FilterBar(), list[str]()
    qtbot.addWidget(bar)
    bar.chip_removed.connect(removed.append)
    bar.resize(1000, 42)
    bar.show()
    bar.set_chips([("service", "Служба: отопление"), ("area", "Участок: Заречный")])
    chips = [
        chip for chip in bar.findChildren(Chip) if chip.text().startswith(("Служба", "Участок"))
    ]
    assert [chip.x() < bar.add.x() for chip in chips] == [True, True]
    qtbot.waitUntil(bar.reset.isVisible)
    press(chips[0], Qt.Key.Key_Delete)
    assert removed == ["service"]
    bar.set_chips([])
    assert not bar.reset.isVisible()


def test_tabs_keep_the_current_while_counts_change(qtbot: QtBot) -> None:
    """New counts keep buttons and choice; arrows move; a vanished tab gives way to the first."""
    tabs, chosen = Tabs("Отборы", [Tab("open", "Открытые", 214), Tab("all", "Все", 9)]), list[str]()
    qtbot.addWidget(tabs)
    tabs.chosen.connect(chosen.append)
    tabs.show_current("all")
    before = tabs.findChildren(TabButton)
    tabs.set_tabs([Tab("open", "Открытые", 215), Tab("all", "Все", 10)])
    assert tabs.findChildren(TabButton) == before
    assert tabs.current == "all"
    press(tabs, Qt.Key.Key_Right)
    assert (tabs.current, chosen) == ("open", ["open"])
    tabs.set_tabs([Tab("mine", "Мои", 1), Tab("late", "Просрочено", 2, Tone.DANGER)])
    assert tabs.current == "mine"


def test_facts_and_timeline_speak(qtbot: QtBot) -> None:
    """A fact is read with its label, an empty one as a dash; a timeline as one text."""
    facts = Facts([Fact("Тема", "Нет отопления"), Fact("Телефон", None, bold=True)])
    qtbot.addWidget(facts)
    names = [words.accessibleName() for words in facts.findChildren(Paragraph)]
    assert names == ["Тема: Нет отопления", "Телефон: —"]
    kept = facts.findChildren(Paragraph)
    facts.set_facts([Fact("Тема", "Перетоп"), Fact("Телефон", "112", bold=True)])
    assert facts.findChildren(Paragraph) == kept
    line = Timeline([Event("22.11 08:12", "back", TicketStatus.REWORK, "Обзвон", "холодно")])
    qtbot.addWidget(line)
    assert line.accessibleDescription() == "22.11 08:12 Обзвон. холодно"
    assert dt.datetime(2026, 11, 22, 8, 12).strftime("%d.%m %H:%M") in line.accessibleDescription()


def test_closed_forms_leave_nothing(qtbot: QtBot) -> None:
    """Widgets and layout items of closed forms are gone, Python's halves included."""

    def census() -> int:
        for _ in range(40):
            field = FormField("Тема", QLineEdit(), "подсказка")
            field.set_problem("выберите тему")
            note = Note(Tone.WARNING, "Похоже на повтор")
            note.add_row(PillLabel(TicketStatus.NEW), None)
            for widget in (field, note):
                widget.deleteLater()
            del field, note, widget
        qtbot.wait(5)
        gc.collect()
        kinds = (QWidget, QLayoutItem)
        return sum(1 for thing in gc.get_objects() if isinstance(thing, kinds))

    census()
    assert census() - census() == 0


def test_an_answer_takes_two_lines_only_where_it_must(qapp: QApplication, qtbot: QtBot) -> None:
    """A wide screen keeps the link beside the words in large type, a narrow form does not."""
    line = AnswerLine("Ответ по теме: «Перерыв отопления», проверен 22.11", "Разъяснено, закрыть")
    qtbot.addWidget(line)
    line.show()
    apply_theme(qapp, LIGHT, 16.0)
    heights = []
    for width in (1200, 420, 1200):
        line.resize(width, line.height())
        heights.append(line.height())
    assert heights[0] == heights[2] < heights[1]
    assert line.button.x() > line.words.geometry().right()


def test_an_answer_line_has_a_name_before_it_has_words(qtbot: QtBot) -> None:
    """Until a topic is chosen the button in it was dumb to those who do not see it."""
    line = AnswerLine("", "Разъяснено, закрыть")
    qtbot.addWidget(line)
    assert nameless(line) == []
    assert line.text() == ""
