"""Numbers of persons on officers' pages and forms: masked, shown for a reason, printed on what is brought to Disdukcapil."""

import uuid

import pytest
from conftest import NOON
from samples import tools

from audit.models import Entry
from modules.service import actions
from modules.service.models import Letter, LetterKind, State
from modules.service.rules.paper import NO_END

from .rules import samples


@pytest.fixture
def card_letter(village, ani, make_account):
    """A request for a family card, whose answers hold the numbers of others."""
    gita = make_account("gita2", "KASI_PEMERINTAHAN", name="Gita")
    answers = dict(samples.ANSWERS["permohonan-kk"])
    kind = LetterKind.objects.get(slug="permohonan-kk")
    said = {"kind": kind, "answers": answers, "resident": ani, "by": gita, "at": NOON}
    return actions.make_at_counter(key=uuid.uuid4(), **said)


def test_numbers_in_answers_are_masked_until_somebody_says_why(card_letter, village, budi, signed_in):
    numbers = {str(one) for one in card_letter.answers.values() if str(one).isdigit() and len(str(one)) == 16}
    assert numbers
    client, address = signed_in(village, budi), f"/kantor/surat/{card_letter.pk}/"

    masked = client.get(address).content.decode().replace(" ", "")
    refused = client.post(address, {"reason": "karena ingin tahu"})
    shown = client.post(address, {"reason": "Melayani surat warga ini"}).content.decode().replace(" ", "")

    assert [one for one in numbers if one in masked] == []
    assert (refused.status_code, [one for one in numbers if one in refused.content.decode()]) == (422, [])
    assert [one for one in numbers if one not in shown] == []
    (entry,) = Entry.objects.filter(action="letter.reveal")
    assert entry.detail == {"kind": "permohonan-kk", "reason": "Melayani surat warga ini"}


def test_a_form_is_filled_from_the_letter_and_may_be_had_empty(card_letter, village, budi, signed_in):
    client = signed_in(village, budi)

    filled = client.get(f"/kantor/formulir/F-1.02/?surat={card_letter.pk}")
    empty = client.get("/kantor/formulir/F-1.02/")
    strange = [
        client.get(f"/kantor/formulir/{end}").status_code
        for end in ("F-9.99/", f"F-2.01/?surat={card_letter.pk}", "F-1.02/?surat=999999", "F-1.02/?surat=x")
    ]

    words = [
        "".join(tools.text_of(one.content).split())
        for one in (filled, empty)
    ]  # fmt: skip
    assert ["ANILESTARI" in said for said in words] == [True, False]
    assert card_letter.person.nik in words[0]
    assert strange == [404, 404, 404, 404]
    assert (
        f"/kantor/formulir/F-1.01/?surat={card_letter.pk}"
        in client.get(f"/kantor/surat/{card_letter.pk}/").content.decode()
    )


def test_a_letter_without_an_end_has_none_in_the_api_either(make_letter, sign, village, budi, signed_in):
    letter = make_letter(State.AWAITING)
    sign(letter)
    client, address = signed_in(village, budi), f"/api/v1/surat/{letter.pk}/"

    limited = client.get(address).json()
    Letter.objects.update(valid_until=NO_END)

    assert (limited["valid_until"], limited["signed_with"]) == ("2026-12-20", "LOCAL")
    assert client.get(address).json()["valid_until"] is None
