# SPDX-License-Identifier: BSD-2-Clause
"""zairyu-json(5), the schema and the command name the same keys, types and words; the examples are what is printed."""
import json
import os
import re
import subprocess
import sys
import unittest

from formats import SOURCE, examples, page, section

sys.path.insert(0, str(SOURCE / "tests/tool"))

from support import NUMBER, SCHEMA, TIMEOUT, VALIDATOR, ZAIRYU, ToolTest  # noqa: E402

PAGE = page("zairyu-json.5")
CARDS = os.environ["ZAIRYU_WALK_CARDS"]
NAMED = ("date", "code", "text")  # what the page calls by its name, not by "object"


def at(path):
    schema = SCHEMA["$defs"]
    for step in path.split("/"):
        schema = schema[step]
    return schema


def resolved(schema):
    while "$ref" in schema:
        schema = at(schema["$ref"].removeprefix("#/$defs/"))
    return schema


def type_of(schema):
    if "anyOf" in schema:
        return " or ".join(type_of(part) for part in schema["anyOf"])
    name = schema.get("$ref", "").rsplit("/", 1)[-1]
    if name in NAMED:
        return name
    schema = resolved(schema)
    return schema.get("type") or {str: "string", bool: "boolean"}[type((schema.get("enum") or [schema["const"]])[0])]


def words_of(schema):
    schema = resolved(schema)
    if "items" in schema:
        schema = resolved(schema["items"])
    elif "additionalProperties" in schema:
        schema = resolved(schema["additionalProperties"])
    words = schema.get("enum", [schema["const"]] if "const" in schema else [])
    return {word for word in words if isinstance(word, str)}


def from_schema(paths):
    """key → (type, always, words), of several objects that the page describes as one."""
    schemas, keys = [at(path) for path in paths], {}
    for schema in schemas:
        for key, value in schema["properties"].items():
            keys[key] = (type_of(value), all(key in s.get("required", ()) for s in schemas), words_of(value))
    return keys


def from_page(body):
    keys = {}
    for item in re.split(r"^\.It ", body, flags=re.M)[1:]:
        head, _, rest = item.partition("\n")
        key, kind, always = re.fullmatch(r"Cm (\w+) Pq ([a-z ]+?)(?: , (always|may be missing))?", head).groups()
        words = set(re.findall(r"^\.Ql (\S+)", rest, flags=re.M))
        assert key not in keys, f"twice: {key}"
        keys[key] = (kind, always == "always", words)
    return keys


LISTS = {tuple(names.split()): from_page(body)
         for names, body in re.findall(r'^\.\\" schema: ([^\n]*)\n\.Bl [^\n]*\n(.*?)^\.El$', PAGE, flags=re.M | re.S)}


def objects_in(schema, path=""):
    """The place of every object with named keys."""
    if isinstance(schema, dict):
        if schema.get("type") == "object" and "properties" in schema:
            yield path
        for key, part in schema.items():
            if key not in ("if", "then", "allOf"):
                yield from objects_in(part, f"{path}/{key}".lstrip("/"))


class Keys(unittest.TestCase):
    maxDiff = None

    def test_page_and_schema(self):
        for paths, keys in LISTS.items():
            self.assertEqual(keys, from_schema(paths), paths)

    def test_name_of_the_schema(self):
        """The name of a schema is that of its documents."""
        name = f"urn:{at('document/properties/schema/const').replace('.', ':', 1)}"
        self.assertEqual(SCHEMA["$id"], name)
        self.assertIn(f".Ql {name} .", PAGE)

    def test_every_object_is_on_the_page(self):
        self.assertEqual(sorted(path for paths in LISTS for path in paths), sorted(objects_in(SCHEMA["$defs"])))


def key_paths(document, schema, path):
    """Each key that is in a document, by the place of its object in the schema."""
    if "$ref" in schema:
        return key_paths(document, resolved(schema), schema["$ref"].removeprefix("#/$defs/"))
    if "anyOf" in schema:
        name = "code" if "code" in document else "text"
        return key_paths(document, at(name), name)
    found = set()
    if isinstance(document, list):
        for part in document:
            found |= key_paths(part, schema["items"], f"{path}/items")
    elif isinstance(document, dict):
        for key, part in document.items():
            if key in schema.get("properties", {}):
                found |= {(path, key)} | key_paths(part, schema["properties"][key], f"{path}/properties/{key}")
            else:
                found |= key_paths(part, schema["additionalProperties"], f"{path}/additionalProperties")
    return found


def root_of(document):
    name = {"zairyu.card/1": "document", "zairyu.verdict/1": "verdict", "zairyu.doctor/1": "doctor"}.get(document.get("schema"))
    return name or {"error": "failure", "readers": "readers", "anchors": "trust", "number": "inquiry"}[next(iter(document))]


class Printed(ToolTest):
    maxDiff = None

    def lines(self, *args, **more):
        return self.run_tool(*args, **more).out.splitlines()

    def every_output(self):
        ca, cards, out = self.authorities(), self.dir / "cards", self.dir / "out"
        subprocess.run([CARDS, cards], check=True, capture_output=True, timeout=10 * TIMEOUT, env=self.environment())
        self.assertGreater(len(list(cards.iterdir())), 500)
        yield from self.lines("verify", "--json", "--trust", ca, cards)
        yield from self.lines("verify", "--json", "--brief", "--trust", ca, cards, self.dir / "none")
        yield from self.lines("readers", "--json")
        yield from self.lines("doctor", "--json", env={"PCSCLITE_CSOCK_NAME": str(self.dir / "none")})
        yield from self.lines("doctor", "--json", "--reader", "virtual:", "--trust", ca)
        yield from self.lines("trust", "list", "--json", "--trust", ca)
        yield from self.lines("trust", "add", "--custom", "--json", "--trust", self.dir / "store", *ca.iterdir())
        (self.dir / "store/stray.crt").touch()
        yield from self.lines("trust", "list", "--json", "--trust", self.dir / "store")
        yield from self.lines("trust", "remove", "--json", "--trust", self.dir / "store", "stray.crt")
        yield from self.lines("inquiry", "--json", "--expiry", "2030-01-05", stdin=NUMBER + "\n")
        yield from self.lines("read", "--reader", "virtual:", "--json", stdin="AA1\n")
        for options in ("type=1", "type=2", "type=05", "type=06", "type=1,variant=length-83"):
            reduced = self.dir / "reduced.zairyu"
            yield from self.lines("read", "--reader", f"virtual:{options}", "--json", "--raw", "--force", "--out", out, "--trust", ca,
                                  "--save-reduced", reduced, stdin=NUMBER + "\n")
            yield from self.lines("show", reduced, "--json")
            reduced.unlink()

    def test_every_key_is_printed_and_described(self):
        """Over all virtual cards, and with every option. What is not in the schema does not validate (support.py)."""
        seen = set()
        for line in self.every_output():
            document = json.loads(line)
            VALIDATOR.validate(document)
            name = root_of(document)
            seen |= key_paths(document, at(name), name)
        wanted = {(path, key) for paths in LISTS for path in paths for key in at(path)["properties"]}
        self.assertEqual(wanted - seen, set())
        self.assertEqual(seen - wanted, set())


class Examples(ToolTest):
    maxDiff = None

    def test_examples(self):
        self.authorities()
        (self.dir / "bin").mkdir()
        (self.dir / "bin/zairyu").symlink_to(ZAIRYU)
        found = list(examples(section(PAGE, "EXAMPLES")))
        self.assertGreaterEqual(len(found), 4)
        for command, shown in found:
            self.assertTrue(command.endswith(" | jq ."), command)
            path = f"{self.dir / 'bin'}:{os.environ['PATH']}"
            done = subprocess.run(["sh", "-c", command.removesuffix(" | jq .")], cwd=self.dir, capture_output=True,
                                  timeout=TIMEOUT, check=False, env=self.environment(PATH=path))
            lines = [json.loads(line) for line in done.stdout.decode().splitlines()]
            printed = "\n".join(json.dumps(self.steady(line), indent=2, ensure_ascii=False) for line in lines)
            self.assertEqual(self.without_time(shown), self.without_time(printed), command)

    def steady(self, document):
        """Other tests may have a reader of the real service just now."""
        if "readers" in document:
            document["readers"] = [reader for reader in document["readers"] if reader["simulated"]]
        return document

    def without_time(self, text):
        return re.sub(r'("read_at": ")\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"', r'\1TIME"', text)


if __name__ == "__main__":
    unittest.main()
