# SPDX-License-Identifier: BSD-2-Clause
"""The output: a file of whole lines, one for each record, to which one run at a time appends."""
from __future__ import annotations

import fcntl
import json
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType

from zairyu_cluster.failure import ClusterError, broken_off

_BLOCK = 1 << 16


class Results:
    """Readable by its owner only, as it says where records of people are and what they are worth."""

    def __init__(self, path: str) -> None:
        """Opens it, or makes it. What an earlier run left of a line is dropped."""
        self.path = path
        #: Lines of earlier runs that are errors.
        self.errors = 0
        try:
            self._file = open(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NONBLOCK, 0o600), "r+b", buffering=0)
        except OSError as error:
            raise ClusterError(f"{path} cannot be written: {error.strerror}. Give another --out.") from error
        self._number = self._file.fileno()
        try:
            self._claim()
            self._whole = self._end_of_lines()
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Results:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()

    def _claim(self) -> None:
        if not stat.S_ISREG(os.fstat(self._number).st_mode):
            raise ClusterError(f"{self.path} is not a plain file, which can be taken up again. Give another --out.")
        try:
            fcntl.flock(self._number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ClusterError(f"Another run is writing {self.path}. Wait for its end, or give another --out.") from None

    def _end_of_lines(self) -> int:
        """Where the last line feed ends."""
        end = os.fstat(self._number).st_size
        while end > 0:
            begin = max(0, end - _BLOCK)
            at = os.pread(self._number, end - begin, begin).rfind(b"\n")
            if at >= 0:
                return begin + at + 1
            end = begin
        return 0

    def take_up(self, known: Callable[[str], object]) -> None:
        """Tells `known` each file that has a line, then cuts off what follows the last. Fails for a file that is not such an
        output, and leaves it as it is."""
        for name in self._names():
            known(name)
        if self._whole == 0 and os.pread(self._number, 1, 0) not in (b"", b"{"):
            raise self._foreign(1)
        os.ftruncate(self._number, self._whole)
        os.lseek(self._number, self._whole, os.SEEK_SET)

    def _names(self) -> Iterator[str]:
        with open(os.dup(self._number), "rb") as lines:
            at = 0
            for number, line in enumerate(lines, 1):
                at += len(line)
                if at > self._whole:
                    return
                yield self._name_in(line, number)

    def _name_in(self, line: bytes, number: int) -> str:
        try:
            result = json.loads(line)
            name = result["file"]
        except (ValueError, KeyError, TypeError):
            name = None
        if not isinstance(name, str):
            raise self._foreign(number)
        self.errors += "error" in result
        return name

    def _foreign(self, number: int) -> ClusterError:
        return ClusterError(f"Line {number} of {self.path} is not a result: it is not an output of this program. Give another --out.")

    def append(self, lines: Iterable[str]) -> None:
        """All of them, or none."""
        data = "".join(lines).encode()
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[self._file.write(rest):]
        except BaseException as error:
            os.ftruncate(self._number, self._whole)
            if isinstance(error, OSError):
                raise broken_off(f"{self.path} cannot be written: {error.strerror}. Make room.") from error
            raise
        self._whole += len(data)

    def settle(self) -> None:
        """Has the disk keep it."""
        os.fsync(self._number)
