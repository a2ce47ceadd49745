# SPDX-License-Identifier: BSD-2-Clause
"""Points in time, as the library counts them."""
from __future__ import annotations

from datetime import datetime, timedelta, timezone

from zairyu._native import ffi, known, lib

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def moment(seconds: int) -> datetime | None:
    """Seconds since 1970 as a time in UTC; None outside the years that datetime has."""
    try:
        return _EPOCH + timedelta(seconds=seconds)
    except OverflowError:
        return None


def time_text(seconds: int) -> str:
    """Seconds since 1970 as "2026-06-14T00:00:00Z"; "" outside the years 0 to 9999."""
    buffer = ffi.new("char[]", lib.ZAIRYU_TIME_SIZE)
    lib.zairyu_time_text(seconds, buffer)
    return known(buffer)
