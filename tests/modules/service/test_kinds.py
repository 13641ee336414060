"""The kinds that ship are whole, and one that is not stops the start."""

from pathlib import Path

import pytest

from accounts.posts import Post
from modules.service import kinds
from modules.service.models import LetterKind

SOURCE = (Path(kinds.__file__).parent / "kinds" / "pengantar-skck.toml").read_text()


def test_the_kinds_ship_with_their_handlers():
    handlers = {slug: kind.handler for slug, kind in kinds.KINDS.items()}

    assert handlers == {
        "sk-usaha": Post.KASI_PELAYANAN,
        "sktm-umum": Post.KASI_KESEJAHTERAAN,
        "sk-domisili": Post.KASI_PEMERINTAHAN,
        "pengantar-skck": Post.KASI_PELAYANAN,
        "sk-kelahiran": Post.KASI_PEMERINTAHAN,
        "belum-menikah": Post.KASI_PELAYANAN,
        "pengantar-kehilangan": Post.KASI_PELAYANAN,
        "ahli-waris": Post.KASI_PEMERINTAHAN,
    }


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

    assert [kind.slug for kind in kinds.KINDS.values() if finding.matches(kind, text)] == [slug]
