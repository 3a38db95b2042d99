"""Two records side by side: which one stays, what it takes from the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desktop_app.core.text import DASH, counted, or_dash
from desktop_app.ui.models.columns import Column
from desktop_app.ui.pages.rows_table import AtOnce
from desktop_app.ui.pages.small_table import small_table
from desktop_app.ui.theme import Tone, Type, look
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.facts import Fact
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.text import Paragraph, Text

_WIDTH = 800


@dataclass(frozen=True, slots=True)
class Side:
    """One of two records: its id, title and facts in the order of the other's."""

    id: int
    title: str
    facts: Sequence[Fact]


@dataclass(frozen=True, slots=True)
class CompareLine:
    """A field of both records; `id` is its place."""

    id: int
    label: str
    left: str
    right: str

    @property
    def differs(self) -> bool:
        """Tell whether both say something and not the same."""
        return DASH not in (self.left, self.right) and self.left != self.right


def compared(left: Side, right: Side) -> list[CompareLine]:
    """Return the fields in which two records are unlike."""
    lines = [
        (one.label, or_dash(one.value), or_dash(other.value))
        for one, other in zip(left.facts, right.facts, strict=True)
    ]
    unlike = [line for line in lines if line[1] != line[2]]
    return [CompareLine(place, *line) for place, line in enumerate(unlike)]


class MergeSheet:
    """Asks which of two records stays; `on_chosen(keep, gone)`."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        words: str,
        sides: tuple[Side, Side],
        on_chosen: Callable[[int, int, FormSheet], object],
    ) -> None:
        """Show both; the first one stays unless the clerk says otherwise."""
        self._sides, self._on_chosen = sides, on_chosen
        left, right = sides
        self._keep = Combo("Остаётся", [(side.id, side.title) for side in sides])
        columns = (
            Column("label", "Поле", 170, lambda line: line.label, muted=True, sortable=False),
            Column("left", left.title, 290, _of("left"), sortable=False, tone=_tone),
            Column("right", right.title, 290, _of("right"), sortable=False, tone=_tone),
        )
        fields = {"keep": FormField("&Остаётся", self._keep)}
        self.sheet = FormSheet(parent, title, "Объединить", fields)
        self.sheet.setMinimumWidth(look().metrics.px(_WIDTH))
        note = Paragraph(words, Type.CELL, Tone.MUTED, columns=100)
        self.lines = compared(left, right)
        table = small_table("Чем отличаются", columns, self.lines, AtOnce())
        alike = len(left.facts) - len(self.lines)
        same = f"Остальное совпадает: {counted(alike, 'поле', 'поля', 'полей')}"
        self.sheet.lay(note, table, Text(same, Type.CELL, Tone.MUTED), fields["keep"])
        open_sheet(self.sheet, self._keep, self._submit)

    def _submit(self) -> None:
        keep = self._keep.value()
        gone = next(side.id for side in self._sides if side.id != keep)
        if isinstance(keep, int):
            self._on_chosen(keep, gone, self.sheet)


def _of(name: str) -> Callable[[CompareLine], str]:
    return lambda line: str(getattr(line, name))


def _tone(line: CompareLine) -> Tone:
    return Tone.WARNING if line.differs else Tone.PLAIN
