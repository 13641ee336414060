"""
Opening a copy somebody brings: nothing in it is believed before its signature is checked, and nothing read beyond what it says.

A hostile file costs the reading of a manifest of bounded size. After that every name, length and digest is the signer's word.
"""

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509

from papers import authority
from tenants import schema_sql
from tenants.copies import manifest, signature
from tenants.copies.manifest import MANIFEST, SCHEMA, SIGNATURE, Manifest
from tenants.copies.refusals import (
    FormatUnknown,
    MemberChanged,
    MemberMissing,
    MemberUnknown,
    NotACopy,
    SignatureWrong,
    UnsafeName,
)
from tenants.models import Office

#: Bytes. Some two hundred thousand documents; what claims to be longer is not read.
LARGEST_MANIFEST = 64 * 1024 * 1024
LARGEST_SIGNATURE = 16 * 1024
_PIECE = 1024 * 1024
_SAFE = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
_KEY = re.compile(r"[a-z][a-z2-7]{9}")
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, IndexError, OverflowError,
)  # fmt: skip


@dataclass(frozen=True)
class Copy:
    """A copy whose every byte has been checked."""

    manifest: Manifest
    archive: zipfile.ZipFile

    def pieces(self, member: str) -> Iterator[bytes]:
        """
        A member from its beginning, never more of it than the manifest says.

        :raises MemberChanged: it is not what the manifest says.
        """
        part, left, seen = self.manifest.parts[member], self.manifest.parts[member].size, hashlib.sha256()
        try:
            with self.archive.open(member) as file:
                while piece := file.read(min(_PIECE, left + 1)):
                    left -= len(piece)
                    if left < 0:
                        break
                    seen.update(piece)
                    yield piece
        except _DAMAGE as error:
            raise MemberChanged(f"{member} rusak.") from error
        if left != 0 or seen.hexdigest() != part.sha256:
            raise MemberChanged(f"{member} tidak sama dengan yang ditulis daftar isinya.")

    def content(self, member: str) -> bytes:
        return b"".join(self.pieces(member))

    def statements(self) -> tuple[list[str], list[str]]:
        """
        The SQL before and after the rows.

        :raises NotACopy: something in it does not make a table, a constraint or an index.
        """
        try:
            return schema_sql.split(self.content(SCHEMA).decode())
        except ValueError as error:
            raise NotACopy("Susunan tabel dalam salinan tidak terbaca.") from error


@contextmanager
def opened(file: Path, *, trust: x509.Certificate | None = None) -> Iterator[Copy]:
    """
    A copy, after signature, names, lengths and digests were all found right.

    :param trust: the authority of the deployment it was made in; our own when empty.
    :raises CopyRefused: the class names what is wrong.
    """
    with _zip(file) as archive:
        names = _names(archive)
        content = _bounded(archive, MANIFEST, LARGEST_MANIFEST)
        signed = _bounded(archive, SIGNATURE, LARGEST_SIGNATURE)
        certificate = signature.verify(content, signed, trust=trust or authority.root_certificate())
        found = _understood(content)
        if not signature.stands_for(certificate, office_key=found.key, at=found.made_at):
            raise SignatureWrong("Tanda tangan salinan milik kantor atau waktu yang lain.")
        copy = Copy(found, archive)
        _compare_names(names, {*found.parts, MANIFEST, SIGNATURE})
        for member in found.parts:
            if archive.getinfo(member).file_size != found.parts[member].size:
                raise MemberChanged(f"{member} tidak sepanjang yang ditulis daftar isinya.")
        for member in found.parts:
            for _ in copy.pieces(member):
                pass
        yield copy


@contextmanager
def _zip(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(file)
    except _DAMAGE as error:
        raise NotACopy("Berkas ini terpotong atau bukan salinan kantor.") from error
    with archive:
        yield archive


def _names(archive: zipfile.ZipFile) -> set[str]:
    names = archive.namelist()
    for name in names:
        if not _SAFE.fullmatch(name):
            raise UnsafeName(f"Nama isi yang tidak wajar: {name[:80]!r}")
    if len(set(names)) != len(names):
        raise MemberUnknown("Salinan memuat dua isi dengan nama yang sama.")
    return set(names)


def _bounded(archive: zipfile.ZipFile, name: str, largest: int) -> bytes:
    try:
        with archive.open(name) as file:
            content = file.read(largest + 1)
    except KeyError as error:
        raise MemberMissing(f"{name} tidak ada.") from error
    except _DAMAGE as error:
        raise NotACopy(f"{name} rusak.") from error
    if len(content) > largest:
        raise NotACopy(f"{name} terlalu besar.")
    return content


def _understood(content: bytes) -> Manifest:
    try:
        said = json.loads(content)
        if said["format"] != manifest.FORMAT:
            raise FormatUnknown(f"Salinan ini ditulis dalam bentuk {said['format']}; yang dikenal {manifest.FORMAT}.")
        if said["base"] is not None:
            raise FormatUnknown("Salinan ini hanya memuat perubahan sejak salinan lain.")
        found = manifest.understood(content)
    except FormatUnknown:
        raise
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotACopy("Daftar isi salinan tidak terbaca.") from error
    _refuse_odd_words(found)
    return found


def _refuse_odd_words(found: Manifest) -> None:
    """What becomes the name of a schema, a table or a column is looked at, whoever signed it."""
    words = [name for table in (*found.tables, *found.published) for name in (table.name, *table.columns)]
    words += [table.counter for table in found.tables if table.counter]
    if not (
        _KEY.fullmatch(found.key)
        and found.office["kind"] in Office.Kind.values
        and all(schema_sql.TABLE_NAME.fullmatch(word) for word in words)
        and len(found.parts) == 2 + len(found.tables) + len(found.published) + len(found.objects)
    ):
        raise NotACopy("Daftar isi salinan memuat nama yang tidak wajar.")


def _compare_names(there: set[str], wanted: set[str]) -> None:
    if missing := sorted(wanted - there):
        raise MemberMissing(f"Salinan tidak lengkap: {missing[0]} tidak ada.")
    if unknown := sorted(there - wanted):
        raise MemberUnknown(f"Salinan memuat yang tidak ada dalam daftar isinya: {unknown[0]}")
