"""Ready answers as a list of the office: added, changed, bound to topics by their titles."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from db import history
from desktop_app.core.changes import Changes
from desktop_app.core.enums import Entity
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.history import FieldChange
from desktop_app.core.records.knowledge import Article, ArticleDraft, Confidence
from desktop_app.core.records.reference import Topic
from desktop_app.core.records.reference_lists import RefChange, RefField, RefKind, RefLine
from desktop_app.core.text import fold
from desktop_app.services.desk import Desk
from desktop_app.services.knowledge import Knowledge
from desktop_app.services.reference import Reference
from desktop_app.services.reference_books import change_of, checked_values, titled

_SHOWN = 20


class AnswerBook:
    """Ready answers; topics are written as their titles, one after another."""

    title = "Ответы"

    def __init__(self, desk: Desk, knowledge: Knowledge, reference: Reference) -> None:
        """Change answers by their own service."""
        self._desk, self._knowledge, self._reference = desk, knowledge, reference

    @property
    def fields(self) -> tuple[RefField, ...]:
        """The title first, the text to read aloud last."""
        return (
            RefField("title", "Ответ", is_required=True, width=260),
            RefField("topics", "К каким темам", is_required=True, width=225),
            RefField("words", "Как говорят", width=180),
            RefField("source", "Источник", is_required=True, width=180),
            RefField(
                "confidence",
                "Проверен",
                RefKind.CHOICE,
                titled(Confidence),
                width=125,
                start=Confidence.OFFICE.value,
            ),
            RefField(
                "checked_on",
                "Когда проверен",
                RefKind.DATE,
                width=115,
                start=self._desk.now().date().isoformat(),
            ),
            RefField("is_active", "Предлагать", RefKind.FLAG, width=95),
            RefField("body", "Что сказать", RefKind.LONG, is_required=True, is_listed=False),
        )

    def lines(self) -> list[RefLine]:
        """Return all answers, retired ones last."""
        found = [
            RefLine(
                article.id,
                article.title,
                {
                    "title": article.title,
                    "topics": topic_titles(article.topics, self._reference),
                    "words": article.words,
                    "source": article.source,
                    "confidence": article.confidence.value,
                    "checked_on": article.checked_on.isoformat(),
                    "is_active": str(int(article.is_active)),
                    "body": article.body,
                },
                is_active=article.is_active,
            )
            for article in self._knowledge.articles
        ]
        return sorted(found, key=lambda line: not line.is_active)

    def save(self, line_id: int | None, values: Mapping[str, str]) -> Changes:
        """Add an answer, or change one; InvalidDraft names bad fields."""
        checked = checked_values(self.fields, values)
        article = self._knowledge.article(line_id) if line_id is not None else None
        checked_on = checked["checked_on"]
        draft = ArticleDraft(
            self._topics(article, checked["topics"]),
            checked["title"],
            checked["body"],
            checked["source"],
            Confidence(checked["confidence"]),
            dt.date.fromisoformat(checked_on) if checked_on else None,
            checked["words"],
            checked["is_active"] == "1",
        )
        return self._knowledge.save(draft, line_id, article.version if article else None).changes

    def history(self, line_id: int) -> list[RefChange]:
        """Return what was changed in an answer, newest first."""
        found = history.of_entity(self._desk.store, Entity.ARTICLE, line_id)
        told = [replace(item, changes=tuple(map(self._told, item.changes))) for item in found[::-1]]
        return [change_of(entry, self.fields, "") for entry in told]

    def _topics(self, article: Article | None, words: str) -> tuple[str, ...]:
        """Return the codes written; titles nobody touched keep codes the book no longer has."""
        if article is not None and words == topic_titles(article.topics, self._reference):
            return article.topics
        return topic_codes(words, self._reference)

    def _told(self, change: FieldChange) -> FieldChange:
        if change.field != "topics":
            return change
        before, after = (
            topic_titles(str(codes or "").split(), self._reference)
            for codes in (change.before, change.after)
        )
        return replace(change, before=before, after=after)


def topic_titles(codes: Iterable[str], reference: Reference) -> str:
    """Return topics as people write them: titles by «;», with the group where one is not enough."""
    titles = Counter(fold(topic.title) for topic in reference.topics)
    by_code = {topic.code: topic for topic in reference.topics}
    told = []
    for code in codes:
        topic = by_code.get(code)
        if topic is None:
            told.append(code)
        elif titles[fold(topic.title)] > 1:
            told.append(reference.topic_path(topic.id))
        else:
            told.append(topic.title)
    return "; ".join(told)


def topic_codes(words: str, reference: Reference) -> tuple[str, ...]:
    """Return the codes of topics written by «;»; InvalidDraft for one that is none or several."""
    found: list[str] = []
    for part in filter(None, (piece.strip() for piece in words.split(";"))):
        named = _named(part, reference)
        if len(named) != 1:
            said = part if len(part) <= _SHOWN else f"{part[:_SHOWN]}…"
            raise InvalidDraft({"topics": f"{'уточните' if named else 'нет темы'} «{said}»"})
        found.append(named[0].code)
    return tuple(dict.fromkeys(found))


def _named(part: str, reference: Reference) -> list[Topic]:
    """Return the topics a title, a path, a code or the beginning of words means."""
    said = fold(part)
    exact = [
        topic
        for topic in reference.topics
        if said in (fold(topic.code), fold(topic.title), fold(reference.topic_path(topic.id)))
    ]
    return exact or reference.find_topics(part)
