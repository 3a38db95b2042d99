"""Videos of a visit: no paper shows them, so the act names each with its size and fingerprint."""

import dataclasses
import datetime as dt
import hashlib
import os
from pathlib import Path

import pytest

from desktop_app.core.enums import Entity
from desktop_app.core.records.inspections import InspectionDraft, Photo
from desktop_app.core.text import NBSP
from desktop_app.services.office import Office
from tests.photo_samples import photo
from tests.reports.printed import loose_fonts, pages, problems
from tests.services.fixtures import planned_visit

_WRITTEN = dt.datetime(2026, 11, 22, 8, 15)
_VIDEO = b"\x00\x00\x00\x18ftypisom" + b"v" * 3_400_000
_CODE = hashlib.sha256(_VIDEO).hexdigest()[:16].upper()


@pytest.fixture
def visit(office: Office, seen: InspectionDraft) -> int:
    """Return a filled visit of service quality without typed enclosures."""
    return planned_visit(office, seen, attachments_text="")


def _attach(office: Office, visit: int, folder: Path, **contents: bytes) -> None:
    paths = [folder / name.replace("_", ".") for name in contents]
    for path, content in zip(paths, contents.values(), strict=True):
        path.write_bytes(content)
        os.utime(path, (_WRITTEN.timestamp(), _WRITTEN.timestamp()))
    office.attachments.add(Entity.INSPECTION, visit, paths)


def _choose_all(office: Office, visit: int) -> None:
    card = office.inspections.card(visit)
    photos = tuple(Photo(file.id) for file in office.photos.offered(visit))
    office.inspections.save(visit, card.version, dataclasses.replace(card.draft, photos=photos))


def _words(office: Office, visit: int) -> tuple[bytes, list[str]]:
    pdf = office.acts.render(office.acts.document(visit))
    return pdf, pages(pdf)


def test_videos_stand_after_the_pictures(office: Office, visit: int, tmp_path: Path) -> None:
    """Name, size, time and the beginning of SHA-256; the enclosures and the ending count them."""
    _attach(office, visit, tmp_path, подвал_jpg=photo(), обход_mp4=_VIDEO, двор_mp4=_VIDEO + b"!")
    _choose_all(office, visit)
    document = office.acts.document(visit)
    assert document.annex is not None
    first = document.annex.videos[0]
    assert first.startswith(f"файл «обход.mp4», 3,2{NBSP}МБ, время файла 22.11.2026 08:15,")
    assert first.replace(NBSP, "").endswith(f"SHA-256 начинается с {_CODE}")
    pdf, printed = _words(office, visit)
    whole = " ".join(printed)
    assert "фототаблица, 1 фото — 1 л.; видео на носителе — 2 файла" in whole
    assert printed[-1].index("Видео на носителе:") > printed[-1].index("Фото № 1")
    assert "1. файл «обход.mp4»" in printed[-1]
    assert "2. файл «двор.mp4»" in printed[-1]
    assert "Всего в фототаблице 1 фото на 1 листе. Видео на носителе: 2 файла." in printed[-1]
    assert problems(pdf, tmp_path) == []
    assert loose_fonts(pdf) == []


def test_another_video_is_another_act(office: Office, visit: int, tmp_path: Path) -> None:
    """The code of the content vouches for what was named; without videos it is as ever."""
    _attach(office, visit, tmp_path, подвал_jpg=photo())
    _choose_all(office, visit)
    before = office.acts.document(visit).footer
    _attach(office, visit, tmp_path, обход_mp4=_VIDEO)
    with_one = office.acts.document(visit).footer
    office.attachments.remove(office.attachments.of(Entity.INSPECTION, visit)[-1].id)
    assert office.acts.document(visit).footer == before
    _attach(office, visit, tmp_path, обход_mp4=_VIDEO + b"!")
    assert len({before, with_one, office.acts.document(visit).footer}) == 3


def test_many_videos_go_on_over_sheets(office: Office, visit: int, tmp_path: Path) -> None:
    """The sheets told in the act are those printed, and the last holds the signatures."""
    videos = {f"обход{number}_mp4": _VIDEO + bytes([number]) for number in range(24)}
    _attach(
        office, visit, tmp_path, подвал_jpg=photo(1600, 1200), двор_jpg=photo(1200, 1600), **videos
    )
    _choose_all(office, visit)
    _pdf, printed = _words(office, visit)
    begins = next(n for n, page in enumerate(printed) if "Фототаблица" in page)
    sheets = len(printed) - begins
    assert sheets == 3
    assert f"фототаблица, 2 фото — {sheets} л.; видео на носителе — 24 файла" in " ".join(printed)
    assert "(подпись)" in printed[-1]


def test_a_visit_with_videos_alone_has_a_signed_list_of_them(
    office: Office, visit: int, tmp_path: Path
) -> None:
    """There is nothing to call a table of photographs; the list is a sheet of its own."""
    _attach(office, visit, tmp_path, обход_mp4=_VIDEO, скан_pdf=b"%PDF-1.7\nscan")
    _pdf, printed = _words(office, visit)
    assert "видеозаписи — 1 л.; видео на носителе — 1 файл" in " ".join(printed)
    assert printed[-1].index("Видеозаписи") < printed[-1].index("1. файл «обход.mp4»")
    assert "Видео на носителе: 1 файл." in printed[-1]
    assert "(подпись)" in printed[-1]
    assert "Фототаблица" not in " ".join(printed)
    blank = pages(office.acts.render(office.acts.document(visit, blank=True)))
    assert "обход.mp4" not in " ".join(blank)
