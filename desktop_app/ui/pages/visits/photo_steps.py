"""The photographs of an act: which are shown, those of tickets copied to the visit."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from desktop_app.core.enums import Entity
from desktop_app.core.errors import NotAllowed
from desktop_app.core.records.attachments import Attachment
from desktop_app.core.records.inspections import InspectionDraft, Photo
from desktop_app.services.attachments import Copied
from desktop_app.ui.pages.visits.photo_sheet import PhotoSheet
from desktop_app.ui.pages.visits.steps import VisitSteps


class PhotoSteps(VisitSteps):
    """Opens the sheet of photographs and puts the choice into the draft."""

    def choose(self) -> None:
        """Ask which photographs the act shows; files are read anew for it."""
        if not self._keeper.editable:
            return
        visit = self._keeper.card.id

        def ask(files: list[Attachment]) -> None:
            if not self._keeper.editable:
                return
            if not files:
                self.failed.emit(_no_pictures())
                return
            card, draft = self._keeper.card, self._keeper.draft
            take = partial(self._take, draft, files)
            PhotoSheet(self._tools, self._screen, card, draft, files, take)

        photos, tickets = self._tools.office.photos, self._keeper.draft.ticket_ids
        self._read(lambda: photos.offered(visit) + photos.of_tickets(visit, tickets), ask)

    def _take(
        self, opened: InspectionDraft, files: Sequence[Attachment], photos: tuple[Photo, ...]
    ) -> None:
        """Put a choice made over the draft that was `opened`; pictures of tickets are copied."""
        chosen, visit = {photo.attachment_id for photo in photos}, self._keeper.card.id
        others = [f.id for f in files if f.entity is Entity.TICKET and f.id in chosen]
        if not others:
            self._put(opened, photos, "Фототаблица изменена")
            return

        def copied(made: Copied) -> None:
            self._tools.hub.announce(made.changes)
            if self._keeper.wanted == visit and self._keeper.editable:
                own = (replace(p, attachment_id=made.ids.get(p.attachment_id, p.attachment_id))
                       for p in photos)  # fmt: skip
                words = "Фототаблица изменена, снимки обращений приложены к выезду"
                self._put(opened, tuple(own), words, lambda: self._take_back(made))

        attachments = self._tools.office.attachments
        self._tools.jobs.write(
            lambda: attachments.copy(others, Entity.INSPECTION, visit),
            copied,
            self.failed.emit,
            owner=self,
        )

    def _put(
        self,
        opened: InspectionDraft,
        photos: tuple[Photo, ...],
        words: str,
        also: Callable[[], object] = lambda: None,
    ) -> None:
        """Put a choice into the draft; the former can be brought back, and `also` then."""
        if photos == opened.photos:
            return
        before = self._keeper.draft.photos
        self._keeper.change_whole(opened, replace(opened, photos=photos))

        def back() -> None:
            self._keeper.change(photos=before)
            also()

        self._offer(words, back)

    def _take_back(self, made: Copied) -> None:
        """Take copies away again once the visit is stored without them."""
        attachments = self._tools.office.attachments

        def settled(saved: bool) -> None:
            if saved:
                self._tools.jobs.write(
                    lambda: attachments.take_back(made),
                    self._tools.hub.announce,
                    self.failed.emit,
                    owner=self,
                )

        self._keeper.flush(settled)


def _no_pictures() -> NotAllowed:
    return NotAllowed(
        "Ни к выезду, ни к его обращениям не приложено ни одного снимка",
        "",
        "приложите фотографии кнопкой «Приложить файл»",
    )
