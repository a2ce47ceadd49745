# SPDX-License-Identifier: BSD-2-Clause
"""zairyu doctor: what it finds on machines of the tests' own making, and what it says to do."""
import contextlib
import json
import os
import re
import signal
import socket
import threading
import time
import unicodedata
import unittest

from support import TIMEOUT, TYPES, VALIDATOR, TerminalTest, ToolTest

NO_FONTS = '<?xml version="1.0"?><fontconfig><dir>{}</dir><cachedir>{}</cachedir></fontconfig>'


def columns(text):
    """How wide a terminal shows a text."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def refuse(client):
    """As pcscd does with whom polkit does not let in, in the time that asking it takes."""
    time.sleep(0.05)
    client.close()


class DoctorTest(ToolTest):
    """A machine whose files are below self.root, without a service unless there is a socket."""

    def setUp(self):
        super().setUp()
        self.root = self.dir / "machine"
        self.root.mkdir()
        self.socket = self.dir / "pcscd.comm"

    def file(self, name, text=""):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def usb(self, place, ids, product="", interface_class="ff", driver=None):
        """A device on USB, as the kernel shows it."""
        folder = f"sys/bus/usb/devices/{place}"
        self.file(f"{folder}/idVendor", ids[:4] + "\n")
        self.file(f"{folder}/idProduct", ids[5:] + "\n")
        self.file(f"{folder}/product", product + "\n")
        self.file(f"{folder}/busnum", "1\n")
        self.file(f"{folder}/devnum", "7\n")
        self.file(f"{folder}:1.0/bInterfaceClass", interface_class + "\n")
        if driver:
            (self.root / f"{folder}:1.0/driver").symlink_to(f"../../../../bus/usb/drivers/{driver}")

    def environment(self, **more):
        return super().environment(ZAIRYU_DOCTOR_ROOT=str(self.root), PCSCLITE_CSOCK_NAME=str(self.socket)) | more

    def examine(self, *args, status=None, **more):
        result = self.run_tool("doctor", "--json", *args, **more)
        document = json.loads(result.out)
        VALIDATOR.validate(document)
        self.assertEqual(document["status"], result.status)
        self.assertEqual(document["ready"], result.status == 0)
        self.assertEqual("reason" in document, result.status != 0)
        for finding in document["findings"]:
            for text in (finding["message_en"], finding["message_ja"]):
                self.assertNotIn("{", text)
                self.assertEqual(text, text.strip())
        if status is not None:
            self.assertEqual(result.status, status, result.out)
        return document

    def finding(self, document, word):
        found, = (finding for finding in document["findings"] if finding["finding"] == word)
        return found

    def words(self, document, check=None):
        return [finding["finding"] for finding in document["findings"] if check in (None, finding["check"])]

    @contextlib.contextmanager
    def listening(self, on_client):
        """Something else in the place of pcscd."""
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(self.socket))
        listener.listen(5)
        clients = []

        def serve():
            with contextlib.suppress(OSError):
                while True:
                    client = listener.accept()[0]
                    clients.append(client)
                    on_client(client)
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()
            for one in [listener, *clients]:
                one.close()


class Service(DoctorTest):
    def remedy(self, word):
        document = self.examine(status=10)
        self.assertEqual(document["reason"], "ZAIRYU_ERR_NO_SERVICE")
        found = self.finding(document, word)
        self.assertEqual((found["check"], found["state"]), ("service", "problem"))
        self.assertEqual(self.words(document, "reader"), [])
        return found["remedy"]

    def test_not_installed(self):
        self.assertEqual(self.remedy("service-not-installed"), "sudo apt install pcscd libccid")

    def test_in_a_container(self):
        for sign in ("run/.containerenv", ".dockerenv", "run/systemd/container"):
            with self.subTest(sign):
                self.file(sign)
                self.assertIn("/run/pcscd/pcscd.comm:/run/pcscd/pcscd.comm", self.remedy("service-outside"))
                (self.root / sign).unlink()

    def test_stopped(self):
        self.file("usr/sbin/pcscd")
        self.assertEqual(self.remedy("service-stopped"), "sudo pcscd")
        (self.root / "run/systemd/system").mkdir(parents=True)
        self.assertEqual(self.remedy("service-stopped"), "sudo systemctl enable --now pcscd.socket")
        self.socket.touch()  # that nobody listens at
        self.assertEqual(self.remedy("service-stopped"), "sudo systemctl restart pcscd.socket pcscd.service")

    def test_refused_by_polkit(self):
        with self.listening(refuse):
            document = self.examine(status=10)
        self.assertEqual(document["reason"], "ZAIRYU_ERR_NO_PERMISSION")
        self.assertEqual(self.words(document, "service"), ["service"])
        found = self.finding(document, "permission-refused")
        self.assertEqual((found["check"], found["state"]), ("permission", "problem"))
        for part in ("access_pcsc", "access_card", "sudo tee /etc/polkit-1/rules.d/50-zairyu.rules", "usermod -aG zairyu "):
            self.assertIn(part, found["remedy"])
        self.assertEqual(self.words(document, "reader"), [])

    def test_silent(self):
        (self.root / "run/systemd/system").mkdir(parents=True)
        with self.listening(lambda client: None):
            document = self.examine(status=10)
        self.assertEqual(self.finding(document, "service-silent")["remedy"], "sudo systemctl restart pcscd.socket pcscd.service")

    def test_a_reader_without_the_service(self):
        with self.listening(refuse):
            document = self.examine("--reader", "virtual:type=1", status=0)
        self.assertEqual(self.finding(document, "permission-refused")["state"], "warning")
        self.socket.unlink()
        document = self.examine("--reader", "virtual:type=1", status=0)
        self.assertEqual(self.finding(document, "service-not-installed")["state"], "warning")

    def test_a_reader_of_the_service(self):
        document = self.examine("--reader", "pcsc:ACS", status=10)
        self.assertEqual(self.finding(document, "service-not-installed")["state"], "problem")
        self.assertEqual(self.words(document, "reader"), [])


class Machine(DoctorTest):
    def test_readers_without_a_driver(self):
        self.usb("1-2", "054c:06c1")
        self.usb("1-3", "1d6b:0002", "Hub", "09", "hub")
        found = self.finding(self.examine(), "usb-not-usable")
        for text in (found["message_ja"], found["message_en"]):
            self.assertIn("Sony RC-S380/S", text)
            self.assertIn("Sony RC-S300/S", text)
        self.assertEqual(found["state"], "warning")
        self.assertNotIn("usb", self.words(self.examine()))

    def test_readers_held_by_the_kernel(self):
        self.usb("1-2", "072f:2200", interface_class="0b", driver="pn533_usb")
        found = self.finding(self.examine(), "usb-held")
        self.assertTrue(found["remedy"].endswith("\nsudo modprobe -r pn533_usb pn533"), found["remedy"])
        self.assertIn("/etc/modprobe.d/", found["remedy"])
        self.assertIn("ACR122U", found["message_en"])
        self.usb("1-3", "054c:0dc8", interface_class="0b", driver="usbip-host")
        found = [finding for finding in self.examine()["findings"] if finding["finding"] == "usb-held"]
        self.assertEqual(sorted("remedy" in finding for finding in found), [False, True])

    def test_readers_beside_other_things(self):
        """Of a keyboard with a reader, the reader counts, whatever the kernel does with the keys."""
        self.usb("1-4", "046a:00a2", "Keyboard", "03", "usbhid")
        self.file("sys/bus/usb/devices/1-4:1.1/bInterfaceClass", "0b\n")
        (self.root / "sys/bus/usb/devices/1-4:1.1/driver").symlink_to("../pn533_usb")
        self.assertIn("pn533_usb", self.finding(self.examine(), "usb-held")["remedy"])

    def test_readers_in_use_and_other_devices(self):
        self.usb("1-2", "054c:0dc8", interface_class="0b", driver="usbfs")
        self.usb("1-3", "1d6b:0002", "Hub", "09", "hub")
        self.usb("1-4", "046a:00a2", "Keyboard", "03", "usbhid")
        self.file("sys/bus/usb/devices/1-4:1.1/bInterfaceClass", "0b\n")
        (self.root / "sys/bus/usb/devices/1-4:1.1/driver").symlink_to("../usbfs")
        self.assertEqual(self.words(self.examine(), "usb"), ["usb"])

    def test_unseen(self):
        self.assertEqual(self.words(self.examine(), "usb"), ["usb-unseen"])

    def test_modules(self):
        self.assertEqual(self.words(self.examine(), "modules"), [])
        self.file("proc/modules", "nfc 139264 0 - Live 0x0\npn5330 4096 0 - Live 0x0\n")
        self.assertEqual(self.words(self.examine(), "modules"), ["modules-none"])
        self.file("proc/modules", "nfc 139264 1 pn533, Live 0x0\npn533 45056 1 pn533_usb, Live 0x0\npn533_usb 20480 0 - Live 0x0\n")
        found = self.finding(self.examine(), "modules")
        self.assertEqual(found["state"], "warning")
        self.assertTrue(found["remedy"].endswith("\nsudo modprobe -r pn533_usb pn533 nfc"), found["remedy"])

    @unittest.skipUnless(os.geteuid() == 0, "only root can become somebody else")
    def test_ports_of_others(self):
        port = self.file("dev/ttyUSB0")
        port.chmod(0o600)
        for folder in (self.dir, self.root, self.root / "dev"):
            folder.chmod(0o755)
        self.assertNotIn("permission-serial", self.words(self.examine()))
        try:
            document = self.examine(user=65534, group=65534, extra_groups=[])
        except PermissionError:
            self.skipTest("nobody may not run what was built")
        self.assertRegex(self.finding(document, "permission-serial")["remedy"], r"^sudo usermod -aG dialout \S+$")

    def test_language(self):
        self.assertEqual(self.words(self.examine(), "language"), ["language"])
        found = self.finding(self.examine(env={"LC_ALL": "ja_JP.eucJP"}), "language-not-utf8")
        self.assertEqual(found["remedy"], "export LC_ALL=ja_JP.UTF-8")
        for value in ("ja_JP.UTF-8", "ja_JP.utf8", "C", ""):
            self.assertEqual(self.words(self.examine(env={"LC_ALL": value}), "language"), ["language"], value)

    def test_fonts(self):
        config = self.dir / "fonts.conf"
        (self.dir / "none").mkdir()
        config.write_text(NO_FONTS.format(self.dir / "none", self.dir / "cache"), encoding="utf-8")
        found = self.finding(self.examine(env={"FONTCONFIG_FILE": str(config)}), "fonts-missing")
        self.assertEqual((found["state"], found["remedy"]), ("warning", "sudo apt install fonts-noto-cjk"))
        self.assertNotIn("fonts-missing", self.words(self.examine()))

    def test_clock(self):
        self.assertEqual(self.words(self.examine(), "clock"), ["clock"])


class Trust(DoctorTest):
    def test_missing(self):
        document = self.examine()
        missing = [finding for finding in document["findings"] if finding["finding"] == "trust-missing"]
        for finding, generation, page in zip(missing, ("first", "second"), ("120424_01.html", "120424_01_00003.html"), strict=True):
            self.assertIn(generation, finding["message_en"])
            self.assertIn(page, finding["message_en"])
            self.assertIn(page, finding["message_ja"])
            self.assertEqual((finding["state"], finding["remedy"], finding["value"]), ("warning", "zairyu trust add FILE", 0))

    def test_test_certificates_only(self):
        document = self.examine("--trust", self.authorities(), "--reader", "virtual:", status=0)
        self.assertEqual(self.words(document, "trust")[:2], ["trust-test-only"] * 2)
        page = self.run_tool("doctor", "--trust", self.authorities(), "--reader", "virtual:").out
        self.assertTrue(page.replace("\n", " ").endswith(" certificates are missing. "), page)

    def test_broken(self):
        (self.authorities() / "x.crt").write_text("not one")
        document = self.examine("--trust", self.authorities(), "--reader", "virtual:")
        found = self.finding(document, "trust-unusable")
        self.assertIn("ca/x.crt", found["message_en"])
        self.assertEqual((document["ready"], found["state"]), (True, "warning"))
        found = self.finding(self.examine("--trust", "none", "--reader", "virtual:"), "trust-broken")
        self.assertEqual(found["state"], "problem")

    def places(self, *more):
        return self.words(self.examine("--trust", self.authorities(), *more), "trust")[2:]

    def test_who_could_change_them(self):
        store = self.authorities()
        store.chmod(0o755)
        self.assertEqual(self.places(), ["trust-place"])
        store.chmod(0o777)
        found = self.finding(self.examine("--trust", store), "trust-writable")
        self.assertEqual((found["state"], found["remedy"]), ("warning", f"sudo chmod go-w '{store}'"))
        store.chmod(0o755)
        certificate = sorted(store.iterdir())[0]
        certificate.chmod(0o646)
        self.assertEqual(self.places(), ["trust-writable"])

    def test_a_name_is_not_a_command(self):
        store = self.authorities()
        store.chmod(0o755)
        evil = store / "a'; touch evil; '"
        evil.write_text("")
        evil.chmod(0o666)
        found = self.finding(self.examine("--trust", store), "trust-writable")
        self.assertIn(evil.name, found["message_en"])
        self.assertNotIn("remedy", found)

    @unittest.skipUnless(os.geteuid() == 0, "only root can give a file away")
    def test_of_another_user(self):
        store = self.authorities()
        store.chmod(0o755)
        os.chown(store, 65534, 65534)
        self.assertEqual(self.places(), ["trust-foreign"])

    def test_the_usual_places(self):
        added = self.run_tool("trust", "add", "--custom", *sorted(self.authorities().iterdir()))
        self.assertEqual(added.status, 0, added.err)
        (self.dir / "home/.local/share/zairyu").chmod(0o777)
        found = self.finding(self.examine(), "trust-writable")
        self.assertIn(".local/share/zairyu can be changed", found["message_en"])


class Cards(DoctorTest):
    def test_every_type(self):
        for card_type in TYPES:
            document = self.examine("--reader", f"virtual:type={card_type}", status=0)
            self.assertEqual(self.words(document, "card"), ["card", "card-simulated", "link-extended", "exchange"])
            found = self.finding(document, "card")["message_en"]
            self.assertIn(f"type {card_type}", found)
            self.assertIn("second" if len(card_type) == 2 else "first", found)
            self.assertEqual(self.finding(document, "link-extended")["value"], 65538)
            self.assertGreaterEqual(self.finding(document, "exchange")["value"], 0)

    def test_short_readers(self):
        for reader in ("short", "short-6700", "short-told"):
            document = self.examine("--reader", f"virtual:type=05,reader={reader}", status=0)
            self.assertEqual(self.finding(document, "link-short")["value"], 258, reader)

    def test_cards_that_cannot_be_read(self):
        for options, status in (("variant=foreign", 12), ("variant=my-number", 13), ("fault=silence@1", 15)):
            with self.subTest(options):
                document = self.examine("--reader", f"virtual:{options}", status=status)
                found = self.finding(document, "card-failed")
                self.assertEqual(found["state"], "problem")
                self.assertIn(f"virtual:{options}", found["message_en"])

    def test_nothing_personal(self):
        """No number is asked for or needed, and nothing of a card's contents is said."""
        for number in ("AA12345678BB", "LD64185190AA"):
            result = self.run_tool("doctor", "--reader", f"virtual:type=05,number={number}")
            self.assertEqual(result.status, 0)
            self.assertNotIn(number, result.out.replace(f"number={number}", ""))
            self.assertNotIn("MIHON", result.out)

    def test_wrong_usage(self):
        for args in (["--reader", "bogus:"], ["--reader", "virtual:variant=nothing"], ["more"], ["--number", "x"]):
            self.fails(2, "doctor", *args)
            self.fails(2, "doctor", "--json", *args)


class Tables(DoctorTest):
    def table(self, text, name="readers.tsv"):
        directory = self.dir / "home/.local/share/zairyu"
        directory.mkdir(parents=True, exist_ok=True)
        (directory / name).write_bytes(text.encode())
        return directory / name

    def row(self, **more):
        row = {"usb": "1234:abcd", "pcsc": "-", "name": "Example 1", "length": "-", "message": "-", "slots": "contactless", "driver": "none",
               "rating": "unusable", "instead": "Example 2", "ja": "見本です。", "en": "It is a sample."}
        return "\t".join((row | more).values()) + "\n"

    def test_a_row_more_and_a_row_changed(self):
        self.usb("1-2", "1234:abcd")
        self.usb("1-3", "054c:06c1")
        self.table("# zairyu-readers 1 2027-05-01\n\n# a remark\n" + self.row() + self.row(usb="054c:06c1", name="Example 3"))
        document = self.examine()
        self.assertIn("2027-05-01", self.finding(document, "table")["message_en"])
        texts = sorted(finding["message_en"] for finding in document["findings"] if finding["finding"] == "usb-not-usable")
        self.assertEqual(texts, [f"Example {n} is plugged in, but cannot be used. It is a sample. Use one such as Example 2 instead." for n in (1, 3)])

    def test_what_is_not_well_formed_is_named_and_left_out(self):
        self.usb("1-2", "054c:06c1")
        self.usb("1-3", "1234:abcd")
        good = "# zairyu-readers 1 2027-05-01\n"
        for text, line in (("", 1), ("\n", 1), ("# zairyu-readers 2 2027-05-01\n", 1), ("# zairyu-readers 1 2027-13-01\n", 1),
                           ("# zairyu-codes 1 2027-05-01\n", 1), (good + self.row()[:-3].rsplit("\t", 1)[0] + "\n", 2),
                           (good + self.row(usb="12345678"), 2), (good + "#\n" + self.row(usb="-"), 3), (good + self.row(usb="1234:ABCD"), 2),
                           (good + self.row(name="-"), 2), (good + self.row(length="long"), 2), (good + self.row(message="many"), 2),
                           (good + self.row(slots="contactless,"), 2), (good + self.row(slots="top"), 2), (good + self.row(rating="fine"), 2),
                           (good + self.row(en="-"), 2), (good + self.row(name="\x1b[2J"), 2), (good + self.row(name=""), 2),
                           (good + self.row() + self.row().replace("\n", "\tx\n"), 3)):
            with self.subTest(text):
                path = self.table(text)
                document = self.examine()
                found = self.finding(document, "table-left-out")
                self.assertIn(f"{path} is not used. Line {line} is not well formed.", found["message_en"])
                self.assertIn(f"{line}行目", found["message_ja"])
                self.assertIn("RC-S380", self.finding(document, "usb-not-usable")["message_en"])  # and no other

    def test_line_ends_of_other_systems(self):
        self.usb("1-2", "1234:abcd")
        self.table(("# zairyu-readers 1 2027-05-01\n" + self.row()).replace("\n", "\r\n"))
        self.assertIn("Example 1", self.finding(self.examine(), "usb-not-usable")["message_en"])

    def test_addresses_of_today(self):
        self.table("# zairyu-addresses 1 2027-05-01\ntrust-first-generation\thttps://example.org/first\ninquiry\thttps://example.org/ask\n"
                   "counters\thttps://example.org/counters\n", "addresses.tsv")
        missing = [finding["message_ja"] for finding in self.examine()["findings"] if finding["finding"] == "trust-missing"]
        self.assertIn("https://example.org/first", missing[0])
        self.assertIn("https://www.moj.go.jp/", missing[1])
        self.assertIn("https://example.org/first", self.run_tool("trust", "list").err)
        self.assertIn("https://example.org/ask", self.run_tool("inquiry", "AA12345678BB", "--expiry", "2029-01-01").out)
        self.assertIn("https://example.org/counters", self.read("fault=remove@14").err)

    def test_one_that_nobody_gets_at_is_named(self):
        path = self.table("", "addresses.tsv")
        path.unlink()
        path.symlink_to("addresses.tsv")
        self.assertIn(f"Continuing without the table {path}", self.run_tool("trust", "list").err)

    def test_a_table_has_an_end(self):
        rows = [f"n{i}\thttps://example.org/\n" for i in range(2049)]
        for count, said in ((2048, ""), (2049, "Line 2050 is not well formed.")):
            self.table("# zairyu-addresses 1 2027-05-01\n" + "".join(rows[:count]), "addresses.tsv")
            err = self.run_tool("readers").err
            self.assertEqual("Continuing without" in err, said != "")
            self.assertIn(said, err)

    def test_addresses_that_are_none(self):
        for address in ("http://example.org/", "https://", "https://example.org/ x", "https://example.org/" + "x" * 300):
            path = self.table(f"# zairyu-addresses 1 2027-05-01\ncounters\t{address}\n", "addresses.tsv")
            self.assertIn(f"Continuing without the table {path}: Line 2 is not well formed.", self.run_tool("trust", "list").err)


class Page(DoctorTest, TerminalTest):
    def page(self, language, *args, status, **more):
        result = self.run_tool("doctor", "--lang", language, *args, **more)
        self.assertEqual((result.status, result.err), (status, ""))
        return result.out

    def test_what_stands_where(self):
        self.file("usr/sbin/pcscd")
        self.usb("1-2", "054c:06c1", "x\x1b[2J")
        for language, headings, end in (("en", ("Problems", "Please note", "In order"), "No card could be read now. Begin with the problem above: Service."),
                                        ("ja", ("問題", "確認してください", "正常"), "今はカードを読み取れません。まず、上の「サービス」から始めてください。")):
            page = self.page(language, status=10)
            self.assertEqual([line for line in page.splitlines() if line in headings], list(headings))
            self.assertEqual(page.splitlines()[-1], end)
            for text, heading in (("pcscd）" if language == "ja" else "(pcscd)", 0), ("RC-S380", 1), ("2026", 2)):
                for line in re.findall(rf"^.*{text}.*$", page, flags=re.M):
                    self.assertEqual(sum(f"\n{one}\n" in "\n" + page[:page.index(line)] for one in headings), heading + 1, line)
            self.assertEqual(page.count("sudo pcscd\n"), 1)
            self.assertIn("\n                    sudo pcscd\n" if language == "ja" else "\n                  sudo pcscd\n", page)

    def test_lines_fit(self):
        self.usb("1-2", "054c:06c1")
        self.usb("1-4", "ffff:0001", "未知の" * 20, "0b", "pn533_usb")
        for language in ("en", "ja"):
            page = self.page(language, "--reader", "virtual:type=05", status=0)
            for line in page.splitlines():
                if "https://" not in line:
                    self.assertLessEqual(columns(line), 80, line)
                self.assertNotRegex(line.strip(), "^[、。）」ー]")
                self.assertEqual(line, line.rstrip())
            starts = {columns(line[:len(line) - len(line.lstrip())]) for line in page.splitlines() if line.startswith("     ")}
            self.assertEqual(len(starts), 2, page)  # texts, and what is to be pasted

    def test_on_a_terminal(self):
        process, terminal = self.start("doctor", "--reader", "virtual:type=05", COLUMNS="80")
        text = self.output(terminal)
        self.assertEqual(process.wait(TIMEOUT), 0)
        self.assertIn("\033[1;33mPlease note\033[0m", text)

    def test_interrupted(self):
        process, terminal = self.start("doctor", "--reader", "virtual:fault=silence@1")
        self.output(terminal, until="Looking.")
        process.send_signal(signal.SIGINT)
        text = self.output(terminal)
        self.assertEqual(process.wait(TIMEOUT), 130)
        self.assertNotIn("In order", text)

    def test_ready(self):
        page = self.page("en", "--reader", "virtual:", "--trust", self.authorities(), status=0)
        self.assertIn("\nA card could be read now.", page)


if __name__ == "__main__":
    unittest.main()
