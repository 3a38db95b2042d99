"""Kinds of work of another office's journal as our topics: a shipped list and their titles."""

import csv
from typing import Final

from desktop_app.core.assets import resource
from desktop_app.core.errors import NotFound
from desktop_app.core.text import fold
from desktop_app.services.reference import Reference

FALLBACK: Final = "GEN.OTHER"


def shipped() -> dict[str, str]:
    """Return the labels the program knows by itself: folded label → code of a topic."""
    with resource("reference", "import_topics.csv").open(encoding="utf-8", newline="") as stream:
        return {fold(line["label"]): line["topic"] for line in csv.DictReader(stream)}


class TopicMap:
    """Finds the topic of a label; a label nobody explained is «Прочее»."""

    def __init__(self, reference: Reference) -> None:
        """Take the shipped list; topics that are gone are left out."""
        codes = {topic.code: topic.id for topic in reference.topics}
        if FALLBACK not in codes:
            raise NotFound(f"В справочнике нет темы {FALLBACK}", "", "верните её в справочник тем")
        self.fallback = codes[FALLBACK]
        self._topics = {label: codes[code] for label, code in shipped().items() if code in codes}
        self._titles = {fold(topic.title): topic.id for topic in reference.topics}

    def find(self, label: str) -> int | None:
        """Return the topic of a label, or None when nobody said what it means."""
        key = fold(label)
        return self._topics.get(key) or self._titles.get(key)
