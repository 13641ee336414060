"""
Bringing an office back from a copy: over what it is now, or where there is none.

Everything is checked first, built in one transaction, compared with the manifest before the commit, and done again safely when cut off.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from django.db import transaction

from tenants import blueprint, privileges
from tenants.copies import loading, manifest, placing, present, reading, transport
from tenants.copies.manifest import Manifest
from tenants.copies.reading import Copy
from tenants.copies.refusals import LevelUnknown, OlderThanPresent, OtherOffice, SecretShut
from tenants.models import Backup, Office
from walls import cache, current


@dataclass(frozen=True)
class Restored:
    """What was brought back. `safety` is the copy of what stood there before."""

    office: Office
    manifest: Manifest
    objects: int
    safety: Backup | None = None


def replace_office(
    office: Office, file: Path, *, at: datetime, over_newer: bool = False, trust: x509.Certificate | None = None
) -> Restored:
    """
    Put an office back to the moment of one of its copies; a copy of the present is kept first, the office is suspended meanwhile.

    Its row, name, code and hosts in the public schema stay as they are, and so do its published figures: the night counts anew.

    :param over_newer: what was done since the copy was made may be lost (it is in the copy kept first).
    :raises OtherOffice: the copy is not this office's.
    :raises OlderThanPresent: the office has gone on since, and nobody said that this may be lost.
    :raises OfficeBusy: somebody was still writing; try again.
    :raises CopyRefused: see `reading.opened` and `loading.build`.
    """
    with reading.opened(file, trust=trust) as copy:
        with current.outside():
            office = Office.objects.standing().select_related("secret", "parent__parent").get(pk=office.pk)
        if copy.manifest.key != office.key:
            raise OtherOffice(f"Salinan ini milik {copy.manifest.title}, bukan {office.title}.")
        if _root(copy) != office.root_key:
            raise SecretShut("Rahasia dalam salinan bukan rahasia kantor ini.")
        behind = _is_behind(copy.manifest)
        _refuse_older(office, copy, over_newer=over_newer)
        with present.suspended(office):
            present.mend_role(office)
            safety, seen = present.keep_present(office, at)
            with present.quietly(), current.outside(), transaction.atomic():
                present.take_away(office, seen)
                count = _put(copy, office, at=at, safety=safety.location if safety else "")
            _bring_forward(office, behind)
    return Restored(office, copy.manifest, count, safety)


def bring_back(file: Path, *, at: datetime, trust: x509.Certificate | None = None) -> Restored:
    """
    Make an office from a copy, where it is gone or never was: row, secret, role, hosts, history, tables, documents, published figures.

    Hosts below the domain of the deployment it comes from are given anew when ours is another; own domains must be proven again.

    :raises OfficeStands: its key or its region already has an office here.
    :raises ParentAbsent: the office above it does not stand here.
    :raises CopyRefused: see `reading.opened` and `loading.build`.
    """
    with reading.opened(file, trust=trust) as copy:
        root, behind = _root(copy), _is_behind(copy.manifest)
        with current.outside():
            placing.refuse_standing(copy.manifest)
        present.make_role(f"o_{copy.manifest.key}")
        with present.quietly(), current.outside(), transaction.atomic():
            placing.refuse_standing(copy.manifest)
            office = placing.make_rows(copy.manifest, root, at=at)
            count = _put(copy, office, at=at)
            loading.publish(copy, office)
        _bring_forward(office, behind)
        placing.open(office)
    return Restored(office, copy.manifest, count)


def _put(copy: Copy, office: Office, *, at: datetime, safety: str = "") -> int:
    loading.build(copy, office.schema_name)
    privileges.grant_schema(office.schema_name, office.role_name)
    said = copy.manifest.office
    Office.objects.filter(pk=office.pk).update(level=said["level"], planted=said["planted"])
    count = loading.fill(copy, office)
    loading.note(copy, office, at=at, safety=safety)
    transaction.on_commit(lambda: cache.forget_office(office.key), robust=True)
    return count


def _root(copy: Copy) -> bytes:
    return transport.opened(copy.content(manifest.SECRET), office_key=copy.manifest.key)


def _is_behind(said: Manifest) -> bool:
    """
    Whether our migrations go further than the copy's.

    :raises LevelUnknown: the copy's go further than ours.
    """
    with current.outside(), current.connection.cursor() as cursor:
        # The manifest's kind was compared with ours.
        template = blueprint.template_schema(said.office["kind"])
        cursor.execute(f'SELECT app, name FROM "{template}".django_migrations')  # noqa: S608 - the name of our own template
        ours = set(cursor.fetchall())
    theirs = {(app, name) for app, name in said.migrations}
    if unknown := sorted(theirs - ours):
        raise LevelUnknown(
            f"Salinan ini dibuat oleh versi {said.product} dengan {'.'.join(unknown[0])}, yang belum ada di sini."
        )
    return theirs != ours


def _bring_forward(office: Office, behind: bool) -> None:
    """Take the steps the copy had not taken yet; cut off here, `manage.py prepare` takes them."""
    if not behind:
        return
    with current.outside():
        blueprint.migrate(office.schema_name, office.kind)
        privileges.grant_schema(office.schema_name, office.role_name)
        Office.objects.filter(pk=office.pk).update(level=blueprint.of(office.kind).digest)


def _refuse_older(office: Office, copy: Copy, *, over_newer: bool) -> None:
    """Whatever is done in an office is in its log, so an equal log says that nothing was done since."""
    if not over_newer and present.schema_exists(office.schema_name) and present.anchor(office) != copy.manifest.anchor:
        raise OlderThanPresent(
            f"{office.title} sudah bekerja lagi sejak salinan ini dibuat ({copy.manifest.made_at:%d-%m-%Y %H.%M}). "
            "Tambahkan --over-newer bila yang sesudahnya boleh hilang."
        )
