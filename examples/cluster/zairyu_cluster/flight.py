# SPDX-License-Identifier: BSD-2-Clause
"""Batches on their way: handed to the scheduler, and taken from it."""
from __future__ import annotations

import queue
import sys
import time
import uuid
from collections.abc import Callable
from concurrent.futures import CancelledError

from distributed import Client, Future, KilledWorker
from distributed.comm.core import CommClosedError

from zairyu_cluster.failure import ClusterError, broken_off
from zairyu_cluster.task import Answer, Batch, verify_batch

#: Seconds for which the number of workers is believed.
_FRESH = 1.0


class Flight:
    """What is in flight is all that client and scheduler hold."""

    def __init__(self, client: Client, store: str, take: Callable[[Batch, Answer], None]) -> None:
        """`take` is given each batch that was done, once."""
        self._client, self._store, self._take = client, store, take
        self._batches: dict[Future, Batch] = {}
        self._landed: queue.SimpleQueue[Future] = queue.SimpleQueue()
        self._name = f"verify-{uuid.uuid4().hex}"
        self._begun = 0
        self._workers, self._asked = 0, -_FRESH

    @property
    def count(self) -> int:
        """How many batches there are."""
        return len(self._batches)

    def workers(self) -> int:
        """How many worker processes there are, which may come and go."""
        if time.monotonic() - self._asked > _FRESH:
            before, self._workers = self._workers, len(self._ask())
            self._asked = time.monotonic()
            if before and not self._workers:
                print("zairyu_cluster: no worker is left; waiting for one.", file=sys.stderr)
        return self._workers

    def begin(self, batch: Batch) -> None:
        """Hands one in. Keys are never used twice, so that nothing is taken for done that was not."""
        self._begun += 1
        future = self._client.submit(verify_batch, self._store, batch, key=f"{self._name}-{self._begun}", pure=False)
        self._batches[future] = batch
        future.add_done_callback(self._landed.put)

    def land(self) -> tuple[str, ...]:
        """Waits for one. Returns the paths of a batch on whose worker something killed it."""
        try:
            future = self._landed.get(timeout=_FRESH)
        except queue.Empty:
            self.workers()
            return ()
        batch = self._batches.pop(future)
        try:
            answer = self._answer(future)
        except KilledWorker:
            return batch.paths
        finally:
            future.release()
        self._take(batch, answer)
        return ()

    def _answer(self, future: Future) -> Answer:
        try:
            answer: Answer = future.result()
        except (CancelledError, CommClosedError) as error:
            raise self._lost() from error
        except TypeError as error:
            if future.cancelled():  # while it was handed over: Dask then raises what is no exception
                raise self._lost() from error
            raise
        return answer

    def _ask(self) -> dict[str, int]:
        try:
            threads: dict[str, int] = self._client.nthreads()
        except (OSError, CommClosedError, RuntimeError) as error:
            raise self._lost() from error
        return threads

    def _lost(self) -> ClusterError:
        return broken_off("The scheduler ended, or cannot be reached any more. Start it again, and the workers.")
