# SPDX-License-Identifier: BSD-2-Clause
"""The structs that grow (doc/abi.md): the header, the struct, and what a later version has at its end."""
# The end of zairyu_card_object_info is padding, which `soon` takes.
GROWING = (("transport.h", "zairyu_transport_ops", "int (*later)(void *userdata);"),
           ("transport.h", "zairyu_hints", "uint64_t later;"),
           ("backend.h", "zairyu_backend", "int (*later)(void *userdata);"),
           ("session.h", "zairyu_progress", "uint64_t later;"),
           ("card.h", "zairyu_card_object_info", r"unsigned soon;\n\tuint64_t later;"),
           ("handoff.h", "zairyu_handoff_request", "uint64_t later;"),
           ("vcard.h", "zairyu_twin_part", "uint64_t later;"))
