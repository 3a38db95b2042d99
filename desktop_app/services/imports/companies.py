"""Organisations named in files: found by ОГРН or by the key of the name, added once."""

from collections import defaultdict
from functools import lru_cache

from db.connection import Store
from db.queries import imports as queries
from desktop_app.core.company_names import name_key, name_sort_key, tidy_name
from desktop_app.core.enums import OrganizationKind
from desktop_app.core.text import fold

SEVERAL = "в справочнике несколько организаций с таким названием: выберите нужную в карточке"


@lru_cache(maxsize=8192)
def company_key(name: str) -> str:
    """Return the key of a name, remembered: a file repeats each company many times."""
    return name_key(name)


class Companies:
    """The organisations of the book while an import runs."""

    def __init__(self, store: Store, batch_id: int, kind: OrganizationKind) -> None:
        """Read all keys; new organisations get this kind and belong to this batch."""
        self._store, self._batch_id, self._kind = store, batch_id, kind
        self._by_key: dict[str, list[int]] = defaultdict(list)
        self._by_ogrn: dict[str, int] = {}
        self.added = 0
        for organization_id, key, ogrn in queries.organization_keys(store):
            self._remember(organization_id, key, ogrn)

    def find(self, name: str, ogrn: str = "") -> int | None:
        """Return the organisation's id, adding it when the book has none of that name.

        None when several share the name: nobody guesses which is meant.
        """
        if ogrn and ogrn in self._by_ogrn:
            return self._by_ogrn[ogrn]
        key = company_key(name)
        known = self._by_key.get(key, [])
        if len(known) > 1:
            return None
        return known[0] if known else self._add(name, key, ogrn)

    def _add(self, name: str, key: str, ogrn: str) -> int:
        shown = tidy_name(name)
        added = queries.insert_organization(
            self._store,
            {
                "kind": self._kind.value,
                "name": shown,
                "folded": fold(shown),
                "name_key": key,
                "sort_key": name_sort_key(shown),
                "ogrn": ogrn,
                "batch_id": self._batch_id,
            },
        )
        self._remember(added, key, ogrn)
        self.added += 1
        return added

    def _remember(self, organization_id: int, key: str, ogrn: str) -> None:
        if organization_id not in self._by_key[key]:
            self._by_key[key].append(organization_id)
        if ogrn:
            self._by_ogrn.setdefault(ogrn, organization_id)
