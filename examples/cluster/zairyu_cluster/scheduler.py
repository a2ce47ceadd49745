# SPDX-License-Identifier: BSD-2-Clause
"""The scheduler: says who does what. It sees paths and results, and no record."""
from __future__ import annotations

import argparse
import asyncio

from distributed import Scheduler

from zairyu_cluster import serving
from zairyu_cluster.failure import DONE, ClusterError
from zairyu_cluster.tls import identity_of

#: All addresses of this machine: which of them others know it by is not clear here.
ANY = ("", "0.0.0.0", "::")


def run(options: argparse.Namespace) -> int:
    """Until it is told to end."""
    identity = identity_of(options.tls)
    if options.host not in ANY:
        identity.require_server(options.host)
    serving.prepare()
    return asyncio.run(_serve(options, identity.security()))


async def _serve(options: argparse.Namespace, security: object) -> int:
    try:
        scheduler = await Scheduler(host=options.host, port=options.port, protocol="tls", security=security, **serving.HTTP)
    except (OSError, RuntimeError) as error:
        reason = error if isinstance(error, OSError) else error.__cause__ or error
        raise ClusterError(f"Cannot listen at {options.host}:{options.port}: {reason}. Give another --host or --port.") from error
    async with scheduler:
        print(f"scheduler at {scheduler.address}", flush=True)
        await serving.until_told(scheduler)
    return DONE
