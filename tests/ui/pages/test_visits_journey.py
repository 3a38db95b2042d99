"""Journey 6 by keys alone: a visit is planned, measured, signed and issued as a PDF."""

import datetime as dt
import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop_app.core.clock import show_date
from desktop_app.core.enums import InspectionStatus, OrganizationKind, SignatureState
from desktop_app.core.text import one_line
from tests.factories import new_company, new_house
from tests.reports.printed import pages, problems
from tests.ui.keyboard import CTRL
from tests.ui.pages.visit_desk import VisitDesk

pytestmark = pytest.mark.gui
Key = Qt.Key
YESTERDAY = dt.datetime.now() - dt.timedelta(days=1)  # noqa: TID251  the day the keys mean
DAY = show_date(YESTERDAY)


def _plan(desk: VisitDesk) -> None:
    """Plan a visit to «лен 12» by Ins, from the empty list."""
    desk.press(Key.Key_Insert)
    desk.type("лен 12")
    desk.until(lambda: desk.focus().property("text") == "лен 12" and _popup_open(desk))
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Tab)
    desk.type("вчера 10:30")
    desk.press(Key.Key_Tab)
    desk.type("52")
    desk.press(Key.Key_Tab)
    desk.type("жалоба жителей")
    desk.press(Key.Key_Return, CTRL)


def _popup_open(desk: VisitDesk) -> bool:
    popup = getattr(desk.focus(), "popup", None)
    return popup is not None and popup.isVisible()


def _measure(desk: VisitDesk) -> None:
    """Type the supply, the return and two pressures down the table, then a room by its row."""
    for value in ("71", "58,5", "5,8", "5.4"):
        desk.type(value)
        desk.press(Key.Key_Return)
    desk.press(Key.Key_Down, times=6)
    desk.type("16,5")
    desk.press(Key.Key_Return)


def _tell_details(desk: VisitDesk) -> None:
    """Write when the visit was and what the chart demands, through «Сведения»."""
    desk.press(Key.Key_K, CTRL)
    desk.type("сведения")
    desk.press(Key.Key_Return)
    desk.type("вчера 10:30")
    desk.press(Key.Key_Tab)
    desk.type("вчера 11:40")
    desk.tab_to("По графику T1, °C")
    desk.type("84")
    desk.press(Key.Key_Return, CTRL)


def _add_people(desk: VisitDesk) -> None:
    desk.tab_to("Добавить участника")
    desk.press(Key.Key_Insert)
    desk.type("Дёмин О. В.")
    desk.press(Key.Key_Tab)
    desk.type("инженер")
    desk.press(Key.Key_Return, CTRL)
    desk.tab_to("Комиссия")
    desk.press(Key.Key_Space)


def _add_remedy(desk: VisitDesk) -> None:
    desk.tab_to("Добавить меру")
    desk.press(Key.Key_Space)
    desk.type("Поднять T1 до графика")
    desk.press(Key.Key_Tab)
    desk.type("тепл")
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Tab)
    desk.type("+3")
    desk.press(Key.Key_Return, CTRL)


def _text_of(pdf: Path) -> str:
    """Return the text of a file by pdftotext where it is installed, else by our reader."""
    tool = shutil.which("pdftotext")
    if tool is None:
        return " ".join(pages(pdf.read_bytes()))
    done = subprocess.run([tool, "-layout", str(pdf), "-"], capture_output=True, check=True)
    return one_line(done.stdout.decode("utf-8"))


def test_visit_measured_and_issued_by_keys_alone(desk: VisitDesk) -> None:
    """From the empty list to a PDF on the disk: its words, and the issued act in the base."""
    house = new_house(desk.office.buildings, "пр-кт Ленина", "12", heating_unit="ИТП-14")
    company = new_company(desk.office.organizations, "АО «Теплосеть»", OrganizationKind.UTILITY)
    target = desk.folder / "Акт.pdf"
    _plan(desk)
    (visit,) = desk.office.inspections.ids()
    _measure(desk)
    _tell_details(desk)
    desk.press(Key.Key_K, CTRL)
    desk.type("составить выводы")
    desk.press(Key.Key_Return)
    _add_remedy(desk)
    _add_people(desk)
    desk.stored()
    desk.dialogs.answer_next(True, target)
    desk.press(Key.Key_Return, CTRL)
    desk.until(target.exists)

    card = desk.card(visit)
    assert card.status is InspectionStatus.ISSUED
    assert card.live_act is not None
    assert target.read_bytes() == desk.office.acts.reissue(visit)
    draft = card.draft
    assert (draft.building_id, draft.premise, draft.basis) == (house, "52", "жалоба жителей")
    values = [row.value for row in draft.measurements if row.value is not None]
    assert values == [71.0, 58.5, 5.8, 5.4, 16.5]
    assert draft.measurements[0].chart_value == 84.0
    assert draft.members[0].signature is SignatureState.SIGNED
    assert draft.remedies[0].organization_id == company
    text = _text_of(target)
    for words in ("71,0", "58,5", "16,5", "ниже нормы", "Поднять T1 до графика", "АО «Теплосеть»",
                  "О. В. Дёмин", "пр-кт Ленина, д. 12", DAY, "жалоба жителей"):  # fmt: skip
        assert words in one_line(text), words
    assert problems(target.read_bytes(), desk.folder) == []


def test_papers_before_the_visit_are_written_by_keys(desk: VisitDesk) -> None:
    """A blank and a draft of the act are shown, Ctrl+S takes them to files; nothing is issued."""
    new_house(desk.office.buildings, "пр-кт Ленина", "12")
    _plan(desk)
    (visit,) = desk.office.inspections.ids()
    blank, draft = desk.folder / "Бланк.pdf", desk.folder / "Проект.pdf"
    desk.dialogs.answer_next(blank)
    desk.press(Key.Key_K, CTRL)
    desk.type("пустой бланк")
    desk.press(Key.Key_Return)
    assert desk.sheet().windowTitle().startswith("Бланк акта № ")
    desk.press(Key.Key_S, CTRL)
    desk.until(blank.exists)
    desk.dialogs.answer_next(draft)
    desk.page.visit.measurements.table.setFocus()
    desk.press(Key.Key_P, CTRL)
    desk.press(Key.Key_S, CTRL)
    desk.until(draft.exists)
    assert "Бланк к акту" in one_line(_text_of(blank))
    names = [asked.text for asked in desk.dialogs.asked if asked.kind == "save_as"]
    number = desk.card(visit).number
    assert names == [f"Бланк акта {number} пр-кт Ленина, д. 12.pdf",
                     f"Проект акта {number} пр-кт Ленина, д. 12.pdf"]  # fmt: skip
    assert desk.card(visit).live_act is None
    desk.until(lambda: not desk.page.visit.note.busy)
    desk.press(Key.Key_Space)
    assert desk.opener.files == [draft]
    desk.press(Key.Key_Tab)
    desk.press(Key.Key_Space)
    assert desk.opener.folders == [draft]
