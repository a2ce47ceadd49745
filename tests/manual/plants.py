#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Each check of this folder has been seen to fail: plants one mistake after the other in a copy of manual, guides and
headers, and wants it noticed, by name.

usage: plants.py SOURCE_ROOT
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile

from pages import ROOT, end, read

BACKEND, TRANSPORT, WAIT = "doc/man/zairyu_backend.3", "doc/man/zairyu_transport.3", "doc/man/zairyu_wait.3"
COMMAND, JAPANESE, SETTINGS = "doc/zairyu.1", "doc/man/ja/zairyu.1", "doc/man/ja/zairyu.conf.5"
# Check, file, what stands there, what is planted, what the complaint must say.
PLANTS = [
    ("declarations", BACKEND, "\tsize_t size;\n\tconst char *scheme;", "\tconst char *scheme;\n\tsize_t size;",
     "zairyu_backend: is const char *scheme, must be size_t size"),
    ("declarations", TRANSPORT, "int (*get)(void *userdata, int property",
     "int (*get)(void *userdata, unsigned property", "must be int(*get)(void *userdata,int property"),
    ("declarations", TRANSPORT, "\tvoid (*expect)(void *userdata, const zairyu_hints *hints);\n", "",
     "is nothing, must be void(*expect)"),
    ("declarations", "doc/man/zairyu_session.3",
     "typedef int zairyu_item_fn(void *userdata, uint64_t item,\n    zairyu_bytes file);\n", "",
     "zairyu_item_fn is declared on 0 pages"),
    ("declarations", "doc/man/zairyu_vcard.3", ".Nm zairyu_twin_part ,\n", "", "NAME lacks zairyu_twin_part"),
    ("declarations", BACKEND, ".It watch\n", ".It look\n", "the slot watch is not described"),
    ("declarations", BACKEND, ".Fa wait\n.Pq Xr zairyu_wait 3 ,\n", "a wait\n",
     "the slot list does not explain wait"),
    ("declarations", "doc/man/zairyu_card.3", ".It Va signature\n", ".It Va place\n", "nothing is said of signature"),
    ("declarations", "doc/man/zairyu_context.3", ".Fa component\n", "component\n", "nothing is said of component"),
    ("declarations", "include/zairyu/session.h", "\tuint64_t total;", "\tuint64_t total, more;",
     "must be uint64_t total,more"),
    ("declarations", "include/zairyu/error.h", "#define ZAIRYU_OK 0\n", "typedef int zairyu_new_fn(int code);\n",
     "zairyu_new_fn is declared on 0 pages"),
    ("declarations", "doc/abi.md", "`zairyu_twin_part`", "a part of a twin", "abi.md: nothing is said of zairyu_twin_part"),
    ("error_codes", "include/zairyu/record.h", "@return 0; RECORD_DAMAGED if",
     "@return 0; BUSY, STATE; RECORD_DAMAGED if", "zairyu_record_load returns STATE as well"),
    ("error_codes", "doc/man/zairyu_image.3", ".It Dv ZAIRYU_ERR_LIMIT\n", ".It Dv ZAIRYU_ERR_FILE\n",
     "zairyu_image_decode returns LIMIT as well"),
    ("error_codes", "doc/man/zairyu_image.3", ".It Dv ZAIRYU_ERR_LIMIT\n", ".It Dv ZAIRYU_ERR_FILE\n",
     "no header says what returns FILE"),
    ("error_codes", "doc/man/zairyu_error.3", ".It Dv ZAIRYU_ERR_MANY_CARDS\n", ".It Dv ZAIRYU_ERR_TWO_CARDS\n",
     "the codes are not those of the header"),
    ("words", "doc/man/zairyu_verify.3", "not-read,\n", "not-readable,\n",
     "zairyu_verify(3), notes: not-read, not-readable"),
    ("words", "include/zairyu/verify.h", '"no-face", ', "", "verify.h, notes: no-face"),
    ("words", "doc/verification.md", "`reduced-record`", "a word", "verification.md, notes: reduced-record"),
    ("words", "doc/man/zairyu_record.3", "text-cesu-8 , ", "", "text-cesu-8"),
    ("words", "doc/man/zairyu_image.3", ".It Li zairyu-live\n", ".It Li zairyu-alive\n", "zairyu-alive, zairyu-live"),
    ("fragments", WAIT, ".Sh ERRORS\n", ".Bd -literal\nint x;\n.Ed\n.Sh ERRORS\n", "around/zairyu_wait_3.c should"),
    ("fragments", WAIT, ".Sh ERRORS\n", ".Dl zairyu_wait_free(wait);\n.Sh ERRORS\n",
     "in a form that is not looked for"),
    ("fragments", "doc/zairyu.1", ".Sh SEE ALSO\n", ".Bd -literal\nzairyu_wait_free(wait);\n.Ed\n.Sh SEE ALSO\n",
     "around/zairyu_1.c should"),
    ("fragments", "README.md", "```c\n#include", "```\n#include", "C in a fence that does not say so"),
    ("fragments", "README.md", "```c\n#include", "```C\n#include", "a fence of the language C"),
    ("fragments", "README.ja.md", "int main(int argc, char **argv)\n", "int main(int argc, char *argv[])\n",
     "a whole program that is not in examples/"),
    ("fragments", "README.md", "int main(int argc, char **argv)\n", "int main(int argc, char *argv[])\n",
     "not in examples/"),
    ("fragments", "doc/integrating.md", "\n## What to link\n",
     "\nSo:\n\n    rc = zairyu_wait_new(1, NULL, &wait, NULL);\n\n## What to link\n", "without a fence"),
    ("fragments", "doc/man/zairyu-virtual.7",
     'rc = zairyu_vcard_new(ctx, ca, "type=1,name=MIHON TARO,variant=withdrawn",\n    &card, &err);\n', "$ true\n",
     "there is no such fragment"),
    ("fragments", "tests/manual/meson.build", "  'zairyu_wait_2': [],\n", "",
     "around/zairyu_wait_2.c and meson.build"),
    ("fragments", "tests/manual/around/zairyu_wait_2.c", "#define FRAGMENT_zairyu_wait_2\n",
     "#define FRAGMENT_zairyu_wait_1\n", "does not take it in once"),
    ("in_step", COMMAND, ".It Cm twin\n", ".It Cm forget\nForgets.\n.It Cm twin\n", "missing: ['.It Cm forget']"),
    ("in_step", COMMAND, ".Op Fl -sound\n", ".Op Fl -sound\n.Op Fl -silent\n", "'.Op Fl -silent' is in one synopsis only"),
    ("in_step", JAPANESE, ".Op Fl -exec Ar COMMAND\n.Op Fl -sound\n", ".Op Fl -sound\n.Op Fl -exec Ar COMMAND\n",
     "the synopsis is not the same"),
    ("in_step", COMMAND, ".It Fl -jobs Ar N\n", ".It Fl -jobs Ar NUMBER\n", "not in English: ['.It Fl -jobs Ar N']"),
    ("in_step", JAPANESE, ".It Ev TERM\n", ".It Ev TERMINAL\n", "not in English: ['.It Ev TERMINAL']"),
    ("in_step", JAPANESE, ".It 11\n", ".It 12\n", "missing: ['.It 11']"),
    ("in_step", JAPANESE, ".Sh 環境変数\n", ".Sh 環境\n", "missing: ['.Sh 環境変数']"),
    ("in_step", COMMAND, ".Ss The options\n", ".Ss Options\n", "missing: ['.Ss Options']"),
    ("in_step", COMMAND, ".Sh FILES\n", ".Sh CAVEATS\nNone.\n.Sh FILES\n", "missing: ['.Sh CAVEATS']"),
    ("in_step", COMMAND, "\nNothing is kept unless", "\nMore.\n.Pp\nNothing is kept unless", ".It Cm watch: ['.Pp',"),
    ("in_step", JAPANESE, ".Pa .zairyu\n", ".Pa .zai\n", ".It Cm verify: Pa .zairyu is missing"),
    ("in_step", JAPANESE, "既にあるファイルを置き換えるのは\n.Fl -force\n", "", "Fl -force is missing"),
    ("in_step", COMMAND, "\n.Xr pcscd 8 ,\n", "\n.Xr pcscd 1 ,\n", ".Sh 関連項目: Xr pcscd 8 is not in English"),
    ("in_step", JAPANESE, ".J は、ブラウザーで開けなくても入力する内容を出力し、\n.Fl -json\nではエラー", "は、エラー",
     ".It 130: Fl -json is missing"),
    ("in_step", JAPANESE, "60秒", "90秒", ".It Fl -exec Ar COMMAND: 60 is missing"),
    ("in_step", COMMAND, "Writes the certificates of\n", "Is quiet.\nWrites the certificates of\n", "1 of 2 sentences"),
    ("in_step", JAPANESE, "カードの有効期間の満了日です。", "カードの有効期間の満了日です、", ".It Fl -expiry Ar YYYY-MM-DD: 1 of 2 sentences"),
    ("in_step", COMMAND, "(FAT, many", "(FAT, NTFS, many", "NTFS is missing"),
    ("in_step", COMMAND, "$ zairyu verify records\n", "$ zairyu verify --json records\n", "the examples are not the same"),
    ("in_step", JAPANESE, ".Dl $ zairyu read\n", ".Dl $ zairyu show\n", "must be"),
    ("in_step", SETTINGS, ".Dd November 28, 2026\n", ".Dd November 1, 2026\n", "must be ['.Dd November 28, 2026'"),
    ("in_step", SETTINGS, "Cm save-reduced Ns", "Cm save-less Ns", "Cm save-less is not in English"),
    ("in_step", SETTINGS, "sound = yes\n", "sound = no\n", "the examples are not the same"),
    ("in_step", SETTINGS, ".ss 0\n", ".ss 6\n", "do not begin alike"),
]


def complaints(root, check):
    done = subprocess.run([sys.executable, root / f"tests/manual/{check}.py", root, "check"], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


problems = []
with tempfile.TemporaryDirectory(prefix="zairyu-plants-") as place:
    root = pathlib.Path(place)
    for name in ("doc", "examples", "include", "tests/manual"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "performance"))
    tables = [path for name in ("note.c", "field_note.c", "statements.c") for path in ROOT.glob(f"lib/**/{name}")]
    for path in [*ROOT.glob("README*.md"), *tables]:
        copy = root / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    for check in sorted({plant[0] for plant in PLANTS}):
        if complaints(root, check)[0] != 0:
            problems.append(f"{check}: complains before anything is planted")
    for check, name, right, wrong, complaint in PLANTS:
        before = read(root / name)
        if before.count(right) < 1:
            problems.append(f"{name}: there is no {right!r} any more")
            continue
        (root / name).write_text(before.replace(right, wrong, 1), encoding="utf-8")
        code, said = complaints(root, check)
        if code == 0 or complaint not in said:
            problems.append(f"{check}: {wrong!r} in {name}: {said.strip() or 'nothing is said'}")
        (root / name).write_text(before, encoding="utf-8")
end(problems, f"{len(PLANTS)} mistakes planted, each noticed")
