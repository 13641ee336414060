"""A signed paper proves itself; a changed one betrays itself; a hostile one does no harm."""

import asyncio
import io
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from conftest import NOON
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.generic import pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from samples import letters, tools

from papers import actions, authority, signing, verification
from papers.typesetting import render_pdf


def signer(name="CITRA LESTARI"):
    key = ec.generate_private_key(ec.SECP256R1())
    given = authority.vouch(
        public_key=key.public_key(),
        subject=actions._subject(name, "Kepala Desa", "Desa Pragaan Laok"),
        valid_from=NOON,
        valid_until=NOON.replace(year=2028),
    )
    return signing.LocalSigner(
        certificate_pem=given.public_bytes(serialization.Encoding.PEM).decode(),
        key_der=key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
    )


def sign(pdf):
    return signer().sign(pdf, reason="Surat Keterangan Usaha", location="Pragaan Laok", at=NOON)


@pytest.fixture
def signed(ca):
    return sign(render_pdf(letters.letter()))


def test_a_signed_paper_proves_who_signed_it_and_when(signed):
    found = verification.inspect(signed)

    assert found.is_genuine
    assert (found.signer, found.post, found.office) == ("CITRA LESTARI", "Kepala Desa", "Desa Pragaan Laok")
    assert found.signed_at == NOON


def test_signs_and_judges_where_an_event_loop_already_runs(ca):
    async def signing_in_a_loop():
        return verification.inspect(sign(render_pdf(letters.letter())))

    with ThreadPoolExecutor() as thread:
        assert thread.submit(asyncio.run, signing_in_a_loop()).result().is_genuine


def test_outsiders_accept_the_signature(signed):
    assert tools.signature_of(signed) == tools.Signature(True, True, "/ETSI.CAdES.detached")
    assert tools.faults_of(signed) == []
    if judged := tools.also("pdfsig", pdf=signed):
        assert "Signature is Valid." in judged
        assert "Total document signed" in judged


def test_the_signed_paper_still_begins_with_the_unsigned_one(ca):
    pdf = render_pdf(letters.letter())

    assert sign(pdf).startswith(pdf)


def test_an_unsigned_paper_says_so(ca):
    found = verification.inspect(render_pdf(letters.letter()))

    assert not found.signed
    assert not found.is_genuine


def test_an_edited_paper_is_found(signed):
    edited = bytearray(signed)
    edited[signed.index(b"stream") + 40] ^= 1

    assert not verification.inspect(bytes(edited)).intact


def test_an_edited_paper_is_found_by_outsiders_too(signed):
    edited = bytearray(signed)
    edited[signed.index(b"stream") + 40] ^= 1

    assert not tools.signature_of(bytes(edited)).holds
    if judged := tools.also("pdfsig", pdf=bytes(edited)):
        assert "Digest Mismatch" in judged


def test_outsiders_find_what_was_added_behind(signed):
    assert not tools.signature_of(signed + b"\n% ditambah").covers_whole_file


def test_something_added_behind_is_found(signed):
    assert not verification.inspect(signed + b"\n% tambahan").covers_whole_file


def test_a_later_revision_is_found(signed):
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    writer.root["/Lang"] = pdf_string("en")
    writer.update_root()
    revised = io.BytesIO()
    writer.write(revised)

    found = verification.inspect(revised.getvalue())

    assert found.intact
    assert not found.is_genuine


def test_the_signature_of_another_authority_is_not_trusted(signed, settings, tmp_path):
    settings.CA_DIR = tmp_path / "other"
    authority.make_authority(name="Lain", at=letters.MADE_AT)

    found = verification.inspect(signed)

    assert found.intact
    assert not found.trusted


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_a_cut_paper_is_no_paper(part, signed):
    with pytest.raises(verification.NotAPdf):
        verification.inspect(signed[: int(len(signed) * part)])


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"PK\x03\x04",
        b"%PDF-1.7",
        b"%PDF-1.7\n" + bytes(range(256)) * 50,
        b"%PDF-1.7\nstartxref\n-1\n%%EOF",
        b"%PDF-1.7\n1 0 obj\n" + b"[" * 100_000 + b"\nstartxref\n9\n%%EOF",
    ],
)
def test_garbage_is_no_paper(garbage, ca):
    with pytest.raises(verification.NotAPdf):
        verification.inspect(garbage)


def test_a_huge_file_is_not_even_read(ca):
    with pytest.raises(verification.NotAPdf):
        verification.inspect(b"%PDF-1.7" + b"\0" * verification.LARGEST)


def test_a_file_that_unpacks_to_gigabytes_is_no_paper(ca):
    packed = zlib.compress(b"\0" * 300_000_000, 1)
    bomb = (
        b"%PDF-1.7\n1 0 obj\n<</Type/XRef/Size 100000000/W[1 4 2]/Root 2 0 R/Filter/FlateDecode/Length "
        + str(len(packed)).encode() + b">>\nstream\n" + packed + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n"
    )  # fmt: skip

    with pytest.raises(verification.NotAPdf):
        verification.inspect(bomb)


@pytest.mark.parametrize("nonsense", [b"", b"teks", b"%PDF-1.7"])
def test_only_a_pdf_takes_a_signature(nonsense, ca):
    with pytest.raises(signing.CannotSign):
        signer().sign(nonsense, reason="", location="", at=NOON)
