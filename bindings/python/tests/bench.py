# SPDX-License-Identifier: BSD-2-Clause
"""What Python adds: to the command's rate of verifying records, and to a read by C alone. A line of JSON for each figure.

Both sides are measured in turn, in the same run; the median of the rounds' ratios counts. A goal that is missed is printed and
is no failure: machines differ.

usage: bench.py COMMAND BENCH_READ [ROUNDS [RECORDS]]
"""
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import zairyu
from support import authority, saved, trust, virtual_card

COMMAND, BENCH_READ = map(pathlib.Path, sys.argv[1:3])
ROUNDS, RECORDS = (int(sys.argv[3 + i]) if len(sys.argv) > 3 + i else value for i, value in enumerate((9, 2000)))
THREADS = 2
RATE_GOAL, OVERHEAD_GOAL_MS = 0.9, 2.0

# A program of its own, as the command is: starting counts on both sides.
VERIFY = """
import pathlib, sys, threading
import zairyu
trust = zairyu.Trust(sys.argv[2])
paths = iter(sorted(pathlib.Path(sys.argv[1]).glob("*.zairyu")))
lock = threading.Lock()  # sys.stdout loses lines of threads when the pipe is full
def work():
    for path in paths:
        with zairyu.verify(path, trust=trust) as card:
            line = card.to_json(file=str(path))
        with lock:
            sys.stdout.write(line)
threads = [threading.Thread(target=work) for _ in range(int(sys.argv[3]))]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


def timed(*command: object) -> tuple[float, bytes]:
    began = time.perf_counter()
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, check=False)
    return time.perf_counter() - began, done.stdout


def make_records(folder: pathlib.Path) -> None:
    for family in zairyu.Family:
        (folder / f"{family}.crt").write_bytes(authority().certificate(family))
    (folder / "records").mkdir()
    for number in range(RECORDS):
        kind = ("1", "05")[number % 2]
        (folder / f"records/{number:05}.zairyu").write_bytes(saved(f"type={kind}"))


def verify_rate(name: str) -> None:
    """The same files, the same lines, the same number of threads."""
    with tempfile.TemporaryDirectory() as made:
        folder = pathlib.Path(made)
        make_records(folder)
        command = (COMMAND, "verify", "--json", "--jobs", THREADS, "--trust", folder, folder / "records")
        python = (sys.executable, "-c", VERIFY, folder / "records", folder, THREADS)
        ratios, times = [], []
        for number in range(ROUNDS):
            pair = {}
            for which in (("command", "python"), ("python", "command"))[number % 2]:
                pair[which] = timed(*(command if which == "command" else python))
            if sorted(pair["command"][1].splitlines()) != sorted(pair["python"][1].splitlines()):
                sys.exit("the command and Python do not say the same")
            ratios.append(pair["command"][0] / pair["python"][0])
            times.append([RECORDS / pair[which][0] for which in ("command", "python")])
    report(name, "records per second, Python / command", statistics.median(ratios), RATE_GOAL, "at least",
           command=statistics.median(t[0] for t in times), python=statistics.median(t[1] for t in times))


def read_overhead(name: str) -> None:
    reads = 50
    by_c, by_python = [], []
    source = virtual_card("type=05")
    for _ in range(ROUNDS):
        by_c += [float(line) for line in timed(BENCH_READ, reads)[1].split()[5:]]
        for number in range(reads):
            began = time.perf_counter()
            zairyu.read(source, trust=trust()).close()
            if number >= 5:
                by_python.append((time.perf_counter() - began) * 1e6)
    c, python = statistics.median(by_c), statistics.median(by_python)
    report(name, "milliseconds more than C", (python - c) / 1000, OVERHEAD_GOAL_MS, "at most", c_us=c, python_us=python)


def report(name: str, what: str, value: float, goal: float, side: str, **more: float) -> None:
    met = value >= goal if side == "at least" else value <= goal
    figures = {key: round(number, 1) for key, number in more.items()}
    print(json.dumps({"group": "python", "name": name, "what": what, "value": round(value, 4), "goal": f"{side} {goal}",
                      "met": met, "cpus": os.cpu_count(), **figures}), flush=True)


read_overhead("a read of the virtual card")
verify_rate(f"verifying {RECORDS} records, {THREADS} threads")
