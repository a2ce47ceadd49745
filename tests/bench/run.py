#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Runs all benchmarks, writes their results as one JSON file, and prints them as a table.

run.py --programs FOLDER --out FILE [--library NAME=FILE …] [--smoke]

Nothing fails because a machine is slow: a missed goal is printed, and is no error. --smoke takes one short round of each,
to see that everything runs to its end; its figures mean nothing.
"""
import argparse
import datetime
import json
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
# In the order of the table. What was not built is left out.
PROGRAMS = ["host_cpu", "verify_rate", "png", "heap", "latency_pcsc", "latency_nfc", "latency_handoff"]
INSTRUCTION_CASES = 6
SKIPPED = 77


def lines_of(command):
    """The JSON lines a program prints; nothing if it says that it cannot run here."""
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode == SKIPPED:
        print(f"left out: {pathlib.Path(command[0]).name} cannot run here", file=sys.stderr)
        return []
    if done.returncode != 0:
        sys.exit(f"{command[0]} failed ({done.returncode})")
    return [json.loads(line) for line in done.stdout.splitlines()]


def count_instructions(program, side, case):
    """Instructions per call, by callgrind, and the name of the case."""
    done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
                           f"--toggle-collect=measured_{side}", str(program), "--count", side, str(case)],
                          capture_output=True, text=True, check=True)
    collected = re.search(r"Collected : (\d+)", done.stderr)
    calls, name = done.stdout.split(maxsplit=1)
    return int(collected.group(1)) / int(calls), name.strip()


def instructions(program):
    """The second figure of the host's processor time: not subject to what else the machine does."""
    if not shutil.which("valgrind"):
        print("left out: instructions, as valgrind is not installed", file=sys.stderr)
        return
    for case in range(INSTRUCTION_CASES):
        ours, name = count_instructions(program, "ours", case)
        for side, what in (("whole", "libcrypto's calls"), ("floor", "libcrypto warm, no key agreement")):
            floor, _ = count_instructions(program, side, case)
            yield {"group": "host-instructions", "name": name, "what": f"instructions, ours / {what}",
                   "value": ours / floor, "ours": ours, "floor": floor, "unit": "instructions"}


def stripped_sizes(libraries):
    with tempfile.TemporaryDirectory() as folder:
        for library in libraries:
            name, file = library.split("=", 1)
            copy = pathlib.Path(folder) / name
            subprocess.run(["strip", "--strip-unneeded", "-o", str(copy), file], check=True)
            yield {"group": "size", "name": name, "what": "stripped size, bytes", "value": copy.stat().st_size}


def pkg_config_version(name):
    done = subprocess.run(["pkg-config", "--modversion", name], capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def operating_system():
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return platform.system()


def processor():
    try:
        text = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor()
    model = re.search(r"model name\s*:\s*(.+)", text)
    return model.group(1) if model else platform.machine()


def machine():
    return {"processor": processor(), "cores": os.cpu_count(), "system": operating_system(),
            "openssl": pkg_config_version("libcrypto"),
            "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d"),
            "load_before": round(os.getloadavg()[0], 2)}


def verdict(result):
    if "at_most" in result:
        return "met" if result["value"] <= result["at_most"] else "MISSED"
    if "at_least" in result:
        return "met" if result["value"] >= result["at_least"] else "MISSED"
    return ""


def number(value):
    return f"{value:,.0f}" if value >= 1000 else f"{value:.4g}"


def print_table(results):
    group = what = None
    for r in results:
        if (r["group"], r["what"]) != (group, what):
            group, what = r["group"], r["what"]
            print(f"\n{group}: {what}")
        goal = f"<= {r['at_most']:g}" if "at_most" in r else f">= {r['at_least']:g}" if "at_least" in r else ""
        sides = f"{number(r['ours']):>12} {number(r['floor']):>12} {r['unit'].split(';')[0]}" if "ours" in r else ""
        print(f"  {r['name']:<52} {number(r['value']):>10} {goal:>8} {verdict(r):<7} {sides}")
    missed = sum(verdict(r) == "MISSED" for r in results)
    print(f"\n{len(results)} figures, {missed} goals missed. Ours and floor are beside each ratio.")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--programs", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--library", action="append", default=[])
    parser.add_argument("--smoke", action="store_true")
    args = parser.parse_args()

    smoke = ["--smoke"] if args.smoke else []
    about, results = machine(), []
    for name in PROGRAMS:
        program = args.programs / f"bench-{name}"
        if program.exists():
            print(f"running {program.name}", file=sys.stderr)
            results += lines_of([program] + smoke)
    air = lines_of([sys.executable, HERE / "air.py", args.programs / "bench-air_trace"])
    results += [line for line in air if "group" in line]
    results += stripped_sizes(args.library)
    if not args.smoke:
        results += instructions(args.programs / "bench-host_cpu")
    order = list(dict.fromkeys((r["group"], r["what"]) for r in results))
    results.sort(key=lambda r: (r["group"], order.index((r["group"], r["what"]))))
    for r in results:
        r["verdict"] = verdict(r) or "no goal"
    args.out.write_text(json.dumps({"schema": "zairyu.bench/1", "machine": about, "results": results,
                                    "air": [line for line in air if "air" in line]}, indent=1) + "\n", encoding="utf-8")
    print_table(results)


if __name__ == "__main__":
    main()
