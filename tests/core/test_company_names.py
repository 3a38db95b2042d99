"""One organisation has one key however its name is typed, and two never share one."""

import csv
import gzip
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.company_names import name_key, name_sort_key, tidy_name

_FORMS = (
    ("ООО", "Общество с ограниченной ответственностью"),
    ("ТСЖ", "Товарищество собственников жилья"),
    ("ЖСК", "Жилищно-строительный кооператив"),
    ("МУП", "Муниципальное унитарное предприятие"),
    ("ГБУ", "Государственное бюджетное учреждение"),
)
_WORDS = ("Уют", "Сервис", "Восход", "Северный", "Жилищник", "Дом", "Берёзка", "12", "3")
_QUOTES = (("«", "»"), ('"', '"'), ("“", "”"), ("''", "''"))


@pytest.mark.parametrize(
    "name",
    [
        'ООО"УК Дом"',
        "ООО «УК «Дом»»",
        "ООО «УК «ДОМ»",
        'Общество с ограниченной ответственностью "УК Дом"',
        'ОБЩЕСТВО С  ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ "Управляющая компания "Дом"',
        '"УК Дом" ООО',
        "УК ООО «Дом»",
        "ooo «ук дом»",
        "О.О.О. «УК-Дом»",
    ],
)
def test_one_company(name: str) -> None:
    """Quotes, case, the place of the form and Latin twins do not make another organisation."""
    assert name_key(name) == name_key("ООО «УК «Дом»»") == "ооо ук дом"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ООО «Дом»", "ТСЖ «Дом»"),
        ("ООО «Дом»", "ООО «УК Дом»"),
        ("ЖКС № 1", "ЖКС № 11"),
        ("ЖКС № 1 1", "ЖКС № 11"),
        ("ООО «Дом»", "ООО «Дом+»"),
        ("ООО «Дом»", "ООО «Д.О.М.»"),
        ("ООО «Эко»", "ООО «Э-Ко»"),
        ("ООО «Восход-1»", "ООО «Восход-2»"),
        ("ООО «Дом»", "Филиал ООО «Дом»"),
        ("АО «Дом»", "ПАО «Дом»"),
    ],
)
def test_two_companies(one: str, other: str) -> None:
    """A form, a number, a plus or a branch makes another organisation."""
    assert name_key(one) != name_key(other)


@st.composite
def _name(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A short form and the words of a name."""
    words = draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3))
    return draw(st.sampled_from(_FORMS))[0], words


@st.composite
def _typed(draw: st.DrawFn, name: tuple[str, list[str]]) -> str:
    """One of the ways people type a name."""
    form, words = name
    shown_form = draw(st.sampled_from([form, form.lower(), dict(_FORMS)[form]]))
    opening, closing = draw(st.sampled_from(_QUOTES))
    body = draw(st.sampled_from((" ", "  ", "-"))).join(words)
    quoted = f"{opening}{draw(st.sampled_from(('', ' ')))}{body}{closing}"
    gap = draw(st.sampled_from(("", " ", "\n")))
    typed = f"{shown_form}{gap}{quoted}" if draw(st.booleans()) else f"{quoted} {shown_form}"
    folded = typed.replace("ё", "е") if draw(st.booleans()) else typed
    return folded.upper() if draw(st.booleans()) else folded


@given(st.data())
def test_typing_does_not_matter(data: st.DataObject) -> None:
    """Two ways of typing one name share a key; another name's key differs."""
    name, other = data.draw(_name()), data.draw(_name())
    keys = {name_key(data.draw(_typed(name))) for _ in range(3)}
    assert len(keys) == 1
    assert (name_key(data.draw(_typed(other))) in keys) == (name == other)


@given(st.text('ООУКДом "«»“”-,.+№12 ', max_size=40))
def test_tidying_keeps_the_key(name: str) -> None:
    """The printed form is the same organisation, has pairs of quotes only and is stable."""
    tidied = tidy_name(name)
    assert name_key(tidied) == name_key(name)
    assert tidied.count("«") == tidied.count("»")
    assert '"' not in tidied
    assert tidy_name(tidied) == tidied


@given(st.text(max_size=60))
def test_any_text_has_a_key(name: str) -> None:
    """Any text is taken; a key is its own key."""
    assert name_key(name_key(name)) == name_key(name)
    assert name_sort_key(name) is not None


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ('ООО"УК Дом"', "ООО «УК Дом»"),
        ('ООО "УК "Дом"', "ООО «УК «Дом»»"),
        ('ООО"УК"Лотос"', "ООО «УК «Лотос»»"),
        ("ТСЖ''Восход''", "ТСЖ «Восход»"),
        ('ООО " НТУ"', "ООО «НТУ»"),
        ("Теплосеть,\n участок 2", "Теплосеть, участок 2"),
    ],
)
def test_tidy_name(name: str, shown: str) -> None:
    """Names are printed with «» in pairs, on one line."""
    assert tidy_name(name) == shown


def test_sorting_by_name() -> None:
    """Lists go by the name and its number, not by the legal form."""
    names = ["ЖСК «Восход-10»", "ООО «Берёзка»", "ТСЖ «Восход-2»", "АО «Ясень»"]
    expected = ["ООО «Берёзка»", "ТСЖ «Восход-2»", "ЖСК «Восход-10»", "АО «Ясень»"]
    assert sorted(names, key=name_sort_key) == expected


@pytest.mark.real_data
def test_real_names(real_data: Path, figure: Callable[[str, object], None]) -> None:
    """Names of real managing companies group by letters and numbers only, nothing else lost."""
    names: set[str] = set()
    for file in sorted((real_data / "buildings").glob("*.csv.gz")):
        with gzip.open(file, "rt", encoding="utf-8", newline="") as stream:
            names |= {row["MGMT_COMPANY"].strip() for row in csv.DictReader(stream)}
    groups: dict[str, set[str]] = defaultdict(set)
    for name in names:
        groups[name_key(name)].add(_bare(name))
    assert [sorted(group) for group in groups.values() if len(group) > 1] == []
    figure("названий УК в файлах / разных организаций", f"{len(names)} / {len(groups)}")


def _bare(name: str) -> str:
    """Letters and digits alone: a coarser and independent notion of the same name."""
    twins = str.maketrans("abcehkmoptxy", "авсенкмортху")
    folded = name.casefold().replace("ё", "е").translate(twins)
    for full, short in (
        ("общество с ограниченной ответственностью", "ооо"),
        ("товарищество собственников жилья", "тсж"),
        ("управляющая компания", "ук"),
    ):
        folded = folded.replace(full, short)
    return "".join(sorted(char for char in folded if char.isalnum()))
