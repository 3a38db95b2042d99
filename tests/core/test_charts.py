"""Charts: one description, one layout for the screen and for paper, whatever the values."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.chart_scene import Align, Frame, Role, Word, cut, scene
from desktop_app.core.charts import Chart, ChartKind, Ink, Series, tab_separated, ticks

WIDTH, HEIGHT, LINE = 620.0, 200.0, 17.0
values = st.lists(st.none() | st.integers(0, 50_000), min_size=1, max_size=40)


def measure(text: str, bold: bool) -> float:
    """Measure a text as a font of even letters does."""
    return len(text) * (7.4 if bold else 7.0)


def frame(width: float = WIDTH, height: float = HEIGHT) -> Frame:
    """Return the room of a chart."""
    return Frame(width, height, LINE, measure)


def chart(kind: ChartKind, counts: list[int | None], rows: int = 1) -> Chart:
    """Return a chart of counts, each series the same."""
    labels = tuple(f"с {place + 1:02d}.11" for place in range(len(counts)))
    series = tuple(Series(f"ряд {row}", tuple(counts), Ink.PAST) for row in range(rows))
    return Chart(kind, "Обращения", labels, series, accent=len(counts) - 1)


def ends(word: Word) -> tuple[float, float]:
    """Return where a word begins and ends."""
    width = measure(word.text, word.bold)
    left = word.x - word.align.value * width
    return left, left + width


@given(st.integers(0, 10_000_000), st.integers(2, 8))
def test_ticks_are_round_and_few(top: int, most: int) -> None:
    """They begin at nothing, are evenly spaced round numbers, and as many as there is room for."""
    found = ticks(top, most)
    steps = {after - before for before, after in itertools.pairwise(found)}
    assert found[0] == 0
    assert len(steps) == 1
    assert str(steps.pop()).rstrip("0") in ("1", "2", "5")
    assert len(found) <= max(most, 2)
    assert found[-1] <= max(top, 1) or len(found) == 2


def test_ticks_of_the_design() -> None:
    """3,498 at the top are four lines, as in the picture the page is built to."""
    assert ticks(3_498, 4) == [0, 1_000, 2_000, 3_000]


@given(values, st.sampled_from([ChartKind.COLUMNS, ChartKind.COMPARED, ChartKind.ROWS]))
def test_bars_lie_in_their_room_and_tell_the_truth(
    counts: list[int | None], kind: ChartKind
) -> None:
    """No bar leaves the frame; lengths are in proportion to values; gaps draw nothing."""
    rows = 2 if kind is ChartKind.COMPARED else 1
    drawn = chart(kind, counts, rows)
    laid = scene(drawn, frame())
    lengths: dict[int, float] = {}
    for box in laid.boxes:
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= WIDTH + 1e-6
        assert box.y + box.height <= HEIGHT + 1e-6
        lengths[box.place] = box.width if kind is ChartKind.ROWS else box.height
    shown = {place for place, value in enumerate(counts) if value is not None}
    if kind is ChartKind.ROWS:
        shown = {place for place in shown if counts[place]}
    assert set(lengths) == shown
    top = drawn.top
    for place in shown:
        value = counts[place]
        if value and value * 100 > top:
            most = max(lengths.values())
            assert lengths[place] == pytest.approx(most * value / top, rel=0.02, abs=1.5)


@given(values, st.floats(150, 900), st.floats(90, 400))
def test_words_of_columns_do_not_run_together(
    counts: list[int | None], width: float, height: float
) -> None:
    """At any size labels and values stand apart; the current one is always told."""
    drawn = chart(ChartKind.COLUMNS, counts)
    laid = scene(drawn, frame(width, height))
    for role in (Role.LABEL, Role.VALUE):
        told = sorted(ends(word) for word in laid.words if word.role is role)
        assert all(before[1] <= after[0] + 1 for before, after in itertools.pairwise(told))
    assert drawn.labels[-1] in {word.text for word in laid.words if word.role is Role.LABEL}


@given(values)
def test_every_label_can_be_pointed_at(counts: list[int | None]) -> None:
    """The areas are one for a label, side by side, and lead back to it."""
    for kind in ChartKind:
        laid = scene(chart(kind, counts), frame())
        assert [area.place for area in laid.areas] == list(range(len(counts)))
        for area in laid.areas:
            middle = (area.x + area.width / 2, area.y + area.height / 2)
            assert laid.at(*middle) == area.place
        assert laid.at(-5, -5) is None


def test_a_gap_breaks_a_line() -> None:
    """Days not lived yet are no zeros: the line ends before them."""
    laid = scene(chart(ChartKind.LINES, [5, 8, None, 4]), frame())
    assert len([rule for rule in laid.rules if rule.ink is not None]) == 1
    assert len(laid.boxes) == 3


def test_what_is_said_of_a_label() -> None:
    """One series says its unit, several their names; a share follows."""
    one = Chart(
        ChartKind.ROWS, "Темы", ("Перетоп",), (Series("Поступило", (61,)),), shares=("8 %",)
    )
    assert one.words(0).replace("\N{NO-BREAK SPACE}", " ") == "Перетоп: 61 обращение, 8 %"
    two = chart(ChartKind.COMPARED, [1_312, None], 2)
    assert two.words(0).replace("\N{NO-BREAK SPACE}", " ") == "с 01.11: ряд 0 1 312, ряд 1 1 312"
    assert two.words(1) == "с 02.11: ряд 0 —, ряд 1 —"


def test_the_table_behind_a_chart() -> None:
    """Heads, then a row for each label, as the clipboard takes it."""
    one = Chart(
        ChartKind.ROWS, "Темы", ("Перетоп",), (Series("Поступило", (61,)),), label_title="Тема",
        shares=("8 %",),
    )  # fmt: skip
    assert one.table() == [["Тема", "Поступило", "Доля"], ["Перетоп", "61", "8 %"]]
    assert tab_separated(one.table()) == "Тема\tПоступило\tДоля\nПеретоп\t61\t8 %"


def test_what_cannot_be_drawn_is_refused() -> None:
    """A series of another length and shares without labels are our mistake, told at once."""
    with pytest.raises(ValueError, match="every label"):
        Chart(ChartKind.ROWS, "Темы", ("а", "б"), (Series("Поступило", (1,)),))
    with pytest.raises(ValueError, match="shares"):
        Chart(ChartKind.ROWS, "Темы", ("а",), (Series("Поступило", (1,)),), shares=("1", "2"))


def test_nothing_to_draw() -> None:
    """No labels draw nothing; zeros are empty, and still have an axis."""
    assert scene(Chart(ChartKind.COLUMNS, "Пусто", (), ()), frame()).words == []
    zeros = chart(ChartKind.COLUMNS, [0, 0])
    assert zeros.is_empty
    assert scene(zeros, frame()).rules


@given(st.text(max_size=60), st.floats(0, 300))
def test_a_cut_text_fits(text: str, room: float) -> None:
    """One that fits is whole; a longer one ends with «…», and as much of it stands as fits."""
    found = cut(text, room, measure)
    assert measure(found, False) <= max(room, 0)
    if measure(text, False) <= room:
        assert found == text
        return
    known = [f"{text[:length].rstrip()}…" for length in range(1, len(text) + 1)]
    fitting = [one for one in known if measure(one, False) <= room]
    assert len(found) == max(map(len, fitting), default=0)
    assert found in ("", *fitting)


def test_names_of_compared_bars_are_cut() -> None:
    """Names give way, none is left out."""
    names = ("УК «Уют-Сервис» Северного района", "Теплосеть", "УК «Заречье»")
    series = (Series("Передано", (3, 2, 1)), Series("Исполнено", (1, 1, 1)))
    laid = scene(Chart(ChartKind.COMPARED, "Сравнение", names, series), frame(400))
    told = [word.text for word in laid.words if word.role is Role.LABEL]
    assert len(told) == 3
    assert told[0].endswith("…")
    assert all(word.align is Align.MIDDLE for word in laid.words if word.role is Role.LABEL)
