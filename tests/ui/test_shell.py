"""The frame: pages in front, keys, undo, banners, closing, our own bugs."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import DatabaseDamaged, DatabaseLocked, NotAllowed, OfficeError
from desktop_app.ui.changes_hub import ChangesHub
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.shell.banner import BannerContent
from desktop_app.ui.shell.crash_window import CrashWindow
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.shell.page import PageFactory, UndoOffer
from desktop_app.ui.shell.undo_bar import SECONDS
from desktop_app.ui.shell.unexpected import catch_unexpected
from desktop_app.ui.state import LAST_PAGE, State
from desktop_app.ui.theme import Tone, Type, look
from desktop_app.ui.widgets.button import Button
from tests.ui.keyboard import CTRL, click, hold, press, type_text
from tests.ui.naming import nameless
from tests.ui.sample_window import SamplePage, page

Key = Qt.Key


def test_pages_are_built_when_first_shown(window: MainWindow) -> None:
    """The start builds one page; Ctrl+2 builds and shows the second; the title follows."""
    assert list(window._pages) == ["tickets"]
    press(window, Key.Key_2, CTRL)
    assert window.current_key == "houses"
    assert window.windowTitle() == "Дома — Райштаб"
    assert page(window).seen == ["вперёд"]
    assert page(window).field.hasFocus()


def test_the_last_page_is_remembered(window: MainWindow, state: State) -> None:
    """The window opens where it was closed."""
    window.show_page("houses")
    assert state.get(LAST_PAGE) == "houses"


def test_a_record_opens_on_its_page(window: MainWindow) -> None:
    """Pages meet only through the frame."""
    page(window).open_requested.emit("houses", 12)
    assert page(window).seen == ["вперёд", "№ 12"]


def test_a_page_may_hold_the_window(window: MainWindow) -> None:
    """Unsaved edits keep the page in front, and the navigation with it, until it lets go."""
    first = page(window)
    first.holds = True
    press(window, Key.Key_2, CTRL)
    assert window.current_key == "tickets"
    assert window.navigation._items["tickets"].isChecked()
    first.waiting.pop()()
    assert window.current_key == "houses"


def test_closing_asks_the_page_in_front(window: MainWindow) -> None:
    """The window stays until the page agrees, then closes by itself."""
    first = page(window)
    first.holds = True
    window.close()
    assert window.isVisible()
    first.waiting.pop()()
    assert not window.isVisible()


def test_counts_and_words_reach_the_blind(window: MainWindow) -> None:
    """Navigation items say their count; the status line says both of its ends."""
    window.set_counts({"tickets": 3618, "houses": 0, "nowhere": 5})
    assert window.navigation._items["tickets"].accessibleName() == "Обращения, 3\xa0618"
    assert window.navigation._items["houses"].accessibleName() == "Дома"
    page(window).status_text.emit("Показано 124")
    window.set_safety("Сохранено 09:41")
    assert window.status.accessibleName() == "Показано 124 · Сохранено 09:41"
    window.show_page("houses")
    assert window.status.left == ""
    page(window, "tickets").status_text.emit("Показано 125")
    assert window.status.left == ""
    window.show_page("tickets")
    assert window.status.left == "Показано 125"


def test_a_count_is_never_written_over_its_title(window: MainWindow) -> None:
    """A journal of past years leaves tens of thousands open: what does not fit is not drawn."""
    item = window.navigation._items["tickets"]
    item.setText("Обращения")
    sizes = []
    for count in (16, 3618, 123456789):
        window.set_counts({"tickets": count})
        sizes.append(item.count_type())
        assert str(count)[-3:] in item.accessibleName()
    assert sizes[0] is Type.CELL
    assert sizes[-1] is None
    for size, shown in zip(sizes, ("16", "3 618"), strict=False):
        if size is not None:
            title = look().fonts.width(Type.BODY_BOLD, "Обращения")
            width = look().fonts.width(size, shown)
            assert look().metrics.px(37) + title + width + 10 <= item.width()


def test_every_focusable_widget_has_a_name(window: MainWindow) -> None:
    """Nothing the Tab key reaches is dumb, the palette included."""
    window.palette_box.open_palette()
    window.banners.show_banner("x", BannerContent(Tone.INFO, "Заголовок", "Текст"))
    assert nameless(window) == []


def test_undo_by_key_once(window: MainWindow) -> None:
    """Ctrl+Z undoes while the bar is shown, once; typing keeps its own undo."""
    undone: list[str] = []
    page(window).undo_offered.emit(UndoOffer("Закрыто", lambda: undone.append("вернули")))
    assert window.undo_bar.isVisible()
    type_text(page(window).field, "текст")
    press(page(window).field, Key.Key_Z, CTRL)
    assert (page(window).field.text(), undone) == ("", [])
    window.navigation._items["tickets"].setFocus()
    press(window, Key.Key_Z, CTRL)
    press(window, Key.Key_Z, CTRL)
    assert undone == ["вернули"]
    assert not window.undo_bar.isVisible()


def test_a_refused_undo_is_not_told_as_done(window: MainWindow, qtbot: QtBot) -> None:
    """«Отменено» is said once it is true; what a busy file did not take can be taken back again."""
    answers: list[OfficeError | None] = [NotAllowed("Нельзя", "", ""), DatabaseLocked("", "", "")]
    answers.append(None)

    def work() -> None:
        if error := answers.pop(0):
            raise error

    def undo() -> None:
        window.jobs.write(work, None, lambda _: None)

    window.navigation._items["tickets"].setFocus()
    window.offer_undo(UndoOffer("второе", undo, quiet=True))
    window.offer_undo(UndoOffer("первое", undo, quiet=True))
    told = []
    for _ in range(3):
        press(window, Key.Key_Z, CTRL)
        assert window.status.left.startswith("Отменяется: ")
        qtbot.waitUntil(lambda: window.jobs.idle)
        told.append(window.status.left)
    assert told == ["Не отменено: первое", "Не отменено: второе", "Отменено: второе"]


def test_a_held_undo_takes_one_operation_back(window: MainWindow) -> None:
    """A finger that stays on Ctrl+Z must not empty the session; the next press goes on."""
    undone: list[str] = []
    for words in ("первое", "второе", "третье"):
        page(window).undo_offered.emit(UndoOffer(words, partial(undone.append, words)))
    window.navigation._items["tickets"].setFocus()
    hold(lambda: window, Key.Key_Z, modifiers=CTRL)
    assert undone == ["третье"]
    assert window.status.left == "Отменено: третье"
    hold(lambda: window, Key.Key_Z, modifiers=CTRL)
    assert undone == ["третье", "второе"]


def test_undo_by_mouse_and_by_time(window: MainWindow) -> None:
    """A click undoes; after ten seconds the bar goes and what was done stays."""
    undone: list[int] = []
    for number in (1, 2):
        window.offer_undo(UndoOffer("Закрыто", lambda number=number: undone.append(number)))  # type: ignore[misc]  # bound
    click(window.undo_bar)
    assert undone == [2]
    window.offer_undo(UndoOffer("Закрыто", lambda: undone.append(3)))
    for _ in range(SECONDS):
        window.undo_bar._count_down()
    assert not window.undo_bar.isVisible()
    assert not window.undo_bar.active
    assert undone == [2]


def test_a_failure_of_the_world_is_a_banner(window: MainWindow, dialogs: Dialogs) -> None:
    """A busy database shows one strip, however often it fails; damage shows a message."""
    for _ in range(3):
        page(window).failed.emit(DatabaseLocked("База занята другой программой"))
    assert window.banners.titles == ["База занята другой программой"]
    hide = next(b for b in window.banners.findChildren(Button) if b.text() == "Скрыть")
    hide.click()
    assert window.banners.titles == []
    assert not window.banners.isVisible()
    dialogs.answer_next(None)
    window.show_error(DatabaseDamaged("База повреждена"))
    assert [(a.kind, a.title) for a in dialogs.asked] == [("tell", "База повреждена")]


def test_a_banner_acts(window: MainWindow) -> None:
    """Its verbs do their work."""
    acted: list[str] = []
    window.banners.show_banner(
        "demo",
        BannerContent(
            Tone.WARNING, "Пример", actions=(("Закрыть пример", lambda: acted.append("да")),)
        ),
    )
    next(b for b in window.banners.findChildren(Button) if b.text() == "Закрыть пример").click()
    assert acted == ["да"]


def test_a_banner_takes_one_line_and_is_hidden_once(window: MainWindow) -> None:
    """Title, words, button and «Скрыть» share a line; who hid it is told once."""
    hidden: list[str] = []
    window.resize(1366, 690)
    window.banners.show_banner(
        "demo",
        BannerContent(
            Tone.INFO,
            "Это пример",
            "Район, люди и обращения придуманы. Завтра пример будет новым.",
            (("Вернуться к своей базе", int),),
            on_hidden=lambda: hidden.append("да"),
        ),
    )
    buttons = window.banners.findChildren(Button)
    assert window.banners.heightForWidth(1198) <= buttons[0].sizeHint().height() + 26
    next(b for b in buttons if b.text() == "Скрыть").click()
    window.banners.close_banner("demo")
    assert hidden == ["да"]


def test_a_quiet_banner_is_no_higher_than_a_row(window: MainWindow) -> None:
    """The example is told in one line of small words; hidden, it leaves no room behind."""
    window.resize(1366, 690)
    content = BannerContent(
        Tone.INFO,
        "Это пример",
        "Район, люди и обращения придуманы. Завтра пример будет новым.",
        (("Вернуться к своей базе", int),),
        quiet=True,
    )
    window.banners.show_banner("demo", content)
    assert window.banners.titles == ["Это пример"]
    assert window.banners.heightForWidth(1198) <= look().metrics.row_panel + 4
    next(b for b in window.banners.findChildren(Button) if b.text() == "Скрыть").click()
    assert window.banners.titles == []
    assert not window.banners.isVisible()


def test_f1_opens_the_page_s_help(qtbot: QtBot, jobs: Jobs, dialogs: Dialogs, state: State) -> None:
    """F1 names the section in front."""
    asked: list[str] = []
    pages = [PageFactory("tickets", "Обращения", "list", lambda: SamplePage("Обращения"))]
    whole = MainWindow(pages, state)
    whole.equip(jobs, ChangesHub(), dialogs, asked.append)
    qtbot.addWidget(whole)
    whole.show()
    whole.activateWindow()
    qtbot.waitUntil(whole.isActiveWindow)
    whole.start()
    press(whole, Key.Key_F1)
    assert asked == ["tickets"]


def test_our_own_bug_opens_one_window(window: MainWindow, jobs: Jobs, qtbot: QtBot) -> None:
    """A bug in a lane is shown once, with details to copy; the window works on."""

    def work() -> None:
        raise ZeroDivisionError

    for _ in range(2):
        jobs.read(work, lambda _: None)
    qtbot.waitUntil(lambda: bool(window.findChildren(CrashWindow)), timeout=2000)
    qtbot.waitUntil(lambda: jobs.idle)
    shown = window.findChildren(CrashWindow)
    assert len(shown) == 1
    assert nameless(shown[0]) == []
    copy = next(b for b in shown[0].findChildren(Button) if b.text() == "Скопировать сведения")
    copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "ZeroDivisionError" in copied
    assert "Qt 6" in copied
    assert not shown[0].isModal()
    details = shown[0].findChild(QPlainTextEdit)
    assert details is not None
    assert details.isReadOnly()


def test_bugs_of_the_window_s_thread_go_the_same_way(jobs: Jobs) -> None:
    """The hook sends exceptions to the same window and can be taken out again."""
    reports: list[object] = []
    jobs.crashed.connect(reports.append)
    import sys

    before = sys.excepthook
    undo = catch_unexpected(jobs)
    error = ValueError("личное")
    sys.excepthook(ValueError, error, None)
    undo()
    assert sys.excepthook is before
    assert len(reports) == 1


def test_ctrl_z_goes_back_through_the_session(window: MainWindow) -> None:
    """The bar forgets after ten seconds, Ctrl+Z does not: newest first, each once."""
    undone: list[int] = []
    for number in (1, 2, 3):
        window.offer_undo(UndoOffer(f"Шаг {number}", lambda number=number: undone.append(number)))  # type: ignore[misc]  # bound
    for _ in range(SECONDS):
        window.undo_bar._count_down()
    for _ in range(4):
        press(window, Qt.Key.Key_Z, CTRL)
    assert undone == [3, 2, 1]
    assert window.status.left == "Отменять нечего"
