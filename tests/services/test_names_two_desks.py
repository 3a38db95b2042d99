"""Two desks give one name at the same moment: the late one is told in words, nothing is doubled."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.imports import ImportKind
from desktop_app.core.records.knowledge import ArticleDraft, Confidence, TextTemplate
from desktop_app.services.office import Office

_ANSWER = ArticleDraft(
    topics=("HEAT.NO",),
    title="Как сливают воздух",
    body="Откройте кран.",
    source="памятка УК",
    confidence=Confidence.OFFICE,
    checked_on=dt.date(2026, 11, 20),
    words="",
    is_active=True,
)
_NAMES: dict[str, tuple[str, Callable[[Office], object]]] = {
    "clerk": ("такой сотрудник уже есть", lambda office: office.clerks.add("Иванова Анна")),
    "phrase": (
        "такой код уже есть",
        lambda office: office.templates.save(TextTemplate(0, "кран7", "Стояк холодный")),
    ),
    "view": (
        "такой вид уже есть",
        lambda office: office.saved_views.save("Мои", {}, for_all=True),
    ),
    "answer": (
        "ответ с таким названием уже есть",
        lambda office: office.knowledge.save(_ANSWER),
    ),
}


@pytest.mark.parametrize("what", list(_NAMES))
def test_a_name_taken_between_the_look_and_the_writing(
    office: Office, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The look is made under the lock of the writing."""
    told, add = _NAMES[what]
    _others = office.knowledge.articles, office.templates.all(), office.saved_views
    second, store = Office.open(office.path, now=office.desk.now), office.desk.store
    second.make_ready()

    def late() -> AbstractContextManager[None]:
        monkeypatch.undo()
        add(second)
        return store.write()

    monkeypatch.setattr(store, "write", late)
    with pytest.raises(InvalidDraft) as refused:
        add(office)
    assert told in refused.value.fields.values()
    second.close()


@pytest.mark.parametrize("forgets", [True, False])
def test_no_shape_of_a_file_is_lost_to_another_desk(
    office: Office, monkeypatch: pytest.MonkeyPatch, *, forgets: bool
) -> None:
    """All shapes are one setting: what another desk remembers meanwhile stays, in either order."""
    kind, columns = ImportKind.HOUSES, {"address": "Адрес"}
    office.imports.profiles.save("Старый", kind, columns)
    second, store = Office.open(office.path, now=office.desk.now), office.desk.store

    def late() -> AbstractContextManager[None]:
        monkeypatch.undo()
        second.imports.profiles.save("Соседний", kind, columns)
        return store.write()

    monkeypatch.setattr(store, "write", late)
    if forgets:
        office.imports.profiles.forget("Старый", kind)
    else:
        office.imports.profiles.save("Свой", kind, columns)
    kept = {profile.title for profile in office.imports.profiles.all()}
    assert kept == ({"Соседний"} if forgets else {"Старый", "Соседний", "Свой"})
    second.close()
