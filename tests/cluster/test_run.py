# SPDX-License-Identifier: BSD-2-Clause
"""What is verified, what is written, and what is not done twice."""
import fcntl
import json
import os
import pathlib
import unittest

import zairyu
from cluster import ClusterCase, names_of, saved


class Run(ClusterCase):
    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.paths = cls.make_records(60)
        cls.start_cluster()

    def test_lines_are_those_of_the_command(self) -> None:
        odd = self.root / "odd"
        (odd / "deep/er").mkdir(parents=True)
        (odd / "deep/er/日本 語\n.zairyu").write_bytes(saved("type=05"))
        (odd / "damaged.zairyu").write_bytes(saved("type=1")[:-9])
        (odd / "empty.zairyu").write_bytes(b"")
        (odd / "large.zairyu").write_bytes(bytes(300000))
        (odd / ".zairyu").write_bytes(b"not taken")
        (odd / "other.txt").write_bytes(b"not taken")
        (odd / "named").write_bytes(saved("type=2"))
        (odd / "link.zairyu").symlink_to("named")
        (odd / "linked").symlink_to("deep")
        os.mkfifo(odd / "pipe.zairyu")
        said = self.verify(self.records, odd, odd / "named", status=1, batch=7)
        self.assertIn("zairyu_cluster: 65 records: unchecked 42, genuine 0, abnormal 10, unsigned 10, error 3.", said)
        self.assertEqual(len(self.lines()), 65)
        large = [line for line in self.lines() if b"large" in line]
        self.assertIn("ZAIRYU_ERR_LIMIT", large[0].decode())
        # The command finds out while it reads; the library, when it loads.
        self.assertEqual(sorted(set(self.lines()) - set(large)),
                         sorted(line for line in self.command_lines(self.records, odd, odd / "named") if b"large" not in line))

    def test_what_is_named_and_is_no_record(self) -> None:
        pipe = self.root / "named-pipe"
        os.mkfifo(pipe)
        gone = self.root / "gone.zairyu"
        self.verify(pipe, status=1, list="-", stdin=f"{gone}\n\n{self.paths[0]}\n".encode())
        self.assertEqual(sorted(names_of(self.out.read_bytes())), sorted(map(str, (pipe, gone, self.paths[0]))))
        self.assertIn(self.command_lines(gone, self.paths[0])[0], self.lines())
        errors = {json.loads(line)["file"]: json.loads(line).get("error") for line in self.lines()}
        self.assertIn("not a regular file", errors[str(pipe)]["detail"])
        self.assertIsNone(errors[str(self.paths[0])])

    def test_goes_on_where_it_stopped(self) -> None:
        self.verify(self.records)
        whole = self.lines()
        kept = b"".join(line + b"\n" for line in whole[:23])
        self.out.write_bytes(kept + whole[23][:-4])
        said = self.verify(self.records)
        self.assertIn("37 records", said)
        self.assertIn("Passed over, as they have a line already: 23.", said)
        self.assertTrue(self.out.read_bytes().startswith(kept))
        self.assertEqual(sorted(self.lines()), sorted(whole))
        before = self.out.read_bytes()
        self.assertIn("zairyu_cluster: 0 records", self.verify(self.records))
        self.assertEqual(self.out.read_bytes(), before)

    def test_torn_first_line(self) -> None:
        self.out.write_bytes(b'{"schema": "zairyu.verdict/1", "file": "/x')
        self.verify(self.paths[0])
        self.assertEqual(names_of(self.out.read_bytes()), [str(self.paths[0])])

    def test_whole_line_without_its_end_is_torn(self) -> None:
        self.verify(self.paths[0], self.paths[1])
        whole = self.out.read_bytes()
        self.out.write_bytes(whole[:-1])
        self.verify(self.paths[0], self.paths[1])
        self.assertEqual(sorted(self.lines()), sorted(whole.splitlines()))

    def test_given_twice_done_once(self) -> None:
        os.makedirs(self.root / "dots", exist_ok=True)
        said = self.verify(self.records, self.paths[3], self.root / "dots" / ".." / "records" / self.paths[4].parent.name)
        self.assertEqual(sorted(names_of(self.out.read_bytes())), sorted(map(str, self.paths)))
        self.assertIn("Passed over", said)

    def test_trust_is_loaded_once_per_worker(self) -> None:
        (self.root / "loads").unlink(missing_ok=True)
        self.verify(self.records, batch=1)
        loads = (self.root / "loads").read_text().split()
        self.assertEqual(len(loads), self.processes)
        self.assertEqual(set(map(int, loads)), set(self.worker_pids()))

    def test_output_is_private(self) -> None:
        self.verify(self.paths[0])
        self.assertEqual(self.out.stat().st_mode & 0o777, 0o600)

    def test_foreign_output_is_left_alone(self) -> None:
        for content in (b"important\n", b"important", b'{"other": 1}\n', self.paths[0].read_bytes(), b'["file"]\n'):
            self.out.write_bytes(content)
            self.assertIn("is not an output of this program", self.verify(self.paths[0], status=2))
            self.assertEqual(self.out.read_bytes(), content)

    def test_two_runs_with_one_output(self) -> None:
        with open(self.out, "wb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            self.assertIn("Another run is writing", self.verify(self.paths[0], status=2))
        self.assertIn("cannot be written", self.verify(self.paths[0], status=2, out=self.root / "none/out"))
        self.assertIn("cannot be written", self.verify(self.paths[0], status=2, out=self.root))

    def test_no_trust(self) -> None:
        empty, bad = self.root / "empty-ca", self.root / "bad-ca"
        for directory in (empty, bad):
            directory.mkdir(exist_ok=True)
        (bad / "ca.der").write_bytes((self.root / "ca/first-generation.der").read_bytes())
        (bad / "bad.der").write_bytes(b"not one")
        for trust, reason in ((empty, "it has no certificate"), (self.root / "none", "No such file"), (bad, "bad.der cannot be used")):
            with self.subTest(trust.name):
                said = self.verify(self.paths[0], status=2, trust=trust)
                self.assertIn(reason, said)
                self.assertIn("has no trust store", said)
                self.assertEqual(self.lines(), [])

    def test_nothing_to_verify(self) -> None:
        (self.root / "nothing").mkdir()
        self.assertIn("There is no record", self.verify(self.root / "nothing", status=2))
        self.assertIn("none is not there", self.verify(self.root / "none", status=2))
        self.assertIn("none.txt is not there", self.verify(list=self.root / "none.txt", status=2))

    def test_names_that_are_not_utf_8(self) -> None:
        directory = self.root / "names"
        directory.mkdir()
        for name in (b"\xff.zairyu", b"\xfe.zairyu", b"good.zairyu"):
            pathlib.Path(os.fsdecode(os.fsencode(directory) + b"/" + name)).write_bytes(saved("type=05"))
        self.verify(directory, status=1)
        self.assertEqual(len(set(names_of(self.out.read_bytes()))), 3)
        self.assertEqual(sum(b"is not UTF-8" in line for line in self.lines()), 2)
        self.assertIn("zairyu_cluster: 0 records", self.verify(directory, status=1))


class Wire(ClusterCase):
    """What crosses the network, seen where it enters."""

    behaviour = {"frames": "1"}
    program = ("-c", "import frames, os, sys; frames.keep(os.environ['TEST_ROOT'] + '/frames-client'); "
               "from zairyu_cluster.__main__ import main; sys.exit(main())")

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.paths = cls.make_records(30)
        cls.start_cluster()

    def test_nothing_of_a_card(self) -> None:
        self.verify(self.records, batch=4)
        self.assertEqual(len(self.lines()), 30)
        wire = b"".join(path.read_bytes() for path in self.root.glob("frames-*"))
        self.assertEqual(len(list(self.root.glob("frames-*"))), 1 + self.processes)
        # What is there, to know that this sees everything.
        self.assertTrue(all(str(path).encode() in wire for path in self.paths))
        self.assertTrue(b"zairyu.verdict/1" in wire)
        for path in self.paths[:6]:
            self.assertFalse([secret for secret in self.secrets(path) if secret in wire], path)

    def secrets(self, path: pathlib.Path) -> set[bytes]:
        """Pieces of a record's file, and what is on the card as text."""
        content = path.read_bytes()
        pieces = {content[at:at + 24] for at in range(0, len(content) - 24, 12)}
        with zairyu.load(path) as card:
            texts = {card.number, *(field.value for field in card.fields.values() if field.value and len(field.value) > 4)}
        secrets = {piece for piece in pieces if len(set(piece)) > 4} | {text.encode() for text in texts}
        self.assertGreater(len(secrets), 100)
        return secrets


if __name__ == "__main__":
    unittest.main()
