# SPDX-License-Identifier: BSD-2-Clause
"""Where bugs are planted, which tests have to notice them, and how many may survive."""
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Room:
    name: str
    files: str     # a regular expression of paths
    suites: tuple  # of tests, the likeliest first
    floor: float   # the share that must die
    weight: float  # how often it is chosen


VERDICT = 1.0
OTHER = 0.97
ROOMS = [
    Room("the path to the verdict", r"lib/verify/(verify|read_and_verify|circumstances|signature/(check_code|signed_data)|trust/(signer|signer_cache|signer_open|find_issuer|pinned)"
         r"|certificate/(certificate|certificate_signature|extensions)|der/(ber|der|to_der)|key/(ecdsa|public_key\w*|p384_point|algorithm)|report/report)\.c",
         ("verify", "style", "fault"), VERDICT, 3),
    Room("secure messaging", r"lib/core/sm/\w+\.c", ("core", "style", "family", "fault"), VERDICT, 2),
    Room("verification, the rest", r"lib/verify/(\w+/)?\w+\.c", ("verify", "style", "fault"), OTHER, 2),
    Room("ISO 7816 and TLV", r"lib/core/(iso7816|tlv)/\w+\.c", ("core", "style", "fault"), OTHER, 1),
    Room("session", r"lib/core/session/\w+\.c", ("core", "style", "family", "fault"), OTHER, 2),
    Room("record", r"lib/core/record/(\w+/)?(?!jis_|repertoire\b)\w+\.c", ("core", "style", "verify", "fault"), OTHER, 2),
    Room("card families", r"lib/core/card/\w+\.c", ("core", "style", "family", "fault"), OTHER, 1),
    Room("transport", r"lib/core/transport/\w+\.c", ("core", "style", "fault"), OTHER, 1),
    Room("util", r"lib/core/util/\w+/\w+\.c", ("core", "style", "verify", "fault"), OTHER, 1),
    Room("what the libraries share", r"lib/common/\w+\.[ch]", ("core", "verify", "image", "vcard"), OTHER, 0.5),
    Room("image layout", r"lib/image/(tiff/(tiff_directory|tiff_layout|t6_end)|jp2/(jp2_layout|jp2_channels|j2k_\w+)|stored_image|base/octets)\.c", ("image", "style"), OTHER, 2),
]


def room_of(path):
    """The first room that a file is in, or None."""
    return next((room for room in ROOMS if re.fullmatch(room.files, path)), None)
