"""What this workstation remembers of its window: the one door to QSettings.

Office rules do not live here: they are in the database, with history.
"""

import base64
import os
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QByteArray, QSettings

T = TypeVar("T", bool, int, float, str, dict[str, Any])


class Setting(NamedTuple, Generic[T]):
    """One remembered thing: its name in the file and its value where nothing was remembered."""

    name: str
    default: T


THEME = Setting("look/theme", "light")
BODY_PT = Setting("look/body_pt", 10.5)
WINDOW_GEOMETRY = Setting("window/geometry", "")
SECOND_PLACE = Setting("backup/second", "")
LAST_PAGE = Setting("window/page", "")
RESTORED: Setting[dict[str, Any]] = Setting("backup/restored", {})
LAST_FOLDER_SAVE = Setting("folders/save", "")
LAST_FOLDER_OPEN = Setting("folders/open", "")


def list_layout(list_name: str) -> Setting[dict[str, Any]]:
    """Return the setting that keeps columns of a list: widths, order, which are hidden."""
    empty: dict[str, Any] = {}
    return Setting(f"lists/{list_name}", empty)


class State:
    """Typed reading and writing; a value of a wrong type or a spoilt file reads as the default."""

    def __init__(self, settings: QSettings) -> None:
        """Keep the store given by the composition."""
        self._settings = settings

    @classmethod
    def at(cls, path: Path) -> "State":
        """Return the state kept in an ini file; the file appears with the first change."""
        return cls(QSettings(str(path), QSettings.Format.IniFormat))

    def get(self, setting: Setting[T]) -> T:
        """Return the remembered value or the default."""
        raw = self._settings.value(setting.name)
        if not isinstance(raw, str):
            return setting.default
        try:
            value = _read(raw)
        except ValueError:
            return setting.default
        if isinstance(setting.default, float) and isinstance(value, int):
            value = float(value)
        return value if type(value) is type(setting.default) else setting.default

    def set(self, setting: Setting[T], value: T) -> None:
        """Remember a value."""
        import json

        self._settings.setValue(setting.name, json.dumps(value, ensure_ascii=False))

    def names(self, group: str) -> list[str]:
        """Return the names of what is remembered in a group."""
        self._settings.beginGroup(group)
        found = self._settings.childKeys()
        self._settings.endGroup()
        return found

    def forget(self, setting: Setting[T]) -> None:
        """Remember a thing no more."""
        if self._settings.contains(setting.name):
            self._settings.remove(setting.name)

    def keep_private(self) -> bool:
        """Write to disk now, so that no other account reads the file; False if it is not there."""
        place = Path(self._settings.fileName())
        try:
            if os.name == "posix":
                place.parent.mkdir(parents=True, exist_ok=True)
                place.touch(mode=0o600)
                place.chmod(0o600)
        except OSError:
            return False
        self.flush()
        return self._settings.status() is QSettings.Status.NoError

    def get_bytes(self, setting: Setting[str]) -> QByteArray:
        """Return bytes Qt gave us to keep (geometry); empty when none, or spoilt."""
        try:
            return QByteArray(base64.b64decode(self.get(setting), validate=True))
        except ValueError:
            return QByteArray()

    def set_bytes(self, setting: Setting[str], value: QByteArray) -> None:
        """Remember bytes of Qt."""
        self.set(setting, base64.b64encode(value.data()).decode("ascii"))

    def flush(self) -> None:
        """Write to disk now."""
        self._settings.sync()


def _read(raw: str) -> object:
    """Return what a text of JSON says; ValueError when it says nothing."""
    words = raw[1:-1]
    if raw == f'"{words}"' and words.isprintable() and not {'"', "\\"} & set(words):
        return words  # what a start asks for; the reader of JSON would cost it 1.5 ms
    import json

    return json.loads(raw)
