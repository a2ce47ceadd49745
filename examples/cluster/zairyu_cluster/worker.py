# SPDX-License-Identifier: BSD-2-Clause
"""Workers: processes that read records and verify them. One that dies is started again."""
from __future__ import annotations

import argparse
import asyncio
import contextlib
import socket
import tempfile

from distributed import Nanny

from zairyu_cluster import serving
from zairyu_cluster.failure import BROKEN_OFF, DONE, ClusterError
from zairyu_cluster.probe import probe
from zairyu_cluster.tls import identity_of


def run(options: argparse.Namespace) -> int:
    """Until they are told to end, or the scheduler has gone."""
    _need_zairyu()
    identity = identity_of(options.tls)
    here = probe(options.scheduler, identity)
    options.host = _address_of(options.host or here)
    identity.require_server(options.host)
    serving.prepare()
    with tempfile.TemporaryDirectory(prefix="zairyu-cluster-") as directory:
        return asyncio.run(_serve(options, identity.security(), directory))


def _need_zairyu() -> None:
    try:
        import zairyu
        zairyu.Error(zairyu.ErrorCode.FILE).to_json()
    except Exception as error:
        raise ClusterError(f"A worker needs zairyu for Python, with its JSON: {error}") from error


def _address_of(host: str) -> str:
    """What others are told: workers are known by their addresses, not by names."""
    try:
        return str(socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0][4][0])
    except OSError as error:
        raise ClusterError(f"{host} is not a host: {error.strerror}. Give the address of this machine with --host.") from error


async def _serve(options: argparse.Namespace, security: object, directory: str) -> int:
    async with contextlib.AsyncExitStack() as stack:
        workers = [Nanny(options.scheduler, nthreads=1, host=options.host, protocol="tls", security=security,
                         local_directory=directory, death_timeout=30, **serving.HTTP) for _ in range(options.processes)]
        try:
            for worker in workers:
                await stack.enter_async_context(worker)
        except Exception as error:
            raise ClusterError(f"A worker cannot start: {error}. See above.") from error
        print(f"{len(workers)} workers of {options.scheduler}", flush=True)
        await serving.until_told(*workers)
        ended = any(worker.status.name in ("closed", "failed") for worker in workers)
    return BROKEN_OFF if ended else DONE
