"""The tree itself: no registry addresses, no paths of one machine, names Windows accepts."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.house import tree

# Written in parts, so that this file is not found by its own search.
HOSTS = re.compile(
    r"(?i)(?:pypi|test\.pypi|npmjs|yarnpkg|crates|rubygems)\.(?:org|com|io)|pytho" + "nhosted|"
    r"deb\.deb" + r"ian|security\.deb" + r"ian|archive\.ubu" + r"ntu|proxy\.gol" + r"ang|"
    r"--(?:extra-)?ind" + r"ex-url|--find-li" + r"nks|--trusted-ho" + r"st"
)
MACHINE = re.compile(r"(?<![\w.~/)}-])/(?:work|tmp|root|home/\w+|opt)/|[A-Z]:\\+Users\\+\w")
DEVICES = re.compile(r"(?i)^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)")
ILLEGAL = re.compile(r'[<>:"|?*\\\x00-\x1f]|[ .]$')
WINDOWS_PATH = 180  # a clone in a deep folder still stays below 260


def bad_name(part: str) -> bool:
    """Whether Windows refuses a file or folder of this name."""
    return bool(DEVICES.match(part) or ILLEGAL.search(part))


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """Places in the text files where the pattern occurs."""
    return [
        f"{tree.name(path)}:{number}: {line.strip()[:80]}"
        for path in tree.text_files()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_registry_address() -> None:
    """No file names a registry of packages: where they come from is the machine's setting."""
    assert lines_with(HOSTS) == []


def test_no_path_of_one_machine() -> None:
    """No file knows the folders of the machine it was written on."""
    assert lines_with(MACHINE) == []


def test_names_are_legal_on_windows() -> None:
    """Every name of the tree can be checked out on Windows."""
    names = [tree.name(path) for path in tree.files()]
    assert [n for n in names if any(bad_name(part) for part in n.split("/"))] == []
    assert [n for n in names if len(n) > WINDOWS_PATH] == []


def test_names_differ_by_more_than_case() -> None:
    """No two names become one where case is ignored."""
    folded = Counter(tree.name(path).casefold() for path in tree.files())
    assert [name for name, times in folded.items() if times > 1] == []


def test_text_is_utf8_with_plain_line_ends() -> None:
    """Every text file is UTF-8 without a mark at its start and without CR."""
    found = []
    for path in tree.text_files():
        raw = path.read_bytes()
        raw.decode("utf-8")
        if raw.startswith(b"\xef\xbb\xbf") or b"\r" in raw:
            found.append(tree.name(path))
    assert found == []


@pytest.mark.parametrize("part", ["con", "NUL.txt", "a?b", "a:b", "end.", "end ", "Com1.log"])
def test_an_illegal_name_is_found(part: str) -> None:
    """Device names, forbidden characters and trailing dots are known."""
    assert bad_name(part)
    assert not bad_name("Журнал учёта № 5.xlsx")


def test_an_address_and_a_path_are_found() -> None:
    """The two searches see what they are for and let relative and system paths be."""
    assert HOSTS.search("https://" + "py" + "pi.org/simple")
    assert MACHINE.search("open('/" + "tmp/x')")
    assert MACHINE.search(r"C:\Us" + r"ers\Ivan")
    assert not MACHINE.search("../shared/data and /usr/share/fonts and ~/work/x and out/tmp/x")
