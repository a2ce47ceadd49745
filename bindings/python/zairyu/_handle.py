# SPDX-License-Identifier: BSD-2-Clause
"""What all objects of the library have in common."""
from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn, TypeVar

from zairyu._native import lib
from zairyu.errors import failure

if TYPE_CHECKING:
    from zairyu._cffi import CData

_H = TypeVar("_H", bound="Closing")


class Private:
    """Holds a person's data: it is in no repr, and cannot be pickled or copied."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<zairyu.{type(self).__name__}>"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError(f"zairyu.{type(self).__name__} cannot be pickled or copied: save() and to_json() say what leaves "
                        "this process")


class Closing:
    """An object to use in `with`."""

    __slots__ = ()

    def close(self) -> None:
        """Frees it. Closing twice is fine."""
        raise NotImplementedError

    def __enter__(self: _H) -> _H:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


class _Process:
    """Counts the forks that led to this process: cheaper to ask than its number."""

    forks = 0

    @classmethod
    def forked(cls) -> None:
        cls.forks += 1


os.register_at_fork(after_in_child=_Process.forked)


class Handle(Private, Closing):
    """A C object. close() wipes it; a call of another thread that is under way keeps it until it ends."""

    __slots__ = ("_held", "_forks", "__weakref__")

    def __init__(self, held: CData) -> None:
        self._held: CData | None = held
        self._forks = _Process.forks

    @property
    def _c(self) -> CData:
        held = self._held
        if held is None:
            raise failure(lib.ZAIRYU_ERR_STATE, f"this {type(self).__name__} is closed: make or load it again.")
        if self._forks != _Process.forks:
            raise failure(lib.ZAIRYU_ERR_STATE, f"this {type(self).__name__} was made before fork(): make it again in this "
                          "process.")
        return held

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._held is None

    def close(self) -> None:
        """Wipes and frees it. Closing twice is fine."""
        self._held = None


class Exclusive:
    """For what one thread at a time may use: a second one is told, and not let in."""

    __slots__ = ("_lock", "_name")

    def __init__(self, name: str) -> None:
        self._lock = threading.RLock()
        self._name = name

    @contextmanager
    def used(self) -> Iterator[None]:
        """While this is entered, other threads fail."""
        if not self._lock.acquire(blocking=False):
            raise failure(lib.ZAIRYU_ERR_STATE, f"this {self._name} is in use by another thread: use one for each thread, or a "
                          "lock.")
        try:
            yield
        finally:
            self._lock.release()


def of_this_process(free: Callable[[CData], object]) -> Callable[[CData], None]:
    """A destructor for what talks to a reader: a child after fork() must not, so there it does nothing."""
    made, process = _Process.forks, _Process

    def end(held: CData) -> None:
        if process.forks == made:
            free(held)
    return end
