# SPDX-License-Identifier: BSD-2-Clause
"""Which records were done, or are on their way. For a million of them a set would take 100 MB: this is on disk."""
from __future__ import annotations

import hashlib
import sqlite3


class Seen:
    """Names, each once."""

    def __init__(self) -> None:
        # A file of its own without a name, which ends with it.
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; "
                                 "CREATE TABLE seen (name BLOB PRIMARY KEY) WITHOUT ROWID; BEGIN")

    def add(self, name: str) -> bool:
        """Whether it is a new one."""
        digest = hashlib.blake2b(name.encode(), digest_size=16).digest()
        return self._base.execute("INSERT OR IGNORE INTO seen VALUES (?)", (digest,)).rowcount == 1

    def close(self) -> None:
        """Forgets them."""
        self._base.close()
