"""An office's own words: letters keep those they were made with, and what would not print is refused."""

from datetime import timedelta

import pytest
from conftest import NOON
from django.db import IntegrityError, ProgrammingError, transaction
from samples import tools

from modules.service import actions, kinds
from modules.service.models import KindVersion, Letter, LetterKind, State, definitions
from modules.service.queries import drafting
from modules.service.rules import entries
from walls.current import connection

TEXT = kinds.KINDS["sk-usaha"].text
OWN = {"text": TEXT.replace("Demikian", "Dengan hormat, demikian")}
assert OWN["text"] != TEXT


@pytest.fixture
def save(usaha, sari):
    def save_it(changes=OWN, *, opened=None, by=sari, note="uji"):
        kind = LetterKind.objects.get(pk=usaha.pk)
        opened = kind.version_id or "" if opened is None else opened
        return actions.save_version(kind=kind, changes=changes, note=note, opened=opened, by=by, at=NOON)

    return save_it


def paper_of(letter, officer):
    """What the officer's printer gets."""
    answer = officer.get(f"/kantor/arsip/{Letter.objects.get(pk=letter.pk).document_id}/unduh/")
    assert answer.status_code == 200
    return b"".join(answer) if answer.streaming else answer.content


def refused(changes, slug="sk-usaha", **how):
    base = drafting.Base(kinds.SOURCES[slug], kinds.SOURCES[slug])
    return [(fault.entry, fault.line) for fault in drafting.judge(base, changes, **how).refusals]


class TestLettersKeepTheirWords:
    def test_a_letter_prints_with_the_version_it_was_made_with(self, make_letter, save, usaha):
        before = make_letter()
        save()
        usaha.refresh_from_db()
        after = make_letter(kind=usaha)

        assert before.definition.text == TEXT
        assert after.definition.text == OWN["text"]
        assert Letter.objects.get(pk=before.pk).definition == kinds.KINDS["sk-usaha"]

    def test_what_ships_is_pinned_once_for_all_letters(self, make_letter):
        first, second = make_letter(), make_letter()

        assert first.version_id == second.version_id == definitions.SHIPPED["sk-usaha"]
        assert [one.origin for one in KindVersion.objects.all()] == ["PRODUCT"]

    def test_a_letter_keeps_its_words_when_a_later_release_ships_others(self, make_letter, save, usaha, monkeypatch):
        old = make_letter()
        said = {**kinds.SOURCES["sk-usaha"], "text": TEXT + "\n\nKalimat baru."}
        monkeypatch.setitem(kinds.SOURCES, "sk-usaha", said)
        monkeypatch.setitem(kinds.KINDS, "sk-usaha", kinds.kind_from(said))
        monkeypatch.setitem(definitions.SHIPPED, "sk-usaha", entries.digest(said, "sk-usaha"))
        monkeypatch.setattr(definitions, "_BY_DIGEST", {})
        usaha.refresh_from_db()

        assert Letter.objects.get(pk=old.pk).definition.text == TEXT
        assert make_letter(kind=usaha).definition.text.endswith("Kalimat baru.")

    def test_a_letter_under_way_is_signed_though_a_release_asks_other_things(self, make_letter, sign, monkeypatch):
        letter = make_letter(State.AWAITING)
        asked = dict(letter.answers)
        said = {**kinds.SOURCES["pengantar-skck"], "slug": "sk-usaha"}
        monkeypatch.setitem(kinds.SOURCES, "sk-usaha", said)
        monkeypatch.setitem(kinds.KINDS, "sk-usaha", kinds.kind_from(said))
        monkeypatch.setattr(definitions, "_BY_DIGEST", {})
        [result] = sign(letter)
        letter.refresh_from_db()

        assert result.is_signed
        assert letter.answers == asked

    def test_the_offices_words_follow_a_release_where_they_fit(self, save, usaha, monkeypatch):
        save()
        monkeypatch.setitem(kinds.SOURCES, "sk-usaha", {**kinds.SOURCES["sk-usaha"], "minutes": 15})

        assert [actions.follow_release(at=NOON), actions.follow_release(at=NOON)] == [1, 0]
        usaha.refresh_from_db()
        assert (usaha.definition.minutes, usaha.definition.text) == (15, OWN["text"])

    def test_words_that_no_longer_fit_a_release_stay_as_they_were(self, save, usaha, monkeypatch):
        save()
        bare = {**kinds.SOURCES["pengantar-skck"], "slug": "sk-usaha"}
        monkeypatch.setitem(kinds.SOURCES, "sk-usaha", bare)

        assert actions.follow_release(at=NOON) == 0
        usaha.refresh_from_db()
        assert usaha.definition.text == OWN["text"]

    def test_a_signed_letter_is_the_same_after_a_change(
        self, village, budi, make_letter, sign, save, signed_in, visitor
    ):
        """Printed again it is the paper of its day byte by byte, and who checks it reads which words it was made with."""
        old, officer = make_letter(State.AWAITING), signed_in(village, budi)
        sign(old)
        printed = paper_of(old, officer)
        save()
        young = make_letter(State.AWAITING, kind=LetterKind.objects.get(slug="sk-usaha"))
        sign(young)

        assert Letter.objects.get(pk=old.pk).definition.text == TEXT
        assert paper_of(old, officer) == printed
        said = [" ".join(tools.text_of(paper).split()) for paper in (printed, paper_of(young, officer))]
        assert ["Dengan hormat, demikian" in text for text in said] == [False, True]
        codes = Letter.objects.order_by("pk").values_list("verification_code", flat=True)
        pages = [visitor.get(f"/verifikasi/{code}/").content.decode() for code in codes]
        assert ["Naskah bawaan, versi 1" in page for page in pages] == [True, False]
        assert ["Naskah desa, versi 2" in page for page in pages] == [False, True]

    def test_a_letter_under_way_is_signed_with_its_own_words(self, make_letter, sign, save):
        letter = make_letter(State.AWAITING)
        save({"validity_days": 10})
        sign(letter)
        letter.refresh_from_db()

        assert letter.valid_until == (NOON + timedelta(days=kinds.KINDS["sk-usaha"].validity_days)).date()


class TestSaving:
    def test_a_version_tells_what_it_changed_and_who(self, save, sari):
        made = save(OWN | {"minutes": 20}, note="  lebih   sopan ")

        assert (made.number, made.origin, made.note, made.made_by) == (1, "VILLAGE", "lebih sopan", sari)
        assert made.changes == OWN | {"minutes": 20}

    def test_the_second_of_two_is_told_and_nothing_is_lost(self, save, usaha):
        first = save(opened="")

        with pytest.raises(actions.VersionChanged) as told:
            save({"minutes": 10}, opened="")

        assert told.value.current == first
        usaha.refresh_from_db()
        assert usaha.version == first

    def test_the_same_again_makes_no_version(self, save):
        save()

        with pytest.raises(actions.NothingChanged):
            save()

    def test_an_earlier_version_is_taken_again_as_the_newest(self, save, usaha, sari):
        first = save()
        second = save({"text": TEXT.replace("Demikian", "Maka")})
        usaha.refresh_from_db()
        third = actions.use_again(kind=usaha, number=1, opened=second.digest, by=sari, at=NOON)

        assert (third.number, third.changes) == (3, first.changes)
        assert third.digest != first.digest

    def test_going_back_leaves_the_versions(self, save, usaha, sari):
        made = save()
        usaha.refresh_from_db()
        actions.return_to_shipped(kind=usaha, opened=made.digest, by=sari, at=NOON)
        usaha.refresh_from_db()

        assert usaha.definition == kinds.KINDS["sk-usaha"]
        assert KindVersion.objects.count() == 1

    def test_a_version_is_never_changed(self, save):
        save()

        for statement in ("UPDATE service_kindversion SET note = 'x'", "DELETE FROM service_kindversion"):
            with (
                pytest.raises(ProgrammingError, match="permission denied"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)

    def test_the_database_numbers_versions_once(self, save, usaha):
        made = save()

        with pytest.raises(IntegrityError, match="a_version_is_numbered_once"), transaction.atomic():
            KindVersion.objects.create(
                digest="x", kind=usaha, number=made.number, origin="VILLAGE", source={}, made_at=NOON
            )


class TestWhatIsRefused:
    @pytest.mark.parametrize("slug", kinds.KINDS)
    def test_the_words_that_ship_are_right_and_told_without_loss(self, slug):
        said = kinds.SOURCES[slug]
        judged = drafting.judge(drafting.Base(said, said), drafting.shown(said))

        assert (judged.refusals, judged.changes) == ([], {})

    @pytest.mark.parametrize(
        ("changes", "where"),
        [
            ({"text": "{Bukan isian}"}, ("text", 1)),
            ({"text": "satu\n\n[jika Jenis usaha diisi]\ndua"}, ("text", 3)),
            ({"text": " "}, ("text", 1)),
            ({"text": "x" * 20_001}, ("text", 1)),
            ({"minutes": 31}, ("minutes", 1)),
            ({"minutes": 0}, ("minutes", 1)),
            ({"minutes": True}, ("minutes", 1)),
            ({"minutes": "30"}, ("minutes", 1)),
            ({"validity_days": -1}, ("validity_days", 1)),
            ({"validity_days": 0}, ("text", 18)),
            ({"code_2022": "400; DROP"}, ("code_2022", 1)),
            ({"copies": ["Camat", ""]}, ("copies", 2)),
            ({"copies": ["{Bukan isian}"]}, ("copies", 1)),
            ({"copies": ["[judul X]"]}, ("copies", 1)),
            ({"purposes": []}, ("purposes", 1)),
            ({"requirements": []}, ("requirements", 1)),
            ({"requirements": "ktp"}, ("requirements", 1)),
            ({"hints": {"no_such": "x"}}, ("hints", 1)),
            ({"note": "x" * 401}, ("note", 1)),
            ({"groups": []}, ("groups", 1)),
            ({"checks": []}, ("checks", 1)),
            ({"signer": "OPERATOR"}, ("signer", 1)),
            ({"slug": "lain"}, ("slug", 1)),
        ],
    )
    def test_each_is_told_by_entry_and_line(self, changes, where):
        shown = drafting.shown(kinds.SOURCES["sk-usaha"]) | changes if "validity_days" in changes else changes

        assert where in refused(shown)

    @pytest.mark.parametrize(
        "attack",
        [
            "{{ settings.SECRET_KEY }}",
            "{% load static %}{% include 'x' %}",
            "{0.__class__.__mro__}",
            "{Pemohon: nama.__init__.__globals__}",
            "${7*7} #{7*7}",
            "{Pemohon: nama: __import__('os').system('id')}",
            "[jika Pemohon: usia kurang dari 1 or 1=1]\nx\n[selesai]",
            "[untuk setiap __class__]\nx\n[selesai]",
            "{Pemohon: nama\n}",
            "[jika " * 50,
            "a\u202eb",
            "a\u200bb",
            "a\u2066b\u2069",
            "a\x00b",
            "a\ue000b",
        ],
    )
    def test_hostile_words_are_refused(self, attack):
        assert refused({"text": f"Isi surat.\n\n{attack}\n"})

    @pytest.mark.parametrize(
        "harmless",
        ["<script>alert(1)</script>", "#set page(width: 1pt)", "\\input{x}".replace("{x}", ""), "$x^2$ *b* _i_ `c` @r"],
    )
    def test_what_means_something_elsewhere_is_plain_words_here(self, harmless):
        base = drafting.Base(kinds.SOURCES["sk-usaha"], kinds.SOURCES["sk-usaha"])
        judged = drafting.judge(base, {"text": f"Isi surat.\n\n{harmless}\n\nSelesai."})

        assert judged.refusals == []
        assert harmless in judged.kind.text

    def test_a_broken_version_is_not_saved(self, save):
        with pytest.raises(actions.VersionRefused):
            save({"text": "{tidak_ada}"})

        assert KindVersion.objects.count() == 0

    def test_a_village_may_be_quicker_than_above_it_and_not_slower(self):
        assert refused({"minutes": 29}) == []
        assert refused({"minutes": 31}) == [("minutes", 1)]
        assert refused({"minutes": 31}, is_regency=True) == []

    def test_a_requirement_may_be_added_reworded_and_made_optional_but_not_left_out(self):
        listed = entries.entry(kinds.SOURCES["sk-usaha"], "requirements")
        softer = [{**one, "required": False, "text": f"{one['text']} asli"} for one in listed]

        assert refused({"requirements": [*softer, {"key": "desa-1", "text": "Pengantar RT", "required": True}]}) == []
        assert refused({"requirements": listed[1:]}) == [("requirements", 1)]


def test_a_version_no_release_can_read_falls_back_to_what_ships(save, usaha, monkeypatch):
    save()
    usaha.refresh_from_db()
    monkeypatch.setattr(definitions, "_read", lambda *_: (_ for _ in ()).throw(kinds.KindRefused("x")))

    assert usaha.definition == kinds.KINDS["sk-usaha"]
