# SPDX-License-Identifier: BSD-2-Clause
"""What the shells complete: the program's part, and each shell that is installed."""
import os
import pty
import re
import select
import shutil
import subprocess
import time
import unittest

from support import FEATURES, SOURCE, TIMEOUT, ZAIRYU, ToolTest

SHELLS = ("bash", "zsh", "fish")
SCHEMES = ["pcsc:"] * ("pcsc" in FEATURES) + ["nfc:"] * ("nfc" in FEATURES) + ["virtual:"] * ("vcard" in FEATURES) + ["replay:"]
ALWAYS = ["--no-config", "--lang", "--quiet", "--help"]


class CompletionTest(ToolTest):
    def words(self, *words, **more):
        """What the last word may become, and the line before that."""
        done = self.run_tool("completion", "words", "--", *words, **more)
        self.assertEqual((done.status, done.err), (0, ""))
        first, *lines = done.out.splitlines()
        kind, prefix = first.split("\t")
        offered = [line.split("\t") for line in lines]
        self.assertTrue(all(len(line) == 2 for line in offered), lines)
        return kind, prefix, [word for word, _ in offered]

    def commands(self):
        return re.findall(r"^  zairyu ([a-z]+)", self.run_tool("help").out, re.M)


class Program(CompletionTest):
    def test_commands(self):
        commands = self.commands()
        self.assertIn("completion", commands)
        self.assertEqual(self.words(""), ("words", "", commands))
        self.assertEqual(self.words("help", ""), ("words", "", commands))
        self.assertEqual(self.words(), ("words", "", commands))
        self.assertEqual(self.words("rea"), ("words", "", ["readers", "read"]))
        self.assertEqual(self.words("-"), ("words", "", [*ALWAYS, "--version"]))
        self.assertEqual(self.words("nothing", ""), ("words", "", []))

    def test_every_command_has_the_options_of_its_help(self):
        for command in self.commands():
            own = re.findall(r"^  (--[a-z0-9-]+)", self.run_tool("help", command).out, re.M)
            self.assertEqual(set(self.words(command, "-")[2]), {*own, *ALWAYS}, command)

    def test_every_argument_is_of_a_known_kind(self):
        """A new word in capitals is either of those that stand for something to be completed, or of these."""
        free = {"NUMBER", "DIGEST", "SECONDS", "N", "YYYY-MM-DD", "URL", "KEY=VALUE", "HOST:PORT"}
        kinds = (SOURCE / "tools/zairyu/command/completion_argument.c").read_text(encoding="utf-8")
        known = set(re.findall(r'\{ "([A-Z]+)", \{', kinds))
        self.assertIn("FILE", known)
        for command in self.commands():
            usage, *rest = self.run_tool("help", command).out.splitlines()
            arguments = [usage.split(command, 1)[1].replace("[OPTION...]", "")]
            arguments += [line.split(" ", 3)[3] for line in rest if re.match(r"  --\S+ ", line)]
            for argument in arguments:
                for word in re.findall(r"[A-Z][A-Z:=-]*", argument):
                    self.assertIn(word, known | free, f"{command}: {argument}")

    def test_values(self):
        for options, expected in ((("read", "--reader"), ("nospace", "", SCHEMES)), (("show", "--out"), ("directories", "", [])),
                                  (("read", "--save"), ("files", "", [])), (("read", "--number"), ("words", "", [])),
                                  (("readers", "--lang"), ("words", "", ["ja", "en"])),
                                  (("read", "--json", "--wait", "5", "--lang"), ("words", "", ["ja", "en"]))):
            self.assertEqual(self.words(*options, ""), expected, options)
            *before, option = options
            joined = self.words(*before, option + "=")
            self.assertEqual(joined, (expected[0], option + "=", [option + "=" + word for word in expected[2]]), options)
        self.assertEqual(self.words("readers", "--lang", "j")[2], ["ja"])
        self.assertEqual(self.words("readers", "--lang=e")[2], ["--lang=en"])
        self.assertEqual(self.words("readers", "--out=")[2], [])
        self.assertEqual(self.words("readers", "--json=")[2], [])
        self.assertEqual(self.words("read", "--reader", "replay:a"), ("files", "replay:", []))
        self.assertEqual(self.words("read", "--reader=replay:"), ("files", "--reader=replay:", []))
        self.assertEqual(self.words("read", "--reader", "re"), ("nospace", "", ["replay:"]))
        self.assertEqual(self.words("watch", "--exec", ""), ("files", "", []))  # a command of the shell's

    def test_operands(self):
        for words, kind, offered in ((["show", ""], "files", []), (["verify", "a", ""], "files", []),
                                     (["completion", ""], "words", list(SHELLS)), (["show", "--json", ""], "files", []),
                                     (["show", "--out", "show", ""], "files", [])):
            self.assertEqual(self.words(*words), (kind, "", offered), words)
        kind, _, offered = self.words("show", "a", "")  # there is but one
        self.assertEqual(kind, "words")
        self.assertIn("--out", offered)
        self.assertIn("--reader", self.words("read", "")[2])
        self.assertNotIn("--reader", self.words("read", "--", "")[2])
        self.assertEqual(self.words("show", "--", "--o"), ("files", "", []))

    @unittest.skipUnless("verify" in FEATURES, "a build without trust")
    def test_actions(self):
        kind, _, offered = self.words("trust", "")
        self.assertEqual(kind, "words")
        self.assertLessEqual({"list", "add"}, set(offered))
        self.assertEqual(self.words("trust", "add", ""), ("files", "", []))
        self.assertEqual(self.words("trust", "--trust", "x", "add", "a.crt", ""), ("files", "", []))
        self.assertEqual(self.words("trust", "list", "")[:2], ("words", ""))

    @unittest.skipUnless("vcard" in FEATURES, "a build without virtual cards")
    def test_what_is_given_is_not_given_again(self):
        self.assertNotIn("--json", self.words("read", "--json", "-")[2])
        self.assertNotIn("--out", self.words("read", "--out=x", "-")[2])
        self.assertIn("--option", self.words("emulate", "--option", "variant=x", "-")[2])
        self.assertEqual(self.words("emulate", "--type", "0")[2], ["05", "06"])
        self.assertEqual(self.words("twin", ""), ("files", "", []))

    def test_descriptions_are_in_the_persons_language(self):
        for language, wanted in (("en_US.UTF-8", "[a-z]"), ("ja_JP.UTF-8", "[ぁ-ん]")):
            out = self.run_tool("completion", "words", "--", "", env={"LC_ALL": language}).out
            self.assertTrue(all(re.search(wanted, line.split("\t")[1]) for line in out.splitlines()[1:]), out)

    def test_scripts(self):
        for shell in SHELLS:
            done = self.run_tool("completion", shell)
            self.assertEqual((done.status, done.err), (0, ""))
            self.assertEqual(done.out, (SOURCE / f"tools/completion/zairyu.{shell}").read_text(encoding="utf-8"))
        for args in ([], ["tcsh"], ["bash", "zsh"]):
            self.assertIn("bash|zsh|fish", self.fails(2, "completion", *args).err)

    @unittest.skipUnless(shutil.which("shellcheck"), "shellcheck is not installed")
    def test_the_script_for_bash_is_clean(self):
        done = subprocess.run(["shellcheck", SOURCE / "tools/completion/zairyu.bash"], capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stdout), (0, ""))


class ShellTest(CompletionTest):
    """What stands in the line after TAB."""
    lines = (
        ("zairyu compl\t", "zairyu completion"),
        ("zairyu show --verb\t", "zairyu show --verbose"),
        ("zairyu show card.z\t", "zairyu show card.zairyu"),
        ("zairyu show --lang=j\t", "zairyu show --lang=ja"),
        ("zairyu show --lang e\t", "zairyu show --lang en"),
        ("zairyu show --out pho\t", "zairyu show --out photos/"),
        ("zairyu show --out=pho\t", "zairyu show --out=photos/"),
        ("zairyu read --reader repl\t", "zairyu read --reader replay:"),
        ("zairyu read --reader repl\tcard.t\t", "zairyu read --reader replay:card.trace"),
        ("zairyu read --reader replay:card.t\t", "zairyu read --reader replay:card.trace"),
        ("zairyu read --reader=replay:card.t\t", "zairyu read --reader=replay:card.trace"),
        ("zairyu help emu\t" if "vcard" in FEATURES else "zairyu help sh\t", "zairyu help emulate" if "vcard" in FEATURES else "zairyu help show"),
        ("zairyu read --number AA\t", "zairyu read --number AA"),
    )

    def setUp(self):
        super().setUp()
        (self.dir / "bin").mkdir()
        (self.dir / "bin/zairyu").symlink_to(ZAIRYU)
        (self.dir / "work").mkdir()
        for name in ("card.zairyu", "card.trace"):
            (self.dir / "work" / name).touch()
        (self.dir / "work/photos").mkdir()

    def shell_environment(self):
        return self.environment(TERM="dumb", PATH=f"{self.dir / 'bin'}:{os.environ['PATH']}", LC_ALL="C.UTF-8")

    def typed(self, argv, prepare):
        """Types each line into an interactive shell, and lets it print what became of it."""
        ours, theirs = pty.openpty()
        shell = subprocess.Popen(argv, stdin=theirs, stdout=theirs, stderr=theirs, cwd=self.dir / "work",
                                 env=self.shell_environment(), start_new_session=True)
        os.close(theirs)
        self.addCleanup(os.close, ours)
        self.addCleanup(shell.wait)
        self.addCleanup(shell.kill)
        self.shown = b""
        self.await_line(ours, prepare + "; echo READY\r", r"(?m)^(READY)\s")
        for line, expected in self.lines:
            self.assertEqual(self.await_line(ours, line + "\x01echo GOT \r", r"(?m)^GOT (.*?)\s*$"), expected, line)

    def await_line(self, terminal, text, wanted):
        os.write(terminal, text.encode())
        shown, end = b"", time.monotonic() + TIMEOUT
        while time.monotonic() < end:
            if select.select([terminal], [], [], 1)[0]:
                shown += os.read(terminal, 65536)
            found = re.search(wanted, shown.decode("utf-8", "replace").replace("\r", "\n"))
            if found and shown.endswith(b"> "): # the next prompt
                return found[1]
        self.fail(shown)
        return None


@unittest.skipUnless(shutil.which("bash"), "bash is not installed")
class Bash(ShellTest):
    def test_lines(self):
        self.typed(["bash", "--norc", "--noprofile", "-i"], "bind 'set enable-bracketed-paste off'; PS1='> '; source <(zairyu completion bash)")


@unittest.skipUnless(shutil.which("zsh"), "zsh is not installed")
class Zsh(ShellTest):
    def test_lines(self):
        self.typed(["zsh", "-f", "-i"], "bindkey -e; unset zle_bracketed_paste; unsetopt prompt_sp prompt_cr auto_remove_slash; PS1='> '; autoload -U compinit; compinit -u -D; source <(zairyu completion zsh)")

    def test_from_its_folder(self):
        """As it is installed: found by its name, and loaded when it is first needed."""
        (self.dir / "functions").mkdir()
        (self.dir / "functions/_zairyu").symlink_to(SOURCE / "tools/completion/zairyu.zsh")
        self.typed(["zsh", "-f", "-i"], "bindkey -e; unset zle_bracketed_paste; unsetopt prompt_sp prompt_cr auto_remove_slash; PS1='> '; fpath=(../functions $fpath); autoload -U compinit; compinit -u -D")


@unittest.skipUnless(shutil.which("fish"), "fish is not installed")
class Fish(ShellTest):
    def test_lines(self):
        for line, expected in self.lines:
            if line.count("\t") > 1:  # one at a time
                continue
            line = line.rstrip("\t")
            done = subprocess.run(["fish", "--no-config", "-c", "zairyu completion fish | source; complete -C $argv[1]", line], capture_output=True,
                                  text=True, timeout=TIMEOUT, cwd=self.dir / "work", env=self.shell_environment(), check=False)
            offered = [found.split("\t")[0] for found in done.stdout.splitlines()]
            last = expected.split(" ")[-1]
            self.assertEqual((offered, done.stderr), ([last] if line != expected else [], ""), line)


if __name__ == "__main__":
    unittest.main()
