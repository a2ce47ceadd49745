# SPDX-License-Identifier: BSD-2-Clause
"""What scheduler and workers have in common."""
from __future__ import annotations

import asyncio
import resource
import signal
from typing import Any

import dask

#: Beside the results there are paths in Dask's state: nothing of that is shown over HTTP, which has no TLS, or put on a disk.
#: A worker that died is no reason for Dask to try again by itself: see ladder.py.
SETTINGS = {
    "distributed.comm.require-encryption": True,
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    "distributed.scheduler.allowed-failures": 0,
    "distributed.scheduler.transition-log-length": 1000,
    "distributed.scheduler.events-log-length": 1000,
}
#: Nobody is to ask there: the least that Dask can be brought to.
HTTP: dict[str, Any] = {"dashboard": False, "dashboard_address": "127.0.0.1:0"}


def prepare() -> None:
    """Before anything of Dask is started: its settings, and no copy of the memory on disk if a process dies."""
    dask.config.set(SETTINGS)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


async def until_told(*servers: Any) -> None:
    """Until a signal asks to end, or one of them ended by itself."""
    told = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    waits = [asyncio.ensure_future(told.wait()), *(asyncio.ensure_future(server.finished()) for server in servers)]
    await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    for wait in waits:
        wait.cancel()
