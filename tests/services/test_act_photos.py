"""Photographs in acts: chosen by the clerk, printed after the act, frozen with it."""

import dataclasses
import datetime as dt
import io
import os
import sqlite3
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from desktop_app.core import clock, errors, photo_words
from desktop_app.core.enums import ActKind, CancelReason, Entity, SignatureState, TicketStatus
from desktop_app.core.records.attachments import Attachment
from desktop_app.core.records.inspections import InspectionCard, InspectionDraft, Photo
from desktop_app.core.records.tickets import StatusChange
from desktop_app.core.text import NBSP
from desktop_app.services.office import Office
from tests.photo_samples import SECRET, camera, noise, photo
from tests.reports.printed import loose_fonts, pages, problems
from tests.services.fixtures import OPEN_JOURNAL, HandClock, new_ticket, planned_visit

_WRITTEN = dt.datetime(2026, 11, 22, 8, 15)
_MOST_BYTES_A_PHOTO = 500_000


@pytest.fixture
def visit(office: Office, seen: InspectionDraft) -> int:
    """Return a filled visit of service quality without typed enclosures."""
    return planned_visit(office, seen, attachments_text="")


def _attach(office: Office, visit: int, folder: Path, *contents: bytes) -> list[Attachment]:
    paths = [folder / f"снимок {number}.jpg" for number in range(1, len(contents) + 1)]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
        stamp = _WRITTEN.timestamp()
        os.utime(path, (stamp, stamp))
    office.attachments.add(Entity.INSPECTION, visit, paths)
    return office.photos.offered(visit)


def _choose(office: Office, visit: int, *photos: Photo) -> InspectionCard:
    card = office.inspections.card(visit)
    draft = dataclasses.replace(card.draft, photos=photos)
    office.inspections.save(visit, card.version, draft)
    return office.inspections.card(visit)


def _printed(office: Office, visit: int) -> tuple[bytes, list[str]]:
    pdf = office.acts.render(office.acts.document(visit))
    return pdf, pages(pdf)


def _pictures(pdf: bytes) -> list[list[tuple[int, int]]]:
    """Return the sizes in pixels of the pictures of every page."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        kept: list[Any] = [page.Resources.get("/XObject", {}) for page in document.pages]
        return [[(int(one.Width), int(one.Height)) for one in page.values()] for page in kept]


def test_chosen_pictures_follow_the_act(office: Office, visit: int, tmp_path: Path) -> None:
    """Two a sheet in the clerk's order, numbered and captioned; pages number runs through."""
    first, second, third = _attach(
        office, visit, tmp_path, noise(1600, 1200), photo(exif=camera()), noise(900, 300)
    )
    before = _printed(office, visit)[1]
    _choose(office, visit, Photo(third.id, "Подвал"), Photo(first.id), Photo(second.id, "Ввод"))
    pdf, texts = _printed(office, visit)
    annex = texts[len(before) :]
    assert len(annex) == 2
    assert annex[0].startswith(f"{len(before) + 1} Акт № 2026-001")
    assert "Фототаблица к акту № 2026-001 от 23.11.2026 Фото № 1" in annex[0]
    assert annex[0].index("Фото № 1. Подвал") < annex[0].index("Фото № 2 Времени")
    assert "Фото № 3. Ввод Снято 23.11.2026 10:41" in annex[1]
    assert "Всего в фототаблице 3 фото на 2 листах." in annex[1]
    assert "И. С. Лапина" in annex[1]
    assert "подписано" in annex[1]
    assert [len(found) for found in _pictures(pdf)[len(before) :]] == [2, 1]
    said = {line.label: line.text for line in office.acts.document(visit).closing}
    words = f"фототаблица, 3{NBSP}фото — 2{NBSP}л."
    assert said["Приложения (с числом листов)"] == words
    assert problems(pdf, tmp_path) == []
    assert loose_fonts(pdf) == []


def test_typed_enclosures_stay_beside_the_pictures(
    office: Office, seen: InspectionDraft, tmp_path: Path
) -> None:
    """What the clerk wrote is kept word for word after what the program counts."""
    visit = planned_visit(office, seen, attachments_text="распечатка теплосчётчика — 1 л.")
    (file,) = _attach(office, visit, tmp_path, photo())
    _choose(office, visit, Photo(file.id))
    said = {line.label: line.text for line in office.acts.document(visit).closing}
    assert said["Приложения (с числом листов)"].endswith("л.; распечатка теплосчётчика — 1 л.")


@pytest.mark.parametrize("many", range(1, 8))
def test_the_sheets_told_are_the_sheets_printed(
    office: Office, visit: int, tmp_path: Path, many: int
) -> None:
    """Whatever the number of pictures and the length of captions, the count is that of the file."""
    files = _attach(office, visit, tmp_path, *(noise(400 + n, 300) for n in range(many)))
    own = len(_printed(office, visit)[1])
    for caption in ("", "Очень длинная подпись под снимком " * 8):
        _choose(office, visit, *(Photo(file.id, caption) for file in files))
        annex = office.acts.document(visit).annex
        assert annex is not None
        pdf, texts = _printed(office, visit)
        assert len(texts) - own == annex.sheets >= (many + 1) // 2
        assert all(len(found) <= 2 for found in _pictures(pdf))
        assert sum(map(len, _pictures(pdf))) == many


def test_pictures_leave_the_office_without_their_metadata(
    office: Office, visit: int, tmp_path: Path
) -> None:
    """Camera and coordinates stand nowhere in the file of an ordinary act; 200 dots an inch."""
    (file,) = _attach(office, visit, tmp_path, photo(4000, 3000, exif=camera(6)))
    _choose(office, visit, Photo(file.id, "Стояк"))
    pdf, texts = _printed(office, visit)
    assert SECRET in office.attachments.content(file.id)
    assert SECRET not in pdf
    assert b"Exif" not in pdf
    assert "координат" not in " ".join(texts)
    assert _pictures(pdf)[-1] == [(614, 819)]  # 78 × 104 mm, upright


@pytest.mark.parametrize("kind", [ActKind.WASTE_OPERATOR, ActKind.WASTE_SITE])
def test_acts_of_waste_say_where_a_picture_was_taken(
    office: Office, seen: InspectionDraft, tmp_path: Path, kind: ActKind
) -> None:
    """Files, time and coordinates stand under the picture: form (в1), «фото/видео»."""
    visit = planned_visit(office, seen, kind=kind)
    here, nowhere = _attach(office, visit, tmp_path, photo(exif=camera()), photo())
    _choose(office, visit, Photo(here.id), Photo(nowhere.id))
    annex = office.acts.document(visit).annex
    assert annex is not None
    assert annex.photos[0].about == (
        "Снято 23.11.2026 10:41 · координаты 54,735147; 55,958728 · файл «снимок 1.jpg»"
    )
    assert annex.photos[1].about == (
        "Времени съёмки в снимке нет, время файла 22.11.2026 08:15 · координат в снимке нет"
        " · файл «снимок 2.jpg»"
    )


def test_a_file_without_any_time_says_when_it_was_attached(
    office: Office, visit: int, tmp_path: Path
) -> None:
    """Files attached by former versions have no time of their own."""
    (file,) = _attach(office, visit, tmp_path, photo())
    assert file.file_at == _WRITTEN
    with office.desk.store.write():
        office.desk.store.execute("UPDATE attachment SET file_at = NULL")
    (file,) = office.photos.offered(visit)
    assert office.photos.look(file).about.startswith(
        f"Времени съёмки в снимке нет, приложен {clock.show_moment(file.added_at)}"
    )


def test_a_picture_that_cannot_be_printed_is_a_frame_with_words(
    office: Office, visit: int, tmp_path: Path
) -> None:
    """The act is issued all the same: the clerk is warned what to do, the paper says why."""
    heic, cut, good = _attach(
        office, visit, tmp_path, b"\x00\x00\x00\x18ftypheic", noise(800, 600)[:20_000], photo()
    )
    _choose(office, visit, *(Photo(file.id) for file in (heic, cut, good)))
    warned = office.acts.warnings(visit)
    assert f"Фото № 1: {photo_words.NO_HEIC}" in warned
    assert f"Фото № 2: {photo_words.CUT_SHORT}" in warned
    pdf = office.acts.issued_file(office.acts.issue(visit).id)
    text = " ".join(pages(pdf))
    assert "Фото № 1 не напечатано: снимок HEIC с айфона программа не читает" in text
    assert "Фото № 2 не напечатано: файл снимка обрывается" in text
    assert "сохраните" not in text
    assert "снимок 1.jpg" not in text  # names of files leave the office in acts of waste alone
    assert sum(map(len, _pictures(pdf))) == 1


def test_a_file_damaged_in_the_base_does_not_stop_the_act(
    office: Office, visit: int, tmp_path: Path
) -> None:
    """A flipped byte is found by the fingerprint and named."""
    (file,) = _attach(office, visit, tmp_path, photo())
    _choose(office, visit, Photo(file.id))
    with office.desk.store.write():
        office.desk.store.execute("UPDATE attachment_file SET content = x'ffd8ffe0'")
    assert f"Фото № 1: {photo_words.SPOILT_HERE}" in office.acts.warnings(visit)
    assert office.photos.look(file).problem == photo_words.SPOILT_HERE
    assert "не напечатано" in _printed(office, visit)[1][-1]


def test_an_issued_act_keeps_its_pictures(office: Office, visit: int, tmp_path: Path) -> None:
    """Removing the file afterwards changes no byte of the act, nor of the second printing."""
    (file,) = _attach(office, visit, tmp_path, photo(exif=camera()))
    _choose(office, visit, Photo(file.id, "Ввод"))
    issued = office.acts.issued_file(office.acts.issue(visit).id)
    office.attachments.remove(file.id)
    assert office.acts.reissue(visit) == issued
    out = tmp_path / "акт.pdf"
    office.acts.write("2026-001", out)
    assert out.read_bytes() == issued
    assert sum(map(len, _pictures(issued))) == 1


def test_the_same_act_gives_the_same_bytes(office: Office, visit: int, tmp_path: Path) -> None:
    """Also when the pictures are made ready anew; the code in the foot changes with a caption."""
    (file,) = _attach(office, visit, tmp_path, noise(1600, 1200))
    _choose(office, visit, Photo(file.id, "Ввод"))
    pdf, texts = _printed(office, visit)
    again = Office.open(office.path)
    assert again.acts.render(again.acts.document(visit)) == pdf
    again.close()
    _choose(office, visit, Photo(file.id, "Вывод"))
    assert texts[0].split("код содержания")[1] not in _printed(office, visit)[1][0]


def test_refusal_and_witnesses_sign_the_pictures_too(
    office: Office, seen: InspectionDraft, tmp_path: Path
) -> None:
    """Who signs the act signs its annex, with the same marks."""
    visit = planned_visit(office, seen)
    (file,) = _attach(office, visit, tmp_path, photo())
    _choose(office, visit, Photo(file.id))
    assert any(one.signature is SignatureState.REFUSED for one in seen.members)
    last = _printed(office, visit)[1][-1]
    assert last.index("П. К. Рябов") < last.index("отказ") < last.index("Незаинтересованные лица:")


def test_a_blank_and_another_visit_have_no_pictures(
    office: Office, visit: int, tmp_path: Path
) -> None:
    """Nothing is photographed before the visit, and a second visit takes its own pictures."""
    (file,) = _attach(office, visit, tmp_path, photo())
    _choose(office, visit, Photo(file.id))
    blank = office.acts.document(visit, blank=True)
    assert blank.annex is None
    assert "фототаблица" not in repr(blank)
    assert office.inspections.again(visit).photos == ()


def test_captions_are_one_line_and_of_a_length(office: Office, visit: int, tmp_path: Path) -> None:
    """Line breaks become spaces, a file stands once, what is too long is named."""
    (file,) = _attach(office, visit, tmp_path, photo())
    card = _choose(office, visit, Photo(file.id, " Ввод\n в  дом "), Photo(file.id, "ещё раз"))
    assert card.draft.photos == (Photo(file.id, "Ввод в дом"),)
    with pytest.raises(errors.InvalidDraft) as refused:
        _choose(office, visit, Photo(file.id, "ф" * 301))
    assert refused.value.fields == {"photos": "подпись под снимком не длиннее 300 знаков"}
    with pytest.raises(errors.InvalidDraft, match="Не больше 60 снимков"):
        _choose(office, visit, *(Photo(number) for number in range(61)))


def test_only_files_of_the_visit_can_be_chosen(
    office: Office, seen: InspectionDraft, visit: int, tmp_path: Path
) -> None:
    """Files of another visit and removed ones are passed over."""
    other = planned_visit(office, seen)
    (stranger,) = _attach(office, other, tmp_path, photo())
    own, gone = _attach(office, visit, tmp_path, noise(80, 60), noise(90, 60))
    office.attachments.remove(gone.id)
    card = _choose(office, visit, Photo(stranger.id), Photo(gone.id), Photo(own.id), Photo(9_999))
    assert card.draft.photos == (Photo(own.id),)


def test_a_removed_file_comes_back_with_its_place_and_words(
    office: Office, visit: int, tmp_path: Path
) -> None:
    """The visit may be saved meanwhile; undo of the removal brings the caption too."""
    one, two, three = _attach(office, visit, tmp_path, *(noise(80 + n, 60) for n in range(3)))
    _choose(office, visit, Photo(one.id, "а"), Photo(two.id, "б"), Photo(three.id, "в"))
    office.attachments.remove(two.id)
    card = office.inspections.card(visit)
    assert card.draft.photos == (Photo(one.id, "а"), Photo(three.id, "в"))
    _choose(office, visit, *card.draft.photos[:1], Photo(three.id, "г"))
    office.attachments.put_back(two)
    shown = office.inspections.card(visit).draft.photos
    assert set(shown) == {Photo(one.id, "а"), Photo(two.id, "б"), Photo(three.id, "г")}
    assert shown[0] == Photo(one.id, "а")


def test_another_clerks_choice_is_not_overwritten(
    office: Office, visit: int, tmp_path: Path
) -> None:
    """A save over an older version is refused, and the history tells both choices."""
    (file,) = _attach(office, visit, tmp_path, photo())
    stale = office.inspections.card(visit)
    card = _choose(office, visit, Photo(file.id, "Ввод"))
    mine = dataclasses.replace(stale.draft, photos=(Photo(file.id, "Вывод"),))
    with pytest.raises(errors.Conflict):
        office.inspections.save(visit, stale.version, mine)
    assert office.inspections.card(visit).draft.photos == card.draft.photos
    assert card.history[-1].changes
    told = {change.field: change.after for change in card.history[-1].changes}
    assert told == {"photo:1": f'{{"attachment_id":{file.id},"caption":"Ввод"}}'}


def test_the_check_and_the_destruction_know_the_pictures(
    office: Office, visit: int, tmp_path: Path
) -> None:
    """Every row is sealed; a ticket's destruction leaves the act's pictures; nothing dangles."""
    (file,) = _attach(office, visit, tmp_path, photo())
    _choose(office, visit, Photo(file.id, "Ввод"))
    assert [found.words for found in office.health.check() if not found.is_sound] == []
    with sqlite3.connect(office.path) as past_the_program:
        past_the_program.execute(OPEN_JOURNAL)
        past_the_program.execute("UPDATE inspection_photo SET caption = 'Чужое'")
    past_the_program.close()
    (told,) = [found.words for found in office.health.check() if not found.is_sound]
    assert "снимок в акте" in told


def test_destroyed_tickets_leave_the_acts_pictures(
    office: Office, seen: InspectionDraft, hand_clock: HandClock, tmp_path: Path
) -> None:
    """A ticket's files go with it; those of the visit it led to belong to the act."""
    office.clerks.sit(office.clerks.add("Лапина Ирина").id)
    ticket = new_ticket(office, building_id=seen.building_id)
    visit = planned_visit(office, seen, ticket_ids=(ticket,))
    (file,) = _attach(office, visit, tmp_path, photo())
    card = _choose(office, visit, Photo(file.id, "Ввод"))
    office.attachments.add(Entity.TICKET, ticket, [tmp_path / "снимок 1.jpg"])
    change = StatusChange(TicketStatus.CANCELLED, cancel_reason=CancelReason.WITHDRAWN)
    office.tickets.set_status(ticket, change)
    hand_clock.forward(hours=24 * 365 * 6)
    assert office.retention.destroy("приказ № 15").tickets == 1
    assert office.attachments.of(Entity.TICKET, ticket) == []
    assert office.inspections.card(visit).draft.photos == card.draft.photos
    assert office.photos.look(file).small
    assert [found.words for found in office.health.check() if not found.is_sound] == []


def test_photographs_of_a_phone_stay_of_a_size(office: Office, visit: int, tmp_path: Path) -> None:
    """Twelve megapixels become a print of 200 dots an inch."""
    (file,) = _attach(office, visit, tmp_path, noise(4000, 3000))
    _choose(office, visit, Photo(file.id))
    pdf = _printed(office, visit)[0]
    assert _pictures(pdf)[-1] == [(1092, 819)]
    assert len(pdf) < _MOST_BYTES_A_PHOTO + 200_000
