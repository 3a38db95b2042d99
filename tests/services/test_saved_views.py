"""Saved views: one's own and everybody's, renamed, overwritten, deleted and put back."""

from collections.abc import Callable

import pytest

from db import history
from desktop_app.core.enums import Entity
from desktop_app.core.errors import InvalidDraft, NotFound
from desktop_app.services.office import Office


@pytest.fixture(autouse=True)
def clerks(office: Office) -> dict[str, int]:
    """Seat the first of two clerks."""
    ids = {name: office.clerks.add(name).id for name in ("Лапина Ирина", "Котов Пётр")}
    office.clerks.sit(ids["Лапина Ирина"])
    return ids


def names(office: Office) -> list[str]:
    """Return what the clerk at the desk sees."""
    return [view.title for view in office.saved_views.all()]


def test_own_views_are_seen_by_their_clerk_only(office: Office, clerks: dict[str, int]) -> None:
    """Everybody's come after one's own; a colleague sees the common ones alone."""
    office.saved_views.save("Все службы", {"view": "all"}, for_all=True)
    office.saved_views.save("Мои горящие", {"view": "overdue"})
    assert names(office) == ["Мои горящие", "Все службы"]
    office.clerks.sit(clerks["Котов Пётр"])
    assert names(office) == ["Все службы"]


def test_a_name_is_taken_within_its_circle_only(office: Office, clerks: dict[str, int]) -> None:
    """The same name is refused to the same clerk in any case of letters, not to a colleague."""
    office.saved_views.save("Ёлки", {})
    for title, words in (("ЕЛКИ", "уже есть"), (" ", "назовите"), ("я" * 61, "не длиннее")):
        with pytest.raises(InvalidDraft) as refused:
            office.saved_views.save(title, {})
        assert words in refused.value.fields["title"]
    office.saved_views.save("Ёлки", {}, for_all=True)
    office.clerks.sit(clerks["Котов Пётр"])
    office.saved_views.save("Ёлки", {})
    assert names(office) == ["Ёлки", "Ёлки"]


def test_a_view_lives_and_is_put_back(office: Office) -> None:
    """Renamed, asked otherwise, deleted, put back: the question survives, history tells all."""
    view = office.saved_views.save("Ноябрь", {"period": "month"}).view
    office.saved_views.rename(view.id, "Этот месяц")
    office.saved_views.overwrite(view.id, {"period": "week", "services": ["waste"]})
    gone = office.saved_views.delete(view.id).view
    assert names(office) == []
    office.saved_views.put_back(gone)
    (back,) = office.saved_views.all()
    assert (back.title, dict(back.query)) == (
        "Этот месяц",
        {"period": "week", "services": ["waste"]},
    )
    entries = history.of_entity(office.desk.store, Entity.SAVED_VIEW, view.id)
    assert [entry.note for entry in entries][:4] == [
        "Вид «Ноябрь»",
        "Вид «Этот месяц»",
        "Вид «Этот месяц»",
        "Вид «Этот месяц» удалён",
    ]


def test_a_view_that_is_gone_is_worded(office: Office) -> None:
    """Whatever is asked of a deleted view, the answer is that it was deleted."""
    view = office.saved_views.save("Ноябрь", {}).view
    office.saved_views.delete(view.id)
    acts: list[Callable[[], object]] = [
        lambda: office.saved_views.rename(view.id, "Декабрь"),
        lambda: office.saved_views.overwrite(view.id, {}),
        lambda: office.saved_views.delete(view.id),
    ]
    for act in acts:
        with pytest.raises(NotFound, match="удалили"):
            act()


def test_before_anybody_sits_down_a_view_is_everybodys(office: Office) -> None:
    """Without a clerk at the desk a view is kept for all, and its name is held against theirs."""
    office.desk.clerk_id = None
    assert office.saved_views.save("Общий", {}).view.clerk_id is None
    with pytest.raises(InvalidDraft):
        office.saved_views.save("общий", {}, for_all=True)


def test_a_name_of_another_list_is_free_and_ones_own_may_be_written_anew(office: Office) -> None:
    """Views of the queue are not views of the register; «ёлки» may become «Ёлки», not another's."""
    views = office.saved_views
    mine = views.save("ёлки", {}).view
    other = views.save("Ёлки", {}, page="callbacks").view
    assert [view.id for view in views.all("callbacks")] == [other.id]
    assert views.rename(mine.id, "Ёлки").view.title == "Ёлки"
    second = views.save("Дома", {}).view
    with pytest.raises(InvalidDraft, match="уже есть"):
        views.rename(second.id, "ёлки")
    assert names(office) == ["Дома", "Ёлки"]


def test_a_deleted_view_does_not_come_back_over_another(office: Office) -> None:
    """Its name was taken meanwhile: nothing is put back, and it is said why."""
    views = office.saved_views
    gone = views.delete(views.save("Ноябрь", {"view": "all"}).view.id).view
    views.save("ноябрь", {"view": "overdue"})
    with pytest.raises(InvalidDraft, match="уже есть"):
        views.put_back(gone)
    assert [dict(view.query) for view in views.all()] == [{"view": "overdue"}]


def test_names_go_by_the_alphabet_of_people(office: Office) -> None:
    """Neither the case of letters nor ё breaks the order; one's own views lead."""
    for title in ("яблоки", "Ели", "ёлки", "Жуки"):
        office.saved_views.save(title, {})
    office.saved_views.save("Ананасы", {}, for_all=True)
    assert names(office) == ["Ели", "ёлки", "Жуки", "яблоки", "Ананасы"]


def test_a_view_whose_question_is_no_question_asks_nothing(office: Office) -> None:
    """A row of a damaged or newer base does not take the whole list of views away."""
    view = office.saved_views.save("Ноябрь", {"view": "all"}).view
    with office.desk.store.write():
        office.desk.store.execute("UPDATE saved_filter SET query = '[1]' WHERE id = ?", (view.id,))
    assert [dict(one.query) for one in office.saved_views.all()] == [{}]
