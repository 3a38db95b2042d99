"""The one table of keys: menus, tooltips, keycaps, the F1 page and a uniqueness test read it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


class Place(StrEnum):
    """Where a key acts; the value is the heading on the F1 page."""

    WINDOW = "В любом месте"
    LIST = "В списке"
    FORM = "В форме"
    FIELD = "В поле"
    CALLBACK = "На обзвоне"


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its sequence for Qt (portable names), its caption, what it does, where.

    A key held down acts once, unless it is for `held`: fifty operations must not be taken back
    by a finger that stayed on Ctrl+Z.
    """

    sequence: str
    words: str
    place: Place
    held: bool = False

    @property
    def cap(self) -> str:
        """Return the caption of a keycap: «Ctrl+Enter», «Ins»."""
        shown = self.sequence
        for portable, caption in _CAPTIONS:
            shown = shown.replace(portable, caption)
        return shown


_CAPTIONS = (
    ("Return", "Enter"),
    ("Escape", "Esc"),
    ("Meta", "Win"),
    ("Space", "Пробел"),
    ("Left", "←"),
    ("Up", "↑"),
    ("Down", "↓"),
)

_W, _L, _F, _D, _C = Place.WINDOW, Place.LIST, Place.FORM, Place.FIELD, Place.CALLBACK

KEYS = MappingProxyType(
    {
        "palette": Key("Ctrl+K", "команды и поиск по всему", _W),
        "undo": Key("Ctrl+Z", "отменить последнее действие", _W),
        "help": Key("F1", "справка об этом окне", _W),
        "section": Key("Ctrl+1…9", "перейти в раздел", _W),
        "back": Key("Alt+Left", "назад, к прежнему экрану", _W),
        "new": Key("Ins", "новая запись", _L),
        "copy": Key("F9", "новая запись копией", _L),
        "open": Key("F2", "открыть запись (так же Enter)", _L),
        "delete": Key("Del", "убрать или отменить, с возвратом", _L),
        "find": Key("Ctrl+F", "поиск в этом списке (так же любая буква)", _L),
        "filter": Key("Alt+F", "расширенный отбор", _L),
        "views": Key("Alt+V", "сохранённые виды списка", _L),
        "filter_value": Key("Ctrl+Alt+F", "отбор по текущему значению", _L),
        "filter_reset": Key("Ctrl+Q", "сбросить отбор", _L),
        "refresh": Key("F5", "обновить", _L),
        "print": Key("Ctrl+P", "печать", _L),
        "excel": Key("Ctrl+E", "в Excel: ровно то, что на экране", _L),
        "clipboard": Key("Ctrl+C", "скопировать выделенное с заголовками", _L),
        "missed": Key("F7", "не вывезли: обращение перевозчику", _L),
        "collected": Key("Shift+F7", "вывезли", _L),
        "add_row": Key("Ins", "добавить строку", _F),
        "row_up": Key("Alt+Up", "передвинуть строку выше", _F, held=True),
        "row_down": Key("Alt+Down", "передвинуть строку ниже", _F, held=True),
        "whole_row": Key("F4", "строка таблицы целиком: норма, график, допуск", _F),
        "sign": Key("Space", "подпись участника: есть или нет", _F),
        "save_close": Key("Ctrl+Return", "записать и закрыть", _F),
        "save": Key("Ctrl+S", "записать", _F),
        "close": Key("Escape", "закрыть; спросит, если менялось", _F),
        "form_print": Key("Ctrl+P", "печать", _F),
        "next_field": Key("Return", "следующее поле", _F),
        "no_phone": Key("Ctrl+T", "без телефона", _F),
        "join_incident": Key("F8", "присоединить к отключению", _F),
        "discard": Key("Ctrl+W", "убрать черновик звонка, с возвратом", _F),
        "next_draft": Key("Ctrl+Tab", "к отложенному звонку", _F),
        "repeat_add": Key("F7", "похоже на повтор: дополнить прежнее", _F),
        "repeat_link": Key("Shift+F7", "похоже на повтор: новое, связать с прежним", _F),
        "choose": Key("F4", "выбрать из справочника", _D),
        "clear": Key("Shift+F4", "очистить", _D),
        "open_card": Key("Ctrl+Shift+F4", "открыть карточку выбранного", _D),
        "solved": Key("1", "решено", _C),
        "rework": Key("2", "на доработку", _C),
        "unreached": Key("3", "не дозвонились", _C),
        "call_later": Key("4", "перезвонить", _C),
        "find_call": Key("Ctrl+F", "найти в очереди: номер, адрес, телефон, фамилия", _C),
        "pause_calls": Key("F6", "пауза обзвона, и снова к звонкам", _C),
    }
)


def cap(name: str) -> str:
    """Return the caption of a key by its name in the table; KeyError for an unknown name."""
    return KEYS[name].cap


def bind(name: str, widget: QWidget, act: Callable[[], object]) -> QAction:
    """Make a key of the table act while the focus is in `widget` or its children."""
    key = KEYS[name]
    action = QAction(key.words, widget)
    action.setShortcut(QKeySequence(key.sequence))
    action.setAutoRepeat(key.held)
    whole = key.place is Place.WINDOW
    action.setShortcutContext(
        Qt.ShortcutContext.WindowShortcut
        if whole
        else Qt.ShortcutContext.WidgetWithChildrenShortcut
    )
    action.triggered.connect(lambda _checked=False: act())
    widget.addAction(action)
    return action


def help_lines(acting: Collection[str] | None = None) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the table for the F1 page: headings, each with (key, words).

    With the names of the `acting` keys only those are told, and headings without keys are left out.
    """
    names = KEYS.keys() if acting is None else acting
    told = [
        (str(place), [(k.cap, k.words) for n, k in KEYS.items() if k.place is place and n in names])
        for place in Place
    ]
    return [(heading, lines) for heading, lines in told if lines]
