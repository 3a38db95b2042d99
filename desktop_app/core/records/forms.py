"""Forms of higher bodies: their fields, mistakes in a template, stored templates, filled files."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.core.changes import Changes
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.records.sheets import Cell


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """A field a template may name: what it gives, whether it is personal data."""

    name: str
    about: str = ""
    is_personal: bool = False


@dataclass(frozen=True, slots=True)
class SectionInfo:
    """A repeated section: its name in a template, what one row is, its fields."""

    name: str
    about: str
    fields: tuple[FieldInfo, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All names a template may use; keys are folded."""

    fields: tuple[FieldInfo, ...]
    sections: tuple[SectionInfo, ...]


@dataclass(frozen=True, slots=True)
class FormProblem:
    """A mistake in a template: sheet, cell («B7»), what is wrong in words."""

    sheet: str
    cell: str
    words: str

    def __str__(self) -> str:
        """Return it as a line of a list."""
        place = f"«{self.sheet}», {self.cell}" if self.sheet else self.cell
        return f"{place}: {self.words}"


@dataclass(frozen=True, slots=True)
class FormNeeds:
    """What a template asks for: names of fields outside sections, fields by section; folded.

    `losses` are things of the template the filled file will not have, by name.
    """

    fields: frozenset[str]
    sections: Mapping[str, frozenset[str]]
    problems: tuple[FormProblem, ...] = ()
    losses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormData:
    """What goes into a form: values by folded name, rows of sections by folded name."""

    values: Mapping[str, Cell]
    sections: Mapping[str, Sequence[Mapping[str, Cell]]]


@dataclass(frozen=True, slots=True)
class StoredForm:
    """A template kept under a name; `sha256` is of its bytes."""

    id: int
    title: str
    file_name: str
    sha256: str
    size: int
    added_at: dt.datetime
    clerk: str


@dataclass(frozen=True, slots=True)
class FormSaved:
    """A kept template and what changed."""

    form: StoredForm
    changes: Changes
    losses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormOrder:
    """One filling: a kept form or a file, inclusive days, with whose permission."""

    source: StoredForm | Path
    query: RegisterQuery = field(default_factory=RegisterQuery)
    depersonalised: bool = True
    reason: str = ""
