"""Fields of a page that are no form, kept like one until they are written."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer

from desktop_app.core import clock
from desktop_app.core.records.drafts import FormDraft
from desktop_app.ui.pages.tools import Tools

_KEEP_MS = 1_000
Typed: TypeAlias = Mapping[str, tuple[str, str]]


class KeptFields(QObject):
    """One draft for all fields: each with the words it began from, so that a clash is still seen.

    `typed` after every letter; `settled` once all is written or let go.
    """

    def __init__(
        self, tools: Tools, form: str, title: str, wanted: Callable[[], Typed], parent: QObject
    ) -> None:
        """Keep nothing yet; `wanted()` gives (what stood there, what is typed) by field."""
        super().__init__(parent)
        self._tools, self._form, self._title, self._wanted = tools, form, title, wanted
        self._draft: FormDraft | None = None
        self._timer = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._timer.timeout.connect(self._keep)
        tools.drafts.renamed.connect(self._renamed)
        tools.drafts.hurried.connect(self._hurry)

    def typed(self) -> None:
        """Keep the fields within a second."""
        if not self._timer.isActive():
            self._timer.start()

    def settled(self) -> None:
        """Forget what was kept."""
        self._timer.stop()
        if self._draft is not None:
            self._tools.drafts.drop(self._draft)
            self._draft = None

    def read(self, then: Callable[[Typed], object]) -> None:
        """Give `then` what a killed program left, once; not while something is typed here."""
        if self._draft is not None or self._timer.isActive():
            return

        def found(drafts: list[FormDraft]) -> None:
            kept = [draft for draft in drafts if draft.form == self._form and draft.body]
            if kept and self._draft is None and not self._wanted():
                self._draft = kept[-1]
                then({name: pair for name, said in kept[-1].body.items() if (pair := _pair(said))})

        drafts = self._tools.office.drafts
        self._tools.drafts.read(self._form, lambda: drafts.all(self._form), found, self)

    def _hurry(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self._keep()

    def _keep(self) -> None:
        typed = self._wanted()
        if not typed:
            self.settled()
            return
        now, writer = clock.now(), self._tools.drafts
        draft = self._draft or writer.spool.new(self._form, now)
        body = {name: list(pair) for name, pair in typed.items()}
        self._draft = replace(draft, saved_at=now, title=self._title, body=body)
        writer.write(self._draft)

    def _renamed(self, old: FormDraft, new: FormDraft) -> None:
        if self._draft is not None and self._draft.id == old.id:
            self._draft = replace(self._draft, id=new.id)


def _pair(said: object) -> tuple[str, str] | None:
    """Return (before, typed) of what a draft holds, None for what another version wrote."""
    if isinstance(said, list) and len(said) == 2 and all(isinstance(one, str) for one in said):
        return said[0], said[1]
    return None
