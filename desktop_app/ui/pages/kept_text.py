"""A field that is no form, kept like one: what is typed is a draft until it is written."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from desktop_app.core import clock
from desktop_app.core.records.drafts import FormDraft
from desktop_app.ui.pages.tools import Tools

_KEEP_MS = 1_000
_TEXT = "text"


class KeptText(QObject):
    """Keeps one field of many records, each in a draft of its own: «note:804».

    `typed` after every letter, `settled` once the words are written or taken away.
    """

    def __init__(self, tools: Tools, form: str, parent: QObject) -> None:
        """Keep nothing yet; `form` names the field among drafts and ends with a colon."""
        super().__init__(parent)
        self._tools, self._form = tools, form
        self._fresh: dict[int, tuple[str, str]] = {}
        self._drafts: dict[int, FormDraft] = {}
        self._timer = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._timer.timeout.connect(self._keep)
        tools.drafts.renamed.connect(self._renamed)
        tools.drafts.hurried.connect(self._keep)

    def typed(self, record_id: int, title: str, text: str) -> None:
        """Keep the words of a record's field within a second; `title` is how they are offered."""
        if not text.strip():
            self.settled(record_id)
            return
        self._fresh[record_id] = title, text
        if not self._timer.isActive():
            self._timer.start()

    def settled(self, record_id: int) -> None:
        """Forget the words of a record's field."""
        self._fresh.pop(record_id, None)
        draft = self._drafts.pop(record_id, None)
        if draft is not None:
            self._tools.drafts.drop(draft)

    def read(self, then: Callable[[dict[int, str]], object]) -> None:
        """Give `then` what a killed program left, by record; what is typed here is not in it."""

        def found(drafts: list[FormDraft]) -> None:
            left: dict[int, str] = {}
            for draft in drafts:
                record = int(draft.form.removeprefix(self._form))
                if record not in self._fresh and draft.body.get(_TEXT):
                    self._drafts[record] = draft
                    left[record] = str(draft.body[_TEXT])
            then(left)

        office = self._tools.office
        self._tools.drafts.read(self._form, lambda: office.drafts.left(self._form), found, self)

    def _keep(self) -> None:
        fresh, self._fresh = self._fresh, {}
        now, writer = clock.now(), self._tools.drafts
        for record, (title, text) in fresh.items():
            draft = self._drafts.get(record) or writer.spool.new(f"{self._form}{record}", now)
            draft = replace(draft, saved_at=now, title=title, body={_TEXT: text})
            self._drafts[record] = draft
            writer.write(draft)

    def _renamed(self, old: FormDraft, new: FormDraft) -> None:
        for record, draft in self._drafts.items():
            if draft.id == old.id:
                self._drafts[record] = replace(draft, id=new.id)
