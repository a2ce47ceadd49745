# SPDX-License-Identifier: BSD-2-Clause
"""A screen's layout as two coarse grids, compared loosely with a reference: how light each cell is, and how much ink is in it
(which part of its pixels lies at an edge).

Another version of a font makes letters a little heavier or wider, and rarely wraps a line elsewhere; a block that is missing,
moved or added changes much more. test_checks.py shows on which side of the limits each of these falls."""
import json
import subprocess

COLUMNS, ROWS = 12, 16
INK, LIGHT = 0.75, 24


def grids(picture):
    """Rows of 0 to 255 of a PNG: first of light, then of ink."""
    resized = ["-filter", "Box", "-resize", f"{COLUMNS}x{ROWS}!"]
    done = subprocess.run(
        ["convert", str(picture), "-colorspace", "Gray", "(", "-clone", "0", *resized, ")",
         "(", "-clone", "0", "-morphology", "Edge", "Square", "-threshold", "15%", *resized, ")", "-delete", "0", "-append",
         "-depth", "8", "gray:-"], capture_output=True, check=True, timeout=60)
    rows = [list(done.stdout[at:at + COLUMNS]) for at in range(0, 2 * ROWS * COLUMNS, COLUMNS)]
    return rows[:ROWS], rows[ROWS:]


def _smooth(rows):
    """Each cell with half of its neighbours above, below and beside it, so that a line may be a little lower."""
    def at(row, column):
        return rows[row][column] if 0 <= row < ROWS and 0 <= column < COLUMNS else 0
    return [at(r, c) + (at(r - 1, c) + at(r + 1, c) + at(r, c - 1) + at(r, c + 1)) / 2 for r in range(ROWS) for c in range(COLUMNS)]


def ink_in_common(one, other):
    """1 if the ink of both is the same, 0 if no cell has ink in both."""
    pairs = list(zip(_smooth(one), _smooth(other)))
    most = sum(max(pair) for pair in pairs)
    return sum(min(pair) for pair in pairs) / most if most else 1.0


def light_apart(one, other):
    """How far as many cells as make a row are apart: a coloured block that is missing, a screen that is dark."""
    cells = sorted(abs(a - b) for row, reference in zip(one, other) for a, b in zip(row, reference))
    return sum(cells[-COLUMNS:]) / COLUMNS


def difference(found, reference):
    """What is to be said of the two, or None if they are alike."""
    light, ink = light_apart(found[0], reference[0]), ink_in_common(found[1], reference[1])
    return None if light <= LIGHT and ink >= INK else f"light {light:.0f} apart (limit {LIGHT}), ink {ink:.2f} in common (limit {INK})"


class References:
    """All of a file, by name. With `update` they are written anew."""

    def __init__(self, path, update):
        self.path, self.update = path, update
        self.known = json.loads(path.read_text(encoding="ascii")) if path.exists() else {}

    def complaint(self, name, picture):
        found = grids(picture)
        if self.update:
            self.known[name] = found
            return None
        if name not in self.known:
            return f"{name} has no reference"
        why = difference(found, self.known[name])
        return f"{name}: {why}; see {picture}" if why else None

    def save(self):
        def lines(rows):
            return ",\n   ".join(json.dumps(row, separators=(",", ":")) for row in rows)
        body = ",\n".join(f" {json.dumps(name)}: [\n  [{lines(light)}],\n  [{lines(ink)}]]"
                          for name, (light, ink) in sorted(self.known.items()))
        self.path.write_text("{\n" + body + "\n}\n", encoding="ascii")
