"""What is typed into any small form is kept every second, and offered back.

A form has no name of its own in the file: it is known by its title and by what stood in it when it
opened, so that a form of another house is another form.
"""

import hashlib
import json
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer

from desktop_app.core import clock
from desktop_app.core.records.drafts import FormDraft
from desktop_app.services.drafts import INTAKE, SHEETS, Drafts
from desktop_app.ui.draft_writer import DraftWriter
from desktop_app.ui.shell.banner import BannerContent, BannerZone
from desktop_app.ui.theme import Tone
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.field_values import Plain, put_value, read_value, words_of
from desktop_app.ui.widgets.fields import DateEdit, MomentEdit
from desktop_app.ui.widgets.form_sheet import FormSheet
from desktop_app.ui.widgets.note import Note

_BANNER = "drafts"
_NAMED = 3
_KEEP_MS = 1_000
_SHOWN = 80
Values = dict[str, Plain]


class SheetDrafts(QObject):
    """Watches forms as they open."""

    def __init__(self, drafts: Drafts, writer: DraftWriter, parent: QObject) -> None:
        """Keep what is typed through the writer; beside the window where the base is closed."""
        super().__init__(parent)
        self._drafts, self._writer = drafts, writer
        self._left: dict[int, FormDraft] = {}
        writer.renamed.connect(self._renamed)

    def watch(self, sheet: FormSheet) -> None:
        """Keep this form until it is saved; what was typed before is offered."""
        _Watched(sheet, self._drafts, self._writer)

    def remind(self, banners: BannerZone) -> None:
        """Say which forms were left with words in them: by a kill, or on purpose.

        Calls are offered where calls are taken, except those that the base does not have yet.
        """

        def found(drafts: list[FormDraft]) -> None:
            beside = {draft.id for draft in self._writer.spool.all("")}
            left = [draft for draft in drafts if draft.body]
            self._tell(banners, [d for d in left if d.form != INTAKE or d.id in beside])
            self._writer.take_over(left)

        self._writer.read("", lambda: self._drafts.left(""), found, self)

    def _tell(self, banners: BannerZone, kept: list[FormDraft]) -> None:
        if not kept:
            return
        self._left = {draft.id: draft for draft in kept}
        named = [f"«{_title(d)}» ({clock.show_short(d.saved_at)})" for d in kept[-_NAMED:]]
        more = f" и ещё {len(kept) - _NAMED}" if len(kept) > _NAMED else ""
        text = f"{', '.join(named)}{more}. Откройте ту же форму: введённое можно вернуть."

        def forget() -> None:
            for draft in self._left.values():
                self._writer.drop(draft)
            banners.close_banner(_BANNER)

        content = BannerContent(
            Tone.INFO, "Введено и не записано", text, actions=(("Забыть всё", forget),)
        )
        banners.show_banner(_BANNER, content)

    def _renamed(self, old: FormDraft, new: FormDraft) -> None:
        if self._left.pop(old.id, None) is not None:
            self._left[new.id] = new


_MOMENTS = (DateEdit, MomentEdit)


class _Watched(QObject):
    """One open form."""

    def __init__(self, sheet: FormSheet, drafts: Drafts, writer: DraftWriter) -> None:
        super().__init__(sheet)
        self._sheet, self._drafts, self._writer = sheet, drafts, writer
        self._offer: Note | None = None
        self._begin()
        self._timer = QTimer(self, interval=_KEEP_MS)
        self._timer.timeout.connect(self._keep)
        self._timer.start()
        sheet.accepted.connect(self._saved)
        sheet.rejected.connect(self._left)
        sheet.kept.connect(self._written)
        sheet.refilling.connect(self._keep_typed)
        sheet.refilled.connect(self._begin)
        writer.hurried.connect(self._keep)
        writer.renamed.connect(self._renamed)

    def _begin(self) -> None:
        """Take what stands in the form for its beginning: it is known by that."""
        self._first = self._values()
        self._kept: Values = self._first
        self._form = form = f"{SHEETS}{_key(self._sheet.windowTitle(), self._steady())}"
        self._draft: FormDraft | None = None
        self._old: list[FormDraft] = []
        self._hide_offer()

        def found(drafts: list[FormDraft]) -> None:
            if form == self._form:
                self._show(drafts)

        self._writer.read(form, lambda: self._drafts.all(form), found, self)

    def _values(self) -> Values:
        return {name: read_value(field.control) for name, field in self._sheet.fields.items()}

    def _steady(self) -> Values:
        """Return what stood there at first, without moments: the present one is often proposed."""
        moving = {n for n, f in self._sheet.fields.items() if isinstance(f.control, _MOMENTS)}
        moving |= self._sheet.composed()
        return {name: value for name, value in self._first.items() if name not in moving}

    def _typed(self) -> bool:
        now, made = self._values(), self._sheet.composed()
        return any(
            now[name] != value and words_of({name: now[name]})
            for name, value in self._first.items()
            if not isinstance(value, bool) and name not in self._sheet.choosers | made
        )

    def _keep(self) -> None:
        if self._is_new():
            self._writer.write(self._now())

    def _is_new(self) -> bool:
        now = self._values()
        return now != self._kept and (self._draft is not None or self._typed())

    def _now(self) -> FormDraft:
        """Return the draft as it stands now."""
        now = clock.now()
        draft = self._draft or self._writer.spool.new(self._form, now)
        self._kept = self._values()
        self._draft = replace(draft, saved_at=now, title=self._title(), body=dict(self._kept))
        return self._draft

    def _title(self) -> str:
        """Return the title of the form with what is chosen in it: there the words are offered."""
        chosen = [self._kept[n] for n in self._sheet.fields if n in self._sheet.choosers]
        words = [text for value in chosen if (text := words_of({"": value}))]
        title = self._sheet.windowTitle()
        return f"{title}: {', '.join(words)}" if words else title

    def _renamed(self, old: FormDraft, new: FormDraft) -> None:
        if self._draft is not None and self._draft.id == old.id:
            self._draft = replace(self._draft, id=new.id)
        self._old = [replace(d, id=new.id) if d.id == old.id else d for d in self._old]

    def _show(self, drafts: list[FormDraft]) -> None:
        self._hide_offer()
        self._old = [draft for draft in drafts if draft.body]
        if self._typed():
            self._go_on_with_same()
            return
        if not self._old:
            return
        last = self._old[-1]
        self._offer = Note(Tone.INFO, f"Не записано {clock.show_moment(last.saved_at)}")
        shown = words_of(_changed(last.body, self._first))
        if shown:
            self._offer.add_text(f"«{shown[:_SHOWN]}{'…' if len(shown) > _SHOWN else ''}»")
        back, away = Button("Вернуть введённое"), Button("Забыть", Rank.LINK)
        back.clicked.connect(self._take_back)
        away.clicked.connect(self._forget)
        self._offer.add_row(back, away, None)
        self._sheet.put_above(self._offer)

    def _go_on_with_same(self) -> None:
        """Know the draft of these very words: they were put aside in this form and brought back."""
        now = self._values()
        same = next((draft for draft in self._old if draft.body == now), None)
        if same is not None and self._draft is None:
            self._old.remove(same)
            self._draft, self._kept = same, now

    def _take_back(self) -> None:
        draft = self._old.pop()
        for name, value in draft.body.items():
            field = self._sheet.fields.get(name)
            if field is not None:
                put_value(field.control, value)
        self._draft, self._kept = draft, self._values()
        self._hide_offer()

    def _forget(self) -> None:
        self._drop(self._old)
        self._old = []
        self._hide_offer()

    def _hide_offer(self) -> None:
        if self._offer is not None:
            self._sheet.take_away(self._offer)
            self._offer = None

    def _written(self) -> None:
        """Forget what is stored now; the form goes on."""
        self._forget_all()
        self._begin()

    def _saved(self) -> None:
        self._timer.stop()
        self._forget_all()

    def _forget_all(self) -> None:
        mine = [self._draft] if self._draft is not None else []
        self._drop([*mine, *self._old])

    def _left(self) -> None:
        """Keep the last second of typing: the form may be opened again."""
        self._timer.stop()
        self._keep_typed()

    def _keep_typed(self) -> None:
        if self._draft is not None and not self._typed():
            self._drop([self._draft])
        elif self._is_new():
            self._writer.secure(self._now())

    def _drop(self, drafts: list[FormDraft]) -> None:
        for draft in drafts:
            self._writer.drop(draft)


def _title(draft: FormDraft) -> str:
    """Return how a form left is named; a call has only its address."""
    if draft.form == INTAKE:
        return f"Новый звонок: {draft.title or 'без адреса'}"
    return draft.title


def _changed(body: dict[str, Any], first: Values) -> Values:
    return {name: value for name, value in body.items() if first.get(name) != value}


def _key(title: str, values: Values) -> str:
    text = json.dumps([title, values], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
