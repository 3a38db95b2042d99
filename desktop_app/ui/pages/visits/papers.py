"""What leaves the office: a blank, the act as it stands, the issued act; and its cancelling."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core.changes import Changes, Kind
from desktop_app.core.errors import InvalidDraft, OfficeError
from desktop_app.core.file_names import file_name
from desktop_app.core.records.inspections import InspectionCard, IssuedAct
from desktop_app.ui.dialogs import Question
from desktop_app.ui.pages.file_out import PDF, FileOut
from desktop_app.ui.pages.paper_out import Paper, PaperOut
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.visits.keeper import DraftKeeper
from desktop_app.ui.pages.work_note import WorkNote
from desktop_app.ui.theme import Tone

_MISTAKES = ("ошибка в замерах", "ошибка в составе комиссии", "не тот дом")
NO_NEED = ("жильцы отказались", "устранено до выезда", "назначен по ошибке")


class Papers(QObject):
    """Every paper is made of what is stored: the draft is saved first.

    `lacking(InvalidDraft)`: the act cannot be issued yet. `still_lacking({field: remedy})`: the
    answer to `look_again`, empty once nothing is in the way. `failed(error)`: nothing came of it.
    A visit left meanwhile goes no further: nothing is issued that is not on the screen. While
    another section is in front nothing is asked: the note waits with the next step.
    """

    lacking = Signal(object)
    still_lacking = Signal(object)
    failed = Signal(object)

    def __init__(self, tools: Tools, keeper: DraftKeeper, note: WorkNote, screen: QWidget) -> None:
        """Ask over `screen`, tell in `note`."""
        super().__init__(screen)
        self._tools, self._keeper, self._note, self._screen = tools, keeper, note, screen
        self._out = PaperOut(tools, screen, note=note)

    def blank(self) -> None:
        """Show a blank to be printed and filled on the site."""
        if self._keeper.editable:
            self._when_saved(lambda: self._preview("Бланк акта", blank=True))

    def filled(self) -> None:
        """Show a draft of the act; of an issued one write the file itself."""
        if self._keeper.editable:
            self._when_saved(lambda: self._preview("Проект акта", blank=False))
        elif self._live() is not None:
            self._ask_where("Акт", blank=False)

    def show(self) -> None:
        """Show the act as it stands, to be printed; the issued file itself when there is one."""
        if not self._keeper.editable and self._live() is not None:
            self._preview("Акт", blank=False)
        else:
            self.filled()

    def issue(self) -> None:
        """Issue the act: what it lacks, then warnings, then the act, then where to write it."""
        if not self._note.busy and self._keeper.editable:
            self._when_saved(self._warn)

    def look_again(self) -> None:
        """Ask what the act lacks now that more of the visit is stored."""
        acts, card = self._tools.office.acts, self._keeper.card
        self._tools.jobs.read(
            lambda: acts.lacking(card.id),
            lambda fields: self.still_lacking.emit(fields) if self._still(card) else None,
            self.failed.emit,
            owner=self,
        )

    def cancel_act(self) -> None:
        """Cancel the issued act; a reason is asked for."""
        live = self._live()
        if live is not None:
            self._tools.dialogs.ask_reason(
                self._screen,
                f"Отменить акт № {self._keeper.card.number}",
                "Почему акт отменяется",
                lambda reason: self._cancel_act(live.id, reason),
                ready=_MISTAKES,
                yes="Отменить акт",
            )

    def cancel_visit(self) -> None:
        """Cancel the visit; a reason is asked for."""
        if self._keeper.editable:
            self._tools.dialogs.ask_reason(
                self._screen,
                f"Отменить выезд № {self._keeper.card.number}",
                "Почему выезд не состоится",
                lambda reason: self._when_saved(lambda: self._cancel_visit(reason)),
                ready=NO_NEED,
                yes="Отменить выезд",
            )

    def _live(self) -> IssuedAct | None:
        return self._keeper.card.live_act if self._keeper.ready else None

    def _when_saved(self, then: Callable[[], object]) -> None:
        self._keeper.flush(lambda saved: then() if saved else None)

    def _warn(self) -> None:
        acts, card = self._tools.office.acts, self._keeper.card
        job = self._tools.jobs.long(
            lambda _progress, _cancelled: acts.checked(card.id),
            lambda warnings: self._ask_despite(card, warnings),
            lambda error: self._refused(card, error),
            owner=self,
        )
        self._note.begin("Проверяется акт…", job)

    def _ask_despite(self, card: InspectionCard, warnings: tuple[str, ...]) -> None:
        if not self._still(card):
            return
        self._note.rest()
        if not warnings:
            self._issue(card)
        elif self._screen.isVisible():
            self._ask_about(card, warnings)
        else:
            # Another section is in front by now: a question over it would be about nothing seen.
            self._note.done(
                f"Акт № {card.number} не выпущен: есть замечания",
                tone=Tone.WARNING,
                steps=[("Посмотреть замечания", lambda: self._ask_about(card, warnings))],
            )

    def _ask_about(self, card: InspectionCard, warnings: tuple[str, ...]) -> None:
        lines = "\n".join(f"— {line[:1].upper()}{line[1:]}" for line in warnings)
        question = Question("Выпустить акт с этими замечаниями?", lines, "Выпустить", "Вернуться")
        self._tools.dialogs.confirm(self._screen, question, lambda: self._issue(card))

    def _issue(self, card: InspectionCard) -> None:
        acts = self._tools.office.acts
        job = self._tools.jobs.long(
            lambda _progress, _cancelled: acts.issue(card.id, card.version),
            lambda act: self._done(card, act),
            lambda error: self._refused(card, error),
            owner=self,
        )
        self._note.begin("Выпускается акт…", job)

    def _done(self, card: InspectionCard, act: IssuedAct) -> None:
        self._tools.hub.announce(Changes.of(Kind.INSPECTION, act.inspection_id))
        if not self._still(card):
            return
        self._note.rest()
        if self._screen.isVisible():
            self._ask_where("Акт", blank=False)
            return
        self._note.done(
            f"Акт № {card.number} выпущен",
            ["Он хранится в базе; в файл его можно записать в любое время."],
            steps=[("Записать файл…", lambda: self._ask_where("Акт", blank=False))],
        )

    def _still(self, card: InspectionCard) -> bool:
        """Tell whether the visit a step was begun for is still the one on the screen."""
        return self._keeper.wanted == card.id

    def _refused(self, card: InspectionCard, error: OfficeError) -> None:
        if not self._still(card):
            self.failed.emit(error)
        elif isinstance(error, InvalidDraft):
            self._note.rest()
            self.lacking.emit(error)
        else:
            self._note.failed(error)

    def _preview(self, kind: str, *, blank: bool) -> None:
        acts, card = self._tools.office.acts, self._keeper.card
        issued = self._live() is not None and not blank

        def make() -> bytes:
            if issued:
                return acts.reissue(card.id)
            return acts.render(acts.document(card.id, blank=blank))

        title = f"{kind} № {card.number}, {card.address}"
        self._out.show_paper(Paper(title, make, self._file(kind, blank=blank)))

    def _ask_where(self, kind: str, *, blank: bool) -> None:
        self._out.write_file(kind, self._file(kind, blank=blank))

    def _file(self, kind: str, *, blank: bool) -> FileOut:
        acts, card = self._tools.office.acts, self._keeper.card
        return FileOut(
            kind,
            file_name(f"{kind} {card.number} {card.address}", ".pdf"),
            PDF,
            lambda path: acts.write(card.number, path, blank=blank),
            "Пишется файл…",
            f"{kind} № {card.number} записан",
        )

    def _cancel_act(self, issued_id: int, reason: str) -> None:
        acts = self._tools.office.acts
        self._tools.jobs.write(
            lambda: acts.cancel(issued_id, reason),
            self._act_cancelled,
            self.failed.emit,
            owner=self,
        )

    def _act_cancelled(self, changes: Changes) -> None:
        self._note.rest()  # it may say of this very act that it is written
        self._tools.hub.announce(changes)

    def _cancel_visit(self, reason: str) -> None:
        inspections, card = self._tools.office.inspections, self._keeper.card
        self._tools.jobs.write(
            lambda: inspections.cancel(card.id, card.version, reason),
            lambda saved: self._tools.hub.announce(saved.changes),
            self.failed.emit,
            owner=self,
        )
