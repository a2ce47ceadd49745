# SPDX-License-Identifier: BSD-2-Clause
"""Small changes to C code, each of which ought to make a test fail.

A mutant is one replacement in one file. Whether it compiles, and whether it changes the object code at all, is found out
by compiling it.
"""
import re
from dataclasses import dataclass

TOKEN = re.compile(r"""
    (?P<skip>//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|^[ \t]*\#(?:[^\n\\]|\\.)*(?:\\\n[^\n]*)*)
  | (?P<number>0[xX][0-9A-Fa-f]+[uUlL]*|\d+[uUlL]*)
  | (?P<word>[A-Za-z_]\w*)
  | (?P<operator><<=|>>=|\.\.\.|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|[-+*/%&|^!<>=~?:;,.(){}\[\]])
""", re.VERBOSE | re.DOTALL | re.MULTILINE)

# operator → what it becomes
SWAPS = {
    "<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="], ">=": [">", "<"], "==": ["!="], "!=": ["=="],
    "&&": ["||"], "||": ["&&"], "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "%": ["*"],
    "&": ["|"], "|": ["&"], "^": ["&"], "<<": [">>"], ">>": ["<<"], "+=": ["-="], "-=": ["+="],
    "|=": ["="], "&=": ["="], "++": ["--"], "--": ["++"],
}
BINARY_ONLY = {"+", "-", "*", "&"}
WORDS = {"true": "false", "false": "true"}
BEFORE_STATEMENT = {";", "{", "}", ")", "else"}
NOT_A_CALL = {"if", "while", "for", "switch", "return", "sizeof", "do", "else", "case", "static_assert", "assert"}
# What these are given decides nothing but the reading of the source.
UNTOUCHED = {"assert", "static_assert", "sizeof"}


@dataclass(frozen=True)
class Token:
    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Mutant:
    path: str
    line: int
    kind: str
    start: int
    end: int
    text: str
    was: str

    def apply(self, source):
        return source[:self.start] + self.text + source[self.end:]

    def describe(self):
        was = " ".join(self.was.split())
        return f"{self.path}:{self.line}: {self.kind}: {was} -> {self.text or 'nothing'}"


def tokens_of(source):
    return [Token(m.lastgroup, m.group(), m.start(), m.end()) for m in TOKEN.finditer(source)
            if m.lastgroup != "skip"]


def closing(tokens, index):
    """The index of the parenthesis that closes the one at `index`; None if there is none."""
    depth = 0
    for i in range(index, len(tokens)):
        depth += {"(": 1, ")": -1}.get(tokens[i].text, 0)
        if depth == 0:
            return i
    return None


def untouched(tokens):
    """Indexes of tokens inside of what is not to be changed."""
    out = set()
    for i, token in enumerate(tokens[:-1]):
        if token.text in UNTOUCHED and tokens[i + 1].text == "(":
            out.update(range(i, (closing(tokens, i + 1) or i) + 1))
    return out


def ends_operand(token):
    return token.kind in ("number", "word") and token.text not in ("return", "case") or token.text in (")", "]")


def operator_changes(tokens, i):
    token = tokens[i]
    if token.text == "!" and tokens[i + 1].text != "=":
        yield "negation removed", token.start, token.end, ""
    if token.text in BINARY_ONLY and not (i > 0 and ends_operand(tokens[i - 1])):
        return
    for other in SWAPS.get(token.text, []):
        yield "operator", token.start, token.end, other


def number_changes(token):
    digits = token.text.rstrip("uUlL")
    suffix = token.text[len(digits):]
    value = int(digits, 16) if digits[:2].lower() == "0x" else int(digits)
    yield "constant", token.start, token.end, f"{value + 1}{suffix}"
    if value > 1:
        yield "constant", token.start, token.end, f"{value - 1}{suffix}"


def is_count_of_one(tokens, i):
    """The 1 of calloc(1, size): a 2 takes more memory, and nothing else."""
    return tokens[i].text == "1" and i > 1 and [t.text for t in tokens[i - 2:i]] == ["calloc", "("]


def condition_changes(tokens, i):
    end = closing(tokens, i + 1) if tokens[i + 1].text == "(" else None
    if end is not None and end > i + 2:
        yield "condition", tokens[i + 2].start, tokens[end - 1].end, None


def end_of_statement(tokens, i):
    depth = 0
    for k in range(i, len(tokens)):
        text = tokens[k].text
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(text, 0)
        if depth < 0:
            return None
        if text == ";" and depth == 0:
            return k
    return None


def return_changes(tokens, i):
    end = end_of_statement(tokens, i)
    if end is None or end == i + 1:
        return
    value = tokens[i + 1:end]
    if not (len(value) == 1 and value[0].text in ("0", "ZAIRYU_OK", "NULL", "false", "true")):
        yield "return", value[0].start, value[-1].end, "0"


def statement_changes(tokens, i):
    """A call or an assignment that is a statement of its own, or a break, is left away."""
    token = tokens[i]
    if i == 0 or tokens[i - 1].text not in BEFORE_STATEMENT or token.kind != "word" or token.text in NOT_A_CALL:
        return
    end = end_of_statement(tokens, i)
    if end is None:
        return
    body = tokens[i:end]
    if token.text in ("break", "continue"):
        yield "jump removed", token.start, token.end, ""
    elif len(body) > 2 and body[1].text == "(" and closing(tokens, i + 1) == end - 1:
        yield "call removed", body[0].start, body[-1].end, ""
    elif body[1:] and body[1].text in ("=", "[", ".", "->", "|=", "&=", "+=", "-=") and "{" not in {t.text for t in body}:
        yield "assignment removed", body[0].start, body[-1].end, ""


def changes_at(tokens, i):
    token = tokens[i]
    if token.kind == "operator" and i + 1 < len(tokens):
        yield from operator_changes(tokens, i)
    elif token.kind == "number" and not is_count_of_one(tokens, i):
        yield from number_changes(token)
    elif token.text in WORDS:
        yield "constant", token.start, token.end, WORDS[token.text]
    elif token.text in ("if", "while") and i + 1 < len(tokens):
        yield from condition_changes(tokens, i)
    elif token.text == "return":
        yield from return_changes(tokens, i)
    yield from statement_changes(tokens, i)


def mutants_of(path, source):
    """Every mutant of one file, in the order of the source."""
    tokens = tokens_of(source)
    skip = untouched(tokens)
    for i in range(len(tokens)):
        if i in skip:
            continue
        for kind, start, end, text in changes_at(tokens, i):
            was = source[start:end]
            if text is None:
                text = f"!({was})"
            yield Mutant(path, source.count("\n", 0, start) + 1, kind, start, end, text, was)
