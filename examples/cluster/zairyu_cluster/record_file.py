# SPDX-License-Identifier: BSD-2-Clause
"""Reading the file of a record: plain files only, and not more than a record can be."""
from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager


class NotPlain(OSError):
    """A directory, a pipe, a device."""


@contextmanager
def content_of(path: str, limit: int) -> Iterator[bytearray]:
    """The bytes of a file, wiped afterwards. Of one that is longer there is one byte more than `limit`."""
    number = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    with open(number, "rb", buffering=0) as file:
        status = os.fstat(number)
        if not stat.S_ISREG(status.st_mode):
            raise NotPlain(path)
        content = bytearray(min(status.st_size, limit) + 1)
        view = memoryview(content)
        length = 0
        while got := file.readinto(view[length:]):
            length += got
    view.release()
    del content[length:]
    try:
        yield content
    finally:
        content[:] = bytes(len(content))
