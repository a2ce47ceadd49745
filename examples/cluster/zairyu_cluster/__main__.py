# SPDX-License-Identifier: BSD-2-Clause
"""The program: a scheduler, workers, or what hands in work."""
from __future__ import annotations

import sys

from zairyu_cluster.failure import INTERRUPTED, ClusterError
from zairyu_cluster.options import parse


def main() -> int:
    """Runs what the command line asks for. Returns the exit status."""
    options = parse()
    try:
        return int(options.run(options))
    except ClusterError as error:
        print(f"zairyu_cluster: {error}", file=sys.stderr)
        return error.status
    except KeyboardInterrupt:
        print("zairyu_cluster: interrupted. The same command goes on where this one stopped.", file=sys.stderr)
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
