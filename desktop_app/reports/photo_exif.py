"""What a camera wrote into a picture: which side is up, when and where it was taken.

Anything may stand there; what makes no sense is taken for nothing.
"""

import datetime as dt
import math
import re
import struct
from collections.abc import Mapping

from PIL.Image import DecompressionBombError, Exif
from PIL.ImageFile import ImageFile
from PIL.PngImagePlugin import PngImageFile

_ORIENTATION, _CAMERA, _PLACE = 0x0112, 0x8769, 0x8825
_TAKEN = (0x9003, 0x9004)  # when the shutter opened; when the picture was made digital
_MOMENT = re.compile(r"(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)")
_IN_PNG = {"exif", "Raw profile type exif"}
_NORTH, _LATITUDE, _EAST, _LONGITUDE = 1, 2, 3, 4
# All the library raises over spoilt bytes; its warnings are errors where tests make them so.
FAULTS = (
    OSError, ValueError, TypeError, KeyError, IndexError, AttributeError, SyntaxError, EOFError,
    ArithmeticError, RuntimeError, AssertionError, struct.error, Warning, DecompressionBombError,
)  # fmt: skip


def orientation(image: ImageFile) -> int:
    """Return how the picture has to be turned, 1…8; 1 is as it is."""
    try:
        found = _exif(image).get(_ORIENTATION, 1)
    except FAULTS:
        return 1
    return found if isinstance(found, int) and 1 <= found <= 8 else 1


def taken_at(image: ImageFile) -> dt.datetime | None:
    """Return when the picture was taken by the clock of the camera."""
    known = _part(image, _CAMERA)
    for tag in _TAKEN:
        found = _MOMENT.match(_text(known.get(tag)))
        if found:
            try:
                return dt.datetime(*map(int, found.groups()))  # type: ignore[arg-type]  # six numbers
            except ValueError:
                continue
    return None


def place(image: ImageFile) -> tuple[float, float] | None:
    """Return latitude and longitude in degrees, or None."""
    known = _part(image, _PLACE)
    latitude = _degrees(known.get(_LATITUDE), _text(known.get(_NORTH)) == "S")
    longitude = _degrees(known.get(_LONGITUDE), _text(known.get(_EAST)) == "W")
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return None
    # Phones without a fix write zeros.
    return (latitude, longitude) if (latitude, longitude) != (0.0, 0.0) else None


def _exif(image: ImageFile) -> Exif:
    # Asked of a PNG without any, the library decodes the whole picture in search of it.
    if isinstance(image, PngImageFile) and not _IN_PNG & image.info.keys():
        return Exif()
    return image.getexif()


def _part(image: ImageFile, tag: int) -> Mapping[int, object]:
    try:
        return dict(_exif(image).get_ifd(tag))
    except FAULTS:
        return {}


def _text(value: object) -> str:
    if isinstance(value, bytes):
        value = value.decode("ascii", "replace")
    return value.strip("\0 ") if isinstance(value, str) else ""


def _degrees(value: object, negative: bool) -> float | None:
    """Return degrees of degrees, minutes and seconds."""
    try:
        parts = [float(part) for part in value]  # type: ignore[attr-defined]  # else a fault
        whole = math.fsum(part / 60**power for power, part in enumerate(parts[:3]))
    except FAULTS:
        return None
    if not parts or not math.isfinite(whole):
        return None
    return -whole if negative else whole
