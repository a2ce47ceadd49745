# SPDX-License-Identifier: BSD-2-Clause
"""Loads the trust store once in each worker process, also in those that come later."""
from __future__ import annotations

import contextlib
import hashlib
import uuid
import warnings
from typing import Any

import zairyu
from distributed import Client, WorkerPlugin

from zairyu_cluster.failure import NOT_BEGUN, ClusterError
from zairyu_cluster.task import plugin_of


class TrustPlugin(WorkerPlugin):
    """A trust store. Each run has one of its own: two runs may differ in what they trust."""

    def __init__(self, source: str) -> None:
        self.name = f"zairyu-trust-{uuid.uuid4().hex}"
        self.source = source
        self.trust: zairyu.Trust | None = None
        self.anchors = self.failure = ""

    def setup(self, worker: Any) -> None:
        """On the worker."""
        try:
            self.trust = load(self.source)
        except ClusterError as error:
            self.failure = error.message
            raise ClusterError(f"The worker {worker.address} has no trust store: {error.message}") from None
        self.anchors = digest_of(self.trust)

    def teardown(self, worker: Any) -> None:
        """When the run is over."""
        if self.trust is not None:
            self.trust.close()
            self.trust = None


def load(source: str) -> zairyu.Trust:
    """A store that is complete, and not empty: with less than that, results would look like findings about cards."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", zairyu.ZairyuWarning)
            trust = zairyu.Trust(source)
    except (OSError, zairyu.Error) as error:
        raise ClusterError(f"{source} cannot be used: {error} Name a directory that the worker sees with --trust.") from error
    for refused in trust.refused:
        raise ClusterError(f"{refused.path} cannot be used: {refused.error} Mend or remove it.")
    if not len(trust):
        raise ClusterError("it has no certificate. Install the agency's with: sudo zairyu trust add --system FILE…, or name their "
                           "directory with --trust.")
    return trust


def digest_of(trust: zairyu.Trust) -> str:
    """The same for the same certificates."""
    anchors = sorted(f"{anchor.sha256} {anchor.kind}" for anchor in trust)
    return hashlib.sha256("\n".join(anchors).encode()).hexdigest()


def register(client: Client, plugin: TrustPlugin) -> str:
    """Loads it on every worker. Returns what they all trust; they must agree."""
    try:
        # Dask gave the function another name in 2023.
        add = getattr(client, "register_plugin", None) or client.register_worker_plugin
        add(plugin, name=plugin.name)
        loaded = client.run(_anchors, plugin.name)
    except ClusterError as error:
        raise ClusterError(error.message, NOT_BEGUN) from error
    except OSError as error:
        raise ClusterError(f"A worker ended while it loaded the trust store ({error}). Try again.") from error
    if len(set(loaded.values())) != 1:
        one, other = {anchors: worker for worker, anchors in loaded.items()}.values()
        raise ClusterError(f"The workers {one} and {other} trust different certificates: install the same on all machines.")
    return str(next(iter(loaded.values())))


def unregister(client: Client, plugin: TrustPlugin) -> None:
    """Frees it on the workers that are there. Those that are not have nothing to free."""
    if client.status == "running":
        with contextlib.suppress(Exception):
            client.unregister_worker_plugin(plugin.name)


def _anchors(store: str, dask_worker: Any = None) -> str:
    anchors: str = plugin_of(dask_worker, store).anchors
    return anchors
