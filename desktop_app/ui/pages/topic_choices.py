"""Topics as every form offers them: by title, by its group and words, by what callers say."""

from collections.abc import Mapping, Sequence

from desktop_app.core.records.reference import Topic
from desktop_app.ui.widgets.suggest_edit import Choice

_WHOLE_GROUP = "весь раздел"


def topic_choices(
    topics: Sequence[Topic],
    everyday: Mapping[str, str],
    *,
    with_groups: bool = False,
    with_retired: bool = False,
) -> list[Choice]:
    """Return what a field of topics offers, in the order of the list.

    `everyday` are callers' words by the topic's code. Groups are offered where an answer may serve
    all that is in them, retired topics where an old record may have one.
    """
    groups = {topic.code: topic.title for topic in topics}
    return [
        Choice(
            topic.id,
            topic.title,
            _second(topic, groups.get(topic.parent_code, "")),
            also=everyday.get(topic.code, ""),
        )
        for topic in topics
        if (with_groups or not topic.is_group) and (with_retired or topic.is_active)
    ]


def _second(topic: Topic, group: str) -> str:
    if topic.is_group:
        return _WHOLE_GROUP
    return " · ".join(part for part in (group, topic.words) if part)
