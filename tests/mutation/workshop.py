# SPDX-License-Identifier: BSD-2-Clause
"""A copy of the tree with a build of its own, in which one mutant after another is built and tested."""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import time

from rooms import room_of

SAME_CODE, INVALID, KILLED, SURVIVED = "same code", "invalid", "killed", "survived"
# Without debug information the objects of two builds of the same code are the same.
SETUP = ["--buildtype=plain", "-Dc_args=-O1", "-Dtools=disabled", "-Dnfc=disabled", "-Dpcsc=disabled", "-Dman=disabled",
         "-Dexamples=false"]
SANITIZED = SETUP + ["-Db_sanitize=address,undefined", "-Db_lundef=false"]
# A test may take this many times as long as it did on the code as it is, and this many seconds more.
PATIENCE, GRACE = 10, 20
# So many tests are linked before the rest of their suite.
LIKELIEST = 6
# What a quick look leaves out: tests that take longer, in seconds.
QUICK = 2


def tracked_files(tree):
    out = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=tree, check=True,
                         stdout=subprocess.PIPE, text=True).stdout
    return [path for path in out.splitlines() if (tree / path).is_file()]


def copy_tree(tree, to):
    for path in tracked_files(tree):
        target = to / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(tree / path, target)


def kill_session(leader):
    """Check gives each test a process group of its own, so that one that loops outlives the program."""
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(stat.read_text().rpartition(")")[2].split()[3]) == leader:
                os.kill(int(stat.parent.name), signal.SIGKILL)
        except (OSError, ValueError):
            continue  # it ended meanwhile


def ends_well(command, folder, seconds, environment):
    """Runs one test program. Anything but exit status 0, or 77 (skipped), in time is a failure."""
    process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, start_new_session=True, env={**os.environ, **environment})
    try:
        return process.wait(seconds) in (0, 77)
    except subprocess.TimeoutExpired:
        kill_session(process.pid)
        process.wait()
        return False


class Build:
    """One configuration of a workshop's tree."""

    def __init__(self, tree, name, arguments, longest, most=None):
        self.tree = tree
        self.longest = longest
        self.most = most
        self.folder = tree / name
        self.arguments = arguments
        self.tests = {}
        self.usual = {}
        self.learned = set()

    def quietly(self, *command):
        return subprocess.run(command, cwd=self.tree, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              check=False).returncode == 0

    def set_up(self):
        if not self.quietly("meson", "setup", str(self.folder), *self.arguments):
            raise SystemExit(f"meson setup failed in {self.tree}")
        listed = subprocess.run(["meson", "introspect", "--tests", str(self.folder)], stdout=subprocess.PIPE, text=True,
                                check=True)
        for test in json.loads(listed.stdout):
            suite = test["suite"][0].split(":")[-1]
            self.tests.setdefault(suite, []).append(test)
        self.objects = self.objects_of_sources()

    def objects_of_sources(self):
        """Path of a source → its object in the build, of the library alone."""
        commands = json.loads((self.folder / "compile_commands.json").read_text())
        out = {}
        for command in commands:
            source = os.path.relpath(os.path.join(command["directory"], command["file"]), self.tree)
            if source.startswith("lib/"):
                out.setdefault(source, command["output"])
        return out

    def object_of(self, path):
        """The object of a source; of a header, that of the first source that includes it. None if there is none."""
        if path.endswith(".h"):
            line = f'#include "{path.removeprefix("lib/")}"'
            path = next((source for source in self.objects if line in (self.tree / source).read_text()), None)
        return self.objects.get(path)

    def ninja(self, targets):
        return not targets or self.quietly("ninja", "-C", str(self.folder), "-j1", *targets)

    def programs(self, tests):
        return [os.path.relpath(test["cmd"][0], self.folder) for test in tests
                if pathlib.Path(test["cmd"][0]).is_relative_to(self.folder)]

    def passes(self, test):
        name = test["name"]
        limit = self.usual.get(name)
        start = time.monotonic()
        good = ends_well(test["cmd"], self.folder, limit * PATIENCE + GRACE if limit else self.longest, test["env"])
        if good and limit is None:
            self.usual[name] = time.monotonic() - start
        return good

    def learn(self, suites):
        """How long each test takes on the code as it is, once; those that fail there or take too long are left out."""
        if not self.tests:
            self.set_up()
        for suite in [suite for suite in suites if suite not in self.learned]:
            self.learned.add(suite)
            targets = self.programs(self.tests.get(suite, []))
            if targets and not self.ninja(targets):
                raise SystemExit(f"the tests of {suite} do not build in {self.tree}")
            self.tests[suite] = [test for test in self.tests.get(suite, [])
                                 if os.path.relpath(test["cmd"][0], self.folder) in targets and self.passes(test)]
            self.tests[suite].sort(key=lambda test: self.usual[test["name"]])
            if self.most:
                self.tests[suite] = [test for test in self.tests[suite] if self.usual[test["name"]] <= self.most]

    def killer(self, suites):
        """The name of a test that fails; None if none does. What failed last time is asked first the next time, before
        the others are even linked."""
        for suite in suites:
            tests = self.tests[suite]
            for group in (tests[:LIKELIEST], tests[LIKELIEST:]):
                if group and not self.ninja(self.programs(group)):
                    return "does not link"
                for test in group:
                    if not self.passes(test):
                        tests.remove(test)
                        tests.insert(0, test)
                        return test["name"]
        return None


class Workshop:
    def __init__(self, tree, folder, quick=False):
        self.source = tree
        self.tree = folder / "tree"
        self.builds = [Build(self.tree, "plain", SETUP, 600, QUICK if quick else None)]
        if not quick:
            self.builds.append(Build(self.tree, "sanitized", SANITIZED, 30))
        self.untouched = {}

    def set_up(self):
        copy_tree(self.source, self.tree)
        self.builds[0].set_up()

    def object_bytes(self, path):
        build = self.builds[0]
        name = build.object_of(path)
        if name is None or not build.ninja([name]):
            return None
        return (build.folder / name).read_bytes()

    def killer(self, mutant, source):
        """The test that finds the mutant. The slower build with sanitizers is only set up once something survives."""
        suites = room_of(mutant.path).suites
        file = self.tree / mutant.path
        for build in self.builds:
            file.write_text(source)
            build.learn(suites)
            file.write_text(mutant.apply(source))
            by = build.killer(suites)
            if by:
                return by
        return None

    def judge(self, mutant):
        """@return the outcome, and the test that found it."""
        file = self.tree / mutant.path
        source = (self.source / mutant.path).read_text()
        if mutant.path not in self.untouched:
            self.untouched[mutant.path] = self.object_bytes(mutant.path)
        try:
            file.write_text(mutant.apply(source))
            after = self.object_bytes(mutant.path)
            if after is None:
                return INVALID, None
            if after == self.untouched[mutant.path]:
                return SAME_CODE, None
            by = self.killer(mutant, source)
            return (KILLED, by) if by else (SURVIVED, None)
        finally:
            file.write_text(source)
