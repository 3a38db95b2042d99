"""Ready answers: found by topic and by words, honest about their sources, edited with history."""

import dataclasses
import datetime as dt
import re

import pytest

from db import history
from desktop_app.core.changes import Kind
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.errors import Conflict, InvalidDraft, NotAllowed, NotFound
from desktop_app.core.records.knowledge import ArticleDraft, Confidence
from desktop_app.services.office import Office
from tests.services.fixtures import HandClock

OWN = ArticleDraft(
    topics=("HEAT.PRESS",),
    title="Почему гудят трубы",
    body="Гудит вода, которой тесно. Скажите, где слышнее.",
    source="Порядок офиса",
    confidence=Confidence.OFFICE,
    checked_on=dt.date(2026, 11, 24),
    words="гудят свистят",
)
HEDGE = re.compile(r"уточн|сверен|проверить")


def best(office: Office, topic: str | None, text: str = "") -> str:
    """Return the title of the answer offered, empty when none is."""
    topic_id = office.reference.topic(topic).id if topic else None
    found = office.knowledge.best(topic_id, text)
    return found.title if found else ""


def titles(office: Office, topic: str, text: str = "") -> list[str]:
    """Return the titles for a topic in their order."""
    found = office.knowledge.for_topic(office.reference.topic(topic).id, text)
    return [article.title for article in found]


def test_every_shipped_answer_is_whole(office: Office) -> None:
    """About thirty answers come along: known topics, short sentences, a source and its day."""
    codes = {topic.code for topic in office.reference.topics}
    articles = office.knowledge.articles
    assert 30 <= len(articles) <= 45
    for article in articles:
        assert article.topics
        assert set(article.topics) <= codes, article.key
        assert article.source, article.key
        assert article.checked_on == dt.date(2026, 11, 22)
        longest = max(len(line) for line in re.split(r"(?<=[.?!])\s", article.body))
        assert longest <= 150, (article.key, longest)
    assert len({article.title for article in articles}) == len(articles)
    assert len({article.key for article in articles}) == len(articles)


def test_an_answer_that_was_not_checked_says_so_aloud(office: Office) -> None:
    """Every unverified answer hedges in what is read out and in its source."""
    doubtful = [a for a in office.knowledge.articles if a.confidence is Confidence.UNVERIFIED]
    assert len(doubtful) >= 4
    for article in doubtful:
        assert HEDGE.search(article.body), article.key
        assert HEDGE.search(article.source), article.key
    today = dt.date(2026, 11, 24)
    assert {a.checked_words(today) for a in doubtful} == {"не сверен, уточняйте"}


def test_a_number_stands_on_a_law(office: Office) -> None:
    """An answer that names hours, days, degrees or percents names where they come from."""
    figures = re.compile(r"\d+\s(?:час|сут|дн|градус|рабочих|календарных|%)")
    law = re.compile(r"ПП|ФЗ|СанПиН")
    numbered = [a for a in office.knowledge.articles if figures.search(a.body)]
    assert len(numbered) > 20
    assert [a.key for a in numbered if not law.search(a.source)] == []


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("heat-norms", ["+18", "+20", "−31", "+22", "на 3 градуса", "на 4 градуса"]),
        ("heat-break", ["16 часов", "8 часов", "4 часа", "24 часов", "0,15 %"]),
        ("hot-temperature", ["60", "75", "57", "78", "55", "80", "3 минут", "40", "0,1 %"]),
        ("waste-delay", ["24 часов", "48 часов", "72 часов", "3,3 %"]),
        ("waste-bulk", ["7 суток", "10 суток"]),
        ("water-break", ["4 часа", "8 часов", "24 часов"]),
        ("emergency-terms", ["5 минут", "30 минут", "2 часа", "3 суток"]),
        ("quality-check", ["2 часа", "2 жителей", "3 рабочих дня"]),
        ("appeal-letter", ["30 дней", "30 марта 2025", "за 3 дня"]),
        ("receipt-date", ["5 числа", "15 числа"]),
        ("heat-start", ["5 суток", "+8"]),
    ],
)
def test_figures_are_those_of_the_checked_table(office: Office, key: str, said: list[str]) -> None:
    """The numbers read aloud are the checked ones (ПП 354, ПП 416, СанПиН, 59-ФЗ)."""
    (body,) = [a.body.replace("\xa0", " ") for a in office.knowledge.articles if a.key == key]
    assert [words for words in said if words not in body] == []


@pytest.mark.parametrize(
    ("topic", "text", "title"),
    [
        ("HEAT.NO", "", "Перерыв отопления"),
        ("HEAT.NO", "авария на теплотрассе, прорвало", "Нет тепла при аварии"),
        ("MSW.MISS", "", "Задержка вывоза отходов"),
        ("MSW.CHARGE", "пришли две квитанции", "Двойная квитанция"),
        ("MSW.CHARGE", "не проживаем с лета, уезжали", "Перерасчёт: никто не жил"),
        ("HEAT.PRESS", "", "Проверка и акт за 2 часа"),
        ("HEAT.PRESS", "журчит в батарее, шумит", "В батареях воздух"),
        ("GEN.THANKS", "спасибо слесарю", ""),
        (None, "ветки не вывозят", "Ветки и листья"),
        (None, "с ночи холодные батареи", ""),
        (None, "", ""),
    ],
)
def test_the_answer_offered_by_itself(
    office: Office, topic: str | None, text: str, title: str
) -> None:
    """The topic decides first, the caller's words next; nothing is offered when nothing fits."""
    assert best(office, topic, text) == title


def test_own_topic_then_parent_then_service(office: Office) -> None:
    """Answers of the topic come first, of its group next, then others of the service only."""
    found = titles(office, "HEAT.NO")
    assert found[:3] == [
        "Перерыв отопления",
        "Нет тепла при аварии",
        "Проверка и акт за 2 часа",
    ]
    assert "В батареях воздух" in found[3:]
    assert not {"Задержка вывоза отходов", "Не согласны с суммой"} & set(found)


def test_search_knows_forms_and_letters(office: Office) -> None:
    """Any form of a word finds it, ё or not, and words of the title come first."""
    found = [article.title for article in office.knowledge.search("перерасчета")]
    assert found[0].startswith("Перерасчёт")
    assert office.knowledge.search("акты проверками")[0].key == "quality-check"
    some = office.knowledge.search("двойную квитанцию выкинуть")
    assert some[0].title == "Двойная квитанция"
    assert office.knowledge.search("зебра") == []
    assert len(office.knowledge.search("")) == len(office.knowledge.articles)


def test_a_saved_answer_is_found_at_once(office: Office) -> None:
    """A new answer is offered for its topic, and its history names all it holds."""
    saved = office.knowledge.save(OWN)
    assert saved.changes.touches(Kind.REFERENCE)
    assert best(office, "HEAT.PRESS") == "Почему гудят трубы"
    (entry,) = history.of_entity(office.desk.store, Entity.ARTICLE, saved.article.id)
    assert entry.operation is Operation.REFERENCE_SAVED
    assert {change.field for change in entry.changes} >= {"title", "body", "source", "confidence"}
    assert history.broken_link(office.desk.store) is None


def test_the_shipped_text_comes_back(office: Office) -> None:
    """«Вернуть как было» brings every field back by the answer's key, with history of both."""
    shipped = next(a for a in office.knowledge.articles if a.key == "heat-norms")
    changed = dataclasses.replace(
        shipped.draft(), body="У нас теплее: +20 и +22.", confidence=Confidence.OFFICE
    )
    after = office.knowledge.save(changed, shipped.id, shipped.version).article
    assert after.body == "У нас теплее: +20 и +22."
    assert office.knowledge.restore(shipped.id).article.draft() == shipped.draft()
    entries = history.of_entity(office.desk.store, Entity.ARTICLE, shipped.id)
    before_after = [
        (change.before, change.after)
        for entry in entries
        for change in entry.changes
        if change.field == "body"
    ]
    assert before_after == [(shipped.body, changed.body), (changed.body, shipped.body)]


def test_the_offices_own_answer_has_nothing_to_come_back_to(office: Office) -> None:
    """An answer written here is refused, and stays as it is."""
    own = office.knowledge.save(OWN).article
    with pytest.raises(NotAllowed, match="написан в офисе"):
        office.knowledge.restore(own.id)
    assert office.knowledge.article(own.id) == own


def test_a_retired_answer_is_offered_no_more(office: Office) -> None:
    """It stays in the table for those who look, but neither topic nor search finds it."""
    own = office.knowledge.save(OWN).article
    office.knowledge.save(dataclasses.replace(OWN, is_active=False), own.id)
    assert best(office, "HEAT.PRESS") != OWN.title
    assert OWN.title not in [article.title for article in office.knowledge.search("гудят")]
    assert OWN.title in [article.title for article in office.knowledge.articles]


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "ветки и ЛИСТЬЯ"}, "title"),
        ({"topics": ()}, "topics"),
        ({"topics": ("НЕТ.ТАКОЙ",)}, "topics"),
        ({"body": "\n"}, "body"),
        ({"source": ""}, "source"),
        ({"checked_on": None}, "checked_on"),
        ({"checked_on": dt.date(2026, 11, 25)}, "checked_on"),
    ],
)
def test_what_is_missing_is_named(office: Office, parts: dict[str, object], field: str) -> None:
    """A refused answer names the field, and nothing is written."""
    before = len(office.knowledge.articles)
    with pytest.raises(InvalidDraft) as refused:
        office.knowledge.save(dataclasses.replace(OWN, **parts))  # type: ignore[arg-type]  # by name
    assert list(refused.value.fields) == [field]
    office.knowledge.forget()
    assert len(office.knowledge.articles) == before


def test_two_clerks_do_not_overwrite_each_other(office: Office) -> None:
    """A version read before another's edit is refused; a missing answer is worded."""
    own = office.knowledge.save(OWN).article
    office.knowledge.save(dataclasses.replace(OWN, body="Иначе."), own.id, own.version)
    with pytest.raises(Conflict, match="другом рабочем месте"):
        office.knowledge.save(dataclasses.replace(OWN, body="Ещё."), own.id, own.version)
    assert office.knowledge.article(own.id).body == "Иначе."
    with pytest.raises(NotFound):
        office.knowledge.article(10_000)


def test_another_process_is_noticed(office: Office, hand_clock: HandClock) -> None:
    """After changes of the lists are announced, answers are read anew."""
    other = Office.open(office.path, now=hand_clock)
    assert office.knowledge.articles
    saved = other.knowledge.save(OWN)
    other.close()
    assert best(office, "HEAT.PRESS") != OWN.title
    office.on_changes(saved.changes)
    assert best(office, "HEAT.PRESS") == OWN.title


def test_seeds_are_put_in_once(office: Office) -> None:
    """Opening the file again adds nothing and brings no edited text back."""
    first = office.knowledge.articles[0]
    office.knowledge.save(dataclasses.replace(first.draft(), body="Своё."), first.id)
    again = Office.open(office.path)
    assert [a.id for a in again.knowledge.articles] == [a.id for a in office.knowledge.articles]
    assert again.knowledge.articles[0].body == "Своё."
    again.close()
