# SPDX-License-Identifier: BSD-2-Clause
"""What runs on the workers, and what crosses the network: paths one way, what verifying gave the other. Never a record."""
from __future__ import annotations

import errno
import os
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import zairyu
from distributed import get_worker

from zairyu_cluster.failure import broken_off
from zairyu_cluster.record_file import NotPlain, content_of

#: Instead of a verdict.
ERROR = "error"


@dataclass(frozen=True)
class Batch:
    """Paths to verify. Dask logs what it was handed: they are not in the repr."""

    paths: tuple[str, ...] = field(repr=False)


class Outcome(NamedTuple):
    """What became of one record."""

    #: As JSON, its line feed included.
    line: str
    #: The verdict's name, or ERROR.
    verdict: str
    #: Why the file could not be opened, for those who can: is it the file, or the machine?
    unreadable: str | None = None


class Answer(NamedTuple):
    """A batch, done."""

    worker: str
    #: Which certificates it was verified with.
    anchors: str
    outcomes: list[Outcome]


def verify_batch(store: str, batch: Batch) -> Answer:
    """Verifies the records of a batch with the trust store that the plugin `store` loaded on this worker."""
    worker = get_worker()
    plugin = plugin_of(worker, store)
    return Answer(worker.address, plugin.anchors, [_outcome_here(worker, path, plugin.trust) for path in batch.paths])


def plugin_of(worker: Any, store: str) -> Any:
    """The plugin with the store, loaded."""
    plugin = worker.plugins.get(store)
    if plugin is None or plugin.trust is None:
        reason = plugin.failure if plugin else "it was told of none."
        raise broken_off(f"The worker {worker.address} has no trust store: {reason} Mend or end it.")
    return plugin


def _outcome_here(worker: Any, path: str, trust: zairyu.Trust) -> Outcome:
    """A defect is none of the record's findings: it ends the run."""
    try:
        return outcome_of(path, trust)
    except MemoryError as error:
        raise broken_off(f"The worker {worker.address} does not have enough memory, or too many files are open there.") from error
    except Exception as error:
        raise broken_off(f"The worker {worker.address} failed at {path}: {type(error).__name__}: {error}. Report this, and move the "
                         "file out of the way.") from error


def outcome_of(path: str, trust: zairyu.Trust) -> Outcome:
    """Verifies one. Whatever is wrong with the record is an outcome, too."""
    try:
        limit = trust.context.limit(zairyu.Limit.RECORD_BYTES)
        with content_of(path, limit) as content, zairyu.verify(content, trust=trust) as card:
            return Outcome(card.to_json(file=path, brief=True), str(card.verdict))
    except NotPlain:
        return failed(path, zairyu.ErrorCode.FILE, f"{path} is not a regular file. Give another file.")
    except OSError as error:
        return unreadable(path, error)
    except zairyu.Error as error:
        if error.code == zairyu.ErrorCode.NO_MEMORY:
            raise MemoryError from error
        return Outcome(error.to_json(path), ERROR)


def failed(path: str, code: zairyu.ErrorCode, detail: str, number: int = 0) -> Outcome:
    """A record without a result, as the command says it."""
    details = {"native": ("errno", number)} if number else {}
    return Outcome(zairyu.Error(code, detail, **details).to_json(path), ERROR)


def unreadable(path: str, error: OSError) -> Outcome:
    """A file that the system does not let us read."""
    if error.errno in (errno.ENOMEM, errno.EMFILE, errno.ENFILE):
        raise MemoryError(os.strerror(error.errno)) from error
    reason = os.strerror(error.errno) if error.errno else str(error)
    outcome = failed(path, zairyu.ErrorCode.FILE, f"{path} cannot be read: {reason}", error.errno or 0)
    return outcome._replace(unreadable=reason)
