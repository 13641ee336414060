"""The standards of the village: 14 components of every service, set by decree, read by everybody, pinned by letters."""

from datetime import date, timedelta

import pytest
from conftest import NOON
from django.db import IntegrityError, transaction
from samples import tools

from modules.service import actions, kinds, queries
from modules.service.complaints.rules.clock import TERMS
from modules.service.models import Letter, Standard, State, definitions
from modules.service.queries import promises
from modules.service.rules import entries, measured
from modules.service.rules import standards as rules
from modules.service.rules.hours import Hours


@pytest.fixture
def decree(citra):
    def decree_it(number="188/7/2026", on=None, at=NOON):
        return actions.decree_standards(number=number, on=on or NOON.date(), by=citra, at=at)

    return decree_it


@pytest.fixture
def write(sari):
    def write_it(service="", **texts):
        return actions.change_standards(service=service, texts=texts, by=sari, at=NOON)

    return write_it


def words(pdf):
    return tools.text_of(pdf)


class TestTheFourteen:
    @pytest.mark.parametrize("slug", kinds.KINDS)
    def test_every_letter_has_all_of_them_and_costs_nothing(self, slug):
        service = rules.service_of(
            kinds.KINDS[slug], handler="Kasi Pelayanan", signer="Kepala Desa", needs_initials=True
        )
        found = rules.components(service, {}, {"fee": "Rp50.000"})

        assert [one.key for one in found] == list(rules.COMPONENTS)
        assert all(one.text for one in found)
        assert next(one.text for one in found if one.key == "fee") == rules.FREE

    def test_what_is_said_of_one_goes_before_what_is_said_of_all(self):
        found = {
            one.key: one.text
            for one in rules.components(rules.OTHERS[0], {"staff": "Tiga", "safety": "Aman"}, {"staff": "Satu"})
        }

        assert (found["staff"], found["safety"], found["control"]) == ("Satu", "Aman", rules.DEFAULTS["control"])

    def test_a_letter_says_itself_what_to_bring_and_how_long(self):
        service = rules.service_of(kinds.KINDS["sk-usaha"], handler="x", signer="Sekretaris Desa", needs_initials=False)

        assert not {"requirements", "time", "product", "fee"} & set(rules.owned(service))
        assert "time" in rules.owned(rules.OTHERS[0])

    def test_it_says_who_signs_and_not_always_the_head(self, visitor, usaha, make_letter, monkeypatch):
        said = {**kinds.SOURCES["sk-usaha"], "signer": "SEKDES"}
        monkeypatch.setitem(kinds.SOURCES, "sk-usaha", said)
        monkeypatch.setitem(kinds.KINDS, "sk-usaha", kinds.kind_from(said))
        monkeypatch.setitem(definitions.SHIPPED, "sk-usaha", entries.digest(said, "sk-usaha"))
        letter = make_letter()

        assert "Ditandatangani Sekretaris Desa" in promises.letter_service(usaha).procedure
        for page in ("/layanan/sk-usaha/", f"/lacak/{letter.tracking_code}/"):
            text = visitor.get(page).content.decode()
            assert "Ditandatangani Sekretaris Desa" in text, page
            assert "Ditandatangani Kepala Desa" not in text, page

    def test_each_letter_names_its_own_laws_until_the_village_names_others(self, visitor, usaha):
        laws = "PP 7/2021; Permenko Perekonomian 1/2023 (KUR)"
        shown = "/layanan/sk-usaha/", "/layanan/sk-usaha/standar.pdf", "/layanan/standar.pdf"
        for page in shown[1:]:
            assert "PP7/2021;" in "".join(words(visitor.get(page).content).split()), page
        assert laws in visitor.get(shown[0]).content.decode()
        assert "PP7/2021" not in "".join(words(visitor.get("/layanan/maklumat.pdf").content).split())
        assert "UU25/2009" in "".join(words(visitor.get("/layanan/maklumat.pdf").content).split())
        usaha.legal_basis = "Perdes 3/2026"
        assert promises.letter_service(usaha).basis == "Perdes 3/2026"

    def test_the_terms_of_complaints_are_those_of_the_clock(self):
        (complaints,) = [one for one in rules.OTHERS if one.slug == "pengaduan"]

        for days in TERMS.values():
            assert f"{days} hari kerja" in complaints.time
            assert f"{days} hari kerja" in rules.DEFAULTS["complaints"]
        assert "laporan pelanggaran 60 hari kerja" in complaints.time

    def test_where_to_complain_is_an_address_of_this_village(self, village, visitor, decree):
        page = f"{village.address.partition('://')[2].rstrip('/')}/aduan/"
        before = visitor.get("/layanan/standar/").content.decode()
        decree()

        assert page in before
        assert page in visitor.get("/layanan/sk-usaha/").content.decode()
        assert page in "".join(words(visitor.get("/layanan/maklumat.pdf").content).split())
        assert len(rules.defaults("x" * 253)["complaints"]) <= rules.LONGEST


class TestTheDecree:
    def test_a_draft_holds_only_when_it_is_decreed(self, write, decree, visitor):
        write(staff="Empat orang.")
        before = visitor.get("/layanan/sk-usaha/").content.decode()
        decree()
        after = visitor.get("/layanan/sk-usaha/").content.decode()

        assert "Empat orang." not in before
        assert "Belum ditetapkan" in before
        assert "Empat orang." in after
        assert "Nomor 188/7/2026" in after

    def test_what_was_decreed_stays_when_the_next_is_written(self, write, decree):
        write(staff="Empat orang.")
        first = decree()
        write(staff="Lima orang.")
        second = decree("188/9/2027", at=NOON + timedelta(days=1))
        first.refresh_from_db()

        assert (first.common["staff"], second.common["staff"]) == ("Empat orang.", "Lima orang.")
        assert first.review_on == date(2027, 11, 20)

    def test_without_a_draft_the_same_is_renewed(self, write, decree):
        write("informasi", time="5 hari kerja")
        decree()
        again = decree("188/9/2027", at=NOON + timedelta(days=300))

        assert again.own == {"informasi": {"time": "5 hari kerja"}}
        assert Standard.objects.count() == 2

    def test_the_fee_cannot_be_written(self, write):
        assert write("informasi", fee="Rp5.000", time="1 hari").own == {"informasi": {"time": "1 hari"}}

    @pytest.mark.parametrize(("number", "days"), [(" ", 0), ("1/2026", 1)])
    def test_a_decree_has_a_number_and_a_day_that_came(self, decree, number, days):
        with pytest.raises(actions.DecreeRefused):
            decree(number, NOON.date() + timedelta(days=days))

    def test_a_leap_day_is_reviewed_on_the_last_of_february(self, decree):
        assert decree(on=date(2024, 2, 29)).review_on == date(2025, 2, 28)

    def test_the_database_keeps_one_draft_and_whole_decrees(self, write):
        write(staff="x")

        with pytest.raises(IntegrityError, match="there_is_one_draft"), transaction.atomic():
            Standard.objects.create(changed_at=NOON)
        with pytest.raises(IntegrityError, match="whole_or_not_at_all"), transaction.atomic():
            Standard.objects.create(changed_at=NOON, decree_number="1")

    def test_a_letter_keeps_the_promise_it_was_made_under(self, make_letter, decree):
        before = make_letter()
        first = decree()
        under = make_letter()
        decree("2/2027", at=NOON + timedelta(days=1))

        assert [Letter.objects.get(pk=one.pk).standard_id for one in (before, under)] == [None, first.pk]


class TestPages:
    def test_everybody_reads_all_services_in_few_bytes(self, visitor):
        answer = visitor.get("/layanan/standar/")
        text = answer.content.decode()

        assert "Surat Keterangan Usaha" in text
        assert "siap menerima sanksi" in text
        assert len(answer.content) < 20_000

    def test_the_maklumat_is_a_draft_until_it_is_decreed(self, visitor, decree):
        before = words(visitor.get("/layanan/maklumat.pdf").content)
        decree()
        after = words(visitor.get("/layanan/maklumat.pdf").content)

        assert "MAKLUMAT PELAYANAN" in before
        assert "188/7/2026" not in before
        assert "188/7/2026" in after
        assert "Citra Lestari" in after

    def test_all_and_one_as_paper(self, visitor, decree):
        decree()
        everything = words(visitor.get("/layanan/standar.pdf").content)
        one = words(visitor.get("/layanan/sk-usaha/standar.pdf").content)

        assert "Pengaduan masyarakat" in everything
        assert all(label.split(",")[0].split()[0] in one for label in rules.COMPONENTS.values())
        assert visitor.get("/layanan/tidak-ada/standar.pdf").status_code == 404

    def test_officers_write_and_only_the_head_decrees(self, village, sari, citra, signed_in):
        secretary, head = signed_in(village, sari), signed_in(village, citra, second_factor=True)
        wrote = secretary.post("/kantor/surat/standar/?layanan=informasi", {"time": "5 hari kerja"})
        refused = secretary.post("/kantor/surat/standar/tetapkan/", {"number": "1/2026", "on": "2026-11-20"})
        wrong = head.post("/kantor/surat/standar/tetapkan/", {"number": "", "on": "2026-11-20"})
        done = head.post("/kantor/surat/standar/tetapkan/", {"number": "1/2026", "on": "2020-11-20"})
        text = secretary.get("/kantor/surat/standar/").content.decode()

        assert [wrote.status_code, refused.status_code, wrong.status_code, done.status_code] == [303, 403, 422, 303]
        assert "Saatnya meninjau standar" in text
        assert secretary.get("/kantor/surat/standar/?layanan=tidak-ada").status_code == 404

    def test_the_api_tells_all_components(self, visitor, decree):
        decree()
        found = visitor.get("/api/v1/standar-pelayanan/pengaduan/").json()

        assert (found["decree_number"], len(found["components"])) == ("188/7/2026", 14)
        assert visitor.get("/api/v1/standar-pelayanan/tidak-ada/").status_code == 404
        assert len(visitor.get("/api/v1/standar-pelayanan/").json()) > len(rules.OTHERS)

    def test_pages_take_few_queries(self, visitor, decree, sari, village, signed_in, django_assert_max_num_queries):
        decree()
        public = ("/layanan/standar/", "/layanan/sk-usaha/", "/layanan/maklumat.pdf", "/layanan/standar.pdf")
        pages = [(visitor, one) for one in public] + [(signed_in(village, sari), "/kantor/surat/standar/")]
        # The counts beside the menu are remembered for a minute.
        pages[-1][0].get("/kantor/akun/")
        for client, address in pages:
            with django_assert_max_num_queries(10):
                assert client.get(address).status_code == 200


class TestMeasuredTime:
    @pytest.mark.parametrize(
        ("end", "minutes"),
        [((20, 10, 30), 30), ((20, 16, 0), 300), ((21, 12, 0), 300), ((23, 8, 1), 301), ((20, 9, 0), 0)],
    )
    def test_only_opening_hours_count(self, end, minutes):
        start = NOON.replace(hour=10, minute=0)
        day, hour, minute = end

        assert measured.opening_minutes(start, start.replace(day=day, hour=hour, minute=minute), Hours()) == minutes

    def test_a_service_tells_how_long_it_really_takes(self, make_letter, sign, usaha, visitor):
        letters = [make_letter(State.AWAITING) for _ in range(5)]
        hours = queries.service_settings().hours
        assert queries.measured(usaha, hours) is None
        sign(*letters, at=NOON + timedelta(minutes=25))
        from walls import fleeting

        fleeting.drop("measured-sk-usaha")

        assert queries.measured(usaha, hours) == 25
        assert "nyatanya 25 menit" in visitor.get("/layanan/sk-usaha/").content.decode()
