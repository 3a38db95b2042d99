"""What a file is by its first bytes; the name it came under proves nothing."""

from dataclasses import dataclass

_HEIC = (b"heic", b"heix", b"mif1", b"hevc")
_MP4 = (b"isom", b"mp42", b"mp41", b"iso2", b"avc1", b"M4V ", b"qt  ")
_SHOWN = 262_144  # the table of a package's contents may stand at its end; names are near the start


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file people may attach: its extension and what it is called."""

    extension: str
    title: str


JPEG, PNG = FileKind("jpg", "фотография JPEG"), FileKind("png", "картинка PNG")
PDF, HEIC = FileKind("pdf", "документ PDF"), FileKind("heic", "фотография HEIC")
TIFF, WEBP = FileKind("tif", "скан TIFF"), FileKind("webp", "картинка WebP")
WORD, EXCEL = FileKind("docx", "документ Word"), FileKind("xlsx", "таблица Excel")
VIDEO = FileKind("mp4", "видео MP4")
ALLOWED = (JPEG, PNG, PDF, HEIC, TIFF, WEBP, WORD, EXCEL, VIDEO)


def file_kind(content: bytes) -> FileKind | None:
    """Return the kind of a file by its magic bytes, None for what may not be attached."""
    for magic, kind in (
        (b"\xff\xd8\xff", JPEG),
        (b"\x89PNG\r\n\x1a\n", PNG),
        (b"%PDF-", PDF),
        (b"II*\x00", TIFF),
        (b"MM\x00*", TIFF),
    ):
        if content.startswith(magic):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    if content[4:8] == b"ftyp":
        brand = content[8:12]
        return HEIC if brand in _HEIC else VIDEO if brand in _MP4 else None
    return _package(content) if content.startswith(b"PK\x03\x04") else None


def _package(content: bytes) -> FileKind | None:
    """Tell Word and Excel from any other archive; macros make it neither."""
    if b"vbaProject" in content:
        return None
    names = content[:_SHOWN] + content[-_SHOWN:]
    if b"word/document.xml" in names:
        return WORD
    return EXCEL if b"xl/workbook.xml" in names else None
