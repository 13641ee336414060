"""The bell, the inbox, the list an officer sends from, and the two pages of settings."""

from conftest import NOON, OfficeClient
from samples.messages import PHONE

from audit.models import Entry
from jobs import actions as jobs
from jobs import kinds
from messaging import actions
from messaging.models import Contact, Message, MessagingSettings, State

WORDS = "/kantor/pengaturan/pemberitahuan/"
CHANNELS = "/kantor/pengaturan/saluran/"


def test_the_bell_counts_until_it_is_read_and_costs_a_page_nothing(
    village, budi, sari, signed_in, django_assert_max_num_queries
):
    browser = signed_in(village, budi)
    for number in range(12):
        actions.tell_accounts(
            "letter.late", [budi, sari], subject=f"letter:{number}", path=f"/kantor/surat/{number}/", at=NOON
        )
    assert '<span class="counter">12' in browser.get("/kantor/akun/").content.decode()
    hers = Message.objects.filter(account=sari).first()
    mine = Message.objects.filter(account=budi).first()

    with django_assert_max_num_queries(8):
        page = browser.get("/kantor/pemberitahuan/").content.decode()
    assert page.count("is-new") == 12
    assert browser.post(f"/kantor/pemberitahuan/{mine.pk}/").url == mine.path
    assert browser.post(f"/kantor/pemberitahuan/{hers.pk}/").status_code == 404
    assert browser.get(f"/kantor/pemberitahuan/{mine.pk}/").status_code == 405
    browser.post("/kantor/pemberitahuan/")
    assert Message.objects.filter(seen_at__isnull=True).count() == 12, "hers are still new"


def test_an_ended_job_is_told_to_who_began_it(village, budi, monkeypatch):
    monkeypatch.setitem(kinds._kinds, "tests.work", kinds.Kind("tests.work", "Uji", lambda progress: None))
    job = jobs.start(kind="tests.work", arguments={}, by=budi, at=NOON, title="Periksa berkas")
    jobs.run(job_id=job.pk, at=NOON)
    jobs.run(job_id=job.pk, at=NOON)

    message = Message.objects.get()
    assert (message.account, message.text, message.path) == (
        budi,
        "Periksa berkas: selesai.",
        f"/kantor/pekerjaan/{job.pk}/",
    )


def test_an_officer_sends_with_one_tap_and_a_second_tap_sends_nothing(village, budi, signed_in, tell):
    browser, message = signed_in(village, budi), tell()
    address = f"/kantor/pesan/{message.pk}/kirim/"
    listed = browser.get("/kantor/pesan/").content.decode()

    opened = browser.post(address)
    page = opened.content.decode()
    second = browser.post(address)

    assert address in listed
    assert "0812-****-7890" in listed
    assert PHONE not in listed
    assert '<meta http-equiv="refresh" content="0;url=https://wa.me/6281234567890?text=' in page
    assert second.status_code == 303
    message.refresh_from_db()
    assert (message.state, message.sent_by) == (State.SENT, budi)
    assert not [entry for entry in Entry.objects.all() if "1234567890" in str(entry.detail)]
    figures = browser.get("/kantor/pesan/?status=SENT").content.decode()
    assert "WhatsApp oleh petugas" in figures


def test_a_colleague_may_leave_it_try_it_again_and_end_the_wish(village, budi, signed_in, tell):
    browser, message = signed_in(village, budi), tell()
    path = f"/kantor/pesan/{message.pk}"

    def state_after(deed):
        browser.post(f"{path}/{deed}/")
        message.refresh_from_db()
        return message.state

    assert [state_after(deed) for deed in ("lewati", "ulang", "henti", "ulang", "kirim")] == [
        "DROPPED", "BY_HAND", "DROPPED", "DROPPED", "DROPPED",
    ]  # fmt: skip
    assert Contact.objects.get().ended_because == "diminta di kantor"
    assert browser.post(f"{path}/apa/").status_code == 404


def test_the_list_costs_the_same_with_many(village, budi, signed_in, tell, django_assert_max_num_queries):
    for number in range(15):
        tell(number)
    browser = signed_in(village, budi)
    browser.get("/kantor/pesan/")

    with django_assert_max_num_queries(9):
        browser.get("/kantor/pesan/")


def test_words_are_changed_with_a_preview_and_wrong_ones_are_told_beside_them(village, budi, signed_in):
    browser = signed_in(village, budi)
    page = browser.get(WORDS).content.decode()
    said = {"quiet_from": "21:00", "quiet_until": "06:00", "keeps_texts_days": "30", "told-letter.ready": "on"}

    wrong = browser.post(WORDS, said | {"words-letter.ready": "Halo {nama}"})
    right = browser.post(WORDS, said | {"words-letter.ready": "Surat {surat} siap."})

    assert "Desa Contoh: Surat Pengantar SKCK (7KQ2-M4XD) sudah ditandatangani" in page
    assert (wrong.status_code, right.status_code) == (422, 302)
    assert "Tidak dikenal: {nama}" in wrong.content.decode()
    decided = MessagingSettings.objects.get()
    assert decided.wordings == {"letter.ready": "Surat {surat} siap."}
    assert decided.tells("letter.ready")
    assert not decided.tells("letter.late")


def test_keys_are_typed_and_never_shown_and_no_gateway_lies_inside(village, citra, signed_in):
    browser = signed_in(village, citra, second_factor=True)
    said = {"monthly_cap": "5", "whatsapp_phone_id": "1055", "sms_method": "POST", "token": "rahasia-sekali"}

    inside = browser.post(CHANNELS, said | {"sms_url": "https://169.254.169.254/"})
    saved = browser.post(CHANNELS, said)
    page = browser.get(CHANNELS).content.decode()

    assert "tidak boleh dihubungi" in inside.content.decode()
    assert "rahasia-sekali" not in inside.content.decode() + page
    assert saved.status_code == 302
    assert "Token tersimpan" in page
    assert f"{village.address.rstrip('/')}/api/v1/pesan/whatsapp/" in page


def test_the_api_tells_what_became_of_it_and_neither_number_nor_words(village, budi, signed_in, tell):
    browser, message = signed_in(village, budi), tell()
    Message.objects.update(state=State.FAILED, fault="status 400")

    (row,) = browser.get("/api/v1/pesan/?status=FAILED").json()["results"]
    again = browser.post(f"/api/v1/pesan/{message.pk}/ulang/")
    twice = browser.post(f"/api/v1/pesan/{message.pk}/ulang/")

    assert not {"text", "values", "contact"} & set(row)
    assert (again.json()["state"], twice.status_code) == ("BY_HAND", 409)


def test_the_neighbour_sees_none_of_it(village, neighbour, budi, tell, make_account, signed_in):
    from walls import current

    message = tell()
    with current.inside(neighbour):
        darma = make_account("darma", "KASI_PELAYANAN", "SEKDES")
    browser: OfficeClient = signed_in(neighbour, darma)

    assert browser.post(f"/kantor/pesan/{message.pk}/kirim/").status_code == 404
    assert "Surat Uji" not in browser.get("/kantor/pesan/").content.decode()
