#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Checks the table of texts strictly and makes C of it; adds the pseudo-language that shows what is cut or untranslated.

usage: embed_texts.py INPUT [OUTPUT]        without OUTPUT, only checks
"""
import math
import pathlib
import re
import sys
import unicodedata

FALLBACK = "en"  # what a text is in a language that is not there, and what the pseudo-language is made of
PSEUDO = "qps"
EVERY = "all"
LANGUAGE = re.compile(r"language ([a-z]{2,3}(?:-[A-Za-z]+)?) (reviewed|unreviewed) (\S.*)")
NAME = re.compile(r"\[([a-z0-9]+(?:-[a-z0-9]+)*)\]")
TEXT = re.compile(r"([A-Za-z-]+): (.+)")
FILLED = "{1}"
KEPT = re.compile(r"(https?://\S+|\{1\}|\n)")
ADDRESS = re.compile(r"https?://\S+")
JOINED = re.compile("(?<=\u094d)[\u200c\u200d]")  # Devanagari has a use for these invisible ones
ACCENTED = dict(zip("aeiouAEIOU", "áéíóúÁÉÍÓÚ"))
LONGER = 1.4


class Bad(Exception):
    """What is wrong with the table, with the line."""


def check_characters(text):
    """What no table may have, wherever it is."""
    if unicodedata.normalize("NFC", text) != text:
        raise Bad("not in Unicode's composed form (NFC)")
    for char in JOINED.sub("", text):
        if unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"):
            raise Bad(f"has the character U+{ord(char):04X}")
    if text != text.strip() or "  " in text:
        raise Bad("has a space at its end or two in a row")


def unescaped(text):
    """A text as it is shown, of its line in the table."""
    if re.search(r"\\(?!n)", text):
        raise Bad("has an escape other than \\n")
    if re.search(r"[{}]", text.replace(FILLED, "")):
        raise Bad("has a brace that is not {1}")
    lines = text.split("\\n")
    if any(line != line.strip() or not line for line in lines):
        raise Bad("has an empty line, or a space beside \\n")
    return "\n".join(lines)


class Table:
    """The languages, TAG → (endonym, whether reviewed), and the texts, NAME → {TAG: TEXT}."""

    def __init__(self):
        self.languages, self.texts = {}, {}
        self.name = None  # the text whose lines are read; None between texts

    def take(self, line):
        if line.startswith("#"):
            if self.name:
                raise Bad(f"a comment inside [{self.name}]")
        elif not line:
            self.finish()
        elif match := LANGUAGE.fullmatch(line):
            self.take_language(*match.groups())
        elif match := NAME.fullmatch(line):
            self.take_name(match[1])
        elif (match := TEXT.fullmatch(line)) and self.name:
            self.take_text(match[1], match[2])
        else:
            raise Bad("neither a language, nor a name, nor a text of a name, nor a comment")

    def take_language(self, tag, review, endonym):
        if self.texts:
            raise Bad(f"the language {tag} stands behind the first text")
        if tag in self.languages or endonym in (name for name, _ in self.languages.values()):
            raise Bad(f"the language {tag} is there twice")
        if tag in (PSEUDO, EVERY):
            raise Bad(f"no language may be called {tag}")
        self.languages[tag] = endonym, review == "reviewed"

    def take_name(self, name):
        if self.name:
            raise Bad(f"no blank line before [{name}]")
        if name in self.texts:
            raise Bad(f"[{name}] is there twice")
        if FALLBACK not in self.languages:
            raise Bad(f"the language {FALLBACK} is not there")
        self.name = name
        self.texts[name] = {}

    def take_text(self, tag, text):
        texts = self.texts[self.name]
        if tag not in self.languages and tag != EVERY:
            raise Bad(f"[{self.name}] is in {tag}, which is not a language of this table")
        if tag in texts or EVERY in texts or tag == EVERY and texts:
            raise Bad(f"[{self.name}] has {tag} twice")
        try:
            texts[tag] = unescaped(text)
        except Bad as bad:
            raise Bad(f"[{self.name}] in {tag} {bad}") from bad

    def finish(self):
        """The end of a text: all languages, in their order, with the same filled in."""
        name, self.name = self.name, None
        if not name:
            return
        texts = self.texts[name]
        if EVERY in texts:
            self.texts[name] = texts = dict.fromkeys(self.languages, texts[EVERY])
        missing = [tag for tag in self.languages if tag not in texts]
        if missing:
            raise Bad(f"[{name}] is not in {', '.join(missing)}")
        if list(texts) != list(self.languages):
            raise Bad(f"[{name}] does not have the languages in their order")
        wrong = [tag for tag, text in texts.items() if (FILLED in text) != (FILLED in texts[FALLBACK])]
        if wrong:
            raise Bad(f"[{name}] has {{1}} in {FALLBACK} and not in {', '.join(wrong)}, or the other way round")


def read(path):
    """The table of a file; ends the program with the line and the reason where it is not as it should be."""
    table, number = Table(), 0
    try:
        lines = path.read_bytes().decode("utf-8").split("\n")
        if lines.pop():
            raise Bad("the last line has no end")
        for number, line in enumerate(lines + [""], 1):
            check_characters(line)
            table.take(line)
        if not table.texts:
            raise Bad("there is no text")
    except (Bad, UnicodeDecodeError) as bad:
        sys.exit(f"{path}:{number}: {bad}")
    return table


def pseudo(text):
    """The English text in brackets, vowels accented, and longer by two fifths; what is filled in, and addresses, as they are."""
    if ADDRESS.fullmatch(text):
        return text
    parts = KEPT.split(text)
    words = parts[::2]
    more = math.ceil(sum(map(len, words)) * (LONGER - 1))
    for n, word in enumerate(words):
        longer = ""
        for char in word:
            twice = char in ACCENTED and more > 0
            more -= twice
            longer += ACCENTED.get(char, char) * (2 if twice else 1)
        parts[2 * n] = longer
    return f"[{''.join(parts)}{'~' * more}]"


def quoted(text):
    """As C has it; nothing in it can be a trigraph."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("??", "?\\?") + '"'


def c_of(table):
    languages = "".join(f"\t{{ {quoted(tag)}, {quoted(endonym)}, {str(reviewed).lower()} }},\n"
                        for tag, (endonym, reviewed) in table.languages.items())
    rows = ""
    for name in sorted(table.texts):
        texts = [*table.texts[name].values(), pseudo(table.texts[name][FALLBACK])]
        rows += f"\t{{ {quoted(name)}, (const char *const[]){{\n" + "".join(f"\t\t{quoted(text)},\n" for text in texts) + "\t} },\n"
    return ("/* SPDX-License-Identifier: BSD-2-Clause */\n/* Made from texts.txt by embed_texts.py. */\n#include \"flow/text_table.h\"\n\n"
            f"const struct flow_language text_languages[] = {{\n{languages}}};\n\n"
            "const size_t text_language_count = sizeof text_languages / sizeof *text_languages;\n"
            f"const size_t text_fallback = {list(table.languages).index(FALLBACK)};\n\n"
            f"const struct text_row text_rows[] = {{\n{rows}}};\n\n"
            "const size_t text_row_count = sizeof text_rows / sizeof *text_rows;\n")


def main(source, target=None):
    table = read(pathlib.Path(source))
    if target:
        pathlib.Path(target).write_text(c_of(table), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
