"""Pictures for tests: drawn here, with what cameras, scanners and enemies write into them."""

import io
import random
import struct
import zlib

from PIL import Image

TAKEN = "2026:11:23 10:41:07"
UFA = (54.735147, 55.958728)
SECRET = b"SecretPhone"


def photo(
    width: int = 400,
    height: int = 300,
    mode: str = "RGB",
    kind: str = "JPEG",
    exif: bytes = b"",
    **options: object,
) -> bytes:
    """Return a picture whose upper left quarter is red, the rest blue."""
    image = Image.new("RGB", (width, height), (0, 0, 200))
    image.paste((220, 0, 0), (0, 0, width // 2, height // 2))
    buffer = io.BytesIO()
    extra = {"exif": exif} if exif else {}
    image.convert(mode).save(buffer, kind, **extra, **options)
    return buffer.getvalue()


def noise(width: int, height: int) -> bytes:
    """Return a JPEG as heavy as a photograph of so many pixels."""
    image = Image.effect_noise((max(1, width // 4), max(1, height // 4)), 60)
    buffer = io.BytesIO()
    image.resize((width, height)).convert("RGB").save(buffer, "JPEG", quality=88)
    return buffer.getvalue()


def camera(turn: int = 1, taken: str = TAKEN, place: tuple[float, float] | None = UFA) -> bytes:
    """Return what a phone writes beside the pixels: its name, side, moment and place."""
    made = Image.Exif()
    made[0x0112] = turn
    made[0x010F] = SECRET.decode()
    if taken:
        made.get_ifd(0x8769)[0x9003] = taken
    if place is not None:
        sides = ("N" if place[0] >= 0 else "S", "E" if place[1] >= 0 else "W")
        for side, degrees, tag in zip(sides, place, (1, 3), strict=True):
            made.get_ifd(0x8825).update({tag: side, tag + 1: _parts(abs(degrees))})
    return made.tobytes()


def bomb(width: int, height: int, rows: int = 1_000_000) -> bytes:
    """Return a small PNG that says it has so many pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * rows, 9)
    parts = (_chunk(b"IHDR", head), _chunk(b"IDAT", body), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def garbage(head: bytes, seed: int) -> bytes:
    """Return a file that begins as a picture does and goes on anyhow."""
    return head + random.Random(seed).randbytes(4_000)


def _parts(degrees: float) -> tuple[float, float, float]:
    minutes = degrees % 1 * 60
    return float(int(degrees)), float(int(minutes)), round(minutes % 1 * 60, 4)


def _chunk(name: bytes, body: bytes) -> bytes:
    whole = name + body
    return struct.pack(">I", len(body)) + whole + struct.pack(">I", zlib.crc32(whole))
