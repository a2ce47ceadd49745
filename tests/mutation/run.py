#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Plants bugs in the code one at a time and looks whether a test notices: ninja -C build mutation

run.py [--count N] [--seed N] [--jobs N] [--only PREFIX …] [--quick] [--folder DIR] [--out FILE]

Works on copies of the tracked and new files, never on the tree itself. Exit status 1 if more survive than the floors in
rooms.py allow. README.md says how to read what it prints.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import random
import shutil
import sys

from operators import mutants_of
from rooms import ROOMS, room_of
from workshop import KILLED, SAME_CODE, SURVIVED, Workshop, tracked_files

HERE = pathlib.Path(__file__).resolve().parent
TREE = HERE.parent.parent


def equivalents():
    """The mutants known to change nothing that can be seen: path, kind, text and line of code → reason."""
    known = {}
    for line in (HERE / "equivalents.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            mutant, reason = line.rsplit(" ## ", 1)
            known[mutant] = reason
    return known


def key_of(mutant, source):
    """What a mutant is called in equivalents.txt: without the line's number, which changes."""
    line = source.splitlines()[mutant.line - 1]
    return f"{mutant.path} | {line.strip()} | {' '.join(mutant.was.split())} -> {mutant.text}"


def candidates(only):
    """All mutants of the rooms, by room."""
    found = collections.defaultdict(list)
    for path in tracked_files(TREE):
        room = room_of(path)
        if room and (not only or any(path.startswith(prefix) for prefix in only)):
            found[room.name].extend(mutants_of(path, (TREE / path).read_text()))
    return found


def chosen(found, seed):
    """An endless supply: rooms in turn by their weight, mutants in random order."""
    dice = random.Random(seed)
    for mutants in found.values():
        dice.shuffle(mutants)
    weights = {room.name: room.weight for room in ROOMS}
    while any(found.values()):
        names = [name for name in found if found[name]]
        name = dice.choices(names, [weights[name] * len(found[name]) ** 0.5 for name in names])[0]
        yield found[name].pop()


class Campaign:
    def __init__(self, options):
        self.options = options
        self.known = equivalents()
        self.supply = chosen(candidates(options.only), options.seed)
        self.results = []
        self.same = self.invalid = self.listed = 0

    def next_mutant(self):
        for mutant in self.supply:
            if key_of(mutant, (TREE / mutant.path).read_text()) in self.known:
                self.listed += 1
                continue
            return mutant
        return None

    def take(self, mutant, outcome, by):
        if outcome == SAME_CODE:
            self.same += 1
        elif outcome not in (KILLED, SURVIVED):
            self.invalid += 1
        else:
            self.results.append((mutant, outcome, by))
            if outcome == SURVIVED:
                print(f"survived: {mutant.describe()}", flush=True)
            if len(self.results) % 25 == 0:
                print(f"{len(self.results)} tried", flush=True)
            if self.options.out:
                self.save(self.options.out)

    def run(self, workshops):
        with concurrent.futures.ThreadPoolExecutor(len(workshops)) as pool:
            busy = {}
            free = list(workshops)
            while True:
                while free and len(self.results) + len(busy) < self.options.count:
                    mutant = self.next_mutant()
                    if mutant is None:
                        break
                    shop = free.pop()
                    busy[pool.submit(shop.judge, mutant)] = shop, mutant
                if not busy:
                    return
                done, _ = concurrent.futures.wait(busy, return_when=concurrent.futures.FIRST_COMPLETED)
                for future in done:
                    shop, mutant = busy.pop(future)
                    free.append(shop)
                    self.take(mutant, *future.result())

    def report(self):
        """A table by room. @return whether every floor holds."""
        by_room = collections.defaultdict(list)
        for mutant, outcome, _ in self.results:
            by_room[room_of(mutant.path).name].append(outcome == KILLED)
        good = True
        print(f"\n{'room':34} {'tried':>6} {'died':>6} {'share':>7} {'floor':>7}")
        for room in ROOMS:
            died = by_room.get(room.name)
            if not died:
                continue
            share = sum(died) / len(died)
            good = good and share >= room.floor
            print(f"{room.name:34} {len(died):6} {sum(died):6} {share:7.1%} {room.floor:7.1%}")
        everything = [died for group in by_room.values() for died in group]
        if everything:
            print(f"{'all':34} {len(everything):6} {sum(everything):6} {sum(everything) / len(everything):7.1%}")
        print(f"not counted: {self.same} with the same object code, {self.invalid} that do not compile, "
              f"{self.listed} listed as equivalent")
        return good

    def save(self, path):
        rows = [{"mutant": m.describe(), "key": key_of(m, (TREE / m.path).read_text()), "outcome": outcome, "by": by}
                for m, outcome, by in self.results]
        path.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=300, help="mutants that change the object code")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--only", action="append", default=[], metavar="PREFIX", help="files whose path begins so")
    parser.add_argument("--quick", action="store_true", help="short tests only, no sanitizers: for finding what is not tested")
    parser.add_argument("--folder", type=pathlib.Path, default=TREE / "build" / "mutation")
    parser.add_argument("--out", type=pathlib.Path, help="all results as JSON")
    options = parser.parse_args()

    shutil.rmtree(options.folder, ignore_errors=True)
    workshops = [Workshop(TREE, options.folder / str(i), options.quick) for i in range(options.jobs)]
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        list(pool.map(Workshop.set_up, workshops))
    campaign = Campaign(options)
    campaign.run(workshops)
    if options.out:
        campaign.save(options.out)
    return 0 if campaign.report() else 1


if __name__ == "__main__":
    sys.exit(main())
