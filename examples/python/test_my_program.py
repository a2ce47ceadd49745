# SPDX-License-Identifier: BSD-2-Clause
"""Tests a program without a card: python3 -m unittest test_my_program.py"""
import unittest

import zairyu


def greeting(card: zairyu.Card) -> str:
    """What a program of yours would do with a card."""
    return "Please see the desk." if card.verification.verdict != zairyu.Verdict.GENUINE else "Welcome."


class Greeting(unittest.TestCase):
    def test_a_card_that_is_not_proved(self) -> None:
        with zairyu.read("virtual:type=05") as card:
            self.assertEqual(greeting(card), "Please see the desk.")

    def test_a_card_that_is_taken_away(self) -> None:
        card = zairyu.VirtualCard("type=05")
        card.set_fault(zairyu.Fault.REMOVE, at=12)
        with self.assertRaises(zairyu.ReaderError) as caught:
            zairyu.read(card)
        self.assertEqual(caught.exception.code, zairyu.ErrorCode.CARD_GONE)
