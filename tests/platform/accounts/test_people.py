"""Managing colleagues: who may, what nobody may, and that somebody always can."""

from uuid import uuid4

import pytest
from conftest import NOON
from django.utils import timezone

from accounts import actions, home
from accounts.models import Account, ApiClient, Appointment, Session
from accounts.posts import Post
from audit.models import Entry


@pytest.fixture
def manager(village, citra, signed_in):
    return signed_in(village, citra, second_factor=True)


def posts_of(account):
    return sorted(Account.objects.get(pk=account.pk).posts)


def test_the_list_names_everybody_with_posts(manager, budi, gita):
    page = manager.get("/kantor/pengaturan/perangkat/").content.decode()

    assert "Budi Santoso" in page
    assert "Kasi Pelayanan, Operator Desa" in page


def test_inviting_shows_the_link_once_with_a_message_to_share(manager):
    response = manager.post(
        "/kantor/pengaturan/perangkat/undang/",
        {"name": "Wawan", "username": "wawan", "phone": "0812-3456-7890", "posts": ["KADUS"], "key": str(uuid4())},
    )
    assert response.status_code == 302

    first = manager.get(response["Location"]).content.decode()
    second = manager.get(response["Location"]).content.decode()

    assert "/undangan/" in first
    assert "https://wa.me/6281234567890?text=" in first
    assert "/undangan/" not in second


def test_the_link_waits_sealed_and_not_readable_in_the_database(manager):
    manager.post("/kantor/pengaturan/perangkat/undang/", {"name": "Wawan", "username": "wawan", "posts": ["KADUS"]})

    assert not any("undangan" in str(session.get_decoded()) for session in Session.objects.all())


def test_a_second_click_on_invite_makes_nobody_twice_and_loses_no_link(manager):
    form = {"name": "Wawan", "username": "wawan", "posts": ["KADUS"], "key": str(uuid4())}
    first = manager.post("/kantor/pengaturan/perangkat/undang/", form)

    second = manager.post("/kantor/pengaturan/perangkat/undang/", form)

    assert second["Location"] == first["Location"]
    assert "/undangan/" in manager.get(first["Location"]).content.decode()
    assert Account.objects.filter(username="wawan").count() == 1


@pytest.mark.parametrize("username", ["a b", "ab", "x" * 41, "budi", "wawan\n", "../etc"])
def test_a_name_that_cannot_be_is_refused_beside_its_field(manager, budi, username):
    response = manager.post(
        "/kantor/pengaturan/perangkat/undang/", {"name": "Wawan", "username": username, "posts": ["KADUS"]}
    )

    if username == "wawan\n":  # stripped like every text field
        assert response.status_code == 302
    else:
        assert response.status_code == 422
        assert not Account.objects.filter(name="Wawan").exists()


def test_what_is_not_in_the_form_is_not_taken(manager, budi):
    manager.post(
        f"/kantor/pengaturan/perangkat/{budi.pk}/jabatan/", {"posts": ["KADUS"], "password": "x", "username": "raja"}
    )

    budi.refresh_from_db()
    assert budi.username == "budi"
    assert posts_of(budi) == ["KADUS"]


@pytest.mark.parametrize("posts", [["CAMAT"], ["ADMIN_KABUPATEN"], ["RAJA"]])
def test_posts_of_another_kind_of_office_are_refused(manager, budi, posts):
    assert manager.post(f"/kantor/pengaturan/perangkat/{budi.pk}/jabatan/", {"posts": posts}).status_code == 422
    assert posts_of(budi) == ["KASI_PELAYANAN", "OPERATOR"]


def test_an_ended_post_keeps_its_days(budi, citra):
    actions.change_posts(account=budi, posts=["KADUS", "OPERATOR"], by=citra, at=timezone.now())

    ended = Appointment.objects.get(account=budi, post="KASI_PELAYANAN")
    assert ended.until is not None
    assert posts_of(budi) == ["KADUS", "OPERATOR"]
    entry = Entry.objects.get(action="account.change_posts")
    assert entry.detail == {"from": ["KASI_PELAYANAN", "OPERATOR"], "to": ["KADUS", "OPERATOR"]}


def test_a_post_can_be_held_ended_and_held_again(budi, citra):
    for posts in ([], ["OPERATOR"], [], ["OPERATOR"]):
        actions.change_posts(account=Account.objects.get(pk=budi.pk), posts=posts, by=citra, at=timezone.now())

    assert posts_of(budi) == ["OPERATOR"]


def test_the_day_of_a_post_is_the_office_day(budi, citra):
    from datetime import UTC, date, datetime

    # 00.30 WIB on the 21st is still the 20th in Greenwich.
    actions.change_posts(account=budi, posts=["KADUS"], by=citra, at=datetime(2026, 11, 20, 17, 30, tzinfo=UTC))

    assert Appointment.objects.get(account=budi, post="KADUS").since == date(2026, 11, 21)


@pytest.mark.parametrize(
    "act",
    [
        lambda person: actions.change_posts(account=person, posts=["KADES", "BPD"], by=person, at=NOON),
        lambda person: actions.set_active(account=person, active=False, by=person, at=NOON),
        lambda person: actions.reset_totp(account=person, by=person, at=NOON),
        lambda person: actions.offer_reset(account=person, by=person, at=NOON),
    ],
    ids=["posts", "closing", "second factor", "reset link"],
)
def test_nobody_changes_the_own_rights(citra, sari, act):
    with pytest.raises(actions.OwnAccount):
        act(citra)


@pytest.mark.parametrize("what", ["jabatan", "tutup", "sandi", "faktor-kedua"])
def test_the_page_says_so(manager, citra, what):
    response = manager.post(f"/kantor/pengaturan/perangkat/{citra.pk}/{what}/", {"posts": ["BPD"]})

    assert response.status_code == 409
    assert "akun Anda sendiri" in response.content.decode()


def test_somebody_can_always_manage(citra, sari, budi):
    actions.change_posts(account=citra, posts=["BPD"], by=sari, at=NOON)

    with pytest.raises(actions.LastManager):
        actions.change_posts(account=sari, posts=["BPD"], by=citra, at=NOON)
    with pytest.raises(actions.LastManager):
        actions.set_active(account=sari, active=False, by=citra, at=NOON)
    assert posts_of(sari) == ["SEKDES"]
    assert Account.objects.get(pk=sari.pk).is_active


def test_whoever_was_invited_but_never_came_manages_nothing(citra, sari):
    actions.change_posts(account=sari, posts=["BPD"], by=citra, at=NOON)
    actions.invite(username="baru", name="Baru", posts=["SEKDES"], by=citra, at=NOON)

    with pytest.raises(actions.LastManager):
        actions.change_posts(account=citra, posts=["BPD"], by=sari, at=NOON)


def test_closing_ends_sessions_and_keys_and_can_be_undone(manager, village, budi, signed_in):
    client = signed_in(village, budi)
    ApiClient.objects.create(name="x", fingerprint="x", made_by=budi, made_at=NOON, expires_at=timezone.now())

    manager.post(f"/kantor/pengaturan/perangkat/{budi.pk}/tutup/")

    assert client.get("/kantor/akun/").status_code == 302
    assert ApiClient.objects.get().revoked_at
    manager.post(f"/kantor/pengaturan/perangkat/{budi.pk}/buka/")
    assert Account.objects.get(pk=budi.pk).is_active


def test_a_lost_phone_is_forgotten_with_its_sessions(manager, village, sari, signed_in):
    Account.objects.filter(pk=sari.pk).update(totp_confirmed_at=NOON, totp_sealed="x")
    client = signed_in(village, sari, second_factor=True)

    manager.post(f"/kantor/pengaturan/perangkat/{sari.pk}/faktor-kedua/")

    assert not Account.objects.get(pk=sari.pk).has_totp
    assert client.get("/kantor/akun/").status_code == 302


def test_managing_wants_the_second_factor(village, citra, budi, signed_in):
    client = signed_in(village, citra)

    assert client.post(f"/kantor/pengaturan/perangkat/{budi.pk}/tutup/").status_code == 302
    assert Account.objects.get(pk=budi.pk).is_active


def test_somebody_of_another_village_is_absent(manager, neighbour):
    from walls import current

    with current.inside(neighbour):
        Account.objects.create(pk=987_654, username="darma", name="Darma", created_at=NOON)

    assert manager.get("/kantor/pengaturan/perangkat/987654/").status_code == 404


def test_the_list_costs_the_same_for_many(manager, make_account, django_assert_max_num_queries):
    for number in range(25):
        make_account(f"orang{number}", "KADUS", "OPERATOR")
    # The counts beside the menu are remembered for a minute.
    manager.get("/kantor/akun/")

    with django_assert_max_num_queries(10):
        manager.get("/kantor/pengaturan/perangkat/")


def test_a_post_may_have_a_home_of_its_own(village, gita, budi, signed_in, monkeypatch):
    monkeypatch.setattr(home, "_homes", [])
    home.register(Post.KASI_PEMERINTAHAN, "accounts:profile", order=5)
    home.register(Post.KASI_PEMERINTAHAN, "no:such_page", order=1)

    assert signed_in(village, gita).get("/kantor/")["Location"] == "/kantor/akun/"
    assert signed_in(village, budi).get("/kantor/").status_code == 200
