# SPDX-License-Identifier: BSD-2-Clause
"""Verifies a whole record as zairyu-record(5) describes it, with nothing but arithmetic."""
import hashlib

from record_reader import FIRST, objects, value

# secp384r1 [SEC 2, 2.5.1]
P = 2**384 - 2**128 - 2**96 + 2**32 - 1
A = P - 3
N = 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973
G = (0xaa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7,
     0x3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f)
SHA256_INFO = bytes.fromhex("3031300d060960864801650304020105000420")
PRINTED = ("c5", "c6", "c7", "c8", "c9", "ce", "ca", "cb", "cc", "cd")
HASHES = {"sha256": hashlib.sha256, "sha384": hashlib.sha384}
SIGNATURE_ALGORITHMS = {"2a864886f70d01010b": "sha256", "2a8648ce3d040302": "sha256", "2a8648ce3d040303": "sha384"}


class Wrong(Exception):
    """Not signed so."""


def element(data, at=0):
    """Of DER: tag, content, whole, and where the next begins."""
    length, header = data[at + 1], 2
    if length >= 0x80:
        header += length - 0x80
        length = int.from_bytes(data[at + 2:at + header], "big")
    end = at + header + length
    return data[at], data[at + header:end], data[at:end], end


def elements(content):
    found, at = [], 0
    while at < len(content):
        tag, inside, whole, at = element(content, at)
        found.append((tag, inside, whole))
    return found


class Certificate:
    def __init__(self, stored):
        _, content, whole, _ = element(stored)
        self.padding = stored[len(whole):]
        (_, tbs, self.signed), (_, algorithm, _), (_, bits, _) = elements(content)
        self.hash = HASHES[SIGNATURE_ALGORITHMS[elements(algorithm)[0][1].hex()]]
        self.signature = bits[1:]
        parts = elements(tbs)
        key = elements(parts[6 if parts[0][0] == 0xA0 else 5][1])
        self.key = key[1][1][1:]
        self.rsa = elements(key[0][1])[0][1].hex() == "2a864886f70d010101"


def add(p, q):
    if p is None or q is None:
        return q if p is None else p
    if p[0] == q[0] and (p[1] + q[1]) % P == 0:
        return None
    if p == q:
        slope = (3 * p[0] * p[0] + A) * pow(2 * p[1], -1, P)
    else:
        slope = (q[1] - p[1]) * pow(q[0] - p[0], -1, P)
    x = (slope * slope - p[0] - q[0]) % P
    return x, (slope * (p[0] - x) - p[1]) % P


def times(factor, point):
    total = None
    for bit in bin(factor)[2:]:
        total = add(total, total)
        if bit == "1":
            total = add(total, point)
    return total


def rsa_fits(key, digest, signature):
    modulus, exponent = (int.from_bytes(part[1], "big") for part in elements(element(key)[1]))
    size = (modulus.bit_length() + 7) // 8
    block = pow(int.from_bytes(signature, "big"), exponent, modulus).to_bytes(size, "big")
    end = SHA256_INFO + digest
    return len(signature) == size and block == b"\0\1" + b"\xff" * (size - len(end) - 3) + b"\0" + end


def ecdsa_fits(key, digest, r, s):
    if not (key[0] == 4 and 0 < r < N and 0 < s < N):
        return False
    point = int.from_bytes(key[1:49], "big"), int.from_bytes(key[49:], "big")
    inverse = pow(s, -1, N)
    found = add(times(int.from_bytes(digest, "big") * inverse % N, G), times(r * inverse % N, point))
    return found is not None and found[0] % N == r


def der_pair(signature):
    return tuple(int.from_bytes(part[1], "big") for part in elements(element(signature)[1]))


def check_code_fits(certificate, digest, code):
    if certificate.rsa:
        return not any(code[256:]) and rsa_fits(certificate.key, digest, code[:256])
    if not any(code[96:]) and ecdsa_fits(certificate.key, digest, int.from_bytes(code[:48], "big"), int.from_bytes(code[48:96], "big")):
        return True
    return code[0] == 0x30 and ecdsa_fits(certificate.key, digest, *der_pair(code))


def image(data, tag, length, pad=True):
    found = value(data, tag)
    if len(found) > length:
        raise Wrong("an image is too long")
    return found + bytes(length - len(found)) if found or pad else b""


def printed(record):
    data = record.files[record.page.bits["printed-entries"]][0]
    lengths = record.page.items[record.page.bits["printed-entries"], "05"][1]
    wanted = lengths if record.type == "05" else lengths[:6]
    found = objects(data)
    if [(tag, len(v)) for tag, v in found] != wanted or tuple(tag for tag, _ in lengths) != PRINTED:
        raise Wrong("not the entries, or not in order")
    if record.type == "05" and not any(b"".join(v for _, v in found[6:])):
        raise Wrong("not to be told from those of a certificate")
    return b"".join(v for _, v in found).ljust(45, b"\0") if record.type == "05" else b"".join(v for _, v in found) + bytes(19)


def only(data, tags):
    if any(tag not in tags for tag, _ in objects(data)):
        raise Wrong("something that nobody signed")


def signed_values(record):
    """In each form that may have been signed."""
    files = {record.name(bit): data for bit, (data, _) in record.files.items()}
    if record.type in FIRST:
        only(files["front-image"], ("d0",)), only(files["face"], ("d1",))
        return [image(files["front-image"], "d0", 7000) + image(files["face"], "d1", 3000, pad) for pad in (True, False)]
    both = files["name-and-face"]
    only(both, ("d0", "d1"))
    return [printed(record) + image(both, "d1", 3000, pad) + image(both, "d0", 2500) for pad in (True, False)]


def verify(record, authorities):
    """(falsification, issuer), each "ok", "failed" or "absent". `authorities`: certificates in DER."""
    data = record.files[record.page.bits["signature"]][0]
    code_tag, certificate_tag = ("da", "db") if record.type in FIRST else ("dc", "dd")
    code, stored = value(data, code_tag), value(data, certificate_tag)
    if not code and not stored:
        return "absent", "absent"
    certificate = Certificate(stored)
    try:
        fits = not any(certificate.padding) and any(check_code_fits(certificate, hashlib.sha256(form).digest(), code)
                                                    for form in signed_values(record))
    except Wrong:
        fits = False
    digest = certificate.hash(certificate.signed).digest()
    issued = False
    for authority in map(Certificate, authorities):
        if authority.rsa and certificate.rsa:
            issued |= rsa_fits(authority.key, digest, certificate.signature)
        elif not authority.rsa and not certificate.rsa:
            issued |= ecdsa_fits(authority.key, digest, *der_pair(certificate.signature))
    return "ok" if fits else "failed", "ok" if issued else "failed"
