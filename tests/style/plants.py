#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""The checks of this folder have been seen to fail: plants mistakes in a copy of the tree, all those of one check at once,
and wants each noticed, at its place.

usage: plants.py SOURCE_ROOT
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(sys.argv[1])
FOLDERS = ("include", "lib", "backends", "bindings", "tools", "examples", "tests", "doc")
# Check, what its complaint says, and what is appended to a file: a line of code, or more.
PLANTS = [
    ("dialect", "a pointer is asked with !p", "lib/core/card/item.c", "static int a(char *p)\n{\n\treturn p == NULL;\n}\n"),
    ("dialect", "a pointer is asked with p", "lib/core/card/card.c", "static int a(char *p)\n{\n\tif (p != NULL)\n\t\treturn 1;\n}\n"),
    ("dialect", "sizeof x without", "lib/core/card/object.c", "static size_t a(char *p)\n{\n\treturn sizeof(p);\n}\n"),
    ("dialect", "sizeof a / sizeof *a", "lib/core/card/extent.c", "static const int n = sizeof rows / sizeof rows[0];\n"),
    ("dialect", "an outcome is compared", "lib/core/record/field.c", "static int a(int rc)\n{\n\treturn !rc;\n}\n"),
    ("dialect", "an outcome is called rc", "lib/core/record/record.c", "static int a(void)\n{\n\tint ret = b();\n\n\treturn ret;\n}\n"),
    ("dialect", "a result is a ZAIRYU_RESULT_", "lib/core/record/number.c", "static int a(void)\n{\n\tint result = 1;\n\n\treturn b;\n}\n"),
    ("dialect", "whether a signature fits is called answer", "lib/verify/signature/signed_data.c",
     "static bool a(int b)\n{\n\treturn result == SIGNATURE_WRONG;\n}\n"),
    ("dialect", "counted until the name is NULL", "examples/minimal.c", "static int a(int b)\n{\n\treturn b <= ZAIRYU_FIELD_LAST;\n}\n"),
    ("dialect", "a number is an enumerator", "lib/core/tlv/tlv.c", "#define MOST 17\n"),
    ("dialect", "described in prose", "lib/core/session/select.c", "/* @return nothing */\n"),
    ("dialect", "a declaration stands at the top", "tests/core/test_number.c", "static void a(void)\n{\n\tb();\n\tint c = 1;\n}\n"),
    ("dialect", "a blank line follows the declarations", "tools/zairyu/main.c", "static void a(void)\n{\n\tint c = 1;\n\tb(c);\n}\n"),
    ("dialect", "a blank line follows the declarations", "tools/zairyu/command/options.c",
     "static void a(void)\n{\n\tint rc;\n\n\tchar *const *p = b;\n\trc = 1;\n}\n"),
    ("sizes", "351 lines", "lib/image/png.c", 351),
    ("sizes", "54 lines", "tools/zairyu/main.c", "static void a(void)\n{\n" + "\tb();\n" * 51 + "}\n"),
    ("sizes", "54 lines", "bindings/go/handle.go", "func a() {\n" + "\tb()\n" * 52 + "}\n"),
    ("sizes", "no licence line", "bindings/go/attic.go", "package zairyu\n"),
    ("sizes", "memcmp", "lib/core/sm/aes.c", "static int a(void *b)\n{\n\treturn memcmp(b, b, 1);\n}\n"),
    ("sizes", "getenv", "backends/nfc/nfc_backend.c", "static char *a(void)\n{\n\treturn getenv(\"A\");\n}\n"),
    ("sizes", "_Thread_local", "lib/json/tree.c", "static _Thread_local int a;\n"),
    ("layers", "tlv is pure and includes stdio.h", "lib/core/tlv/tlv.c", "#include <stdio.h>\n"),
    ("layers", "the core includes zairyu/verify.h", "lib/core/card/card.c", "#include <zairyu/verify.h>\n"),
    ("layers", "record includes session/session.h", "lib/core/record/field.c", '#include "session/session.h"\n'),
    ("layers", "der includes key/public_key.h", "lib/verify/der/ber.c", '#include "key/public_key.h"\n'),
    ("layers", "which is not what a file in lib/json is called", "lib/json/tree.c", '#include "session/session.h"\n'),
    ("layers", "includes zairyu/vcard.h", "lib/image/stored_image.c", "#include <zairyu/vcard.h>\n"),
    ("layers", "a circle of files", "lib/verify/key/algorithm.c", '#include "key/public_key.h"\n'),
    ("layers", "a public header includes stdio.h", "include/zairyu/wait.h", "#include <stdio.h>\n"),
    ("layers", "record_internal.h: includes lib/core/record/record.h", "tools/zairyu/record_internal.h", "#include <lib/core/record/record.h>\n"),
    ("layers", "no room of lib/core is called attic", "lib/core/attic/old.c", "\n"),
    ("layers", "means one thing in", "lib/image/session.c", "\n"),
    ("layers", "flow includes host/config.h", "examples/kiosk/flow/zoom.c", '#include "host/config.h"\n'),
    ("layers", "host includes gtk/kiosk.h", "examples/kiosk/host/pin.c", '#include "gtk/kiosk.h"\n'),
    ("layers", "the flow includes gtk/gtk.h", "examples/kiosk/flow/zoom.c", "#include <gtk/gtk.h>\n"),
    ("layers", "the flow includes zairyu/image.h", "examples/kiosk/flow/zoom.c", "#include <zairyu/image.h>\n"),
    ("words", "separated", "doc/man/zairyu_wait.3", "\nPairs are parted by commas.\n"),
    ("words", "place", "doc/integrating.md", "\nLay the card on the reader.\n"),
    ("words", "permission is English", "lib/json/extra.c", 'static const char a[] = "permission がありません";\n'),
    ("words", "。 where the English has a full stop", "lib/verify/signature/layout.c",
     'static const char *const a[] = { "電子署名を確認できません", "The signature cannot be checked." };\n'),
    ("words", "texts of this kind end without 。", "tools/zairyu/person/messages.def", 'M(LABEL_PLANT, "番号です。", "Number.")\n'),
    ("words", "texts of this kind end in 。", "tools/zairyu/person/messages.def", 'M(OPTION_PLANT, "番号", "Number")\n'),
    ("words", "texts.txt: \"detail です\": detail is English", "examples/kiosk/flow/texts.txt", "\n[plant]\nja: detail です\nen: detail\n"),
    ("words", "texts.txt: \"番号です。\"", "examples/kiosk/flow/texts.txt", "\n[plant]\nja: 番号です。\nen: Number\n"),
    ("words", "half-width letters", "examples/kiosk/flow/texts.txt", "\n[plant]\nja: 番号１\nen: Number 1\n"),
]


def complaints(root, check):
    done = subprocess.run([sys.executable, ROOT / f"tests/style/{check}.py", root], capture_output=True, text=True, check=False)
    return done.returncode, (done.stdout + done.stderr).splitlines()


def plant(path, what):
    path.parent.mkdir(parents=True, exist_ok=True)
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    more = "\n" * (what - text.count("\n")) if isinstance(what, int) else what
    path.write_text(text + more, encoding="utf-8")


problems = []
for check in dict.fromkeys(row[0] for row in PLANTS):
    with tempfile.TemporaryDirectory(prefix="zairyu-plants-") as place:
        root = pathlib.Path(place)
        for name in FOLDERS:
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "performance"))
        for path in ROOT.glob("*.md"):
            shutil.copy(path, root)
        code, said = complaints(root, check)
        if code != 0:
            problems.append(f"{check}: complains before anything is planted: {said}")
        rows = [row[1:] for row in PLANTS if row[0] == check]
        for _, name, what in rows:
            plant(root / name, what)
        code, said = complaints(root, check)
        problems += [f"{check}: {name}: nobody says {words!r}" for words, name, _ in rows
                     if code == 0 or not any(words in line and pathlib.PurePath(name).stem in line for line in said)]
print("\n".join(problems) or f"{len(PLANTS)} mistakes planted, each noticed")
sys.exit(1 if problems else 0)
