# SPDX-License-Identifier: BSD-2-Clause
"""How many records a second a loopback cluster of two workers verifies, beside the command with two threads on the same files,
in the same run. A line of JSON for each figure.

Both are whole runs, from the start of the program to the last line on disk; scheduler and workers were started before, as they
are in a cluster. A run begins with some 0.8 s in which no record is verified, so few records say little. The median of the rounds'
ratios counts. A goal that is missed is printed and is no failure: machines differ.

usage: cluster_rate.py [RECORDS [ROUNDS]]
"""
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cluster"))
from cluster import COMMAND, KINDS, ClusterCase, saved

RECORDS, ROUNDS = (int(sys.argv[1 + i]) if len(sys.argv) > 1 + i else value for i, value in enumerate((60000, 3)))
GOAL = 0.8


class Bench(ClusterCase):
    """The cluster without what tests do in its workers."""

    @classmethod
    def environment(cls) -> dict[str, str]:
        return dict(os.environ)


def timed(what) -> float:
    began = time.perf_counter()
    what()
    return time.perf_counter() - began


def command(bench: ClusterCase, *options: str) -> float:
    with open(bench.root / "command.jsonl", "wb") as out:
        return timed(lambda: subprocess.run([COMMAND, "verify", "--json", *options, "--jobs", "2", "--trust", bench.root / "ca",
                                             bench.records], stdout=out, stderr=subprocess.DEVNULL, check=False))


def cluster(bench: ClusterCase) -> float:
    bench.out = bench.root / "cluster.jsonl"
    bench.out.unlink(missing_ok=True)
    return timed(lambda: bench.verify(bench.records))


def make_records(directory: pathlib.Path) -> None:
    """Many names of a few files: there is no need to fill a disk."""
    directory.mkdir()
    for number, kind in enumerate(KINDS):
        (directory / f"{number}.zairyu").write_bytes(saved(kind))
    for number in range(len(KINDS), RECORDS):
        os.link(directory / f"{number % len(KINDS)}.zairyu", directory / f"{number}.zairyu")


def tell(name: str, ratios: list[float], **more: object) -> None:
    ratio = statistics.median(ratios)
    print(json.dumps({"figure": name, "ratio": round(ratio, 2), "rounds": [round(one, 2) for one in ratios], "goal": GOAL,
                      "met": ratio >= GOAL, **more}), flush=True)


def main() -> None:
    bench = Bench()
    bench.setUpClass()
    try:
        make_records(bench.records)
        bench.start_cluster()
        cluster(bench)  # the workers import what they need
        rounds = [(cluster(bench), command(bench), command(bench, "--brief")) for _ in range(ROUNDS)]
        own = sorted((bench.root / "cluster.jsonl").read_bytes().splitlines())
        assert own == sorted((bench.root / "command.jsonl").read_bytes().splitlines()), "not the same results"
        rate = round(RECORDS / statistics.median(took for took, _, _ in rounds))
        tell("cluster / verify --json", [full / took for took, full, _ in rounds], records=RECORDS, records_per_second=rate)
        tell("cluster / verify --json --brief", [brief / took for took, _, brief in rounds], records=RECORDS, records_per_second=rate)
    finally:
        bench.doClassCleanups()


if __name__ == "__main__":
    main()
