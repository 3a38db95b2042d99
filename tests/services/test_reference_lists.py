"""The office's small lists: edited with history, put back as they were."""

import datetime as dt
import re

import pytest

from desktop_app.core.enums import DeadlineUnit
from desktop_app.core.errors import Clash, InvalidDraft
from desktop_app.core.field_titles import change_words
from desktop_app.core.records.audit import AuditMode, AuditQuery
from desktop_app.core.records.reference_lists import REF_LISTS, RefLine
from desktop_app.core.settings import OFFICE_HEAD
from desktop_app.core.text import fold
from desktop_app.services.answer_book import topic_codes, topic_titles
from desktop_app.services.office import Office
from tests.services.fixtures import rules_of


def _line(office: Office, key: str, title: str) -> RefLine:
    return next(line for line in office.reference_lists.books[key].lines() if line.title == title)


def test_every_list_is_there(office: Office) -> None:
    """Proves that each tab of the page has its list, and each line a value for every field."""
    books = office.reference_lists.books
    assert list(books) == [item.key for item in REF_LISTS]
    assert [book.title for book in books.values()] == [item.title for item in REF_LISTS]
    for key in ("topics", "terms", "calendar", "answers", "norms", "letterhead"):
        lines = books[key].lines()
        assert lines
        names = {field.name for field in books[key].fields}
        assert all(set(line.values) == names for line in lines)


@pytest.mark.parametrize("key", ["topics", "terms", "calendar", "people", "instruments"])
def test_the_journal_of_changes_has_words_for_every_field(office: Office, key: str) -> None:
    """Neither a column nor a code of a list is told to people by its name in the base."""
    for field in office.reference_lists.books[key].fields:
        if field.name == "day":
            continue  # it is the name of the field itself: 26.11.2026
        name = "2026-11-26" if (key, field.name) == ("calendar", "kind") else field.name
        # The code of a topic is the office's own: only that it is another one is told.
        is_record = field.name in {"topic_id", "parent_code"} or not field.choices
        for code in ("1",) if is_record else (code for code, _ in field.choices):
            words = change_words(f"list:{name}", "", code)
            assert re.findall(r"[a-z_]{2,}", words) == [], (field.name, code, words)


def test_a_term_changed_in_its_sheet_is_told_in_the_list(office: Office) -> None:
    """One term, two doors: the list tells of both, the journal in words, and takes both back."""
    office.clerks.sit(office.clerks.add("Иванова Анна").id)
    book = office.reference_lists.books["terms"]
    line = next(one for one in book.lines() if one.values["room_from"] == "12")
    book.save(line.id, {**line.values, "basis": "решение штаба"})
    office.reference_edit.set_rule(line.id, 3, DeadlineUnit.WORKING_DAYS, "приказ № 12")
    told = book.history(line.id)
    assert [change.clerk for change in told] == ["Иванова Анна"] * 2
    assert told[0].words == (
        "Сколько: 16 → 3; Чего: часы → рабочие дни; Основание: решение штаба → приказ № 12"
    )
    last = office.audit.ids(AuditQuery())[:1]
    (row,) = office.audit.page(AuditMode.CHANGES, last)
    assert "срок, число: 16 → 3; единица: часы → рабочие дни" in row.details
    office.reference_lists.put_back("terms", line.id, told[-1].id)
    now = next(one for one in book.lines() if one.id == line.id)
    assert now.values == line.values


@pytest.mark.parametrize("key", ["topics", "terms", "answers", "letterhead"])
def test_put_back_as_it_was(office: Office, key: str) -> None:
    """Proves that a change is told in words and that the line stands again as before it."""
    book = office.reference_lists.books[key]
    before = book.lines()[0]
    column = {"topics": "words", "terms": "basis", "answers": "source", "letterhead": "value"}[key]
    book.save(before.id, {**before.values, column: "сказано иначе"})
    changed = next(line for line in book.lines() if line.id == before.id)
    assert changed.values[column] == "сказано иначе"
    last = book.history(before.id)[0]
    assert "сказано иначе" in last.words
    office.reference_lists.put_back(key, before.id, last.id)
    again = next(line for line in book.lines() if line.id == before.id)
    assert again.values == before.values
    assert len(book.history(before.id)) >= 2
    assert all(finding.is_sound for finding in office.health.check())


def test_a_new_topic_is_offered_at_once(office: Office) -> None:
    """Proves that a topic of the office gets a code in its group and is found by its words."""
    book = office.reference_lists.books["topics"]
    group = next(t for t in office.reference.topics if t.is_group)
    values = {
        "title": "Гудят трубы",
        "parent_code": group.code,
        "words": "шум, вибрация",
        "service": group.service.value,
        "priority": "normal",
        "is_active": "1",
    }
    book.save(None, values)
    found = office.reference.find_topics("вибрац")
    assert [(t.title, t.code) for t in found] == [("Гудят трубы", f"{group.code}.OWN1")]
    line = _line(office, "topics", "Гудят трубы")
    for other in book.lines():
        book.save(other.id, other.values)  # every shipped topic may be saved as it stands
    book.save(line.id, {**line.values, "is_active": "0"})
    assert office.reference.find_topics("вибрац") == []
    assert office.reference.topic_path(line.id).endswith("› Гудят трубы")
    book.save(line.id, {**line.values, "title": "Стучат трубы"})
    assert office.reference.topic_path(line.id).endswith("› Стучат трубы")


def test_a_term_counts_from_the_next_call(office: Office) -> None:
    """Proves that an edited term is the office's own and refuses impossible lengths."""
    rule = rules_of(office, "HEAT.NO")[0]
    book = office.reference_lists.books["terms"]
    line = next(item for item in book.lines() if item.id == rule.id)
    book.save(line.id, {**line.values, "amount": "7", "unit": "hours"})
    now = rules_of(office, "HEAT.NO")[0]
    assert (now.amount, now.unit, now.is_proposal) == (7, DeadlineUnit.HOURS, False)
    for amount, unit in (("0", "hours"), ("9999", "working_days"), ("1,5", "working_days")):
        with pytest.raises(InvalidDraft):
            book.save(line.id, {**line.values, "amount": amount, "unit": unit})
    with pytest.raises(InvalidDraft) as refused:
        book.save(line.id, {**line.values, "amount": "", "basis": " "})
    assert set(refused.value.fields) == {"amount", "basis"}


def test_a_day_of_the_calendar(office: Office) -> None:
    """Proves that a day is listed, told of in history and given back."""
    book, day = office.reference_lists.books["calendar"], dt.date(2026, 12, 30)
    book.save(None, {"day": "2026-12-30", "kind": "day_off", "name": "указ"})
    assert not office.reference.calendar.is_working(day)
    change = book.history(day.toordinal())[0]
    assert change.words == "Какой он: как обычно, по дню недели → выходной; Почему: — → указ"
    office.reference_lists.put_back("calendar", day.toordinal(), change.id)
    assert office.reference.calendar.is_working(day)


def test_a_line_stands_whole_as_before_an_early_change(office: Office) -> None:
    """Proves that taking an early change back takes back the later ones of other fields too."""
    book = office.reference_lists.books["terms"]
    before = book.lines()[0]
    book.save(before.id, {**before.values, "basis": "решение штаба"})
    book.save(before.id, {**book.lines()[0].values, "amount": "9"})
    early = book.history(before.id)[-1]
    office.reference_lists.put_back("terms", before.id, early.id)
    assert book.lines()[0].values == before.values


def test_two_clerks_at_one_line(office: Office) -> None:
    """Fields of both are joined; about the same field the late one is asked, and may choose."""
    lists, book = office.reference_lists, office.reference_lists.books["terms"]
    line = book.lines()[0]
    mine, theirs = lists.saving("terms", line), lists.saving("terms", line)
    theirs(line.id, {**line.values, "basis": "решение штаба № 4"})
    mine(line.id, {**line.values, "amount": "9"})
    now = book.lines()[0]
    assert (now.values["amount"], now.values["basis"]) == ("9", "решение штаба № 4")
    mine, theirs = lists.saving("terms", now), lists.saving("terms", now)
    theirs(line.id, {**now.values, "amount": "10", "basis": "решение штаба № 5"})
    for _ in range(2):  # a question left without an answer is asked again
        with pytest.raises(Clash) as asked:
            mine(line.id, {**now.values, "amount": "11"})
        assert asked.value.fields == {"amount": ("11", "10")}
    assert book.lines()[0].values["amount"] == "10"
    asked.value.decide(frozenset({"amount"}), frozenset({"amount"}))
    mine(line.id, {**now.values, "amount": "11"})
    last = book.lines()[0].values
    assert (last["amount"], last["basis"]) == ("11", "решение штаба № 5")
    mine, theirs = lists.saving("terms", book.lines()[0]), lists.saving("terms", book.lines()[0])
    theirs(line.id, {**last, "amount": "12"})
    with pytest.raises(Clash) as asked:
        mine(line.id, {**last, "amount": "13", "basis": "решение штаба № 6"})
    asked.value.decide(frozenset({"amount"}), frozenset())
    mine(line.id, {**last, "amount": "13", "basis": "решение штаба № 6"})
    last = book.lines()[0].values
    assert (last["amount"], last["basis"]) == ("12", "решение штаба № 6")


def test_an_answer_changed_by_another_program_is_asked_about(office: Office) -> None:
    """What this program remembers of the answers is no ground to write over a newer one."""
    book = office.reference_lists.books["answers"]
    line = book.lines()[0]
    save = office.reference_lists.saving("answers", line)
    second = Office.open(office.path)
    second.clerks.sit(second.clerks.add("Иванова Анна").id)
    theirs = {**line.values, "source": "письмо УК", "words": "новые слова"}
    second.reference_lists.saving("answers", line)(line.id, theirs)
    second.close()
    with pytest.raises(Clash) as asked:
        save(line.id, {**line.values, "source": "приказ № 2"})
    assert asked.value.fields == {"source": ("приказ № 2", "письмо УК")}
    assert asked.value.who == "Иванова Анна"
    asked.value.decide(frozenset({"source"}), frozenset({"source"}))
    save(line.id, {**line.values, "source": "приказ № 2"})
    now = next(one for one in book.lines() if one.id == line.id).values
    assert (now["source"], now["words"]) == ("приказ № 2", "новые слова")


def test_a_day_given_back_meanwhile_is_asked_about(office: Office) -> None:
    """Another clerk let the day follow its weekday: what is typed of it is not lost silently."""
    lists, book = office.reference_lists, office.reference_lists.books["calendar"]
    line = book.lines()[0]
    save = lists.saving("calendar", line)
    lists.saving("calendar", line)(line.id, {**line.values, "kind": "", "name": ""})
    with pytest.raises(Clash) as asked:
        save(line.id, {**line.values, "name": "указ № 5"})
    assert set(asked.value.fields) == {"name"}


def test_an_answer_of_the_office_is_bound_to_topics_by_their_titles(office: Office) -> None:
    """Proves that a new answer is offered to its topic, and that other topics can be written."""
    book = office.reference_lists.books["answers"]
    topic = office.reference.topic("HEAT.NO")
    values = {
        "title": "Как сливают воздух",
        "topics": f"{topic.title}; ",
        "words": "кран Маевского",
        "source": "памятка УК",
        "confidence": book.lines()[0].values["confidence"],
        "checked_on": "2026-11-20",
        "is_active": "1",
        "body": "Откройте кран Маевского ключом, дождитесь воды.",
    }
    book.save(None, values)
    line = _line(office, "answers", "Как сливают воздух")
    assert line.values["topics"] == topic.title
    assert line.id in [article.id for article in office.knowledge.for_topic(topic.id)]
    other = next(t for t in office.reference.topics if not t.is_group and t.id != topic.id)
    path = office.reference.topic_path(other.id)
    book.save(line.id, {**line.values, "topics": f"{topic.code}; {path}"})
    assert office.knowledge.article(line.id).topics == (topic.code, other.code)
    last = book.history(line.id)[0]
    assert last.words.startswith(f"К каким темам: {topic.title} → {topic.title}; {other.title}")
    office.reference_lists.put_back("answers", line.id, last.id)
    assert office.knowledge.article(line.id).topics == (topic.code,)
    for wrong in ("погода на Марсе", "", ";"):
        with pytest.raises(InvalidDraft) as refused:
            book.save(line.id, {**line.values, "topics": wrong})
        assert set(refused.value.fields) == {"topics"}
    for article in office.knowledge.articles:
        assert topic_codes(topic_titles(article.topics, office.reference), office.reference) == (
            article.topics
        )


def test_commission_and_instruments(office: Office) -> None:
    """Proves that people and instruments are offered to visits until they are put aside."""
    people = office.reference_lists.books["people"]
    role = people.fields[3].choices[0][0]
    person = {"name": "Котова Анна", "post": "инженер", "organization": "МУП", "role": role}
    people.save(None, {**person, "is_active": "1"})
    assert [member.name for member in office.inspections.known_people()] == ["Котова Анна"]
    tools = office.reference_lists.books["instruments"]
    tools.save(
        None,
        {"title": "Термометр", "serial": "77", "verified_until": "2027-05-01", "is_active": "1"},
    )
    known = office.inspections.known_instruments()
    assert [(tool.title, tool.verified_until) for tool in known] == [
        ("Термометр", dt.date(2027, 5, 1))
    ]
    line = tools.lines()[0]
    tools.save(line.id, {**line.values, "is_active": "0"})
    assert office.inspections.known_instruments() == []
    office.reference_lists.put_back("instruments", line.id, tools.history(line.id)[0].id)
    assert len(office.inspections.known_instruments()) == 1


def test_a_signatory_is_a_line_of_the_letterhead(office: Office) -> None:
    """Proves that who signs is changed where the letterhead is."""
    line = _line(office, "letterhead", OFFICE_HEAD.title)
    office.reference_lists.books["letterhead"].save(
        line.id, {**line.values, "value": "Котов А. И."}
    )
    assert office.settings.get(OFFICE_HEAD) == "Котов А. И."


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("теч", "HEAT.LEAK"),
        ("течет батаре", "HEAT.LEAK"),
        ("капает", "CW.LEAK"),
        ("воняет", "SEW.LEAK"),
        ("помойк", "MSW.SITE"),
        ("диван", "MSW.BULK"),
        ("ржав", "CW.QUAL"),
    ],
)
def test_topics_are_found_by_everyday_words(office: Office, said: str, code: str) -> None:
    """What a caller says leads to the topic, though no title has the word."""
    assert code in [topic.code for topic in office.reference.find_topics(said)]


def test_every_word_said_narrows_the_topics(office: Office) -> None:
    """All words must fit, the section is one of them, and headings and retired ones are none."""
    find = office.reference.find_topics
    both = {topic.code for topic in find("течет батаре")}
    assert both == {t.code for t in find("течет")} & {t.code for t in find("батаре")}
    assert "CW.LEAK" not in both
    of_section = {topic.code for topic in find("Горячая вода")}
    assert {"HW.LEAK", "HW.TEMP"} <= of_section
    assert [topic.code for topic in find("hw.leak")] == ["HW.LEAK"]
    assert office.reference.topic("hw.leak").code == "HW.LEAK"
    groups = {topic.code for topic in office.reference.topics if topic.is_group}
    assert not groups & {topic.code for topic in find("")}


def test_everyday_words_are_of_known_topics(office: Office) -> None:
    """No line of the shipped words is lost by a misspelt code, and no topic is without words."""
    reference = office.reference
    named = {topic.code for topic in reference.topics if not topic.is_group}
    assert set(reference.everyday) == named
    assert all(words == fold(words) for words in reference.everyday.values())
