"""The days a file is written for: words that are no day must not mean «all of them»."""

from desktop_app.ui.widgets.fields import DateEdit
from desktop_app.ui.widgets.form import FormField

_EARLIER = "раньше начала"


def days_are_right(first: FormField, last: FormField) -> bool:
    """Tell whether both fields hold days in their order, or nothing; mark the one that does not."""
    edits = [field.control for field in (first, last)]
    days = [edit.value() for edit in edits if isinstance(edit, DateEdit)]
    words = [edit.problem() for edit in edits if isinstance(edit, DateEdit)]
    known = [day for day in days if day is not None]
    if not any(words) and known != sorted(known):
        words[1] = _EARLIER
    for field, problem in zip((first, last), words, strict=True):
        field.set_problem(problem)
    wrong = next((field for field in (first, last) if field.problem), None)
    if wrong is not None:
        wrong.control.setFocus()
    return wrong is None
