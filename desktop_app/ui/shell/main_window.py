"""The window: navigation, banners, the page in front, the undo bar and the status line."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from desktop_app.ui.shell.navigation import Navigation
from desktop_app.ui.shell.page import Page, PageFactory, UndoOffer
from desktop_app.ui.shell.status_line import StatusLine
from desktop_app.ui.shell.undo_stack import UndoStack
from desktop_app.ui.state import LAST_PAGE, WINDOW_GEOMETRY, State
from desktop_app.ui.widgets.panes import Pane, column, row

if TYPE_CHECKING:
    from desktop_app.core.errors import OfficeError
    from desktop_app.ui.changes_hub import ChangesHub
    from desktop_app.ui.dialogs import Dialogs
    from desktop_app.ui.jobs import CrashReport, Jobs
    from desktop_app.ui.shell.banner import BannerZone
    from desktop_app.ui.shell.commands import Command, SearchProvider
    from desktop_app.ui.shell.error_banner import ErrorBanner
    from desktop_app.ui.shell.palette import Palette
    from desktop_app.ui.shell.undo_bar import UndoBar
    from desktop_app.ui.widgets.form_sheet import FormSheet

SMALLEST = QSize(1024, 600)
COMFORTABLE = QSize(1366, 690)
_TITLE = QSize(0, 40)


class MainWindow(QMainWindow):
    """Holds the pages and passes words between them; it knows nothing of tickets or houses.

    It stands before the office is open, so what is not seen at once is loaded when first wanted:
    `equip` gives it lanes and keys once it is painted, `furnish` its pages.
    `sheet_opened(FormSheet)` when a page opens a form over itself.
    """

    sheet_opened = Signal(object)

    def __init__(
        self,
        pages: Sequence[PageFactory],
        state: State,
        *,
        clerk: str = "",
        first: str = "",
    ) -> None:
        """Build the frame; pages are built when first shown.

        `first` is shown at the start in place of the page of last time.
        """
        super().__init__()
        self._factories = {page.key: page for page in pages}
        self._pages: dict[str, Page] = {}
        self._current = ""
        self._words: dict[str, str] = {}
        self._may_close = self._asking = False
        self._wish: Callable[[], object] | None = None
        self._undo_stack = UndoStack()
        self.state, self._first = state, first
        self._help_of: Callable[[str], object] | None = None
        self._failure: ErrorBanner | None = None
        self.navigation = Navigation(pages)
        self.navigation.clerk.set_name(clerk)
        self.status = StatusLine()
        self._stack = QStackedWidget()
        self._searches: list[SearchProvider] = []
        self._central = Pane(canvas=True)
        self._build(self._central)
        self.navigation.chosen.connect(self.show_page)
        self.navigation.commands_wanted.connect(self._open_palette)

    def stand_by(self) -> None:
        """Show what looks like the first page before it can be built.

        The very first time the window fills the screen.
        """
        key = self._first_key()
        page = Page()
        self._stack.addWidget(page)
        page.setFocus()  # otherwise Qt would light up the first section
        self.navigation.show_current(key)
        self.setWindowTitle(f"{self._factories[key].title} — Райштаб")
        if self.state.get_bytes(WINDOW_GEOMETRY).isEmpty():
            self.showMaximized()
        else:
            self.show()

    def equip(
        self,
        jobs: "Jobs",
        hub: "ChangesHub",
        dialogs: "Dialogs",
        help_of: Callable[[str], object] | None = None,
    ) -> None:
        """Take the lanes, the news of changes and the door to questions, and bind the keys.

        `help_of(page key)` opens the help page of a section (F1).
        """
        from desktop_app.ui.shell.error_banner import ErrorBanner

        self.jobs, self.dialogs, self._help_of = jobs, dialogs, help_of
        self._failure = ErrorBanner(self.banners, jobs, hub)
        jobs.crashed.connect(self.show_crash)
        jobs.unheard.connect(self.show_error)
        self._bind_keys()

    def furnish(
        self, builders: Mapping[str, Callable[[], Page]], help_of: Callable[[str], object]
    ) -> None:
        """Take the builders of pages by key, and what F1 opens, once the office is open."""
        for key, build in builders.items():
            self._factories[key] = self._factories[key]._replace(build=build)
        for empty in self._pages.values():
            empty.deleteLater()  # a key that slipped in asked for it
        self._pages, self._current = {}, ""
        self._help_of = help_of

    @cached_property
    def banners(self) -> "BannerZone":
        """The zone above the page for notes that concern the whole window."""
        from desktop_app.ui.shell.banner import BannerZone

        zone = BannerZone()
        self._inside.insertWidget(0, zone)
        return zone

    @cached_property
    def undo_bar(self) -> "UndoBar":
        """The bar of the last operation."""
        from desktop_app.ui.shell.undo_bar import UndoBar

        return UndoBar(self._stack)

    @cached_property
    def palette_box(self) -> "Palette":
        """The palette of commands."""
        from desktop_app.ui.shell.palette import Palette

        box = Palette(self._central, self._commands)
        for provider in self._searches:
            box.add_provider(provider)
        return box

    def _build(self, central: QWidget) -> None:
        self.setWindowTitle("Райштаб")
        self.setMinimumSize(SMALLEST)
        self.resize(COMFORTABLE)
        self._inside = column(self._stack, self.status)
        whole = row(self.navigation, self._inside, space=0)
        central.setLayout(whole)
        self.setCentralWidget(central)
        geometry = self.state.get_bytes(WINDOW_GEOMETRY)
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)
            self._fit_screen()

    def _fit_screen(self) -> None:
        """Come back inside a screen that is smaller now, or drawn larger (125 %, 150 %)."""
        if self.isMaximized() or self.isFullScreen():
            return
        room = self.screen().availableGeometry()
        size = self.size().boundedTo(room.size() - _TITLE)
        if size != self.size():
            self.resize(size)
            self.move(room.topLeft())

    def _bind_keys(self) -> None:
        from PySide6.QtGui import QKeySequence, QShortcut

        from desktop_app.ui import keys

        self._actions = {
            "palette": keys.bind("palette", self, self._open_palette),
            "undo": keys.bind("undo", self, self._undo),
            "help": keys.bind("help", self, self._help),
        }
        for place, key in enumerate(self._factories):
            if place < 9:
                shortcut = QShortcut(QKeySequence(f"Ctrl+{place + 1}"), self)
                shortcut.activated.connect(lambda key=key: self.show_page(key))

    # What the composition and the pages ask for

    @property
    def current_key(self) -> str:
        """The key of the page in front, empty before the first."""
        return self._current

    @property
    def place(self) -> tuple[str, int]:
        """The page in front and the record on it, 0 when it shows none."""
        page = self._pages.get(self._current)
        return self._current, page.record_in_front() if page is not None else 0

    @property
    def keys(self) -> list[str]:
        """The keys of all sections in their order."""
        return list(self._factories)

    def page(self, key: str) -> Page:
        """Return a page, building it when it was not shown yet; KeyError for an unknown key."""
        if key not in self._pages:
            page = self._factories[key].build()
            self._pages[key] = page
            self._stack.addWidget(page)
            self._join(key, page)
        return self._pages[key]

    def show_page(self, key: str, then: Callable[[], object] | None = None) -> None:
        """Bring a page to the front, once the present one lets go; then call `then`."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()  # a menu of the page that goes would hang over the one that comes
        front = self._pages.get(self._current)
        if front is None or key == self._current:
            self._bring(key, then)
            return
        self.navigation.show_current(self._current)
        front.leave(lambda: self._bring(key, then))

    def start(self) -> None:
        """Show the page asked for, that of last time, or the first."""
        self.show_page(self._first_key())

    def open_record(self, key: str, record_id: int) -> None:
        """Show a record on its page."""
        self.show_page(key, lambda: self.page(key).open_record(record_id))

    def offer_undo(self, offer: UndoOffer) -> None:
        """Show the undo bar for ten seconds; Ctrl+Z takes it back later too."""
        self._undo_stack.push(offer)
        if not offer.quiet:
            self.undo_bar.offer(UndoOffer(offer.text, self._undo, offer.more))

    def show_error(self, error: "OfficeError") -> None:
        """Word a failure: a banner, or a message when data is at risk."""
        from desktop_app.ui.errors import words_of

        words = words_of(error)
        if words.modal:
            self.dialogs.tell(self, words.title, words.text)
        elif self._failure is not None:
            self._failure.show(error, words)

    def show_crash(self, report: "CrashReport") -> None:
        """Open the window for our own bugs."""
        from desktop_app.ui.shell.crash_window import CrashWindow

        CrashWindow(report, self).show()

    def watch_sheet(self, sheet: "FormSheet") -> None:
        """Tell that a form was opened over a page."""
        self.sheet_opened.emit(sheet)

    def set_counts(self, counts: Mapping[str, int | None]) -> None:
        """Show counts in the navigation by page key."""
        self.navigation.set_counts(counts)

    def set_safety(self, text: str) -> None:
        """Say at the right of the status line what is saved and backed up."""
        self.status.set_right(text)

    def add_search(self, provider: "SearchProvider") -> None:
        """Let the palette find records: №, address, phone, surname."""
        self._searches.append(provider)

    # Inside

    def _first_key(self) -> str:
        last = self._first or self.state.get(LAST_PAGE)
        return last if last in self._factories else next(iter(self._factories))

    def _bring(self, key: str, then: Callable[[], object] | None) -> None:
        page = self.page(key)
        self._current = key
        if self._failure is not None:
            self._failure.page_shown(key)
        self.navigation.show_current(key)
        self._stack.setCurrentWidget(page)
        self.status.setVisible(page.shows_status_line)
        self.status.set_left(self._words.get(key, ""))
        self.setWindowTitle(f"{self._factories[key].title} — Райштаб")
        self.state.set(LAST_PAGE, key)
        page.activate()
        if then is not None:
            then()

    def _join(self, key: str, page: Page) -> None:
        page.status_text.connect(lambda text: self._status_of(key, text))
        page.undo_offered.connect(self.offer_undo)
        page.failed.connect(self.show_error)
        page.status_line_shown.connect(
            lambda shown: self.status.setVisible(shown) if key == self._current else None
        )
        page.open_requested.connect(self.open_record)

    def _status_of(self, key: str, text: str) -> None:
        self._words[key] = text
        if key == self._current:
            self.status.set_left(text)

    def _open_palette(self) -> None:
        self.palette_box.open_palette()

    def _commands(self) -> "list[Command]":
        from desktop_app.ui.shell.commands import Command

        page = self._pages.get(self._current)
        here = list(page.commands()) if page is not None else []
        sections = [
            Command(
                f"Перейти: {factory.title}",
                lambda key=key: self.show_page(key),  # type: ignore[misc]  # bound per section
                f"Ctrl+{place + 1}" if place < 9 else "",
                icon=factory.icon,
            )
            for place, (key, factory) in enumerate(self._factories.items())
        ]
        return here + sections

    def _undo(self) -> None:
        """Take back the last operation of the session, whether the bar still shows it or not."""
        if "undo_bar" in vars(self):
            self.undo_bar.dismiss()
        self._undo_stack.undo(self.jobs, self.status.set_left)

    def _help(self) -> None:
        if self._help_of is not None:
            self._help_of(self._current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Close what floats: it would hang in the wrong place."""
        super().resizeEvent(event)
        if "palette_box" in vars(self):
            self.palette_box.close_palette()

    def close_for(self, wish: Callable[[], object] | None) -> None:
        """Close; `wish` is called once nothing is in the way, a refusal forgets it."""
        self._wish = wish
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about work that goes on, then let the page in front ask about unsaved edits."""
        wish, self._wish = self._wish, None
        if self._failure is not None and self.jobs.told_of:
            event.ignore()
            self._may_close = False  # the window may stay: what is typed meanwhile is asked about
            self._ask_to_stop(wish)
            return
        front = self._pages.get(self._current)
        if front is not None and not self._may_close:
            self._asking = True
            front.leave(lambda: self._let_close(wish))
            self._asking = False
            if not self._may_close:
                event.ignore()
                return
        if wish is not None:
            wish()
        for page in self._pages.values():
            page.hide()
        for timer in self.findChildren(QTimer):
            timer.stop()  # nothing may ask lanes that end with the window
        self.state.set_bytes(WINDOW_GEOMETRY, self.saveGeometry())
        self.state.flush()
        super().closeEvent(event)

    def _ask_to_stop(self, wish: Callable[[], object] | None) -> None:
        from desktop_app.ui.dialogs import Question

        text = (
            "Загрузка, выгрузка или проверка ещё идёт. Если закрыть сейчас, она остановится и "
            "ничего из неё не запишется; всё остальное уже записано."
        )
        asked = Question("Работа не окончена", text, yes="Остановить и закрыть", no="Подождать")
        # Later: Qt closes nothing out of a closing that is still being decided.
        soon = QTimer(self, singleShot=True, interval=0)
        soon.timeout.connect(lambda: self.close_for(wish))

        def stop() -> None:
            self.jobs.stop_told()
            soon.start()

        self.dialogs.confirm(self, asked, stop, soon.deleteLater)

    def _let_close(self, wish: Callable[[], object] | None) -> None:
        """Take the page's leave: at once during the close, or later by closing again."""
        self._may_close = True
        if not self._asking:
            self.close_for(wish)
