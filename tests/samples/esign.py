"""
A loopback twin of the national authority's e-sign client service: it speaks version 2 and signs with a test authority.

What it was asked is kept in `asked`; `illness` makes it answer as a service does that is not well.
"""

import base64
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

USER, PASSWORD, NIK, PASSPHRASE = "kabupaten", "rahasia-uji", "3529010101800001", "frasa-sandi-bsre"
Sign = Callable[[bytes, str, str], bytes]


class EsignService:
    """One service; `sign(pdf, reason, location)` is how it signs."""

    def __init__(self, sign: Sign) -> None:
        self.sign = sign
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.illness: Callable[[BaseHTTPRequestHandler], None] | None = None
        self.change: Callable[[bytes], bytes] = lambda pdf: pdf
        self.url = ""

    def answer(self, path: str, said: dict[str, Any], authorization: str) -> tuple[int, Any]:
        known = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if authorization != f"Basic {known}":
            return 401, {"error": "Unauthorized"}
        if path == "/api/v2/user/check/status":
            return 200, {
                "status_code": 1111,
                "status": "ISSUE" if said["nik"] == NIK else "NOT_REGISTERED",
                "message": "-",
            }
        if path != "/api/v2/sign/pdf":
            return 404, {"error": "Not Found"}
        if said["nik"] != NIK:
            return 400, {"status_code": 1110, "error": "User tidak terdaftar"}
        if said["passphrase"] != PASSPHRASE:
            return 400, {"status_code": 2031, "error": "Passphrase anda salah"}
        how = said["signatureProperties"][0]
        assert how["tampilan"] == "INVISIBLE"
        signed = [self.sign(base64.b64decode(one), how["reason"], how["location"]) for one in said["file"]]
        return 200, {"time": 812, "file": [base64.b64encode(self.change(one)).decode() for one in signed]}


@contextmanager
def running(sign: Sign) -> Iterator[EsignService]:
    """The service on a free port."""
    service = EsignService(sign)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            service.asked.append((self.path, said))
            if service.illness is not None:
                service.illness(self)
                return
            status, body = service.answer(self.path, said, self.headers.get("Authorization", ""))
            self.give(status, json.dumps(body).encode())

        def give(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
