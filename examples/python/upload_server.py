# SPDX-License-Identifier: BSD-2-Clause
"""Takes records by HTTP POST and answers what they prove. Put TLS and a login before it.

usage: upload_server.py [PORT [TRUST]]
"""
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import zairyu

LARGEST = 262144
trust = zairyu.Trust(sys.argv[2] if len(sys.argv) > 2 else "default")


class Upload(BaseHTTPRequestHandler):
    """One record for each request."""

    def do_POST(self) -> None:
        try:
            length = int(self.headers.get("Content-Length", ""))
            if not 0 < length <= LARGEST:
                return self.send_error(413)
            with zairyu.verify(self.rfile.read(length), trust=trust) as card:
                self.answer(200, card.to_json(brief=True))
        except zairyu.DataError as error:
            self.answer(422, error.to_json())
        except ValueError:
            self.send_error(411)

    def answer(self, status: int, text: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(text.encode())


server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 8000), Upload)
print(f"http://127.0.0.1:{server.server_port}/", flush=True)
server.serve_forever()
