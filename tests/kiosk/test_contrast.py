# SPDX-License-Identifier: BSD-2-Clause
"""Every pair of colours of kiosk.css and of the icons that a person has to tell apart [WCAG 2.1, 1.4.3 and 1.4.11], and the
smallest text. A rule that is added is checked by itself."""
import os
import pathlib
import re
import unittest

KIOSK = pathlib.Path(os.environ["ZAIRYU_SOURCE"]) / "examples/kiosk"
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
COLOUR = re.compile(r"#[0-9a-f]{6}|shade\(@accent, [0-9.]+\)|@accent")
TEXT, LARGE_OR_SIGN = 4.5, 3.0
# What lies around texts and buttons.
GROUNDS = ("window", ".header", ".strip", ".dialog", ".head", ".caution", ".part")
# Nothing is written or drawn on these; what is disabled needs no contrast.
BARE = {".shade", "zoomarea", "progressbar > trough", "progressbar > trough > progress"}
# The usual one, and the lightest on which white text may be configured (test_config_values.c).
ACCENTS = (re.search(r'AT\(accent\), "(#[0-9a-f]{6})"', (KIOSK / "host/config_keys.c").read_text(encoding="utf-8"))[1], "#767676")


def rules():
    text = re.sub(r"/\*.*?\*/", "", (KIOSK / "gtk/kiosk.css").read_text(encoding="utf-8"), flags=re.S)
    found = {}
    for selectors, body in RULE.findall(text):
        properties = dict(p.split(":", 1) for p in body.split(";") if p.strip())
        for selector in selectors.split(","):
            found.setdefault(selector.strip(), {}).update({k.strip(): v.strip() for k, v in properties.items()})
    return found


RULES = rules()


def rgb(colour, accent):
    lighter = float(colour[14:-1]) if colour.startswith("shade") else 1.0
    value = colour if colour.startswith("#") else accent
    return [min(int(value[i:i + 2], 16) / 255 * lighter, 1.0) for i in (1, 3, 5)]


def luminance(channels):
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other, accent):
    """Of two colours of the sheet, or of channels."""
    a, b = sorted(luminance(rgb(c, accent) if isinstance(c, str) else c) for c in (one, other))
    return (b + 0.05) / (a + 0.05)


def value(selector, *properties):
    """What a rule says, or the longest that is part of its selector says, or the window."""
    for base in sorted((s for s in RULES if selector.startswith(s)), key=len, reverse=True) + ["window"]:
        for name in properties:
            found = COLOUR.search(RULES[base].get(name, ""))
            if found:
                return found[0]
    return None


def percent(selector):
    size = RULES[selector].get("font-size", "")
    return float(size[:-1]) if size.endswith("%") else None


class Contrast(unittest.TestCase):
    def at_least(self, least, one, other, what):
        for accent in ACCENTS:
            found = contrast(one, other, accent)
            self.assertGreaterEqual(found, least, f"{what}: {one} beside {other} with {accent} has {found:.2f}:1")

    def test_text_on_its_own_ground(self):
        checked = [s for s, p in RULES.items() if "background" in p and s not in BARE and ":disabled" not in s]
        self.assertGreater(len(checked), 12)
        for selector in checked:
            self.at_least(TEXT, value(selector, "color"), value(selector, "background"), selector)

    def test_text_on_every_ground(self):
        checked = [s for s, p in RULES.items() if "color" in p and "background" not in p and ":disabled" not in s]
        self.assertGreater(len(checked), 3)
        for selector in checked:
            large = (percent(selector) or 100) >= 120 and RULES[selector].get("font-weight") == "bold"
            for ground in GROUNDS:
                self.at_least(LARGE_OR_SIGN if large else TEXT, value(selector, "color"), value(ground, "background"),
                              f"{selector} on {ground}")

    def test_a_button_is_seen_by_its_edge(self):
        checked = [s for s, p in RULES.items() if s.startswith("button") and ":disabled" not in s
                   and COLOUR.search(p.get("border", "") + p.get("border-color", ""))]
        self.assertGreater(len(checked), 4)
        for selector in checked:
            for ground in GROUNDS:
                self.at_least(LARGE_OR_SIGN, value(selector, "border-color", "border"), value(ground, "background"),
                              f"{selector} on {ground}")

    def test_where_the_keyboard_is(self):
        outlined = [s for s, p in RULES.items() if "outline" in p]
        self.assertTrue(any("button" in s for s in outlined) and any("zoomarea" in s for s in outlined))
        for selector in outlined:
            self.assertGreaterEqual(int(re.search(r"(\d+)px", RULES[selector]["outline"])[1]), 3)
            for ground in GROUNDS:
                self.at_least(LARGE_OR_SIGN, value(selector, "outline"), value(ground, "background"), f"{selector} on {ground}")

    def test_the_state_of_a_card(self):
        """The frame around it, and the icons; each differs in its form, too."""
        for state in ("good", "bad", "neutral"):
            self.at_least(LARGE_OR_SIGN, value(f".head.{state}", "border"), value(".head", "background"), state)
        forms = [RULES[f".head.{state}"]["border"].split("#")[0] for state in ("good", "bad", "neutral")]
        self.assertEqual(len(set(forms)), 3)

    def test_icons(self):
        source = (KIOSK / "gtk/state_icon.c").read_text(encoding="utf-8")
        looks = re.findall(r"\[STATE_ICON_(\w+)\] = \{ (\w+), (\w+), (\w+), ([0-9.]+), ([0-9.]+), ([0-9.]+) \}", source)
        self.assertEqual(len(looks), source.count("[STATE_ICON_") - source.count("[STATE_ICON_COUNT]"))
        for name, _, _, _, *channels in looks:
            for ground in GROUNDS:
                if ground != ".strip":
                    self.at_least(LARGE_OR_SIGN, [float(c) for c in channels], value(ground, "background"), f"{name} on {ground}")
        self.assertEqual(len({look[1:4] for look in looks}), len(looks), "two icons differ by colour alone")

    def test_the_bar(self):
        self.at_least(LARGE_OR_SIGN, value("progressbar > trough > progress", "background"),
                      value("progressbar > trough", "background"), "progress")

    def test_exceptions_are_there(self):
        for selector in BARE | set(GROUNDS):
            self.assertIn(selector, RULES)


class Size(unittest.TestCase):
    def test_no_text_is_small(self):
        usual, large = (int(RULES[s]["font-size"][:-2]) for s in ("window", "window.large"))
        self.assertGreaterEqual(usual, 20)
        self.assertGreaterEqual(large / usual, 1.3)
        for selector in RULES:
            self.assertGreaterEqual((percent(selector) or 100) * usual / 100, 14, selector)

    def test_a_finger_hits_it(self):
        for selector in ("button", "button.key"):
            self.assertGreaterEqual(int(RULES[selector]["min-height"][:-2]), 48)
            self.assertGreaterEqual(int(RULES[selector]["min-width"][:-2]), 48)


if __name__ == "__main__":
    unittest.main()
