"""What is typed into an act and could not be saved: kept as a draft, given back with the visit."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from desktop_app.core import clock, plain_json
from desktop_app.core.enums import InspectionStatus
from desktop_app.core.merging import merge_drafts
from desktop_app.core.records.drafts import FormDraft
from desktop_app.core.records.inspections import InspectionCard, InspectionDraft
from desktop_app.core.typed_words import typed_words
from desktop_app.services.drafts import VISIT
from desktop_app.ui.pages.tools import Tools

Found = Callable[[InspectionDraft, InspectionDraft, dt.datetime], bool]

UNREADABLE = "Программа не смогла разложить введённое по полям: его записала другая её версия."
OTHER_HOUSE = "Выезд с тех пор перенесли на другой дом: впишите нужное сами."
OLDER = "На экране более позднее, а это введено раньше."
CLOSED = {
    InspectionStatus.ISSUED: "Акт уже выпущен, само это в него не попадёт.",
    InspectionStatus.CANCELLED: "Выезд отменён, вписать это некуда.",
}
_NO_WORDS = "Менялись только обращения, которые проверяет выезд, или выбор снимков для акта."


@dataclass(frozen=True, slots=True)
class Stray:
    """Kept words that cannot go back into the visit by themselves: why, and what they say."""

    draft: FormDraft
    why: str

    @property
    def words(self) -> str:
        """The words line by line, to be read and copied."""
        body = self.draft.body
        if not isinstance(body.get("typed"), str):  # kept in some other way: as it is, all of it
            return json.dumps(body, ensure_ascii=False, indent=1)
        return typed_words(body.get("stored"), body["typed"]) or _NO_WORDS


class UnsavedVisit(QObject):
    """The words of one visit at a time.

    `strayed(strays)`: drafts of the visit looked at that stay as text for a person, oldest first.
    """

    strayed = Signal(object)

    def __init__(self, tools: Tools, parent: QObject) -> None:
        """Keep through the common writer of drafts."""
        super().__init__(parent)
        self._writer, self._drafts = tools.drafts, tools.office.drafts
        self._draft: FormDraft | None = None
        self._looked = ""
        self._strays: tuple[Stray, ...] = ()
        self._writer.renamed.connect(self._renamed)

    def keep(self, card: InspectionCard, stored: InspectionDraft, typed: InspectionDraft) -> None:
        """Keep what is typed, with what it was typed over."""
        now, form = clock.now(), f"{VISIT}{card.id}"
        draft = self._draft
        if draft is None or draft.form != form:
            draft = self._writer.spool.new(form, now)
        body = {"stored": plain_json.dump(stored), "typed": plain_json.dump(typed)}
        title = f"Выезд, {card.address}"
        self._draft = replace(draft, saved_at=now, title=title, body=body)
        self._writer.secure(self._draft)

    def look(self, card: InspectionCard, found: Found | None) -> None:
        """Give back what was kept of a visit: what it was typed over, the typed, and when.

        `found` tells whether it took them. Words the visit cannot take (any, when there is no
        `found`) are told of by `strayed`.
        """
        form = f"{VISIT}{card.id}"

        def arrived(drafts: list[FormDraft]) -> None:
            if form == self._looked:
                kept = [draft for draft in drafts if draft.form == form and draft.body]
                self._share_out(kept, card, found)

        if form != self._looked:
            self._tell(())
        self._draft, self._looked = None, form
        self._writer.read(form, lambda: self._drafts.all(form), arrived, self)

    def forget(self) -> None:
        """Let it go: the visit was saved, or what was typed is not wanted."""
        if self._draft is not None:
            self._writer.drop(self._draft)
            self._draft = None

    def throw_away(self, stray: Stray) -> None:
        """Drop words a person has read; `bring_back` keeps them again."""
        self._writer.drop(stray.draft)
        self._tell(tuple(one for one in self._strays if one != stray))

    def bring_back(self, stray: Stray) -> None:
        """Keep and tell of thrown away words once more."""
        anew = self._writer.spool.new(stray.draft.form, clock.now()).id
        draft = replace(stray.draft, id=anew)
        self._writer.secure(draft)
        if draft.form == self._looked:
            self._tell((*self._strays, Stray(draft, stray.why)))

    def _share_out(self, kept: list[FormDraft], card: InspectionCard, found: Found | None) -> None:
        """Give the newest that fits to the visit; what remains stays as text."""
        strays: list[Stray] = []
        for draft in reversed(kept):
            why = _hindrance(draft, card)
            if not why and self._is_stored(draft, card):
                self._writer.drop(draft)
            elif why or not self._give(draft, found):
                strays.insert(0, Stray(draft, CLOSED.get(card.status) or why or OLDER))
        self._tell(tuple(strays))

    def _give(self, draft: FormDraft, found: Found | None) -> bool:
        if found is None or self._draft is not None:
            return False
        self._draft = draft
        if not found(*_read(draft), draft.saved_at):
            self._draft = None  # something newer is typed already
        return self._draft is not None

    def _is_stored(self, draft: FormDraft, card: InspectionCard) -> bool:
        """Tell whether the visit took these words since, as when the program ended meanwhile."""
        merged, clashes = merge_drafts(*_read(draft), card.draft)
        return not clashes and merged == card.draft

    def _tell(self, strays: tuple[Stray, ...]) -> None:
        if strays != self._strays:
            self._strays = strays
            self.strayed.emit(strays)

    def _renamed(self, old: FormDraft, new: FormDraft) -> None:
        if self._draft is not None and self._draft.id == old.id:
            self._draft = replace(self._draft, id=new.id)
        self._tell(
            tuple(
                replace(one, draft=replace(one.draft, id=new.id)) if one.draft.id == old.id else one
                for one in self._strays
            )
        )


def _read(draft: FormDraft) -> tuple[InspectionDraft, InspectionDraft]:
    """Return what was typed over and the typed; KeyError, TypeError, ValueError when spoilt."""
    stored = plain_json.load(InspectionDraft, str(draft.body["stored"]))
    return stored, plain_json.load(InspectionDraft, str(draft.body["typed"]))


def _hindrance(draft: FormDraft, card: InspectionCard) -> str:
    try:
        _stored, typed = _read(draft)
        whole = json.loads(draft.body["typed"])
    except (KeyError, TypeError, ValueError):
        return UNREADABLE
    if _loses(whole, plain_json.plain(typed)):
        return UNREADABLE
    return "" if typed.building_id == card.draft.building_id else OTHER_HOUSE


def _loses(kept: object, read: object) -> bool:
    """Tell whether reading passed over a field that holds something: a newer program wrote it."""
    if isinstance(kept, dict) and isinstance(read, dict):
        return any(
            _loses(value, read[name]) if name in read else bool(value)
            for name, value in kept.items()
        )
    if isinstance(kept, list) and isinstance(read, list):
        return any(map(_loses, kept, read))
    return False
