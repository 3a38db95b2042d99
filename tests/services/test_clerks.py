"""Who sits at the desk."""

import pytest

from db import history
from desktop_app.core.enums import Entity
from desktop_app.core.errors import InvalidDraft, NotAllowed
from desktop_app.services.office import Office
from tests.services.fixtures import new_ticket


def test_every_entry_bears_the_name(office: Office) -> None:
    """The clerk at the desk stands on the ticket and in its history."""
    first, second = office.clerks.add("Лапина Ирина"), office.clerks.add("Юсупов Тимур")
    office.clerks.sit(first.id)
    ticket = new_ticket(office)
    office.clerks.sit(second.id)
    office.tickets.set_control([ticket], on=True)
    card = office.tickets.card(ticket)
    assert card.row.clerk == "Лапина Ирина"
    assert [event.clerk for event in card.history] == ["Юсупов Тимур", "Лапина Ирина"]


def test_a_windows_account_is_known(office: Office) -> None:
    """The account proposes its clerk in any case; a stranger proposes nobody."""
    clerk = office.clerks.add("Лапина Ирина", login="LapinaI")
    assert office.clerks.sit_by_login("lapinai") == clerk
    assert office.clerks.current() == clerk
    assert office.clerks.sit_by_login("guest") is None


def test_a_password_keeps_others_off_the_name(office: Office) -> None:
    """With a password neither the account nor a wrong word puts the clerk at the desk."""
    clerk = office.clerks.add("Лапина Ирина", login="lapina")
    office.clerks.set_password(clerk.id, "", "сирень-42")
    assert office.clerks.sit_by_login("lapina") is None
    with pytest.raises(NotAllowed, match="Пароль не подходит"):
        office.clerks.sit(clerk.id, "сирень-43")
    assert office.clerks.current() is None
    office.clerks.sit(clerk.id, "сирень-42")
    assert office.clerks.current() is not None
    stored = office.desk.store.rows("SELECT * FROM clerk")
    told = office.desk.store.rows("SELECT changes, note FROM history")
    assert "сирень" not in f"{stored}{told}"


@pytest.mark.parametrize(
    ("old", "new", "named"), [("чужой", "новый-пароль", "old"), ("сирень-42", "коротк"[:3], "new")]
)
def test_a_password_is_changed_by_its_owner(office: Office, old: str, new: str, named: str) -> None:
    """The old password must be known, and the new one long enough."""
    clerk = office.clerks.add("Лапина Ирина")
    office.clerks.set_password(clerk.id, "", "сирень-42")
    with pytest.raises(InvalidDraft) as refused:
        office.clerks.set_password(clerk.id, old, new)
    assert set(refused.value.fields) == {named}
    office.clerks.set_password(clerk.id, "сирень-42", "")
    office.clerks.sit(clerk.id)


def test_names_are_not_doubled(office: Office) -> None:
    """The same person is not added twice, however typed."""
    office.clerks.add("Лапина Ирина")
    for name in ("лапина  ирина", " "):
        with pytest.raises(InvalidDraft):
            office.clerks.add(name)


def test_a_misspelt_name_is_corrected_and_one_who_left_is_not_offered(office: Office) -> None:
    """Entries show the corrected name, history the former one; nobody lets herself go."""
    first, second = office.clerks.add("аанова Мария"), office.clerks.add("Юсупов Тимур")
    office.clerks.sit(first.id)
    ticket = new_ticket(office)
    office.clerks.change(first.id, "Иванова Мария", "оператор")
    assert office.tickets.card(ticket).row.clerk == "Иванова Мария"
    with pytest.raises(InvalidDraft, match="смените сотрудника"):
        office.clerks.change(first.id, "Иванова Мария", "", is_active=False)
    with pytest.raises(InvalidDraft, match="уже есть"):
        office.clerks.change(second.id, "иванова мария", "")
    office.clerks.change(second.id, "Юсупов Тимур", "", is_active=False)
    assert [clerk.name for clerk in office.clerks.all()] == ["Иванова Мария"]
    entries = history.of_entity(office.desk.store, Entity.CLERK, first.id)
    assert ("аанова Мария", "Иванова Мария") in [
        (change.before, change.after) for change in entries[-1].changes
    ]


def test_the_name_of_one_with_a_password_is_her_own(office: Office) -> None:
    """Another person cannot change it."""
    first, second = office.clerks.add("Лапина Ирина"), office.clerks.add("Юсупов Тимур")
    office.clerks.set_password(first.id, "", "сирень-42")
    office.clerks.sit(second.id)
    with pytest.raises(InvalidDraft, match="изменит он сам"):
        office.clerks.change(first.id, "Другая Ирина", "")


def test_an_account_of_two_people_seats_nobody(office: Office) -> None:
    """A name under records is never taken in silence where two sign in with one account."""
    office.clerks.add("Лапина Ирина", login="office")
    assert office.clerks.sit_by_login("office") is not None
    office.clerks.add("Агапова Вера", login="OFFICE")
    assert office.clerks.sit_by_login("office") is None
