"""A civil servant's NIP stands under the name on what is signed; nobody else has one."""

import pytest
from conftest import NOON
from django.db import IntegrityError, transaction
from samples import tools

from accounts import actions
from accounts.models import Account
from audit.models import Entry
from modules.service.models import Letter, State

NIP, PRINTED = "198503302010011002", "NIP198503302010011002"


def note(account, number, by):
    actions.note_employee_number(account=account, number=number, by=by, at=NOON)


def words(letter):
    document = Letter.objects.select_related("document").get(pk=letter.pk).document
    return "".join(tools.text_of(bytes(document.waiting_bytes)).split())


def test_it_is_printed_under_the_name_of_a_civil_servant_alone(make_letter, sign, citra, sari):
    without = make_letter(State.AWAITING)
    sign(without)
    note(citra, NIP, sari)
    with_it = make_letter(State.AWAITING)
    sign(with_it)

    assert "NIP" not in words(without)
    assert PRINTED in words(with_it)
    (entry,) = Entry.objects.filter(action="account.note_employee_number")
    assert NIP not in str(entry.detail)


def test_the_picture_of_a_letter_shows_it_before_it_is_signed(village, make_letter, citra, sari, signed_in):
    letter = make_letter(State.AWAITING)
    before = signed_in(village, sari).get(f"/kantor/surat/{letter.pk}/pratinjau/").content
    note(citra, NIP, sari)

    assert signed_in(village, sari).get(f"/kantor/surat/{letter.pk}/pratinjau/").content != before


def test_a_colleague_notes_it_on_the_page_of_the_person(village, citra, sari, signed_in):
    desk, here = signed_in(village, sari, second_factor=True), f"/kantor/pengaturan/perangkat/{citra.pk}/"

    assert desk.post(f"{here}nip/", {"number": "19850330 201001 1 002"}).status_code == 302
    assert f'value="{NIP}"' in desk.get(here).content.decode()
    for wrong in ("1985033020100110", "19850330201001100A", "1985033020100110021"):
        answer = desk.post(f"{here}nip/", {"number": wrong})
        assert (answer.status_code, "NIP berisi 18 angka." in answer.content.decode()) == (422, True), wrong
    assert Account.objects.get(pk=citra.pk).employee_number == NIP
    assert desk.post(f"{here}nip/", {"number": ""}).status_code == 302
    assert Account.objects.get(pk=citra.pk).employee_number == ""


def test_nobody_gives_one_to_himself(village, sari, signed_in):
    with pytest.raises(actions.OwnAccount):
        note(sari, NIP, sari)

    answer = signed_in(village, sari, second_factor=True).post(
        f"/kantor/pengaturan/perangkat/{sari.pk}/nip/", {"number": NIP}
    )

    assert answer.status_code == 409
    assert Account.objects.get(pk=sari.pk).employee_number == ""


@pytest.mark.parametrize("wrong", ["1", "12345678901234567", "19850330201001100A"])
def test_neither_the_action_nor_the_database_keeps_another(citra, sari, wrong):
    with pytest.raises(ValueError, match="NIP"):
        note(citra, wrong, sari)
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.filter(pk=citra.pk).update(employee_number=wrong)
