"""Kinds of work of another office's journal as our topics: a list the office may edit."""

import csv
import json
from collections.abc import Mapping
from typing import Final

from desktop_app.core.assets import resource
from desktop_app.core.errors import NotFound
from desktop_app.core.settings import OfficeSetting
from desktop_app.core.text import fold
from desktop_app.services.reference import Reference

FALLBACK: Final = "GEN.OTHER"

TOPIC_MAP: Final = OfficeSetting("import.topics", "", "Виды работ чужих журналов и наши темы")
"""What the office said of labels, as JSON: folded label → code of a topic."""


def shipped() -> dict[str, str]:
    """Return the labels the program knows by itself: folded label → code of a topic."""
    with resource("reference", "import_topics.csv").open(encoding="utf-8", newline="") as stream:
        return {fold(line["label"]): line["topic"] for line in csv.DictReader(stream)}


def edited(stored: str) -> dict[str, str]:
    """Return what the office itself said of labels."""
    return dict(json.loads(stored)) if stored else {}


class TopicMap:
    """Finds the topic of a label; a label nobody explained is «Прочее»."""

    def __init__(self, reference: Reference, office: Mapping[str, str]) -> None:
        """Take the office's own words over the shipped ones; topics that are gone are left out."""
        codes = {topic.code: topic.id for topic in reference.topics}
        if FALLBACK not in codes:
            raise NotFound(f"В справочнике нет темы {FALLBACK}", "", "верните её в справочник тем")
        self.fallback = codes[FALLBACK]
        self._topics = {
            label: codes[code] for label, code in {**shipped(), **office}.items() if code in codes
        }
        self._titles = {fold(topic.title): topic.id for topic in reference.topics}

    def find(self, label: str) -> int | None:
        """Return the topic of a label, or None when nobody said what it means."""
        key = fold(label)
        return self._topics.get(key) or self._titles.get(key)
