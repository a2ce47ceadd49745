# SPDX-License-Identifier: BSD-2-Clause
"""What several tests use: cards of fictional holders, made once."""
import functools

import zairyu

TYPES = ("1", "2", "05", "06")


@functools.cache
def authority() -> zairyu.TestAuthority:
    """One test CA for all cards."""
    return zairyu.TestAuthority(1)


@functools.cache
def trust() -> zairyu.Trust:
    """A store with it."""
    return authority().trust()


def virtual_card(options: str) -> zairyu.VirtualCard:
    """A card that it issued."""
    return zairyu.VirtualCard(options, authority=authority())


@functools.cache
def saved(options: str) -> bytes:
    """A record of such a card."""
    with virtual_card(options) as card, zairyu.read(card, trust=trust()) as read:
        return read.to_bytes()
