#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""The air model and the plans, against figures worked out by hand."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import air_plans  # noqa: E402
from air_model import blocks, cost, frames_of  # noqa: E402

CARD = {"type": "1", "tiff": 4500, "jp2": 2900, "certificate": 1000}


class Model(unittest.TestCase):
    def test_blocks(self):
        self.assertEqual(blocks(0), [0])
        self.assertEqual(blocks(253), [253])
        self.assertEqual(blocks(254), [253, 1])
        self.assertEqual(blocks(506), [253, 253])

    def test_chained_answer_is_acknowledged(self):
        self.assertEqual(frames_of(13, 254), [(True, 16), (False, 256), (True, 3), (False, 4)])
        self.assertEqual(frames_of(254, 2), [(True, 256), (False, 3), (True, 4), (False, 5)])

    def test_time_of_one_exchange(self):
        # 10 bytes out and 7 back at 106 kbit/s: (22 + 100 + 22 + 70) etu of 9.4395 us, TR0 and TR1 of 169.9 us, TR2 of
        # 10 etu and 37.8 us.
        self.assertAlmostEqual(cost([(7, 4)]).ms[106], (214 * 9.43953 + 169.912 + 94.395 + 37.758) / 1000, places=4)
        self.assertEqual(cost([(7, 4)]).bytes, 17)


class Plans(unittest.TestCase):
    def test_longest_answer_in_a_frame(self):
        for generation in 1, 2:
            self.assertLessEqual(air_plans.read(239, air_plans.File(7004, True), generation)[1], 253)
            self.assertGreater(air_plans.read(240, air_plans.File(7004, True), generation)[1], 253)
        self.assertEqual(air_plans.read(251, air_plans.File(1464, False), 1), (5, 253))

    def test_protected_answers(self):
        self.assertEqual(air_plans.read(7004, air_plans.File(7004, True), 1), (13, 4 + 1 + 7008 + 2))
        self.assertEqual(air_plans.read(5508, air_plans.File(5508, True), 2), (13, 4 + 1 + 5520 + 2))

    def test_exchanges_of_the_known_plans(self):
        self.assertEqual(len(air_plans.minimum(CARD)), 15)
        self.assertEqual(len(air_plans.everything(CARD, None)), 15)
        self.assertEqual(len(air_plans.everything(CARD, "frame")), 62)
        self.assertEqual(len(air_plans.everything(CARD, 224)), 66)
        self.assertEqual(len(air_plans.everything(CARD, 112)), 121)

    def test_second_generation_reads_a_file_in_two(self):
        card = {"type": "06", "tiff": 500, "jp2": 2900, "certificate": 580}
        self.assertEqual(len(air_plans.minimum(card)), len(air_plans.everything(card, None)) + 1)


if __name__ == "__main__":
    unittest.main()
