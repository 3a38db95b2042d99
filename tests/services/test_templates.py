"""Phrases a code turns into: shipped, edited, refused."""

import dataclasses

import pytest

from db import history
from desktop_app.core.enums import Entity
from desktop_app.core.errors import Conflict, InvalidDraft, NotAllowed, NotFound
from desktop_app.core.records.knowledge import TextTemplate
from desktop_app.services.office import Office

BLANK = "___"


def phrase(office: Office, code: str) -> TextTemplate:
    """Return the phrase of a code."""
    (found,) = [item for item in office.templates.all() if item.code == code]
    return found


def test_shipped_phrases_are_sound(office: Office) -> None:
    """About 25 come along: codes in small letters, full sentences, one blank at most."""
    phrases = office.templates.all()
    assert 20 <= len(phrases) <= 35
    for item in phrases:
        assert item.code == item.code.casefold()
        assert item.code.isalpha()
        assert item.body[0].isupper()
        assert item.body.endswith(".")
        assert item.body.count(BLANK) <= 1
    assert [item.code for item in phrases] == sorted(item.code for item in phrases)


def test_a_phrase_is_added_changed_deleted_and_brought_back(office: Office) -> None:
    """Every step is in history; a deleted phrase is saved again as it was."""
    saved = office.templates.save(TextTemplate(0, "/Лифт", "Лифт стоит на ___ этаже."))
    added = saved.template
    assert (added.code, added.body) == ("лифт", "Лифт стоит на ___ этаже.")
    office.templates.save(dataclasses.replace(added, body="Лифт стоит."))
    assert phrase(office, "лифт").body == "Лифт стоит."
    gone = office.templates.delete(added.id).template
    assert "лифт" not in [item.code for item in office.templates.all()]
    office.templates.save(dataclasses.replace(gone, id=0))
    assert phrase(office, "лифт").body == "Лифт стоит."
    notes = [e.note for e in history.of_entity(office.desk.store, Entity.TEMPLATE, added.id)]
    assert notes[:3] == ["Фраза «/лифт»", "Фраза «/лифт»", "Фраза «/лифт» удалена"]


@pytest.mark.parametrize(
    ("code", "body", "field"),
    [
        ("", "Текст.", "code"),
        ("два слова", "Текст.", "code"),
        ("оченьдлинныйкод", "Текст.", "code"),
        ("Бат", "Текст.", "code"),
        ("новый", "  ", "body"),
        ("новый", "а" * 501, "body"),
    ],
)
def test_a_bad_phrase_is_refused(office: Office, code: str, body: str, field: str) -> None:
    """A code that cannot be typed, a taken code and an empty phrase name their field."""
    before = office.templates.all()
    with pytest.raises(InvalidDraft) as refused:
        office.templates.save(TextTemplate(0, code, body))
    assert list(refused.value.fields) == [field]
    assert office.templates.all() == before


def test_a_stale_phrase_is_refused(office: Office) -> None:
    """Of two edits of one version the second is a conflict; a deleted phrase is not found."""
    read = phrase(office, "бат")
    office.templates.save(dataclasses.replace(read, body="Первая."))
    with pytest.raises(Conflict):
        office.templates.save(dataclasses.replace(read, body="Вторая."))
    assert phrase(office, "бат").body == "Первая."
    office.templates.delete(read.id)
    with pytest.raises(NotFound):
        office.templates.delete(read.id)


def test_the_shipped_phrase_is_known_by_its_code(office: Office) -> None:
    """What the program brought comes back, whatever became of it; the office's own has nothing."""
    shipped = phrase(office, "бат")
    office.templates.save(dataclasses.replace(shipped, body="Иначе."))
    assert office.templates.restore(shipped.id).template.body == shipped.body
    assert office.templates.shipped("лифт") == ""
    own = office.templates.save(TextTemplate(0, "лифт", "Лифт стоит.")).template
    with pytest.raises(NotAllowed, match="написана в офисе"):
        office.templates.restore(own.id)
