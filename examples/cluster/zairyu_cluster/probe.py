# SPDX-License-Identifier: BSD-2-Clause
"""Is there a scheduler, and do we know each other? Dask would only say, after a while, that it timed out."""
from __future__ import annotations

import socket
import ssl

from zairyu_cluster.failure import ClusterError
from zairyu_cluster.tls import Identity, host_and_port

#: Seconds that each step may take.
PATIENCE = 10.0


def probe(address: str, identity: Identity) -> str:
    """Fails, and says why, unless a scheduler answers there that knows us and that we know. Returns the address of this machine
    on the way to it."""
    host, port = host_and_port(address)
    try:
        plain = socket.create_connection((host, port), PATIENCE)
    except OSError as error:
        raise ClusterError(f"There is no scheduler at {address}: {error.strerror or error}. Start one there: "
                           "python3 -m zairyu_cluster scheduler") from error
    try:
        with plain, identity.context().wrap_socket(plain, server_hostname=host) as secure:
            # In TLS 1.3 only the first answer shows whether our certificate was accepted.
            if not secure.recv(1):
                raise ClusterError(f"{address} ended the connection without a word: is it a scheduler?")
            return str(secure.getsockname()[0])
    except OSError as error:
        raise ClusterError(_reason(address, error)) from error


def _reason(address: str, error: OSError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return (f"{address} is not known here: {error.verify_message}. Its certificate must be of the CA in --tls, and have the "
                "host in its names: make it with certificates.sh.")
    if isinstance(error, ssl.SSLError) and "ALERT" in (error.reason or ""):
        return (f"{address} does not accept the certificate in --tls ({error.reason}). It must be of the scheduler's CA: make it "
                "with certificates.sh.")
    if isinstance(error, ssl.SSLError) or not isinstance(error, ConnectionError):
        return (f"What answers at {address} does not speak TLS ({error}). A scheduler without TLS is refused: start it with "
                "--tls.")
    return f"{address} broke the connection off: {error.strerror or error}. Is it a scheduler?"
