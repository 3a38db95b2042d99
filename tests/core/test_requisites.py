"""Check digits, held against python-stdnum and the figures of the rules."""

import uuid
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.ru import inn as inn_oracle
from stdnum.ru import ogrn as ogrn_oracle

from desktop_app.core import requisites

_digits = st.text("0123456789", min_size=8, max_size=16)


@pytest.mark.parametrize("value", ["7707083893", "7736050003", "500100732259", ""])
def test_sound_inn(value: str) -> None:
    """Numbers checked in domain/RULES.md, section 7, pass."""
    assert requisites.inn_fault(value) == ""


@pytest.mark.parametrize("value", ["7707083894", "500100732258", "770708389", "77О7083893", "٧"])
def test_faulty_inn(value: str) -> None:
    """A wrong check digit, a lost digit, a letter and foreign digits do not."""
    assert requisites.inn_fault(value) != ""


@pytest.mark.parametrize("value", ["1027700132195", "1027700070518", "304500116000157"])
def test_sound_ogrn(value: str) -> None:
    """Numbers checked in domain/RULES.md, section 7, pass."""
    assert requisites.ogrn_fault(value) == ""


@given(_digits)
def test_inn_agrees_with_oracle(value: str) -> None:
    """Any row of digits is judged as python-stdnum judges it."""
    assert (requisites.inn_fault(value) == "") == inn_oracle.is_valid(value)


@given(st.text("0123456789", min_size=9, max_size=9), st.booleans())
def test_completed_inn_is_sound(head: str, person: bool) -> None:
    """Numbers completed with the oracle's check digits pass, and no other last digit does."""
    if person:
        body = head + "0"
        whole = body + inn_oracle.calc_personal_check_digits(body)
    else:
        whole = head + inn_oracle.calc_company_check_digit(head)
    assert requisites.inn_fault(whole) == ""
    spoilt = whole[:-1] + str((int(whole[-1]) + 1) % 10)
    assert requisites.inn_fault(spoilt) != ""


@given(st.integers(10**11, 10**12 - 1))
def test_ogrn_agrees_with_oracle(head: int) -> None:
    """Of ten last digits exactly the one python-stdnum accepts is sound."""
    sound = [d for d in range(10) if requisites.ogrn_fault(f"{head}{d}") == ""]
    assert sound == [d for d in range(10) if ogrn_oracle.is_valid(f"{head}{d}")]
    assert len(sound) == 1


@given(st.integers(3 * 10**13, 5 * 10**13 - 1))
def test_ogrnip_has_one_check_digit(head: int) -> None:
    """The last digit of the remainder by 13 decides; the oracle knows remainders under ten."""
    sound = [d for d in range(10) if requisites.ogrn_fault(f"{head}{d}") == ""]
    assert sound == [head % 13 % 10]
    if head % 13 < 10:
        assert ogrn_oracle.is_valid(f"{head}{sound[0]}")


@pytest.mark.parametrize(
    ("check", "sound", "faulty"),
    [
        (requisites.kpp_fault, "770701001", "77070100"),
        (requisites.kpp_fault, "7707AB001", "7707аб001"),
        (requisites.oktmo_fault, "24631101001", "2463110100"),
        (requisites.oktmo_fault, "24631101", "2463110x"),
        (requisites.cadastral_fault, "37:27:010602:76", "37:27:10602:76"),
        (requisites.cadastral_fault, "77:09:0006010:7498", "77-09-0006010-7498"),
        (requisites.guid_fault, str(uuid.UUID(int=5)), "не присвоен"),
        (requisites.guid_fault, str(uuid.UUID(int=5)).upper(), str(uuid.UUID(int=5))[:-1]),
        (requisites.ogrn_fault, "1027700132195", "1,02770013219E+12"),
        (requisites.ogrn_fault, "1027700070518", "0000000000000"),
        (requisites.ogrn_fault, "304500116000157", "504500116000157"),
    ],
)
def test_forms(check: Callable[[str], str], sound: str, faulty: str) -> None:
    """Numbers without check digits are held to their form; an empty one is no fault."""
    assert check(sound) == ""
    assert check("") == ""
    assert check(faulty) != ""


def test_tidy() -> None:
    """White space of any kind goes: numbers are pasted in groups."""
    assert requisites.tidy(" 7707\N{NO-BREAK SPACE}083 893\n") == "7707083893"
