"""Pictures of any origin read with care: turned upright, made small, their metadata left behind.

Files come from phones, messengers and strangers. A picture is opened by the kind its bytes have and
by no other reader; its size is known before anything is decoded, so that a small file which unpacks
into gigabytes is refused; one picture is in memory at a time.
"""

import io
from collections.abc import Callable, Mapping

from PIL import Image
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.TiffImagePlugin import TiffImageFile
from PIL.WebPImagePlugin import WebPImageFile

from desktop_app.core import photo_words
from desktop_app.core.file_kinds import HEIC, JPEG, PNG, TIFF, WEBP, file_kind
from desktop_app.core.records.photos import PhotoFacts
from desktop_app.reports.photo_exif import FAULTS, orientation, place, taken_at

_MOST_PIXELS = 200_000_000  # a JPEG of one pass is decoded small: its size costs time only
_MOST_WHOLE = 40_000_000  # anything else is decoded whole: 4 bytes a pixel, twice at most
_MOST_PASSES = 100  # of a progressive JPEG; cameras make ten
_QUALITY = 82
_SIDEWAYS = (5, 6, 7, 8)
_TURNS: Mapping[int, Image.Transpose] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_READERS: Mapping[str, Callable[[io.BytesIO], ImageFile]] = {
    JPEG.extension: JpegImageFile,
    PNG.extension: PngImageFile,
    TIFF.extension: TiffImageFile,
    WEBP.extension: WebPImageFile,
}
_FIXED = ("I;16", "I;16L", "I;16B", "I;16N")
_DEEP = (*_FIXED, "I", "F")
_CLEAR = ("RGBA", "LA", "PA", "RGBa", "La")


class Unprintable(Exception):
    """A picture cannot be printed; the words say why and what to do next."""


def facts(content: bytes) -> PhotoFacts:
    """Return what a picture tells; nothing of it is decoded. Raises Unprintable."""
    image = _opened(content)
    wide, high = image.size
    if _turn(image) in _SIDEWAYS:
        wide, high = high, wide
    latitude, longitude = place(image) or (None, None)
    return PhotoFacts(wide, high, taken_at(image), latitude, longitude, _pages(image))


def fitted(content: bytes, width: int, height: int) -> tuple[bytes, int, int]:
    """Return a picture as JPEG no larger than so many pixels, upright, without any metadata.

    Its width and height follow. It is never made larger. Raises Unprintable.
    """
    image = _opened(content)
    turn = _turn(image)
    box = (height, width) if turn in _SIDEWAYS else (width, height)
    try:
        image.draft(None, _within(image.size, box))  # a JPEG is decoded to 1/2, 1/4 or 1/8
        image.load()
        small = _plain(_even(image).resize(_within(image.size, box), reducing_gap=2.0))
    except MemoryError as error:
        raise Unprintable(photo_words.too_big(image.width * image.height, _MOST_WHOLE)) from error
    except FAULTS as error:
        raise Unprintable(_cause(error)) from error
    upright = small.transpose(_TURNS[turn]) if turn in _TURNS else small
    return _saved(upright), upright.width, upright.height


def _opened(content: bytes) -> ImageFile:
    kind = file_kind(content)
    if kind == HEIC:
        raise Unprintable(photo_words.NO_HEIC)
    if kind is None or kind.extension not in _READERS:
        raise Unprintable(photo_words.NOT_A_PICTURE)
    try:
        image = _READERS[kind.extension](io.BytesIO(content))
    except MemoryError as error:
        raise Unprintable(photo_words.SPOILT) from error
    except FAULTS as error:
        raise Unprintable(_cause(error)) from error
    pixels, most = image.width * image.height, _most(image, content)
    if pixels > most:
        raise Unprintable(photo_words.too_big(pixels, most))
    if not pixels:
        raise Unprintable(photo_words.SPOILT)
    return image


def _most(image: ImageFile, content: bytes) -> int:
    """Return how many pixels a file may have; JPEG of many passes is kept whole while decoded."""
    if not isinstance(image, JpegImageFile):
        return _MOST_WHOLE
    passes = content.count(b"\xff\xda")
    if passes > _MOST_PASSES:
        raise Unprintable(photo_words.SPOILT)
    progressive = "progressive" in image.info or passes > 8
    return _MOST_WHOLE if progressive else _MOST_PIXELS


def _turn(image: ImageFile) -> int:
    """Return how the picture has to be turned; the reader of TIFF turns by itself."""
    return 1 if isinstance(image, TiffImageFile) else orientation(image)


def _pages(image: ImageFile) -> int:
    try:
        return int(image.n_frames) if isinstance(image, TiffImageFile) else 1
    except FAULTS:
        return 1


def _within(size: tuple[int, int], box: tuple[int, int]) -> tuple[int, int]:
    """Return the size of a picture made to fit into a box, never larger than it is."""
    scale = min(1.0, box[0] / size[0], box[1] / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _even(image: Image.Image) -> Image.Image:
    """Return a picture whose neighbouring pixels may be averaged: no palette, 8 bits a part."""
    if image.mode in _DEEP:
        return _of_eight_bits(image)
    if image.mode == "P":
        return image.convert("RGBA" if "transparency" in image.info else "RGB")
    if image.mode == "PA":
        return image.convert("RGBA")
    if image.mode == "1":
        return image.convert("L")
    if image.mode in ("L", "RGB") and "transparency" in image.info:
        return image.convert("RGBA")
    return image


def _of_eight_bits(image: Image.Image) -> Image.Image:
    """Return a grey picture of 16 bits, whole numbers or fractions as an ordinary one."""
    wide = image if image.mode in ("I", "F") else image.convert("I")
    low, high = (float(part) for part in wide.getextrema())  # type: ignore[arg-type]  # of one band
    if image.mode in _FIXED or (image.mode == "I" and low >= 0 and 255 < high <= 65_535):
        low, high = 0.0, 65_535.0
    scale = 255.0 / (high - low) if high > low else 0.0
    return wide.point(lambda value: value * scale - low * scale).convert("L")


def _plain(image: Image.Image) -> Image.Image:
    """Return a picture in grey or in red, green and blue; what is clear becomes white."""
    if image.mode in _CLEAR:
        whole = image.convert("RGBA")
        paper = Image.new("RGB", whole.size, "white")
        paper.paste(whole, mask=whole.getchannel("A"))
        return paper
    if image.mode in ("L", "RGB"):
        return image
    try:
        return image.convert("RGB")
    except ValueError as error:
        raise Unprintable(photo_words.ODD_COLOURS) from error


def _saved(image: Image.Image) -> bytes:
    """Return a picture as JPEG made of its pixels alone."""
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    buffer = io.BytesIO()
    bare.save(buffer, "JPEG", quality=_QUALITY, optimize=True)
    return buffer.getvalue()


def _cause(error: BaseException) -> str:
    if isinstance(error, Image.DecompressionBombError):
        return photo_words.too_big(0, _MOST_WHOLE)
    words = str(error).lower()
    cut = isinstance(error, EOFError) or "truncated" in words or "unexpected end" in words
    return photo_words.CUT_SHORT if cut else photo_words.SPOILT
