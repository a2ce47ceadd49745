# SPDX-License-Identifier: BSD-2-Clause
"""A host without C: an asyncio loop answers what sessions on other threads ask, through ctypes and the descriptor alone.

usage: test_asyncio.py LIBZAIRYU LIBZAIRYU-VCARD
"""
import asyncio
import ctypes
import sys
import unittest
from ctypes import POINTER, byref, c_char_p, c_int, c_size_t, c_uint32, c_uint64, c_void_p

VCARD = ctypes.CDLL(sys.argv.pop(), mode=ctypes.RTLD_GLOBAL)
CORE = ctypes.CDLL(sys.argv.pop())
NUMBER = b"AA12345678BB"
NONE, CONNECT, TRANSMIT, WAIT_CARD, DISCONNECT, CANCEL, CLOSED = range(7)
WRONG_NUMBER, CARD_GONE, TIMEOUT, STATE = -304, -206, -108, -102
ALL = 0x7FFFFFFFFFFFFFFF


class Bytes(ctypes.Structure):
    _fields_ = [("data", c_void_p), ("len", c_size_t)]


class Request(ctypes.Structure):
    _fields_ = [("size", c_size_t), ("serial", c_uint64), ("command", Bytes), ("answer_max", c_size_t),
                ("patience_ms", c_uint32), ("remaining_ms", c_uint32), ("kind", c_int), ("present", c_int)]


def declare(library, name, *arguments, result=c_int):
    function = getattr(library, name)
    function.argtypes, function.restype = arguments, result
    return function


OUT = POINTER(c_void_p)
context_new = declare(CORE, "zairyu_context_new", OUT, OUT)
context_free = declare(CORE, "zairyu_context_free", c_void_p, result=None)
handoff_new = declare(CORE, "zairyu_handoff_new", c_void_p, c_char_p, OUT, OUT, OUT)
handoff_fd = declare(CORE, "zairyu_handoff_fd", c_void_p)
handoff_take = declare(CORE, "zairyu_handoff_take", c_void_p, POINTER(Request), OUT)
handoff_give = declare(CORE, "zairyu_handoff_give", c_void_p, c_uint64, Bytes, OUT)
handoff_fail = declare(CORE, "zairyu_handoff_fail", c_void_p, c_uint64, c_int, c_char_p, ctypes.c_int64, c_char_p, OUT)
handoff_free = declare(CORE, "zairyu_handoff_free", c_void_p, result=None)
transport_free = declare(CORE, "zairyu_transport_free", c_void_p, result=None)
session_new = declare(CORE, "zairyu_session_new", c_void_p, OUT, OUT)
session_set_timeout = declare(CORE, "zairyu_session_set_timeout", c_void_p, c_uint32, result=None)
session_authenticate = declare(CORE, "zairyu_session_authenticate", c_void_p, c_char_p, c_size_t, OUT)
session_read = declare(CORE, "zairyu_session_read", c_void_p, c_uint64, c_uint32, OUT, OUT)
session_free = declare(CORE, "zairyu_session_free", c_void_p, result=None)
record_card = declare(CORE, "zairyu_record_card", c_void_p, result=c_void_p)
record_free = declare(CORE, "zairyu_record_free", c_void_p, result=None)
card_type = declare(CORE, "zairyu_card_type", c_void_p, result=c_char_p)
ca_new = declare(VCARD, "zairyu_vcard_ca_new", c_void_p, c_uint64, OUT, OUT)
ca_free = declare(VCARD, "zairyu_vcard_ca_free", c_void_p, result=None)
vcard_new = declare(VCARD, "zairyu_vcard_new", c_void_p, c_void_p, c_char_p, OUT, OUT)
vcard_reset = declare(VCARD, "zairyu_vcard_reset", c_void_p)
vcard_process = declare(VCARD, "zairyu_vcard_process", c_void_p, Bytes, c_void_p, c_size_t, POINTER(c_size_t))
vcard_free = declare(VCARD, "zairyu_vcard_free", c_void_p, result=None)


def made(function, *arguments):
    out = c_void_p()
    assert function(*arguments, byref(out), None) == 0
    return out


def read_card(transport, number, timeout_ms):
    """Blocks; on a thread of its own. The card's type, or the code."""
    session, record = made(session_new, transport), c_void_p()
    session_set_timeout(session, timeout_ms)
    rc = session_authenticate(session, number, len(number), None) or session_read(session, ALL, 0, byref(record), None)
    result = rc or card_type(record_card(record)).decode()
    record_free(record)
    session_free(session)
    transport_free(transport)
    return result


class Reader:
    """The host of one card. Each command is answered by a task of its own, a moment later."""

    def __init__(self, context, ca, options, delay):
        self.card = made(vcard_new, context, ca, options)
        self.delay, self.tasks, self.late, self.cancelled = delay, set(), [], []
        self.handoff, self.transport = c_void_p(), c_void_p()
        assert handoff_new(context, b"python:", byref(self.handoff), byref(self.transport), None) == 0
        self.closed = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().add_reader(handoff_fd(self.handoff), self.on_readable)

    def on_readable(self):
        request = Request(size=ctypes.sizeof(Request))
        while handoff_take(self.handoff, byref(request), None) == 0 and request.kind not in (NONE, CLOSED):
            if request.kind in (CONNECT, DISCONNECT):
                vcard_reset(self.card)
            if request.kind == CONNECT:
                handoff_give(self.handoff, request.serial, Bytes(), None)
            elif request.kind == TRANSMIT:
                command = ctypes.string_at(request.command.data, request.command.len)
                task = asyncio.create_task(self.transmit(request.serial, command))
                self.tasks.add(task)
                task.add_done_callback(self.tasks.discard)
            elif request.kind == CANCEL:
                self.cancelled.append(request.serial)
        if request.kind == CLOSED and not self.closed.done():
            asyncio.get_running_loop().remove_reader(handoff_fd(self.handoff))
            self.closed.set_result(None)

    async def transmit(self, serial, command):
        await asyncio.sleep(self.delay)
        room, length = ctypes.create_string_buffer(65538), c_size_t()
        bytes_of = ctypes.create_string_buffer(command, len(command))
        rc = vcard_process(self.card, Bytes(ctypes.addressof(bytes_of), len(command)), room, len(room), byref(length))
        if rc == 0:
            rc = handoff_give(self.handoff, serial, Bytes(ctypes.addressof(room), length.value), None)
        else:
            rc = handoff_fail(self.handoff, serial, CARD_GONE, b"python", rc, b"the card left", None)
        if rc == STATE:
            self.late.append(serial)

    async def read(self, number=NUMBER, timeout_ms=60000):
        result = await asyncio.to_thread(read_card, self.transport, number, timeout_ms)
        await self.closed
        while self.tasks:
            await asyncio.wait(self.tasks)
        handoff_free(self.handoff)
        vcard_free(self.card)
        return result


class Asyncio(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        asyncio.get_running_loop().slow_callback_duration = 60
        context = made(context_new)
        self.addCleanup(context_free, context)
        ca = made(ca_new, context, 1)
        self.addCleanup(ca_free, ca)
        self.reader = lambda options, delay=0.002: Reader(context, ca, options, delay)

    async def test_several_at_once(self):
        readers = [self.reader(f"type={t}".encode()) for t in ("1", "2", "05", "06")]
        self.assertEqual(await asyncio.gather(*(r.read() for r in readers)), ["1", "2", "05", "06"])

    async def test_failures(self):
        self.assertEqual(await self.reader(b"type=1").read(b"AB12345678BB"), WRONG_NUMBER)
        self.assertEqual(await self.reader(b"type=05,fault=remove@7").read(), CARD_GONE)

    async def test_a_host_that_is_too_slow(self):
        reader = self.reader(b"type=1", 3)
        self.assertEqual(await reader.read(timeout_ms=2000), TIMEOUT)
        self.assertEqual(len(reader.late), 1)
        self.assertEqual(reader.cancelled, reader.late)


if __name__ == "__main__":
    unittest.main()
