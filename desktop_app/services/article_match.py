"""Which answer the caller's words point to: rare words of titles say more than common ones."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from db import search
from desktop_app.core.records.knowledge import Article
from desktop_app.core.text import fold

CERTAIN = 1.0
_LEAST = 3
_IN_BODY = 0.01
# Words of every question; they point to no answer.
_COMMON = (
    "как что где когда почему зачем сколько какой кто куда если можно нужно надо есть был "
    "это этот наш ваш мой нам вам мне они она или для при без под над после уже ещё тоже "
    "так очень просит просят говорит дом дома доме дому квартира квартире сегодня вчера"
)


class ArticleMatch:
    """Scores answers against free speech, made anew whenever an answer changes."""

    def __init__(self, articles: Sequence[Article]) -> None:
        """Learn the words of the answers and how many answers bear each."""
        self._heads = {a.id: stems(f"{a.title} {a.words}") for a in articles}
        self._bodies = {a.id: stems(a.body) for a in articles}
        self._bearers = Counter(stem for head in self._heads.values() for stem in head)

    def score(self, article_id: int, said: Iterable[str]) -> float:
        """Return how well stems of what was said fit an answer.

        A word in the title or among the callers' words counts as one over the number of answers
        that bear it, so CERTAIN is a word only this answer has, or several that together point to
        it. Words of the body only break ties.
        """
        head, body = self._heads[article_id], self._bodies[article_id]
        said = set(said)
        rare = sum(1 / self._bearers[stem] for stem in said & head)
        return rare + _IN_BODY * len(said & body)


def stems(text: str) -> frozenset[str]:
    """Return the telling stems of a text: no common words, nothing under three letters."""
    found = {stem for stem in search.words(text) if len(stem) >= _LEAST and not stem.isdigit()}
    return frozenset(found - _common())


@cache
def _common() -> frozenset[str]:
    """Return the stems of common words; made late, because it loads the stemmer."""
    return frozenset(search.words(_COMMON))


def holding(articles: Sequence[Article], text: str) -> list[Article]:
    """Return answers that hold every typed word or its stem, those with it in the title first."""
    typed = search.words(text)
    found: list[tuple[int, int, Article]] = []
    for article in articles:
        title = fold(article.title)
        whole = f"{title} {article.words} {article.body} {article.source}"
        if search.holds(whole, typed):
            hits = sum(word in title for word in typed)
            found.append((-hits, len(found), article))
    return [article for _, _, article in sorted(found, key=lambda item: item[:2])]
