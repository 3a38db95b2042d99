"""Photographs of a visit: offered to the clerk, read with care, made ready for the act's annex."""

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop_app.core import clock, photo_words
from desktop_app.core.enums import ActKind, Entity
from desktop_app.core.errors import DatabaseDamaged, NotFound
from desktop_app.core.file_kinds import VIDEO
from desktop_app.core.records.acts import ActAnnex, ActPhoto
from desktop_app.core.records.attachments import Attachment
from desktop_app.core.records.inspections import InspectionCard, Photo
from desktop_app.core.records.photos import PhotoFacts, PhotoLook
from desktop_app.core.size_words import size_words
from desktop_app.core.text import NBSP, counted, decimal
from desktop_app.services.act_words import grouped
from desktop_app.services.attachments import Attachments

if TYPE_CHECKING:
    from desktop_app.reports.pdf_acts.photos import AnnexPlan

_SMALL = (288, 216)
_CODE = 16  # hexadecimal digits a video is told by
WITH_COORDINATES = (ActKind.WASTE_OPERATOR, ActKind.WASTE_SITE)
_Key = tuple[str, int, int]


class ActPhotos:
    """Use cases of pictures in acts; the choice itself is a part of the visit's draft."""

    def __init__(self, attachments: Attachments) -> None:
        """Read files through the attachments, which check them by their SHA-256."""
        self._attachments = attachments
        # Pictures of the act printed last: it is checked, issued and shown one after another.
        self._ready: dict[_Key, bytes] = {}

    def offered(self, inspection_id: int) -> list[Attachment]:
        """Return the files of a visit that are photographs, also those that cannot be printed."""
        files = self._attachments.of(Entity.INSPECTION, inspection_id)
        return [file for file in files if file.extension in photo_words.OFFERED]

    def of_tickets(self, inspection_id: int, tickets: Sequence[int]) -> list[Attachment]:
        """Return the photographs of tickets of a visit that are not attached to it as well."""
        known = {file.sha256 for file in self._attachments.of(Entity.INSPECTION, inspection_id)}
        found: dict[str, Attachment] = {}
        for ticket in tickets:
            for file in self._attachments.of(Entity.TICKET, ticket):
                if file.extension in photo_words.OFFERED and file.sha256 not in known:
                    found.setdefault(file.sha256, file)
        return list(found.values())

    def look(self, file: Attachment) -> PhotoLook:
        """Return a picture made small with words about it, or why it cannot be printed."""
        from desktop_app.reports import photo_files

        try:
            content = self._attachments.content(file.id)
            facts = photo_files.facts(content)
            small = photo_files.fitted(content, *_SMALL)[0]
        except (photo_files.Unprintable, DatabaseDamaged, NotFound) as error:
            return PhotoLook(file.id, problem=_problem(error))
        size = f"{facts.width}{NBSP}×{NBSP}{facts.height}"
        return PhotoLook(file.id, small, " · ".join((_when(file, facts), size, *_pages(facts))))

    def annex(self, card: InspectionCard) -> ActAnnex:
        """Return the annex of an act as far as words go; pictures come by `drawn`.

        Every video of the visit is named in it; one without photographs or videos has no sheets.
        """
        attached = self._attachments.of(Entity.INSPECTION, card.id)
        files = {file.id: file for file in attached if file.extension in photo_words.OFFERED}
        videos = tuple(_video(file) for file in attached if file.extension == VIDEO.extension)
        chosen = [photo for photo in card.draft.photos if photo.attachment_id in files]
        photos = tuple(
            self._worded(number, photo, files[photo.attachment_id], card.draft.kind)
            for number, photo in enumerate(chosen, start=1)
        )
        moment = card.draft.started_at
        day = f" от {clock.show_date(moment)}" if moment else ""
        title = "Фототаблица" if photos else "Видеозаписи"
        ending = _ending(photos, videos, 0)
        return ActAnnex(title, f"к акту № {card.number}{day}", photos, ending, videos=videos)

    def drawn(self, card: InspectionCard, annex: ActAnnex, plan: "AnnexPlan") -> ActAnnex:
        """Return the annex with its pictures as large as they are printed, and its sheets."""
        files = {file.sha256: file for file in self.offered(card.id)}
        ready: dict[_Key, bytes] = {}
        photos = []
        for photo in annex.photos:
            key = (photo.sha256, *plan.pixels(photo))
            made = photo if photo.problem else self._drawn(photo, files.get(photo.sha256), key)
            if made.picture:
                ready[key] = made.picture
            photos.append(made)
        self._ready = ready
        return dataclasses.replace(
            annex,
            photos=tuple(photos),
            sheets=plan.sheets,
            ending=_ending(annex.photos, annex.videos, plan.sheets),
        )

    def _worded(self, number: int, photo: Photo, file: Attachment, kind: ActKind) -> ActPhoto:
        from desktop_app.reports import photo_files

        worded = ActPhoto(f"Фото № {number}", photo.caption, "", file.sha256)
        name = (f"файл «{file.title}»",) if kind in WITH_COORDINATES else ()
        try:
            facts = photo_files.facts(self._attachments.content(file.id))
        except (photo_files.Unprintable, DatabaseDamaged, NotFound) as error:
            about = " · ".join((f"Приложен {clock.show_moment(file.added_at)}", *name))
            return dataclasses.replace(worded, about=about, problem=_problem(error))
        where = (_where(facts), *name) if name else ()
        about = " · ".join((_when(file, facts), *where, *_pages(facts)))
        return dataclasses.replace(worded, about=about, width=facts.width, height=facts.height)

    def _drawn(self, photo: ActPhoto, file: Attachment | None, key: _Key) -> ActPhoto:
        from desktop_app.reports import photo_files

        if key in self._ready:
            return dataclasses.replace(photo, picture=self._ready[key])
        if file is None:
            return dataclasses.replace(photo, problem=photo_words.GONE)
        try:
            content = self._attachments.content(file.id)
            return dataclasses.replace(photo, picture=photo_files.fitted(content, *key[1:])[0])
        except (photo_files.Unprintable, DatabaseDamaged, NotFound) as error:
            return dataclasses.replace(photo, problem=_problem(error))


def _problem(error: Exception) -> str:
    if isinstance(error, DatabaseDamaged):
        return photo_words.SPOILT_HERE
    return photo_words.GONE if isinstance(error, NotFound) else str(error)


def _when(file: Attachment, facts: PhotoFacts) -> str:
    """Return when a picture was taken, or what is known in its place, named as what it is."""
    if facts.taken_at is not None:
        return f"Снято {clock.show_moment(facts.taken_at)}"
    if file.file_at is not None:
        return f"Времени съёмки в снимке нет, время файла {clock.show_moment(file.file_at)}"
    return f"Времени съёмки в снимке нет, приложен {clock.show_moment(file.added_at)}"


def _where(facts: PhotoFacts) -> str:
    if facts.latitude is None or facts.longitude is None:
        return "координат в снимке нет"
    return f"координаты {decimal(facts.latitude, 6)}; {decimal(facts.longitude, 6)}"


def _pages(facts: PhotoFacts) -> tuple[str, ...]:
    if facts.pages < 2:
        return ()
    many = counted(facts.pages, "страница", "страницы", "страниц")
    return (f"в скане {many}, здесь первая",)


def _video(file: Attachment) -> str:
    """Return what tells a video from any other: its name, size, time and fingerprint."""
    when = f"приложен {clock.show_moment(file.added_at)}"
    if file.file_at is not None:
        when = f"время файла {clock.show_moment(file.file_at)}"
    code = grouped(file.sha256[:_CODE]).replace(" ", NBSP)
    return f"файл «{file.title}», {size_words(file.size)}, {when}, SHA-256 начинается с {code}"


def _ending(photos: tuple[ActPhoto, ...], videos: tuple[str, ...], sheets: int) -> str:
    many = counted(sheets, "листе", "листах", "листах")
    shown = f"Всего в фототаблице {len(photos)}{NBSP}фото на {many}." if photos else ""
    apart = f"Видео на носителе: {counted(len(videos), 'файл', 'файла', 'файлов')}."
    return " ".join(part for part in (shown, apart if videos else "") if part)
