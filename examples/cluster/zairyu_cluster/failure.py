# SPDX-License-Identifier: BSD-2-Clause
"""What ends a run, and the exit statuses."""
from __future__ import annotations

#: Every record has a result, whatever it is; with SOME_ERRORS, some have an error instead.
DONE, SOME_ERRORS = 0, 1
#: Nothing was begun: something is missing, or was given wrongly.
NOT_BEGUN = 2
#: It ended early; the same command goes on.
BROKEN_OFF = 3
INTERRUPTED = 130


class ClusterError(Exception):
    """Said to a person: what happened, and what to do. Holds no data of a card."""

    def __init__(self, message: str, status: int = NOT_BEGUN) -> None:
        super().__init__(message, status)
        self.message = message
        self.status = status

    def __str__(self) -> str:
        return self.message


def broken_off(message: str) -> ClusterError:
    """A run that can be taken up again."""
    return ClusterError(f"{message} Then give the same command again: it goes on where this one stopped.", BROKEN_OFF)
