# SPDX-License-Identifier: BSD-2-Clause
"""What a conversation costs on the air: bytes, frames and time by ISO/IEC 14443-4, Type B.

The ideal card of the model answers at once. Per frame: start 12 etu, 10 etu per byte, end 10 etu; per block one byte PCB
and two of CRC, no CID and no NAD; frames of 256 bytes both ways. From reader to card TR0 64/fs and TR1 80/fs pass, from
card to reader TR2 10 etu and 32/fs. Each block but the last of a chain is answered by an R(ACK) of three bytes. No waiting
time extension, no error.
"""
import dataclasses

CARRIER = 13_560_000.0
SUBCARRIER = CARRIER / 16
BLOCK = 256 - 3  # what a frame of 256 bytes carries
FRAME_EXTRA = 3  # PCB and CRC
RATES = {106: 128, 212: 64, 424: 32, 848: 16}  # kbit/s: carrier periods per etu


@dataclasses.dataclass(frozen=True)
class Cost:
    exchanges: int
    frames: int
    bytes: int
    ms: dict  # by bit rate


def blocks(length):
    """The lengths of the blocks that carry an APDU."""
    full, rest = divmod(length, BLOCK)
    return [BLOCK] * full + ([rest] if rest or not full else [])


def frames_of(command, response):
    """An exchange as frames in order: (from the reader?, bytes)."""
    frames = []
    for i, block in enumerate(blocks(command)):
        if i:
            frames.append((False, FRAME_EXTRA))
        frames.append((True, block + FRAME_EXTRA))
    for i, block in enumerate(blocks(response)):
        if i:
            frames.append((True, FRAME_EXTRA))
        frames.append((False, block + FRAME_EXTRA))
    return frames


def frame_seconds(size, etu, from_reader):
    gap = (64 + 80) / SUBCARRIER if from_reader else 10 * etu + 32 / SUBCARRIER
    return (12 + 10 * size + 10) * etu + gap


def cost(exchanges):
    """The cost of a conversation given as (command length, response length), status word included."""
    frames = [f for e in exchanges for f in frames_of(*e)]
    ms = {}
    for rate, periods in RATES.items():
        etu = periods / CARRIER
        ms[rate] = 1000 * sum(frame_seconds(size, etu, reader) for reader, size in frames)
    return Cost(len(exchanges), len(frames), sum(size for _, size in frames), ms)
