"""
How long a letter takes to be set, signed and verified: `python -m tests.bench.papers`.

Prints JSON lines (figures.py). Needs neither database nor store.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from html import escape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "platform"), str(ROOT / "tests")]

from cryptography import x509  # noqa: E402
from cryptography.hazmat.primitives import serialization  # noqa: E402
from cryptography.hazmat.primitives.asymmetric import ec, rsa  # noqa: E402
from cryptography.x509.oid import NameOID  # noqa: E402
from django.conf import settings  # noqa: E402
from samples import letters  # noqa: E402

from tests.bench.figures import say  # noqa: E402

ROUNDS = 40


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings.configure(CA_DIR=Path(folder), BSRE_ROOTS="", DOMAIN="localhost", SECRET_KEY="bench", USE_TZ=True)
        from papers import verification
        from papers.typesetting import render_pdf, render_svg

        pdf = render_pdf(letters.letter())
        rival = weasyprint_letter()
        report(
            "letter_render_p50_ms",
            p50(lambda number: render_pdf(letters.letter(number=f"400/{number}"))),
            "WeasyPrint",
            p50(rival) if rival else None,
        )
        report("letter_preview_p50_ms", p50(lambda number: render_svg(letters.letter(number=f"400/{number}"))))
        signers = {kind: local_signer(key) for kind, key in keys().items()}
        times = {kind: p50(lambda _, signer=signer: sign(signer, pdf)) for kind, signer in signers.items()}
        report("letter_sign_p50_ms", times["EC P-256"], "RSA 2048", times["RSA 2048"])
        signed = sign(signers["EC P-256"], pdf)
        report("letter_inspect_p50_ms", p50(lambda _: verification.inspect(signed)))
        report("letter_signed_bytes", len(signed), unit="B")


def p50(work: Callable[[int], Any]) -> float:
    """Milliseconds, the median of ROUNDS after two to warm up."""
    taken = []
    for number in range(ROUNDS + 2):
        begun = time.perf_counter()
        work(number)
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken[2:])


def report(
    figure: str, value: float, peer: str | None = None, peer_value: float | None = None, *, unit: str = "ms"
) -> None:
    say(figure, value, unit, peer=peer, ratio=peer_value / value if peer_value else None)


def keys() -> dict[str, Any]:
    return {"EC P-256": ec.generate_private_key(ec.SECP256R1()), "RSA 2048": rsa.generate_private_key(65537, 2048)}


def local_signer(key: Any) -> Any:
    from papers import authority, signing

    given = authority.vouch(
        public_key=key.public_key(),
        subject=x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "CITRA LESTARI")]),
        valid_from=letters.MADE_AT,
        valid_until=letters.MADE_AT + timedelta(days=700),
    )
    return signing.LocalSigner(
        certificate_pem=given.public_bytes(serialization.Encoding.PEM).decode(),
        key_der=key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
    )


def sign(signer: Any, pdf: bytes) -> bytes:
    return signer.sign(pdf, reason="Surat Keterangan Usaha", location="Pragaan Laok", at=letters.MADE_AT)


def weasyprint_letter() -> Callable[[int], bytes] | None:
    """The like letter for the other typesetter: same fonts, emblem, particulars and QR. None where it is not installed."""
    try:
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration
    except (ImportError, OSError) as missing:
        print(f"WeasyPrint is not installed, so no comparison: {missing}", file=sys.stderr)
        return None
    from papers import logo
    from papers.qr import qr_svg

    fonts = FontConfiguration()
    folder = (ROOT / "platform" / "papers" / "fonts").as_uri()
    css = CSS(
        string=f"""
        @font-face {{ font-family: Bonum; src: url({folder}/texgyrebonum-regular.otf) }}
        @font-face {{ font-family: Bonum; font-weight: bold; src: url({folder}/texgyrebonum-bold.otf) }}
        @page {{ size: 215mm 330mm; margin: 15mm 20mm 22mm 25mm }}
        body {{ font: 12pt/1.5 Bonum }} h1, h2 {{ text-align: center; font-size: 14pt; margin: 0 }}
        header {{ border-bottom: 3pt double; text-align: center }} header svg {{ width: 19mm; float: left }}
        p {{ text-align: justify; text-indent: 12.5mm }} td {{ vertical-align: top }}
        .foot {{ break-inside: avoid }} .foot svg {{ width: 20mm }}
        """,
        font_config=fonts,
    )
    rows = "".join(
        f"<tr><td>{escape(row.label)}</td><td>:</td><td>{escape(row.value)}</td></tr>"
        for row in letters.PARTICULARS.rows
    )

    def render(number: int) -> bytes:
        paper = letters.letter(number=f"400/{number}")
        texts = [f"<p>{escape(block.text)}</p>" for block in paper.blocks if hasattr(block, "text")]
        html = (
            f"<html lang=id><header>{logo.SHIELD}<h2>PEMERINTAH KABUPATEN SUMENEP</h2><h2>KECAMATAN PRAGAAN</h2>"
            f"<h1>DESA PRAGAAN LAOK</h1>{paper.letterhead.address}</header><h2><u>{paper.title.upper()}</u></h2>"
            f"<center>Nomor : {paper.number}</center>{texts[0]}<table>{rows}</table>{texts[1]}<p>{paper.closing}</p>"
            f"<table class=foot><tr><td>{qr_svg(letters.URL).decode()}<td>{letters.CODE}<br>{letters.URL}<td>"
            f"{paper.signature.place_and_date}<br>{paper.signature.post_lines[0]}<br><br><br>{paper.signature.name}</table></html>"
        )
        pdf: bytes = HTML(string=html).write_pdf(stylesheets=[css], font_config=fonts, pdf_variant="pdf/a-3b")
        return pdf

    return render


if __name__ == "__main__":
    main()
