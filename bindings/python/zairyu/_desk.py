# SPDX-License-Identifier: BSD-2-Clause
"""Calls that wait. Python handles signals between its own instructions only, so the main thread must not wait in C: there a
second thread makes the call, and the main one does what callbacks ask of it and can be interrupted at any time.
"""
from __future__ import annotations

import _thread
import queue
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from zairyu._calls import outside
from zairyu._native import lib

if TYPE_CHECKING:
    from zairyu._cffi import CData

_T = TypeVar("_T")
_here = threading.local()
_tokens: list[CData] = []  # of the main thread's calls that are under way


class _Task:
    """A callback that the caller's thread is to run. Whatever interrupts that, it is answered, and never run twice."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self.work = work
        self.begun = self.answered = False
        self.outcome: tuple[bool, Any] | None = None
        self.reply: queue.SimpleQueue[tuple[bool, Any]] = queue.SimpleQueue()

    def run(self) -> None:
        if self.outcome is None and self.begun:
            self.outcome = (False, KeyboardInterrupt())
        self.begun = True
        if self.outcome is None:
            try:
                self.outcome = (True, self.work())
            except BaseException as error:
                self.outcome = (False, error)
        self.reply.put(self.outcome)
        self.answered = True


class Desk(Generic[_T]):
    """Where the two threads meet."""

    def __init__(self, work: Callable[[], _T]) -> None:
        self._work = work
        self._begin = _thread.allocate_lock()
        self._bell: queue.SimpleQueue[None] = queue.SimpleQueue()
        self._task: _Task | None = None
        self._outcome: tuple[bool, Any] | None = None

    def work(self) -> None:
        """The second thread."""
        if not self._begin.acquire(False):
            return
        _here.desk = self
        try:
            outcome: tuple[bool, Any] = (True, self._work())
        except BaseException as error:
            outcome = (False, error)
        del self._work
        self._outcome = outcome
        self._bell.put(None)

    def ask(self, work: Callable[[], Any]) -> Any:
        """On the second thread: has the first one run `work`."""
        task = self._task = _Task(work)
        self._bell.put(None)
        good, value = task.reply.get()
        self._task = None
        if good:
            return value
        raise value

    def serve(self) -> None:
        """The first thread, until the call is over. May be interrupted, and called again."""
        while self._outcome is None:
            task = self._task
            if task is not None and not task.answered:
                task.run()
            else:
                self._bell.get()

    def abandon(self) -> None:
        """After an interruption: the call is over, or never begins, when this returns."""
        while not self._begin.acquire(False):
            try:
                self.serve()
                return
            except BaseException:  # the first interruption comes out
                pass

    def result(self) -> _T:
        """What the call returned or raised."""
        assert self._outcome is not None
        good, value = self._outcome
        self._outcome = None
        if good:
            result: _T = value
            return result
        try:
            raise value
        finally:
            del value


def waiting(work: Callable[[], _T], cancel: CData) -> _T:
    """Makes a call that may wait: an exception in this thread, such as Ctrl-C, triggers `cancel`, and comes out when the call
    has ended. So it does with the calls that this one is within, as a transport's around another."""
    try:
        return _served(work, cancel)
    except BaseException as error:
        del work
        raise error.with_traceback(outside(error.__traceback__))


def _served(work: Callable[[], _T], cancel: CData) -> _T:
    if hasattr(_here, "desk") or threading.current_thread() is not threading.main_thread():
        return work()
    desk = Desk(work)
    _tokens.append(cancel)
    try:
        _thread.start_new_thread(desk.work, ())
        desk.serve()
    except BaseException:
        for token in _tokens:
            lib.zairyu_cancel_trigger(token)
        desk.abandon()
        raise
    finally:
        _tokens.pop()
    return desk.result()


def on_caller(work: Callable[[], _T]) -> _T:
    """From a callback: runs `work` on the thread that made the call."""
    desk: Desk[Any] | None = getattr(_here, "desk", None)
    result: _T = work() if desk is None else desk.ask(work)
    return result
