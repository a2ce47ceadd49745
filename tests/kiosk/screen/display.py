# SPDX-License-Identifier: BSD-2-Clause
"""A display, a D-Bus session and an accessibility bus of the test's own, in a directory of its own."""
import os
import pathlib
import shutil
import subprocess
import tempfile

import processes

SIZES = {"landscape": (1024, 768), "portrait": (600, 1024)}
TOOLS = ("Xvfb", "xdotool", "import", "convert", "dbus-daemon")
REGISTRY = "/usr/libexec/at-spi2-registryd"
# One bus for both purposes. It starts no service: those of the machine have no business here, and would outlive us.
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={path}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>
"""


def missing():
    """What is not installed of what this needs."""
    found = [tool for tool in TOOLS if not shutil.which(tool)]
    return found + [REGISTRY] * (not os.path.exists(REGISTRY))


class Home:
    """The directory, and an environment in which nothing points outside of it."""

    def __init__(self):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="zairyu-kiosk-"))
        processes.at_end.append(self.remove)
        for name in ("home", "run", "tmp"):
            (self.dir / name).mkdir(mode=0o700)
        kept = {k: v for k, v in os.environ.items() if k == "PATH" or k.startswith("LD_") or k.endswith("SAN_OPTIONS")}
        self.env = kept | {
            "HOME": str(self.dir / "home"), "XDG_RUNTIME_DIR": str(self.dir / "run"), "TMPDIR": str(self.dir / "tmp"),
            "LC_ALL": "C.UTF-8", "GDK_BACKEND": "x11", "GSK_RENDERER": "cairo", "GSETTINGS_BACKEND": "memory",
            "GIO_USE_VFS": "local", "GTK_USE_PORTAL": "0", "LIBGL_ALWAYS_SOFTWARE": "1",
            # nothing of the machine's: its settings, its bus, its services
            "XDG_CONFIG_HOME": str(self.dir / "home/.config"), "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={self.dir}/none",
            "PCSCLITE_CSOCK_NAME": f"{self.dir}/no-pcscd",
        }

    def remove(self):
        shutil.rmtree(self.dir, ignore_errors=True)


def _started_with_fd(args, env, what):
    """Starts a program that writes one line to the descriptor in place of {fd} as soon as it is ready; gives that line."""
    read, write = os.pipe()
    process = processes.start([a.format(fd=write) for a in args], env, pass_fds=(write,), stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read, encoding="ascii") as pipe:
        line = pipe.readline().strip()
    if not line:
        raise RuntimeError(f"{what} does not start (exit status {processes.stop(process)})")
    return process, line


class Session:
    """The D-Bus session with the registry of accessible programs; one per process, since libatspi connects once."""

    def __init__(self):
        self.home = Home()
        self.running = []
        try:
            self._start()
        except BaseException:
            self.stop()
            raise

    def _start(self):
        env, run = self.home.env, self.home.dir / "run"
        (run / "bus.conf").write_text(BUS.format(path=run / "bus"), encoding="ascii")
        bus, address = _started_with_fd(["dbus-daemon", f"--config-file={run}/bus.conf", "--nofork", "--nopidfile",
                                         "--print-address={fd}"], env, "dbus-daemon")
        self.running.append(bus)
        for variable in ("DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS"):
            env[variable] = os.environ[variable] = address
        self.running.append(processes.start([REGISTRY], env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))

    def check(self):
        """That somebody who ended programs by their name did not end ours."""
        ended = [process.args[0] for process in self.running if process.poll() is not None]
        if ended:
            raise RuntimeError(f"ended by somebody else: {ended}")

    def stop(self):
        for process in reversed(self.running):
            processes.stop(process)
        self.running.clear()
        self.home.remove()


FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include>/etc/fonts/fonts.conf</include>
<match target="pattern"><edit name="family" mode="prepend" binding="strong"><string>{}</string></edit></match></fontconfig>
"""


def with_font(env, home, family):
    """The same environment on a machine on which every text is in this font first."""
    path = home.dir / "fonts.conf"
    path.write_text(FONTS.format(family), encoding="utf-8")
    return env | {"FONTCONFIG_FILE": str(path)}


class Display:
    """An Xvfb of a size, without a window manager, on a number that it finds free by itself."""

    def __init__(self, env, size):
        self.size = size
        args = ["Xvfb", "-displayfd", "{fd}", "-screen", "0", f"{size[0]}x{size[1]}x24", "-nolisten", "tcp", "-noreset",
                "+extension", "XTEST", "-dpi", "96"]
        self.process, number = _started_with_fd(args, env, "Xvfb")
        self.env = env | {"DISPLAY": f":{number}"}

    def xdotool(self, *args, check=True):
        return subprocess.run(["xdotool", *map(str, args)], env=self.env, capture_output=True, text=True, check=check,
                              timeout=processes.PATIENCE).stdout

    def picture(self, path):
        """The whole screen, as a PNG."""
        path.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["import", "-silent", "-window", "root", str(path)], env=self.env, check=True,
                       timeout=processes.PATIENCE)
        return path

    def blank(self):
        """Whether all of the screen has one colour, as before anything was painted."""
        done = subprocess.run("import -silent -window root -depth 8 -format '%k' info:-", shell=True, env=self.env,
                              capture_output=True, text=True, check=True, timeout=processes.PATIENCE)
        return done.stdout.strip() == "1"

    def stop(self):
        processes.stop(self.process)
