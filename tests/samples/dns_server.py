"""A small DNS server on this machine that says what a test tells it to: the truth, a lie, nothing, or too much."""

import socket
import threading
from collections.abc import Callable
from typing import Any

import dns.flags
import dns.message
import dns.rcode
import dns.rrset

Answer = Callable[[dns.message.Message], bytes | None]


class DnsServer:
    """UDP on a free port; `asked` keeps every question, so that a test can see what was asked and what was not."""

    def __init__(self) -> None:
        self.texts: dict[str, list[list[str]]] = {}
        self.aliases: dict[str, str] = {}
        self.answer: Answer = self.tell
        self.asked: list[tuple[str, str]] = []
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    @property
    def setting(self) -> str:
        return f"127.0.0.1@{self.port}"

    def hold(self, domain: str, *texts: str) -> None:
        """Answer with these TXT records for the name under which proofs are looked for."""
        self.texts[f"_kentongan.{domain}."] = [[text] for text in texts]

    def tell(self, query: dns.message.Message) -> bytes | None:
        """The answer of an honest server."""
        question = query.question[0]
        name = question.name.to_text().lower()
        response = dns.message.make_response(query)
        response.flags |= dns.flags.AA | dns.flags.RA
        if alias := self.aliases.get(name):
            response.answer.append(dns.rrset.from_text(name, 60, "IN", "CNAME", alias))
            name = alias
        records = self.texts.get(name)
        if records:
            quoted = [" ".join(f'"{part}"' for part in parts) for parts in records]
            response.answer.append(dns.rrset.from_text(name, 60, "IN", "TXT", *quoted))
        elif not response.answer:
            response.set_rcode(dns.rcode.NXDOMAIN)
        return response.to_wire(max_size=65535)

    def close(self) -> None:
        self.socket.close()

    def _serve(self) -> None:
        while True:
            try:
                data, sender = self.socket.recvfrom(4096)
            except OSError:
                return
            query = dns.message.from_wire(data)
            question: Any = query.question[0]
            self.asked.append((question.name.to_text(), dns.rdatatype.to_text(question.rdtype)))
            if answer := self.answer(query):
                self.socket.sendto(answer, sender)
