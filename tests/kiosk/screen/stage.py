# SPDX-License-Identifier: BSD-2-Clause
"""A real pcscd of the test's own, whose readers come and go and whose cards are laid on, lifted and slip (stage_lines.c)."""
import subprocess

import processes


class Stage:
    """`env` is where it is to be found from then on."""

    def __init__(self, program, env, *readers):
        self.process = processes.start([program, *readers], env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        socket = self.process.stdout.readline().strip()
        if not socket:
            raise RuntimeError(f"no pcscd: {self.process.wait()}")
        env["PCSCLITE_CSOCK_NAME"] = socket

    def tell(self, *words):
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        if answer != "ok":
            raise AssertionError(f"{words}: {answer}")

    def plug(self, reader=0):
        self.tell("plug", reader, "in")

    def unplug(self, reader=0):
        self.tell("plug", reader, "out")

    def lay(self, options, reader=0):
        self.tell("lay", reader, options)

    def lift(self, reader=0):
        self.tell("lift", reader)

    def slip(self, contact, ms, reader=0):
        """At the contact of that number from now (from 1) the card is away for so long."""
        self.tell("slip", reader, contact, ms)

    def end_service(self):
        self.tell("end")

    def start_service(self):
        self.tell("start")

    def stop(self):
        """It takes its folder with it, which a signal would leave."""
        if self.process.poll() is None:
            self.process.stdin.close()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                processes.stop(self.process)
        self.process.stdout.close()
