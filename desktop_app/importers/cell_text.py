"""A cell of any type as text, the way a person would have typed it."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from operator import methodcaller
from typing import Any, Final

_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BREAKS: Final = re.compile("\r\n?|\x85|\u2028|\u2029")
_UNCLEAN: Final = re.compile(f"{_CONTROL.pattern[:-1]}\r\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Return text with line breaks as «\\n», without control characters and lone surrogates.

    Nothing else is touched: outer white space and doubled spaces stay for the rejects file.
    """
    if text.isprintable():
        return text
    return _CONTROL.sub("", _BREAKS.sub("\n", text))


def cell_text(value: object) -> str:
    """Return the text of a workbook cell.

    Numbers lose a zero fraction («1926.0» is 1926) and keep 15 significant digits; dates become
    «2021-01-31», moments «2021-01-31 09:05:00»; yes and no become «Да» and «Нет».
    """
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, float):
        return _number(value)
    if value is None or isinstance(value, bool):
        return {None: "", True: "Да", False: "Нет"}[value]
    if isinstance(value, dt.datetime):
        return _moment(value)
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    return clean(str(value))


def cell_texts(values: Iterable[object]) -> list[str]:
    """Return what `cell_text` gives for each cell, many at a time.

    Clean texts are most of what journals hold: they are looked over all together.
    """
    kind = _KINDS.get
    texts = [
        value if type(value) is str else kind(type(value), cell_text)(value) for value in values
    ]
    whole = "".join(texts)
    if whole.isprintable() or not _UNCLEAN.search(whole):
        return texts
    return list(map(clean, texts))


@lru_cache(maxsize=4096)  # years, floors and areas repeat from row to row
def _number(value: float) -> str:
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.15g}"


_moment: Final[Callable[[dt.datetime], str]] = methodcaller("isoformat", " ", "seconds")
_KINDS: Final[dict[type, Callable[[Any], str]]] = {float: _number, dt.datetime: _moment}
