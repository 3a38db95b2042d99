"""Pictures of the demo's visits: what the commission saw, drawn with the values it wrote down."""

import dataclasses
import datetime as dt
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from desktop_app.core.enums import Entity
from desktop_app.core.measuring import AIR
from desktop_app.core.records.inspections import Measurement, Photo
from desktop_app.core.text import NBSP, decimal
from desktop_app.services.office import Office

_GAUGE, _GAUGE_MOST = "Давление, P1", 10.0
_MINUTE = dt.timedelta(minutes=1)
_Shot = tuple[dt.datetime, str, bytes]


def of_visit(office: Office, inspection_id: int, start: dt.datetime, rng: Random) -> None:
    """Attach what was photographed from `start` on and put it into the act."""
    card = office.inspections.card(inspection_id)
    shots = list(_shots(card.draft.measurements, start, rng))
    files = _attach(office, Entity.INSPECTION, inspection_id, shots)
    photos = [Photo(file, words) for file, (_at, words, _jpeg) in zip(files, shots, strict=True)]
    draft = dataclasses.replace(card.draft, photos=tuple(photos))
    office.inspections.save(inspection_id, card.version, draft)


def of_ticket(office: Office, ticket_id: int, taken: dt.datetime, rng: Random) -> None:
    """Attach what an applicant sent: a cold radiator."""
    from desktop_app.reports import drawn_photos

    jpeg = drawn_photos.radiator(rng.randint(5, 8), rng.randint(140, 175) / 10, taken)
    _attach(office, Entity.TICKET, ticket_id, [(taken, "", jpeg)])


def _shots(rows: Sequence[Measurement], start: dt.datetime, rng: Random) -> Iterator[_Shot]:
    # Imported here: the drawing library must not slow the start of the program.
    from desktop_app.reports import drawn_photos

    taken = start + _MINUTE * rng.randint(4, 9)
    gauge = next((r.value for r in rows if r.quantity == _GAUGE and r.value is not None), None)
    if gauge is not None:
        words = f"Узел ввода, манометр на подаче: {decimal(gauge)}{NBSP}бар"
        yield taken, words, drawn_photos.manometer(gauge, _GAUGE_MOST, taken)
    taken += _MINUTE * rng.randint(3, 6)
    worn = rng.randint(15, 45) / 100
    words = "Подвал, изоляция подающего трубопровода"
    yield taken, words, drawn_photos.worn_pipe(worn, worn + rng.randint(15, 40) / 100, taken)
    taken += _MINUTE * rng.randint(8, 15)
    for row in rows:
        if row.quantity == AIR and row.value is not None:
            words = f"{row.place}: термометр показывает {decimal(row.value)}{NBSP}°C"
            yield taken, words, drawn_photos.radiator(rng.randint(5, 8), row.value, taken)
            return


def _attach(office: Office, entity: Entity, entity_id: int, shots: Sequence[_Shot]) -> list[int]:
    """Attach pictures as a clerk does, from files named and dated as a phone leaves them."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [_written(Path(folder), taken, jpeg) for taken, _caption, jpeg in shots]
        office.attachments.add(entity, entity_id, paths)
    return [file.id for file in office.attachments.of(entity, entity_id)]


def _written(folder: Path, taken: dt.datetime, jpeg: bytes) -> Path:
    path = folder / f"IMG_{taken:%Y%m%d_%H%M%S}.jpg"
    path.write_bytes(jpeg)
    os.utime(path, (taken.timestamp(), taken.timestamp()))
    return path
