"""Pictures of any origin: turned upright, made small, without metadata; or refused in words."""

import contextlib
import datetime as dt
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from desktop_app.core import photo_words
from desktop_app.reports.photo_files import Unprintable, facts, fitted
from tests import photo_samples
from tests.photo_samples import SECRET, bomb, camera, garbage, photo

KINDS = ("JPEG", "PNG", "TIFF", "WEBP")
HEADS = (b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*", b"RIFF\0\0\0\0WEBPVP8 ")


def _opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def _red_corner(image: Image.Image) -> str:
    """Return which corner of a picture is red."""
    wide, high = image.size
    for words, spot in {
        "upper left": (wide // 4, high // 4),
        "upper right": (wide * 3 // 4, high // 4),
        "lower left": (wide // 4, high * 3 // 4),
        "lower right": (wide * 3 // 4, high * 3 // 4),
    }.items():
        at = (spot[1] * wide + spot[0]) * 3
        red, _, blue = image.convert("RGB").tobytes()[at : at + 3]
        if red > blue:
            return words
    return ""


@pytest.mark.parametrize(
    ("turn", "corner"),
    [
        (1, "upper left"), (2, "upper right"), (3, "lower right"), (4, "lower left"),
        (5, "upper left"), (6, "upper right"), (7, "lower right"), (8, "lower left"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_stands_as_the_camera_was_held(kind: str, turn: int, corner: str) -> None:
    """All eight sides of EXIF, in every kind of file that carries them."""
    content = photo(kind=kind, exif=camera(turn))
    sideways = turn >= 5
    told = facts(content)
    assert (told.width, told.height) == ((300, 400) if sideways else (400, 300))
    small, wide, high = fitted(content, 120, 120)
    assert (wide, high) == ((90, 120) if sideways else (120, 90))
    assert _opened(small).size == (wide, high)
    assert _red_corner(_opened(small)) == corner


def test_a_picture_keeps_nothing_but_its_pixels() -> None:
    """Camera, place, profile, remarks and preview stay behind, in whatever kind they came."""
    for kind in KINDS:
        content = photo(kind=kind, exif=camera(), icc_profile=b"profile", comment=b"remark")
        assert SECRET in content
        small = fitted(content, 200, 200)[0]
        opened = _opened(small)
        assert set(opened.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert SECRET not in small
        assert b"remark" not in small
        assert not opened.getexif()


def test_when_and_where_are_read_from_the_camera() -> None:
    """The moment of the shutter and degrees of GPS, south and west too; nonsense is nothing."""
    told = facts(photo(exif=camera()))
    assert told.taken_at == dt.datetime(2026, 11, 23, 10, 41, 7)
    assert (told.latitude, told.longitude) == pytest.approx(photo_samples.UFA, abs=1e-6)
    there = facts(photo(exif=camera(place=(-33.86, -70.5))))
    assert (there.latitude, there.longitude) == pytest.approx((-33.86, -70.5), abs=1e-5)
    bare = facts(photo())
    assert (bare.taken_at, bare.latitude, bare.longitude) == (None, None, None)
    odd = facts(photo(exif=camera(taken="0000:00:00 00:00:00", place=(0.0, 0.0))))
    assert (odd.taken_at, odd.latitude, odd.longitude) == (None, None, None)
    assert facts(photo(exif=camera(taken="вчера", place=None))).taken_at is None


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("CMYK", "JPEG"), ("L", "JPEG"), ("P", "PNG"), ("1", "PNG"), ("RGBA", "PNG"), ("LA", "PNG"),
        ("I;16", "PNG"), ("I", "TIFF"), ("F", "TIFF"), ("CMYK", "TIFF"), ("LAB", "TIFF"),
        ("1", "TIFF"), ("RGBA", "WEBP"),
    ],
)  # fmt: skip
def test_every_way_of_keeping_colours_is_printed(mode: str, kind: str) -> None:
    """Print colours, palettes, one bit, sixteen, fractions and clear parts end as plain JPEG."""
    image = Image.linear_gradient("L").resize((200, 150))
    buffer = io.BytesIO()
    made = image.convert("I").point(lambda v: v * 257) if mode == "I;16" else image
    if mode == "LAB":
        Image.new("LAB", (200, 150), (128, 128, 128)).save(buffer, kind)
    else:
        plain = made.convert("RGB") if mode in ("CMYK", "RGBA") else made
        plain.convert(mode).save(buffer, kind)
    small = _opened(fitted(buffer.getvalue(), 100, 100)[0])
    assert small.mode in ("L", "RGB")
    assert small.size == (100, 75)
    if mode != "LAB":  # dark above, light below, as it was
        grey = small.convert("L").tobytes()
        assert grey[3 * 100 + 50] < 60
        assert grey[71 * 100 + 50] > 195


def test_what_is_clear_is_white_on_paper() -> None:
    """A picture without a ground does not come out black."""
    buffer = io.BytesIO()
    Image.new("RGBA", (60, 60), (0, 0, 0, 0)).save(buffer, "PNG")
    assert _opened(fitted(buffer.getvalue(), 60, 60)[0]).getpixel((30, 30)) == (255, 255, 255)


def test_a_small_picture_is_not_made_larger() -> None:
    """Three pixels stay three; a strip of one pixel stays a strip."""
    assert fitted(photo(3, 2), 1400, 800)[1:] == (3, 2)
    assert fitted(photo(9_000, 1), 900, 800)[1:] == (900, 1)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x00\x00\x00\x18ftypheic....", photo_words.NO_HEIC),
        (b"%PDF-1.7", photo_words.NOT_A_PICTURE),
        (b"", photo_words.NOT_A_PICTURE),
        (b"MZ\x90\x00", photo_words.NOT_A_PICTURE),
        (b"\xff\xd8\xff\xe0photo", photo_words.CUT_SHORT),
        (photo_samples.noise(400, 300)[:9_000], photo_words.CUT_SHORT),
        (photo(kind="PNG")[:300], photo_words.CUT_SHORT),
        (photo(kind="TIFF")[:20_000], photo_words.CUT_SHORT),
        (garbage(HEADS[1], 1), photo_words.SPOILT),
        (garbage(HEADS[4], 1), photo_words.SPOILT),
    ],
)
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_what_cannot_be_printed_is_refused_in_its_own_words(content: bytes, words: str) -> None:
    """HEIC, other kinds, cut and spoilt files: each says why and what to do next."""
    with pytest.raises(Unprintable) as refused:
        fitted(content, 100, 100)
    assert str(refused.value) == words


@pytest.mark.parametrize("size", [(50_000, 50_000), (8_000, 8_000), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_is_refused_by_its_head(size: tuple[int, int]) -> None:
    """A kilobyte that unpacks into gigabytes is refused before anything is unpacked."""
    for read in (facts, lambda content: fitted(content, 100, 100)):
        with pytest.raises(Unprintable, match="слишком большой"):
            read(bomb(*size))


def test_a_bomb_of_an_allowed_size_ends() -> None:
    """A PNG without its rows is cut short, not waited for."""
    with pytest.raises(Unprintable):
        fitted(bomb(6_000, 6_000), 100, 100)


def test_a_jpeg_of_endless_passes_is_refused() -> None:
    """Every pass of a progressive JPEG goes over the whole picture."""
    whole = photo(progressive=True)
    with pytest.raises(Unprintable, match="испорчен"):
        facts(whole + b"\xff\xda" * 200)


def test_a_jpeg_of_a_hundred_megapixels_is_decoded_small() -> None:
    """It is never whole in memory: its own size in colours would be 300 MB."""
    huge = io.BytesIO()
    Image.new("L", (11_600, 8_700), 90).save(huge, "JPEG")
    assert fitted(huge.getvalue(), 1_400, 800)[1:] == (1_066, 800)
    slow = io.BytesIO()
    Image.new("L", (11_600, 8_700), 90).save(slow, "JPEG", progressive=True)
    with pytest.raises(Unprintable, match="101\N{NO-BREAK SPACE}млн"):
        facts(slow.getvalue())


@pytest.mark.filterwarnings("ignore::UserWarning")
@settings(max_examples=150, deadline=None)
@given(st.sampled_from(HEADS), st.binary(max_size=300), st.integers(0, 2**31))
def test_nothing_but_words_comes_of_rubbish(head: bytes, middle: bytes, seed: int) -> None:
    """Whatever stands in a file, it is printed or refused; no other error comes out."""
    for content in (head + middle, garbage(head + middle, seed)):
        for read in (facts, lambda body: fitted(body, 50, 50)):
            with contextlib.suppress(Unprintable):
                read(content)


@pytest.mark.filterwarnings("ignore::UserWarning")
@settings(max_examples=150, deadline=None)
@given(st.sampled_from(KINDS), st.integers(0, 10**6), st.binary(max_size=9))
def test_a_picture_spoilt_anywhere_is_printed_or_refused(kind: str, at: int, bytes_: bytes) -> None:
    """Bytes of a real picture are replaced somewhere: EXIF, head, colours or pixels."""
    whole = photo(60, 40, kind=kind, exif=camera(6))
    at %= len(whole)
    content = whole[:at] + bytes_ + whole[at + len(bytes_) :]
    with contextlib.suppress(Unprintable):
        facts(content)
        fitted(content, 50, 50)


def test_a_scan_of_many_pages_tells_so() -> None:
    """The first page is shown; that there are more is known."""
    pages = [Image.new("1", (40, 60), 1) for _ in range(3)]
    buffer = io.BytesIO()
    pages[0].save(buffer, "TIFF", save_all=True, append_images=pages[1:])
    assert facts(buffer.getvalue()).pages == 3
