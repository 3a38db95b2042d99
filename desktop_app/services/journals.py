"""Journals as a clerk knows them: which there are, and sets of columns kept under a name."""

from collections.abc import Sequence

from desktop_app.core import journal_books, text
from desktop_app.core import journal_layout as layouts
from desktop_app.core.errors import InvalidDraft, NotFound
from desktop_app.core.records.journals import Journal, JournalLayout
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.records.saved_views import SavedView, ViewSaved
from desktop_app.core.text import fold
from desktop_app.services.journal_filters import JournalFilters
from desktop_app.services.saved_views import SavedViews

_PAGE = "journal:"


class Journals:
    """Use cases of journals and their sets of columns."""

    def __init__(self, views: SavedViews, filters: JournalFilters) -> None:
        """Keep the sets beside the saved views of lists; typed conditions go to `filters`."""
        self._views, self._filters = views, filters

    def all(self) -> tuple[Journal, ...]:
        """Return the journals in the order people see them."""
        return journal_books.JOURNALS

    def find(self, name: str) -> Journal:
        """Return a journal by its key or words of its title; NotFound names those there are."""
        return journal_books.journal(name)

    def query(
        self, journal: Journal, conditions: Sequence[str], base: RegisterQuery
    ) -> RegisterQuery:
        """Return a question narrowed by typed conditions; InvalidDraft when they do not apply."""
        if conditions and not journal.by_tickets:
            raise InvalidDraft(
                {"filter": "уберите условия"},
                f"Журнал «{journal.title}» не отбирается по заявкам",
            )
        return self._filters.query(conditions, base)

    def sets(self, journal: Journal) -> list[SavedView]:
        """Return the sets of columns kept for a journal: own ones by name, then everybody's."""
        return self._views.all(_PAGE + journal.key)

    def layout(self, view: SavedView, journal: Journal) -> JournalLayout:
        """Return what a set keeps."""
        return layouts.unpack(view.query, journal)

    def named(self, journal: Journal, title: str) -> JournalLayout:
        """Return the set of this name; NotFound names those there are."""
        views = self.sets(journal)
        for view in views:
            if fold(view.title) == fold(title):
                return self.layout(view, journal)
        names = ", ".join(f"«{view.title}»" for view in views) or "пока ни одного"
        raise NotFound(
            f"У журнала «{journal.title}» нет набора граф «{title}»",
            "ничего не записано",
            f"наборы: {names}",
        )

    def keep(self, journal: Journal, title: str, layout: JournalLayout) -> ViewSaved:
        """Keep a set for everybody; one of the same name is replaced.

        InvalidDraft when the name is empty or the set cannot be written.
        """
        layouts.columns(journal, layout, public=False)
        for view in self.sets(journal):
            if fold(view.title) == fold(text.one_line(title)):
                return self._views.overwrite(view.id, layouts.pack(layout))
        page = _PAGE + journal.key
        return self._views.save(title, layouts.pack(layout), for_all=True, page=page)

    def forget(self, view_id: int) -> ViewSaved:
        """Forget a set; `put_back` of what is returned undoes it. NotFound when it is gone."""
        return self._views.delete(view_id)

    def put_back(self, view: SavedView) -> ViewSaved:
        """Keep a forgotten set again; InvalidDraft when its name was taken meanwhile."""
        return self._views.put_back(view)
