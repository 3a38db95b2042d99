"""Photographs of an act are chosen, ordered and captioned by keys in a real window."""

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.core.enums import Entity
from desktop_app.core.records.inspections import Photo
from desktop_app.core.records.tickets import TicketDraft
from desktop_app.ui.pages.visits.photo_rows import PhotoRows
from desktop_app.ui.shell.sheet_drafts import SheetDrafts
from desktop_app.ui.theme import CONTRAST, DARK, LIGHT, Theme, apply_theme
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.form_sheet import FormSheet
from tests.photo_samples import camera, photo
from tests.reports.printed import pages
from tests.ui.keyboard import ALT, CTRL
from tests.ui.naming import nameless
from tests.ui.pages.visit_desk import VisitDesk
from tests.ui.pages.visit_drafts import filled
from tests.ui.test_look_fits import cut

pytestmark = pytest.mark.gui
Key = Qt.Key


def _attach(desk: VisitDesk, *contents: bytes) -> list[int]:
    """Attach pictures as a clerk does; return ids of their files."""
    paths = [desk.folder / f"снимок {number}.jpg" for number in range(1, len(contents) + 1)]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    desk.dialogs.answer_next(paths)
    desk.page.visit.files.choose()
    desk.until(lambda: len(desk.page.visit.files.files) == len(contents))
    return [file.id for file in desk.page.visit.files.files]


def _visit(desk: VisitDesk) -> int:
    return desk.plan(filled(desk.office, attachments_text=""))


def _open(desk: VisitDesk) -> PhotoRows:
    desk.press(Key.Key_K, CTRL)
    desk.type("фототаблица")
    desk.press(Key.Key_Return)
    desk.settle()
    return _rows(desk)


def _rows(desk: VisitDesk) -> PhotoRows:
    sheet = desk.sheet()
    assert isinstance(sheet, FormSheet)
    rows = sheet.fields["photos"].control
    assert isinstance(rows, PhotoRows)
    desk.until(lambda: all(row.about.text() or not row.check.isEnabled() for row in rows.rows))
    return rows


def test_pictures_are_chosen_ordered_and_captioned_by_keys(desk: VisitDesk) -> None:
    """Space takes, Alt+arrows move, Enter goes from caption to caption, Ctrl+Enter writes."""
    visit = _visit(desk)
    first, second, third = _attach(desk, photo(exif=camera()), photo(80, 60), photo(60, 80))
    assert desk.page.visit.photos.words.text() == "снимков в акте нет"
    rows = _open(desk)
    assert "Снято 23.11.2026 10:41" in rows.rows[0].about.text()
    desk.press(Key.Key_Space)  # the focus stands on the first picture
    desk.press(Key.Key_Tab)
    desk.type("Ввод")
    desk.press(Key.Key_Tab)
    desk.press(Key.Key_Tab)  # the caption of one left out is passed over
    desk.press(Key.Key_Space)
    desk.press(Key.Key_Up, ALT)
    desk.press(Key.Key_Up, ALT)
    assert [row.check.text() for row in rows.rows] == ["№ 1", "№ 2", "не в акте"]
    desk.press(Key.Key_Tab)
    desk.type("Подвал")
    desk.press(Key.Key_Return)
    desk.type(", манометр")
    desk.press(Key.Key_Return, CTRL)
    desk.until(lambda: QApplication.activeModalWidget() is None)
    desk.stored()
    assert desk.card(visit).draft.photos == (Photo(third, "Подвал"), Photo(first, "Ввод, манометр"))
    assert desk.page.visit.photos.words.text() == "в акте 2\N{NO-BREAK SPACE}фото"
    assert second not in [one.attachment_id for one in desk.card(visit).draft.photos]
    pdf = desk.office.acts.render(desk.office.acts.document(visit))
    assert "Фото № 2. Ввод, манометр" in " ".join(pages(pdf))


def test_a_choice_is_taken_back(desk: VisitDesk) -> None:
    """Undo brings the former pictures with their words."""
    visit = _visit(desk)
    first, second = _attach(desk, photo(), photo(80, 60))
    rows = _open(desk)
    rows.rows[0].check.setChecked(True)
    rows.rows[0].caption.setText("Ввод")
    desk.press(Key.Key_Return, CTRL)
    desk.stored()
    rows = _open(desk)
    rows.take_all(False)
    rows.rows[1].check.setChecked(True)
    desk.press(Key.Key_Return, CTRL)
    desk.stored()
    assert desk.card(visit).draft.photos == (Photo(second),)
    assert desk.undo[-1].text == "Фототаблица изменена"
    desk.undo[-1].undo()
    desk.stored()
    assert desk.card(visit).draft.photos == (Photo(first, "Ввод"),)


def test_a_form_left_by_esc_changes_nothing_and_keeps_the_words(desk: VisitDesk) -> None:
    """Captions typed and not written are a draft: the form gives them back."""
    visit = _visit(desk)
    first, second = _attach(desk, photo(), photo(80, 60))
    rows = PhotoRows(desk.office.photos.offered(visit), ())
    rows.rows[1].check.setChecked(True)
    rows.rows[1].caption.setText("Подвал")
    kept = rows.draft_value()
    assert kept == [second, "Подвал"]
    again = PhotoRows(desk.office.photos.offered(visit), (Photo(first, "Ввод"),))
    again.take_draft([*kept, 9_999, "файла уже нет", first, "Ввод"])
    assert again.chosen() == (Photo(second, "Подвал"), Photo(first, "Ввод"))
    _open(desk)
    desk.press(Key.Key_Space)
    desk.press(Key.Key_Escape)
    desk.until(lambda: QApplication.activeModalWidget() is None)
    desk.stored()
    assert desk.card(visit).draft.photos == ()


def test_captions_typed_and_left_are_given_back(desk: VisitDesk) -> None:
    """After Esc the form offers what was typed; another visit's form offers nothing of it."""
    seen = SheetDrafts(desk.office.drafts, desk.tools.drafts, desk.window)
    desk.window.sheet_opened.connect(seen.watch)
    first = _visit(desk)
    _attach(desk, photo(), photo(80, 60))
    _open(desk)
    desk.press(Key.Key_Space)
    desk.press(Key.Key_Tab)
    desk.type("Ввод в дом")
    desk.press(Key.Key_Escape)
    desk.until(lambda: QApplication.activeModalWidget() is None)
    desk.plan(filled(desk.office, "ул. Садовая"))
    _attach(desk, photo(90, 60), photo(70, 60))
    _open(desk)
    assert not [b for b in desk.sheet().findChildren(Button) if b.text() == "Вернуть введённое"]
    desk.press(Key.Key_Escape)
    desk.page.open_record(first)
    desk.settle()
    rows = _open(desk)
    (back,) = [b for b in desk.sheet().findChildren(Button) if b.text() == "Вернуть введённое"]
    back.click()
    assert [photo.caption for photo in rows.chosen()] == ["Ввод в дом"]
    desk.press(Key.Key_Return, CTRL)
    desk.stored()
    assert [photo.caption for photo in desk.card(first).draft.photos] == ["Ввод в дом"]


def test_what_cannot_be_printed_is_said_when_it_is_attached(desk: VisitDesk) -> None:
    """HEIC is named under the files at once, and in the form; it cannot be taken."""
    _visit(desk)
    _attach(desk, photo(), b"\x00\x00\x00\x18ftypheic", photo(400, 300)[:900])
    foot = desk.page.visit.photos
    assert foot.heic.isVisible()
    assert "сохраните как JPEG" in foot.heic.text()
    rows = _open(desk)
    assert [row.check.isEnabled() for row in rows.rows] == [True, False, False]
    rows.take_all(True)
    assert [photo.attachment_id for photo in rows.chosen()] == [rows.rows[0].file.id]


def test_a_visit_without_pictures_says_how_to_get_some(desk: VisitDesk) -> None:
    """Documents are no pictures: one is invited still; the command tells what to do."""
    visit = _visit(desk)
    foot = desk.page.visit.photos
    assert foot.attach.isVisible()
    assert not foot.choose.isVisible()
    assert foot.words.text() == "в акте появится фототаблица"
    _attach(desk, b"%PDF-1.7\nscan")
    assert foot.attach.isVisible()
    assert not foot.take.isVisible()
    path = desk.folder / "подвал.jpg"
    path.write_bytes(photo())
    desk.dialogs.answer_next([path])
    foot.attach.click()
    desk.until(foot.choose.isVisible)
    assert not foot.attach.isVisible()
    assert foot.words.text() == "снимков в акте нет"
    desk.page.visit.files._remove(1)
    desk.settle()
    assert [file.title for file in desk.office.attachments.of(Entity.INSPECTION, visit)] == [
        "снимок 1.jpg"
    ]
    assert foot.attach.isVisible()
    desk.press(Key.Key_K, CTRL)
    desk.type("фототаблица")
    desk.press(Key.Key_Return)
    desk.until(lambda: bool(desk.failures))
    assert "не приложено ни одного снимка" in str(desk.failures[-1])


def test_another_clerks_pictures_are_not_overwritten(desk: VisitDesk) -> None:
    """Both chose while the form stood open: a person decides, and nothing is lost meanwhile."""
    visit = _visit(desk)
    first, second = _attach(desk, photo(), photo(80, 60))
    rows = _open(desk)
    rows.rows[0].check.setChecked(True)
    office, card = desk.office.inspections, desk.card(visit)
    theirs = dataclasses.replace(card.draft, photos=(Photo(second, "Стояк"),))
    desk.tools.hub.announce(office.save(visit, card.version, theirs).changes)
    desk.settle()
    desk.press(Key.Key_Return, CTRL)
    desk.settle()
    assert desk.card(visit).draft.photos == (Photo(second, "Стояк"),)
    desk.shown("Взять записанное").click()
    desk.settle()
    assert desk.page.visit.keeper.draft.photos == (Photo(second, "Стояк"),)
    assert first not in [one.attachment_id for one in desk.card(visit).draft.photos]


def test_an_issued_act_says_how_many_pictures_it_has(desk: VisitDesk) -> None:
    """Nothing can be chosen any more; the count stays in sight."""
    visit = _visit(desk)
    (first,) = _attach(desk, photo())
    card = desk.card(visit)
    draft = dataclasses.replace(card.draft, photos=(Photo(first),))
    desk.office.inspections.save(visit, card.version, draft)
    desk.office.acts.issue(visit)
    desk.page.open_record(visit)
    desk.settle()
    foot = desk.page.visit.photos
    assert not foot.choose.isVisible()
    assert foot.words.text() == "в акте 1\N{NO-BREAK SPACE}фото"


def test_an_act_issued_without_pictures_invites_to_none(desk: VisitDesk) -> None:
    """Nothing can be added to it, so nothing is said of pictures."""
    visit = _visit(desk)
    desk.office.acts.issue(visit)
    desk.page.open_record(visit)
    desk.settle()
    assert not desk.page.visit.photos.isVisible()


@pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST])
@pytest.mark.parametrize("points", [9.0, 10.5, 16.0])
def test_nothing_is_cut_in_any_theme_and_size(
    desk: VisitDesk, qapp: QApplication, theme: Theme, points: float
) -> None:
    """Every control has a name, every word its room, and the form stays within the window."""
    apply_theme(qapp, theme, points)
    _visit(desk)
    _attach(desk, photo(exif=camera()), b"\x00\x00\x00\x18ftypheic", photo(900, 160))
    rows = _open(desk)
    rows.rows[0].check.setChecked(True)
    desk.settle()
    sheet = desk.sheet()
    assert nameless(sheet) == []
    assert cut(sheet) == []
    assert sheet.height() <= desk.window.height()
    assert sheet.width() <= desk.window.width()
    desk.press(Key.Key_Escape)
    assert cut(desk.window) == []


def test_a_removed_file_of_the_annex_is_told_with_the_offer_to_take_it_back(
    desk: VisitDesk,
) -> None:
    """One that stands in «Фототаблица» leaves it too, and that is said; another only goes."""
    visit = _visit(desk)
    first, _second = _attach(desk, photo(), photo(80, 60))
    _open(desk)
    desk.press(Key.Key_Space)
    desk.press(Key.Key_Return, CTRL)
    desk.until(lambda: QApplication.activeModalWidget() is None)
    desk.settle()
    assert [p.attachment_id for p in desk.page.visit.keeper.draft.photos] == [first], visit
    desk.page.visit.files._remove(1)
    desk.settle()
    assert desk.undo[-1].text == "Файл «снимок 2.jpg» убран"
    desk.page.visit.files._remove(0)
    desk.settle()
    assert desk.undo[-1].text == "Файл «снимок 1.jpg» убран, в фототаблице акта его больше нет"
    desk.undo[-1].undo()
    desk.settle()
    assert len(desk.page.visit.files.files) == 1
    assert [p.attachment_id for p in desk.page.visit.keeper.draft.photos] == [first]


def test_a_picture_of_the_ticket_is_offered_and_copied_to_the_visit(desk: VisitDesk) -> None:
    """What the applicant sent stands in the sheet; taken, it is attached to the visit too, once."""
    draft = filled(desk.office, attachments_text="")
    topic = next(topic for topic in desk.office.reference.topics if not topic.is_group)
    call = TicketDraft(topic.id, "Холодно", draft.building_id, phone="8 900 555-14-52")
    ticket = desk.office.tickets.register(call).id
    visit = desk.plan(dataclasses.replace(draft, ticket_ids=(ticket,)))
    path = desk.folder / "от заявителя.jpg"
    path.write_bytes(photo(60, 80))
    attachments, foot = desk.office.attachments, desk.page.visit.photos
    assert not foot.take.isVisible()
    desk.tools.hub.announce(attachments.add(Entity.TICKET, ticket, [path]))
    desk.until(foot.take.isVisible)
    assert foot.words.text() == "1\N{NO-BREAK SPACE}снимок"
    foot.take.click()
    desk.settle()
    assert [row.file.title for row in _rows(desk).rows] == ["от заявителя.jpg"]
    desk.press(Key.Key_Escape)
    _attach(desk, photo(80, 60))
    assert not foot.take.isVisible()
    rows = _open(desk)
    assert [row.file.entity for row in rows.rows] == [Entity.INSPECTION, Entity.TICKET]
    rows.rows[1].check.click()
    desk.press(Key.Key_Return, CTRL)
    desk.until(lambda: QApplication.activeModalWidget() is None)
    desk.settle()
    _own, copied = attachments.of(Entity.INSPECTION, visit)
    assert copied.title == "от заявителя.jpg"
    assert len(attachments.of(Entity.TICKET, ticket)) == 1
    assert [p.attachment_id for p in desk.page.visit.keeper.draft.photos] == [copied.id]
    assert desk.undo[-1].text == "Фототаблица изменена, снимки обращений приложены к выезду"
    again = _open(desk)
    assert [row.file.id for row in again.rows] == [copied.id, _own.id]
    desk.press(Key.Key_Escape)
    desk.undo[-1].undo()
    desk.until(lambda: attachments.of(Entity.INSPECTION, visit) == [_own])
    desk.settle()
    assert desk.page.visit.keeper.draft.photos == ()
    assert len(attachments.of(Entity.TICKET, ticket)) == 1
