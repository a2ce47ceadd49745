# SPDX-License-Identifier: BSD-2-Clause
"""soak.py [CARDS]: card after card through one kiosk, as fast as it goes, and what it takes: memory, descriptors, threads,
time; and how soon a fresh kiosk is on the screen. 50 cards if nothing is said; doc/performance.md has the figures of 1,000.

The kiosk is the installed one, its reader a real pcscd's, its cards in another process; the driver (driver.c) presses its
buttons. Cards of both generations, residence cards and certificates, forged ones and under 16 take turns."""
import os
import pathlib
import statistics
import sys
import time

import visit
from visit import case, processes

CARDS = ("type=1", "type=05", "type=2", "type=06", "type=1,variant=flip-data", "type=05,variant=under16-a")
WARM = 20  # cards after which caches are full
MEMORY_MB, GROWTH_MB, PAINT_S = 150, 12, 1.0
STARTS = 5


class Driven:
    """The kiosk with the driver in it."""

    def __init__(self, stage, program=os.environ["ZAIRYU_KIOSK"]):
        self.stage = stage
        self.display = case.display.Display(case.SESSION.home.env | {"GTK_A11Y": "none"}, case.display.SIZES["landscape"])
        read, write = os.pipe()
        config = case.SESSION.home.dir / "soak.conf"
        config.write_text(f"[kiosk]\nreader = pcsc:\ntrust = {case.authorities()}\ncompare = no\n[sound]\non = no\n", encoding="utf-8")
        env = self.display.env | {"LD_PRELOAD": os.environ["ZAIRYU_KIOSK_DRIVER"], "ZAIRYU_KIOSK_DRIVER": str(write)}
        self.log = case.SESSION.home.dir / "soak.log"
        with open(self.log, "wb") as log:
            self.process = processes.start([program, "--config", config, "--window", "1024x768"], env, pass_fds=(write,),
                                           stdout=log, stderr=log)
        os.close(write)
        self.screens = os.fdopen(read, encoding="ascii")

    def comes_to(self, *wanted):
        """The next of these screens."""
        for line in self.screens:
            if line.strip() in wanted:
                return
        raise RuntimeError(f"the kiosk ended with {self.process.wait()}: {self.log.read_text(encoding='utf-8')}")

    def takes(self):
        proc = pathlib.Path(f"/proc/{self.process.pid}")
        status = dict(line.split(":", 1) for line in (proc / "status").read_text(encoding="ascii").splitlines())
        return {"MB": int(status["VmRSS"].split()[0]) / 1024, "peak MB": int(status["VmHWM"].split()[0]) / 1024,
                "threads": int(status["Threads"]), "descriptors": len(list((proc / "fd").iterdir()))}

    def card(self, options):
        self.comes_to("number", "consent", "hold")
        self.stage.lay(options)
        self.comes_to("result")
        self.stage.lift()

    def stop(self):
        status = processes.stop(self.process)
        self.display.stop()
        self.screens.close()
        return status


def first_paints(test):
    """Of the program that is installed: from its start until the screen is not blank, by the clock and of the processor. The
    machine's check by `zairyu doctor` only begins then."""
    times = []
    for _ in range(STARTS):
        kiosk = test.kiosk(comes=False)
        times.append((kiosk.first_paint, kiosk.first_paint_cpu))
        kiosk.stop()
    return zip(*times)


class Soak(visit.VisitTest):
    cards = 50

    def test_soak(self):
        kiosk = Driven(self.stage)
        self.addCleanup(kiosk.stop)
        warm, began = None, time.monotonic()
        for i in range(self.cards):
            kiosk.card(CARDS[i % len(CARDS)])
            if i + 1 == WARM:
                warm = kiosk.takes()
                print("after", WARM, "cards:", warm, flush=True)
        now = kiosk.takes()
        print(f"after {self.cards} cards: {now}, {(time.monotonic() - began) / self.cards:.2f} s a card", flush=True)
        self.assertEqual(kiosk.log.read_text(encoding="utf-8").count(" verified "), self.cards)
        self.assertLessEqual(now["MB"], MEMORY_MB)
        self.assertLessEqual(now["MB"] - warm["MB"], GROWTH_MB)
        self.assertLessEqual(now["threads"], warm["threads"] + 2)
        self.assertLessEqual(now["descriptors"], warm["descriptors"] + 4)

    def test_first_paint(self):
        times, processor = first_paints(self)
        print("first paint:", " ".join(f"{t:.2f}" for t in times), f"median {statistics.median(times):.2f} s,",
              f"{statistics.median(processor):.2f} s of the processor", flush=True)
        if os.environ.get("ZAIRYU_MEASURE"):  # of a machine that does nothing else
            self.assertLessEqual(statistics.median(times), PAINT_S)


if __name__ == "__main__":
    numbers = [arg for arg in sys.argv[1:] if arg.isdigit()]
    Soak.cards = int(numbers[-1]) if numbers else Soak.cards
    sys.argv = [arg for arg in sys.argv if arg not in numbers]
    case.main()
