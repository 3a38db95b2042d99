"""Signs nobody expects in words a clerk types or a file brings: no crash, no wrong reading."""

import datetime as dt
import time

import pytest

from db.address_index import AddressIndex, record_of
from desktop_app.core import seasons
from desktop_app.core.addresses import canonical_name, name_key, parse_address
from desktop_app.core.calendar import DayKind, WorkCalendar
from desktop_app.core.call_list_columns import gist
from desktop_app.core.collection_reader import read_schedules, read_window
from desktop_app.core.company_names import tidy_name
from desktop_app.core.field_titles import change_words
from desktop_app.core.heating_chart import HeatingChart, read_rows
from desktop_app.core.norms import plain, shown
from desktop_app.core.text import figure

_INDEX = AddressIndex([record_of(1, parse_address("г. Ладогорск, ул. Двадцать пятая, д. 5"))])


@pytest.mark.parametrize("sign", ["²", "³", "①", "⁵", "٣", "१", "½", "Ⅷ"])
def test_signs_that_are_digits_to_some_are_survived(sign: str) -> None:
    """«50 м²» pasted into a search, or a figure of another script, is a word like any other."""
    for text in (f"двадцать {sign}", f"{sign} 3", f"ул. {sign} пять, д. 5", f"5{sign} двадцать 5"):
        _INDEX.find(text)
        assert name_key(text)
        assert canonical_name(text)
        assert _INDEX.match(parse_address(text)).building_id is None


def test_spelled_numbers_still_join() -> None:
    """«Двадцать пятая» is 25 in letters and figures alike."""
    assert name_key("Двадцать пятая") == name_key("25-я")
    assert name_key("улица Двадцати Шести Комиссаров")
    assert [found.building_id for found in _INDEX.find("25-я 5")] == [1]


@pytest.mark.parametrize("text", ["W10", "W10-1", "10-1", "١٠-٠١", "10-01 ", "13-01", ""])
def test_a_season_begins_on_a_month_and_a_day(text: str) -> None:
    """What ISO takes for a week is no day of the year: every summary would have stopped."""
    assert not seasons.is_start(text)
    assert seasons.is_start("10-01")
    assert seasons.is_start("02-29")


@pytest.mark.parametrize("row", ["nan 95 70", "0 inf 70", "1e400 95 70", "1_0 95 70"])
def test_a_chart_holds_numbers_only(row: str) -> None:
    """«nan» and «inf» are numbers to Python and none to a heating utility."""
    with pytest.raises(ValueError, match="не числа"):
        read_rows(row)


def test_a_chart_pasted_with_hard_spaces() -> None:
    """Tables of sites come with no-break spaces between the columns."""
    assert read_rows("−10\N{NO-BREAK SPACE}70,5\N{NO-BREAK SPACE}50") == [(-10.0, 70.5, 50.0)]


def test_halves_of_a_chart_go_up_as_people_count() -> None:
    """Half a tenth goes up, as in the averages of an act, not to the even digit."""
    chart = HeatingChart.of("95/70", "", [(0, 40.0, 30.0), (10, 40.5, 30.5)])
    point = chart.at(5)
    assert point is not None
    assert (point.supply, point.returned) == (40.3, 30.3)


@pytest.mark.parametrize("text", ["7:00–31:00", "7-99", "23:30–24:30", "7:00–24:01"])
def test_hours_no_day_has_are_not_guessed(text: str) -> None:
    """31 o'clock was read as seven in the morning; midnight may be written as 24."""
    assert read_window(text) is None
    assert read_schedules(f"пн {text}") == ([], [f"пн {text}"])
    assert read_window("7:00–24:00") == (dt.time(7), dt.time(0))


@pytest.mark.parametrize("quotes", ["«", '"', "« ", '" '])
def test_a_cell_full_of_quotes_is_tidied_at_once(quotes: str) -> None:
    """A cell of Excel holds 32,767 signs: of quotes alone they took most of a minute."""
    begun = time.process_time()
    assert tidy_name(quotes * (32_000 // len(quotes))) == ""
    assert time.process_time() - begun < 3


@pytest.mark.parametrize(
    ("name", "tidied"),
    [
        ('ООО "" Дом "  "', "ООО Дом"),
        ("ООО « « » Дом »", "ООО «Дом»"),
        ('ООО "УК "Дом""', "ООО «УК «Дом»»"),
    ],
)
def test_empty_quotes_go_and_full_ones_stay(name: str, tidied: str) -> None:
    """Quotes around nothing say nothing."""
    assert tidy_name(name) == tidied


@pytest.mark.parametrize("value", [1e30, -1e300, 123456789012345678901234567.0])
def test_a_number_too_long_is_shown_whole(value: float) -> None:
    """A slip of thirty digits is shown as it is, so that it is seen: it was a crash."""
    assert plain(value).lstrip("−").isdecimal()
    assert shown(value).endswith(",0")


def test_a_year_without_days_off_is_told_of_until_they_are_listed() -> None:
    """The reminder of December was silent from New Year on, with terms counted wrongly."""
    calendar = WorkCalendar({dt.date(2026, 1, 1): DayKind.HOLIDAY})
    assert calendar.warning(dt.date(2026, 11, 30)) == ""
    assert "2027" in calendar.warning(dt.date(2026, 12, 1))
    assert "на 2027 год" in calendar.warning(dt.date(2027, 1, 11))
    assert "на 2027 и 2028 год" in calendar.warning(dt.date(2027, 12, 1))


@pytest.mark.parametrize(
    "text", ["1234-56-78", "2026-13-45", "2026-02-30T25:61:00", "٢٠٢٦-١١-٢٣", "0000-00-00"]
)
def test_a_number_like_a_date_does_not_break_the_history(text: str) -> None:
    """Their number «1234-56-78» closed the journal of changes and the card for good."""
    assert change_words("their_number", None, text).endswith(text)
    assert change_words(text.partition("T")[0], None, "x").endswith(": x")
    assert change_words("due_on", None, "2026-11-24").endswith("24.11.2026")


def test_history_tells_all_digits() -> None:
    """A site moved by ten metres, a big house: both were «55,7512 → 55,7512» and «1,23457e+06»."""
    assert change_words("latitude", 55.751244, 55.751344).endswith("55,751244 → 55,751344")
    assert figure(1234567.8) == "1234567,8"
    assert figure(-3.0) == "−3"
    assert figure(0.1 + 0.2) == "0,3"


def test_a_complaint_without_spaces_is_cut_not_dropped() -> None:
    """A paper for callers said «…» in place of a complaint written in one endless word."""
    assert gist("холодно" * 100).startswith("холодно")
    assert gist(f"Адрес: {'х' * 500}").startswith("Адрес: х")
    assert len(gist("холодно" * 100)) == 240
    assert gist("Холодно, " * 60).endswith("Холодно, …")
    assert gist("Холодно") == "Холодно"
