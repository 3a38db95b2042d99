"""Ready answers and phrases typed by a code."""

import datetime as dt
from collections.abc import Iterable

from db.connection import Row, Store, Value
from db.tables import knowledge_article, text_template
from desktop_app.core.records.knowledge import (
    Article,
    ArticleDraft,
    Confidence,
    TextTemplate,
    topics_text,
)
from desktop_app.core.text import fold

_ARTICLE = (
    "SELECT id, key, topics, title, words, body, source, confidence, checked_on, is_active, version"
    " FROM knowledge_article"
)


def articles(store: Store) -> list[Article]:
    """Return all answers, retired ones included, in the order they were written."""
    return [_article(row) for row in store.rows(f"{_ARTICLE} ORDER BY id")]


def article(store: Store, article_id: int) -> Article | None:
    """Return one answer, or None."""
    found = store.row(f"{_ARTICLE} WHERE id = ?", (article_id,))
    return None if found is None else _article(found)


def insert_article(store: Store, draft: ArticleDraft, key: str = "") -> int:
    """Add an answer and return its id."""
    return store.insert(knowledge_article, {"key": key, **article_values(draft)})


def update_article(store: Store, article_id: int, version: int, draft: ArticleDraft) -> bool:
    """Change an answer that still has this version; tell whether it had."""
    return store.update_version(knowledge_article, article_id, version, article_values(draft))


def article_values(draft: ArticleDraft) -> dict[str, Value]:
    """Return the columns of an answer."""
    return {
        "topics": topics_text(draft.topics),
        "title": draft.title,
        "words": draft.words,
        "body": draft.body,
        "folded": fold(f"{draft.title} {draft.words} {draft.body}"),
        "source": draft.source,
        "confidence": draft.confidence.value,
        "checked_on": draft.checked_on.isoformat() if draft.checked_on else "",
        "is_active": int(draft.is_active),
    }


def templates(store: Store) -> list[TextTemplate]:
    """Return all phrases by code."""
    rows = store.rows("SELECT id, code, body, version FROM text_template ORDER BY code")
    return [TextTemplate(*row) for row in rows]


def template(store: Store, template_id: int) -> TextTemplate | None:
    """Return one phrase, or None."""
    found = store.row(
        "SELECT id, code, body, version FROM text_template WHERE id = ?", (template_id,)
    )
    return None if found is None else TextTemplate(*found)


def insert_template(store: Store, code: str, body: str) -> int:
    """Add a phrase and return its id."""
    return store.insert(text_template, {"code": code, "body": body})


def update_template(store: Store, phrase: TextTemplate) -> bool:
    """Change a phrase that still has this version; tell whether it had."""
    values: dict[str, Value] = {"code": phrase.code, "body": phrase.body}
    return store.update_version(text_template, phrase.id, phrase.version, values)


def delete_template(store: Store, template_id: int) -> None:
    """Forget a phrase."""
    store.execute(text_template.delete().where(text_template.c.id == template_id))


def seed_templates(store: Store, rows: Iterable[tuple[str, str]]) -> None:
    """Insert the shipped phrases as (code, body)."""
    store.insert_many("INSERT INTO text_template (code, body) VALUES (?, ?)", rows)


def _article(row: Row) -> Article:
    return Article(
        id=row[0],
        key=row[1],
        topics=tuple(row[2].split()),
        title=row[3],
        words=row[4],
        body=row[5],
        source=row[6],
        confidence=Confidence(row[7]),
        checked_on=dt.date.fromisoformat(row[8]),
        is_active=bool(row[9]),
        version=row[10],
    )
