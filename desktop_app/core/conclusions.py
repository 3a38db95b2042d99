"""Draft conclusions of a visit, one for each side that answers; the clerk edits them."""

import datetime as dt
from collections.abc import Sequence

from desktop_app.core.enums import Access, Verdict
from desktop_app.core.measuring import Block
from desktop_app.core.norms import NEEDS_TIME, judge, plain, shown
from desktop_app.core.records.inspections import Judgement, Measurement
from desktop_app.core.text import NBSP

_SIDES: tuple[tuple[str, tuple[Block, ...]], ...] = (
    ("Ввод в дом (сторона РСО)", (Block.INPUT,)),
    ("Внутридомовая система (сторона УК)", (Block.UNIT, Block.ROOM)),
    ("Горячая вода", (Block.HOT_WATER,)),
    ("Холодная вода", (Block.COLD_WATER,)),
    ("Давление в системе отопления", (Block.SYSTEM,)),
    ("Температура воздуха", (Block.AIR,)),
    ("Вывоз отходов", (Block.WASTE,)),
    ("Площадка", (Block.SITE,)),
)
_VIOLATIONS = (Verdict.BELOW, Verdict.ABOVE)
_NO_ACCESS = {
    Access.REFUSED: "Проверка не проведена: комиссии отказано в доступе.",
    Access.ABSENT: "Проверка не проведена: в помещении никого не было.",
}
_ONLY_REFERENCE = "Замеры записаны справочно, норма не задана"


def propose_conclusions(
    measurements: Sequence[Measurement], moment: dt.datetime | None = None
) -> str:
    """Return numbered lines, one per side that was measured; "" when nothing was."""
    lines: list[str] = []
    for title, blocks in _SIDES:
        rows = [row for row in measurements if row.block in blocks and row.value is not None]
        if rows:
            lines.append(f"{len(lines) + 1}. {title}. {_of_side(rows, moment)}.")
    return "\n".join(lines)


def _of_side(rows: Sequence[Measurement], moment: dt.datetime | None) -> str:
    judged = [(row, judge(row, moment)) for row in rows]
    several = len({row.place for row in rows}) > 1
    bad = [_told(row, said, several) for row, said in judged if said.verdict in _VIOLATIONS]
    far = [
        _told(row, said, several)
        for row, said in judged
        if said.verdict is Verdict.NO_NORM and said.deviation is not None
    ]
    waiting = [_read(row, several) for row, said in judged if said.words == NEEDS_TIME]
    parts = []
    if bad:
        parts.append(f"Не соответствуют норме: {'; '.join(bad)}")
    if waiting:
        parts.append(f"Без вывода, не указано время замера: {'; '.join(waiting)}")
    elif not bad and any(said.verdict is Verdict.OK for _row, said in judged):
        parts.append("Замеры, для которых есть норма, ей соответствуют")
    if far:
        parts.append(f"По графику: {'; '.join(far)}; допуск не введён, вывода о нарушении нет")
    return ". ".join(parts) or _ONLY_REFERENCE


def _told(row: Measurement, said: Judgement, with_place: bool) -> str:
    norm = f"при норме {said.norm_text}"
    if said.verdict is Verdict.NO_NORM:
        norm = f"при графике {plain(row.chart_value or 0)}"
    return f"{_read(row, with_place)} {norm} ({said.words})"


def _read(row: Measurement, with_place: bool) -> str:
    """Return what was measured and what the instrument showed."""
    value = f"{shown(row.value or 0)}{NBSP}{row.unit}".rstrip()
    place = f"{_lowered(row.place)}, " if with_place and row.place else ""
    return f"{place}{_lowered(row.quantity)} — {value}"


def _lowered(words: str) -> str:
    is_shortening = words[:3].isupper()
    return words if is_shortening else words[:1].lower() + words[1:]


def no_access_words(access: Access) -> str:
    """Return the conclusion of a visit nobody let in, "" where there was access."""
    return _NO_ACCESS.get(access, "")


def is_edited(
    conclusions: str, measurements: Sequence[Measurement], moment: dt.datetime | None
) -> bool:
    """Tell whether conclusions are a person's own words rather than the draft as proposed."""
    own = " ".join(conclusions.split())
    return bool(own) and own != " ".join(propose_conclusions(measurements, moment).split())
