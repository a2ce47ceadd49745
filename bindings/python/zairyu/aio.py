# SPDX-License-Identifier: BSD-2-Clause
"""Reading from a coroutine: a thread does it, and the event loop goes on."""
from __future__ import annotations

import asyncio
import concurrent.futures
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from zairyu.cancel import CancelToken, token_of
from zairyu.card import Card
from zairyu.context import Context
from zairyu.enums import ITEMS_ALL, Item
from zairyu.number import Secret
from zairyu.reading import Source, prepare, run
from zairyu.session import ItemFunction, ProgressFunction
from zairyu.trust import TrustSource

_T = TypeVar("_T")
_A = TypeVar("_A")


async def aread(source: Source = None, *, number: str | None = None, trust: TrustSource = "default", items: Item = ITEMS_ALL,
                wait: float | None = 0, timeout: float | None = 60, progress: ProgressFunction | None = None,
                item: ItemFunction | None = None, cancel: CancelToken | None = None, context: Context | None = None) -> Card:
    """read(), for coroutines. `progress` and `item` run on the event loop's thread. When the task is cancelled, the reading is
    ended first, so that the card is released when this is over. A Transport's methods run on another thread."""
    secret = Secret(number) if number is not None else None
    number = None
    token = token_of(cancel)
    loop = asyncio.get_running_loop()
    told: ProgressFunction | None = _on_loop(loop, progress) if progress else None
    shown: ItemFunction | None = _on_loop(loop, item) if item else None

    def work() -> Card:
        return run(prepare(source, secret, trust, items, wait, timeout, told, shown, token, context))
    return await in_thread(work, token)


async def in_thread(work: Callable[[], _T], token: CancelToken) -> _T:
    """Runs what may wait on a thread of its own. Cancelling triggers the token and waits for the thread."""
    done: concurrent.futures.Future[_T] = concurrent.futures.Future()
    thread = threading.Thread(target=_fulfil, args=(done, work), name="zairyu", daemon=True)
    thread.start()
    waiter = asyncio.wrap_future(done)
    cancelled: asyncio.CancelledError | None = None
    while not waiter.done():
        try:
            await asyncio.shield(waiter)
        except asyncio.CancelledError as error:
            cancelled = error
            token.trigger()
        except BaseException:
            pass  # result() raises it
    thread.join()
    if cancelled is not None:
        _dispose(waiter)
        raise cancelled
    return waiter.result()


def _fulfil(done: concurrent.futures.Future[_T], work: Callable[[], _T]) -> None:
    try:
        done.set_result(work())
    except BaseException as error:
        done.set_exception(error)


def _dispose(waiter: asyncio.Future[Any]) -> None:
    """Of a task that was cancelled: what was read all the same is wiped."""
    if waiter.exception() is None and isinstance(waiter.result(), Card):
        waiter.result().close()


def _on_loop(loop: asyncio.AbstractEventLoop, function: Callable[[_A], object]) -> Callable[[_A], object]:
    """A callback that runs on the event loop's thread; its exceptions come back."""

    def run_there(argument: _A) -> object:
        answer: concurrent.futures.Future[object] = concurrent.futures.Future()

        def on_loop() -> None:
            try:
                answer.set_result(function(argument))
            except BaseException as error:
                answer.set_exception(error)
        loop.call_soon_threadsafe(on_loop)
        return answer.result()
    return run_there
