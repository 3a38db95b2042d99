"""Issued summaries: frozen figures, the very papers given out, called back only visibly."""

from collections.abc import Mapping
from pathlib import Path

from db.history import Action
from db.queries import reference as reference_queries
from db.queries import summary_issues as queries
from db.queries.summary_issues import NewIssue
from desktop_app.core import fingerprints, plain_json
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.errors import (
    DatabaseDamaged,
    InvalidDraft,
    NotAllowed,
    NotFound,
)
from desktop_app.core.file_names import file_name
from desktop_app.core.records.history import FieldChange, HistoryDraft, Scalar
from desktop_app.core.records.journal import Exported
from desktop_app.core.records.summary import Issued, IssueRow, Summary
from desktop_app.services.desk import Desk
from desktop_app.services.outgoing import check_place, remember, remember_printed

_TITLE = "Сводка"


class SummaryIssues:
    """Use cases of the papers of a summary."""

    def __init__(self, desk: Desk) -> None:
        """Work at the desk."""
        self._desk = desk

    def issue(self, summary: Summary) -> Issued:
        """Freeze a summary: its figures and both papers are kept with their fingerprints.

        What was read is what is issued, to the digit, even when a ticket has come meanwhile.
        """
        counter = f"summary:{summary.made_at.year}"
        kept: IssueRow | None = None
        while kept is None:
            # The papers bear the number and take a second to make, while which nobody could save:
            # they are made before, and anew should another program take the number meanwhile.
            number = reference_queries.coming_number(self._desk.store, counter)
            kept = self._keep(counter, number, self._made(summary, number), summary)
        return Issued(kept, Changes.of(Kind.SUMMARY, kept.id))

    def _made(self, summary: Summary, sequence: int) -> NewIssue:
        """Return an issue with its papers, under a number of the year."""
        number = f"{sequence}/{summary.made_at.year}"
        figures = plain_json.dump(summary)
        pdf, xlsx = _pdf(summary, number)[0], _workbook(summary, number)[0]
        return NewIssue(
            number=number,
            form=summary.form,
            span=summary.span,
            issued_at=self._desk.now(),
            received=summary.received,
            closing=summary.balance.closing,
            figures=figures,
            sha256=fingerprints.of_bytes(figures.encode()),
            pdf=pdf,
            pdf_sha256=fingerprints.of_bytes(pdf),
            xlsx=xlsx,
            xlsx_sha256=fingerprints.of_bytes(xlsx),
        )

    def _keep(
        self, counter: str, sequence: int, new: NewIssue, summary: Summary
    ) -> IssueRow | None:
        """Keep an issue under its number; None when the number was taken meanwhile."""
        store = self._desk.store
        with self._desk.action() as action:
            if reference_queries.coming_number(store, counter) != sequence:
                return None
            reference_queries.next_number(store, counter)
            issue_id = queries.insert(store, new, self._desk.clerk_id)
            facts: dict[str, Scalar] = {
                "number": new.number,
                "form": new.form.value,
                "period": summary.span.words,
                "received": new.received,
                "closing": new.closing,
                "sha256": new.sha256,
                "pdf_sha256": new.pdf_sha256,
                "xlsx_sha256": new.xlsx_sha256,
            }
            self._record(action, Operation.SUMMARY_ISSUED, issue_id, facts)
        return self.row(issue_id)

    def ids(self) -> list[int]:
        """Return ids of all issues, the newest first."""
        return queries.ids(self._desk.store)

    def rows(self, ids: list[int]) -> list[IssueRow]:
        """Return issues by id; missing ids are left out."""
        return queries.rows(self._desk.store, list(ids))

    def row(self, issue_id: int) -> IssueRow:
        """Return one issue; NotFound when there is none."""
        found = queries.rows(self._desk.store, [issue_id])
        if not found:
            raise NotFound("Такой сводки нет", "", "обновите список выпущенных сводок")
        return found[0]

    def last(self) -> IssueRow | None:
        """Return the newest issue in force, or None."""
        return queries.last(self._desk.store)

    def summary(self, issue_id: int) -> Summary:
        """Return the figures as they were issued, whatever became of the tickets since.

        NotFound when there is no such issue, DatabaseDamaged when its fingerprint does not fit.
        """
        found = queries.figures(self._desk.store, issue_id)
        if found is None:
            raise NotFound("Такой сводки нет", "", "обновите список выпущенных сводок")
        figures, sha256 = found
        if fingerprints.of_bytes(figures.encode()) != sha256:
            raise _damaged("Цифры")
        return plain_json.load(Summary, figures)

    def paper(self, issue_id: int, suffix: str) -> bytes:
        """Return the very file that was issued; `suffix` is .pdf or .xlsx."""
        found = queries.paper(self._desk.store, issue_id, suffix.lstrip("."))
        if found is None:
            raise NotFound("Такой сводки нет", "", "обновите список выпущенных сводок")
        paper, sha256 = found
        if fingerprints.of_bytes(paper) != sha256:
            raise _damaged("Файл")
        return paper

    def cancel(self, issue_id: int, reason: str) -> Changes:
        """Call an issue back; figures and papers stay, the list shows why.

        InvalidDraft without a reason, NotAllowed for what was called back before.
        """
        if not reason.strip():
            raise InvalidDraft({"reason": "напишите, почему отозвана"}, "Сводка не отозвана")
        with self._desk.action() as action:
            row = self.row(issue_id)
            if row.cancelled_at is not None:
                raise NotAllowed(f"Сводка № {row.number} уже отозвана", "", "выпустите новую")
            queries.cancel(self._desk.store, issue_id, self._desk.now(), reason.strip())
            facts: dict[str, Scalar] = {"number": row.number}
            self._record(
                action, Operation.SUMMARY_CANCELLED, issue_id, facts, reason=reason.strip()
            )
        return Changes.of(Kind.SUMMARY, issue_id)

    def file_name(self, summary: Summary, suffix: str, number: str = "") -> str:
        """Propose a name for the file of a summary."""
        words = f"№ {number.replace('/', '-')} " if number else ""
        return file_name(
            f"{_TITLE} {words}{summary.form.title_ru.lower()} {summary.span.words}", suffix
        )

    def pdf(self, summary: Summary, issue_id: int | None = None) -> bytes:
        """Return the paper for the printer: of an issue the very file issued."""
        return self.paper(issue_id, ".pdf") if issue_id is not None else _pdf(summary)[0]

    def printed(self, summary: Summary, issue_id: int | None = None) -> None:
        """Keep in history that a summary went to a printer."""
        remember_printed(self._desk, _facts(summary, issue_id), "")

    def write(self, summary: Summary, path: Path, issue_id: int | None = None) -> Exported:
        """Write a summary whole or not at all, PDF or xlsx by the suffix, and keep it in history.

        With `issue_id` the very file issued is written. Raises TargetError for another suffix or
        place, FileBusy, DiskFull.
        """
        # Imported here: paper libraries must not slow the start of the program.
        from desktop_app.reports.atomic_file import write_whole

        check_place(path, "Сводка", ".pdf", ".xlsx")
        suffix = path.suffix.lower()
        notices: tuple[str, ...] = ()
        if issue_id is not None:
            paper = self.paper(issue_id, suffix)
        elif suffix == ".pdf":
            paper, notices = _pdf(summary)
        else:
            paper, notices = _workbook(summary)
        write_whole(path, paper)
        exported = Exported(path, summary.received, fingerprints.of_bytes(paper), notices)
        remember(self._desk, exported, _facts(summary, issue_id), "")
        return exported

    @staticmethod
    def _record(
        action: Action,
        operation: Operation,
        entity_id: int,
        facts: Mapping[str, Scalar],
        reason: str = "",
    ) -> None:
        changes = tuple(FieldChange(name, None, value) for name, value in facts.items())
        action.record(HistoryDraft(operation, Entity.SUMMARY, entity_id, changes, reason))


def _facts(summary: Summary, issue_id: int | None) -> dict[str, Scalar]:
    """Return what history keeps of a summary that left the office."""
    return {
        "journal": _TITLE,
        "rows": summary.received,
        "personal": False,
        "period": summary.span.words,
        "issue": issue_id,
    }


def _pdf(summary: Summary, number: str = "") -> tuple[bytes, tuple[str, ...]]:
    """Return the paper as PDF with its notices; `number` is that of an issue."""
    from desktop_app.reports import pdf_summary

    rendered = pdf_summary.render(summary, number)
    return rendered.pdf, rendered.notices


def _workbook(summary: Summary, number: str = "") -> tuple[bytes, tuple[str, ...]]:
    """Return the paper as xlsx with its notices."""
    from desktop_app.reports import xlsx_summary

    return xlsx_summary.render(summary, number)


def _damaged(what: str) -> DatabaseDamaged:
    return DatabaseDamaged(
        f"{what} выпущенной сводки в базе повреждены: отпечаток не сходится",
        "остальные записи на месте",
        "сделайте «Проверку базы» и восстановите последнюю копию",
    )
