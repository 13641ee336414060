"""Downloads go through the permission, the guard, the log, and then a short link."""

import pytest
from conftest import NOON
from django.urls import reverse

from archive import access, actions
from audit.models import Entry
from walls import current

pytestmark = pytest.mark.usefixtures("letters_are_open")


def address(document):
    return f"/kantor/arsip/{document.pk}/unduh/"


def test_an_officer_gets_a_short_link(keep, bucket, budi, village, signed_in):
    document = keep()
    actions.move_to_store(document_id=document.pk, at=NOON)

    answer = signed_in(village, budi).get(address(document))

    assert answer.status_code == 302
    assert document.object_key in answer["Location"]
    assert "X-Amz-Expires=60" in answer["Location"]
    assert "no-store" in answer["Cache-Control"]
    with current.inside(village):
        assert Entry.objects.get(action="document.open").actor_id == budi.pk


def test_while_the_store_is_away_the_document_comes_from_here(keep, no_store, budi, village, signed_in):
    document = keep()

    answer = signed_in(village, budi).get(address(document))

    assert answer.status_code == 200
    assert answer.content == b"%PDF-1.7 surat keterangan usaha"
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


def test_a_stranger_is_sent_to_sign_in(keep, visitor):
    answer = visitor.get(address(keep()))

    assert answer.status_code in (302, 401)
    assert "amz" not in answer.get("Location", "").lower()


def test_a_colleague_without_the_right_gets_403(keep, village, make_account, signed_in):
    document, bpd = keep(), make_account("eko", "BPD")

    assert signed_in(village, bpd).get(address(document)).status_code == 403


def test_a_guard_may_say_no(keep, budi, village, signed_in):
    document = keep()
    access.guard("surat", lambda account, document: False)

    assert signed_in(village, budi).get(address(document)).status_code == 403
    with current.inside(village):
        assert not Entry.objects.filter(action="document.open").exists()


def test_a_document_of_another_office_does_not_exist(keep, neighbour, make_account, signed_in):
    document = keep()
    with current.inside(neighbour):
        darma = make_account("darma", "KADES", totp=True)

    assert signed_in(neighbour, darma).get(address(document)).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_download_changes_nothing(method, keep, budi, village, signed_in):
    assert getattr(signed_in(village, budi), method)(address(keep())).status_code in (403, 405)


def test_the_address_is_the_documented_one():
    assert reverse("archive:download", args=[7], urlconf="config.urls.village") == "/kantor/arsip/7/unduh/"
