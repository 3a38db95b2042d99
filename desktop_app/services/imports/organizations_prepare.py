"""Rows of a list of organisations, read and judged before the database is touched."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from db.queries.organizations import FIELDS
from desktop_app.core.company_names import name_key, tidy_name
from desktop_app.core.enums import OrganizationKind
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.organizations import OrganizationDraft, Person
from desktop_app.core.text import fold
from desktop_app.importers.table import SourceRow, Table
from desktop_app.services import organization_checks
from desktop_app.services.imports import values
from desktop_app.services.imports.houses_prepare import SHIFTED
from desktop_app.services.imports.ledger import Ledger, surplus_reason
from desktop_app.services.imports.profiles import Columns
from desktop_app.services.imports.spool import Spool

NO_NAME: Final = "не указано название"
SAME: Final = "та же организация, что в другой строке файла"
UNREADABLE: Final = "название не понято"
TOO_LONG: Final = "слишком длинное название"

TEXTS: Final = tuple(name for name in FIELDS if name not in ("kind", "name"))
_LONGEST_NAME: Final = 500
_LEFT_OUT: Final = "оставлено пустым"
# The first that fits wins: a «региональный оператор» is no carrier, a ТСЖ is a manager by its name.
_KIND_WORDS: Final = (
    (r"региональн\w+ оператор|рег\w* оператор", OrganizationKind.REGIONAL_OPERATOR),
    (r"перевоз|вывоз|транспортирован|тко|спецавто", OrganizationKind.CARRIER),
    (r"ресурсоснабж|рсо|тепл|водоканал|водоснаб|энерго|газ", OrganizationKind.UTILITY),
    (r"диспетчер|адс|аварийн", OrganizationKind.DISPATCH),
    (r"администрац|орган местного|орган власти|омсу?\b|надзор|инспекц", OrganizationKind.AUTHORITY),
    (
        r"\bук\b|\bуо\b|\bтсж\b|\bтсн\b|\bжск\b|\bжк\b|управл|жилищ|жэк|домоуправ",
        OrganizationKind.MANAGER,
    ),
)
_PROFILE_KINDS: Final = {"frt_org": OrganizationKind.MANAGER}

Tick = Callable[[], None]


@dataclass(frozen=True, slots=True)
class PreparedOrganization:
    """What one row gives; `texts` are the columns that are known, `kind` may be ""."""

    row: int
    name: str
    kind: str
    texts: dict[str, str]
    person: tuple[str, str]

    def packed(self) -> list[Any]:
        """Return the form a spool keeps."""
        return list(asdict(self).values())

    def draft(self) -> OrganizationDraft:
        """Return a new organisation of this row."""
        people = (Person(*self.person),) if self.person[0] else ()
        kind = OrganizationKind(self.kind or OrganizationKind.OTHER)
        texts: dict[str, Any] = dict(self.texts)
        return OrganizationDraft(kind, self.name, people=people, **texts)


def unpack(packed: list[Any]) -> PreparedOrganization:
    """Return an organisation from the form a spool keeps."""
    row, name, kind, texts, person = packed
    return PreparedOrganization(row, name, kind, texts, (person[0], person[1]))


class OrganizationPreparer:
    """Reads all rows once; values that cannot be so are left out and written down."""

    def __init__(self, columns: Columns, ledger: Ledger, spool: Spool) -> None:
        """Prepare rows of a recognised file into a spool."""
        self._columns, self._ledger, self._spool = columns, ledger, spool
        self._first: dict[tuple[str, str], int] = {}

    def run(self, table: Table, tick: Tick) -> None:
        """Read the table; `tick` is called after each row and may stop the work."""
        for row in table.rows():
            self._ledger.read += 1
            self._take(row)
            tick()

    def _take(self, row: SourceRow) -> None:
        shifted = surplus_reason(row)
        name = tidy_name(values.text(self._columns.cell(row, "name")))
        if shifted:
            self._ledger.reject(row, shifted, SHIFTED)
        elif not name:
            self._ledger.reject(row, NO_NAME)
        elif len(name) > _LONGEST_NAME:
            self._ledger.reject(row, f"{TOO_LONG}: больше {_LONGEST_NAME} знаков", TOO_LONG)
        elif not name_key(name):
            self._ledger.reject(row, f"{UNREADABLE}: «{name[:80]}»", UNREADABLE)
        else:
            self._put(row, name)

    def _put(self, row: SourceRow, name: str) -> None:
        read: dict[str, Any] = {
            field: values.text(self._columns.cell(row, field)) for field in TEXTS
        }
        person = (
            values.text(self._columns.cell(row, "person")),
            values.text(self._columns.cell(row, "person_post")),
        )
        texts, faults = _sound(OrganizationDraft(OrganizationKind.OTHER, name, **read))
        own = (texts["inn"], texts["kpp"]) if texts["inn"] else ("", name_key(name))
        first = self._first.setdefault(own, row.number)
        if first != row.number:
            self._ledger.reject(row, f"та же организация, что в строке {first}", SAME)
            return
        for field, remedy in faults.items():
            title = self._columns.title(field)
            self._ledger.remark(row.number, title, read.get(field, name), f"{_LEFT_OUT}: {remedy}")
        known = {field: value for field, value in texts.items() if value}
        found = PreparedOrganization(row.number, name, self._kind(row, name), known, person)
        self._spool.put(found.packed())

    def _kind(self, row: SourceRow, name: str) -> str:
        """Return what the row says of the kind, else what the list or the name says, else ""."""
        for said in (values.text(self._columns.cell(row, "kind")), name):
            folded = fold(said)
            for pattern, kind in _KIND_WORDS:
                if folded and re.search(pattern, folded):
                    return kind.value
        listed = _PROFILE_KINDS.get(self._columns.profile.code)
        return listed.value if listed else ""


def _sound(draft: OrganizationDraft) -> tuple[dict[str, str], Mapping[str, str]]:
    """Return the texts that can be so, tidied, and a remedy for each that was left out."""
    faults: dict[str, str] = {}
    for _ in range(2):  # a КПП may turn out wrong only beside the ИНН that is left out
        try:
            checked = organization_checks.check(draft)
        except InvalidDraft as error:
            faults |= error.fields
            left_out: dict[str, Any] = dict.fromkeys(error.fields.keys() & set(TEXTS), "")
            draft = replace(draft, **left_out)
        else:
            return {field: getattr(checked, field) for field in TEXTS}, faults
    return dict.fromkeys(TEXTS, ""), faults


def unpacked(spool: Spool) -> Iterator[PreparedOrganization]:
    """Yield all prepared organisations."""
    return (unpack(packed) for packed in spool)
