# SPDX-License-Identifier: BSD-2-Clause
"""What an examination of a machine found, for programs that have one as `zairyu doctor` is."""
from __future__ import annotations

from typing import TYPE_CHECKING

from zairyu import _json_out
from zairyu._calls import call, make
from zairyu._handle import Handle
from zairyu._native import NULL, optional, plain
from zairyu.enums import OpenEnum

if TYPE_CHECKING:
    import zairyu._json
    ffi, lib = zairyu._json.ffi, zairyu._json.lib
else:
    ffi, lib = _json_out.ffi, _json_out.lib


class FindingState(OpenEnum):
    """How serious a finding is."""

    OK = lib.ZAIRYU_FINDING_OK
    WARNING = lib.ZAIRYU_FINDING_WARNING
    PROBLEM = lib.ZAIRYU_FINDING_PROBLEM


class Findings(Handle):
    """A list of findings. One thread at a time."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__(make(lib.zairyu_json_findings_new, lib.zairyu_json_findings_free))

    def add(self, check: str, finding: str, state: FindingState, message_ja: str, message_en: str, *,
            remedy: str | None = None, value: int | None = None) -> None:
        """Adds one: stable words for what was looked at and found, messages for people, lines to paste into a shell."""
        measured = NULL if value is None else ffi.new("int64_t *", value)
        call(lib.zairyu_json_findings_add, self._c, plain(check), plain(finding), state, plain(message_ja), plain(message_en),
             optional(remedy), measured)

    def to_json(self, code: int = 0, status: int = 0) -> str:
        """All of them: "zairyu.doctor/1". `code`: with which error a reading would fail now; `status`: the exit status."""
        return _json_out._text(lib.zairyu_json_write_findings, self._c, code, status, 0)
