# SPDX-License-Identifier: BSD-2-Clause
"""Reads a card through a reader that comes in over the network as vpcd's clients do: a phone with "Remote Smart Card Reader",
or `zairyu emulate --vpcd HOST:PORT`. usage: own_transport.py PORT; the number is read from standard input"""
import select
import socket
import sys

import zairyu


class RemoteReader(zairyu.Transport):
    """Frames with two bytes of length before them: commands, and controls of one byte (power off, power on, reset)."""

    def __init__(self, connection: socket.socket) -> None:
        self.socket, self.stream = connection, connection.makefile("rwb")

    def send(self, frame: bytes) -> None:
        self.stream.write(len(frame).to_bytes(2, "big") + frame)
        self.stream.flush()

    def connect(self, wait: zairyu.Wait) -> None:
        self.send(b"\x01")
        self.send(b"\x02")

    def transmit(self, command: bytes, wait: zairyu.Wait) -> bytes:
        self.send(command)
        select.select([self.socket, wait], [], [], wait.remaining)
        wait.check()
        length = int.from_bytes(self.stream.read(2), "big")
        answer = self.stream.read(length)
        if len(answer) < max(length, 2):
            raise zairyu.failure(zairyu.ErrorCode.CARD_GONE, "the connection ended.")
        return answer

    def disconnect(self) -> None:
        self.send(b"\x00")


with socket.create_server(("127.0.0.1", int(sys.argv[1]))) as server:
    print(f"waiting on port {server.getsockname()[1]}", flush=True)
    with zairyu.read(RemoteReader(server.accept()[0]), number=sys.stdin.readline().strip()) as card:
        print(card.to_json(), end="")
