"""Words that tell nobody who somebody is, hours in which nobody is woken, numbers that are numbers."""

from datetime import datetime, time, timedelta, timezone

import pytest

from messaging.rules import numbers, times, wording

WIB = timezone(timedelta(hours=7))


@pytest.mark.parametrize(
    "nik",
    ["3529115506850003", "3529 1155 0685 0003", "3529-1155-0685-0003", "3529.1155.0685.0003", "3529 – 1155 – 0685 – 0003",
     "35\u200b29115506850003", "3529\u00a011550685\u20090003", "３５２９１１５５０６８５０００３", "3529\t1155 0685\u202f0003"],
)  # fmt: skip
def test_no_nik_gets_into_a_text_however_it_is_written(nik):
    text = wording.printed("Kurang: {alasan}. Kantor 08.00–15.00.", {"alasan": f"KTP {nik} buram"})

    assert text == "Kurang: KTP … buram. Kantor 08.00–15.00."
    assert wording.faults_of(f"NIK {nik}", []) == ["Jangan menulis NIK atau nomor KK di pesan."]


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("", "Tulis isinya."),
        ("Halo {nama}", "Tidak dikenal: {nama}"),
        ("Halo {kode", "kurung kurawal"),
        ("Halo {kode.__class__}", "kurung kurawal"),
        ("x" * 601, "Paling panjang 600 huruf"),
    ],
)
def test_words_that_would_not_print_are_refused(words, fault):
    assert any(fault in said for said in wording.faults_of(words, ["kode"]))
    assert wording.faults_of("Halo {kode}, kantor buka 08.00–15.00, telepon 0812-3456-7890.", ["kode"]) == []


def test_what_is_filled_in_is_not_read_again_and_stays_on_its_line():
    assert wording.printed("{a} dan {b}", {"a": "{b}", "b": "dua\x00\u202e"}) == "{b} dan dua"


@pytest.mark.parametrize(
    ("clock", "leaves"),
    [("06:59", "20 07:00"), ("07:00", "20 07:00"), ("19:59", "20 19:59"), ("20:00", "21 07:00"), ("23:59", "21 07:00")],
)
def test_nobody_is_woken(clock, leaves):
    hour, minute = map(int, clock.split(":"))
    local = datetime(2026, 11, 20, hour, minute, tzinfo=WIB)

    assert f"{times.after_quiet(local, time(20), time(7)):%d %H:%M}" == leaves
    assert times.after_quiet(local, time(8), time(8)) == local
    assert times.after_quiet(local.replace(hour=12), time(11), time(13)).hour == 13


def test_a_gateway_may_ask_for_a_longer_pause_but_not_for_ever():
    assert [times.pause_after(tries) for tries in (1, 2, 3)] == [timedelta(minutes=n) for n in (1, 5, 5)]
    assert times.pause_after(1, timedelta(minutes=30)) == timedelta(minutes=30)
    assert times.pause_after(1, timedelta(days=30)) == timedelta(hours=6)


def test_only_numbers_become_addresses():
    assert numbers.international("+62 812-3456-7890") == "6281234567890"
    for wrong in (
        "",
        "081234",
        "0812345678901234",
        "021345678",
        "08123456789?text=x",
        "08１２3456７890",
        "0812\n3456\n7890#",
    ):
        with pytest.raises(numbers.NoNumber):
            numbers.international(wrong)
