# SPDX-License-Identifier: BSD-2-Clause
"""Cancelling, Ctrl-C, and coroutines."""
import asyncio
import os
import select
import subprocess
import sys
import threading
import unittest
from unittest import mock

import zairyu
from support import trust, virtual_card
from zairyu import Fault, aio

# Nobody waits as long as this: what ends earlier was ended.
LONG = 60.0


class Stuck(zairyu.Transport):
    """A reader on which no card ever comes."""

    uri = "stuck:"
    simulated = True

    def __init__(self) -> None:
        self.waiting = threading.Event()
        self.disconnected = 0

    def connect(self, wait: zairyu.Wait) -> None:
        self.waiting.set()
        wait.sleep(None)

    def transmit(self, command: bytes, wait: zairyu.Wait) -> bytes:
        raise AssertionError("not connected")

    def disconnect(self) -> None:
        self.disconnected += 1


def silent() -> zairyu.VirtualCard:
    """A card that stops answering."""
    card = virtual_card("type=05")
    card.set_fault(Fault.SILENCE, at=10)
    return card


class Cancelling(unittest.TestCase):
    def test_from_another_thread(self) -> None:
        token, source = zairyu.CancelToken(), silent()
        threading.Timer(0.1, token.trigger).start()
        with self.assertRaises(zairyu.Cancelled):
            zairyu.read(source, trust=trust(), cancel=token, timeout=LONG)
        self.assertTrue(token.triggered)

    def test_before_it_begins(self) -> None:
        token = zairyu.CancelToken()
        token.trigger()
        with self.assertRaises(zairyu.Cancelled):
            zairyu.read("virtual:type=05", cancel=token)

    def test_descriptor(self) -> None:
        token = zairyu.CancelToken()
        self.assertEqual(select.select([token], [], [], 0)[0], [])
        token.trigger()
        self.assertEqual(select.select([token], [], [], LONG)[0], [token])

    def test_timeout(self) -> None:
        with self.assertRaises(zairyu.Timeout) as caught:
            zairyu.read(silent(), trust=trust(), timeout=0.2)
        self.assertIsInstance(caught.exception, TimeoutError)

    def test_times_that_are_none(self) -> None:
        for bad in (-1, float("nan")):
            with self.assertRaises(ValueError):
                zairyu.Wait(bad)
        self.assertIsNone(zairyu.Wait(None).remaining)
        self.assertIsNone(zairyu.Wait(float("inf")).remaining)
        self.assertGreater(zairyu.Wait(1e9).remaining, 1e6)
        self.assertEqual(zairyu.Wait(0).remaining, 0)

    def test_waits(self) -> None:
        wait = zairyu.Wait(LONG)
        self.assertLessEqual(wait.slice(5), 0.2)
        self.assertEqual(wait.fileno(), -1)
        wait.check()
        wait.sleep(0.001)
        with self.assertRaises(zairyu.Timeout):
            zairyu.Wait(0).check()

    def test_no_card_in_time(self) -> None:
        class Empty(Stuck):
            def wait_card(self, present: bool, wait: zairyu.Wait) -> None:
                while True:
                    wait.sleep(0.01)
        with self.assertRaises(zairyu.ReaderError) as caught:
            zairyu.read(Empty(), number="AA12345678BB", wait=0.05)
        self.assertEqual(caught.exception.code, zairyu.ErrorCode.NO_CARD)

    def test_progress_that_fails_comes_out_again(self) -> None:
        class Enough(Exception):
            pass
        seen = []

        def stop(progress: zairyu.Progress) -> None:
            seen.append(progress)
            if len(seen) == 3:
                raise Enough
        with virtual_card("type=05") as card, self.assertRaises(Enough):
            zairyu.read(card, progress=stop, trust=trust())
        self.assertEqual(len(seen), 3)

    def test_callbacks_run_where_the_call_was_made(self) -> None:
        for there in (True, False):
            seen = set()

            def run() -> None:
                with virtual_card("type=05") as card, zairyu.read(
                        card, trust=trust(), progress=lambda _: seen.add(threading.get_ident()),
                        item=lambda _: seen.add(threading.get_ident())):
                    seen.add(threading.get_ident())
            if there:
                run()
            else:
                thread = threading.Thread(target=run)
                thread.start()
                thread.join()
            self.assertEqual(len(seen), 1)


INTERRUPTED = """
import os, signal, sys, threading, time
sys.path.insert(0, {tests!r})
import zairyu
from test_waiting import Stuck, silent
{handler}
done = []
def interrupt():
    time.sleep(0.3)
    os.kill(os.getpid(), signal.{signal})
threading.Thread(target=interrupt).start()
try:
    {call}
except BaseException as error:
    print(type(error).__name__, len(threading.enumerate()), flush=True)
"""


class Interrupts(unittest.TestCase):
    def run_child(self, call: str, number: str = "SIGINT", handler: str = "") -> str:
        code = INTERRUPTED.format(tests=os.path.dirname(os.path.abspath(__file__)), call=call, signal=number, handler=handler)
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=LONG, check=False)
        self.assertEqual(done.stderr, "")
        return done.stdout

    def test_ctrl_c_in_a_read(self) -> None:
        self.assertEqual(self.run_child("zairyu.read(silent(), timeout=None)"), "KeyboardInterrupt 1\n")

    def test_the_call_is_over_when_ctrl_c_comes_out(self) -> None:
        handler = ("from zairyu import _desk\ndesks, real = [], _desk.Desk.serve\n"
                   "def serve(desk): desks.append(desk); return real(desk)\n"
                   "_desk.Desk.serve = serve\n")
        call = ("try: zairyu.read(silent(), timeout=None)\n"
                "    finally: print(desks[-1]._outcome is not None)")
        self.assertEqual(self.run_child(call, handler=handler), "True\nKeyboardInterrupt 1\n")

    def test_ctrl_c_in_a_transport(self) -> None:
        call = "zairyu.read(Stuck(), number='AA12345678BB', timeout=None, wait=None)"
        self.assertEqual(self.run_child(call), "KeyboardInterrupt 1\n")

    def test_ctrl_c_in_python_code_of_a_transport(self) -> None:
        handler = "Stuck.connect = lambda self, wait: time.sleep(60)"
        call = "zairyu.read(Stuck(), number='AA12345678BB', timeout=None)"
        self.assertEqual(self.run_child(call, handler=handler), "KeyboardInterrupt 1\n")

    def test_ctrl_c_in_progress(self) -> None:
        call = "zairyu.read('virtual:type=05', progress=lambda _: time.sleep(60))"
        self.assertEqual(self.run_child(call), "KeyboardInterrupt 1\n")

    def test_a_handler_that_exits(self) -> None:
        handler = "signal.signal(signal.SIGTERM, lambda *_: sys.exit('over'))"
        self.assertEqual(self.run_child("zairyu.read(silent(), timeout=None)", "SIGTERM", handler), "SystemExit 1\n")

    def test_a_handler_that_goes_on(self) -> None:
        handler = "signal.signal(signal.SIGUSR1, lambda *_: done.append(1))"
        call = "zairyu.read(silent(), timeout=1.5) if not done else None"
        self.assertEqual(self.run_child(call, "SIGUSR1", handler), "Timeout 1\n")

    def test_a_session_goes_on_after_ctrl_c(self) -> None:
        call = ("card = silent(); session = zairyu.Session(card.reader(), timeout=None)\n"
                "    try: session.authenticate(card.number); session.read()\n"
                "    except KeyboardInterrupt: print('interrupted')\n"
                "    session.authenticate(card.number); print(session.card.type)")
        self.assertEqual(self.run_child(call), "interrupted\n05\n")

    def test_ctrl_c_again_and_again(self) -> None:
        handler = ("def many():\n"
                   "    for _ in range(50): time.sleep(0.01); os.kill(os.getpid(), signal.SIGINT)\n"
                   "again = threading.Timer(0.3, many); again.start()\n")
        call = ("try: zairyu.read(silent(), timeout=None)\n"
                "    finally:\n"
                "        while True:\n"
                "            try: again.join(); time.sleep(0.1); break\n"
                "            except KeyboardInterrupt: pass")
        self.assertEqual(self.run_child(call, handler=handler), "KeyboardInterrupt 1\n")


class Coroutines(unittest.TestCase):
    def test_read(self) -> None:
        async def run() -> list[zairyu.Card]:
            return await asyncio.gather(*(zairyu.aread(f"virtual:type={kind}") for kind in ("1", "05")))
        first, second = asyncio.run(run())
        self.assertEqual((first.type, second.type), ("1", "05"))

    def test_progress_on_the_loop(self) -> None:
        seen = set()

        async def run() -> None:
            await zairyu.aread(virtual_card("type=05"), progress=lambda _: seen.add(threading.current_thread()))
        asyncio.run(run())
        self.assertEqual(seen, {threading.main_thread()})

    def test_progress_that_fails(self) -> None:
        def fail(_: zairyu.Progress) -> None:
            raise LookupError("enough")

        async def run() -> None:
            await zairyu.aread(virtual_card("type=05"), progress=fail)
        with self.assertRaisesRegex(LookupError, "enough"):
            asyncio.run(run())

    def test_failure(self) -> None:
        async def run() -> None:
            await zairyu.aread("virtual:type=05", number="AA99999999AA")
        with self.assertRaises(zairyu.WrongNumber):
            asyncio.run(run())

    def test_cancelled_task_has_ended_the_reading(self) -> None:
        stuck = Stuck()

        async def run() -> None:
            task = asyncio.create_task(zairyu.aread(stuck, number="AA12345678BB", timeout=None))
            await asyncio.get_running_loop().run_in_executor(None, stuck.waiting.wait)
            task.cancel()
            with self.assertRaises(asyncio.CancelledError):
                await task
            self.assertFalse([thread for thread in threading.enumerate() if thread.name == "zairyu"])
        asyncio.run(run())

    def test_the_thread_has_ended(self) -> None:
        ended, real = [], aio._fulfil

        def slowly(*arguments: object) -> None:
            real(*arguments)
            threading.Event().wait(0.2)
            ended.append(1)

        async def run() -> None:
            (await zairyu.aread(virtual_card("type=05"))).close()
            self.assertEqual(ended, [1])
        with mock.patch.object(aio, "_fulfil", slowly):
            asyncio.run(run())

    def test_time_limit(self) -> None:
        async def run() -> None:
            async with asyncio.timeout(0.2):
                await zairyu.aread(silent(), timeout=None)
        with self.assertRaises(TimeoutError):
            asyncio.run(run())

    def test_loop_goes_on_meanwhile(self) -> None:
        async def run() -> int:
            task = asyncio.create_task(zairyu.aread(silent(), timeout=0.5))
            turns = 0
            while not task.done():
                await asyncio.sleep(0.01)
                turns += 1
            self.assertIsInstance(task.exception(), zairyu.Timeout)
            return turns
        self.assertGreater(asyncio.run(run()), 3)


if __name__ == "__main__":
    unittest.main()
