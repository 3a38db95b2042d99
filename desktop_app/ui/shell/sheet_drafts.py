"""What is typed into any small form is kept every second, and offered back.

A form has no name of its own in the file: it is known by its title and by what stood in it when it
opened, so that a form of another house is another form.
"""

import hashlib
import json
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer

from desktop_app.core import clock
from desktop_app.core.errors import OfficeError
from desktop_app.core.records.drafts import FormDraft
from desktop_app.services.drafts import Drafts
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.shell.banner import BannerContent, BannerZone
from desktop_app.ui.state import Setting, State
from desktop_app.ui.theme import Tone
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.field_values import Plain, put_value, read_value, words_of
from desktop_app.ui.widgets.fields import DateEdit, MomentEdit
from desktop_app.ui.widgets.form_sheet import FormSheet
from desktop_app.ui.widgets.note import Note

SHEETS = "sheet:"
_OUTSIDE = -1
_BANNER = "drafts"
_NAMED = 3
_KEEP_MS = 1_000
_SHOWN = 80
Values = dict[str, Plain]


class SheetDrafts(QObject):
    """Watches forms as they open."""

    def __init__(self, drafts: Drafts, jobs: Jobs, state: State, parent: QObject) -> None:
        """Keep what is typed through the lanes; beside the window where the base is closed."""
        super().__init__(parent)
        self._drafts, self._jobs, self._state = drafts, jobs, state

    def watch(self, sheet: FormSheet) -> None:
        """Keep this form until it is saved; what was typed before is offered."""
        _Watched(sheet, self._drafts, self._jobs, self._state)

    def remind(self, banners: BannerZone) -> None:
        """Say which forms were left with words in them: by a kill, or on purpose."""
        self._jobs.read(
            lambda: self._drafts.left(SHEETS), lambda found: self._tell(banners, found), owner=self
        )

    def _tell(self, banners: BannerZone, found: list[FormDraft]) -> None:
        kept = [draft for draft in found if draft.body]
        if not kept:
            return
        named = [f"«{d.title}» ({clock.show_short(d.saved_at)})" for d in kept[-_NAMED:]]
        more = f" и ещё {len(kept) - _NAMED}" if len(kept) > _NAMED else ""
        text = f"{', '.join(named)}{more}. Откройте ту же форму: введённое можно вернуть."

        def forget() -> None:
            for draft in kept:
                self._jobs.write(partial(self._drafts.drop, draft.id), owner=self)
            banners.close_banner(_BANNER)

        content = BannerContent(
            Tone.INFO, "Введено и не записано", text, actions=(("Забыть всё", forget),)
        )
        banners.show_banner(_BANNER, content)


class _Watched(QObject):
    """One open form."""

    def __init__(self, sheet: FormSheet, drafts: Drafts, jobs: Jobs, state: State) -> None:
        super().__init__(sheet)
        self._sheet, self._drafts, self._jobs, self._state = sheet, drafts, jobs, state
        self._first = self._values()
        self._kept: Values = self._first
        self._form = f"{SHEETS}{_key(sheet.windowTitle(), self._steady())}"
        self._draft: FormDraft | None = None
        self._old: list[FormDraft] = []
        self._asked = False
        self._offer: Note | None = None
        self._timer = QTimer(self, interval=_KEEP_MS)
        self._timer.timeout.connect(self._keep)
        self._timer.start()
        sheet.accepted.connect(self._saved)
        sheet.rejected.connect(self._left)
        jobs.read(lambda: drafts.all(self._form), self._show, owner=self)

    def _values(self) -> Values:
        return {name: read_value(field.control) for name, field in self._sheet.fields.items()}

    def _steady(self) -> Values:
        """Return what stood there at first, without moments: the present one is often proposed."""
        moving = (DateEdit, MomentEdit)
        fields = self._sheet.fields
        return {n: v for n, v in self._first.items() if not isinstance(fields[n].control, moving)}

    def _typed(self) -> bool:
        now = self._values()
        return any(
            now[name] != value and words_of({name: now[name]})
            for name, value in self._first.items()
            if not isinstance(value, bool)
        )

    def _keep(self) -> None:
        now = self._values()
        if now == self._kept or (self._draft is None and not self._typed()):
            return
        title = self._sheet.windowTitle()
        if self._draft is not None:
            draft_id = self._draft.id
            self._kept = now
            self._jobs.write(
                lambda: self._drafts.keep(draft_id, title, now),
                on_error=lambda _: self._keep_beside(now),
            )
        elif not self._asked:
            self._asked = True
            self._kept = now
            drafts, form = self._drafts, self._form

            def begin() -> FormDraft:
                draft = drafts.begin(form)
                drafts.keep(draft.id, title, now)
                return draft

            # No owner: what was typed last is refused after the form has gone.
            self._jobs.write(begin, self._begun, lambda _: self._keep_beside(now))

    def _keep_beside(self, values: Values) -> None:
        """Keep it on this computer while the base is locked, full or read-only."""
        self._asked = self._draft is not None
        self._state.set(_beside(self._form), {"at": clock.stamp(clock.now()), "body": values})

    def _beside(self) -> list[FormDraft]:
        kept = self._state.get(_beside(self._form))
        if not isinstance(kept.get("body"), dict) or not kept["body"]:
            return []
        at = clock.unstamp(str(kept["at"]))
        return [FormDraft(_OUTSIDE, self._form, at, at, "", kept["body"])]

    def _begun(self, draft: FormDraft) -> None:
        self._draft = draft

    def _show(self, drafts: list[FormDraft]) -> None:
        self._old = [draft for draft in drafts if draft.body] + self._beside()
        if not self._old or self._typed():
            return
        last = self._old[-1]
        self._offer = Note(Tone.INFO, f"Не записано {clock.show_moment(last.saved_at)}")
        shown = words_of(_changed(last.body, self._first))
        if shown:
            self._offer.add_text(f"«{shown[:_SHOWN]}{'…' if len(shown) > _SHOWN else ''}»")
        back, away = Button("Вернуть введённое"), Button("Забыть", Rank.LINK)
        back.clicked.connect(lambda: self._take_back(last))
        away.clicked.connect(self._forget)
        self._offer.add_row(back, away, None)
        self._sheet.put_above(self._offer)

    def _take_back(self, draft: FormDraft) -> None:
        for name, value in draft.body.items():
            field = self._sheet.fields.get(name)
            if field is not None:
                put_value(field.control, value)
        if draft.id != _OUTSIDE:
            self._draft, self._kept = draft, self._values()
        self._old = [old for old in self._old if old.id != draft.id]
        self._hide_offer()

    def _forget(self) -> None:
        self._drop(self._old)
        self._old = []
        self._hide_offer()

    def _hide_offer(self) -> None:
        if self._offer is not None:
            self._sheet.take_away(self._offer)
            self._offer = None

    def _saved(self) -> None:
        self._timer.stop()
        mine = [self._draft] if self._draft is not None else []
        self._drop([*mine, *self._old])

    def _left(self) -> None:
        """Keep the last second of typing: the form may be opened again."""
        self._timer.stop()
        if self._draft is not None and not self._typed():
            self._drop([self._draft])
        else:
            self._keep()

    def _drop(self, drafts: list[FormDraft]) -> None:
        for draft in drafts:
            if draft.id != _OUTSIDE:
                self._jobs.write(partial(self._drafts.drop, draft.id), on_error=_leave_it)
        if self._beside():
            self._state.set(_beside(self._form), {})


def _leave_it(_error: OfficeError) -> None:
    """A draft that could not be dropped is swept another day."""


def _beside(form: str) -> Setting[dict[str, Any]]:
    empty: dict[str, Any] = {}
    return Setting(f"drafts/{form.removeprefix(SHEETS)}", empty)


def _changed(body: dict[str, Any], first: Values) -> Values:
    return {name: value for name, value in body.items() if first.get(name) != value}


def _key(title: str, values: Values) -> str:
    text = json.dumps([title, values], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
