"""Acts: worded, printed, issued under SHA-256, given out again byte for byte, cancelled visibly."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from db import history
from db.queries import inspections as visit_queries
from db.queries import issued_acts, redacting
from desktop_app.core import clock, fingerprints
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import ActKind, Entity, InspectionStatus, Operation
from desktop_app.core.errors import DatabaseDamaged, InvalidDraft, NotAllowed, NotFound
from desktop_app.core.records.acts import ActAnnex, ActDocument, DaySheet
from desktop_app.core.records.history import FieldChange, HistoryDraft, Scalar
from desktop_app.core.records.inspections import InspectionCard, IssuedAct
from desktop_app.core.records.journal import Exported
from desktop_app.core.settings import (
    EXPIRED_BLOCKS,
    OFFICE_PLACE,
)
from desktop_app.services.act_photos import ActPhotos
from desktop_app.services.act_words import OfficeWords, act_document, grouped
from desktop_app.services.desk import Desk
from desktop_app.services.inspection_checks import lacking, odd_people, unsigned, warnings
from desktop_app.services.inspections import Inspections
from desktop_app.services.outgoing import remember, remember_printed
from desktop_app.services.settings import Settings
from desktop_app.services.visit_drafts import recarded

_ENTITY = Entity.INSPECTION
DAY_SHEET = "Дневной лист выездов"
_DAY_REASON = "служебное: выезды комиссии"
_AUDIT = 12  # hexadecimal digits of the history's head in the foot


class Acts:
    """Use cases of the paper of a visit."""

    def __init__(
        self, desk: Desk, settings: Settings, inspections: Inspections, photos: ActPhotos
    ) -> None:
        """Work at the desk with the office's rules, its visits and their pictures."""
        self._desk, self._settings, self._inspections = desk, settings, inspections
        self._photos = photos

    def document(self, inspection_id: int, *, blank: bool = False) -> ActDocument:
        """Return everything the act of a visit says."""
        return self._worded(self._inspections.card(inspection_id), blank=blank)

    def render(self, document: ActDocument) -> bytes:
        """Return a document as a PDF file; the same document gives the same bytes."""
        return _printed(document)[0]

    def warnings(self, inspection_id: int) -> tuple[str, ...]:
        """Return what is odd about an act before it is issued: signatures, instruments, figures."""
        card = self._inspections.card(inspection_id)
        document = self._worded(card, blank=False)
        notices = (*_unprintable(document), *_printed(document)[1])
        return (*unsigned(card.draft), *odd_people(card.draft), *warnings(card.draft), *notices)

    def lacking(self, inspection_id: int) -> dict[str, str]:
        """Return by the visit's fields what its act still lacks; empty when it can be issued."""
        return self._lacking(self._inspections.card(inspection_id))

    def checked(self, inspection_id: int) -> tuple[str, ...]:
        """Return `warnings`; what the act lacks is told before them, as InvalidDraft."""
        self._demand_whole(self._inspections.card(inspection_id))
        return self.warnings(inspection_id)

    def issue(self, inspection_id: int, version: int | None = None) -> IssuedAct:
        """Issue the act of a visit: the file is kept with its SHA-256 and the visit is closed.

        A visit whose act is already issued returns that act. Raises InvalidDraft for what the act
        still lacks, Conflict when `version` is given and no longer the visit's, NotAllowed for a
        cancelled visit.
        """
        card = self._inspections.card(inspection_id)
        if card.live_act is not None:
            return card.live_act
        self._inspections.demand_changeable(inspection_id, version or card.version)
        self._demand_whole(card)
        audit = grouped(history.head(self._desk.store).hex()[:_AUDIT])
        pdf = _printed(self._worded(card, blank=False, audit=audit))[0]
        return self._keep(card, pdf)

    def reissue(self, inspection_id: int) -> bytes:
        """Return the very file that was issued; NotFound when none is in force."""
        act = self._inspections.card(inspection_id).live_act
        if act is None:
            raise NotFound("Акт по этому выезду не выпущен", "", "выпустите акт")
        return self.issued_file(act.id)

    def issued_file(self, issued_id: int) -> bytes:
        """Return the kept file of an issued act, cancelled or not.

        Raises NotFound, also for a file destroyed by its term, or DatabaseDamaged when it no longer
        has its SHA-256.
        """
        act = self._issued(issued_id)
        pdf = issued_acts.pdf(self._desk.store, issued_id)
        if not pdf and redacting.is_emptied(self._desk.store, _ENTITY, act.inspection_id):
            raise NotFound(
                "Файл акта уничтожен: срок хранения данных вышел",
                "номер, день и замеры выезда остались",
                "бумажный акт ищите в архиве",
            )
        if fingerprints.of_bytes(pdf) != act.sha256:
            raise DatabaseDamaged(
                "Файл выпущенного акта в базе повреждён: его отпечаток не сходится",
                "остальные записи на месте",
                "сделайте «Проверку базы» и восстановите последнюю копию",
            )
        return pdf

    def cancel(self, issued_id: int, reason: str) -> Changes:
        """Cancel an issued act; its file stays, the visit opens again, a new issue says «взамен».

        Raises InvalidDraft without a reason, NotAllowed for an act cancelled before.
        """
        if not reason.strip():
            raise InvalidDraft({"reason": "напишите, почему акт отменён"}, "Акт не отменён")
        store = self._desk.store
        with self._desk.action() as action:
            act = self._issued(issued_id)
            if act.cancelled_at is not None:
                at = clock.show_moment(act.cancelled_at)
                raise NotAllowed(f"Этот акт уже отменён {at}", "", "выпустите новый акт")
            head = visit_queries.head(store, act.inspection_id)
            version = head.version if head else 0
            issued_acts.cancel(store, issued_id, clock.stamp(self._desk.now()), reason.strip())
            status = {"status": InspectionStatus.DRAFT.value}
            visit_queries.update(store, act.inspection_id, version, {**status})
            action.record(
                HistoryDraft(
                    Operation.ACT_CANCELLED,
                    _ENTITY,
                    act.inspection_id,
                    (FieldChange("status", InspectionStatus.ISSUED.value, status["status"]),),
                    reason.strip(),
                )
            )
        return Changes.of(Kind.INSPECTION, act.inspection_id)

    def write(
        self,
        inspection_number: str,
        path: Path,
        *,
        blank: bool = False,
        kind: ActKind | None = None,
    ) -> Path:
        """Write the act of a visit to a file, whole or not at all; return the path.

        The issued file itself where one is in force, else the act as it stands now, or a blank;
        `kind` prints a blank or a draft as another kind of act. Raises NotFound, FileBusy,
        TargetError or DiskFull.
        """
        card = self._inspections.by_number(inspection_number)
        if kind is not None and kind is not card.draft.kind:
            draft = self._inspections.with_kind(card.draft, kind)
            pdf = _printed(self._worded(recarded(card, draft), blank=blank))[0]
        elif card.live_act is not None and not blank:
            pdf = self.issued_file(card.live_act.id)
        else:
            pdf = _printed(self._worded(card, blank=blank))[0]
        return _written(path, pdf)

    def write_empty(self, kind: ActKind, path: Path) -> Path:
        """Write a blank that belongs to no visit: number, address and people to be filled."""
        card = self._inspections.empty_card(kind)
        return _written(path, _printed(self._worded(card, blank=True))[0])

    def write_pack(self, inspection_ids: Sequence[int], path: Path) -> Path:
        """Write what `pack` gives to a file; raises also as `write` does."""
        return _written(path, self.pack(inspection_ids))

    def pack(self, inspection_ids: Sequence[int]) -> bytes:
        """Return the blanks of several visits as one file, each beginning on its own sheet.

        NotFound when there are none.
        """
        if not inspection_ids:
            raise NotFound("Выездов на этот день нет", "", "выберите другой день")
        from desktop_app.reports.pdf_acts import kinds

        cards = [self._inspections.card(number) for number in inspection_ids]
        return kinds.pack([self._worded(card, blank=True) for card in cards])

    def write_day(self, day: dt.date, path: Path) -> Path:
        """Write what `day_sheet` gives to a file; raises also as `write` does.

        It names who asked, with phones: history keeps that it left.
        """
        written = _written(path, self.day_sheet(day))
        exported = Exported(written, len(self._inspections.of_day(day)), fingerprints.of_file(path))
        remember(self._desk, exported, self._day_facts(day), _DAY_REASON)
        return written

    def day_printed(self, day: dt.date) -> None:
        """Keep in history that the sheet of a day went to a printer."""
        remember_printed(self._desk, self._day_facts(day), _DAY_REASON)

    def _day_facts(self, day: dt.date) -> dict[str, Scalar]:
        return {
            "journal": DAY_SHEET,
            "rows": len(self._inspections.of_day(day)),
            "personal": True,
            "period": clock.show_date(day),
        }

    def day_sheet(self, day: dt.date) -> bytes:
        """Return the sheet of a day's visits grouped by street; NotFound when there are none."""
        visits = self._inspections.of_day(day)
        if not visits:
            raise NotFound("Выездов на этот день нет", "", "выберите другой день")
        from desktop_app.reports import pdf_day

        sheet = DaySheet(self._settings.letterhead(), day, tuple(visits), self._desk.now())
        return pdf_day.render(sheet)

    def _lacking(self, card: InspectionCard) -> dict[str, str]:
        return lacking(card.draft, expired_blocks=self._settings.get(EXPIRED_BLOCKS))

    def _demand_whole(self, card: InspectionCard) -> None:
        problems = self._lacking(card)
        if problems:
            raise InvalidDraft(problems, "Акт не выпущен: исправьте поля")

    def _worded(self, card: InspectionCard, *, blank: bool, audit: str = "") -> ActDocument:
        place = self._settings.get(OFFICE_PLACE) or card.full_address.split(", ", 1)[0]
        office = OfficeWords(self._settings.letterhead(), place)

        def worded(annex: ActAnnex | None = None) -> ActDocument:
            return act_document(card, office, blank=blank, audit=audit, annex=annex)

        annex = None if blank else self._photos.annex(card)
        if annex is None or not (annex.photos or annex.videos):
            return worded()
        from desktop_app.reports.pdf_acts import kinds

        # How many sheets the pictures take stands on the act itself, so that is asked first.
        return worded(self._photos.drawn(card, annex, kinds.annex_plan(worded(annex))))

    def _keep(self, card: InspectionCard, pdf: bytes) -> IssuedAct:
        store, now = self._desk.store, self._desk.now()
        sha256 = fingerprints.of_bytes(pdf)
        act = IssuedAct(0, card.id, len(card.issued) + 1, now, sha256, len(pdf))
        with self._desk.action() as action:
            # Checked again inside the transaction: nobody may have saved while the file was made.
            self._inspections.demand_changeable(card.id, card.version)
            issued_acts.insert(store, act, pdf, self._desk.clerk_id)
            status = {"status": InspectionStatus.ISSUED.value}
            visit_queries.update(store, card.id, card.version, {**status})
            changes = (
                FieldChange("status", card.status.value, status["status"]),
                FieldChange("sha256", None, sha256),
            )
            action.record(
                HistoryDraft(Operation.ACT_ISSUED, _ENTITY, card.id, changes, card.number)
            )
        kept = self._inspections.card(card.id).live_act
        return kept or act

    def _issued(self, issued_id: int) -> IssuedAct:
        act = issued_acts.one(self._desk.store, issued_id)
        if act is None:
            raise NotFound("Такого акта в базе нет", "", "обновите карточку выезда")
        return act


def _unprintable(document: ActDocument) -> tuple[str, ...]:
    """Return a warning for every picture that will be a frame with words."""
    photos = document.annex.photos if document.annex is not None else ()
    return tuple(f"{photo.label}: {photo.problem}" for photo in photos if photo.problem)


def _printed(document: ActDocument) -> tuple[bytes, tuple[str, ...]]:
    """Return the file and notices; the PDF library is loaded here, never at the program's start."""
    from desktop_app.reports.pdf_acts import kinds

    rendered = kinds.render(document)
    return rendered.pdf, rendered.notices


def _written(path: Path, pdf: bytes) -> Path:
    from desktop_app.reports.atomic_file import check_target, write_whole

    check_target(path)
    write_whole(path, pdf)
    return path
