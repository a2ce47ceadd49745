# SPDX-License-Identifier: BSD-2-Clause
"""Taking a page of the manual apart."""
import os
import pathlib
import re

SOURCE = pathlib.Path(os.environ["ZAIRYU_SOURCE"])


def page(name):
    return (SOURCE / "doc/man" / name).read_text(encoding="utf-8")


def plain(line):
    return re.sub(r"^\\&", "", line).replace("\\e", "\\")


def section(text, title):
    return re.search(rf"^\.Sh {title}$\n(.*?)(?=^\.Sh |\Z)", text, flags=re.M | re.S)[1]


def displays(text):
    """What stands word for word, each without its ends."""
    for block in re.findall(r"^\.Bd -literal[^\n]*\n(.*?)^\.Ed$", text, flags=re.M | re.S):
        yield "\n".join(plain(line) for line in block.splitlines())


def examples(text):
    """(command, what it prints) of each "$ command" in a display; a command ends where its line does not end in \\ or |."""
    for block in displays(text):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, output, lines = [], [], part.splitlines()
            while lines and (not command or command[-1].endswith(("\\", "|"))):
                command.append(lines.pop(0))
            output = "\n".join(lines)
            yield "\n".join(command), output
