"""Pictures of a basement and a flat drawn here: an example has something to show, nobody's photos.

They are JPEG as phones give them, with the moment of shooting. The same values give the same bytes.
"""

import datetime as dt
import io
import math

from PIL import Image, ImageDraw

_WIDE, _HIGH = 800, 600
_FINE = 2  # drawn so many times larger, then made small: edges are smooth
_QUALITY = 80
_EXIF_IFD, _TAKEN = 0x8769, 0x9003

_Box = tuple[float, float, float, float]
_Colour = tuple[int, int, int]
_STEEL: _Colour = (128, 132, 138)
_DARK: _Colour = (38, 40, 44)
# Segments of a figure: top, middle, bottom, then left and right ones, upper and lower.
_FIGURES = ("1011111", "0000011", "1110110", "1110011", "0101011", "1111001", "1111101",
            "1000011", "1111111", "1111011")  # fmt: skip


def manometer(value: float, most: float, taken: dt.datetime) -> bytes:
    """Return a pipe with a dial whose hand shows `value` of `most`."""
    scene = _Scene((96, 92, 86), (58, 56, 54))
    scene.pipe(420, 90, _STEEL)
    scene.box((372, 300, 428, 440), _STEEL)
    scene.dial(400, 210, 150, value / most)
    return scene.jpeg(taken)


def radiator(sections: int, degrees: float, taken: dt.datetime) -> bytes:
    """Return a cast-iron radiator under a window sill and a thermometer showing degrees."""
    scene = _Scene((214, 206, 188), (196, 186, 166))
    scene.box((0, 520, _WIDE, _HIGH), (140, 102, 66))
    scene.box((0, 60, _WIDE, 96), (236, 236, 232))
    left = 60.0
    for _ in range(sections):
        scene.section(left, 160, 56, 320)
        left += 60
    scene.pipe(190, 22, (206, 200, 188), left, _WIDE)
    scene.pipe(450, 22, (206, 200, 188), left, _WIDE)
    scene.thermometer(560, 300, degrees)
    return scene.jpeg(taken)


def worn_pipe(worn_from: float, worn_to: float, taken: dt.datetime) -> bytes:
    """Return a wrapped pipe in a basement, bare and rusty between two shares of its length."""
    scene = _Scene((66, 62, 58), (34, 32, 30))
    scene.box((0, 480, _WIDE, _HIGH), (52, 48, 44))
    for y in (200, 340):
        scene.pipe(y, 96, (168, 164, 150))
        for x in range(0, _WIDE, 64):
            scene.line((x, y - 48, x + 24, y + 48), (130, 126, 114), 3)
    begin, end = worn_from * _WIDE, worn_to * _WIDE
    scene.pipe(200, 60, (122, 74, 46), begin, end)
    for place, x in enumerate(range(int(begin), int(end), 34)):
        scene.line((x, 246, x + 10 - 7 * (place % 4), 276 + 14 * (place % 3)), (168, 164, 150), 9)
    return scene.jpeg(taken)


class _Scene:
    """A picture under way, in points of the finished one."""

    def __init__(self, above: _Colour, below: _Colour) -> None:
        """Begin with a wall darker downwards."""
        tall = Image.linear_gradient("L").resize((_WIDE * _FINE, _HIGH * _FINE))
        wall = [tall.point([round(a + (b - a) * n / 255) for n in range(256)])
                for a, b in zip(above, below, strict=True)]  # fmt: skip
        self._image = Image.merge("RGB", wall)
        self._draw = ImageDraw.Draw(self._image)

    def box(self, box: _Box, colour: _Colour) -> None:
        """Fill a box."""
        self._draw.rectangle(_fine(box), colour)

    def line(self, ends: _Box, colour: _Colour, width: float) -> None:
        """Draw a line."""
        self._draw.line(_fine(ends), colour, round(width * _FINE))

    def pipe(
        self, y: float, thick: float, colour: _Colour, left: float = 0, right: float = _WIDE
    ) -> None:
        """Draw a lying pipe, lit from above."""
        for step in range(round(thick)):
            shine = 1.15 - 0.75 * abs(step / thick - 0.3)
            shade = _lit(colour, shine)
            level = y - thick / 2 + step
            self.box((left, level, right, level + 1), shade)

    def section(self, x: float, y: float, wide: float, high: float) -> None:
        """Draw a section of a radiator."""
        for step in range(round(wide)):
            shade = _lit((226, 222, 212), 1.05 - 0.5 * abs(step / wide - 0.35))
            cut = 10 * abs(2 * step / wide - 1) ** 3
            self.box((x + step, y + cut, x + step + 1, y + high - cut), shade)

    def dial(self, x: float, y: float, radius: float, share: float) -> None:
        """Draw a round dial with marks; its hand goes three quarters of the way round."""
        for size, colour in ((1.0, _DARK), (0.93, _STEEL), (0.88, (244, 243, 238))):
            r = radius * size
            self._draw.ellipse(_fine((x - r, y - r, x + r, y + r)), colour)
        for mark in range(51):
            long = 0.14 if mark % 5 == 0 else 0.07
            self._ray(x, y, mark / 50, (radius * (0.84 - long), radius * 0.84), _DARK, 2)
        self._ray(x, y, share, (-radius * 0.15, radius * 0.72), (178, 24, 24), 5)
        self._draw.ellipse(_fine((x - 10, y - 10, x + 10, y + 10)), _DARK)

    def _ray(
        self, x: float, y: float, share: float, reach: tuple[float, float], colour: _Colour,
        width: float,
    ) -> None:  # fmt: skip
        angle = math.radians(225 - 270 * share)
        wide, high = math.cos(angle), -math.sin(angle)
        near, far = reach
        self.line((x + near * wide, y + near * high, x + far * wide, y + far * high), colour, width)

    def thermometer(self, x: float, y: float, degrees: float) -> None:
        """Draw a hand-held thermometer with degrees to one tenth."""
        self._draw.rounded_rectangle(_fine((x, y, x + 200, y + 130)), 24 * _FINE, (52, 58, 66))
        self.box((x + 18, y + 22, x + 182, y + 108), (186, 198, 176))
        whole, tenth = divmod(round(degrees * 10), 10)
        place = x + 26
        for figure in f"{whole:02d}":
            self._figure(place, y + 34, int(figure))
            place += 48
        self.box((place - 2, y + 90, place + 6, y + 98), _DARK)
        self._figure(place + 14, y + 34, tenth)

    def _figure(self, x: float, y: float, figure: int) -> None:
        """Draw a figure of seven segments, 34 wide and 64 high."""
        segments: tuple[_Box, ...] = (
            (x + 4, y, x + 30, y + 6),
            (x + 4, y + 29, x + 30, y + 35),
            (x + 4, y + 58, x + 30, y + 64),
            (x, y + 4, x + 6, y + 30),
            (x, y + 34, x + 6, y + 60),
            (x + 28, y + 4, x + 34, y + 30),
            (x + 28, y + 34, x + 34, y + 60),
        )
        for box, is_lit in zip(segments, _FIGURES[figure], strict=True):
            if is_lit == "1":
                self.box(box, _DARK)

    def jpeg(self, taken: dt.datetime) -> bytes:
        """Return the picture with the moment it is said to be taken at."""
        exif = Image.Exif()
        exif.get_ifd(_EXIF_IFD)[_TAKEN] = f"{taken:%Y:%m:%d %H:%M:%S}"
        buffer = io.BytesIO()
        small = self._image.reduce(_FINE)
        small.save(buffer, "JPEG", quality=_QUALITY, exif=exif.tobytes())
        return buffer.getvalue()


def _fine(box: _Box) -> _Box:
    left, top, right, bottom = (part * _FINE for part in box)
    return left, top, right, bottom


def _lit(colour: _Colour, shine: float) -> _Colour:
    red, green, blue = (min(255, max(0, round(part * shine))) for part in colour)
    return red, green, blue
