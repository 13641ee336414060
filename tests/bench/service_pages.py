"""
The counter, the lists and the dashboard in villages of different size, and the first view of a resident: a part of `service.py`.

Time and CPU are those of the whole answer inside the server, the database's own process included.
"""

import gzip
import re
import sys
from datetime import timedelta
from typing import Any

COUNTER = (
    "/kantor/loket/",
    "/kantor/loket/?q=SITI",
    "/kantor/loket/?warga={resident}&jenis=sk-usaha",
    "?SITI",
    "?{number}",
)
LISTS = ("/kantor/surat/?status=", "/kantor/surat/?status=LATE", "/kantor/surat/?status=&q=SITI",
         "/kantor/surat/?status=&periode={month}&hal=masuk", "/kantor/surat/{letter}/")  # fmt: skip
DASHBOARD = ("/kantor/pelayanan/", "/kantor/pelayanan/?periode={year}")
ASKED = 15


def measure(
    village: Any, people: dict[str, Any], size: tuple[int, int], name: str, beside: dict[str, float] | None = None
) -> dict[str, float]:
    """
    Print the figures of a village of so many residents and letters.

    :param beside: what the smaller village gave; larger figures carry it as their peer.
    """
    from tests.bench import registry_pages, stages
    from tests.bench.figures import say

    fill(village, people, *size)
    client = stages.client_of(village, {})
    known, found = known_of(village), {}
    for group, paths in (("counter", COUNTER), ("letters_list", LISTS), ("dashboard", DASHBOARD)):
        worst: dict[str, float] = {"p95_ms": 0, "cpu_ms": 0, "sql": 0}
        for path in (path.format(**known) for path in paths):
            asked = _SearchBox(client) if path.startswith("?") else client
            sql, p95, cpu = registry_pages.ask(village, asked, path)
            print(f"{name} {path}: {sql} SQL, p95 {p95:.1f} ms, CPU {cpu:.1f} ms", file=sys.stderr)
            for figure, value in (("p95_ms", p95), ("cpu_ms", cpu), ("sql", sql)):
                worst[figure] = max(worst[figure], value)
        for figure, value in worst.items():
            key = f"{group}_{figure}"
            found[key] = value
            other = beside and beside[key]
            say(
                f"{key}_{name}",
                value,
                figure.rpartition("_")[2],
                peer="1k" if other else None,
                ratio=other / value if other else None,
            )
    return found


class _SearchBox:
    """A client whose `get` types into the search box."""

    def __init__(self, client: Any) -> None:
        self.client = client

    def get(self, path: str) -> Any:
        return self.client.post("/kantor/cari/", {"q": path[1:]}, headers={"HX-Request": "true"})


def known_of(village: Any) -> dict[str, Any]:
    from django.utils import timezone

    from modules.service.models import Letter
    from registry.models import Resident
    from walls import current

    today = timezone.localdate()
    with current.inside(village):
        letter = Letter.objects.filter(signed_at__isnull=False).order_by("pk")[5]
        resident = Resident.objects.filter(born_on__lt=today - timedelta(days=9000)).first()
        return {"letter": letter.pk, "number": letter.number_text, "resident": resident.pk if resident else 1,
                "month": f"{today:%Y-%m}", "year": today.year}  # fmt: skip


def fill(village: Any, people: dict[str, Any], residents: int, letters: int) -> None:
    """Residents by the ledger; letters and their stories copied from one that was really signed, spread over three years."""
    from django.utils import timezone

    from modules.service.models import Letter
    from registry.models import Resident
    from tests.bench import service, service_signing
    from tests.samples.residents import learn, settle
    from walls import current

    now = timezone.now()
    with current.inside(village):
        missing = residents - Resident.objects.count()
        if missing > 0:
            settle(missing, on=(now - timedelta(days=400)).date(), at=now, by=people["clerk"], seed=7)
    signed = service_signing.make_letters(village, people, 1)
    service_signing.sign(village, people, service.PASSPHRASE, signed)
    with current.inside(village):
        with current.connection.cursor() as cursor:
            for statement in _COPIES:
                cursor.execute(statement, {"like": signed[0], "count": letters})
        learn("service_letter", "service_letterevent", "archive_document")
        assert Letter.objects.count() >= letters


#: Documents first, because a signed letter has one; then letters, most of them fetched long ago; then a line for each step.
_COPIES = (
    """
    CREATE TEMP TABLE people AS
        SELECT row_number() OVER (ORDER BY id) - 1 AS place, id, name FROM registry_resident
    """,
    """
    CREATE TEMP TABLE copies AS
        SELECT i, 1000000 + i AS letter, 1000000 + i AS document, i * 7919 %% (SELECT count(*) FROM people) AS person,
               date_trunc('day', now()) + interval '2 hours' - (i * 1095.0 / %(count)s) * interval '1 day'
                   + (i * 37 %% 360) * interval '1 minute' AS at
        FROM generate_series(1, %(count)s) i
    """,
    "ANALYZE people",
    "ANALYZE copies",
    """
    INSERT INTO archive_document
    SELECT made.*
    FROM copies c, archive_document d JOIN service_letter l ON l.document_id = d.id,
    LATERAL jsonb_populate_record(d, jsonb_build_object(
        'id', c.document, 'object_key', 'surat/bench/' || c.document || '.pdf', 'waiting_bytes', null,
        'state', 'STORED', 'stored_at', c.at, 'created_at', c.at)) made
    WHERE l.id = %(like)s
    """,
    """
    INSERT INTO service_letter
    SELECT made.*
    FROM copies c
    JOIN LATERAL (SELECT CASE WHEN c.i %% 1000 < 3 THEN 'AWAITING' WHEN c.i %% 1000 < 15 THEN 'READY' ELSE 'COLLECTED' END AS state,
                         c.i %% 1000 >= 3 AS signed) s ON true
    JOIN people p ON p.place = c.person
    JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS many FROM service_letterkind) k
        ON k.place = c.i %% k.many,
    service_letter l,
    LATERAL jsonb_populate_record(l, jsonb_build_object(
        'id', c.letter, 'key', gen_random_uuid(), 'document_id', CASE WHEN s.signed THEN c.document END,
        'tracking_code', 'T' || lpad(upper(to_hex(c.i)), 7, '0'),
        'verification_code', 'V' || lpad(upper(to_hex(c.i)), 7, '0'),
        'state', s.state, 'resident_id', p.id, 'subject_name', p.name, 'about_name', p.name,
        'source', (ARRAY['ONLINE', 'COUNTER', 'COUNTER', 'RT', 'ASSISTED'])[1 + c.i %% 5],
        'number', CASE WHEN s.signed THEN 1000 + c.i END,
        'number_text', CASE WHEN s.signed THEN '470/' || (1000 + c.i) || '/BENCH' ELSE '' END,
        'kind_id', k.id, 'version_id', null, 'created_at', c.at, 'counts_from', c.at, 'due_at', c.at + interval '3 hours',
        'late_since', CASE WHEN s.signed AND c.i %% 11 = 0 THEN c.at + interval '3 hours' END,
        'kasi_at', c.at + interval '20 minutes', 'sekdes_at', c.at + interval '40 minutes',
        'signed_at', CASE WHEN s.signed THEN c.at + (30 + c.i * 13 %% 300) * interval '1 minute' END,
        'signed_by_id', CASE WHEN s.signed THEN l.signed_by_id END, 'book_id', CASE WHEN s.signed THEN l.book_id END,
        'valid_until', CASE WHEN s.signed THEN l.valid_until END,
        'worked', CASE WHEN s.signed THEN 30 + c.i * 13 %% 300 END, 'lasted', CASE WHEN s.signed THEN 30 + c.i * 13 %% 400 END,
        'kasi_minutes', 20, 'sekdes_minutes', 20, 'signer_minutes', 10,
        'collected_at', CASE WHEN s.state = 'COLLECTED' THEN c.at + interval '1 day' END)) made
    WHERE l.id = %(like)s
    """,
    """
    INSERT INTO service_letterevent (letter_id, what, by_name, by_post, note, at)
    SELECT c.letter, w.what, 'Clerk Contoh', 'Kasi Pelayanan',
           CASE w.what WHEN 'RETURNED' THEN (ARRAY['Foto KK buram', 'KTP belum ada', 'Tanda tangan RT kurang'])[1 + c.i %% 3] ELSE '' END,
           c.at + w.after * interval '10 minutes'
    FROM copies c, (VALUES ('MADE', 0), ('RETURNED', 1), ('CHECKED', 2), ('INITIALED', 3), ('SIGNED', 4)) w (what, after)
    WHERE w.what <> 'RETURNED' OR c.i %% 20 = 0
    """,
    "DROP TABLE copies",
    "DROP TABLE people",
)


def measure_first_view(village: Any) -> None:
    """What a phone loads for the first page, compressed: the page and the files it names."""
    from django.contrib.staticfiles import finders
    from django.test import Client

    from tests.bench.figures import say

    page = Client(headers={"host": village.host}).get("/").content
    names = set(re.findall(rb'(?:href|src)="/static/([^"?]+)', page))
    weight = len(gzip.compress(page))
    for name in names:
        plain = re.sub(r"\.[0-9a-f]{12}(\.\w+)$", r"\1", name.decode())
        path = finders.find(plain)
        assert path, plain
        with open(path, "rb") as file:
            content = file.read()
        weight += len(content) if plain.endswith((".woff2", ".png")) else len(gzip.compress(content))
    say("public_first_view_kb", weight / 1000, "kB")
