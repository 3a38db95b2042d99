"""Files leave the office whole, written down, and without personal data unless for a reason."""

import datetime as dt
import hashlib
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from db import history
from db.connection import Store
from desktop_app.core import errors
from desktop_app.core.enums import (
    Entity,
    Operation,
)
from desktop_app.core.journal_columns import JOURNAL
from desktop_app.core.records.history import HistoryEntry
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.records.sheets import depersonalised
from desktop_app.services.desk import Desk
from desktop_app.services.exports import Exports
from desktop_app.services.office import Office
from desktop_app.services.register import Register
from tests.services import journal_of
from tests.services.fixtures import HandClock, new_ticket

ALL = RegisterQuery()
NAME, PHONE, FLAT = "Соколова Вера Андреевна", "8 900 555-18-63", "кв-тридцать"
Row = dict[str, object]


def test_nothing_personal_leaves_without_a_reason(
    office: Office, exports: Exports, target: Path, hand_clock: HandClock
) -> None:
    """By default no name, phone, flat, door, spoken word or searched word is in any part."""
    number = office.tickets.card(journal_of.eventful(office, hand_clock)).row.number
    new_ticket(office, address_text="ул. Мира, 5, кв. 8, у Петровых", details="я Сидоров, кв. 12")
    exports.journal(RegisterQuery(text="2026"), target)
    inside = journal_of.everything(target)
    secrets = (NAME, "Соколова", PHONE, "555-18", FLAT, "2К4590", "Сидоров", "Петровых", "кв. 12")
    spoken = ("Холодные батареи", "тепло дали", "Орлов", "Кузьмина", "подъезд 2", "«2026»")
    assert [word for word in secrets + spoken if word in inside] == []
    rows = journal_of.rows(target)
    assert list(rows[0]) == [column.title for column in depersonalised(JOURNAL)]
    row = next(row for row in rows if row["№ заявки"] == number)
    assert str(row["Адрес"]).startswith("г. Радужный, ")
    assert row["Передано (способ, принял)"] == "Электронная почта"
    assert row["Принятые меры / результат"] == "Подтверждено заявителем"
    assert "дома нет в справочнике" in [row["Адрес"] for row in rows]


def test_personal_data_ask_for_a_reason(office: Office, exports: Exports, target: Path) -> None:
    """Without a reason nothing is written, not even a file."""
    new_ticket(office)
    with pytest.raises(errors.InvalidDraft) as caught:
        exports.journal(ALL, target, depersonalised=False, reason="  ")
    assert set(caught.value.fields) == {"reason"}
    assert not target.exists()


@pytest.mark.parametrize("personal", [True, False])
def test_an_export_is_written_down(
    office: Office, exports: Exports, target: Path, personal: bool
) -> None:
    """History keeps who, what, how many rows, whether personal, why, and the file's SHA-256."""
    new_ticket(office)
    query = RegisterQuery(text="батареи")
    exported = exports.journal(query, target, depersonalised=not personal, reason="запрос")
    entry = _entries(office)[-1]
    assert (entry.operation, entry.clerk) == (Operation.EXPORTED, "Иванова Анна Петровна")
    assert entry.note == "запрос"
    facts = {change.field: change.after for change in entry.changes}
    assert facts == {
        "journal": "Журнал учёта заявок",
        "file": "Журнал.xlsx",
        "rows": 1,
        "personal": personal,
        "period": "за всё время",
        "filter": "со словами «батареи»",
        "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
    }
    assert exported.sha256 == facts["sha256"]
    assert history.broken_link(office.desk.store) is None


def _entries(office: Office) -> list[HistoryEntry]:
    store = office.desk.store
    ids = store.rows("SELECT entity_id FROM history WHERE entity = 'export' ORDER BY id")
    return [entry for (i,) in ids for entry in history.of_entity(store, Entity.EXPORT, i)]


def test_a_cancelled_export_leaves_nothing(office: Office, exports: Exports, target: Path) -> None:
    """Stopping half way keeps the old file and writes no history."""
    for _ in range(3):
        new_ticket(office)
    target.write_bytes(b"old")
    seen: list[tuple[int, int]] = []
    with pytest.raises(errors.Cancelled):
        exports.journal(
            ALL,
            target,
            progress=lambda done, total: seen.append((done, total)),
            cancelled=lambda: bool(seen),
        )
    assert seen == [(3, 3)]
    assert target.read_bytes() == b"old"
    assert [item.name for item in target.parent.iterdir()] == [target.name]
    assert _entries(office) == []


def test_progress_counts_blocks(office: Office, exports: Exports, target: Path) -> None:
    """Progress goes up to the whole, a block of rows at a time."""
    _bulk(office, 1201)
    seen: list[tuple[int, int]] = []
    exports.journal(ALL, target, progress=lambda done, total: seen.append((done, total)))
    assert seen == [*((n, 1201) for n in range(200, 1201, 200)), (1201, 1201)]
    assert len(journal_of.rows(target)) == 1201


def _bulk(office: Office, count: int) -> None:
    topic = office.reference.topic("HEAT.NO").id
    at = "2026-11-24T09:41:00"
    with office.desk.store.write():
        office.desk.store.insert_many(
            "INSERT INTO ticket (number, registered_at, received_at, source, kind, topic_id,"
            " status, status_at) VALUES (?, ?, ?, 'phone', 'request', ?, 'new', ?)",
            [(f"Б-{number:05d}", at, at, topic, at) for number in range(count)],
        )


def test_a_busy_target_says_close_the_file(
    office: Office, exports: Exports, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A workbook left open in Excel is named; nothing is written and nothing is remembered."""
    new_ticket(office)
    target.write_bytes(b"old")

    def refuse(_self: Path, _other: Path) -> Path:
        raise PermissionError(13, "in use")

    # Linux lets an open file be replaced, so Windows' answer has to be played.
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(errors.FileBusy, match=r"Закройте файл «Журнал\.xlsx» и повторите"):
        exports.journal(ALL, target)
    assert target.read_bytes() == b"old"
    assert [item.name for item in target.parent.iterdir()] == [target.name]
    assert _entries(office) == []


def test_a_folder_without_rights_is_named(office: Office, exports: Exports, on_disk: Path) -> None:
    """A folder nobody may write into, not even root, ends in TargetError and leaves no history."""
    new_ticket(office)
    lock: list[str | Path] = ["chattr", "+i", on_disk]
    if (
        not shutil.which("chattr")
        or subprocess.run(lock, stderr=subprocess.DEVNULL, check=False).returncode
    ):
        pytest.skip("файловая система не умеет запрещать запись в папку (chattr +i)")
    try:
        with pytest.raises(errors.TargetError, match="Нет прав на запись"):
            exports.journal(ALL, on_disk / "Журнал.xlsx")
    finally:
        subprocess.run(["chattr", "-i", on_disk], check=True)
    assert list(on_disk.iterdir()) == []
    assert _entries(office) == []


def test_a_file_without_a_history_entry_does_not_stay(office: Office, target: Path) -> None:
    """When the entry cannot be written, the file is taken back and the message says so."""
    new_ticket(office)
    store = Store(office.path, busy_seconds=0.05)
    desk = Desk(store, office.desk.now)
    impatient = Exports(desk, Register(desk), office.settings)
    with closing(sqlite3.connect(office.path, isolation_level=None)) as other:

        def hold(_done: int, _total: int) -> None:
            other.execute("BEGIN EXCLUSIVE")

        with pytest.raises(errors.DatabaseLocked, match=r"(?i)файл убран"):
            impatient.journal(ALL, target, progress=hold)
        other.execute("ROLLBACK")
    store.close()
    assert list(target.parent.iterdir()) == []
    assert _entries(office) == []


def test_a_file_name_is_proposed(exports: Exports) -> None:
    """The name tells journal and days, and warns of personal data."""
    november = RegisterQuery(date_from=dt.date(2026, 11, 1), date_to=dt.date(2026, 11, 24))
    assert exports.file_name(ALL) == "Журнал учёта заявок на 24.11.2026.xlsx"
    assert exports.file_name(november, depersonalised=False) == (
        "Журнал учёта заявок с 01.11.2026 по 24.11.2026, с персональными данными.xlsx"
    )
