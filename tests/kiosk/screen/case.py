# SPDX-License-Identifier: BSD-2-Clause
"""What tests of a screen share. Each starts programs of its own and ends them; the D-Bus session is one for all of a process.

Environment: ZAIRYU_KIOSK (the program), ZAIRYU (the command), ZAIRYU_PROBE, ZAIRYU_STAGE, ZAIRYU_SOURCE, ZAIRYU_SCREENS (where pictures are put)."""
import os
import pathlib
import re
import subprocess
import sys
import unittest

import display
import layout
import processes

SKIPPED = 77
missing = display.missing()
try:
    import gi
    gi.require_version("Atspi", "2.0")
except (ImportError, ValueError):
    missing.append("python3-gi and gir1.2-atspi-2.0")
if missing:
    print("not installed:", ", ".join(missing))
    sys.exit(SKIPPED)

SOURCE = pathlib.Path(os.environ["ZAIRYU_SOURCE"])
SCREENS = pathlib.Path(os.environ["ZAIRYU_SCREENS"])
PROBE = os.environ["ZAIRYU_PROBE"]

processes.adopt()
SESSION = display.Session()

import checks  # noqa: E402
from kiosk import Kiosk  # noqa: E402 (connects to the session)
from person import Person  # noqa: E402
from texts import Texts  # noqa: E402

TEXTS = Texts(SOURCE / "examples/kiosk/flow")
REFERENCES = layout.References(SOURCE / "tests/kiosk/screen/references/layout.json", bool(os.environ.get("ZAIRYU_SCREENS_UPDATE")))
# What is no text of the kiosk's: its name, the list of languages, addresses, and what is on the virtual card, whose words are the
# card's or the library's.
CARD = re.compile(r"zairyu-kiosk|言語 / Language|qps|https?://\S+|Office|MIHON LINH|東京都.*|許可（.*）|なし|None|\d{4}年\d\d月\d\d日|"
                  r"\d[\d/._ -]*")
CA = SESSION.home.dir / "ca"


def authorities():
    """The virtual card's CA certificates."""
    if not CA.exists():
        subprocess.run([os.environ["ZAIRYU"], "emulate", "--trust-out", CA, "--ca-only"], check=True, capture_output=True,
                       timeout=processes.PATIENCE)
    return CA


class ScreenTest(unittest.TestCase):
    """With a display for each test, of `size`."""
    program = os.environ.get("ZAIRYU_KIOSK")
    kind = staticmethod(lambda *args: Person(TEXTS, *args))
    size = "landscape"

    def person(self, card="type=1", size=None, settings=None, font=None):
        """In front of a kiosk with a virtual card, or with the readers of `settings`."""
        reader = {} if card is None else {"kiosk.reader": f"virtual:{card}", "kiosk.trust": authorities()}
        return self.start(reader | (settings or {}), size, font=font)

    def start(self, settings=None, size=None, args=(), font=None):
        SESSION.check()
        env = display.with_font(SESSION.home.env, SESSION.home, font) if font else SESSION.home.env
        shown = display.Display(env, display.SIZES[size or self.size])
        self.addCleanup(shown.stop)
        kiosk = self.kind(self.program, SESSION.home, shown, settings or {}, PROBE, args)
        self.addCleanup(kiosk.stop)
        return kiosk

    def look(self, person, name, keyboard=False):
        """At a screen: its picture, its layout, and what holds on every one. Complaints are kept for complain()."""
        size = next(name for name, size in display.SIZES.items() if size == person.display.size)
        tags = [name, size, *(tag for tag in person.languages[:1] if tag != "ja"), *["large"] * person.large]
        full = "-".join(tags)
        picture = self.picture(person, full)
        found = checks.screen(person) + (checks.keyboard(person) if keyboard else [])
        if "qps" in person.languages:
            found += checks.table(person.shown(), TEXTS, CARD)
        if tags == [name, size]:
            found += filter(None, [REFERENCES.complaint(full, picture)])
        self.complaints += [f"{full}: {complaint}" for complaint in found]

    def setUp(self):
        self.complaints = []

    def complain(self):
        if REFERENCES.update:
            REFERENCES.save()
        self.assertEqual(self.complaints, [], "\n" + "\n".join(self.complaints))

    def picture(self, kiosk, name):
        """Kept in the build directory."""
        kiosk.wait_for_stillness()
        return kiosk.picture(SCREENS / f"{name}.png")


def main():
    unittest.main(verbosity=2)
