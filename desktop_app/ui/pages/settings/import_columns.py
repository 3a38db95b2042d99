"""Columns of the lists of an import: what fields hold, what rows become, what came before."""

from dataclasses import dataclass

from desktop_app.core import clock
from desktop_app.core.records.imports import Fate, FileView, ImportBatch, ImportKind, PreviewLine
from desktop_app.ui.models.columns import Column, Kind, Mark
from desktop_app.ui.theme import Tone


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field, the heading it is read from and the first values under it."""

    id: int
    name: str
    title: str
    heading: str
    sample: str
    is_required: bool


def field_lines(view: FileView) -> list[FieldLine]:
    """Return the fields of a file: matched ones first, each half in the order of the shape.

    Headings nothing is taken from stand last, without a name.
    """
    samples = dict(zip(view.headings, view.samples, strict=True))
    used = set(view.columns.values())
    unused = [title for title in samples if title and title not in used]
    ordered = sorted(view.fields, key=lambda item: item.name not in view.columns)
    fields = [
        FieldLine(
            place,
            item.name,
            item.title,
            view.columns.get(item.name, ""),
            samples.get(view.columns.get(item.name, ""), ""),
            item.is_required,
        )
        for place, item in enumerate(ordered)
    ]
    return fields + [
        FieldLine(place, "", "Не берётся", title, samples[title], is_required=False)
        for place, title in enumerate(unused, start=len(fields))
    ]


_FATES = {
    Fate.NEW.value: Mark(Fate.NEW.value, "plus"),
    Fate.CHANGED.value: Mark(Fate.CHANGED.value, "pencil"),
    Fate.SAME.value: Mark(Fate.SAME.value, "check", Tone.MUTED),
    Fate.REJECTED.value: Mark(Fate.REJECTED.value, "warning", Tone.DANGER),
}

FIELD_COLUMNS = (
    Column(
        "title",
        "Поле",
        156,
        lambda line: line.title,
        sortable=False,
        tone=lambda line: Tone.PLAIN if line.name else Tone.MUTED,
        least=90,
    ),
    Column(
        "heading",
        "Столбец файла",
        150,
        lambda line: line.heading or None,
        sortable=False,
        tone=lambda line: Tone.DANGER if line.is_required and not line.heading else Tone.PLAIN,
        least=90,
    ),
    Column(
        "sample",
        "Что в нём",
        170,
        lambda line: line.sample or None,
        sortable=False,
        muted=True,
        least=80,
    ),
)


def _fate(line: PreviewLine) -> Mark:
    return _FATES[line.fate]


LINE_COLUMNS = (
    Column("row", "Строка", 70, lambda line: line.row, Kind.NUMBER, sortable=False),
    Column("fate", "Что станет", 136, _fate, Kind.MARK, sortable=False, sample="без изменений"),
    Column(
        "before", "Как в файле", 240, lambda line: line.before or None, sortable=False, least=100
    ),
    Column(
        "after",
        "Как будет",
        262,
        lambda line: line.after or line.reason or None,
        sortable=False,
        least=120,
    ),
    Column(
        "match",
        "Совпадение",
        110,
        lambda line: line.match.title_ru,
        sortable=False,
        muted=True,
        leaves=1,
    ),
)


def _state(batch: ImportBatch) -> Mark | None:
    if batch.undone_at is None:
        return None
    return Mark(f"отменена {clock.show_short(batch.undone_at)}", "undo", Tone.MUTED)


BATCH_COLUMNS = (
    Column("id", "№", 60, lambda batch: str(batch.id), sortable=False),
    Column("at", "Когда", 140, lambda batch: clock.show_moment(batch.started_at), sortable=False),
    Column("kind", "Что", 140, lambda batch: ImportKind(batch.kind).title_ru, sortable=False),
    Column("file", "Файл", 230, lambda batch: batch.file_name, sortable=False, least=120),
    Column(
        "clerk",
        "Кто",
        140,
        lambda batch: batch.clerk or None,
        sortable=False,
        muted=True,
        leaves=3,
    ),
    Column("added", "Добавлено", 100, lambda batch: batch.added, Kind.NUMBER, sortable=False),
    Column(
        "updated",
        "Изменено",
        96,
        lambda batch: batch.updated,
        Kind.NUMBER,
        sortable=False,
        leaves=1,
    ),
    Column(
        "rejected",
        "Не взято",
        90,
        lambda batch: batch.rejected,
        Kind.NUMBER,
        sortable=False,
        leaves=2,
    ),
    Column("state", "Состояние", 176, _state, Kind.MARK, sortable=False),
)
