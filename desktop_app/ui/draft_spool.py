"""Drafts beside the window: what was typed while the base could not be written.

A held file, a full disk or a file for reading only must not cost a word. The drafts wait here, in
the user's own file that no other account may read, until the base takes them over. Of a base that
is encrypted nothing may lie open on the disk: there they wait in memory only.
"""

import datetime as dt
import hashlib
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop_app.core import clock
from desktop_app.core.records.drafts import FormDraft
from desktop_app.ui.state import Setting, State


class DraftSpool:
    """Drafts of one base by their numbers: a base's own, or ours below nought."""

    def __init__(self, state: State, base: Path, is_secret: Callable[[], bool]) -> None:
        """Keep them in what this workstation remembers of its window, apart for every base.

        `is_secret` tells whether the base is encrypted.
        """
        self._state, self._is_secret = state, is_secret
        name = hashlib.sha256(str(base.absolute()).encode("utf-8", "surrogatepass")).hexdigest()
        self._group = f"drafts/{name[:16]}"
        self._memory: dict[int, FormDraft] = {}
        self._on_disk = True

    @property
    def words(self) -> str:
        """Where what is typed waits, to be said on the screen."""
        if self._is_secret() or not self._on_disk:
            return "Введённое хранится только в этом окне: не закрывайте программу"
        return "Введённое хранится на этом компьютере"

    def new(self, form: str, at: dt.datetime) -> FormDraft:
        """Return a draft with a number of its own, which no base has given; nothing is kept yet."""
        return FormDraft(-1 - secrets.randbelow(2**53), form, at, at, "", {})

    def put(self, draft: FormDraft) -> None:
        """Keep a draft; the one of the same number is replaced."""
        if self._is_secret():
            self._memory[draft.id] = draft
            return
        self._state.set(self._place(draft.id), _packed(draft))
        self._on_disk = self._state.keep_private()

    def drop(self, draft_id: int) -> None:
        """Forget a draft; nothing happens when it is not here."""
        self._memory.pop(draft_id, None)
        self._state.forget(self._place(draft_id))

    def all(self, prefix: str) -> list[FormDraft]:
        """Return the drafts of forms whose names begin so, oldest first; spoilt ones are not."""
        names = self._state.names(self._group)
        kept = [self._state.get(self._place(name)) for name in names]
        drafts = [*self._memory.values(), *filter(None, map(_unpacked, kept))]
        mine = [draft for draft in drafts if draft.form.startswith(prefix)]
        return sorted(mine, key=lambda draft: (draft.started_at, draft.saved_at))

    def _place(self, draft_id: int | str) -> Setting[dict[str, Any]]:
        empty: dict[str, Any] = {}
        return Setting(f"{self._group}/{draft_id}", empty)


def _packed(draft: FormDraft) -> dict[str, Any]:
    return {
        "id": draft.id,
        "form": draft.form,
        "started": clock.stamp(draft.started_at),
        "saved": clock.stamp(draft.saved_at),
        "title": draft.title,
        "body": draft.body,
    }


def _unpacked(kept: dict[str, Any]) -> FormDraft | None:
    try:
        started, saved = clock.unstamp(kept["started"]), clock.unstamp(kept["saved"])
        body = kept["body"]
        if not isinstance(body, dict):
            return None
        return FormDraft(
            int(kept["id"]), str(kept["form"]), started, saved, str(kept["title"]), body
        )
    except (KeyError, TypeError, ValueError):
        return None
