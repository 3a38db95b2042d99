"""The keys that act in every section, none in vain; F1 shows them under the handbook's words.

A new page also needs its section «[key] Title» in `resources/help/handbook.txt`.
"""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from desktop_app.ui.keys import KEYS, Place

_WINDOW = tuple(name for name, key in KEYS.items() if key.place is Place.WINDOW)
_LIST = (*_WINDOW, "open", "refresh", "clipboard")
_SHEET = ("save_close", "close", "choose", "clear")
_BOOK = (*_LIST, *_SHEET, "new", "find")

HELP_KEYS: Mapping[str, Collection[str]] = MappingProxyType(
    {
        "today": (*_LIST, "new", "find"),
        "tickets": (
            *(*_BOOK, "copy", "delete"),
            *("filter", "views", "filter_value", "filter_reset", "excel"),
            *("add_row", "save", "next_field", "no_phone", "form_print"),
            *("join_incident", "repeat_add", "repeat_link"),
            *("discard", "next_draft"),
        ),
        "buildings": (*_BOOK, "views"),
        "organizations": (*_BOOK, "views", "form_print"),
        "outages": (
            *(*_BOOK, "copy", "delete"),
            *("filter", "views", "filter_reset", "join_incident", "form_print"),
        ),
        "waste": (*_BOOK, "views", "delete", "add_row", "missed", "collected"),
        "visits": (
            *(*_BOOK, "views", "delete", "add_row", "row_up", "row_down"),
            *("whole_row", "sign", "save", "form_print"),
        ),
        "callbacks": (
            *(*_LIST, "filter", "views", "filter_reset", "form_print", "excel", "find_call"),
            *("solved", "rework", "unreached", "call_later", "pause_calls"),
            *("save_close", "close"),
        ),
        "summary": (
            *(*_WINDOW, "open", "refresh", "clipboard", "delete"),
            *("filter", "views", "excel", "form_print", "save_close", "close"),
        ),
        "export": (*_WINDOW, "excel", "choose", "clear"),
        "settings": (*_WINDOW, "new", "open", "delete", "save", "save_close", "close"),
    }
)
