"""Shapes of files the office matched by hand once: remembered, and recognised from then on."""

import json
from collections.abc import Mapping
from typing import Any

from desktop_app.core.changes import Changes
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.imports import OWN, ImportKind
from desktop_app.core.settings import OfficeSetting
from desktop_app.core.text import fold, one_line
from desktop_app.services.imports.profiles import Profile
from desktop_app.services.settings import Settings

OWN_PROFILES = OfficeSetting("import.profiles", "", "Виды файлов, сопоставленные вручную")
"""JSON: a list of {title, kind, columns: {field: heading}}."""

_LONGEST_TITLE = 100


class OwnProfiles:
    """Keeps them among the office's settings, so that their history is kept too."""

    def __init__(self, settings: Settings) -> None:
        """Read and write one setting."""
        self._settings = settings

    def all(self, kind: str = "") -> tuple[Profile, ...]:
        """Return the remembered shapes of a kind (of every kind, if none is named)."""
        return tuple(
            Profile(
                f"{OWN}{fold(item['title'])}",
                item["title"],
                item["kind"],
                {name: (heading,) for name, heading in item["columns"].items()},
                frozenset(),
                is_own=True,
            )
            for item in _items(self._settings.get(OWN_PROFILES))
            if kind in ("", item["kind"])
        )

    def save(self, title: str, kind: ImportKind, columns: Mapping[str, str]) -> Changes:
        """Remember a shape under a title; one of the same title and kind is replaced."""
        shown = one_line(title)
        if not shown or len(shown) > _LONGEST_TITLE:
            raise InvalidDraft({"title": f"назовите файл, не длиннее {_LONGEST_TITLE} знаков"})
        made = {"title": shown, "kind": kind.value, "columns": dict(columns)}
        return self._settings.rework(OWN_PROFILES, lambda kept: _without(kept, shown, kind, made))

    def forget(self, title: str, kind: ImportKind) -> Changes:
        """Remember a shape no longer."""
        return self._settings.rework(OWN_PROFILES, lambda kept: _without(kept, title, kind))


def _without(stored: str, title: str, kind: ImportKind, *more: Mapping[str, Any]) -> str:
    """Return the stored list without one shape, and with others at its end."""
    left = [item for item in _items(stored) if not _is_same(item, title, kind)]
    return json.dumps([*left, *more], ensure_ascii=False)


def _items(stored: str) -> list[dict[str, Any]]:
    return list(json.loads(stored)) if stored else []


def _is_same(item: Mapping[str, Any], title: str, kind: ImportKind) -> bool:
    return item["kind"] == kind.value and fold(str(item["title"])) == fold(title)
