#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""report.py RESULTS.json DOC: draws the plots and fills in the tables of DOC/performance.md.

The results are kept beside the plots (DOC/performance/results.json), so that what is shown can be made again. In the
document, what stands between `<!-- figures NAME -->` and `<!-- end of figures -->` is written here.
"""
import json
import pathlib
import re
import sys

from svg import bars

CARD = "type 1, 4500/2900/1000"
MARKED = re.compile(r"(<!-- figures (\S+) -->\n).*?(<!-- end of figures -->)", re.S)


def number(value):
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3f}" if value < 10 else f"{value:.1f}"


def goal(result):
    if "at_most" in result:
        return f"≤ {result['at_most']:g}"
    return f"≥ {result['at_least']:g}" if "at_least" in result else ""


def verdict(result):
    return {"met": "met", "MISSED": "**missed**", "no goal": ""}[result["verdict"]]


def group_table(results, group):
    """One table per quantity of a group."""
    out = []
    members = [r for r in results if r["group"] == group]
    for what in dict.fromkeys(r["what"] for r in members):
        rows = [r for r in members if r["what"] == what]
        unit = next((r["unit"].split(";")[0] for r in rows if "unit" in r), None)
        heads = [what[0].upper() + what[1:], "", "goal", ""] + ([f"ours, {unit}", f"floor, {unit}"] if unit else [])
        out += ["| " + " | ".join(heads) + " |", "|---|--:|---|---" + "|--:|--:|" * bool(unit) + "|" * (not unit)]
        for r in rows:
            cells = [r["name"], number(r["value"]), goal(r), verdict(r)]
            cells += [number(r["ours"]), number(r["floor"])] if unit else []
            out.append("| " + " | ".join(cells) + " |")
        out.append("")
    return "\n".join(out)


def air_table(air):
    """The ways to read one card."""
    rates = list(air[0]["ms"])
    out = ["| " + CARD + " | exchanges | frames | bytes | " + " | ".join(f"ms at {r}" for r in rates) + " |",
           "|---" + "|--:" * (3 + len(rates)) + "|"]
    for a in air:
        if a["air"] == CARD:
            out.append(f"| {a['way']} | {a['exchanges']} | {a['frames']} | {a['bytes']:,} | "
                       + " | ".join(f"{a['ms'][r]:.0f}" for r in rates) + " |")
    return "\n".join(out) + "\n"


def machine_line(about):
    return (f"{about['cores']} cores of {about['processor']}, {about['system']}, OpenSSL {about['openssl']}, "
            f"{about['date']}, load before the run {about['load_before']}.\n")


def summary(results):
    judged = [r for r in results if r["verdict"] != "no goal"]
    missed = [r for r in judged if r["verdict"] == "MISSED"]
    lines = [f"{len(judged) - len(missed)} of {len(judged)} goals are met."]
    lines += [f"- Missed: {r['name']}: {r['what']} {number(r['value'])}, to be {goal(r)}." for r in missed]
    return "\n".join(lines) + "\n"


def plots(data):
    air = data["air"]
    one = [a for a in air if a["air"] == CARD]
    least = {a["air"]: a["bytes"] for a in air if a["way"] == "minimum"}
    cards = list(least)
    shown = ("ours, extended", "ours, 239-byte chunks", "everything, extended", "everything, 239-byte chunks",
             "everything, 224-byte chunks", "everything, 256-byte chunks")
    judged = [(r["name"] if r["group"] != "air" else r["name"] + ": " + r["what"], r) for r in data["results"]
              if r["verdict"] != "no goal" and r["group"] != "air"]
    yield "air-bytes", bars("Bytes on the air, the minimum for the card being 1", [
        (card, [(a["way"], a["bytes"] / least[card]) for a in air if a["air"] == card and a["way"] in shown])
        for card in cards], 1, "minimum")
    yield "air-exchanges", bars(f"Exchanges ({CARD})", [(a["way"], [("exchanges", a["exchanges"])]) for a in one])
    yield "air-time", bars(f"Time on the air, milliseconds ({CARD})", [
        (f"{rate} kbit/s", [(a["way"], a["ms"][rate]) for a in one]) for rate in one[0]["ms"]])
    yield "goals", bars("Cost against the goal (at most 1 is met)", [
        (name[:40], [("cost", r["value"] / r["at_most"] if "at_most" in r else r["at_least"] / r["value"])])
        for name, r in judged], 1, "goal")


def main():
    data = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    doc = pathlib.Path(sys.argv[2])
    folder = doc / "performance"
    folder.mkdir(exist_ok=True)
    (folder / "results.json").write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    for name, drawing in plots(data):
        (folder / f"{name}.svg").write_text(drawing, encoding="utf-8")
    tables = {"machine": machine_line(data["machine"]), "summary": summary(data["results"]),
              "air-ways": air_table(data["air"])}
    for group in dict.fromkeys(r["group"] for r in data["results"]):
        tables[group] = group_table(data["results"], group)
    page = doc / "performance.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(MARKED.sub(lambda m: m.group(1) + "\n" + tables[m.group(2)] + "\n" + m.group(3), text),
                    encoding="utf-8")


if __name__ == "__main__":
    main()
