"""What is typed into an act and could not be saved: kept as a draft, given back with the visit."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from desktop_app.core import clock, plain_json
from desktop_app.core.records.drafts import FormDraft
from desktop_app.core.records.inspections import InspectionCard, InspectionDraft
from desktop_app.services.drafts import VISIT
from desktop_app.ui.pages.tools import Tools

Found = Callable[[InspectionDraft, InspectionDraft, dt.datetime], object]


class UnsavedVisit(QObject):
    """The words of one visit at a time."""

    def __init__(self, tools: Tools, parent: QObject) -> None:
        """Keep through the common writer of drafts."""
        super().__init__(parent)
        self._writer, self._drafts = tools.drafts, tools.office.drafts
        self._draft: FormDraft | None = None
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

    def look(self, card: InspectionCard, found: Found) -> None:
        """Give back what was kept of a visit: what it was typed over, the typed, and when."""
        form = f"{VISIT}{card.id}"

        def arrived(drafts: list[FormDraft]) -> None:
            kept = [draft for draft in drafts if draft.form == form and draft.body]
            if not kept:
                return
            self._draft = kept[-1]
            body = self._draft.body
            try:
                stored = plain_json.load(InspectionDraft, str(body["stored"]))
                typed = plain_json.load(InspectionDraft, str(body["typed"]))
            except (KeyError, TypeError, ValueError):
                self.forget()
                return
            found(stored, typed, self._draft.saved_at)

        self._draft = None
        self._writer.read(form, lambda: self._drafts.all(form), arrived, self)

    def forget(self) -> None:
        """Let it go: the visit was saved, or what was typed is not wanted."""
        if self._draft is not None:
            self._writer.drop(self._draft)
            self._draft = None

    def _renamed(self, old: FormDraft, new: FormDraft) -> None:
        if self._draft is not None and self._draft.id == old.id:
            self._draft = replace(self._draft, id=new.id)
