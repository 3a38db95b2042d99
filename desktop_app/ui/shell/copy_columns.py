"""The list of kept copies: when, what is in them, what the live file has more."""

from desktop_app.core import clock
from desktop_app.core.records.copies import KeptCopy
from desktop_app.core.text import counted, decimal
from desktop_app.ui.models.columns import Column, Kind

_MEGABYTE = 2**20
_TICKETS = ("обращение", "обращения", "обращений")


def newer_words(kept: KeptCopy) -> str:
    """Return what would be lost by going back to a copy, in a few words."""
    if kept.newer is None:
        return ""
    parts = [
        f"{words} {count}"
        for words, count in (("принято", kept.newer.taken), ("изменено", kept.newer.changed))
        if count
    ]
    return ", ".join(parts) or "ничего"


def lost_words(kept: KeptCopy) -> str:
    """Return the sentences a clerk reads before going back."""
    opened = " Копия без пароля: базу снова прочтёт любой." if kept.is_open else ""
    return f"{_what_is_lost(kept)}{opened}"


def _what_is_lost(kept: KeptCopy) -> str:
    if kept.newer is None:
        return "Что изменилось после этой копии, узнать нельзя: нынешний файл не читается."
    taken, changed = kept.newer.taken, kept.newer.changed
    if not taken and not changed:
        return "После этой копии обращения не менялись."
    parts = []
    if taken:
        parts.append(f"принято {counted(taken, *_TICKETS)}")
    if changed:
        parts.append(f"изменено {counted(changed, *_TICKETS)}")
    return (
        f"После этой копии {' и '.join(parts)}. В восстановленной базе этого не будет; "
        "нынешний файл останется рядом, из него можно переписать."
    )


def _facts(kept: KeptCopy, name: str) -> int | None:
    return getattr(kept.facts, name) if kept.facts is not None else None


COLUMNS = (
    Column("made", "Копия сделана", 150, lambda k: clock.show_moment(k.copy.made_at)),
    Column("kind", "Почему", 150, lambda k: k.problem or k.copy.kind.value, muted=True),
    Column("tickets", "Обращений", 96, lambda k: _facts(k, "tickets"), Kind.NUMBER),
    Column("houses", "Домов", 80, lambda k: _facts(k, "buildings"), Kind.NUMBER),
    Column("size", "МБ", 70, lambda k: decimal(k.copy.size / _MEGABYTE), Kind.NUMBER),
    Column("newer", "После неё", 200, newer_words),
)
