# SPDX-License-Identifier: BSD-2-Clause
"""In the worker processes of a test: what is to happen there. Loaded by Dask; nothing of it is in the example."""
import os
import pathlib
import signal
import time

import frames
from zairyu_cluster import task, trust_plugin

ROOT = pathlib.Path(os.environ["TEST_ROOT"])
#: Names of records that kill whatever touches them.
POISON = set(os.environ.get("TEST_POISON", "").split())
#: Seconds for each record, so that a run is long enough to be disturbed.
SLOW = float(os.environ.get("TEST_SLOW", "0"))
FRAMES = os.environ.get("TEST_FRAMES")


def note(name: str, text: object) -> None:
    """Appends a line to a file of the test."""
    with open(ROOT / name, "a", encoding="utf-8") as file:
        file.write(f"{text}\n")


ORIGINAL = task.outcome_of, trust_plugin.load


def outcome_of(path, trust):
    """Dies, waits, or does what it is for."""
    if os.path.basename(path) in POISON:
        note("touched", f"{path} {os.getpid()}")
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(SLOW)
    return ORIGINAL[0](path, trust)


def load(source):
    """Counts."""
    note("loads", os.getpid())
    return ORIGINAL[1](source)


def dask_setup(worker):
    """When the worker is there. Dask executes this file more than once."""
    note("pids", os.getpid())
    task.outcome_of, trust_plugin.load = outcome_of, load
    if FRAMES:
        frames.keep(ROOT / f"frames-{os.getpid()}")
