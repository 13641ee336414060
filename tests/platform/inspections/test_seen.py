"""What whoever looks sees, what the village sees of that, and the pages both do it on."""

import uuid

import pytest
from conftest import FAR, office
from django.utils import timezone

from accounts import watching
from audit.models import Entry
from exchange.matters.queries import MatterUnknown
from inspections import queries
from registry.models import Resident
from walls import current

from .conftest import REASON, hear

pytestmark = pytest.mark.django_db


class TestSeen:
    def test_the_village_sees_who_looks_why_and_which_pages(self, looked_into, village, citra, sari, signed_in):
        looked_into.client.get("/kantor/warga/?cari=rahasia")
        desk = signed_in(village, citra, second_factor=True)

        page = desk.get("/kantor/pemeriksaan/").content.decode()

        assert REASON in page
        assert "<code>/kantor/warga/</code>" in page
        assert "rahasia" not in page
        assert "Sedang diperiksa Kabupaten Sumenep (surat tugas 700/12/2026)" in page
        assert Entry.objects.filter(action="watcher.look", detail__page="/kantor/warga/").count() == 1
        assert "Setiap halaman dicatat" in looked_into.client.get("/kantor/").content.decode()
        assert desk.get(f"/kantor/pemeriksaan/?buka={uuid.uuid4()}").status_code == 404
        # Nobody of the village closes or changes whoever looks.
        person = f"/kantor/pengaturan/perangkat/{looked_into.watch.account_id}/"
        assert desk.get(person).status_code == desk.post(f"{person}tutup/").status_code == 404

    def test_a_page_that_cannot_be_written_down_is_not_shown(self, looked_into, monkeypatch):
        monkeypatch.setattr(watching.actions, "note_looking", lambda **_: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            looked_into.client.get("/kantor/warga/")

    def test_a_full_number_wants_a_reason_and_health_is_never_shown(self, looked_into, now):
        made = {"created_at": now, "updated_at": now, "nik": "3529110101900001", "nik_status": "TETAP"}
        pk = Resident.objects.create(name="ANI SAMPLE", sex=2, born_on=now.date(), **made).pk
        paths = {word: f"/kantor/warga/{pk}/{word}/" for word in ("nik", "kesehatan")}

        assert "3529110101900001" not in looked_into.client.get(f"/kantor/warga/{pk}/").content.decode()
        assert looked_into.client.post(paths["nik"], {"reason": ""}).status_code == 422
        shown = looked_into.client.post(paths["nik"], {"reason": "Memeriksa data penduduk"})

        assert "3529110101900001" in shown.content.decode()
        assert Entry.objects.filter(action="resident.reveal_nik", actor_id=looked_into.watch.account_id).count() == 1
        assert looked_into.client.post(paths["kesehatan"], {"reason": "Memeriksa data penduduk"}).status_code == 403


class TestPages:
    def test_the_kabupaten_orders_hands_on_extends_and_ends(
        self, chief, village, regency, signed_in, django_assert_max_num_queries
    ):
        with current.inside(regency):
            desk = signed_in(regency, chief, second_factor=True)
        sent = {
            "key": str(uuid.uuid4()), "village": village.key, "letter": "700/13/2026", "reason": REASON,
            "areas": ["buku"], "days": "5",
        }  # fmt: skip
        assert desk.post("/pemeriksaan/", sent | {"village": "villagezzz"}).status_code == 422
        path = desk.post("/pemeriksaan/", sent)["Location"]
        assert desk.post("/pemeriksaan/", sent)["Location"] == path
        assert "sedang menyiapkan pintunya" in desk.get(path).content.decode()

        hear(village, timezone.now())

        page = desk.get(path).content.decode()
        assert f"http://{village.host}" in page
        assert "/undangan/" in page
        assert desk.post(path, {"perpanjang": "ya", "days": "99", "reason": REASON}).status_code == 422
        assert desk.post(path, {"perpanjang": "ya", "days": "9", "reason": REASON}).status_code == 302
        assert desk.post(path, {"akhiri": "ya"}).status_code == 302
        assert "berakhir" in desk.get(path).content.decode()
        desk.get("/kantor/akun/")
        with django_assert_max_num_queries(10):
            desk.get("/pemeriksaan/")
        with django_assert_max_num_queries(10):
            desk.get(path)

    def test_another_villages_inspection_is_not_there(self, looked_into, citra, make_account, signed_in):
        far = office(FAR)
        with current.inside(far):
            head = signed_in(far, make_account("kades.jauh", "KADES", totp=True), second_factor=True)

        assert head.get(f"/kantor/pemeriksaan/?buka={looked_into.matter.key}").status_code == 404
        with current.inside(far), pytest.raises(MatterUnknown):
            queries.order_named(looked_into.matter.key)
        assert not looked_into.watch.is_open(looked_into.watch.until)
