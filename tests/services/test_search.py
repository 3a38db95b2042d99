"""The one search box."""

from desktop_app.core.records.search import Place
from desktop_app.services.office import Office
from tests.services.fixtures import new_ticket


def test_best_place_first(office: Office) -> None:
    """A word standing in the name comes before the same word in the text."""
    place = "пер. Тихий, д. 8"
    text = new_ticket(office, details="Звонит Лесная", applicant_name="Ким", address_text=place)
    address = new_ticket(office, applicant_name="Ли", address_text="ул. Лесная, д. 3")
    name = new_ticket(office, applicant_name="Лесная Мария", address_text=place)
    new_ticket(office, address_text=place)
    assert [(item.ticket_id, item.place) for item in office.search.find("лесная")] == [
        (name, Place.NAME),
        (address, Place.ADDRESS),
        (text, Place.TEXT),
    ]


def test_number_by_its_tail(office: Office) -> None:
    """«2» finds ticket 2026-00002 before anything that merely holds a 2."""
    new_ticket(office, details="подъезд 2")
    second = new_ticket(office)
    found = office.search.find("2")
    assert (found[0].ticket_id, found[0].place) == (second, Place.NUMBER)
    assert office.search.find("№ 2026-00002")[0].ticket_id == second


def test_a_number_half_typed(office: Office) -> None:
    """«2026-», «2026-0000» list the newest of these numbers first, before mere digits."""
    first = new_ticket(office)
    last = new_ticket(office, details="дом 2026-000")
    for typed in ("2026-", "2026-0", "№ 2026-0000"):
        found = office.search.find(typed)
        assert [item.ticket_id for item in found] == [last, first], typed
        assert {item.place for item in found} == {Place.NUMBER}
    assert office.search.find("2031-0") == []


def test_last_digits_of_a_phone(office: Office) -> None:
    """Four last digits are enough, however the number was typed."""
    ticket = new_ticket(office, phone="+7 (911) 000-42-17")
    new_ticket(office)
    for typed in ("4217", "42-17", "000-42-17", "8 911 000 42 17"[2:]):
        assert [item.ticket_id for item in office.search.find(typed)] == [ticket], typed


def test_word_forms_and_yo(office: Office) -> None:
    """Endings and ё do not matter, and a house with a flat stays two numbers."""
    ticket = new_ticket(
        office, details="Течёт батарея", address_text="ул. Озёрная, д. 3", premise="45"
    )
    for typed in ("батареи течет", "озерная 3 45", "ОЗЁРНОЙ", "батареями"):
        assert [item.ticket_id for item in office.search.find(typed)] == [ticket], typed
    assert office.search.find("батарея сломана") == []


def test_short_words_begin_words(office: Office) -> None:
    """Two letters begin a word, one is a word; signs around do not matter."""
    flat = new_ticket(
        office, address_text="ул. Лесная, д. 3", details="кв.5 без света", premise="5"
    )
    other = new_ticket(office, address_text="ул. Лесная, д. 35", details="стояк", premise="15")
    assert [item.ticket_id for item in office.search.find("лесная 5")] == [flat]
    assert [item.ticket_id for item in office.search.find("кв")] == [flat]
    assert {item.ticket_id for item in office.search.find("лесная 35")} == {other}
    assert [item.ticket_id for item in office.search.find("ст")] == [other]


def test_an_old_hit_behind_many_false_ones_is_found(office: Office) -> None:
    """Texts with all the trigrams but not the word do not push the only hit out."""
    hit = new_ticket(office, details="переключатель сломан")
    trigrams = "перек еключ ючат атель тель клю люч чате"
    for _ in range(150):
        new_ticket(office, details=trigrams, applicant_name="Ким")
    assert [item.ticket_id for item in office.search.find("переключатель")] == [hit]


def test_a_whole_number_finds_one_ticket(office: Office) -> None:
    """A number read from paper gives its ticket and nothing that merely resembles it."""
    ticket = new_ticket(office, details="по заявке 2026-00002")
    second = new_ticket(office)
    assert [item.ticket_id for item in office.search.find("2026-00002")] == [second]
    assert {item.ticket_id for item in office.search.find("2026 00002")} == {ticket, second}


def test_a_phone_whole_and_by_its_end(office: Office) -> None:
    """The end of a phone selects, the whole of it is checked."""
    ticket = new_ticket(office, phone="8 900 555-18-63")
    near = new_ticket(office, phone="8 901 444-18-63")
    assert [item.ticket_id for item in office.search.find("9005551863")] == [ticket]
    assert {item.ticket_id for item in office.search.find("1863")} == {ticket, near}
