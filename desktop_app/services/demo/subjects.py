"""What people call about in each part of the year, and how such a call usually goes on."""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from desktop_app.core.enums import Priority
from desktop_app.core.records.reference import Topic
from desktop_app.services.demo.words import Phrase, Speech, read
from desktop_app.services.reference import Reference

_MOSTLY_EXPLAINED = 0.6
_PARTS = ("peak", "winter", "spring", "summer")


@dataclass(frozen=True, slots=True)
class Subject:
    """A topic with its texts, who does the work, how long it takes on average.

    `is_question` says that such calls are mostly answered at once; service and kind are stored
    codes.
    """

    topic_id: int
    code: str
    service: str
    kind: str
    is_question: bool
    is_emergency: bool
    is_billing: bool
    asks_room: bool
    needs_flat: bool
    by_manager: bool
    explained: float
    hours: float
    calls: Sequence[Phrase]
    explanations: Sequence[Phrase]
    done: Sequence[Phrase]
    rework: Sequence[Phrase]
    returned: Sequence[Phrase]
    notes: Sequence[Phrase]


class Subjects:
    """Draws a subject for a part of the year."""

    def __init__(self, reference: Reference, rng: Random) -> None:
        """Read the mix; every topic it names is one of the office's."""
        self._rng = rng
        speech = Speech(rng)
        rows = read("mix.csv")
        self._all = [_subject(reference, speech, row) for row in rows]
        self._limits = {part: list(accumulate(float(row[part]) for row in rows)) for part in _PARTS}
        self._by_code = {subject.code: subject for subject in self._all}

    def draw(self, part: str) -> Subject:
        """Return what somebody calls about now."""
        limits = self._limits[part]
        return self._all[bisect(limits, self._rng.random() * limits[-1])]

    def named(self, code: str) -> Subject:
        """Return the subject of a topic's code."""
        return self._by_code[code]


def _subject(reference: Reference, speech: Speech, row: dict[str, str]) -> Subject:
    topic: Topic = reference.topic(row["topic"])
    answers = speech.answers(topic.code, is_billing=topic.is_billing)
    explained = float(row["explained"]) / 100
    is_question = explained >= _MOSTLY_EXPLAINED
    calls = speech.calls(topic.code, is_billing=topic.is_billing, is_question=is_question)
    return Subject(
        topic_id=topic.id,
        code=topic.code,
        service=topic.service.value,
        kind=_kind(topic.code, is_question=is_question),
        is_question=is_question,
        is_emergency=topic.priority is Priority.EMERGENCY,
        is_billing=topic.is_billing,
        asks_room=reference.depends_on_room(topic.id) or topic.code == "HEAT.UNDER",
        needs_flat=row["people"] == "flats",
        by_manager=row["route"] == "manager",
        explained=explained,
        hours=float(row["hours"]),
        calls=calls,
        explanations=answers["explained"],
        done=answers["done"],
        rework=answers["rework"],
        returned=answers["returned"],
        notes=answers["note"],
    )


def _kind(code: str, *, is_question: bool) -> str:
    if code == "GEN.OFFICE":
        return "complaint"
    return "question" if is_question else "request"
