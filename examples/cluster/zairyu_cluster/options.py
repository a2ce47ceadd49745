# SPDX-License-Identifier: BSD-2-Clause
"""The command line."""
from __future__ import annotations

import argparse
import importlib
import os
from collections.abc import Callable
from typing import Any


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    """What was asked for. `run` in it does that."""
    parser = argparse.ArgumentParser(prog="zairyu_cluster", description="Verifies saved residence card records on several machines. "
                                     "cluster.md explains what runs where.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, summary, add in COMMANDS:
        command = commands.add_parser(name, help=summary, description=summary)
        command.add_argument("--tls", required=True, metavar="DIR", help="this machine's ca.pem, certificate.pem and key.pem, which "
                             "certificates.sh made")
        add(command)
        command.set_defaults(run=_later(name))
    return parser.parse_args(arguments)


def _later(name: str) -> Callable[[argparse.Namespace], int]:
    """Imports a command when it is run: a scheduler needs no zairyu, and --help needs nothing."""
    def run(options: argparse.Namespace) -> int:
        status: int = importlib.import_module(f"zairyu_cluster.{name}").run(options)
        return status
    return run


def _scheduler(command: argparse.ArgumentParser) -> None:
    command.add_argument("--host", default="127.0.0.1", help="the address to listen at (default: %(default)s, this machine alone)")
    command.add_argument("--port", type=_number(0), default=8786, help="(default: %(default)s; 0: any)")


def _worker(command: argparse.ArgumentParser) -> None:
    _add_address(command)
    command.add_argument("--processes", type=_number(1), default=os.cpu_count(), metavar="N",
                         help="how many records are verified at a time (default: one for each processor, %(default)s here)")
    command.add_argument("--host", help="the address that others reach this machine at, if that is not clear")


def _verify(command: argparse.ArgumentParser) -> None:
    _add_address(command)
    command.add_argument("--out", required=True, metavar="FILE", help="the results, a line of JSON each. If it is there, only what "
                         "is missing in it is verified")
    command.add_argument("--trust", type=_trust, default="default", metavar="DIR", help="the CA certificates, as the workers see "
                         "them (default: those installed on each worker)")
    command.add_argument("--list", action="append", default=[], metavar="FILE", help="a file with a path in each line; - is standard "
                         "input")
    command.add_argument("--batch", type=_number(1), default=100, metavar="N", help="records in a task (default: %(default)s)")
    command.add_argument("--wait", type=_number(1), default=30, metavar="SECONDS", help="for a first worker (default: %(default)s)")
    command.add_argument("paths", nargs="*", metavar="PATH", help="records, and directories with records named *.zairyu")


def _add_address(command: argparse.ArgumentParser) -> None:
    command.add_argument("--scheduler", required=True, metavar="tls://HOST:PORT", help="as the scheduler printed it")


def _number(least: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        value = int(text)
        if value < least:
            raise argparse.ArgumentTypeError(f"{text} is less than {least}")
        return value
    return number


def _trust(text: str) -> str:
    return text if text == "default" else os.path.abspath(text)


COMMANDS: tuple[tuple[str, str, Any], ...] = (
    ("scheduler", "Starts the scheduler, of which a cluster has one.", _scheduler),
    ("worker", "Starts worker processes.", _worker),
    ("verify", "Verifies records, and writes the results to a file.", _verify),
)
