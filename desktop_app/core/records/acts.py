"""The paper of a visit: everything it says, in words; the printer adds nothing of its own."""

import datetime as dt
from dataclasses import dataclass, field

from desktop_app.core.enums import ActKind, SignatureState


@dataclass(frozen=True, slots=True)
class ActField:
    """A labelled statement; an empty text prints `lines` ruled lines to be filled by hand."""

    label: str
    text: str = ""
    lines: int = 1


@dataclass(frozen=True, slots=True)
class ActRow:
    """A measurement row of the paper."""

    place: str
    quantity: str
    unit: str
    norm: str
    value: str = ""
    deviation: str = ""
    deviation_percent: str = ""
    tolerance: str = ""
    verdict: str = ""
    is_violation: bool = False
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActTable:
    """A table of the paper: caption, rows, notes under it (where the norms come from).

    `has_chart` keeps the column of per cent, which only a chart gives sense to; `readings` is how
    many columns of single measurements stand before their average.
    """

    title: str
    norm_title: str
    rows: tuple[ActRow, ...]
    notes: tuple[str, ...] = ()
    has_chart: bool = False
    readings: int = 0


@dataclass(frozen=True, slots=True)
class ActGrid:
    """A plain table of words: containers of a site; empty rows are left for handwriting."""

    title: str
    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ActRemedy:
    """What must be done, by whom, until when, and the mark of its being done."""

    what: str = ""
    who: str = ""
    due: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class ActSignature:
    """A line to sign; `post` names post and organisation."""

    name: str
    post: str
    role: str
    state: SignatureState = SignatureState.PENDING
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ActPhoto:
    """A picture of the annex: its label and caption, a line about it, the file it is made of.

    `width` and `height` are the pixels of the file as it is looked at, 0 when they are not known;
    `picture` is the JPEG to be printed. Where there is none, `problem` says why on the paper.
    """

    label: str
    caption: str
    about: str
    sha256: str
    width: int = 0
    height: int = 0
    problem: str = ""
    picture: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class ActAnnex:
    """The table of photographs after the act's own pages; `ending` stands above the signatures.

    `videos` are lines about files that cannot be printed and are given on a medium.
    """

    title: str
    act: str
    photos: tuple[ActPhoto, ...]
    ending: str
    sheets: int = 0
    # Left out of the words an act's code is made of where there are none.
    videos: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class DayVisit:
    """A visit of the day sheet; `phones` are of the people who asked for it."""

    id: int
    number: str
    kind: ActKind
    street: str
    address: str
    premise: str
    planned_at: dt.datetime | None
    tickets: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    basis: str = ""
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DaySheet:
    """Visits of a day by street; `made_at` is printed in the foot."""

    office: tuple[str, ...]
    day: dt.date
    visits: tuple[DayVisit, ...]
    made_at: dt.datetime


@dataclass(frozen=True, slots=True)
class ActDocument:
    """Everything an act says.

    Parts stand in the order of the paper. `moment` is the document's own date, used for the file's
    properties instead of the clock. A statement with an empty text is printed as ruled lines, an
    empty `date` as a date to be filled. `special_opinion` is None and `refusal` empty where the
    paper has no such part. `qr` is what the square code of the first page says: number, date and
    code of the content, no personal data; "" prints none.
    """

    kind: ActKind
    number: str
    office: tuple[str, ...]
    place: str
    date: str
    title: str
    moment: dt.datetime
    is_blank: bool = False
    facts: tuple[ActField, ...] = ()
    members_title: str = ""
    members: tuple[str, ...] = ()
    checked: tuple[ActField, ...] = ()
    tables: tuple[ActTable, ...] = ()
    grids: tuple[ActGrid, ...] = ()
    means: tuple[ActField, ...] = ()
    condition: ActField | None = None
    conclusions: tuple[ActField, ...] = ()
    remedies_title: str = ""
    remedies: tuple[ActRemedy, ...] = ()
    closing: tuple[ActField, ...] = ()
    signatures: tuple[ActSignature, ...] = ()
    special_opinion: ActField | None = None
    refusal: tuple[ActField, ...] = ()
    witnesses: tuple[ActSignature, ...] = ()
    notes: tuple[str, ...] = ()
    footer: str = ""
    qr: str = ""
    # Left out of the words an act's code is made of: an act without pictures keeps its code.
    annex: ActAnnex | None = field(default=None, repr=False)
