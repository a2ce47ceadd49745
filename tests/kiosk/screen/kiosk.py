# SPDX-License-Identifier: BSD-2-Clause
"""The kiosk on a display: started, looked at and operated, by hand (xdotool) or as a screen reader does (AT-SPI)."""
import pathlib
import re
import subprocess
import tempfile
import time

import processes
import tree
from probe import Probe

DOUBLE_S = 0.6  # within which a second press at a place belongs to the first
SMALLEST = 48  # px, of what a finger is to hit


def _config(settings):
    lines, last = [], None
    for name, value in sorted(settings.items()):
        section, key = name.split(".")
        lines += [f"[{section}]"] * (section != last) + [f"{key} = {value}"]
        last = section
    return "\n".join(lines) + "\n"


class Kiosk:
    """`settings` is its configuration, "section.key" to value; what is not said is as the program has it."""

    def __init__(self, program, home, display, settings, probe, args=()):
        self.display, env = display, dict(display.env)
        self.dir = pathlib.Path(tempfile.mkdtemp(dir=home.dir))
        self.probe = Probe(self.dir / "probe", env, probe)
        self.settings = settings
        self.config = self.dir / "kiosk.conf"
        self.config.write_text(_config(settings), encoding="utf-8")
        self.log_path = self.dir / "log"
        self.pressed, self.started = 0, time.monotonic()
        with open(self.log_path, "wb") as log:
            self.process = processes.start([program, *self.options(), *args], env, stdout=log, stderr=log, cwd=self.dir)
        try:
            self._wait_for_paint()
            self._fill_screen()
        except BaseException:
            self.stop()
            raise

    def options(self):
        return ["--config", self.config, "--window", f"{self.display.size[0]}x{self.display.size[1]}"]

    def _wait_for_paint(self):
        processes.wait_for(lambda: not self.alive() or not self.display.blank(), "the first paint", pause=0.01)
        self.first_paint = time.monotonic() - self.started
        self.first_paint_cpu = self.cpu_seconds()
        self.application = processes.wait_for(
            lambda: not self.alive() and "gone" or tree.applications().get(self.process.pid), "the program on the accessibility bus")
        if self.application == "gone":
            raise RuntimeError(f"the kiosk ended with {self.process.wait()}: {self.log()}")

    def _fill_screen(self):
        """What a window manager would do for a full screen; there is none."""
        window = processes.wait_for(self.window, "a window")
        width, height = self.display.size
        self.display.xdotool("windowmove", window, 0, 0, "windowsize", window, width, height, "mousemove", width - 2, height - 2)
        processes.wait_for(lambda: any(w.box[2:] == self.display.size for w in self.shown()[:1]),
                           lambda: f"a window of {self.display.size}: it takes {self.shown()[:1]}", 20)

    def window(self):
        """GDK's leader window has a size of one pixel, and no name."""
        return self.display.xdotool("search", "--onlyvisible", "--pid", self.process.pid, "--name", ".", check=False).strip().split("\n")[-1]

    def alive(self):
        return self.process.poll() is None

    def log(self):
        return self.log_path.read_text(encoding="utf-8", errors="replace")

    def stop(self):
        return processes.stop(self.process)

    # Measures

    def _status(self, key):
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii", errors="replace")
        return int(re.search(rf"^{key}:\s*(\d+)", text, re.M)[1])

    def rss_mb(self):
        return self._status("VmRSS") / 1024

    def cpu_seconds(self):
        """Of the processor, which other programs do not take from it."""
        times = pathlib.Path(f"/proc/{self.process.pid}/schedstat").read_text(encoding="ascii").split()
        threads = pathlib.Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return max(sum(int(t.read_text(encoding="ascii").split()[0]) for t in threads), int(times[0])) / 1e9

    # Looking

    def shown(self):
        return tree.shown(self.application, self.probe)

    def seen(self):
        """All that can be read or heard now."""
        return [text for w in self.shown() for text in {w.name, w.text if w.role in ("entry", "text") else w.name} if text]

    def controls(self):
        return [w for w in self.shown() if w.control]

    def find(self, name, role=None):
        """All shown that have `name`, a text or a pattern, in their name, and this role."""
        pattern = name if hasattr(name, "search") else re.compile(re.escape(name))
        return [w for w in self.shown() if pattern.search(w.name) and role in (None, w.role)]

    def one(self, name, role=None):
        """The innermost of them, as soon as there is one."""
        return processes.wait_for(lambda: self.find(name, role), lambda: f"{role or 'a widget'} {name!r} among {self.shown()}")[-1]

    def button(self, name):
        return self.one(name, "push button")

    def sees(self, text, seconds=processes.PATIENCE):
        """Waits until the text is on the screen."""
        processes.wait_for(lambda: self.find(text), lambda: f"{text!r} on the screen; there is {self.seen()}", seconds)

    def sees_no_more(self, text):
        processes.wait_for(lambda: not self.find(text), lambda: f"{text!r} to leave the screen")

    def focused(self):
        """What has the keyboard: of nested ones the innermost."""
        found = [w for w in self.shown() if w.focused]
        return found[-1] if found else None

    # Operating

    def lift_finger(self):
        """So long that the next press is no second one of a double one."""
        time.sleep(max(0, self.pressed + DOUBLE_S - time.monotonic()))
        self.pressed = time.monotonic()

    def click(self, widget, times=1):
        self.lift_finger()
        self.display.xdotool("mousemove", *widget.centre, "click", "--repeat", times, "--delay", 60, 1)

    def usable(self, name):
        """The button of this name, once it is enabled and stands still."""
        found = []

        def still():
            before, found[:] = found[:], [(w.key, w.box, w) for w in self.find(name, "push button") if w.enabled]
            return [w for key, box, w in found if (key, box) in [(other[0], other[1]) for other in before]]

        return processes.wait_for(still, lambda: f"an enabled button {name!r} among {self.controls()}")[-1]

    def press(self, name):
        """A finger on it."""
        self.click(self.usable(name))

    def act(self, name):
        """The same by a screen reader."""
        button = self.usable(name)
        if not button.act():
            raise AssertionError(f"{button} has no action")

    def double_click(self, widget):
        self.click(widget, 2)

    def type(self, text, delay=12):
        self.display.xdotool("type", "--delay", delay, text)

    def scan(self, text):
        """As a handheld scanner does: faster than anybody types, and Return."""
        self.display.xdotool("type", "--delay", 1, text)
        self.key("Return")

    def key(self, *names):
        self.display.xdotool("key", "--delay", 30, *names)

    def drag(self, start, by, steps=10):
        x, y = start
        self.display.xdotool("mousemove", x, y, "mousedown", 1)
        for i in range(1, steps + 1):
            self.display.xdotool("mousemove", x + by[0] * i // steps, y + by[1] * i // steps)
        self.display.xdotool("mouseup", 1)

    def wheel(self, at, clicks, key=None):
        """Up is positive."""
        args = ["click", "--repeat", abs(clicks), "--delay", 20, 4 if clicks > 0 else 5]
        self.display.xdotool("mousemove", *at, *(["keydown", key] if key else []), *args, *(["keyup", key] if key else []))

    def picture(self, path):
        return self.display.picture(path)

    def pixels(self):
        """As bytes, to be compared."""
        done = subprocess.run(["import", "-silent", "-window", "root", "-depth", "8", "rgb:-"], env=self.display.env,
                              capture_output=True, check=True, timeout=processes.PATIENCE)
        return done.stdout

    def wait_for_stillness(self):
        """Until two pictures in a row are alike: what moves has arrived."""
        last = [None]

        def same():
            before, last[0] = last[0], self.pixels()
            return last[0] == before

        processes.wait_for(same, "a screen that stands still", pause=0.1)
        return last[0]
