"""A part of a whole that is made, and its module loaded, when it is first asked for."""

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class built_once(Generic[T]):  # noqa: N801  a decorator, as `property` is
    """Like `functools.cached_property`, and two threads never make two parts.

    One lock serves all parts of all wholes: making a part is quick, and parts ask for parts.
    """

    _making = threading.RLock()

    def __init__(self, make: Callable[[Any], T]) -> None:
        """Remember how the part is made."""
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        """Learn the name under which the part is kept."""
        self._name = name

    @overload
    def __get__(self, whole: None, owner: type) -> "built_once[T]": ...
    @overload
    def __get__(self, whole: object, owner: type) -> T: ...
    def __get__(self, whole: object | None, owner: type) -> "T | built_once[T]":
        """Return the part, made now if nobody asked before."""
        if whole is None:
            return self
        kept = vars(whole)
        with self._making:
            if self._name not in kept:
                kept[self._name] = self._make(whole)
        part: T = kept[self._name]
        return part
