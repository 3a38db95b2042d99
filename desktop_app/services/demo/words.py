"""Word lists of the demo and the sentences made of them."""

import csv
import json
from collections import defaultdict
from dataclasses import dataclass
from random import Random

from desktop_app.core.assets import resource
from desktop_app.core.text import plain_words

_SLOTS = ("explained", "done", "rework", "returned", "note")
_BILLING, _QUESTIONS = "BILL", "INFO"
_MOST_PHRASES = 400


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text and its other forms, made once and used many times.

    `folded` and `json` are UTF-8 with a character for each byte: what is put together of such texts
    is half as wide and is encoded by copying, see `db.queries.demo.Chain`.
    """

    text: str
    folded: str
    json: str


def plain(text: str) -> str:
    """Return a text that stands in JSON as it is, so that a million need no escaping.

    ValueError for one with quotes, backslashes or control characters: our lists hold none.
    """
    if json.dumps(text, ensure_ascii=False) != f'"{text}"':
        raise ValueError(text)
    return text


def narrow(text: str) -> str:
    """Return the UTF-8 of a text with a character for each byte."""
    return text.encode().decode("latin-1")


def phrase(text: str) -> Phrase:
    """Return a plain text with its other forms."""
    return Phrase(plain(text), narrow(plain_words(text)), narrow(text))


SILENCE = phrase("")


def read(name: str) -> list[dict[str, str]]:
    """Return the rows of one list of resources/demo."""
    with resource("demo", name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


class Speech:
    """What people say and answer, by topic."""

    def __init__(self, rng: Random) -> None:
        """Read the sentences."""
        self._rng = rng
        self._rows: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in read("texts.csv"):
            self._rows[row["topic"], row["slot"]].append(row["text"])

    def calls(self, code: str, *, is_billing: bool, is_question: bool) -> list[Phrase]:
        """Return varied texts of calls about a topic, at most a few hundred."""
        group = _group(code, is_billing=is_billing)
        around = _QUESTIONS if is_question and not is_billing else group
        slots = (
            self._find("open", code, group),
            self._find("detail", around),
            self._find("end", around),
        )
        texts: set[str] = set()
        for _ in range(_MOST_PHRASES):
            opening, detail, end = (self._rng.choice(slot) if slot else "" for slot in slots)
            first = " ".join(part for part in (opening, detail) if part)
            texts.add(f"{first}. {end}" if end and self._rng.random() < 0.6 else first)
        return [phrase(text) for text in sorted(texts)]

    def answers(self, code: str, *, is_billing: bool) -> dict[str, list[Phrase]]:
        """Return ready answers of a topic by what they are for."""
        group = _group(code, is_billing=is_billing)
        found = {slot: self._find(slot, code, group) for slot in _SLOTS}
        return {slot: [phrase(text) for text in texts] for slot, texts in found.items()}

    def _find(self, slot: str, *names: str) -> list[str]:
        """Return the sentences of the first of these names that has any, else general ones."""
        for name in (*names, "GEN"):
            if (name, slot) in self._rows:
                return self._rows[name, slot]
        return []


def _group(code: str, *, is_billing: bool) -> str:
    return _BILLING if is_billing else code.partition(".")[0]
