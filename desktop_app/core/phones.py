"""Phone numbers: what was typed is kept, a normal form is found beside it where it is certain.

Normal form is +7XXXXXXXXXX (domain/RULES.md, section 7); numbers of other countries keep their own
code. A local number of 5–7 digits needs the area code of the office; without one it stays as typed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from desktop_app.core.text import counted, one_line

NBSP = "\N{NO-BREAK SPACE}"

_EXTENSION = re.compile(r"(?:доб|вн|ext|#)[.:)]?\s*(?:№\s*)?([0-9]{1,6})\)?", re.IGNORECASE)
_OPENED = re.compile(r"[(]\s*$")
_SEPARATORS = re.compile(r"[,;\n|/]|\s(?:или|и)\s", re.IGNORECASE)
_RUN = re.compile(r"\+?\s*[0-9](?:[\s0-9().\-–—]*[0-9])?|[(]\s*[0-9][0-9\s().\-–—]*[0-9]")
_BRACKETS = re.compile(r"[(]\s*([0-9]{3,5})\s*[)]")
_ALONE_8 = re.compile(r"8[\s(\-–—]")
_DIGIT = re.compile(r"[0-9]")
_ONE_PHONE = re.compile(r"[+(]*[0-9][\s0-9().\-–—]*")

# Codes of cities with seven-digit numbers and of the services of 800–809; of the rest, those of
# regional centres end in 2 and have four digits, those of districts have five.
_LONG_LOCAL = frozenset(
    [
        342,
        343,
        347,
        351,
        383,
        391,
        423,
        473,
        495,
        498,
        499,
        812,
        831,
        843,
        846,
        861,
        863,
        *range(800, 810),
    ]
)
_CENTRE_DIGIT = "2"
_LOCAL_LEAST, _LOCAL_MOST = 5, 7
_ALONE_LEAST, _ALONE_MOST = 7, 11
_CODE_MOST, _END_LEAST = 5, 4


@dataclass(frozen=True, slots=True)
class Phone:
    """One number of a field; `number` is empty when no normal form is certain."""

    typed: str
    number: str = ""
    extension: str = ""
    area: str = ""

    @property
    def digits(self) -> str:
        """Return what the number is searched by: ten digits of a Russian one, else all typed."""
        return _search_digits(self.number) if self.number else _only_digits(self.typed)

    def display(self) -> str:
        """Return the printed form, or what was typed when the number is not understood."""
        shown = display(self.number, self.area) if self.number else self.typed
        return f"{shown}, доб.{NBSP}{self.extension}" if self.extension else shown


def parse_phones(text: str, area_code: str = "") -> tuple[Phone, ...]:
    """Return every number of a field in order; words around them are left out.

    `area_code` is the office's own, digits only («49341»). A local number after one written with
    its code in brackets belongs to the same code: «8 (49341) 2-13-45, 2-22-33».
    """
    found: list[Phone] = []
    code = area_code
    for typed, extension in _pieces(text):
        brackets = _BRACKETS.search(typed)
        code = brackets[1] if brackets and brackets[1][0] in "348" else code
        number = _normal(typed, code)
        area = code if code and number.startswith(f"+7{code}") else ""
        found.append(Phone(typed, number, extension, area))
    return tuple(found)


def to_dial(text: str, area_code: str = "") -> tuple[str, ...]:
    """Return the numbers of a field one can ring, as `display` gives them.

    Digits too few for a number, as in «после 19:00», are words beside it.
    """
    return tuple(
        phone.display()
        for phone in parse_phones(text, area_code)
        if phone.number or len(_only_digits(phone.typed)) >= _LOCAL_LEAST
    )


def words_beside(text: str) -> str:
    """Return a field as typed where it says more than numbers and extensions, else ""."""
    more = _EXTENSION.sub("", text)
    return one_line(text) if any(sign.isalpha() for sign in more) else ""


def area_digits(typed: str) -> str:
    """Return the digits of an area code as an office typed it: «49341», «8 (49341)», «+7 495»."""
    brackets = _BRACKETS.search(typed)
    digits = brackets[1] if brackets else _only_digits(typed.strip().removeprefix("+7"))
    return digits[1:] if len(digits) > _CODE_MOST and digits[0] in "78" else digits


def national(digits: str) -> str:
    """Return digits without the 8 or 7 before a number of the country, as they are searched."""
    return digits[1:] if len(digits) == 11 and digits[0] in "78" else digits


def sought_digits(text: str) -> str:
    """Return what a typed question asks for when it is one phone or its end alone, else ""."""
    digits = _only_digits(text)
    is_phone = _ONE_PHONE.fullmatch(text.strip()) and len(digits) >= _END_LEAST
    return national(digits) if is_phone else ""


def alone(text: str, area_code: str = "") -> Phone | None:
    """Return the phone when a text is one and nothing else, None for any other text.

    Seven to eleven digits in any writing are one; fewer only when the office's code makes them a
    whole number.
    """
    if not _ONE_PHONE.fullmatch(text.strip()):
        return None
    found = parse_phones(text, area_code)
    is_long = _ALONE_LEAST <= len(_only_digits(text)) <= _ALONE_MOST
    return found[0] if len(found) == 1 and (found[0].number or is_long) else None


def shown(text: str, digits: str = "") -> str:
    """Return a field as people read it: numbers alone in their printed form, else as typed.

    `digits` is the stored search form; it knows the code that a local number was given.
    """
    found = _with_codes(parse_phones(text), digits.split())
    is_plain = not any(sign.isalpha() for sign in text)
    if found and is_plain and all(phone.number for phone in found):
        return ", ".join(phone.display() for phone in found)
    return text


def doubt(text: str, area_code: str = "") -> str:
    """Return why a field hardly holds a number one can call, or "" where nothing speaks against it.

    Five to seven digits are a number of this town. Words alone are left to who typed them.
    """
    for phone in parse_phones(text, area_code):
        count = len(_only_digits(phone.typed))
        if not phone.number and not _LOCAL_LEAST <= count <= _LOCAL_MOST:
            return f"{counted(count, 'цифра', 'цифры', 'цифр')}: проверьте номер"
    return ""


def search_digits(text: str, area_code: str = "") -> str:
    """Return the stored search form of a field: digits of every number, separated by a space.

    A local number is stored with the office's code before it, so that its end and the full number
    both find it.
    """
    return " ".join(phone.digits for phone in parse_phones(text, area_code))


def display(number: str, area_code: str = "") -> str:
    """Return the printed form of a normal form: «8 (49341) 2-13-45», «+7 (900) 555-20-10»."""
    if not number.startswith("+7") or len(number) != 12:
        return number
    digits = number[2:]
    known = area_code if area_code and digits.startswith(area_code) else ""
    code = known or digits[: _code_length(digits)]
    trunk = "+7" if digits.startswith("9") else "8"
    return f"{trunk}{NBSP}({code}){NBSP}{_grouped(digits[len(code) :])}"


def _with_codes(found: tuple[Phone, ...], stored: list[str]) -> tuple[Phone, ...]:
    """Give local numbers the codes they are stored with; other numbers stay as they are."""
    if len(found) != len(stored):
        return found
    return tuple(_with_code(phone, digits) for phone, digits in zip(found, stored, strict=True))


def _with_code(phone: Phone, digits: str) -> Phone:
    code = digits.removesuffix(phone.digits)
    if phone.number or not code or _normal(phone.typed, code) != f"+7{digits}":
        return phone
    return replace(phone, number=f"+7{digits}", area=code)


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield what was typed of each number and its extension."""
    for part in _SEPARATORS.split(text):
        extension = _EXTENSION.search(part)
        body = _OPENED.sub("", part[: extension.start()]) if extension else part
        runs = [piece for run in _RUN.finditer(body) for piece in _cut(run[0].strip())]
        for position, typed in enumerate(runs):
            is_last = position == len(runs) - 1
            yield typed, extension[1] if extension and is_last else ""


def _cut(run: str) -> Iterator[str]:
    """Cut a run that holds several numbers with only spaces between them."""
    while len(_only_digits(run)) > 11:
        length = 11 if run.lstrip("+( ")[0] in "78" else 10
        end = [match.end() for match in _DIGIT.finditer(run)][length - 1]
        if run[end].isdigit() or run[end] == "-":
            break
        yield run[:end]
        run = run[end:].strip(" .-–—\N{NO-BREAK SPACE}")
    if _DIGIT.search(run):
        yield run


def _normal(typed: str, area_code: str) -> str:
    digits = _only_digits(typed)
    if typed.startswith("+") and not digits.startswith("7"):
        return f"+{digits}" if 8 <= len(digits) <= 15 else ""
    if len(digits) == 11 and digits[0] in "78":
        return _russian(digits[1:])
    # «8 (4934) 2-13-45» lacks a digit: the lone 8 is the way out of town, not part of the number.
    if len(digits) == 10 and not typed.startswith("+") and not _ALONE_8.match(typed):
        return _russian(digits)
    if _LOCAL_LEAST <= len(digits) <= _LOCAL_MOST and len(area_code) + len(digits) == 10:
        return _russian(area_code + digits)
    return ""


def _russian(digits: str) -> str:
    # No code of the national plan begins with 0–2.
    return f"+7{digits}" if digits[0] not in "012" else ""


def _code_length(digits: str) -> int:
    if digits[0] == "9" or int(digits[:3]) in _LONG_LOCAL:
        return 3
    return 4 if digits[3] == _CENTRE_DIGIT else 5


def _grouped(local: str) -> str:
    head = len(local) - 4
    return f"{local[:head]}-{local[head : head + 2]}-{local[head + 2 :]}"


def _search_digits(number: str) -> str:
    return number[2:] if number.startswith("+7") else number[1:]


def _only_digits(text: str) -> str:
    return "".join(char for char in text if "0" <= char <= "9")
