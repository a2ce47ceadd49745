# SPDX-License-Identifier: BSD-2-Clause
"""Programs that end with us, whatever happens: at the end of a block, at a failure, at a signal, and when we are killed."""
import atexit
import ctypes
import os
import pathlib
import signal
import subprocess
import sys
import time

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
LIBC = ctypes.CDLL(None, use_errno=True)
PATIENCE = float(os.environ.get("ZAIRYU_PATIENCE", 60))


def wait_for(condition, what, seconds=PATIENCE, pause=0.03):
    """Returns the first true value of `condition`; a slow machine only takes longer. Fails with `what` that was awaited."""
    end = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > end:
            raise TimeoutError(f"not within {seconds:.0f} s: {what() if callable(what) else what}")
        time.sleep(pause)


def _children(pid):
    """All below it: those of a program that has ended come to us, who are their reaper."""
    for task in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for child in task.read_text(encoding="ascii").split():
                yield int(child)
                yield from _children(int(child))
        except OSError:
            pass


# Called once all programs have ended.
at_end = []


def adopt():
    """From now on whatever is started below us is ended with us. Once per process, before anything is started."""
    if LIBC.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "PR_SET_CHILD_SUBREAPER")
    atexit.register(_end)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _: sys.exit(128 + number))
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _end():
    end_all()
    for action in at_end:
        action()


def end_all():
    """Ends all that is left below us; asked first, then killed."""
    for number, seconds in ((signal.SIGTERM, 3), (signal.SIGKILL, 10)):
        end = time.monotonic() + seconds
        sent = set()
        while time.monotonic() < end:
            left = set(_children(os.getpid()))
            if not left:
                return
            for pid in left - sent:
                _signal(pid, number)
            sent |= left
            _reap()
            time.sleep(0.02)


def _signal(pid, number):
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        pass


def _reap():
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def start(args, env, **more):
    """Starts a program that the kernel ends if we are killed."""
    parent = os.getpid()

    def die_with_parent():
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return subprocess.Popen([str(a) for a in args], env=env, stdin=more.pop("stdin", subprocess.DEVNULL),
                            preexec_fn=die_with_parent, **more)


def stop(process):
    """Asks it to end, then makes it. Returns its exit status."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
    return process.wait()
