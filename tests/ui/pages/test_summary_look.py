"""«Сводка» in every theme and size: names for all, nothing cut, no digit lost, Qt silent."""

import dataclasses
import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from desktop_app.core.chart_scene import Role
from desktop_app.core.summary_periods import SummaryForm
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.pages.summary.view import SummaryView
from desktop_app.ui.theme import LIGHT, THEMES, Type, apply_theme, look
from desktop_app.ui.widgets.chart import LEAST
from desktop_app.ui.widgets.panes import column
from desktop_app.ui.widgets.scroll_pane import ScrollPane
from desktop_app.ui.widgets.targets import Targets
from tests.reports.summary_samples import summary
from tests.ui.naming import nameless
from tests.ui.test_look_fits import cut

WIDTH, HEIGHT = 1198, 609  # what the frame leaves of 1366×690
KINDS = ("usual", "long", "empty")


@pytest.fixture(params=KINDS)
def pane(request: pytest.FixtureRequest, qtbot: QtBot, jobs: Jobs) -> Iterator[ScrollPane]:
    """Gives the view over a usual week, one with endless names, and an empty one."""
    view = SummaryView(jobs)
    shown = summary(SummaryForm.DISTRICT, many=1 if request.param == "usual" else 5)
    if request.param == "long":
        lines = tuple(dataclasses.replace(one, name=one.name * 9) for one in shown.executors)
        topics = tuple(dataclasses.replace(one, title=one.title * 9) for one in shown.topics)
        shown = dataclasses.replace(shown, executors=lines, topics=topics)
    elif request.param == "empty":
        shown = dataclasses.replace(shown, executors=(), topics=(), spans=())
    view.show_summary(shown)
    holder = ScrollPane(column(view), canvas=True)
    qtbot.addWidget(holder)
    holder.resize(WIDTH, HEIGHT)
    holder.show()
    holder.activateWindow()
    qtbot.waitUntil(holder.isActiveWindow)
    yield holder
    holder.hide()


def view_of(pane: ScrollPane) -> SummaryView:
    """Return the view inside."""
    (view,) = pane.findChildren(SummaryView)
    return view


def test_everything_has_a_name(pane: ScrollPane) -> None:
    """Whatever the keyboard reaches can be read aloud."""
    assert nameless(pane) == []


def test_nothing_is_cut(pane: ScrollPane, qapp: QApplication, qtbot: QtBot) -> None:
    """From 9 to 16 points every word has its room; only height scrolls, and only with big type."""
    for body in (9.0, 10.5, 13.0, 16.0):
        apply_theme(qapp, LIGHT, body)
        width = min(WIDTH, 1114 if body == 16.0 else WIDTH)
        pane.resize(width, HEIGHT)
        qtbot.wait(40)
        assert cut(pane) == []
        assert view_of(pane).width() <= pane.viewport().width()
        assert body > 10.5 or pane.verticalScrollBar().maximum() == 0


def test_both_charts_give_way_and_keep_their_least(pane: ScrollPane, qtbot: QtBot) -> None:
    """A higher window makes the charts higher and nothing else; a low one leaves 130 pixels."""
    view = view_of(pane)
    before = (view.balance.height(), view.executors.height(), view.spans.view.height())
    pane.resize(WIDTH, HEIGHT + 100)
    qtbot.wait(30)
    assert (view.balance.height(), view.executors.height()) == before[:2]
    assert view.spans.view.height() == before[2] + 100
    pane.resize(WIDTH, 300)
    qtbot.wait(30)
    assert view.spans.view.height() >= look().metrics.px(LEAST)
    assert view.topics.view.height() >= look().metrics.px(LEAST)


def test_figures_lie_apart_and_inside(pane: ScrollPane, qapp: QApplication, qtbot: QtBot) -> None:
    """No two figures share a pixel, none leaves its widget, at any size."""
    for body in (9.0, 16.0):
        apply_theme(qapp, LIGHT, body)
        qtbot.wait(40)
        for widget in pane.findChildren(Targets):
            places = widget.known()
            for number, place in enumerate(places):
                assert place.rect.left() >= -1
                assert place.rect.right() <= widget.width() + 1
                assert place.words
                for other in places[number + 1 :]:
                    assert not place.rect.adjusted(1, 1, -1, -1).intersects(
                        other.rect.adjusted(1, 1, -1, -1)
                    )


def test_arrows_reach_every_figure(pane: ScrollPane) -> None:
    """By arrows alone one comes from any figure to any other."""
    for widget in pane.findChildren(Targets):
        known = [place.key for place in widget.known()]
        seen = {known[0]} if known else set()
        todo = list(seen)
        while todo:
            start = todo.pop()
            for step in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                widget.choose(start)
                widget._go(*step)
                current = widget.current
                if current is not None and current.key not in seen:
                    seen.add(current.key)
                    todo.append(current.key)
        assert seen == set(known), type(widget).__name__


def test_every_theme_is_drawn(pane: ScrollPane, qapp: QApplication, qtbot: QtBot) -> None:
    """Themes, the focus ring and the pointer are drawn without a word of complaint from Qt."""
    for theme in THEMES.values():
        apply_theme(qapp, theme)
        for widget in pane.findChildren(Targets):
            widget.setFocus()
            point = QPointF(widget.width() / 3, widget.height() / 3)
            move = QMouseEvent(
                QMouseEvent.Type.MouseMove,
                point,
                widget.mapToGlobal(point),
                Qt.MouseButton.NoButton,
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
            )
            QApplication.sendEvent(widget, move)
            assert not pane.grab().isNull()
        qtbot.wait(5)
    QToolTip.hideText()


def test_the_picture_of_a_chart_is_twice_as_fine(qtbot: QtBot, jobs: Jobs) -> None:
    """What is copied has four times the pixels and the colours of the theme."""
    view = SummaryView(jobs)
    qtbot.addWidget(view)
    view.resize(WIDTH, HEIGHT)
    view.show_summary(summary())
    view.show()
    chart = view.spans.view
    picture = chart.picture()
    assert picture.width() == 2 * chart.width()
    colours = {
        picture.toImage().pixelColor(x, y).name()
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    }
    for wanted in (LIGHT.accent, LIGHT.past, LIGHT.surface):
        assert wanted.lower() in colours
    view.hide()


def test_a_day_is_told_by_the_pointer(qtbot: QtBot, jobs: Jobs) -> None:
    """Resting on a bar tells its week and count."""
    view = SummaryView(jobs)
    qtbot.addWidget(view)
    view.resize(WIDTH, HEIGHT)
    view.show_summary(summary())
    told = [place.words.replace("\N{NO-BREAK SPACE}", " ") for place in view.spans.view.known()]
    assert told[-1] == "с 16.11: 795 обращений"
    assert told[2] == "с 19.10: 3 498 обращений"
    assert view.summary is not None
    assert view.summary.made_at == dt.datetime(2026, 11, 24, 9, 41)


def test_the_share_stands_beside_the_equation(pane: ScrollPane) -> None:
    """Lines grow short before the share goes under the equation; its numbers still lead on."""
    strip = view_of(pane).balance
    keys = {place.key for place in strip.known()}
    one_row = strip.height()
    whole = round(strip._least(strip.terms, 8))
    strip.resize(whole, one_row)
    assert [term.parts for term in strip._shown] == [term.parts for term in strip.terms]
    strip.resize(whole - 20, one_row)
    brief = [term.in_brief() for term in strip.terms]
    assert strip._rows == 1 or strip._least(brief, 8) > whole - 20
    assert {place.key for place in strip.known()} == keys
    words = {place.key: place.words for place in strip.known()}
    assert words[strip.terms[-1].figure.value].endswith(strip.terms[-1].note)


def test_no_figure_is_ringed_before_a_key_is_pressed(pane: ScrollPane, qtbot: QtBot) -> None:
    """A page that opens draws the eye to its figures, not to a frame round the first of them."""
    strip = view_of(pane).balance
    strip.setFocus()
    qtbot.waitUntil(strip.hasFocus)
    quiet = strip.grab().toImage()
    QTest.keyClick(strip, Qt.Key.Key_Home)
    assert strip.grab().toImage() != quiet


def test_no_grid_line_strikes_a_number_through(pane: ScrollPane, qapp: QApplication) -> None:
    """In high contrast the grid is white: it breaks under the number of a bar."""
    apply_theme(qapp, THEMES["contrast"], 10.5)
    view = view_of(pane).spans.view
    if view.chart.is_empty:
        return
    laid, picture = view._laid(), view.picture().toImage()
    crossed = [
        (word, rule)
        for word in laid.words
        for rule in laid.rules
        if word.role is Role.VALUE and rule.ink is None and abs(rule.y - word.y) < 4
    ]
    for word, rule in crossed:
        width = look().fonts.width(Type.CELL, word.text)
        beside = round(2 * (word.x - width / 2 - 2)), 2 * round(rule.y)
        assert picture.pixelColor(*beside) == QColor(look().theme.surface)


def test_a_tall_page_shows_more_executors(pane: ScrollPane, qtbot: QtBot) -> None:
    """Charts and rows share what a large screen has to spare; a low page keeps its seven rows."""
    table, rows = view_of(pane).executors, view_of(pane).executors.rows.count
    low = table.height()
    pane.resize(1752, 1032)
    qtbot.waitUntil(lambda: table.height() > low if rows > 7 else True)
    assert table.height() <= look().metrics.header + max(rows, 7) * look().metrics.row
    pane.resize(WIDTH, HEIGHT)
    qtbot.waitUntil(lambda: table.height() == low)
