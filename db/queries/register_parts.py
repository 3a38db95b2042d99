"""Ids of the register by a question, part by part: the first screen at once, then the rest.

Each step of the iterator is one or a few short reads, so that others can save in between and the
window can ask for rows. Some parts may be empty: the work goes on behind them.
"""

import dataclasses
import datetime as dt
from array import array
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass

from db import search
from db.connection import Store, Value
from db.queries import (
    cube,
    register_masks,
    register_narrow,
    register_order,
    summary_tickets,
    ticket_text,
)
from db.queries.register_masks import Mask
from db.queries.register_order import ALL_TIME, Bounds
from db.queries.register_where import Driver, bounds
from desktop_app.core.records.figures import FigureAsk
from desktop_app.core.records.register import RegisterQuery, RegisterSort

FEW = 5_000


@dataclass(frozen=True, slots=True)
class _Plan:
    """How a broad question is answered: an order of ids, and what must be sifted out of it."""

    order: Iterator["array[int]"]
    sifted: Mapping[Driver, Sequence[Value]]
    sifted_bounds: Bounds

    @property
    def is_whole(self) -> bool:
        """Tell whether the order already holds the answer and nothing else."""
        return not self.sifted and self.sifted_bounds == ALL_TIME


def parts(store: Store, query: RegisterQuery, now: dt.datetime) -> Iterator["array[int]"]:
    """Yield ids of all tickets that fit a question, in its order, without repetition."""
    if query.figure is not None and summary_tickets.is_long(query.figure):
        yield from _of_figure(store, query, query.figure, now)
        return
    words = search.words(query.text) if query.text else []
    if words:
        yield from _with_words(store, query, now, words)
        return
    driver = register_narrow.driver(store, query)
    if driver is not None:
        yield register_narrow.ids(store, query, now, driver)
        return
    plan = _plan(store, query)
    if plan is None:
        return
    if plan.is_whole:
        yield from plan.order
        return
    # The first thousand of the order is looked through at once: often it fills the screen.
    head = next(plan.order, array("q"))
    yield register_narrow.fitting(store, head, query, now)
    mask = yield from _mask(store, plan)
    for ids in plan.order:
        yield mask.filtered(ids)


def _of_figure(
    store: Store, query: RegisterQuery, figure: FigureAsk, now: dt.datetime
) -> Iterator["array[int]"]:
    """Yield the tickets behind a number of many days, sifted out of the rest of the question."""
    mask = Mask(int(store.scalar("SELECT max(id) FROM ticket") or 0) + 1)
    for sql, parameters in summary_tickets.by_weeks(figure):
        mask.add(row[0] for row in store.rows(sql, parameters))
        yield array("q")
    for ids in parts(store, dataclasses.replace(query, figure=None), now):
        yield mask.filtered(ids)


def _with_words(
    store: Store, query: RegisterQuery, now: dt.datetime, words: Sequence[str]
) -> Iterator["array[int]"]:
    """Yield the tickets that hold every word: from a few candidates or sifted out of an order."""
    found = array("q")
    for hits in search.candidates(store, words):
        found.extend(hits)
        yield array("q")
    driver = register_narrow.driver(store, query)
    if len(found) <= FEW:
        holding = ticket_text.holding(store, found, words)
        yield register_narrow.among(store, holding, query, now)
        return
    if driver is not None:
        known = set(found)
        narrow = register_narrow.ids(store, query, now, driver)
        candidates = array("q", (row_id for row_id in narrow if row_id in known))
        yield from _verified(store, candidates, words)
        return
    plan = _plan(store, query)
    if plan is None:
        return
    mask = Mask(max(found) + 1)
    mask.add(found)
    if not plan.is_whole:
        mask.keep((yield from _mask(store, plan)))
    for ids in plan.order:
        yield from _verified(store, mask.filtered(ids), words)


def _verified(store: Store, ids: "array[int]", words: Sequence[str]) -> Iterator["array[int]"]:
    for start in range(0, len(ids), FEW):
        yield ticket_text.holding(store, ids[start : start + FEW], words)


def _mask(store: Store, plan: _Plan) -> Generator["array[int]", None, Mask]:
    """Gather the mask of a plan, giving way after every read."""
    found = Mask(0)
    for mask in register_masks.gather(store, plan.sifted, plan.sifted_bounds):
        if mask is not None:
            found = mask
        else:
            yield array("q")
    return found


def _plan(store: Store, query: RegisterQuery) -> _Plan | None:
    """Choose an order for a broad question; None when its conditions exclude each other."""
    broad = register_narrow.broad(store, query)
    if any(not values for values in broad.values()):
        return None
    period, way = bounds(query), {"descending": query.descending}
    own = register_order.orders_by(query.sort)
    if own is not None:
        runs = register_order.by_group(store, query.sort, period, broad.pop(own, None), **way)
        return _Plan(register_order.walk(store, runs), broad, ALL_TIME)
    if query.sort is RegisterSort.ADDRESS:
        order = register_order.by_address(store, period, cube.total(store), **way)
        return _Plan(order, broad, ALL_TIME)
    if query.sort is RegisterSort.REGISTERED:
        single = next((column for column, values in broad.items() if len(values) == 1), None)
        equal = [(single.value, broad.pop(single)[0])] if single else []
        run = register_order.run(period, *equal, **way)
        return _Plan(register_order.walk(store, [run]), broad, ALL_TIME)
    runs = register_order.by_key(query.sort, period, **way)
    return _Plan(register_order.walk(store, runs), broad, period)
