"""Who works here, and who is sitting at the desk now."""

from db.queries import reference as queries
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.history import FieldChange, HistoryDraft
from desktop_app.core.records.reference import Clerk
from desktop_app.core.text import fold, one_line
from desktop_app.services.desk import Desk


class Clerks:
    """People of the office."""

    def __init__(self, desk: Desk) -> None:
        """Work at the desk."""
        self._desk = desk

    def all(self) -> list[Clerk]:
        """Return working clerks by name."""
        return queries.clerks(self._desk.store)

    def current(self) -> Clerk | None:
        """Return who sits at the desk, or None before anybody was chosen."""
        for clerk in queries.clerks(self._desk.store, only_active=False):
            if clerk.id == self._desk.clerk_id:
                return clerk
        return None

    def sit(self, clerk_id: int) -> Changes:
        """Put a clerk at the desk: everything written from now on bears the name."""
        self._desk.clerk_id = clerk_id
        return Changes.of(Kind.CLERK, clerk_id)

    def sit_by_login(self, login: str) -> Clerk | None:
        """Put the clerk of a Windows account at the desk, if the office knows one."""
        for clerk in self.all():
            if clerk.login and fold(clerk.login) == fold(login):
                self.sit(clerk.id)
                return clerk
        return None

    def add(self, name: str, post: str = "", login: str = "") -> Clerk:
        """Add a clerk; InvalidDraft when the name is empty or already there."""
        clean = one_line(name)
        if not clean:
            raise InvalidDraft({"name": "впишите фамилию и имя"})
        if any(fold(clerk.name) == fold(clean) for clerk in self.all()):
            raise InvalidDraft({"name": "такой сотрудник уже есть"})
        with self._desk.action() as action:
            clerk_id = queries.insert_clerk(self._desk.store, clean, post.strip(), login.strip())
            change = FieldChange("name", None, clean)
            action.record(HistoryDraft(Operation.CLERK_SAVED, Entity.CLERK, clerk_id, (change,)))
        return Clerk(clerk_id, clean, post.strip(), login.strip())
