# SPDX-License-Identifier: BSD-2-Clause
"""Files that hold personal data."""
from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING, BinaryIO, Union

if TYPE_CHECKING:
    Target = Union[str, os.PathLike[str], BinaryIO]


def write_privately(target: Target, data: bytes) -> None:
    """Writes to a file object, or to a path: all of it or nothing, mode 0600."""
    if not isinstance(target, (str, os.PathLike)):
        target.write(data)
        return
    path = os.path.realpath(target)
    number, name = tempfile.mkstemp(prefix=".", dir=os.path.dirname(path))
    try:
        with open(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
