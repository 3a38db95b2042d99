"""Files are known by their bytes, kept with a fingerprint, opened as a copy nobody can spoil."""

import dataclasses
import errno
import hashlib
import io
import os
import shutil
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import errors
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.file_kinds import (
    EXCEL,
    HEIC,
    JPEG,
    PDF,
    PNG,
    TIFF,
    VIDEO,
    WEBP,
    WORD,
    file_kind,
)
from desktop_app.core.records.inspections import Photo
from desktop_app.core.records.tickets import TicketDraft
from desktop_app.services.attachments import MOST_BYTES
from desktop_app.services.office import Office
from tests.factories import new_house

SCAN = b"%PDF-1.7\n" + b"scan " * 50
PHOTO = b"\xff\xd8\xff\xe0" + b"photo " * 50


def _package(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


@pytest.fixture
def visit(office: Office) -> int:
    """Return the id of a planned visit."""
    house = new_house(office.buildings, "пр-кт Ленина", "12")
    return office.inspections.plan(office.inspections.draft_for(house)).id


def _file(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PHOTO, JPEG),
        (b"\x89PNG\r\n\x1a\n....", PNG),
        (SCAN, PDF),
        (b"II*\x00....", TIFF),
        (b"MM\x00*....", TIFF),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", WEBP),
        (b"\x00\x00\x00\x18ftypheic....", HEIC),
        (b"\x00\x00\x00\x18ftypmp42....", VIDEO),
        (_package("[Content_Types].xml", "word/document.xml"), WORD),
        (_package("[Content_Types].xml", "xl/workbook.xml"), EXCEL),
        (_package("word/document.xml", "word/vbaProject.bin"), None),
        (_package("payload.exe"), None),
        (b"MZ\x90\x00", None),
        (b"#!/bin/sh\n", None),
        (b"<html><script>", None),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", None),
        (b"\x00\x00\x00\x18ftypevil", None),
        (b"", None),
    ],
)
def test_a_file_is_what_its_bytes_say(content: bytes, kind: object) -> None:
    """The allow-list is of magic bytes: programs, pages, macros and archives are none of it."""
    assert file_kind(content) is kind


@given(st.binary(max_size=64))
def test_no_bytes_break_the_recognition(content: bytes) -> None:
    """Whatever stands in a file, it is a known kind or none."""
    found = file_kind(content)
    assert found is None or found.extension


def test_a_file_is_kept_and_given_back_byte_for_byte(
    office: Office, visit: int, tmp_path: Path
) -> None:
    """Name, size and fingerprint are kept; the bytes come back; history knows of it."""
    scan = _file(tmp_path, "акт  подписан.pdf", SCAN)
    photo = _file(tmp_path, "IMG_0412.JPG", PHOTO)
    office.attachments.add(Entity.INSPECTION, visit, [scan, photo])
    first, second = office.attachments.of(Entity.INSPECTION, visit)
    assert (first.title, first.extension, first.size) == ("акт подписан.pdf", "pdf", len(SCAN))
    assert first.sha256 == hashlib.sha256(SCAN).hexdigest()
    assert (second.title, second.extension) == ("IMG_0412.JPG", "jpg")
    assert office.attachments.content(first.id) == SCAN
    last = office.inspections.card(visit).history[-1]
    assert (last.operation, last.note) == (Operation.FILE_ATTACHED, "IMG_0412.JPG")


def test_a_wrong_extension_does_not_deceive(office: Office, visit: int, tmp_path: Path) -> None:
    """A program called «фото.jpg» is refused, a JPEG called «скан.pdf» is kept as a JPEG."""
    with pytest.raises(errors.BadFile, match="такого вида"):
        office.attachments.add(Entity.INSPECTION, visit, [_file(tmp_path, "фото.jpg", b"MZ\x90")])
    office.attachments.add(Entity.INSPECTION, visit, [_file(tmp_path, "скан.pdf", PHOTO)])
    (kept,) = office.attachments.of(Entity.INSPECTION, visit)
    assert office.attachments.copy_to_open(kept.id).suffix == ".jpg"


def test_one_bad_file_keeps_out_the_others(office: Office, visit: int, tmp_path: Path) -> None:
    """Several files go in together or not at all."""
    files = [_file(tmp_path, "а.pdf", SCAN), _file(tmp_path, "б.pdf", b"")]
    with pytest.raises(errors.BadFile, match="пустой"):
        office.attachments.add(Entity.INSPECTION, visit, files)
    with pytest.raises(errors.BadFile, match="не читается"):
        office.attachments.add(Entity.INSPECTION, visit, [tmp_path / "нет.pdf"])
    with pytest.raises(errors.BadFile, match="не читается"):
        office.attachments.add(Entity.INSPECTION, visit, [tmp_path])
    assert office.attachments.of(Entity.INSPECTION, visit) == []


@pytest.mark.parametrize(("extra", "is_kept"), [(0, True), (1, False)])
def test_twenty_five_megabytes_is_the_most(
    office: Office, visit: int, tmp_path: Path, extra: int, is_kept: bool
) -> None:
    """Exactly 25 MB goes in, one byte more does not."""
    path = tmp_path / "большой.pdf"
    path.write_bytes(b"%PDF-")
    os.truncate(path, MOST_BYTES + extra)
    if is_kept:
        office.attachments.add(Entity.INSPECTION, visit, [path])
        assert office.attachments.of(Entity.INSPECTION, visit)[0].size == MOST_BYTES
    else:
        with pytest.raises(errors.BadFile, match="больше 25 МБ"):
            office.attachments.add(Entity.INSPECTION, visit, [path])


def test_the_same_file_is_attached_once(office: Office, visit: int, tmp_path: Path) -> None:
    """A file attached twice, also under another name, stands in the list once."""
    office.attachments.add(Entity.INSPECTION, visit, [_file(tmp_path, "а.pdf", SCAN)])
    office.attachments.add(Entity.INSPECTION, visit, [_file(tmp_path, "б.pdf", SCAN)])
    assert [kept.title for kept in office.attachments.of(Entity.INSPECTION, visit)] == ["а.pdf"]


def test_what_is_opened_is_a_read_only_copy(office: Office, visit: int, tmp_path: Path) -> None:
    """The copy lies in a folder of ours, cannot be written, and is made anew when spoiled."""
    office.attachments.add(Entity.INSPECTION, visit, [_file(tmp_path, "акт.pdf", SCAN)])
    (kept,) = office.attachments.of(Entity.INSPECTION, visit)
    copy = office.attachments.copy_to_open(kept.id)
    assert copy.read_bytes() == SCAN
    assert not copy.stat().st_mode & 0o222
    copy.chmod(0o600)
    copy.write_bytes(b"spoiled")
    assert office.attachments.copy_to_open(kept.id).read_bytes() == SCAN
    assert office.attachments.content(kept.id) == SCAN
    office.attachments.forget_copies()
    assert not copy.exists()


def test_a_removed_file_can_be_put_back(office: Office, visit: int, tmp_path: Path) -> None:
    """Removing hides the file; its bytes stay, and it comes back whole."""
    office.attachments.add(Entity.INSPECTION, visit, [_file(tmp_path, "а.pdf", SCAN)])
    (kept,) = office.attachments.of(Entity.INSPECTION, visit)
    office.attachments.remove(kept.id)
    assert office.attachments.of(Entity.INSPECTION, visit) == []
    with pytest.raises(errors.NotFound):
        office.attachments.content(kept.id)
    office.attachments.put_back(kept)
    assert office.attachments.content(kept.id) == SCAN


def test_a_damaged_file_is_not_given_out(office: Office, visit: int, tmp_path: Path) -> None:
    """Bytes that changed in the database are told, never opened."""
    office.attachments.add(Entity.INSPECTION, visit, [_file(tmp_path, "а.pdf", SCAN)])
    (kept,) = office.attachments.of(Entity.INSPECTION, visit)
    with office.desk.store.write():
        office.desk.store.execute("UPDATE attachment_file SET content = x'00'")
    with pytest.raises(errors.DatabaseDamaged, match="повреждено"):
        office.attachments.copy_to_open(kept.id)


def test_a_file_of_a_ticket_stands_in_its_history(office: Office, tmp_path: Path) -> None:
    """A ticket takes files too; its history names the file, and another ticket has none."""
    topic = next(topic for topic in office.reference.topics if not topic.is_group)
    draft = TicketDraft(topic.id, "Холодно", address_text="ул. Садовая, 3", no_phone=True)
    first, second = (office.tickets.register(draft).id for _number in range(2))
    office.attachments.add(Entity.TICKET, first, [_file(tmp_path, "письмо.pdf", SCAN)])
    assert [kept.title for kept in office.attachments.of(Entity.TICKET, first)] == ["письмо.pdf"]
    assert office.attachments.of(Entity.TICKET, second) == []
    assert office.attachments.of(Entity.INSPECTION, first) == []
    event = office.tickets.card(first).history[0]
    assert (event.operation, event.details) == (Operation.FILE_ATTACHED, "письмо.pdf")


def test_a_copy_is_made_anew_where_the_system_cleaned(
    office: Office, visit: int, tmp_path: Path
) -> None:
    """A cleaner of temporary files may take the folder away at any time, also before the end."""
    scan = _file(tmp_path, "акт.pdf", SCAN)
    office.attachments.add(Entity.INSPECTION, visit, [scan])
    (kept,) = office.attachments.of(Entity.INSPECTION, visit)
    first = office.attachments.copy_to_open(kept.id)
    _cleaned(first.parent)
    again = office.attachments.copy_to_open(kept.id)
    assert again.read_bytes() == SCAN
    _cleaned(again.parent)
    office.attachments.forget_copies()


def test_a_file_opened_twice_is_not_written_twice(
    office: Office, visit: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The viewer that shows the copy may hold it, as programs of Windows do."""
    scan = _file(tmp_path, "акт.pdf", SCAN)
    office.attachments.add(Entity.INSPECTION, visit, [scan])
    (kept,) = office.attachments.of(Entity.INSPECTION, visit)
    first = office.attachments.copy_to_open(kept.id)
    monkeypatch.setattr(Path, "chmod", _held)
    assert office.attachments.copy_to_open(kept.id) == first
    monkeypatch.undo()
    office.attachments.forget_copies()
    assert not first.exists()


def test_no_room_for_a_copy_is_told(
    office: Office, visit: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is the world's fault: it has its words and no crash window."""
    scan = _file(tmp_path, "акт.pdf", SCAN)
    office.attachments.add(Entity.INSPECTION, visit, [scan])
    (kept,) = office.attachments.of(Entity.INSPECTION, visit)
    monkeypatch.setattr(Path, "write_bytes", _full)
    with pytest.raises(errors.DiskFull):
        office.attachments.copy_to_open(kept.id)


def _cleaned(folder: Path) -> None:
    for path in folder.iterdir():
        path.chmod(0o600)
    shutil.rmtree(folder)


def _held(path: Path, _mode: int) -> None:
    raise PermissionError(errno.EACCES, "held by another program", str(path))


def _full(path: Path, _content: bytes) -> int:
    raise OSError(errno.ENOSPC, "no room", str(path))


def test_a_file_of_a_ticket_is_copied_to_a_visit_once(
    office: Office, visit: int, tmp_path: Path
) -> None:
    """The copy has a number of its own and stands in history; a second one is the same copy."""
    topic = next(topic for topic in office.reference.topics if not topic.is_group)
    house = office.inspections.card(visit).draft.building_id
    ticket = office.tickets.register(
        TicketDraft(topic.id, "Холодно", house, phone="8 900 555-14-52")
    ).id
    attachments = office.attachments
    attachments.add(Entity.TICKET, ticket, [_file(tmp_path, "фото.jpg", PHOTO)])
    (kept,) = attachments.of(Entity.TICKET, ticket)
    first = attachments.copy([kept.id], Entity.INSPECTION, visit)
    second = attachments.copy([kept.id], Entity.INSPECTION, visit)
    (copied,) = attachments.of(Entity.INSPECTION, visit)
    assert first.ids == second.ids == {kept.id: copied.id}
    assert (first.new, second.new) == ((copied.id,), ())
    assert copied.id != kept.id
    assert attachments.content(copied.id) == PHOTO
    last = office.inspections.card(visit).history[-1]
    assert (last.operation, last.note) == (Operation.FILE_ATTACHED, "фото.jpg")
    with pytest.raises(errors.NotFound, match="Этого выезда"):
        attachments.copy([kept.id], Entity.INSPECTION, visit + 99)
    assert attachments.take_back(second) == Changes()
    _choose(office, visit, Photo(copied.id))
    assert attachments.take_back(first) == Changes()
    _choose(office, visit)
    assert attachments.take_back(first).touches(Kind.INSPECTION)
    assert attachments.of(Entity.INSPECTION, visit) == []
    assert attachments.take_back(first) == Changes()
    assert office.inspections.card(visit).history[-1].operation is Operation.FILE_REMOVED


def _choose(office: Office, visit: int, *photos: Photo) -> None:
    card = office.inspections.card(visit)
    office.inspections.save(visit, card.version, dataclasses.replace(card.draft, photos=photos))


def test_a_destroyed_file_is_not_put_back(office: Office, visit: int, tmp_path: Path) -> None:
    """An act took its bytes while the way back was offered: said so, nothing half there."""
    attachments = office.attachments
    attachments.add(Entity.INSPECTION, visit, [_file(tmp_path, "фото.jpg", PHOTO)])
    (kept,) = attachments.of(Entity.INSPECTION, visit)
    attachments.remove(kept.id)
    with office.desk.store.write():
        office.desk.store.execute("DELETE FROM attachment_file")
    with pytest.raises(errors.NotFound, match="уничтожен по акту"):
        attachments.put_back(kept)
    assert attachments.of(Entity.INSPECTION, visit) == []
