"""The sections of the window: where pages, which know nothing of each other, are joined."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core import clock
from desktop_app.core.changes import Changes
from desktop_app.ui.errands import Errands
from desktop_app.ui.keys import help_lines
from desktop_app.ui.pages.greeting import Greeting
from desktop_app.ui.shell.banner import BannerContent
from desktop_app.ui.theme import Tone

if TYPE_CHECKING:
    import datetime as dt

    from desktop_app.core.errors import OfficeError
    from desktop_app.core.records.reference import Clerk
    from desktop_app.core.records.register import RegisterCounts
    from desktop_app.core.records.today import Today
    from desktop_app.ui.pages.tools import Tools
    from desktop_app.ui.palette_search import PaletteSearch
    from desktop_app.ui.shell.commands import Deliver
    from desktop_app.ui.shell.main_window import MainWindow
    from desktop_app.ui.shell.page import Page
    from desktop_app.ui.shell.sheet_drafts import SheetDrafts
    from desktop_app.ui.widgets.form_sheet import FormSheet

_SOON_MS, _BY_TIME_MS = 200, 300_000
_NO_CLERK, _CLOCK = "clerk", "clock"
_HANDBOOK = "Справка Райштаба.pdf"


class Sections(QObject):
    """Fills the window and joins what its pages ask of each other.

    `look_chosen(theme key, points)` when another look is picked, `other_file_wanted(path)` when
    another database should be opened, `restore_wanted(path)` when a copy should take its place,
    `password_wanted(PasswordChange)` when the base goes under another password, or none.
    """

    look_chosen = Signal(str, float)
    other_file_wanted = Signal(object)
    restore_wanted = Signal(object)
    password_wanted = Signal(object)

    def __init__(self, tools: Tools, window: MainWindow) -> None:
        """Give the frame its pages; each is built when it is first shown."""
        super().__init__()
        self._tools, self.window = tools, window
        window.furnish(self._builders(), self._help)
        self._errands = Errands(window)
        window.add_search(self._find_tickets)
        window.add_search(self._find_elsewhere)
        self.window.sheet_opened.connect(self._keep_typed)
        self._clock_was: dt.datetime | None = None
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._count)
        # Terms and planned ends pass by themselves, also while nobody changes anything.
        by_time = QTimer(self.window, interval=_BY_TIME_MS)
        by_time.timeout.connect(self._count)
        by_time.start()
        tools.hub.announced.connect(self._changed)

    def start(self, account: str) -> None:
        """Show the first page, the figures, and who works; ask when the account is not known."""
        self.window.start()
        # Held tickets return to work whatever page comes first.
        self._later(lambda: self.window.page("today"))
        self._soon.start()
        self._greeting = Greeting(self._tools, self.window, account)
        self._greeting.sat.connect(self._sat)
        self._greeting.nobody.connect(self._unnamed)
        self._greeting.failed.connect(self._failed)
        self._greeting.begin()

    @cached_property
    def _sheets(self) -> SheetDrafts:
        from desktop_app.ui.shell.sheet_drafts import SheetDrafts

        return SheetDrafts(self._tools.office.drafts, self._tools.drafts, self)

    @cached_property
    def _palette(self) -> PaletteSearch:
        from desktop_app.ui.palette_search import PaletteSearch

        return PaletteSearch(self._tools, self.window, self._errands, self._greeting.change)

    def _find_tickets(self, typed: str, deliver: Deliver) -> None:
        self._palette.tickets(typed, deliver)

    def _find_elsewhere(self, typed: str, deliver: Deliver) -> None:
        self._palette.elsewhere(typed, deliver)

    def _keep_typed(self, sheet: FormSheet) -> None:
        self._sheets.watch(sheet)

    def rest(self) -> None:
        """Ask nothing more: the lanes are about to end."""
        for timer in self.findChildren(QTimer):
            timer.stop()

    def _later(self, act: Callable[[], object]) -> None:
        """Do what the first list need not wait for."""
        timer = QTimer(self, singleShot=True, interval=_SOON_MS)
        timer.timeout.connect(act)
        timer.start()

    # Pages: each module is loaded with its page, so that the window stands before most of them

    def _builders(self) -> dict[str, Callable[[], Page]]:
        return {
            "today": self._today,
            "tickets": self._tickets,
            "buildings": self._buildings,
            "organizations": self._organizations,
            "outages": self._outages,
            "waste": self._waste,
            "visits": self._visits,
            "callbacks": self._callbacks,
            "summary": self._summary,
            "export": self._export,
            "settings": self._settings,
        }

    def _tickets(self) -> Page:
        from desktop_app.ui.pages.tickets.page import TicketsPage

        page = TicketsPage(self._tools)
        page.register.export_wanted.connect(self._errands.export)
        page.visit_wanted.connect(self._errands.visit_for_tickets)
        return page

    def _buildings(self) -> Page:
        from desktop_app.ui.pages.buildings.page import BuildingsPage

        page = BuildingsPage(self._tools)
        page.import_wanted.connect(self._errands.import_houses)
        page.visit_wanted.connect(self._errands.visit_to_house)
        page.outage_wanted.connect(self._errands.outage_over)
        return page

    def _organizations(self) -> Page:
        from desktop_app.ui.pages.organizations.page import OrganizationsPage

        page = OrganizationsPage(self._tools)
        page.tickets_wanted.connect(self._errands.tickets_of)
        return page

    def _today(self) -> Page:
        from desktop_app.ui.pages.today.page import TodayPage

        page = TodayPage(self._tools)
        page.call_wanted.connect(self._errands.take_call)
        page.visit_wanted.connect(self._errands.visit_for_tickets)
        for signal, key in (
            (page.visits_wanted, "visits"),
            (page.organizations_wanted, "organizations"),
            (page.tickets_wanted, "tickets"),
        ):
            signal.connect(self._errands.show(key))
        page.houses_wanted.connect(self._errands.import_houses)
        page.remedies_wanted.connect(self._errands.remedies)
        page.outages_wanted.connect(lambda: self._errands.outages(due=False))
        page.outages_due_wanted.connect(lambda: self._errands.outages(due=True))
        page.counts_changed.connect(self.window.set_counts)
        page.other_file_wanted.connect(self.other_file_wanted)
        return page

    def _callbacks(self) -> Page:
        from desktop_app.ui.pages.callbacks.page import CallbacksPage

        page = CallbacksPage(self._tools)
        page.tickets_wanted.connect(self._errands.show("tickets"))
        page.counts_changed.connect(self.window.set_counts)
        return page

    def _outages(self) -> Page:
        from desktop_app.ui.pages.outages.page import OutagesPage

        return OutagesPage(self._tools)

    def _waste(self) -> Page:
        from desktop_app.ui.pages.waste.page import WastePage

        page = WastePage(self._tools)
        page.import_wanted.connect(self._errands.import_sites)
        page.visit_wanted.connect(self._errands.visit_for_tickets)
        return page

    def _visits(self) -> Page:
        from desktop_app.ui.pages.visits.page import VisitsPage

        return VisitsPage(self._tools)

    def _summary(self) -> Page:
        from desktop_app.ui.pages.summary.page import SummaryPage

        page = SummaryPage(self._tools)
        page.asked.connect(self._errands.tickets_behind)
        page.section_asked.connect(self.window.show_page)
        page.tickets_wanted.connect(self._errands.show("tickets"))
        return page

    def _export(self) -> Page:
        from desktop_app.ui.pages.export.page import ExportPage

        return ExportPage(self._tools)

    def _settings(self) -> Page:
        from desktop_app.ui.pages.settings.page import SettingsPage

        page = SettingsPage(self._tools)
        page.clerk_changed.connect(self._sat)
        page.look_chosen.connect(self.look_chosen)
        page.data.other_file_wanted.connect(self.other_file_wanted)
        page.data.restore_wanted.connect(self.restore_wanted)
        page.password.wanted.connect(self.password_wanted)
        return page

    # Clerk, figures, help

    def _help(self, key: str) -> None:
        from desktop_app.ui.help_pages import HELP_KEYS
        from desktop_app.ui.shell.help_sheet import HelpSheet

        section = self._tools.office.handbook.section(key)
        sheet = HelpSheet(self.window, section, HELP_KEYS[key])
        sheet.print_wanted.connect(self._print_handbook)
        sheet.open()

    def _print_handbook(self) -> None:
        office = self._tools.office
        path = office.path.with_name(_HANDBOOK)
        self._tools.jobs.long(
            lambda _progress, _stop: office.handbook.write(path, help_lines()),
            _opened,
            self._failed,
            owner=self,
        )

    def _unnamed(self) -> None:
        content = BannerContent(
            Tone.WARNING,
            "Не выбрано, кто работает",
            "Новые записи останутся без имени.",
            (("Выбрать", self._greeting.ask),),
            closable=False,
        )
        self.window.banners.show_banner(_NO_CLERK, content)

    def _look_at_clock(self) -> None:
        desk = self._tools.office.desk
        self._tools.jobs.read(desk.clock_behind, self._warn_of_clock, owner=self)

    def _warn_of_clock(self, moments: tuple[dt.datetime, dt.datetime] | None) -> None:
        """Tell once of each moment the clock fell behind; set right, it is told no more."""
        known, self._clock_was = self._clock_was, moments[0] if moments else None
        if moments is None:
            if known is not None:
                self.window.banners.close_banner(_CLOCK)
            return
        if known == self._clock_was:
            return
        newest, now = (clock.show_moment(moment) for moment in moments)
        text = (
            f"В программе уже было {newest}, а на часах компьютера {now}. Поправьте дату, время "
            "и часовой пояс: по ним считаются сроки."
        )
        content = BannerContent(Tone.WARNING, "Часы компьютера отстают", text)
        self.window.banners.show_banner(_CLOCK, content)

    def _failed(self, error: OfficeError) -> None:
        self.window.show_error(error)

    def _sat(self, clerk: Clerk) -> None:
        self.window.navigation.clerk.set_name(clerk.name)
        self.window.banners.close_banner(_NO_CLERK)
        self._greeting.keep(clerk)
        self._later(lambda: self._sheets.remind(self.window.banners))
        self._soon.start()
        if self.window.current_key == "settings":
            self._errands.settings().clerk.refresh()

    def _changed(self, changes: object) -> None:
        if isinstance(changes, Changes):
            self._soon.start()

    def _count(self) -> None:
        office = self._tools.office
        self._look_at_clock()  # it may be set back while the window is open
        self._tools.jobs.read(
            lambda: (office.register.counts(), office.today.read()), self._counted, owner=self
        )

    def _counted(self, figures: tuple[RegisterCounts, Today]) -> None:
        counts, today = figures
        self.window.set_counts(
            {
                "tickets": counts.open,
                "callbacks": counts.callback,
                "today": today.total,
                "outages": today.outages.due,
            }
        )
        office = self._tools.office
        self._tools.jobs.read(
            lambda: office.waste.late_count(),  # noqa: PLW0108  the lane loads the service
            lambda late: self.window.set_counts({"waste": late}),
            owner=self,
        )


def _opened(path: Path) -> None:
    from desktop_app.ui.pages.file_opener import FileOpener

    FileOpener().open(path)
