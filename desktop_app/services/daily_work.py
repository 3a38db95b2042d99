"""What every call and every list needs, each made when first asked for.

A service's module is loaded with it: the window stands before the rest of the program is loaded.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from db.connection import Store
from desktop_app.core import clock
from desktop_app.core.file_key import FileKey
from desktop_app.services.built_once import built_once
from desktop_app.services.desk import Desk

if TYPE_CHECKING:
    from desktop_app.services.address_lists import AddressLists
    from desktop_app.services.buildings import Buildings
    from desktop_app.services.call_lists import CallLists
    from desktop_app.services.callbacks import Callbacks
    from desktop_app.services.clerks import Clerks
    from desktop_app.services.drafts import Drafts
    from desktop_app.services.handover_registry import HandoverRegistry
    from desktop_app.services.handovers import Handovers
    from desktop_app.services.house_search import HouseSearch
    from desktop_app.services.knowledge import Knowledge
    from desktop_app.services.merging import Merging
    from desktop_app.services.organizations import Organizations
    from desktop_app.services.reference import Reference
    from desktop_app.services.reference_edit import ReferenceEdit
    from desktop_app.services.register import Register
    from desktop_app.services.repeats import Repeats
    from desktop_app.services.saved_views import SavedViews
    from desktop_app.services.search import Search
    from desktop_app.services.settings import Settings
    from desktop_app.services.templates import Templates
    from desktop_app.services.tickets import Tickets
    from desktop_app.services.today import TodayBoard
    from desktop_app.services.undo import Undo


class DailyWork:
    """Registering, handing over, calling back, and the books they rest on."""

    def __init__(
        self, store: Store, now: clock.Clock = clock.now, backups: Path | None = None
    ) -> None:
        """Sit down at one desk; copies go to `backups` (beside the file)."""
        self.desk = Desk(store, now)
        self._now, self._copies = now, backups

    @property
    def path(self) -> Path:
        """Where the database lies."""
        return self.desk.store.path

    @property
    def key(self) -> FileKey | None:
        """What opens the database; None for one without a password."""
        return self.desk.store.key

    @built_once
    def reference(self) -> "Reference":
        """The office's small lists."""
        from desktop_app.services.reference import Reference

        return Reference(self.desk)

    @built_once
    def reference_edit(self) -> "ReferenceEdit":
        """Changes of the office's lists; terms already given stay as they were read aloud."""
        from desktop_app.services.reference_edit import ReferenceEdit

        return ReferenceEdit(self.desk, self.reference)

    @built_once
    def settings(self) -> "Settings":
        """The office's rules."""
        from desktop_app.services.settings import Settings

        return Settings(self.desk)

    @built_once
    def clerks(self) -> "Clerks":
        """People of the office."""
        from desktop_app.services.clerks import Clerks

        return Clerks(self.desk)

    @built_once
    def register(self) -> "Register":
        """Questions to the register."""
        from desktop_app.services.register import Register

        return Register(self.desk)

    @built_once
    def house_search(self) -> "HouseSearch":
        """Finds houses of the book; may be used from every thread."""
        from desktop_app.services.house_search import HouseSearch

        return HouseSearch(self.desk)

    @built_once
    def address_lists(self) -> "AddressLists":
        """Reads written addresses and finds their houses; nothing of the book is changed."""
        from desktop_app.services.address_lists import AddressLists

        return AddressLists(self.desk, self.house_search)

    @built_once
    def buildings(self) -> "Buildings":
        """Use cases of houses, of their entrances and names, and what happened to them."""
        from desktop_app.services.buildings import Buildings

        return Buildings(self.desk, self.house_search)

    @built_once
    def organizations(self) -> "Organizations":
        """Use cases of organisations."""
        from desktop_app.services.organizations import Organizations

        return Organizations(self.desk)

    @built_once
    def merging(self) -> "Merging":
        """Use cases of doubles."""
        from desktop_app.services.merging import Merging

        return Merging(self.desk, self.house_search)

    @built_once
    def tickets(self) -> "Tickets":
        """Use cases of one ticket."""
        from desktop_app.services.tickets import Tickets

        return Tickets(self.desk, self.reference, self.buildings)

    @built_once
    def search(self) -> "Search":
        """Search while typing."""
        from desktop_app.services.search import Search

        return Search(self.desk, self.register)

    @built_once
    def handovers(self) -> "Handovers":
        """Use cases of handing over."""
        from desktop_app.services.handovers import Handovers

        return Handovers(self.desk, self.reference)

    @built_once
    def handover_registry(self) -> "HandoverRegistry":
        """Use cases of the registry: gathered, written as PDF or xlsx, kept in history."""
        from desktop_app.services.handover_registry import HandoverRegistry

        return HandoverRegistry(self.desk, self.settings, self.clerks)

    @built_once
    def callbacks(self) -> "Callbacks":
        """Use cases of the callback queue."""
        from desktop_app.services.callbacks import Callbacks

        return Callbacks(self.desk, self.reference, self.settings, self.register)

    @built_once
    def call_lists(self) -> "CallLists":
        """Use cases of the queue on paper: gathered, written as PDF or xlsx, kept in history."""
        from desktop_app.services.call_lists import CallLists

        return CallLists(self.desk, self.settings, self.clerks, self.callbacks)

    @built_once
    def undo(self) -> "Undo":
        """Takes back whole actions; issued papers are cancelled by a visible act instead."""
        from desktop_app.services.undo import Undo

        return Undo(self.desk, self.buildings, self.organizations)

    @built_once
    def drafts(self) -> "Drafts":
        """Drafts of the clerk at the desk; they are not part of history."""
        from desktop_app.services.drafts import Drafts

        return Drafts(self.desk)

    @built_once
    def knowledge(self) -> "Knowledge":
        """The office's answers; read once, kept until somebody edits them."""
        from desktop_app.services.knowledge import Knowledge

        return Knowledge(self.desk, self.reference)

    @built_once
    def templates(self) -> "Templates":
        """The office's phrases."""
        from desktop_app.services.templates import Templates

        return Templates(self.desk)

    @built_once
    def saved_views(self) -> "SavedViews":
        """Questions of lists under a name; what a view asks is packed by its list."""
        from desktop_app.services.saved_views import SavedViews

        return SavedViews(self.desk)

    @built_once
    def repeats(self) -> "Repeats":
        """Questions about repeats."""
        from desktop_app.services.repeats import Repeats

        return Repeats(self.desk, self.reference, self.settings)

    @built_once
    def today(self) -> "TodayBoard":
        """The morning's lists."""
        from desktop_app.services.today import TodayBoard

        return TodayBoard(self.desk, self.reference, self.repeats)
