#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""What the Go package costs: a read against the same from C, and verifying against the command, in turn.

Prints a JSON line for each figure, as the benchmarks of tests/bench do. Nothing fails because a machine is slow; a missed goal is
printed. --smoke takes one short round, to see that everything runs to its end.

usage: run.py GO FLOOR COMMAND FOLDER [--smoke]
"""
import json
import pathlib
import statistics
import subprocess
import sys
import time

GO, FLOOR, COMMAND, FOLDER = sys.argv[1:5]
SMOKE = "--smoke" in sys.argv
ROUNDS, READS, RECORDS = (1, 5, 5) if SMOKE else (11, 100, 500)
OVERHEAD_MOST_US, RATE_LEAST = 2000, 0.9
HERE = pathlib.Path(__file__).resolve().parent


def run(*command):
    return subprocess.run([str(word) for word in command], check=True, stdout=subprocess.PIPE, text=True).stdout


def median_read(*command):
    return statistics.median(map(float, run(*command).split()))


def seconds(*command, statuses=(0,)):
    """How long it takes, and how many lines it prints."""
    start = time.monotonic()
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode not in statuses:
        sys.exit(f"{command[0]} failed ({done.returncode})")
    return time.monotonic() - start, sorted(done.stdout.splitlines())


def report(name, what, value, met, ours, floor, unit):
    goal = "met" if met else "missed"
    print(json.dumps({"group": "go", "name": name, "what": what, "value": value, "goal": goal, "ours": ours, "floor": floor, "unit": unit}))


def measure_read(bench, name, options):
    pairs = [(median_read(bench, "read", READS, options), median_read(FLOOR, READS, options)) for _ in range(ROUNDS)]
    more = statistics.median(ours - floor for ours, floor in pairs)
    ours, floor = (statistics.median(side) for side in zip(*pairs))
    report(name, "reading and verifying, Go less C", more, more <= OVERHEAD_MOST_US, ours, floor, "microseconds")


def measure_verify(bench):
    """The same records, two at a time; both print the same lines, in whatever order."""
    folder = pathlib.Path(FOLDER) / "records"
    run(bench, "make", RECORDS, folder)
    files = sorted(folder.glob("*.zairyu"))
    pairs = []
    for _ in range(ROUNDS):
        ours, lines = seconds(bench, "verify", 2, folder)
        floor, others = seconds(COMMAND, "verify", "--json", "--jobs", 2, "--trust", folder / "ca", *files, statuses=(4,))
        if len(lines) != len(files) or lines != [line for line in others if '"schema": "zairyu.card/1"' in line]:
            sys.exit("the command prints other lines")
        pairs.append((len(files) / ours, len(files) / floor))
    rate = statistics.median(ours / floor for ours, floor in pairs)
    ours, floor = (statistics.median(side) for side in zip(*pairs))
    report("two goroutines", "verifying and writing JSON, Go / the command", rate, rate >= RATE_LEAST, ours, floor, "records per second")


def main():
    bench = pathlib.Path(FOLDER) / "bench-go"
    subprocess.run([GO, "build", "-o", str(bench), "./bench/measured"], cwd=HERE.parent, check=True)
    measure_read(bench, "first generation", "type=1")
    measure_read(bench, "second generation", "type=05")
    measure_verify(bench)


main()
