# SPDX-License-Identifier: BSD-2-Clause
"""The table of the kiosk's texts, as the tests look for them on the screen."""
import re
import sys

FILLED = "{1}"


class Texts:
    def __init__(self, flow):
        """`flow` is where the table and what reads it lie."""
        sys.path.insert(0, str(flow))
        import embed_texts  # pylint: disable=import-outside-toplevel
        table = embed_texts.read(flow / "texts.txt")
        self.languages = {tag: endonym for tag, (endonym, _) in table.languages.items()}
        self.table = {name: texts | {"qps": embed_texts.pseudo(texts["en"])} for name, texts in table.texts.items()}

    def text(self, name, language, argument=""):
        return self.table[name][language].replace(FILLED, str(argument))

    def pattern(self, name, language):
        """Fits the text, whatever is filled in."""
        return "(.*)".join(map(re.escape, self.table[name][language].split(FILLED)))

    def patterns(self, language):
        """Fits any whole text of a language, or a whole line of one."""
        wholes = [texts[language] for texts in self.table.values()]
        lines = {line for text in wholes for line in [text, *text.split("\n")]} | set(self.languages.values())
        return re.compile("|".join("(.*)".join(map(re.escape, line.split(FILLED))) for line in sorted(lines, key=len, reverse=True)), re.S)
