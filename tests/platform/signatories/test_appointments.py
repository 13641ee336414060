"""Who acts as the camat: entered by whom, for which days, and what cannot hold."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from conftest import NOON
from django.db import IntegrityError, transaction
from django.utils import timezone
from samples.signatories import TODAY, appointed, letter

from audit.models import Entry
from signatories import actions, queries
from signatories.models import Deputy
from signatories.rules import Right
from walls import current

pytestmark = pytest.mark.django_db
HERE = "/penandatangan/"


def day(count):
    return TODAY + timedelta(days=count)


@pytest.fixture
def people(district, make_account):
    """The test stands in the kecamatan of Pragaan."""
    with current.inside(district):
        yield SimpleNamespace(
            camat=make_account("camat", "CAMAT", totp=True),
            sekcam=make_account("sekcam", "SEKCAM", name="Sekcam Contoh", totp=True),
            kasi=make_account("kasi", "KASI_PMD", name="Kasi Contoh"),
        )


def test_an_appointment_holds_for_its_days_only(people):
    appointed(people.sekcam, by=people.camat, starts_on=day(1), ends_on=day(2))

    held = [queries.right_of(people.sekcam, day(count)) is not None for count in range(4)]

    assert held == [False, True, True, False]
    assert [bool(queries.deputy_on(day(count))) for count in range(4)] == held
    assert queries.right_of(people.sekcam, day(1)).signed_as("Pragaan") == "Plh. Camat Pragaan"


def test_without_a_letter_a_post_signs_nothing_and_the_camat_needs_none(people):
    appointed(people.sekcam, by=people.camat, manner="PLT")

    assert queries.right_of(people.kasi, TODAY) is None
    assert queries.right_of(people.camat, TODAY) == Right()
    assert queries.right_of(people.camat, TODAY).signed_as("Pragaan") == "Camat Pragaan"
    assert queries.right_of(people.sekcam, TODAY).signed_as("Pragaan") == "Plt. Camat Pragaan"


@pytest.mark.parametrize("how", ["post", "account"])
def test_who_left_the_kecamatan_acts_no_more(people, how):
    appointed(people.kasi, by=people.sekcam)
    if how == "post":
        people.kasi.appointments.update(until=TODAY)
    else:
        people.kasi.is_active = False
        people.kasi.save()
    found = type(people.kasi).objects.get(pk=people.kasi.pk)

    assert queries.right_of(found, TODAY) is None
    assert queries.deputy_on(TODAY) is None


def test_ended_it_holds_no_more_and_ends_once(people):
    held = appointed(people.sekcam, by=people.sekcam)

    actions.end_appointment(deputy=held, by=people.camat, at=NOON)

    assert queries.right_of(people.sekcam, TODAY) is None
    with pytest.raises(actions.AppointmentEnded):
        actions.end_appointment(deputy=held, by=people.camat, at=NOON)
    over = appointed(people.sekcam, by=people.sekcam, starts_on=day(-9), ends_on=day(-8))
    with pytest.raises(actions.AppointmentEnded):
        actions.end_appointment(deputy=over, by=people.camat, at=NOON)
    assert list(Entry.objects.filter(action__startswith="deputy.").values_list("action", flat=True)) == [
        "deputy.appoint", "deputy.end", "deputy.appoint",
    ]  # fmt: skip


def test_a_kasi_enters_and_ends_nothing(people):
    with pytest.raises(actions.NotYoursToAppoint):
        appointed(people.kasi, by=people.kasi)
    held = appointed(people.kasi, by=people.camat)
    with pytest.raises(actions.NotYoursToAppoint):
        actions.end_appointment(deputy=held, by=people.kasi, at=NOON)


@pytest.mark.parametrize(
    ("who", "more", "why"),
    [
        ("camat", {}, "karena jabatannya"),
        ("guest", {}, "tidak memegang jabatan"),
        ("sekcam", {"decree_number": "  "}, "nomor keputusan"),
        ("sekcam", {"ends_on": day(-1)}, "sebelum hari mulai"),
    ],
)
def test_what_cannot_hold_is_refused(people, make_account, who, more, why):
    people.guest = make_account("tamu")

    with pytest.raises(actions.AppointmentRefused, match=why):
        appointed(getattr(people, who), by=people.camat, **more)
    assert not Deputy.objects.exists()


def test_two_people_never_act_as_the_camat_at_once(people):
    first = appointed(people.sekcam, by=people.camat, ends_on=day(5))

    with pytest.raises(actions.AppointmentRefused, match="Akhiri dahulu"):
        appointed(people.kasi, by=people.camat, manner="PLT", starts_on=day(5))
    appointed(people.kasi, by=people.camat, manner="PLT", starts_on=day(6), ends_on=day(8))
    actions.end_appointment(deputy=first, by=people.camat, at=NOON)
    appointed(people.kasi, by=people.camat, ends_on=day(5))


def test_the_database_refuses_what_no_action_does(people):
    held = appointed(people.sekcam, by=people.camat)
    for change in (
        {"ends_on": None},
        {"ends_on": day(-1)},
        {"decree_number": ""},
        {"manner": "PJ"},
        {"ended_at": NOON},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Deputy.objects.filter(pk=held.pk).update(**change)
    again = letter(account=people.kasi, made_by=people.camat, made_at=NOON)
    del again["at"]
    with pytest.raises(IntegrityError, match="one_person_at_a_time"), transaction.atomic():
        Deputy.objects.create(**again)


def test_the_pages_enter_it_and_end_it(people, district, signed_in):
    now = current.today(timezone.now())
    secretary, reader = signed_in(district, people.sekcam, second_factor=True), signed_in(district, people.kasi)
    said = {
        "account": people.sekcam.pk, "manner": "PLT", "decree_number": "800/12", "decree_on": now.isoformat(),
        "starts_on": now.isoformat(), "ends_on": (now + timedelta(days=30)).isoformat(),
    }  # fmt: skip

    without_end = secretary.post(f"{HERE}catat/", said | {"ends_on": ""})
    itself = secretary.post(f"{HERE}catat/", said | {"account": people.camat.pk})
    made = secretary.post(f"{HERE}catat/", said, follow=True)

    assert (without_end.status_code, itself.status_code) == (422, 422)
    assert "tercatat sebagai Plt. Camat Pragaan" in made.content.decode()
    page = reader.get(HERE).content.decode()
    assert "Plt. Camat Pragaan" in page
    assert "Berlaku" in page
    assert "Akhiri sekarang" not in page
    assert reader.get(f"{HERE}catat/").status_code == 403
    held = Deputy.objects.get()
    assert reader.post(f"{HERE}{held.pk}/akhiri/").status_code == 403
    assert (
        "Yang sudah ditandatangani tetap sah"
        in secretary.post(f"{HERE}{held.pk}/akhiri/", follow=True).content.decode()
    )
    assert "sudah berakhir" in secretary.post(f"{HERE}{held.pk}/akhiri/", follow=True).content.decode()
    # Without the second factor she is sent to prove it.
    assert "faktor-kedua" in signed_in(district, people.sekcam).get(f"{HERE}catat/")["Location"]


def test_another_kecamatan_knows_nothing_of_it(people, other_district, make_account, signed_in):
    held = appointed(people.kasi, by=people.camat)
    with current.inside(other_district):
        boss = make_account("lain", "CAMAT", totp=True)
        assert not queries.deputies().exists()
        client = signed_in(other_district, boss, second_factor=True)
        assert "Kasi Contoh" not in client.get(HERE).content.decode()
        assert client.post(f"{HERE}{held.pk}/akhiri/").status_code == 404
    held.refresh_from_db()
    assert held.ended_at is None


def test_a_list_of_many_costs_as_much_as_one(people, district, signed_in, django_assert_max_num_queries):
    for count in range(12):
        once = {"starts_on": day(-100 + count), "ends_on": day(-100 + count)}
        appointed(people.sekcam, by=people.camat, **once)
    client = signed_in(district, people.camat, second_factor=True)
    client.get(HERE)

    with django_assert_max_num_queries(10):
        assert client.get(HERE).status_code == 200
    client.get(f"{HERE}catat/")
    with django_assert_max_num_queries(10):
        assert client.get(f"{HERE}catat/").status_code == 200
