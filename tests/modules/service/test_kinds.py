"""The kinds that ship are whole, and one that is not stops the start."""

from pathlib import Path

import pytest

from accounts.posts import Post
from modules.service import kinds
from modules.service.models import LetterKind

SOURCE = (Path(kinds.__file__).parent / "kinds" / "pengantar-skck.toml").read_text()


def test_every_kind_is_checked_and_signed_by_a_post_of_the_village():
    for kind in kinds.KINDS.values():
        assert {kind.handler, kind.signer} <= {
            post for post in Post if post.startswith(("KASI_", "KAUR_", "SEKDES", "KADES"))
        }


def test_the_standard_time_is_told_in_minutes_or_in_days():
    told = {kinds.KINDS[slug].time_text for slug in ("sk-usaha", "ahli-waris")}

    assert told == {"30 menit jam kerja", "5 hari kerja"}


def test_a_new_village_offers_them_all(village):
    assert set(LetterKind.objects.values_list("slug", flat=True)) == set(kinds.KINDS)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('handler = "KASI_PELAYANAN"', 'handler = "KASI_DAPUR"'),
        ("checks = []", 'checks = ["is_nice"]'),
        ("{police_office}", "{police_station}"),
        ("{purpose:inline}", "{purpose:sideways}"),
        ("[identitas subject]", "[identitas grandmother]"),
        ('type = "paragraph"', 'type = "essay"'),
        ('key = "remark"', 'key = "purpose"'),
        ("purposes = [", "purposes = [] # ["),
        ('title = "Surat Pengantar SKCK"', ""),
        ("[[groups]]", "[[groups"),
    ],
)
def test_a_broken_kind_is_refused_by_name(old, new):
    assert old in SOURCE

    with pytest.raises(kinds.KindRefused):
        kinds.read_kind(SOURCE.replace(old, new))


@pytest.mark.parametrize(
    ("text", "slug"),
    [("sktm", "sktm-umum"), ("kur", "sk-usaha"), ("akta lahir", "sk-kelahiran"), ("surat skck", "pengantar-skck")],
)
def test_people_find_a_letter_by_their_own_words(text, slug):
    from modules.service.rules import finding

    found = [kind.slug for kind in kinds.KINDS.values() if finding.matches(kind, text)]

    assert slug in found
    assert len(found) < len(kinds.KINDS) / 4, "others are left out"
