"""What makes one kind of act differ from another: questions, signers, parts of the paper."""

import enum
from dataclasses import dataclass

from desktop_app.core.enums import ActKind, MemberRole


class Part(enum.StrEnum):
    """Where an answer stands on the paper."""

    FACTS = "facts"
    CHECKED = "checked"
    MEANS = "means"
    CLOSING = "closing"


class Own(enum.StrEnum):
    """Columns of a visit that only some acts print."""

    HOUSE = "house"
    ACCESS = "access"
    SYSTEM = "system"
    OUTDOOR = "outdoor"
    CHART = "chart"
    HEAT_METER = "heat_meter"
    METHOD = "method"
    INSTRUMENTS = "instruments"


@dataclass(frozen=True, slots=True)
class Question:
    """Something a kind of act asks; a blank shows `choice` to underline, else `lines` to fill.

    `is_area` asks for a field of several lines on the screen; with `options` the screen offers
    only them, because a norm depends on the answer.
    """

    key: str
    label: str
    part: Part
    lines: int = 1
    choice: str = ""
    is_area: bool = False
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signers:
    """Lines to sign under one heading: the roles that sign there, and lines a blank leaves.

    A group without roles takes everybody no other group names.
    """

    title: str
    roles: tuple[MemberRole, ...] = ()
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A statement a blank leaves for the conclusions: words to underline, or ruled lines."""

    label: str
    choice: str = ""
    lines: int = 1


@dataclass(frozen=True, slots=True)
class ActForm:
    """Everything that is particular to one kind of act.

    `condition` heads the paragraph of what was seen, `condition_blank` the same in a blank;
    `remedies` heads the table of what must be done; `copies` is who gets one by rule. `refusal` is
    what the paper says of those who would not sign, "" where it has no such block.
    """

    kind: ActKind
    members_title: str
    questions: tuple[Question, ...]
    own: frozenset[Own]
    condition: str
    condition_blank: str
    conclusions: tuple[Conclusion, ...]
    remedies: str
    signers: tuple[Signers, ...]
    copies_blank: str
    refusal: str = ""
    needs_measurements: bool = True
    notes: tuple[str, ...] = ()

    def question(self, key: str) -> Question | None:
        """Return a question by its key."""
        return next((question for question in self.questions if question.key == key), None)
