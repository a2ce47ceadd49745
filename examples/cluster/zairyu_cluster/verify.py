# SPDX-License-Identifier: BSD-2-Clause
"""Hands in work, and writes the results."""
from __future__ import annotations

import argparse
import collections
import contextlib
import os
import sys
from collections.abc import Iterator

import zairyu
from distributed import Client

from zairyu_cluster import ladder
from zairyu_cluster.failure import DONE, SOME_ERRORS, ClusterError, broken_off
from zairyu_cluster.flight import Flight
from zairyu_cluster.probe import probe
from zairyu_cluster.results import Results
from zairyu_cluster.seen import Seen
from zairyu_cluster.task import ERROR, Answer, Batch, Outcome, failed, unreadable
from zairyu_cluster.tls import Identity, identity_of
from zairyu_cluster.trust_plugin import TrustPlugin, register, unregister
from zairyu_cluster.walk import Found, require, walk

VERDICTS = (*map(str, zairyu.Verdict), ERROR)


def run(options: argparse.Namespace) -> int:
    """Verifies what the command line names."""
    require(options.paths, options.list)
    identity = identity_of(options.tls)
    probe(options.scheduler, identity)
    with Results(options.out) as results, contextlib.closing(Seen()) as seen:
        job = Job(results, seen)
        results.take_up(seen.add)
        with _connected(options, identity) as client:
            return job.run(client, options)


@contextlib.contextmanager
def _connected(options: argparse.Namespace, identity: Identity) -> Iterator[Client]:
    try:
        client = Client(options.scheduler, security=identity.security(), timeout=options.wait, set_as_default=False)
    except OSError as error:
        raise ClusterError(f"{options.scheduler} does not answer as a scheduler: {error}") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=options.wait)
        except TimeoutError:
            raise ClusterError(f"{options.scheduler} has no worker. Start some: python3 -m zairyu_cluster worker --scheduler "
                               f"{options.scheduler} --tls DIRECTORY") from None
        yield client


class Job:
    """One run: from paths to lines in a file, each once."""

    def __init__(self, results: Results, seen: Seen) -> None:
        self.results, self.seen = results, seen
        self.anchors = ""
        self.passed_over = 0
        self.verdicts: collections.Counter[str] = collections.Counter()

    def run(self, client: Client, options: argparse.Namespace) -> int:
        """Returns the exit status."""
        plugin = TrustPlugin(options.trust)
        self.anchors = register(client, plugin)
        flight = Flight(client, plugin.name, self.take)
        try:
            for path in ladder.climb(flight, self.paths(options), options.batch):
                self.write([failed(path, zairyu.ErrorCode.INTERNAL, f"Every worker that verified {path} died, at last with "
                                   "nothing else to do. Keep the file, and report this.")])
        finally:
            self.results.settle()
            self.tell()
            unregister(client, plugin)
        if not sum(self.verdicts.values()) + self.passed_over:
            raise ClusterError("There is no record whose name ends in .zairyu in what was named. Check the directory.")
        return SOME_ERRORS if self.verdicts[ERROR] + self.results.errors else DONE

    def paths(self, options: argparse.Namespace) -> Iterator[str]:
        """What has no line yet. What cannot be handed in gets its line here."""
        for found in walk(options.paths, options.list):
            name = found.path.encode("utf-8", "backslashreplace").decode()
            if not self.seen.add(name):
                self.passed_over += 1
            elif found.problem or name != found.path:
                self.write([_in_the_way(found, name)])
            else:
                yield found.path

    def take(self, batch: Batch, answer: Answer) -> None:
        """Writes what a worker found, unless it is the worker that is wrong."""
        if answer.anchors != self.anchors:
            raise broken_off(f"The worker {answer.worker}, which came later, trusts other certificates than those before. Install "
                             "the same on all machines.")
        for path, outcome in zip(batch.paths, answer.outcomes, strict=True):
            if outcome.unreadable and os.access(path, os.R_OK):
                raise broken_off(f"The worker {answer.worker} cannot read {path} ({outcome.unreadable}), which can be read here. "
                                 "Mount the storage there at the same place, and let the worker read it.")
        self.write(answer.outcomes)

    def write(self, outcomes: list[Outcome]) -> None:
        """Adds lines to the output."""
        self.results.append(outcome.line for outcome in outcomes)
        self.verdicts.update(outcome.verdict for outcome in outcomes)

    def tell(self) -> None:
        """Sums up."""
        found = ", ".join(f"{verdict} {self.verdicts[verdict]}" for verdict in VERDICTS)
        again = f" Passed over, as they have a line already: {self.passed_over}." if self.passed_over else ""
        print(f"zairyu_cluster: {sum(self.verdicts.values())} records: {found}.{again}", file=sys.stderr)


def _in_the_way(found: Found, name: str) -> Outcome:
    if found.problem:
        return unreadable(name, found.problem)
    return failed(name, zairyu.ErrorCode.FILE, f"The name of {name} is not UTF-8, so that no line could say which file it is of. "
                  "Rename the file.")
