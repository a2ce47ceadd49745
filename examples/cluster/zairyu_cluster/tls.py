# SPDX-License-Identifier: BSD-2-Clause
"""Who this machine is, and whom it talks to: TLS on both sides, with the certificates that certificates.sh makes."""
from __future__ import annotations

import os
import pathlib
import ssl
import stat
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from distributed.security import Security

from zairyu_cluster.failure import ClusterError

VERSION = ssl.TLSVersion.TLSv1_3


@dataclass(frozen=True)
class Identity:
    """The three files of a machine."""

    ca: str
    certificate: str
    key: str

    def security(self) -> Security:
        """For Dask, in whatever role."""
        roles = {f"tls_{role}_{what}": path for role in ("client", "scheduler", "worker")
                 for what, path in (("cert", self.certificate), ("key", self.key))}
        return NamedSecurity(require_encryption=True, tls_ca_file=self.ca, tls_min_version=VERSION, **roles)

    def context(self) -> ssl.SSLContext:
        """For a connection without Dask."""
        context = ssl.create_default_context(cafile=self.ca)
        context.minimum_version = VERSION
        context.load_cert_chain(self.certificate, self.key)
        return context


    def require_server(self, host: str) -> None:
        """Fails unless others would accept this machine as `host`: they would be waiting for each other."""
        server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=self.ca)
        server.verify_mode = ssl.CERT_REQUIRED
        server.load_cert_chain(self.certificate, self.key)
        there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
        sides = self.context().wrap_bio(back, there, server_hostname=host), server.wrap_bio(there, back, server_side=True)
        try:
            _shake_hands(*sides)
        except ssl.SSLError as error:
            reason = getattr(error, "verify_message", "") or error.reason
            raise ClusterError(f"{self.certificate} is not for {host}: {reason}. Make one with certificates.sh that has {host} in its "
                               "names, or give another --host.") from error


def _shake_hands(*sides: ssl.SSLObject) -> None:
    """Both sides in turn, until neither waits for the other."""
    waiting = list(sides)
    while waiting:
        for side in list(waiting):
            try:
                side.do_handshake()
                waiting.remove(side)
            except ssl.SSLWantReadError:
                pass


class NamedSecurity(Security):
    """Dask is content with any certificate of the CA: this asks for that of the host which is connected to."""

    def get_connection_args(self, role: str) -> dict[str, Any]:
        """What Dask connects with."""
        arguments: dict[str, Any] = super().get_connection_args(role)
        arguments["ssl_context"].check_hostname = True
        return arguments


def identity_of(directory: str) -> Identity:
    """The files in a directory, complete and usable; the key readable by its owner only."""
    paths = [pathlib.Path(directory, name).absolute() for name in ("ca.pem", "certificate.pem", "key.pem")]
    for path in paths:
        if not os.access(path, os.R_OK):
            raise ClusterError(f"{path} cannot be read. certificates.sh makes a directory for each machine: name it with --tls.")
    if stat.S_IMODE(paths[2].stat().st_mode) & 0o077:
        raise ClusterError(f"Others than its owner may read {paths[2]}. To mend that: chmod 600 {paths[2]}")
    identity = Identity(*map(str, paths))
    try:
        identity.context()
    except (ssl.SSLError, OSError) as error:
        raise ClusterError(f"The files in {directory} are not a certificate, its key and the CA's: {error}. Make them again "
                           "with certificates.sh.") from error
    return identity


def host_and_port(address: str) -> tuple[str, int]:
    """The parts of tls://HOST:PORT. Nothing else is accepted: the results are about people."""
    try:
        parts = urlsplit(address)
        if parts.scheme == "tls" and parts.hostname and parts.port and not parts.path:
            return parts.hostname, parts.port
    except ValueError:
        pass
    raise ClusterError(f"\"{address}\" is not an address with TLS: give tls://HOST:PORT, as the scheduler printed it.")
