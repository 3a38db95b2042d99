"""How a form over a page is saved: written in the lane, closed by a yes, kept by a refusal."""

from collections.abc import Callable
from typing import TypeVar

from desktop_app.core.errors import InvalidDraft
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.widgets.form_sheet import FormSheet

D = TypeVar("D")
R = TypeVar("R")


def save_sheet(
    tools: Tools, sheet: FormSheet, work: Callable[[], R], then: Callable[[R], object]
) -> None:
    """Run `work` in the writing lane; its answer closes the form and goes to `then`.

    What the service refuses is shown in the form, which stays open with everything typed.
    """

    def saved(answer: R) -> None:
        sheet.close_saved()
        then(answer)

    tools.jobs.write(work, saved, sheet.show_error, owner=sheet)


def save_draft(
    tools: Tools,
    sheet: FormSheet,
    read: Callable[[], D],
    save: Callable[[D], R],
    then: Callable[[R], object],
) -> None:
    """Save what `read` makes of the fields; the fields it cannot take are marked."""
    try:
        draft = read()
    except InvalidDraft as error:
        sheet.show_error(error)
        return
    save_sheet(tools, sheet, lambda: save(draft), then)
