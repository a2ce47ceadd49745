# SPDX-License-Identifier: BSD-2-Clause
"""The agency's revocation inquiry: what to enter there, and what its answers mean."""
from __future__ import annotations

from datetime import date


def inquiry_json(number: str, expiry: date, page: str) -> str:
    """What the inquiry at the address `page` asks for, as the command's `inquiry --json` has it: personal data."""
    from zairyu import _json_out
    return _json_out.inquiry_to_json(number, expiry, page)
