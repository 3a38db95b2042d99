"""Ready answers: found by topic and by what the caller says, edited with history."""

import datetime as dt
import re
from functools import cached_property

from db.queries import knowledge as queries
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.errors import Conflict, InvalidDraft, NotAllowed, NotFound
from desktop_app.core.records.history import HistoryDraft, Scalar
from desktop_app.core.records.knowledge import (
    Article,
    ArticleDraft,
    ArticleSaved,
    Confidence,
    topics_text,
)
from desktop_app.core.records.reference import Topic
from desktop_app.core.text import fold
from desktop_app.services import shipped
from desktop_app.services.article_match import CERTAIN, ArticleMatch, holding, stems
from desktop_app.services.desk import Desk, differences
from desktop_app.services.reference import Reference

_FILE = "knowledge.csv"
_BREAKS = re.compile(r"[ \t\r\n]+")
_OWN, _PARENT, _SAID, _SERVICE, _FAR = range(5)


class Knowledge:
    """The office's answers; read once, kept until somebody edits them."""

    def __init__(self, desk: Desk, reference: Reference) -> None:
        """Fill an empty database with the shipped answers."""
        self._desk, self._reference = desk, reference
        shipped.into_empty(desk.store, "SELECT count(*) FROM knowledge_article", self._fill)

    def _fill(self) -> None:
        for key, draft in _shipped().items():
            queries.insert_article(self._desk.store, draft, key)

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """All answers, retired ones included."""
        return tuple(queries.articles(self._desk.store))

    @cached_property
    def _match(self) -> ArticleMatch:
        return ArticleMatch(self._active())

    def forget(self) -> None:
        """Drop what was read, after an edit or a change made by another process."""
        for name in ("articles", "_match"):
            self.__dict__.pop(name, None)

    def for_topic(self, topic_id: int | None, text: str = "") -> list[Article]:
        """Return answers for a call, the best first.

        First those of the topic itself, with those of its kin the caller's words point to; then
        those of its parents, those of any topic the words point to, those of the same service.
        Within each, by the words.
        """
        return [article for _, article in self._ranked(topic_id, text)]

    def best(self, topic_id: int | None, text: str = "") -> Article | None:
        """Return the answer worth offering by itself, None when nothing fits closely."""
        for rank, article in self._ranked(topic_id, text):
            if rank <= _SAID:
                return article
        return None

    def search(self, text: str) -> list[Article]:
        """Return answers holding every typed word in any form; all of them for empty text.

        When none holds all the words, those that hold the most telling of them.
        """
        active = self._active()
        found = holding(active, text)
        if found:
            return found
        said = stems(text)
        scored = [(self._match.score(article.id, said), article) for article in active]
        some = sorted((pair for pair in scored if pair[0]), key=lambda pair: -pair[0])
        return [article for _, article in some]

    def article(self, article_id: int) -> Article:
        """Return one answer as it stands in the database; NotFound when there is none."""
        found = queries.article(self._desk.store, article_id)
        if found is None:
            raise NotFound("Такого ответа уже нет", "ничего не изменено", "обновите список ответов")
        return found

    def save(
        self, draft: ArticleDraft, article_id: int | None = None, version: int | None = None
    ) -> ArticleSaved:
        """Add an answer, or change one; InvalidDraft names what is missing.

        Conflict when the answer was changed since this `version` was read.
        """
        with self._desk.action() as action:
            self.forget()  # another program may have written an answer of this name
            clean = self._checked(draft, article_id)
            before = None if article_id is None else self.article(article_id)
            if before is None:
                article_id = queries.insert_article(self._desk.store, clean)
            else:
                self._update(before, clean, before.version if version is None else version)
            after = self.article(article_id or 0)
            changes = differences(_values(before), _values(after))
            note = f"Ответ «{after.title}»"
            action.record(
                HistoryDraft(Operation.REFERENCE_SAVED, Entity.ARTICLE, after.id, changes, note)
            )
        self.forget()
        return ArticleSaved(after, Changes.of(Kind.REFERENCE, after.id).by(action.number))

    def shipped(self, article: Article) -> ArticleDraft | None:
        """Return the text the program brought for this answer, None for the office's own."""
        return _shipped().get(article.key) if article.key else None

    def restore(self, article_id: int) -> ArticleSaved:
        """Put the shipped text back; NotAllowed when there is none."""
        draft = self.shipped(self.article(article_id))
        if draft is None:
            raise NotAllowed(
                "Этот ответ написан в офисе, другого текста у программы нет",
                "ответ не изменён",
                "прежние тексты видны в истории",
            )
        return self.save(draft, article_id)

    # Inside

    def _active(self) -> list[Article]:
        return [article for article in self.articles if article.is_active]

    def _ranked(self, topic_id: int | None, text: str) -> list[tuple[int, Article]]:
        topic = self._reference.topics_by_id.get(topic_id or 0)
        said = stems(text)
        found: list[tuple[int, float, int, Article]] = []
        for place, article in enumerate(self._active()):
            score = self._match.score(article.id, said)
            rank = self._rank(article, topic, certain=score >= CERTAIN)
            if rank < _FAR:
                found.append((rank, -score, place, article))
        return [(rank, article) for rank, _, _, article in sorted(found, key=lambda item: item[:3])]

    def _rank(self, article: Article, topic: Topic | None, *, certain: bool) -> int:
        if topic is not None and topic.code in article.topics:
            return _OWN
        related = self._kinship(article, topic) if topic is not None else _FAR
        if certain:
            return _OWN if related < _FAR else _SAID
        return related

    def _kinship(self, article: Article, topic: Topic) -> int:
        """Tell how near the answer's topics are; money and service itself are apart."""
        near = _FAR
        for other in self._reference.topics:
            if other.code in article.topics and other.is_billing == topic.is_billing:
                if topic.code.startswith(f"{other.code}."):
                    return _PARENT
                if other.service is topic.service:
                    near = _SERVICE
        return near

    def _update(self, before: Article, draft: ArticleDraft, version: int) -> None:
        if not queries.update_article(self._desk.store, before.id, version, draft):
            raise Conflict(
                f"Ответ «{before.title}» уже изменён на другом рабочем месте",
                "ваш текст остался на экране",
                "откройте ответ заново и внесите правку ещё раз",
            )

    def _checked(self, draft: ArticleDraft, article_id: int | None) -> ArticleDraft:
        clean = ArticleDraft(
            topics=tuple(topics_text(draft.topics).split()),
            title=_line(draft.title),
            body=draft.body.strip(),
            source=_line(draft.source),
            confidence=draft.confidence,
            checked_on=draft.checked_on,
            words=_line(draft.words),
            is_active=draft.is_active,
        )
        problems = _missing(clean, self._desk.now().date())
        known = {topic.code for topic in self._reference.topics}
        unknown = [code for code in clean.topics if code not in known]
        if unknown:
            problems["topics"] = f"нет темы с кодом {', '.join(unknown)}"
        same = (other for other in self.articles if fold(other.title) == fold(clean.title))
        if clean.title and any(other.id != article_id for other in same):
            problems["title"] = "ответ с таким названием уже есть"
        if problems:
            raise InvalidDraft(problems)
        return clean


def _line(text: str) -> str:
    """Return text as one line that keeps its no-break spaces."""
    return _BREAKS.sub(" ", text).strip()


def _missing(draft: ArticleDraft, today: dt.date) -> dict[str, str]:
    problems: dict[str, str] = {}
    if not draft.title:
        problems["title"] = "назовите ответ"
    if not draft.topics:
        problems["topics"] = "укажите хотя бы одну тему"
    if not draft.body:
        problems["body"] = "впишите, что прочитать"
    if not draft.source:
        problems["source"] = "укажите, откуда это"
    if draft.checked_on is None:
        problems["checked_on"] = "впишите день проверки"
    elif draft.checked_on > today:
        problems["checked_on"] = "этот день ещё не настал"
    return problems


def _values(article: Article | None) -> dict[str, Scalar]:
    if article is None:
        return {}
    return {
        "title": article.title,
        "topics": " ".join(article.topics),
        "words": article.words,
        "body": article.body,
        "source": article.source,
        "confidence": article.confidence.value,
        "checked_on": article.checked_on.isoformat(),
        "is_active": article.is_active,
    }


def _shipped() -> dict[str, ArticleDraft]:
    """Return the shipped answers by key."""
    return {
        row["key"]: ArticleDraft(
            topics=tuple(row["topics"].split()),
            title=row["title"],
            body=row["body"],
            source=row["source"],
            confidence=Confidence(row["confidence"]),
            checked_on=dt.date.fromisoformat(row["checked_on"]),
            words=row["words"],
        )
        for row in shipped.rows(_FILE)
    }
