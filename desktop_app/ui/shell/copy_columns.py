"""The list of kept copies: when, what is in them, what the live file has more."""

from desktop_app.core import clock
from desktop_app.core.records.copies import KeptCopy, Kin
from desktop_app.core.text import counted, decimal, number
from desktop_app.ui.models.columns import Column, Kind

_MEGABYTE = 2**20
_TICKETS = ("обращение", "обращения", "обращений")
_APART = "есть то, чего нет в базе"
_NOT_COMPARED = {
    Kin.OTHER: "В этой копии есть записи, которых в нынешней базе нет: её сделали до другого "
    "восстановления или с другого файла. Нынешний файл останется рядом.",
    Kin.LIVE_MISSING: "Нынешнего файла нет на месте, сравнить копию не с чем.",
    Kin.LIVE_UNREADABLE: "Что изменилось после этой копии, узнать нельзя: нынешний файл не "
    "читается.",
}


def newer_words(kept: KeptCopy) -> str:
    """Return what would be lost by going back to a copy, in a few words."""
    if kept.newer is None:
        return _APART if kept.kin is Kin.OTHER else ""
    counts = (
        ("принято", kept.newer.taken),
        ("изменено", kept.newer.changed),
        ("прочего", sum(count for _kind, count in kept.newer.others)),
    )
    return ", ".join(f"{words} {number(count)}" for words, count in counts if count) or "ничего"


def lost_words(kept: KeptCopy) -> str:
    """Return the sentences a clerk reads before going back."""
    opened = " Копия без пароля: базу снова прочтёт любой." if kept.is_open else ""
    return f"{_what_is_lost(kept)}{opened}"


def _what_is_lost(kept: KeptCopy) -> str:
    newer = kept.newer
    if newer is None:
        return _NOT_COMPARED.get(kept.kin, "")
    parts = []
    if newer.taken:
        parts.append(f"принято {counted(newer.taken, *_TICKETS)}")
    if newer.changed:
        parts.append(f"изменено {counted(newer.changed, *_TICKETS)}")
    tickets = " и ".join(parts) or "обращения не менялись"
    if newer.others:
        kinds = ", ".join(f"{kind.title_ru} {number(count)}" for kind, count in newer.others)
        tickets = f"{tickets}; записано другого: {kinds}"
    if not parts and not newer.others:
        return "После этой копии в базе ничего не менялось."
    return (
        f"После этой копии {tickets}. В восстановленной базе этого не будет; "
        "нынешний файл останется рядом, из него можно переписать."
    )


def _kind_words(kept: KeptCopy) -> str:
    """Return why a copy was made, or that it is no good: the cause stands under the list."""
    if kept.is_locked:
        return "под другим паролем"
    return "не годится" if kept.problem else kept.copy.kind.value


def _facts(kept: KeptCopy, name: str) -> int | None:
    return getattr(kept.facts, name) if kept.facts is not None else None


COLUMNS = (
    Column("made", "Копия сделана", 150, lambda k: clock.show_moment(k.copy.made_at)),
    Column("kind", "Почему", 150, _kind_words, muted=True),
    Column("tickets", "Обращений", 96, lambda k: _facts(k, "tickets"), Kind.NUMBER),
    Column("houses", "Домов", 80, lambda k: _facts(k, "buildings"), Kind.NUMBER),
    Column("size", "МБ", 70, lambda k: decimal(k.copy.size / _MEGABYTE), Kind.NUMBER),
    Column("newer", "После неё", 200, newer_words),
)
