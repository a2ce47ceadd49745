# SPDX-License-Identifier: BSD-2-Clause
"""The comparisons of this folder have been seen to fail: plants one mistake after the other in a copy, and wants it noticed."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

from formats import SOURCE

JSON, SCHEMA, URI, VIRTUAL = "doc/man/zairyu-json.5", "doc/card.schema.json", "doc/man/zairyu-uri.7", "doc/man/zairyu-virtual.7"
HEADER, ERRORS = "include/zairyu/error.h", "zairyu-errors.7"
JAPANESE = "doc/man/ja/zairyu.1"
# Test, file, what stands there, what is planted.
PLANTS = [
    ("test_json.py Keys", JSON, ".It Cm spec_version Pq string , may be missing\n", ""),
    ("test_json.py Keys", JSON, ".It Cm sex Pq code\n", ".It Cm sex Pq code\n.It Cm height Pq code\n"),
    ("test_json.py Keys", JSON, ".It Cm live Pq boolean , always", ".It Cm live Pq boolean , may be missing"),
    ("test_json.py Keys", JSON, ".It Cm width Pq integer ,", ".It Cm width Pq string ,"),
    ("test_json.py Keys", JSON, ".Ql not-read .", ".Ql unread ."),
    ("test_json.py Keys", JSON, '.\\" schema: verdict\n', '.\\" not compared\n'),
    ("test_json.py Keys", SCHEMA, '"renewal_pending": { "$ref": "#/$defs/code" }', '"renewal_pending": { "$ref": "#/$defs/date" }'),
    ("test_json.py Keys", SCHEMA, '"live": {', '"alive": { "type": "boolean" }, "live": {'),
    ("test_json.py Keys", SCHEMA, '"enum": ["unknown", "none", "present"]', '"enum": ["unknown", "none", "present", "several"]'),
    ("test_json.py Keys", SCHEMA, "urn:zairyu:card/1", "urn:zairyu:card/2"),
    ("test_pages.py Errors", ERRORS, ".It Dv ZAIRYU_ERR_MANY_CARDS", ".It Dv ZAIRYU_ERR_FEW_CARDS"),
    ("test_pages.py Errors", ERRORS, "Pq \\-211 ,", "Pq \\-213 ,"),
    ("test_pages.py Errors", ERRORS, "複数のカードがあります", "Several cards"),
    ("test_pages.py Errors", ERRORS, '.Em "対処:"\n', ""),
    ("test_pages.py Errors", ERRORS, ".It 07 Ql ", ".It 08 Ql "),
    ("test_pages.py Errors", HEADER, " (-902)", " (-902)\n#define ZAIRYU_ERR_NEW (-903)"),
    ("test_pages.py Form", URI, ".Xr zairyu_nfc 3", ".Xr zairyu_nfcs 3"),
    ("test_pages.py Form", URI, ".Xr zairyu-virtual 7", ".Xr zairyu-virtuals 7"),
    ("test_pages.py Form", URI, ".Fn zairyu_transport_open_first", ".Fn zairyu_transport_open_best"),
    ("test_pages.py Form", VIRTUAL, ".Dt ZAIRYU-VIRTUAL 7\n", ".Dt ZAIRYU-VIRTUAL 5\n"),
]
# These are seen where the pages are shown.
if all(map(shutil.which, ("groff", "lexgrog", "mandoc"))):
    PLANTS += [
        ("test_japanese.py Japanese", JAPANESE, ".Nm zairyu\n.Nd ", ".Nm zairyu-command\n.Nd "),
        ("test_japanese.py Japanese", JAPANESE, ".J その場合は、", "その場合は、"),
        ("test_japanese.py Japanese", JAPANESE, "「未確認」になります。", "「未確認」になります．"),
        ("test_japanese.py Japanese", JAPANESE, "カードのファイルの要約値", "カードのファイルのダイジェスト"),
        ("test_japanese.py Japanese", JAPANESE, ".nop \\&\n", ""),
        ("test_japanese.py Japanese", JAPANESE, ".ds doc-section-name 名前\n", ""),
        ("test_japanese.py Japanese", JAPANESE, ".nr doc-hyphen-flags 0\n", ""),
        ("test_japanese.py Japanese", JAPANESE, ".Fl -out Ns 、 Ns Fl -save Ns", ".Fl -out 、 Ns Fl -save Ns"),
        ("test_japanese.py Japanese", JAPANESE, ".Pf （ Fl -force\n", "Pf （ Fl -force\n"),
        ("test_japanese.py Japanese", JAPANESE, ".Ev LC_ALL Ns 、", ".Nv LC_ALL Ns 、"),
        ("test_japanese.py Japanese", JAPANESE, "リーダー、PC/SC、libnfc からの応答を\n", "リーダー、PC/SC、libnfcからの応答を\n"),
        ("test_japanese.py Japanese", JAPANESE, "診断のため、", "診断のため、" + 40 * "長"),
        ("test_japanese.py Japanese", JAPANESE, "照会ページのアドレスです。https のアドレスに限ります。\n", ""),
    ]


class Plants(unittest.TestCase):
    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="zairyu-plants-"))
        self.addCleanup(shutil.rmtree, self.root)
        for name in ("doc", "include", "tests/tool", "tests/style", "tests/formats"):
            shutil.copytree(SOURCE / name, self.root / name, ignore=shutil.ignore_patterns("__pycache__", "performance"))
        shutil.copy(os.environ["ZAIRYU_ERRORS_PAGE"], self.root / ERRORS)

    def fails(self, test):
        name, case = test.split()
        env = os.environ | {"ZAIRYU_SOURCE": str(self.root), "ZAIRYU_ERRORS_PAGE": str(self.root / ERRORS)}
        done = subprocess.run([sys.executable, self.root / "tests/formats" / name, case], env=env, capture_output=True, check=False)
        return done.returncode != 0

    def test_each_is_noticed(self):
        for test in sorted({plant[0] for plant in PLANTS}):
            self.assertFalse(self.fails(test), f"{test} fails before anything is planted")
        for test, name, right, wrong in PLANTS:
            path = self.root / name
            before = path.read_text(encoding="utf-8")
            self.assertIn(right, before, name)
            path.write_text(before.replace(right, wrong, 1), encoding="utf-8")
            self.assertTrue(self.fails(test), f"{name}: {wrong!r}")
            path.write_text(before, encoding="utf-8")


if __name__ == "__main__":
    unittest.main()
