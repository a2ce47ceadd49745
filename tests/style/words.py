#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""The words of doc/conventions.md: what is shown to people, the manual, the guides and the headers' comments are in
plain modern English, and what is Japanese has one punctuation and one word for one thing.

usage: words.py SOURCE_ROOT
"""
import pathlib
import re
import sys

from japanese import JAPANESE, KANA_OR_KANJI

ROOT = pathlib.Path(sys.argv[1])

# What is not said, a sentence that would say it, and what is said instead.
ENGLISH = (
    (r"(?<![Tt]here )(?<!where )\b(?:is|are|was|were|be) no\b(?! (?:longer|more|less|later|different|use|matter|such|reason))",
     "This is no certificate.", "is not a"),
    (r"\b(?:laid|laying)\b|\b[Ll]ays? (?:a|the|it|only|down|on|your|another)\b", "Lay the card on the reader.", "place"),
    (r"\bparted\b", "Pairs are parted by commas.", "separated"),
    (r"\bfor ever\b", "It waits for ever.", "forever"),
    (r"\b[Hh]umbl", "a humbler way to read", "fallback"),
    (r"\b[Ss]poil", "a file that is spoilt", "damage"),
    (r"\b(?:came|comes|come) of (?:it|them|that)\b|\b[Ww]hat came of\b", "reports what came of it", "the result"),
    (r"\banew\b", "begins anew", "again, or re-"),
    (r"\b(?:is|are) wanted\b", "HOST:PORT is wanted", "required"),
    (r"\b(?:has|have) not (?:an?|the)\b", "It has not the form.", "does not have"),
    (r"\b(?:upon|lest|whence|whither|hither|thereof|therein|wherein|whereupon|hereby|nay|ought)\b", "lest it fail", "a modern word"),
    (r"\bneed be\b", "if need be", "if necessary"),
    (r"\bas a rule\b", "as a rule /etc", "usually"),
    (r"\b(?:is|are|was|were|been) let go\b|\blets? go of\b", "The card is let go.", "release"),
    (r"\bgives? up the caller's hold\b|\bFrees the caller's hold\b", "gives up the caller's hold", "releases the reference"),
    (r"\bcame incomplete\b|\bcomes? incomplete\b", "An answer came incomplete.", "is incomplete"),
    (r"\bof one's own\b", "a transport of one's own", "your own"),
    (r"\b(?:what|cause) is told\b|\btold at once\b|\bis told (?:at|when|in) ", "The last cause is told.", "reported"),
    (r"\bnames of codes\b", "trust anchors and names of codes", "code names"),
    (r"\bwith (?:a tab|spaces?) between\b", "names with spaces between", "separated by"),
    (r"\bgarbles\b", "the connection garbles", "corrupts"),
)

KIOSK = ROOT / "examples/kiosk/flow/texts.txt"

# Texts that are not ours: what is printed on a card or stored in one, and tables of characters and of countries.
NOT_OURS = {"jis_2004.c", "jis_windows.c", "card_view.c", "draw_front.c", "profile_table.c",
            "issuer_text_odd.c"}
# Two columns of one line, as wide as a character.
BOTH = {"compose.c", "paint_back.c"} # on a picture
JAPANESE_ALLOWED = {"strip_words.c": ("改ざん検証: 0　発行元検証: 0",)}
# Latin words that a Japanese text may have: names of things, and what is typed. Words in capitals (standards, variables,
# what stands for an argument) may be there, too; any other word is English that nobody translated.
NAMES = {"Ctrl-C", "Debian", "Enter", "OpenSSL", "Shift_JIS", "Shift_JIS-2004", "Type", "Unicode", "Windows-31J", "OPTION...",
         "fault", "https", "libnfc", "nfc:", "pcsc:", "pcscd", "pn533", "pn533_usb", "polkit", "port100",
         "variant", "virtual:type", "vpcd", "xdg-utils", "zairyu:", "udev", "root", "libzairyu", "bash", "zsh", "fish", "yes", "no", "ja", "en", "pcsc-lite"}
PROGRAMS = r"(?:sudo|systemctl|apt|apt-get|modprobe|usermod|zairyu)"
# A whole command, an address, a path, an option, a placeholder.
TYPED = (rf"\b{PROGRAMS}(?: [!-~]+)*|https?://[!-~]+|(?<![A-Za-z0-9])[~.]?/[a-z][!-~]*|--[a-z][a-z-]*|\{{\d\}}"
         r"|\bfonts-[a-z-]+|\b[\w-]+\.(?:png|conf|tsv|zairyu)\b|%[-0-9.]*[a-z]+|\\[a-z]")
CAPITALS = r"[A-Z][A-Z0-9_./-]*"

LITERAL = r'"(?:\\.|[^"\\\n])*"'


def read(path):
    return path.read_text(encoding="utf-8")


def code_and_comments(text):
    """A C file's code without comments, and its comments alone."""
    comments = []

    def take(match):
        if match[1]:
            return match[1]
        comments.append(re.sub(r"\n\s*\*+ ?", "\n", match[0]))
        return " "
    return re.sub(rf"({LITERAL})|/\*.*?\*/|//[^\n]*", take, text, flags=re.S), "\n".join(comments)


def strings(code):
    """The string literals of a C file, those that follow one another joined."""
    for match in re.finditer(rf"{LITERAL}(?:\s*{LITERAL})*", code):
        yield "".join(part[1:-1] for part in re.findall(LITERAL, match[0])).replace("\\n", "\n").replace('\\"', '"')


def pages():
    """Everything in English that is not in a string, but for the page that names what is not said. Pages in Japanese are read
    as they are shown, by tests/formats/test_japanese.py."""
    guides = (p for p in ROOT.glob("doc/**/*.md") if p.name != "conventions.md")
    manual = (p for p in ROOT.glob("doc/**/*.[1357]") if p.parent.name != "ja")
    for path in [*guides, *manual, ROOT / "README.md", ROOT / "CHANGELOG.md"]:
        yield path, read(path)
    for path in ROOT.glob("include/**/*.h"):
        yield path, code_and_comments(read(path))[1]


def sources():
    for top in ("lib", "backends", "tools"):
        yield from (path for kind in ("c", "h", "def") for path in sorted((ROOT / top).glob(f"**/*.{kind}")))


def without_code(markdown):
    """A Markdown text without code, addresses and the other language's titles."""
    markdown = re.sub(r"```.*?```", "", markdown, flags=re.S)
    return re.sub(r"`[^`]*`", "`", re.sub(r"\]\([^)]*\)", "]", markdown))


def one_line(text):
    return re.sub(r"\s+", " ", text)


problems = []


def look(path, text, rules, allowed=()):
    for wrong, _, right in rules:
        for match in re.finditer(wrong, text):
            around = text[max(0, match.start() - 30):match.end() + 30]
            if not any(words in around for words in allowed):
                problems.append(f"{path.relative_to(ROOT)}: \"{around}\": {right}")


def is_japanese(text):
    """English may quote what is said in Japanese."""
    return re.search(KANA_OR_KANJI, re.sub("「[^」]*」", "", text))


def english_words(text):
    """Latin words of a Japanese text that are neither names nor typed."""
    for word in re.findall(r"[A-Za-z][A-Za-z0-9_.+/:-]*", re.sub(TYPED, " ", text)):
        if word not in NAMES and not re.fullmatch(CAPITALS, word):
            yield word


def look_at_pairs(path, code):
    """A text ends in 。 where its English ends as a sentence does; a command or a value at the end has no full stop."""
    for match in re.finditer(rf"({LITERAL}(?:\s*{LITERAL})*),\s*({LITERAL}(?:\s*{LITERAL})*)", code):
        ja, en = ("".join(p[1:-1] for p in re.findall(LITERAL, part)) for part in match.groups())
        if not is_japanese(ja) or is_japanese(en) or re.fullmatch(r"[a-z0-9_-]+", en):  # a name for programs
            continue
        if ja.endswith("。") != en.endswith((".", "?")) and not (ja.endswith("。") and en.endswith(":")) and not re.search(r": (?:zairyu [ a-z{}0-9]+|\{\d\}|https?://\S+)$", en):
            problems.append(f"{path.relative_to(ROOT)}: \"{ja}\" and \"{en}\": 。 where the English has a full stop")


# What all texts of a kind of the command's end in.
KINDS = {"OPTION_": True, "SUMMARY_": True, "HINT_": True, "ADVICE_": True, "LABEL_": False, "SYSTEM_": False, "RESULT_": False,
         "VERDICT_": False, "IMAGE_(?!BROKEN)": False, "BATCH_": False}


def look_at_kinds(path, code):
    """Texts of one kind end alike: in 。, or an address below it, or in nothing."""
    for name, ja in re.findall(rf"M\((\w+),\s*((?:{LITERAL}\s*)+)", code):
        ja = "".join(part[1:-1] for part in re.findall(LITERAL, ja)).split("\\n")[0]
        for kind, full_stop in KINDS.items():
            if re.match(kind, name) and ja.endswith("。") != full_stop and not ja.endswith(":"):
                problems.append(f"{path.relative_to(ROOT)}: {name}: texts of this kind end {'in' if full_stop else 'without'} 。")


for wrong, example, _ in ENGLISH + JAPANESE:
    if not re.search(wrong, example):
        problems.append(f"this check does not see \"{example}\"")

for example in ("No such file がありません", "zairyu show を見る detail", "{1} と the card"):
    if not list(english_words(example)):
        problems.append(f"this check does not see \"{example}\"")

count = 0
for path, text in pages():
    look(path, one_line(text), ENGLISH)
    count += 1
for path in sources():
    code, _ = code_and_comments(read(path))
    for text in strings(code):
        if is_japanese(text) and path.name not in NOT_OURS:
            problems.extend(f"{path.relative_to(ROOT)}: \"{text}\": {word} is English" for word in english_words(text)
                            if path.name not in BOTH)
            for line in re.sub(r"%[0-9]*[a-z]+", "0", text).split("\n"):
                look(path, line.strip(), JAPANESE, JAPANESE_ALLOWED.get(path.name, ()))
            count += 1
        elif " " in text:
            look(path, one_line(text), ENGLISH)
            count += 1
    if path.name not in NOT_OURS:
        look_at_pairs(path, code)
        look_at_kinds(path, code)
for line in read(ROOT / "lib/data/readers.tsv").split("\n"):
    *_, ja, en = line.split("\t") if "\t" in line else ("", "")
    look(ROOT / "lib/data/readers.tsv", ja, JAPANESE)
    look(ROOT / "lib/data/readers.tsv", en, ENGLISH)
    if ja.endswith("。") != en.endswith("."):
        problems.append(f"lib/data/readers.tsv: \"{ja}\" and \"{en}\": 。 where the English has a full stop")
    count += 1
for ja, en in re.findall(r"^ja: (.*)\nen: (.*)$", read(KIOSK), re.M):
    problems.extend(f"{KIOSK.relative_to(ROOT)}: \"{ja}\": {word} is English" for word in english_words(ja))
    for line in ja.split("\\n"):
        look(KIOSK, line.replace("{1}", "0"), JAPANESE)
    look(KIOSK, en, ENGLISH)
    if ja.endswith("。") != en.removesuffix("etc.").endswith((".", "?")):
        problems.append(f"{KIOSK.relative_to(ROOT)}: \"{ja}\" and \"{en}\": 。 where the English has a full stop")
    count += 1
for line in without_code(read(ROOT / "README.ja.md")).split("\n"):
    look(ROOT / "README.ja.md", line.strip().lstrip("-# "), JAPANESE)

print("\n".join(problems))
print(f"{count} texts")
sys.exit(1 if problems or count < 500 else 0)
