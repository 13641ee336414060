"""The office reads its own log, in words."""

import pytest
from conftest import NOON

import audit
from audit import queries, sentences


@pytest.fixture
def reader(village, sari, signed_in):
    return signed_in(village, sari)


def fill(budi, number, action="test.act"):
    for _ in range(number):
        audit.record(action, budi, by=budi, at=NOON)


def test_the_newest_stands_first_with_actor_sentence_and_name(reader, budi, citra):
    audit.record("account.close", budi, by=citra, at=NOON)
    audit.record("account.reopen", budi, by=citra, at=NOON)

    page = reader.get("/kantor/riwayat/").content.decode()

    assert page.index("membuka kembali akun") < page.index("menutup akun")
    assert "akun Budi Santoso" in page
    assert "Citra Lestari" in page


def test_posts_are_told_by_their_titles(reader, budi, citra):
    detail = {"from": ["OPERATOR"], "to": ["KADUS"]}
    audit.record("account.change_posts", budi, by=citra, at=NOON, detail=detail)

    assert "mengubah jabatan dari Operator Desa menjadi Kepala Dusun" in reader.get("/kantor/riwayat/").content.decode()


def test_an_action_without_words_shows_its_code_and_the_clock_is_the_system(reader):
    audit.record("thing.happen", at=NOON)

    page = reader.get("/kantor/riwayat/").content.decode()
    assert "thing.happen" in page
    assert "Sistem" in page


def test_a_long_log_is_walked_by_number_without_counting(reader, budi, django_assert_max_num_queries):
    fill(budi, 60)
    # The counts beside the menu are remembered for a minute.
    reader.get("/kantor/riwayat/")

    with django_assert_max_num_queries(10) as asked:
        first = reader.get("/kantor/riwayat/").context["page"]
    assert not any(
        "COUNT(" in query["sql"].upper() and "audit_entry" in query["sql"] for query in asked.captured_queries
    )
    second = reader.get(f"/kantor/riwayat/?sebelum={first.older}").context["page"]
    third = reader.get(f"/kantor/riwayat/?sebelum={second.older}").context["page"]

    numbers = [line.entry.id for page in (first, second, third) for line in page.lines]
    assert [len(page.lines) for page in (first, second, third)] == [25, 25, 10]
    assert numbers == sorted(numbers, reverse=True)
    assert third.older == 0


def test_it_narrows_by_actor_action_and_subject(village, reader, budi, citra):
    fill(budi, 1)
    audit.record("account.close", budi, by=citra, at=NOON)
    audit.record("account.close", citra, by=citra, at=NOON)

    def shown(query):
        return [line.entry.id for line in reader.get(f"/kantor/riwayat/?{query}").context["page"].lines]

    assert shown(f"pelaku={citra.pk}") == [3, 2]
    assert shown("tindakan=account.close") == [3, 2]
    assert shown(f"subjek=accounts.account:{budi.pk}") == [2, 1]
    assert shown(f"pelaku={citra.pk}&subjek=accounts.account:{budi.pk}") == [2]


@pytest.mark.parametrize(
    "query",
    [
        "pelaku=x",
        "pelaku=999999",
        "tindakan=;drop",
        "subjek=x",
        "subjek=a.b:'--",
        "sebelum=-1",
        "sebelum=x",
        "sebelum=9" + "9" * 40,
        "a__b=1",
    ],
)
def test_questions_that_make_no_sense_are_left_out(reader, budi, query):
    fill(budi, 2)

    assert len(reader.get(f"/kantor/riwayat/?{query}").context["page"].lines) == 2


def test_what_was_typed_into_a_name_stays_text(reader, budi):
    budi.name = "<script>alert(1)</script>"
    audit.record("test.act", by=budi, at=NOON)

    assert "<script>alert" not in reader.get("/kantor/riwayat/").content.decode()


def test_an_empty_log_says_so(village):
    assert queries.log_page(reader=None).lines == []


def test_things_nobody_taught_a_name_are_called_by_their_number():
    assert sentences.words_of([("a.thing", "7")]) == {("a.thing", "7"): "thing nomor 7"}
