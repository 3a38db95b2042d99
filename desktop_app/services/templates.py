"""Phrases a code turns into while a call is typed: `/бат` → «Батареи холодные …»."""

import dataclasses
import re

from db.queries import knowledge as queries
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.errors import Conflict, InvalidDraft, NotAllowed, NotFound
from desktop_app.core.records.history import HistoryDraft, Scalar
from desktop_app.core.records.knowledge import TemplateSaved, TextTemplate
from desktop_app.core.text import fold
from desktop_app.services import shipped
from desktop_app.services.desk import Desk, differences

_FILE = "templates.csv"
_CODE = re.compile(r"[^\W_]{1,12}")
_LONGEST = 500


class Templates:
    """The office's phrases."""

    def __init__(self, desk: Desk) -> None:
        """Fill an empty database with the shipped phrases."""
        self._desk = desk
        shipped.into_empty(
            desk.store,
            "SELECT count(*) FROM text_template",
            lambda: queries.seed_templates(desk.store, _shipped().items()),
        )

    def all(self) -> list[TextTemplate]:
        """Return all phrases by code."""
        return queries.templates(self._desk.store)

    def save(self, phrase: TextTemplate) -> TemplateSaved:
        """Add a phrase (its id is 0), or change one.

        InvalidDraft names a bad code or an empty phrase; Conflict, a phrase changed meanwhile.
        """
        with self._desk.action() as action:
            clean = self._checked(phrase)
            before = None if not phrase.id else self._phrase(phrase.id)
            if before is None:
                new_id = queries.insert_template(self._desk.store, clean.code, clean.body)
                after = TextTemplate(new_id, clean.code, clean.body)
            elif queries.update_template(self._desk.store, clean):
                after = dataclasses.replace(clean, version=clean.version + 1)
            else:
                raise Conflict(
                    f"Фраза «/{before.code}» уже изменена на другом рабочем месте",
                    "ваш текст остался на экране",
                    "откройте её заново и внесите правку ещё раз",
                )
            action.record(_entry(after.id, before, after))
        return TemplateSaved(after, Changes.of(Kind.REFERENCE, after.id).by(action.number))

    def delete(self, template_id: int) -> TemplateSaved:
        """Forget a phrase; saving what is returned with id 0 brings it back. NotFound when gone."""
        with self._desk.action() as action:
            phrase = self._phrase(template_id)
            queries.delete_template(self._desk.store, template_id)
            action.record(_entry(template_id, phrase, None))
        return TemplateSaved(phrase, Changes.of(Kind.REFERENCE, template_id).by(action.number))

    def shipped(self, code: str) -> str:
        """Return the phrase the program brought under a code, empty when it brought none."""
        return _shipped().get(fold(code), "")

    def restore(self, template_id: int) -> TemplateSaved:
        """Put the shipped phrase back; NotAllowed when the program brought none under its code."""
        phrase = self._phrase(template_id)
        body = self.shipped(phrase.code)
        if not body:
            raise NotAllowed(
                f"Фраза «/{phrase.code}» написана в офисе, другой у программы нет",
                "фраза не изменена",
                "прежние тексты видны в истории",
            )
        return self.save(dataclasses.replace(phrase, body=body))

    def _phrase(self, template_id: int) -> TextTemplate:
        found = queries.template(self._desk.store, template_id)
        if found is None:
            raise NotFound(
                "Этой фразы уже нет: её удалили", "ничего не изменено", "обновите список фраз"
            )
        return found

    def _checked(self, phrase: TextTemplate) -> TextTemplate:
        code, body = fold(phrase.code).lstrip("/"), phrase.body.strip()
        problems: dict[str, str] = {}
        if not _CODE.fullmatch(code):
            problems["code"] = "от 1 до 12 букв или цифр подряд"
        elif any(other.code == code and other.id != phrase.id for other in self.all()):
            problems["code"] = "такой код уже есть"
        if not body:
            problems["body"] = "впишите фразу"
        elif len(body) > _LONGEST:
            problems["body"] = f"не длиннее {_LONGEST} знаков"
        if problems:
            raise InvalidDraft(problems)
        return dataclasses.replace(phrase, code=code, body=body)


def _entry(
    template_id: int, before: TextTemplate | None, after: TextTemplate | None
) -> HistoryDraft:
    shown = after or before
    note = f"Фраза «/{shown.code}»" if shown else ""
    return HistoryDraft(
        Operation.REFERENCE_SAVED,
        Entity.TEMPLATE,
        template_id,
        differences(_values(before), _values(after)),
        note + ("" if after else " удалена"),
    )


def _values(phrase: TextTemplate | None) -> dict[str, Scalar]:
    if phrase is None:
        return {"code": None, "body": None}
    return {"code": phrase.code, "body": phrase.body}


def _shipped() -> dict[str, str]:
    return {fold(row["code"]): row["body"] for row in shipped.rows(_FILE)}
