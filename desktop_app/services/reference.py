"""Topics, terms, the calendar: read once, kept until somebody edits them."""

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING

from db.queries import reference as queries
from desktop_app.core import deadlines
from desktop_app.core.calendar import WorkCalendar
from desktop_app.core.errors import NotFound
from desktop_app.core.records.reference import Deadline, DeadlineRule, Topic
from desktop_app.core.settings import WASTE_BOUNDARY_WARM
from desktop_app.core.text import fold
from desktop_app.services import shipped
from desktop_app.services.desk import Desk

if TYPE_CHECKING:
    from desktop_app.core.records.waste import DayTemperature

# The mean of a day is known when the day is over; СанПиН 2.1.3684-21, п. 11 looks at three days.
_WEATHER_HOLDS = dt.timedelta(days=3)


class Reference:
    """The office's small lists."""

    def __init__(self, desk: Desk) -> None:
        """Fill an empty database with the shipped lists."""
        self._desk = desk
        shipped.into_empty(desk.store, "SELECT count(*) FROM topic", self._seed)

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """All topics in the office's order, groups included."""
        return tuple(queries.topics(self._desk.store))

    @cached_property
    def topics_by_id(self) -> dict[int, Topic]:
        """Topics by id."""
        return {topic.id: topic for topic in self.topics}

    @cached_property
    def everyday(self) -> dict[str, str]:
        """Beginnings of words people say for a topic, by its code: «батаре», «течет».

        Shipped, never stored and never shown: they only help to find.
        """
        return {row["code"]: row["everyday"] for row in shipped.rows("topic_words.csv")}

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The working calendar."""
        return WorkCalendar(queries.calendar_days(self._desk.store))

    @cached_property
    def _rules(self) -> dict[int, list[DeadlineRule]]:
        found: dict[int, list[DeadlineRule]] = {}
        for rule in queries.deadline_rules(self._desk.store):
            found.setdefault(rule.topic_id, []).append(rule)
        return found

    def forget(self) -> None:
        """Drop what was read, after an edit or a change made by another process."""
        for name in ("topics", "topics_by_id", "calendar", "_rules"):
            self.__dict__.pop(name, None)

    def topic(self, code: str) -> Topic:
        """Return a topic by its code; NotFound names the nearest ways out."""
        for topic in self.topics:
            if topic.code == code.upper():
                return topic
        raise NotFound(f"Нет темы с кодом «{code}»", "", "коды тем: rayshtab topics")

    def topic_path(self, topic_id: int) -> str:
        """Return «Отопление › Нет отопления»."""
        by_code = {topic.code: topic for topic in self.topics}
        current: Topic | None = self.topics_by_id[topic_id]
        parts: list[str] = []
        while current is not None:
            parts.insert(0, current.title)
            current = by_code.get(current.parent_code)
        return " › ".join(parts)

    def find_topics(self, text: str) -> list[Topic]:
        """Return active topics, groups left out, that hold every typed word part.

        Held in the title, the words, the path, the code, or in what people say for the topic.
        """
        typed = fold(text).split()
        found = [t for t in self.topics if t.is_active and not t.is_group]
        ranked = [(fold(f"{self._said(t)} {self.topic_path(t.id)} {t.code}"), t) for t in found]
        return [topic for words, topic in ranked if all(part in words for part in typed)]

    def deadline(
        self,
        topic_id: int,
        start: dt.datetime,
        room_temperature: float | None = None,
        outdoor: float | None = None,
    ) -> Deadline | None:
        """Return the term of a topic counted from a moment, or None when the topic has no rule.

        Where the law looks at the weather it is the mean temperature of that day, else of the
        latest known of the three days before; `outdoor` is used instead when it is given.
        """
        weather = self._weather(topic_id, start.date(), outdoor)
        rule = self.rule(topic_id, room_temperature, weather)
        return None if rule is None else deadlines.compute(rule, start, self.calendar, weather)

    def rule(
        self,
        topic_id: int,
        room_temperature: float | None = None,
        weather: "DayTemperature | None" = None,
    ) -> DeadlineRule | None:
        """Return the rule a topic's term is counted by, or None when it has none."""
        rules = self._rules.get(topic_id, [])
        if weather is None:
            return deadlines.choose_rule(rules, room_temperature)
        said = queries.setting(self._desk.store, WASTE_BOUNDARY_WARM.key)
        return deadlines.choose_rule(
            rules,
            room_temperature,
            weather.average,
            boundary_is_warm=WASTE_BOUNDARY_WARM.read(said),
        )

    def _weather(
        self, topic_id: int, day: dt.date, outdoor: float | None
    ) -> "DayTemperature | None":
        if not any(rule.depends_on_weather for rule in self._rules.get(topic_id, [])):
            return None
        # Few topics ask: the first window does not wait for what waste needs.
        from db.queries import waste_parts
        from desktop_app.core.records.waste import DayTemperature

        if outdoor is not None:
            return DayTemperature(day, outdoor)

        known = waste_parts.temperatures(self._desk.store, day - _WEATHER_HOLDS, day)
        return known[max(known)] if known else None

    @property
    def rules(self) -> tuple[DeadlineRule, ...]:
        """All deadline rules."""
        return tuple(rule for rules in self._rules.values() for rule in rules)

    def depends_on_room(self, topic_id: int) -> bool:
        """Tell whether the room temperature must be asked (ПП 354, прил. 1, п. 14)."""
        return any(
            rule.room_from is not None or rule.room_to is not None
            for rule in self._rules.get(topic_id, [])
        )

    def _said(self, topic: Topic) -> str:
        return f"{topic.title} {topic.words} {self.everyday.get(topic.code, '')}"

    def _seed(self) -> None:
        ids = queries.seed_topics(self._desk.store, shipped.rows("topics.csv"))
        queries.seed_rules(self._desk.store, shipped.rows("deadline_rules.csv"), ids)
        queries.seed_calendar(self._desk.store, shipped.rows("calendar.csv"))
