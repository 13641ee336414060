"""Tanya answers of the programmes the village has written about, and of no other; letters keep their place beside them."""

from datetime import timedelta

import pytest
from django.utils import timezone
from samples.ask_questions import OF_PROGRAMMES, is_right, labelled

from modules.service.ask import queries
from modules.service.site.models import Article

PROGRAMMES = {
    "blt-dana-desa": ("Bantuan Langsung Tunai (BLT) Dana Desa", "Uang tunai tiap bulan untuk keluarga miskin ekstrem."),
    "bantuan-beras": ("Bantuan beras", "Beras 10 kilogram tiap bulan, diambil di balai desa."),
    "bedah-rumah": ("Bedah rumah tidak layak huni", "Perbaikan rumah yang rusak bersama warga."),
    "makanan-tambahan-balita": ("Makanan tambahan balita (PMT)", "Makanan bergizi di posyandu untuk balita."),
    "pelatihan-menjahit": ("Pelatihan menjahit", "Kursus jahit gratis selama dua minggu."),
    "beasiswa-anak-desa": ("Beasiswa anak desa", "Uang sekolah untuk anak keluarga tidak mampu."),
    "bibit-mangga": ("Pembagian bibit mangga", "Dua bibit pohon untuk tiap pekarangan."),
    "bantuan-perahu": ("Bantuan mesin perahu nelayan", "Mesin tempel untuk kelompok nelayan."),
}


@pytest.fixture
def programmes(village):
    now = timezone.now()
    usual = {
        "kind": "PROGRAMME",
        "state": "PUBLISHED",
        "publish_at": now - timedelta(days=1),
        "created_at": now,
        "updated_at": now,
    }
    for slug, (title, lead) in PROGRAMMES.items():
        told = {"conditions": "- Warga desa\n- KTP", "schedule": "Setiap Senin", "in_charge": "Kasi Kesejahteraan"}
        Article.objects.create(slug=slug, title=title, lead=lead, **told, **usual)


def test_the_right_programme_comes_first(programmes):
    """Of a hundred 90 first, and nothing that is in no programme is answered."""
    known = [(right, question, queries.answer_to(question)) for right, question in labelled(OF_PROGRAMMES) if right]
    wrong = [
        (question, answer.best and answer.best.key)
        for right, question, answer in known
        if not is_right(answer.best, right)
    ]
    unknown = [queries.answer_to(question) for right, question in labelled(OF_PROGRAMMES) if not right]

    assert len(wrong) / len(known) <= 0.10, wrong
    assert [answer.best.key for answer in unknown if answer.best] == []


def test_it_says_what_the_programmes_page_says_and_only_while_it_is_public(programmes):
    best = queries.answer_to("kapan blt cair").best
    assert (best.link, best.source) == ("/program/blt-dana-desa/", "Program di situs desa")
    assert dict(best.facts) == {
        "Syarat": ("Warga desa", "KTP"), "Jadwal": ("Setiap Senin",), "Bertanya kepada": ("Kasi Kesejahteraan",),
    }  # fmt: skip
    Article.objects.filter(slug="blt-dana-desa").update(state="WITHDRAWN")
    again = queries.answer_to("kapan blt cair").best
    assert again is None or again.key != "program:blt-dana-desa"
