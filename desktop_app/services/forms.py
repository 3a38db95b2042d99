"""Forms of higher bodies: templates looked through, kept under a name, filled in one step."""

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from db.history import Action
from db.queries import forms as queries
from desktop_app.core import clock, fingerprints, form_fields, query_words, text
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.errors import BadFile, DatabaseDamaged, InvalidDraft, NotFound
from desktop_app.core.file_names import file_name
from desktop_app.core.records.forms import Catalogue, FormNeeds, FormOrder, FormSaved, StoredForm
from desktop_app.core.records.history import HistoryDraft, Scalar
from desktop_app.core.records.journal import Exported
from desktop_app.core.records.register import RegisterQuery
from desktop_app.services.clerks import Clerks
from desktop_app.services.desk import Desk, differences
from desktop_app.services.exports import demand_reason
from desktop_app.services.form_data import FormReader
from desktop_app.services.journal_rows import JournalRows, Progress, Stop
from desktop_app.services.outgoing import remember
from desktop_app.services.settings import Settings

_MOST_BYTES = 5 * 2**20
_SHOWN = 10
_LONGEST = 100


class Forms:
    """Use cases of forms."""

    def __init__(self, desk: Desk, rows: JournalRows, settings: Settings, clerks: Clerks) -> None:
        """Work at the desk with the journals behind the forms."""
        self._desk = desk
        self._reader = FormReader(desk, rows, settings, clerks)

    def catalogue(self) -> Catalogue:
        """Return all names a template may use."""
        return form_fields.catalogue()

    def all(self) -> list[StoredForm]:
        """Return the kept forms by name."""
        return queries.listed(self._desk.store)

    def find(self, title: str) -> StoredForm:
        """Return the kept form of a name; NotFound names those there are."""
        found = queries.by_title(self._desk.store, title)
        if found is not None:
            return found
        names = ", ".join(f"«{form.title}»" for form in self.all()) or "пока ни одной"
        raise NotFound(f"Нет формы «{title}»", "ничего не записано", f"сохранённые формы: {names}")

    def check(self, path: Path) -> FormNeeds:
        """Return what a template file asks for, with its mistakes by cell; BadFile for others."""
        return self._needs(_read(path))

    def keep(self, path: Path, title: str = "") -> FormSaved:
        """Keep a template under a name, the file's own by default; one of that name is replaced.

        InvalidDraft for a bad name, BadFile listing the mistakes of the template.
        """
        content = _read(path)
        name = text.one_line(title) or path.stem
        if len(name) > _LONGEST:
            raise InvalidDraft({"title": f"не длиннее {_LONGEST} знаков"})
        losses = self._sound(content, path.name).losses
        values = {
            "title": name,
            "file_name": path.name,
            "sha256": fingerprints.of_bytes(content),
            "content": content,
            "added_at": clock.stamp(self._desk.now()),
            "clerk_id": self._desk.clerk_id,
        }
        with self._desk.action() as action:
            before = queries.by_title(self._desk.store, name)
            if before is None:
                form = self._form(queries.insert(self._desk.store, values))
            else:
                queries.replace(self._desk.store, before.id, {**values, "title": before.title})
                form = self._form(before.id)
            return dataclasses.replace(_recorded(action, before, form), losses=losses)

    def forget(self, form_id: int) -> FormSaved:
        """Forget a form; NotFound when it is gone."""
        with self._desk.action() as action:
            form = self._form(form_id)
            queries.delete(self._desk.store, form_id)
            return _recorded(action, form, None)

    def content(self, form: StoredForm) -> bytes:
        """Return the bytes of a kept template; DatabaseDamaged when they are not those kept."""
        content = queries.content(self._desk.store, form.id)
        if content is None:
            raise _gone()
        if fingerprints.of_bytes(content) != form.sha256:
            raise DatabaseDamaged(
                f"Форма «{form.title}» повреждена: её содержимое не то, что сохраняли",
                "ничего не записано",
                "проверьте базу в «Настройках» и сохраните форму заново",
            )
        return content

    def losses(self, source: StoredForm | Path) -> tuple[str, ...]:
        """Return what of a template the filled file will not have, to be told beforehand."""
        title, content = self._template(source)
        return self._sound(content, f"«{title}»").losses

    def give_back(self, form: StoredForm, path: Path) -> Path:
        """Write the kept template itself to a file, to be corrected in Excel."""
        from desktop_app.reports.atomic_file import write_whole

        write_whole(path, self.content(form))
        return path

    def file_name(self, title: str, query: RegisterQuery) -> str:
        """Propose a name for a filled form."""
        days = query_words.period(query.date_from, query.date_to)
        return file_name(f"{title} {days}", ".xlsx")

    def fill(
        self,
        order: FormOrder,
        path: Path,
        *,
        progress: Progress | None = None,
        cancelled: Stop | None = None,
    ) -> Exported:
        """Fill a form with what was asked for, whole or not at all.

        Without personal data by default; with them a reason is required and kept in history.
        Raises BadFile for mistakes of the template, InvalidDraft, Cancelled, FileBusy, DiskFull.
        """
        # Imported here: a workbook library must not slow the start of the program.
        from desktop_app.reports import xlsx_form
        from desktop_app.reports.atomic_file import check_target, write_whole
        from desktop_app.reports.cell_text import Cleaning

        demand_reason(order)
        check_target(path)
        title, content = self._template(order.source)
        needs = self._sound(content, f"«{title}»")
        data = self._reader.gather(
            needs,
            order.query,
            public=order.depersonalised,
            check_rows=xlsx_form.check_rows,
            progress=progress,
            cancelled=cancelled,
        )
        cleaning, rows = Cleaning(), [0]

        def write(temporary: Path) -> None:
            rows[0] = xlsx_form.fill(content, temporary, data, self.catalogue(), cleaning)

        write_whole(path, write)
        notices = (*cleaning.notices(), *lost_words(needs.losses), *self._hidden(needs, order))
        filled = Exported(path, rows[0], fingerprints.of_file(path), notices)
        remember(self._desk, filled, _told(order, title, filled.rows), order.reason.strip())
        return filled

    def _template(self, source: StoredForm | Path) -> tuple[str, bytes]:
        """Return the title of a form and the bytes of its template."""
        if isinstance(source, Path):
            return source.stem, _read(source)
        return source.title, self.content(source)

    def _hidden(self, needs: FormNeeds, order: FormOrder) -> tuple[str, ...]:
        """Return a notice of fields left empty or cut for the sake of persons."""
        personal = self._reader.personal(needs) if order.depersonalised else []
        if not personal:
            return ()
        named = ", ".join(f"«{name}»" for name in personal)
        return (f"Без персональных данных сокращены до дома или не заполнены поля: {named}",)

    def _needs(self, content: bytes) -> FormNeeds:
        from desktop_app.reports import xlsx_form

        return xlsx_form.needs(content, self.catalogue())

    def _sound(self, content: bytes, name: str) -> FormNeeds:
        """Return what a template asks for; BadFile lists its mistakes."""
        needs = self._needs(content)
        if not needs.problems:
            return needs
        listed = "; ".join(str(problem) for problem in needs.problems[:_SHOWN])
        more = len(needs.problems) - _SHOWN
        count = text.counted(len(needs.problems), "ошибка", "ошибки", "ошибок")
        raise BadFile(
            f"В форме {name} {count}: {listed}" + (f" и ещё {more}" if more > 0 else ""),
            "ничего не записано",
            "исправьте ячейки и повторите",
        )

    def _form(self, form_id: int) -> StoredForm:
        found = queries.one(self._desk.store, form_id)
        if found is None:
            raise _gone()
        return found


def lost_words(losses: Sequence[str]) -> tuple[str, ...]:
    """Return what to say of things that will not be in the filled form, nothing for none."""
    if not losses:
        return ()
    more = f" и ещё {len(losses) - _SHOWN}" if len(losses) > _SHOWN else ""
    return (f"Из шаблона не перейдёт: {'; '.join(losses[:_SHOWN])}{more}",)


def _read(path: Path) -> bytes:
    """Return the bytes of a template with the same guard as imports have; BadFile says why not."""
    from desktop_app.importers import faults, zip_guard
    from desktop_app.importers.limits import Limits

    try:
        content = path.read_bytes() if path.stat().st_size <= _MOST_BYTES else b""
    except FileNotFoundError as error:
        raise faults.missing(path) from error
    except OSError as error:
        raise faults.unreadable(path, error) from error
    if not content:
        raise BadFile(
            f"Файл {path.name} пуст или больше {_MOST_BYTES // 2**20} МБ",
            "ничего не изменено",
            "выберите книгу Excel (*.xlsx) с формой",
        )
    kind, _ = zip_guard.inspect(path, Limits(unpacked=_MOST_BYTES * 8))
    if kind is not zip_guard.ArchiveKind.WORKBOOK:
        raise BadFile(
            f"{path.name} — не книга Excel (*.xlsx)",
            "ничего не изменено",
            "откройте файл в Excel и сохраните как «Книга Excel (*.xlsx)»",
        )
    return content


def _recorded(action: Action, before: StoredForm | None, after: StoredForm | None) -> FormSaved:
    """Write a change of a kept form into history; one of the two is there."""
    form = after or before
    if form is None:
        raise ValueError("neither before nor after")
    what = "" if before is None else " заменена" if after else " удалена"
    changed = differences(_facts(before), _facts(after))
    note = f"Форма «{form.title}»{what}"
    action.record(HistoryDraft(Operation.REFERENCE_SAVED, Entity.FORM, form.id, changed, note))
    return FormSaved(form, Changes.of(Kind.REFERENCE, form.id).by(action.number))


def _told(order: FormOrder, title: str, rows: int) -> dict[str, Scalar]:
    """Return what history keeps of a filled form."""
    is_file = isinstance(order.source, Path)
    return {
        "journal": f"Форма «{title}»" + (" (из файла)" if is_file else ""),
        "rows": rows,
        "personal": not order.depersonalised,
        "period": query_words.period(order.query.date_from, order.query.date_to),
    }


def _facts(form: StoredForm | None) -> dict[str, Scalar]:
    if form is None:
        return {"title": None, "file_name": None, "sha256": None}
    return {"title": form.title, "file_name": form.file_name, "sha256": form.sha256}


def _gone() -> NotFound:
    return NotFound("Этой формы уже нет: её удалили", "ничего не записано", "сохраните её из файла")
