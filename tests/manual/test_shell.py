# SPDX-License-Identifier: BSD-2-Clause
"""Runs every command that manual and guides show, as a person would who has the one card on the one reader.

usage: test_shell.py SOURCE_ROOT
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest
import zipfile

from pages import examples_of, pages_and_guides, read
from support import NUMBER, TIMEOUT, ZAIRYU, ToolTest

# Command → how it ends. 4: in order, but signed by a CA that is not the agency's; 3: abnormal; 2: no certificate of the agency.
ENDS = {
    "zairyu read": 4,
    "zairyu read --out photos/ --save records/": 4,
    "zairyu verify records/ --json": 4,
    "zairyu verify --json --brief archive/": 4,
    "zairyu trust add ~/Downloads/ZairyuCardCA.zip": 2,
    "zairyu trust add ~/Downloads/*.zip": 2,
    "zairyu emulate --trust-out ca --ca-only": 0,
    "echo AA12345678BB | zairyu read --reader virtual:type=05 --trust ca --out images/": 4,
    "echo AA12345678BB | zairyu read --reader virtual:type=05,variant=under16-a": 3,
    "zairyu read --save records/ --json": 4,
    "zairyu verify records": 4,
    "zairyu watch --save records/ --sound": 0,
    "zairyu watch --sound --exec 'cat >>cards.jsonl'": 0,
    "zairyu verify --json --brief archive | jq -r 'select(.verdict != \"genuine\") | .file'": 0,
    "zairyu read --trace card.trace": 4,
    "zairyu twin card.trace --out card.twin": 0,
    "zairyu twin --show card.twin": 0,
    "zairyu emulate --option twin=card.twin --trust-out ca --ca-only": 0,
    "echo TW90807060IN | zairyu read --reader virtual:twin=card.twin --trust ca": 4,
}
# What is run elsewhere, or is a pattern to follow.
ELSEWHERE = {
    "sh tools/demo.sh": "CI", "sh tools/test.sh": "CI",
    "sudo meson install -C build && sudo ldconfig": "CI, by tools/variants.sh", "sudo apt install zairyu-tools": "tools/package-test.sh",
    "python3 -m pip install build/bindings/python/zairyu-*.whl": "bindings/python/tests",
    "sudo apt install pcscd libccid": "a person", "sudo systemctl enable --now pcscd.socket": "a person",
    "printf 'blacklist pn533_usb\\nblacklist port100\\n' | sudo tee /etc/modprobe.d/zairyu.conf": "a person",
    "sudo modprobe -r pn533_usb pn533 nfc": "a person", "sudo apt install fonts-noto-cjk": "a person",
    "zairyu doctor": "tests/tool",
    "zairyu emulate --type 2": "tests/system",
    "echo AA12345678BB | zairyu read --reader virtual:type=05,variant=date-day-unknown --trust ca --json --save card.zairyu | jq .": "tests/formats",
    "zairyu verify --trust ca --json --brief card.zairyu none.zairyu | jq .": "tests/formats",
    "zairyu readers --json | jq .": "tests/formats",
    "zairyu trust list --trust ca --json | jq .": "tests/formats",
    "sudo zairyu trust add --system ~/Downloads/*.zip": "a person",
    "cc program.c $(pkg-config --cflags --libs libzairyu-verify)": "tests/system",
    "cc read_and_verify.c $(pkg-config --cflags --libs libzairyu-pcsc libzairyu-verify)": "tests/system",
    "cc tcp/*.c $(pkg-config --cflags --libs libzairyu-verify) -pthread -o tcp_reader": "tests/system",
    "source <(zairyu completion bash)": "tests/tool", "source <(zairyu completion zsh)": "tests/tool",
    "zairyu completion fish | source": "tests/tool",
    "./tcp_reader TRUST-DIR CARD-NUMBER": "tests/examples",
    "./tcp_reader ca AA12345678BB & reader=$!; sleep 1": "tests/examples",
    "zairyu emulate --type 05 --vpcd 127.0.0.1:35963": "tests/examples",
    "wait $reader; echo $?": "tests/examples",
    "./a.out TRUST-DIR CARD-NUMBER": "tests/examples",
    "zairyu-kiosk --reader virtual:type=05 --window 1024x768": "tests/kiosk",
    "zairyu-kiosk --make-pin": "tests/kiosk",
    "sh tools/kiosk-package.sh": "tests/kiosk/package.sh",
    "sudo apt install ./build-package/zairyu-kiosk_*.deb": "tests/kiosk/package.sh",
    "sh tools/package.sh": "tools/package-test.sh", "sudo sh tools/package-test.sh": "a person",
    "sh tools/install.sh": "CI, by tools/variants.sh", 'sh tools/install.sh --prefix "$HOME/zairyu"': "CI, by tools/variants.sh",
    "sudo zairyu trust add --system ~/Downloads/ZairyuCardCA.zip": "a person", "sudoedit /etc/zairyu/kiosk.conf": "a person",
    "sudo systemctl enable --now zairyu-kiosk": "a person",
    "sudo cp -rT /usr/share/zairyu-kiosk/locked-down/etc /etc": "a person",
    "sudo systemctl mask getty@.service autovt@.service ctrl-alt-del.target": "a person",
    "sudo systemctl set-default multi-user.target": "a person", "sudo update-initramfs -u && sudo reboot": "a person",
    "go mod edit -require=zairyu@v0.0.0 -replace=zairyu=/usr/share/gocode/src/zairyu": "bindings/go/outside.sh",
    "go build": "bindings/go/outside.sh",
    "go build -tags zairyu_nopcsc,zairyu_nonfc,zairyu_noimage,zairyu_novcard": "bindings/go/tags.sh",
    "./a.out 証明書のディレクトリー 在留カード等番号": "tests/examples",
}
# Guides whose commands another test runs, all of them and in their order: tests/cluster/test_guide.py.
WHOLE = {"cluster.md"}

# Where no reader is named, a person has one.
AS_A_PERSON = """#!/bin/sh
case " $* " in
" read "*" --reader "*) ;;
" read "* | " watch "*) first=$1; shift; set -- "$first" --reader virtual: "$@" ;;
esac
exec {command} "$@"
"""


def lines_of(block):
    joined = block.replace("|\n", "| ").replace("\\\n", " ")
    return "\n".join(re.findall(r"^\$ .*$", joined, flags=re.M)) if block.startswith("$ ") else joined


def commands():
    """In the order of the text. A line that ends with a bar goes on; what follows a number sign is for the reader.

    Where commands begin with a dollar sign, the other lines are what they print.
    """
    for path in (path for path in pages_and_guides() if path.name not in WHOLE):
        blocks = [content for _, language, content in examples_of(path)
                  if language == "sh" or (language == "" and content.startswith("$ "))]
        blocks += re.findall(r"^\.Dl (\$ .*)$", read(path), flags=re.M)
        for line in "\n".join(map(lines_of, blocks)).splitlines():
            yield " ".join(re.sub(r"(^|\s+)#.*", "", line).removeprefix("$ ").split())


class Shell(ToolTest):
    def setUp(self):
        super().setUp()
        self.dir.joinpath("bin").mkdir()
        command = self.dir / "bin/zairyu"
        command.write_text(AS_A_PERSON.format(command=ZAIRYU), encoding="utf-8")
        command.chmod(0o755)
        self.dir.joinpath("archive").mkdir()
        self.assertEqual(self.run_tool("read", "--reader", "virtual:", "--save", "archive/one.zairyu", stdin=NUMBER + "\n").status, 4)
        self.dir.joinpath("home/Downloads").mkdir()
        with zipfile.ZipFile(self.dir / "home/Downloads/ZairyuCardCA.zip", "w") as downloaded:
            for certificate in self.authorities().iterdir():
                downloaded.write(certificate, certificate.name)

    def run_shell(self, command):
        env = self.environment(PATH=f"{self.dir / 'bin'}:{os.environ['PATH']}")
        done = subprocess.run(["sh", "-c", command], input=NUMBER + "\n", cwd=self.dir, env=env, capture_output=True, text=True,
                              timeout=TIMEOUT, check=False)
        return done.returncode, done.stderr

    def test_every_command(self):
        shown = list(dict.fromkeys(command for command in commands() if command))
        self.assertEqual(set(shown), ENDS.keys() | ELSEWHERE.keys())
        for command in shown:
            if command in ELSEWHERE or ("jq " in command and not shutil.which("jq")):
                continue
            with self.subTest(command):
                status, err = self.run_shell(command)
                self.assertEqual(status, ENDS[command], err)
        for made in ("photos/*/face.png", "records/*.zairyu", "images/*/card.png", "card.twin"):
            self.assertTrue(list(self.dir.glob(made)), made)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
