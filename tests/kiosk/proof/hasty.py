# SPDX-License-Identifier: BSD-2-Clause
"""Somebody who looks at labels and buttons only, by the probe alone: a hundred times as fast as by AT-SPI, for what is done often."""
import processes
from person import NUMBER, Person


def _below(node):
    for child in node.children:
        if child.mapped:
            yield child
            yield from _below(child)


class Hasty(Person):
    def nodes(self):
        tree = self.probe.tree()
        return list(_below(tree)) if tree else []

    def labels(self):
        return [node.text for node in self.nodes() if node.kind == "GtkLabel" and node.text]

    def reads(self, name, argument=None, seconds=processes.PATIENCE):
        wanted = self.label(name, argument)
        processes.wait_for(lambda: any(wanted.search(text) for text in self.labels()),
                           lambda: f"{name} on the screen; there is {self.labels()}", seconds)

    def can_read(self, name, argument=None):
        wanted = self.label(name, argument)
        return any(wanted.search(text) for text in self.labels())

    def reads_no_more(self, name, argument=None):
        processes.wait_for(lambda: not self.can_read(name, argument), lambda: f"{name} to leave the screen")

    def _buttons(self, name):
        wanted = self.called(name)
        return [node for node in self.nodes() if node.kind == "GtkButton" and
                wanted.search(" ".join(below.text for below in _below(node) if below.text))]

    def taps(self, name):
        """Until something changes: a finger that comes while a screen is laid out anew misses."""
        def once():
            before = self.labels()
            x, y, width, height = processes.wait_for(lambda: self._buttons(name), lambda: f"the button {name}; there is {self.labels()}")[-1].box
            self.lift_finger()
            self.display.xdotool("mousemove", x + width // 2, y + height // 2, "click", 1)
            try:
                return processes.wait_for(lambda: not self.alive() or self.labels() != before, "a change", 5)
            except (TimeoutError, OSError):
                return not self.alive()

        processes.wait_for(once, lambda: f"{name} to do something; there is {self.labels()}")

    def asks_for(self, number=NUMBER):
        """As by a scanner."""
        self.reads("enter-number")
        self.scan(number)
        self.reads("consent-title")
        self.taps("agree")
