"""Who works here, and who is sitting at the desk now."""

from dataclasses import replace

from db.queries import reference as queries
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.errors import InvalidDraft, NotAllowed
from desktop_app.core.records.history import FieldChange, HistoryDraft
from desktop_app.core.records.reference import Clerk
from desktop_app.core.text import fold, one_line
from desktop_app.services import passwords
from desktop_app.services.desk import Desk

SHORTEST = 6
_LONGEST = 200


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

    def sit(self, clerk_id: int, password: str = "") -> Changes:
        """Put a clerk at the desk: everything written from now on bears the name.

        NotAllowed when the clerk has a password and this is not it.
        """
        if not passwords.fits(queries.password_hash(self._desk.store, clerk_id), password):
            raise NotAllowed(
                "Пароль не подходит",
                "никто другой за стол не сел",
                "проверьте раскладку и Caps Lock",
            )
        self._desk.clerk_id = clerk_id
        return Changes.of(Kind.CLERK, clerk_id)

    def sit_by_login(self, login: str) -> Clerk | None:
        """Put the only clerk of a Windows account at the desk, unless a password must be asked."""
        own = self.of_login(login)
        if len(own) != 1 or own[0].has_password:
            return None
        self.sit(own[0].id)
        return own[0]

    def of_login(self, login: str) -> list[Clerk]:
        """Return working clerks who gave their name under a Windows account, by name."""
        return [clerk for clerk in self.all() if clerk.login and fold(clerk.login) == fold(login)]

    def set_password(self, clerk_id: int, old: str, new: str) -> Changes:
        """Set, change or (empty) remove a clerk's own password; the old one must be known."""
        if not passwords.fits(queries.password_hash(self._desk.store, clerk_id), old):
            raise InvalidDraft({"old": "прежний пароль не подходит"})
        if new and len(new) < SHORTEST:
            raise InvalidDraft({"new": f"не короче {SHORTEST} знаков"})
        with self._desk.action() as action:
            queries.set_password_hash(self._desk.store, clerk_id, passwords.hashed(new))
            # History keeps that it changed, never what it is.
            note = "пароль задан" if new else "пароль снят"
            action.record(HistoryDraft(Operation.CLERK_SAVED, Entity.CLERK, clerk_id, (), note))
        return Changes.of(Kind.CLERK, clerk_id)

    def change(self, clerk_id: int, name: str, post: str, *, is_active: bool = True) -> Clerk:
        """Correct a name or post, or let somebody go who works here no more.

        Entries made before show the corrected name; history keeps the former one. InvalidDraft for
        a name taken, for oneself let go, and for another person with an own password.
        """
        with self._desk.action() as action:
            old = self._to_change(clerk_id, is_active=is_active)
            clean = self._checked(name, post, old.login, but=clerk_id)
            new = replace(old, name=clean, post=post.strip(), is_active=is_active)
            changes = tuple(
                FieldChange(field, getattr(old, field), getattr(new, field))
                for field in ("name", "post", "is_active")
                if getattr(old, field) != getattr(new, field)
            )
            queries.update_clerk(
                self._desk.store, clerk_id, new.name, new.post, is_active=is_active
            )
            action.record(HistoryDraft(Operation.CLERK_SAVED, Entity.CLERK, clerk_id, changes))
        return new

    def _to_change(self, clerk_id: int, *, is_active: bool) -> Clerk:
        known = {clerk.id: clerk for clerk in queries.clerks(self._desk.store, only_active=False)}
        old, is_own = known[clerk_id], clerk_id == self._desk.clerk_id
        if old.has_password and not is_own:
            raise InvalidDraft({"clerk": "у сотрудника свой пароль: изменит он сам"})
        if is_own and not is_active:
            raise InvalidDraft({"is_active": "за столом вы: сначала смените сотрудника"})
        return old

    def _checked(self, name: str, post: str, login: str, *, but: int = 0) -> str:
        clean = one_line(name)
        if not clean:
            raise InvalidDraft({"name": "впишите фамилию и имя"})
        typed = {"name": clean, "post": post.strip(), "login": login.strip()}
        long = [name for name, value in typed.items() if len(value) > _LONGEST]
        if long:
            raise InvalidDraft(dict.fromkeys(long, f"не длиннее {_LONGEST} знаков"))
        if any(fold(clerk.name) == fold(clean) and clerk.id != but for clerk in self.all()):
            raise InvalidDraft({"name": "такой сотрудник уже есть"})
        return clean

    def add(self, name: str, post: str = "", login: str = "") -> Clerk:
        """Add a clerk; InvalidDraft when the name is empty or already there."""
        with self._desk.action() as action:
            clean = self._checked(name, post, login)
            clerk_id = queries.insert_clerk(self._desk.store, clean, post.strip(), login.strip())
            change = FieldChange("name", None, clean)
            action.record(HistoryDraft(Operation.CLERK_SAVED, Entity.CLERK, clerk_id, (change,)))
        return Clerk(clerk_id, clean, post.strip(), login.strip())
