"""A kabupaten lets somebody look into a village: who may order it, for what reason and for how long."""

import uuid
from datetime import timedelta

import pytest
from conftest import NEIGHBOUR, office
from django.db import ProgrammingError, transaction
from django.utils import timezone

from accounts import permissions
from accounts.models import Account, Session
from audit.models import Entry
from exchange.matters import actions as exchange
from exchange.matters.models import Matter
from exchange.matters.queries import MatterUnknown
from inspections import actions, queries, rules
from inspections.models import Watch
from jobs.errands.models import Errand
from tenants.models import Office, OfficeSecret
from walls import current, keys

from .conftest import REASON, give, hear

pytestmark = pytest.mark.django_db


class TestOrdering:
    def test_a_village_is_opened_to_read_for_the_time_and_the_reason_given(self, looked_into, village, now):
        account = looked_into.watch.account

        assert looked_into.client.get("/kantor/warga/").status_code == 200
        assert account.posts == []
        assert account.reads_until == looked_into.matter.due_at == now + timedelta(days=7)
        assert {code.value for code in account.permissions} == rules.reads_of(["penduduk", "riwayat"])
        assert (looked_into.watch.letter, looked_into.watch.reason) == ("700/12/2026", REASON)
        assert "Irban" not in account.name + str(list(Entry.objects.values_list("actor_name", "detail")))
        assert looked_into.client.get("/kantor/").status_code == 200
        assert looked_into.client.get("/kantor/aduan/").status_code == 403
        assert looked_into.client.get("/kantor/surat/").status_code == 403

    def test_what_may_be_read_is_real_and_never_health_complaints_or_files(self):
        known = {code.value for code in permissions.all_permissions()}
        forbidden = (
            "health",
            "complaint",
            "change",
            "export",
            "full_books",
            "open_papers",
            "manage",
            "sign",
            "open_document",
        )

        assert rules.reads_of(rules.AREAS) <= known
        assert not [code for code in rules.reads_of(rules.AREAS) if any(word in code for word in forbidden)]

    def test_a_second_click_orders_nothing_twice_and_nobody_orders_without_reason_time_or_area(
        self, chief, village, now
    ):
        key = uuid.uuid4()

        assert give(chief, village, now, key=key).pk == give(chief, village, now, key=key).pk
        for wrong in ({"reason": "pendek"}, {"days": 31}, {"days": 0}, {"areas": ()}, {"areas": ("surat",)}):
            with pytest.raises(actions.OrderRefused):
                give(chief, village, now, **wrong)
        assert Matter.objects.count() == 1

    def test_only_the_kabupaten_above_begins_one(self, chief, village, district, now):
        said = exchange.Said(post="", verb="perintah", state="asked", text=REASON, data={"until": now.isoformat()})
        with current.outside():
            above = None
            for kind, code in (("regency", "33.28"), ("district", "33.28.01"), ("village", "33.28.01.2001")):
                key = f"{kind}zzzzzz"[:10]
                above = Office.objects.create(
                    key=key, schema_name=f"d_{key}", kind=kind, name="Jauh", designation="Desa", region_code=code,
                    parent=above, opened_at=now,
                )  # fmt: skip
            OfficeSecret.objects.create(office=above, sealed=keys.seal_root(keys.new_root()))
        for beginner, to in (
            (district, village),
            (office(NEIGHBOUR), village),
            (office("35.29"), district),
            (office("35.29"), above),
        ):
            with current.inside(beginner), pytest.raises(ProgrammingError), transaction.atomic():
                exchange.begin(kind=rules.KIND, topic="x", to=to, subject="x", said=said, by=None, at=now)

    def test_what_was_heard_twice_or_too_late_opens_nothing(self, chief, village, looked_into, now):
        Matter.objects.filter(pk=looked_into.matter.pk).update(to_heard=0)
        hear(village, now)
        assert Watch.objects.count() == Account.objects.filter(reads_until__isnull=False).count() == 1

        late = give(chief, village, now - timedelta(days=9), days=3)
        hear(village, now)
        assert Watch.objects.count() == 1
        with current.inside(office("35.29")):
            assert Matter.objects.get(pk=late.pk).state == "ended"

    def test_an_order_that_asks_for_years_gets_thirty_days(self, chief, village, now):
        said = exchange.Said(
            post="", verb="perintah", state="asked", text=REASON,
            data={"until": (now + timedelta(days=999)).isoformat(), "areas": ["penduduk", "surat"], "letter": "1"},
        )  # fmt: skip
        with current.inside(office("35.29")):
            exchange.begin(kind=rules.KIND, topic="x", to=village, subject="x", said=said, by=chief, at=now)

        hear(village, now)

        assert Watch.objects.get().until == now + rules.LONGEST
        assert Watch.objects.get().areas == ["penduduk"]


class TestTime:
    def test_it_ends_by_itself_at_the_minute_with_its_session(self, looked_into, village):
        assert looked_into.client.get("/kantor/").status_code == 200

        Account.objects.filter(reads_until__isnull=False).update(reads_until=timezone.now())

        assert looked_into.client.get("/kantor/").status_code == 302
        assert looked_into.client.get("/api/v1/penduduk/").status_code in (401, 403)
        answer = looked_into.client.post(
            "/masuk/", {"username": looked_into.order.username, "password": "kata-sandi-panjang-7"}
        )
        assert answer.status_code == 422

    def test_what_ended_because_its_time_was_over_is_written_down_once(self, looked_into, regency, now):
        with current.outside():
            assert Errand.objects.filter(task=actions.LAPSE, due_at=now + timedelta(days=7)).exists()
        assert actions.note_lapsed(at=now + timedelta(days=6)) == 0
        later = now + timedelta(days=7, minutes=1)

        assert [actions.note_lapsed(at=later), actions.note_lapsed(at=later)] == [1, 0]

        line = Entry.objects.get(action="inspection.lapse")
        assert (line.actor_id, line.detail["letter"]) == (None, "700/12/2026")
        with current.inside(regency):
            order = queries.order_named(looked_into.matter.key)
            assert (order.matter.state, order.journal[-1].verb) == ("ended", "habis")
            with pytest.raises(actions.InspectionOver):
                actions.end_inspection(key=looked_into.matter.key, by=None, at=later)

    def test_what_goes_on_or_was_ended_did_not_end_by_itself(self, looked_into, chief, village, now):
        key = looked_into.matter.key
        with current.inside(office("35.29")):
            actions.extend_inspection(key=key, reason="Berkas belum lengkap.", days=20, by=chief, at=now)
        # The village has not heard of it when the first time is over.
        assert actions.note_lapsed(at=now + timedelta(days=8)) == 0
        with current.inside(office("35.29")):
            actions.end_inspection(key=key, by=chief, at=now + timedelta(days=9))
        hear(village, now + timedelta(days=9))

        assert actions.note_lapsed(at=now + timedelta(days=21)) == 0
        assert not Entry.objects.filter(action="inspection.lapse").exists()

    def test_it_is_extended_for_a_reason_and_ended_early(self, looked_into, chief, village, now):
        key = looked_into.matter.key
        with current.inside(office("35.29")):
            with pytest.raises(actions.OrderRefused):
                actions.extend_inspection(key=key, reason="", days=5, by=chief, at=now)
            actions.extend_inspection(key=key, reason="Berkas belum lengkap.", days=20, by=chief, at=now)
        hear(village, now)
        assert Account.objects.get(reads_until__isnull=False).reads_until == now + timedelta(days=20)

        with current.inside(office("35.29")):
            actions.end_inspection(key=key, by=chief, at=now)
        hear(village, now)

        assert looked_into.client.get("/kantor/").status_code == 302
        assert not Session.objects.filter(account=looked_into.watch.account).exists()
        with current.inside(office("35.29")), pytest.raises(actions.InspectionOver):
            actions.extend_inspection(key=key, reason="Berkas belum lengkap.", days=5, by=chief, at=now)
        with current.inside(office("35.29")), pytest.raises(MatterUnknown):
            actions.end_inspection(key=uuid.uuid4(), by=chief, at=now)

    def test_ended_before_the_village_heard_it_lets_nobody_in(self, chief, village, now):
        matter = give(chief, village, now)
        with current.inside(office("35.29")):
            actions.end_inspection(key=matter.key, by=chief, at=now)

        hear(village, now)

        assert not Watch.objects.exists()
