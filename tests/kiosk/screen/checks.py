# SPDX-License-Identifier: BSD-2-Clause
"""What holds on every screen. Each check gives what it complains of, and nothing if all is well."""
import re

import processes
from kiosk import SMALLEST

SCROLLING = {"GtkScrolledWindow", "GtkViewport"}
BRACKETED = re.compile(r"\[[^\[\]]*\]", re.S)
# Neither of a language: digits and signs, and what is on a card or typed from one.
DATA = re.compile(r"[\d\W_]*|[A-Z]{2}[\d ]{8,10}[A-Z]{2}|[A-Z0-9]")


def names(widgets):
    """A control says what it is, also to those who do not see it."""
    return [f"no name: {w} below {next(iter(w.above()), None)}" for w in widgets if w.control and not w.name.strip()]


def sizes(widgets):
    """A finger hits it."""
    return [f"smaller than {SMALLEST} px: {w}" for w in widgets if w.control and min(w.box[2:]) < SMALLEST]


def _inside(box, outer):
    return (box[0] >= outer[0] and box[1] >= outer[1] and box[0] + box[2] <= outer[0] + outer[2] and
            box[1] + box[3] <= outer[1] + outer[3])


def _scrolls(widget):
    return any(w.kind in SCROLLING for w in widget.above())


def _across(box, outer):
    return box[0] >= outer[0] and box[0] + box[2] <= outer[0] + outer[2]


def places(widgets):
    """All is on the screen, but for what can be scrolled, which is up and down only."""
    screen = widgets[0].box
    found = [f"outside the window: {w}" for w in widgets if not _scrolls(w) and not _inside(w.box, screen)]
    for w in widgets:
        area = next((outer for outer in w.above() if outer.kind in SCROLLING), None)
        found += [f"cut at its side: {w}"] * (area is not None and not _across(w.box, area.box))
    return found


def whole(widgets):
    """No text ends in dots or is cut off."""
    return [f"cut: {w}" for w in widgets if w.cut]


def _overlap(one, other):
    return (one[0] < other[0] + other[2] and other[0] < one[0] + one[2] and one[1] < other[1] + other[3] and
            other[1] < one[1] + one[3])


def overlaps(widgets):
    """Two controls of which a finger hits one: they lie on each other, or a dialog leaves what is under it to be used."""
    controls = [w for w in widgets if w.control and w.enabled and not _scrolls(w)]
    return [f"on each other: {one} and {other}" for i, one in enumerate(controls) for other in controls[i + 1:]
            if one not in other.above() and _overlap(one.box, other.box)]


def table(widgets, texts, data):
    """In the pseudo-language: every text comes from the table, whole. Beside it stands Japanese, which comes from it, too.

    `data` fits what is the card's or the configuration's own."""
    japanese = texts.patterns("ja")
    complaints = []
    for text in sorted({t for w in widgets[1:] for t in (w.name, w.description) if t}):
        rest = [line.strip() for line in BRACKETED.sub("\n", text).split("\n")]
        odd = [line for line in rest if not (DATA.fullmatch(line) or data.fullmatch(line) or japanese.fullmatch(line))]
        complaints += [f"not of the table: {line!r} in {text!r}" for line in odd]
    return complaints


def keyboard(kiosk):
    """Tab alone comes to every control that can be used."""
    left = {w.key: repr(w) for w in kiosk.controls() if w.enabled}
    left.pop(kiosk.probe.focus(), None)
    for _ in range(len(left) * 2 + 10):
        if not left:
            return []
        before = kiosk.probe.focus()
        kiosk.key("Tab")
        try:
            processes.wait_for(lambda: kiosk.probe.focus() != before, "the keyboard to go on", 10)
        except TimeoutError:
            break
        left.pop(kiosk.probe.focus(), None)
    return [f"the keyboard does not come to: {name}" for name in left.values()]


def screen(kiosk):
    """All that can be asked without the keyboard."""
    widgets = kiosk.shown()
    return [c for check in (names, sizes, places, whole, overlaps) for c in check(widgets)]
