"""What a call is filled by: topics, organisations, ready phrases, the code of the town."""

from collections.abc import Mapping, Sequence

from desktop_app.core.records.knowledge import TextTemplate
from desktop_app.core.records.organizations import OrganizationRef
from desktop_app.core.records.reference import Topic
from desktop_app.ui.pages.tickets.intake_form import IntakeForm
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.topic_choices import topic_choices
from desktop_app.ui.widgets.suggest_edit import Choice

_Lists = tuple[
    Sequence[Topic], Mapping[str, str], Sequence[OrganizationRef], Sequence[TextTemplate], str
]


def fill(tools: Tools, form: IntakeForm) -> None:
    """Read the lists and offer them in the form; values chosen before stay."""
    office = tools.office

    def read() -> _Lists:
        return (
            office.reference.topics,
            office.reference.everyday,
            office.organizations.refs(),
            office.templates.all(),
            office.settings.area_code(),
        )

    tools.jobs.read(read, lambda lists: _offer(form, *lists), owner=form)


def _offer(
    form: IntakeForm,
    topics: Sequence[Topic],
    everyday: Mapping[str, str],
    refs: Sequence[OrganizationRef],
    phrases: Sequence[TextTemplate],
    area_code: str,
) -> None:
    form.phone.set_area_code(area_code)
    form.address.set_area_code(area_code)
    form.said.set_phrases(phrases)
    form.set_choices(
        topic_choices(topics, everyday),
        [Choice(ref.id, ref.name, ref.kind.title_ru) for ref in refs],
    )
