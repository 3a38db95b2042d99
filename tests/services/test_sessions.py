"""Several programs at one file: who is here, who edits what, what others saved."""

import dataclasses
from pathlib import Path

import pytest

from db.queries import sessions as queries
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import Service
from desktop_app.core.errors import DatabaseLocked
from desktop_app.services.office import Office
from desktop_app.services.sessions import editing_words
from tests.factories import new_house
from tests.services.fixtures import HandClock, new_ticket


@pytest.fixture
def other(office: Office, hand_clock: HandClock) -> Office:
    """Return another program with another clerk."""
    office.clerks.sit(office.clerks.add("Лапина Ирина").id)
    second = Office.open(office.path, now=hand_clock)
    second.clerks.sit(second.clerks.add("Иванова Анна").id)
    return second


def test_who_is_here_and_who_has_gone(office: Office, other: Office, hand_clock: HandClock) -> None:
    """A program is seen by its beat for a minute and a half, and leaves when it ends."""
    office.sessions.beat()
    other.sessions.beat()
    assert [one.clerk for one in office.sessions.others()] == ["Иванова Анна"]
    assert [one.clerk for one in other.sessions.others()] == ["Лапина Ирина"]
    hand_clock.forward(minutes=2)
    assert office.sessions.others() == []
    other.sessions.beat()
    assert len(office.sessions.others()) == 1
    other.sessions.end()
    assert office.sessions.others() == []


def test_who_edits_a_record_is_told(office: Office, other: Office, hand_clock: HandClock) -> None:
    """«редактирует Иванова Анна с 10:42», of that record only, until the form is closed."""
    hand_clock.forward(minutes=61)
    other.sessions.beat()
    other.sessions.edit("tickets", 5)
    who = office.sessions.editing("tickets", 5)
    assert who is not None
    assert editing_words(who) == "редактирует Иванова Анна с 10:42"
    assert office.sessions.editing("tickets", 6) is None
    assert other.sessions.editing("tickets", 5) is None
    other.sessions.edit()
    assert office.sessions.editing("tickets", 5) is None


def test_what_others_saved_is_told_once(office: Office, other: Office) -> None:
    """Own changes are no news; another's come once, by kind and id; a beat is no news at all."""
    assert office.sessions.news() == Changes()
    mine = new_ticket(office)
    assert office.sessions.news() == Changes()
    theirs = new_ticket(other)
    news = office.sessions.news()
    assert news.ids[Kind.TICKET] == frozenset({theirs})
    assert news.touches(Kind.CALLBACK)
    assert office.sessions.news() == Changes()
    other.sessions.beat()
    assert office.sessions.news() == Changes()
    card = other.tickets.card(mine)
    other.tickets.edit(mine, card.version, dataclasses.replace(card.draft, premise="9"))
    assert office.sessions.news().ids[Kind.TICKET] == frozenset({mine})


def test_a_refused_action_does_not_hide_another_ones(office: Office, other: Office) -> None:
    """An action rolled back here leaves its number to the other program, whose change is news."""
    assert office.sessions.news() == Changes()
    with pytest.raises(RuntimeError), office.desk.action():
        raise RuntimeError
    theirs = new_ticket(other)
    assert office.sessions.news().ids[Kind.TICKET] == frozenset({theirs})


def test_an_action_that_changed_nothing_hides_no_other_one(office: Office, other: Office) -> None:
    """Its number is not taken: the next action of the other program bears it, and is news."""
    house = new_house(office.buildings)
    assert office.sessions.news() == Changes()
    office.buildings.end_contract([house], Service.HEATING, office.desk.now().date())
    theirs = new_ticket(other)
    assert office.sessions.news().ids[Kind.TICKET] == frozenset({theirs})


def test_lists_another_has_changed_are_read_anew(office: Office, other: Office) -> None:
    """A topic added at another desk is known here with the news: its tickets are shown by it."""
    assert "Сосульки" not in {topic.title for topic in office.reference.topics}
    office.sessions.news()
    topics = other.reference_lists.books["topics"]
    said = {"title": "Сосульки", "service": "general", "priority": "normal", "is_active": "1"}
    topics.save(None, said)
    (topic,) = other.reference.find_topics("сосульки")
    ticket = new_ticket(other, topic.code)
    office.sessions.news()
    assert office.tickets.card(ticket).topic_path == "Сосульки"


def test_houses_another_has_added_are_found(office: Office, other: Office) -> None:
    """A house put into the book at another desk is found here with the news, one taken out is not.

    The index of houses is kept in memory: without the news it would know those of the morning.
    """
    first = new_house(office.buildings, "ул. Садовая", "3")
    assert [found.building_id for found in office.house_search.find("сад 3")] == [first]
    office.sessions.news()
    second = new_house(other.buildings, "ул. Садовая", "5")
    office.sessions.news()
    assert [found.building_id for found in office.house_search.find("сад 5")] == [second]
    other.merging.merge_houses(second, first)
    office.sessions.news()
    found = office.house_search.find("ул. Садовая, д. 3")
    assert {one.building_id for one in found} == {second}


def test_news_that_could_not_be_read_are_told_the_next_time(
    office: Office, other: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file held by another program hides nothing for good."""
    office.sessions.news()
    theirs = new_ticket(other)
    with monkeypatch.context() as held:
        held.setattr(queries, "news", _locked)
        with pytest.raises(DatabaseLocked):
            office.sessions.news()
    assert office.sessions.news().ids[Kind.TICKET] == frozenset({theirs})


def _locked(*_: object) -> None:
    raise DatabaseLocked("База занята другой программой")


def test_a_file_others_work_with_is_not_replaced(
    office: Office, other: Office, tmp_path: Path
) -> None:
    """Going back to a copy waits until every other window is closed, and names them."""
    new_ticket(office)
    copy = office.backups.make()
    assert copy is not None
    other.sessions.beat()
    with pytest.raises(DatabaseLocked, match="Иванова Анна"):
        office.restoring.restore(copy.path)
    other.sessions.end()
    other.close()
    office.close()
    assert office.restoring.restore(copy.path).kept is not None
    assert tmp_path.is_dir()
