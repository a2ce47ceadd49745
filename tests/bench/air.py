#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""air.py AIR_TRACE: counts the commands and bytes of real reads, and prices them by the model of air_model.py.

AIR_TRACE is the program that reads virtual cards and leaves traces. Results are JSON lines like those of the others.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import air_plans
from air_model import RATES, cost

# The cards by their contents, as the goals name them.
CHUNKED_CARD = {"type": "1", "tiff": 4500, "jp2": 2900, "certificate": 1000}


def exchanges_of(trace):
    """The lengths of commands and answers in a trace (doc/trace-format.md)."""
    exchanges, command = [], None
    for line in trace.read_text(encoding="utf-8").splitlines():
        kind, *words = line.split()
        if kind == ">":
            command = len(words[0]) // 2
        elif kind == "<":
            exchanges.append((command, len(words[0]) // 2))
        elif kind == "!":
            sys.exit(f"{trace}: an exchange failed")
    return exchanges


def name_of(card):
    sizes = f"{card['tiff']}/{card['jp2']}/{card['certificate']}"
    return f"type {card['type']}, {sizes}" + ("" if card["made"] else " (virtual card)")


def result(group, card, what, value, goal=None, **more):
    line = {"group": group, "name": name_of(card), "what": what, "value": value}
    if goal is not None:
        line["at_most"] = goal
    print(json.dumps(line | more))


def series(card, way, exchanges):
    """The raw figures, for tables and plots."""
    c = cost(exchanges)
    print(json.dumps({"air": name_of(card), "way": way, "exchanges": c.exchanges, "frames": c.frames, "bytes": c.bytes,
                      "ms": {str(rate): round(ms, 3) for rate, ms in c.ms.items()}}))
    return c


def check_model(card, readings):
    """The plans and the library agree where both read everything: then the plans say what others would send."""
    for reading, size in ("extended-whole", None), ("frames-whole", "frame"):
        # Of the commands, ours are up to two bytes longer: the extended form, the only one that is specified.
        ours, plan = (sorted(e[1] for e in way) for way in (readings[reading], air_plans.everything(card, size)))
        if ours != plan:
            sys.exit(f"{name_of(card)}: {reading} is not what the plan says")


def judge(card, readings):
    check_model(card, readings)
    least = series(card, "minimum", air_plans.minimum(card))
    ours = series(card, "ours, extended", readings["extended"])
    frames = series(card, "ours, 239-byte chunks", readings["frames"])
    whole = series(card, "everything, extended", air_plans.everything(card, None))
    series(card, "everything, 239-byte chunks", air_plans.everything(card, "frame"))
    for size in (256, 224):
        series(card, f"everything, {size}-byte chunks", air_plans.everything(card, size))
    result("air", card, "bytes on the air, ours / minimum", ours.bytes / least.bytes, 1.02,
           ours=ours.bytes, floor=least.bytes, unit="bytes")
    result("air", card, "exchanges beyond the minimum", ours.exchanges - least.exchanges, 3,
           ours=ours.exchanges, floor=least.exchanges, unit="exchanges")
    result("air", card, "bytes on the air, ours / everything in one piece each", ours.bytes / whole.bytes)
    worst = max(ours.ms[rate] / least.ms[rate] for rate in RATES)
    result("air", card, "time on the air, ours / minimum, at the worst bit rate", worst, 1.03)
    is_goal = all(card[key] == value for key, value in CHUNKED_CARD.items())
    result("air", card, "exchanges in 239-byte chunks", frames.exchanges, 51 if is_goal else None)


def main():
    cards = {}
    with tempfile.TemporaryDirectory() as folder:
        listing = subprocess.run([sys.argv[1], folder], check=True, capture_output=True, text=True).stdout
        for line in listing.splitlines():
            read = json.loads(line)
            card = {key: read[key] for key in ("type", "tiff", "jp2", "certificate", "made")}
            readings = cards.setdefault(name_of(card), (card, {}))[1]
            readings[read["reading"]] = exchanges_of(pathlib.Path(folder) / read["trace"])
    for card, readings in cards.values():
        judge(card, readings)


if __name__ == "__main__":
    main()
