# SPDX-License-Identifier: BSD-2-Clause
"""What is on the screen, as a screen reader hears it (AT-SPI) and as GTK has laid it out (probe.c), side by side.

AT-SPI alone does not do: in GTK 4.8 it does not say which widgets are showing (one that was hidden keeps its place), gives
the place of the content without the border of a button, and calls what has no name by its type."""
import os
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

os.environ["ATSPI_NO_CACHE"] = "1"

# A page of one is no widget and has no place, though what is on it has; it may have a name.
STACK = "GtkStack"

# What a person operates. A link or a list's row is one as well.
CONTROLS = {"push button", "toggle button", "check box", "radio button", "entry", "password text", "slider", "spin button",
            "switch", "combo box", "link", "list item", "text", "page tab", "menu item"}


class Widget:
    """One widget at the moment it was asked; `gone` ones raise GLib.Error when acted upon."""

    def __init__(self, accessible, node, parent):
        self.accessible, self.parent, self.key = accessible, parent, node.key
        self.box, self.kind, self.cut = node.box, node.kind, node.cut
        self.name = accessible.get_name() or ""
        if self.name == node.kind:
            self.name = ""
        self.role = accessible.get_role_name()
        self.description = accessible.get_description() or ""
        self.states = accessible.get_state_set()
        self.holds = False  # a control
        self.page = ""  # of a stack, which it fills

    def has(self, state):
        return self.states.contains(getattr(Atspi.StateType, state))

    @property
    def enabled(self):
        return self.has("SENSITIVE")

    @property
    def focused(self):
        return self.has("FOCUSED")

    @property
    def control(self):
        """Whether a person operates it: a text that can only be read is none, nor is what only holds a control."""
        return self.operable and not self.holds

    @property
    def operable(self):
        return self.role in CONTROLS and (self.role != "text" or self.has("EDITABLE"))

    @property
    def centre(self):
        x, y, width, height = self.box
        return x + width // 2, y + height // 2

    @property
    def text(self):
        """What stands in it, if it is a field; its name otherwise."""
        if "Text" not in self.accessible.get_interfaces():
            return self.name
        return Atspi.Text.get_text(self.accessible, 0, Atspi.Text.get_character_count(self.accessible))

    @property
    def language(self):
        """In which a text is written, if it says so."""
        return Atspi.Text.get_attribute_run(self.accessible, 0, True)[0].get("language")

    @property
    def value(self):
        """0.0 to 1.0 of a bar."""
        ask, low, high = self.accessible, Atspi.Value.get_minimum_value, Atspi.Value.get_maximum_value
        return (Atspi.Value.get_current_value(ask) - low(ask)) / ((high(ask) - low(ask)) or 1.0)

    def act(self):
        """Its first action, as a screen reader's user does it. False if it has none."""
        actions = Atspi.Action.get_n_actions(self.accessible) if "Action" in self.accessible.get_interfaces() else 0
        return actions > 0 and Atspi.Action.do_action(self.accessible, 0)

    def above(self):
        widget = self.parent
        while widget:
            yield widget
            widget = widget.parent

    def __repr__(self):
        return f"{self.role} {self.name!r} {self.box}"


def applications():
    """The programs that are there, each with its process id."""
    desktop = Atspi.get_desktop(0)
    found = {}
    for i in range(desktop.get_child_count()):
        try:
            application = desktop.get_child_at_index(i)
            found[application.get_process_id()] = application
        except (GLib.Error, AttributeError):
            pass
    return found


class Changed(Exception):
    """The two views do not fit together: one was taken before a change, the other after."""


def _children(accessible, node):
    """Each with the name of what is between. A stack's children are its pages, and each has what is on it as its only child."""
    if accessible.get_child_count() != len(node.children):
        raise Changed
    for i in range(len(node.children)):
        child = accessible.get_child_at_index(i)
        yield (child.get_child_at_index(0), child.get_name() or "") if node.kind == STACK else (child, "")


def _walk(accessible, node, parent, found, page=""):
    widget = Widget(accessible, node, parent)
    widget.page = page
    if node.kind == "GtkLabel" and node.text != widget.name:
        raise Changed
    found.append(widget)
    if widget.operable:
        for outer in widget.above():
            outer.holds = True
    for (child, name), below in zip(_children(accessible, node), node.children):
        if below.mapped:
            _walk(child, below, widget, found, name)


def shown(application, probe):
    """All that is shown now, from the window in; what changes meanwhile is asked again."""
    for _ in range(100):
        found, window = [], probe.tree()
        try:
            if window:
                _walk(application.get_child_at_index(0), window, None, found)
            return found
        except (GLib.Error, AttributeError, Changed):
            time.sleep(0.01)
    raise RuntimeError("AT-SPI and the probe do not agree about what is there")
