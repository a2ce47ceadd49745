# SPDX-License-Identifier: BSD-2-Clause
"""Whose fault is it when a worker dies? Whatever was on it is suspected, and goes up a step: from a batch, over alone in its
task, to alone in the whole cluster. What kills its worker there, too, is reported; everything else has got its result by then.
"""
from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator
from typing import NamedTuple

from zairyu_cluster.flight import Flight
from zairyu_cluster.task import Batch

#: So many suspects are looked at before more is begun: there may be a million records, and all of them may kill.
SUSPECTS = 10_000


class Step(NamedTuple):
    """One rung."""

    #: How many tasks there may be at a time, with so many worker processes.
    at_once: Callable[[int], int]
    #: After how many suspects no more is begun.
    until: float = math.inf


def in_batches() -> Step:
    """The first step."""
    return Step(lambda workers: 2 * workers, SUSPECTS)


SUSPECTED = (Step(lambda workers: workers), Step(lambda workers: 1), Step(lambda workers: 1))


def climb(flight: Flight, paths: Iterator[str], size: int) -> Iterator[str]:
    """Verifies all of them; yields those that kill whatever touches them."""
    batches = batches_of(paths, size)
    while suspects := _step(flight, batches, in_batches()):
        for step in SUSPECTED:
            suspects = _step(flight, (Batch((path,)) for path in suspects), step)
        yield from suspects


def batches_of(paths: Iterator[str], size: int) -> Iterator[Batch]:
    """So many at a time."""
    while batch := tuple(itertools.islice(paths, size)):
        yield Batch(batch)


def _step(flight: Flight, batches: Iterator[Batch], step: Step) -> list[str]:
    """Verifies batches, until there are no more, or many are suspected. Returns those."""
    suspects: list[str] = []
    more = True
    while more or flight.count:
        more = more and len(suspects) < step.until
        if more and flight.count < max(1, step.at_once(flight.workers())):
            batch = next(batches, None)
            more = batch is not None
            if batch is not None:
                flight.begin(batch)
        elif flight.count:
            suspects += flight.land()
    return suspects
