# SPDX-License-Identifier: BSD-2-Clause
"""The kiosk that is installed calls no card genuine that the test CA signed: with the same CA, the same card on the same real
pcscd with which the tests' own kiosk does, whatever it is started with. And nothing in it knows the test CA."""
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

import visit
from visit import TEST_CA, case, processes

KIOSK, ZAIRYU = os.environ["ZAIRYU_KIOSK"], os.environ["ZAIRYU"]
BUILD = pathlib.Path(os.environ["ZAIRYU_BUILD"])
GENUINE = ("heading-genuine-card", "heading-genuine-certificate", "heading-genuine-other", "result-ok", "vouched")
# As somebody would try who looks for a way.
TRIED = {name: "1" for name in ("ZAIRYU_TEST", "ZAIRYU_DEBUG", "ZAIRYU_GENUINE", "ZAIRYU_PIN", "ZAIRYU_TEST_CA", "KIOSK_TEST", "KIOSK_TRACEABLE")}
WORDS = re.compile(r"正常な|fully functioning|genuine", re.I)


def libraries(program):
    done = subprocess.run(["ldd", program], capture_output=True, text=True, check=True, timeout=processes.PATIENCE)
    return [pathlib.Path(path) for path in re.findall(r"=> (/\S+)", done.stdout) if "zairyu" in path]


class NeverGenuine(visit.VisitTest):
    def handed_on(self, folder):
        return {"hook.program": f"/bin/sh -c 'cat >{folder}/result.json'", "hook.receiver": "Test", "kiosk.compare": "yes"}

    def says_nothing_of_it(self, person):
        self.assertEqual([name for name in GENUINE if person.can_read(name)], [], person.labels())
        warnings = person.said("caution-test-ca")  # that it cannot prove that a card is genuine
        self.assertEqual([text for text in person.labels() if WORDS.search(text) and text not in warnings], [])

    def looks_at_each_screen(self, person, folder):
        """On the way from the result to the next customer."""
        for button, title in (("enlarge", "zoom-scale"), ("verify-validity", "inquiry-number"), ("compare-title", "compare-question")):
            person.taps(button)
            person.reads(title)
            self.says_nothing_of_it(person)
            person.taps({"compare-title": "compare-same"}.get(button, "close"))
            person.reads("result-title")
            self.says_nothing_of_it(person)
        person.taps("return-to-top")
        person.reads("offer-title")
        self.says_nothing_of_it(person)
        person.taps("agree")
        processes.wait_for((folder / "result.json").exists, "what is handed on")
        person.reads("sent")
        self.says_nothing_of_it(person)
        person.taps("close")
        person.reads("take-card")
        self.says_nothing_of_it(person)
        self.stage.lift()

    def visit(self, card, program=None, settings=None, args=()):
        """All of a visit; gives what was handed on."""
        folder = pathlib.Path(tempfile.mkdtemp(dir=case.SESSION.home.dir))
        person = self.kiosk(program, self.handed_on(folder) | (settings or {}), args=args)
        self.reads_card(person, card)
        person.reads("heading-unchecked")
        self.says_nothing_of_it(person)
        self.looks_at_each_screen(person, folder)
        person.stop()
        return (folder / "result.json").read_text(encoding="utf-8")

    def unchecked(self, result):
        self.assertIn('"unchecked"', result)
        self.assertIsNone(WORDS.search(result))
        json.loads(result)

    def test_by_configuration(self):
        for card in ("type=1", "type=06"):
            with self.subTest(card):
                self.unchecked(self.visit(card))

    def test_by_options_environment_and_the_person_s_own_place(self):
        env, home = case.SESSION.home.env, case.SESSION.home.dir
        subprocess.run([ZAIRYU, "trust", "add", "--custom", *case.authorities().glob("*.crt")], env=env, check=True, capture_output=True,
                       timeout=processes.PATIENCE)
        self.assertTrue(list(home.rglob("zairyu/trust/*")), "it lies in the person's own place")
        env |= TRIED
        self.addCleanup(lambda: [env.pop(name) for name in TRIED])
        self.unchecked(self.visit("type=05", settings={"kiosk.trust": ""}))
        self.unchecked(self.visit("type=05", args=["--trust", case.authorities()]))

    def test_nothing_in_it_knows_the_test_ca(self):
        digests = [subprocess.run(["sha256sum", path], capture_output=True, check=True, timeout=60).stdout.split()[0]
                   for path in case.authorities().glob("*.crt")]
        self.assertEqual(len(digests), 2)
        forms = digests + [bytes.fromhex(d.decode()) for d in digests]
        known = libraries(KIOSK)
        self.assertTrue(known)
        for path in [pathlib.Path(KIOSK), *known]:
            self.assertFalse(any(form in path.read_bytes() for form in forms), path)
        content = pathlib.Path(TEST_CA).read_bytes()
        self.assertTrue(all(digest in content for digest in digests))
        self.assertEqual(libraries(TEST_CA), [])

    def test_the_other_is_of_the_tests_alone(self):
        targets = json.loads((BUILD / "meson-info/intro-targets.json").read_text(encoding="utf-8"))
        own = [t for t in targets if any(pathlib.Path(f).name.startswith("zairyu-kiosk") and t["type"] == "executable" for f in t["filename"])]
        self.assertEqual({t["name"]: t["installed"] for t in own}, {"zairyu-kiosk": True, "zairyu-kiosk-test-ca": False})
        self.assertEqual(pathlib.Path(TEST_CA).resolve().parent, (BUILD / "tests/kiosk/proof").resolve())
        plan = (BUILD / "meson-info/intro-install_plan.json").read_text(encoding="utf-8")
        self.assertNotIn("test-ca", plan)


if __name__ == "__main__":
    unittest.main(verbosity=2)
