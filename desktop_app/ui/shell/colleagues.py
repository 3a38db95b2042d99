"""Other programs at the same file: seen, told of, and what they save shown without a word."""

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer

from desktop_app.core.changes import Changes
from desktop_app.core.errors import OfficeError, StorageError
from desktop_app.services.audit import Audit
from desktop_app.services.sessions import Colleague, Sessions, editing_words
from desktop_app.ui.changes_hub import ChangesHub
from desktop_app.ui.jobs import Job, Jobs, Lane
from desktop_app.ui.shell.banner import BannerContent, BannerZone
from desktop_app.ui.theme import Tone
from desktop_app.ui.widgets.form_sheet import FormSheet

_LOOK_MS, _BEAT_MS = 2_000, 30_000
_EDITED_IN_PLACE = frozenset({"visits"})
_EDITING, _CLOSED = "editing", "read-only"
_SAFE = "Ваши изменения не пропадут: разные поля сведутся сами, об одинаковых спросим."
Place: TypeAlias = tuple[str, int]


class Colleagues(QObject):
    """Beats, looks every two seconds, and says who edits the record in front.

    `place_of()` returns the key of the page in front and the record on it, 0 when it is a list.
    """

    def __init__(
        self,
        sessions: Sessions,
        audit: Audit,
        jobs: Jobs,
        hub: ChangesHub,
        banners: BannerZone,
        place_of: Callable[[], Place],
    ) -> None:
        """Wait for `start`."""
        super().__init__()
        self._sessions, self._audit = sessions, audit
        self._jobs, self._hub = jobs, hub
        self._banners, self._place_of = banners, place_of
        self._told: tuple[Place, str] | None = None
        self._open: FormSheet | None = None
        self._edited: Place = ("", 0)
        self._front: Place = ("", 0)
        self._seen_last: Place = ("", 0)
        self._looking = self._is_seen = False
        jobs.succeeded.connect(self._succeeded)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self.look)
        self._beat = QTimer(self, interval=_BEAT_MS)
        self._beat.timeout.connect(self.beat)

    def start(self) -> None:
        """Be seen, and begin to look."""
        self.beat()
        self._look.start()
        self._beat.start()

    def rest(self) -> None:
        """Look no more."""
        self._look.stop()
        self._beat.stop()

    def beat(self) -> None:
        """Say that this program is alive; where it cannot be written that is said instead."""
        self._is_seen = True

        def work() -> None:
            self._sessions.beat()
            self._audit.write_looks()

        self._jobs.write(work, on_error=self._may_not_write)

    def look(self) -> None:
        """Ask what others saved and who edits what is in front; one question at a time."""
        if self._looking:
            return
        self._looking = True
        place = self._place_of()
        self._say_edited(place)
        self._note_look(place)

        def ask() -> tuple[Changes, Colleague | None]:
            who = self._sessions.editing(*place) if place[1] else None
            return self._sessions.news(), who

        self._jobs.read(
            ask,
            lambda answer: self._seen(place, *answer),
            _ignore,
            on_finally=self._looked,
            owner=self,
        )

    def watch(self, sheet: FormSheet) -> None:
        """Tell the others that a record is edited as long as a form over it is open."""
        thing, thing_id = self._place_of()
        if not thing_id or not self._is_seen:
            return
        self._open = sheet
        self._jobs.write(lambda: self._sessions.edit(thing, thing_id), on_error=_ignore)
        sheet.finished.connect(lambda _result: self._left(sheet))

    def _note_look(self, place: Place) -> None:
        """A record that stays in front for two seconds was looked at (152-ФЗ)."""
        if place == self._front and place != self._seen_last and place[1]:
            self._seen_last = place
            self._audit.saw(*place)
        elif not place[1]:
            self._seen_last = ("", 0)
        self._front = place

    def _say_edited(self, place: Place) -> None:
        """A page that saves by itself is edited as long as its record is in front."""
        now = place if place[0] in _EDITED_IN_PLACE and place[1] else ("", 0)
        if self._open is None and now != self._edited:
            self._edited = now
            self._jobs.write(lambda: self._sessions.edit(*now), on_error=_ignore)

    def _left(self, sheet: FormSheet) -> None:
        if self._open is sheet:
            self._open = None
            self._edited = ("", 0)
            self._jobs.write(self._sessions.edit, on_error=_ignore)

    def _looked(self) -> None:
        self._looking = False

    def _seen(self, place: Place, changes: Changes, who: Colleague | None) -> None:
        self._hub.announce(changes)
        words = editing_words(who) if who is not None else ""
        if self._told == (place, words):
            return
        self._told = (place, words)
        if not words:
            self._banners.close_banner(_EDITING)
            return
        where = f" ({who.computer})" if who is not None and who.computer else ""
        title = f"Эту запись {words}{where}"
        self._banners.show_banner(_EDITING, BannerContent(Tone.INFO, title, _SAFE))

    def _succeeded(self, job: Job) -> None:
        if job.lane is Lane.WRITE:
            self._may_write()

    def _may_write(self) -> None:
        self._banners.close_banner(_CLOSED)

    def _may_not_write(self, error: OfficeError) -> None:
        if isinstance(error, StorageError):
            text = (
                f"{error} Смотреть и искать можно; введённое в формы хранится на этом компьютере."
            )
            content = BannerContent(Tone.WARNING, "Записывать сейчас нельзя", text, closable=False)
            self._banners.show_banner(_CLOSED, content)


def _ignore(_error: OfficeError) -> None:
    """Leave it to the next beat: nothing of the clerk's is lost by it."""
