"""Ready answers that are read aloud, and phrases typed by a code."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.core import clock
from desktop_app.core.changes import Changes
from desktop_app.core.enums import Titled


class Confidence(Titled):
    """How far the words of an answer were held against their source."""

    VERIFIED = "verified", "сверено"
    PARTIAL = "partial", "сверено частично"
    UNVERIFIED = "unverified", "не сверено"
    OFFICE = "office", "порядок офиса"


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """An answer as typed: `topics` are codes, `words` are what callers say instead of the title."""

    topics: tuple[str, ...]
    title: str
    body: str
    source: str
    confidence: Confidence
    checked_on: dt.date | None
    words: str = ""
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class Article:
    """A stored answer; `key` names the shipped text it came from, empty for the office's own."""

    id: int
    key: str
    topics: tuple[str, ...]
    title: str
    words: str
    body: str
    source: str
    confidence: Confidence
    checked_on: dt.date
    is_active: bool
    version: int

    def draft(self) -> ArticleDraft:
        """Return the answer as it would be typed."""
        return ArticleDraft(
            self.topics,
            self.title,
            self.body,
            self.source,
            self.confidence,
            self.checked_on,
            self.words,
            self.is_active,
        )

    def checked_words(self, today: dt.date) -> str:
        """Return «проверен 15.11»; an answer that was not checked says so instead."""
        day = self.checked_on
        when = f"{day:%d.%m}" if day.year == today.year else clock.show_date(day)
        if self.confidence is Confidence.UNVERIFIED:
            return "не сверен, уточняйте"
        if self.confidence is Confidence.OFFICE:
            return f"порядок офиса, {when}"
        part = " частично" if self.confidence is Confidence.PARTIAL else ""
        return f"проверен{part} {when}"


@dataclass(frozen=True, slots=True)
class ArticleSaved:
    """A saved answer and what changed."""

    article: Article
    changes: Changes


@dataclass(frozen=True, slots=True)
class TextTemplate:
    """A phrase that `/code` turns into; «___» in it is a blank to fill in."""

    id: int
    code: str
    body: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class TemplateSaved:
    """A saved phrase and what changed."""

    template: TextTemplate
    changes: Changes


def topics_text(codes: Iterable[str]) -> str:
    """Return codes of topics as stored: upper case, one space between."""
    return " ".join(code.strip().upper() for code in codes if code.strip())
