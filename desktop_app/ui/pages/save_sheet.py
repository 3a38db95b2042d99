"""How a form over a page is saved: written in the lane, closed by a yes, kept by a refusal."""

from collections.abc import Callable
from typing import TypeVar

from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.widgets.form_sheet import FormSheet

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
