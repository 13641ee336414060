"""A village brings its own domain: DNS must say so, and nobody else's word counts."""

import sys
from datetime import timedelta

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest
from conftest import NOON, OfficeClient
from samples.dns_server import DnsServer

from accounts import limits
from audit.models import Entry
from jobs.models import Job
from tenants import dns_proof, domain_names, overview, tasks
from tenants.actions import addresses
from tenants.models import Domain, DomainClaim
from walls import current

pytestmark = pytest.mark.django_db
OWN = "pragaanlaok.desa.id"


@pytest.fixture(autouse=True)
def dns_here(settings, monkeypatch):
    server = DnsServer()
    settings.DNS_SERVERS = server.setting
    monkeypatch.setattr(dns_proof, "PATIENCE_S", 0.6)
    yield server
    server.close()


def claim(by, text=OWN):
    return addresses.claim_domain(text=text, by=by, at=NOON)


def prove(found, by, at=NOON):
    return addresses.prove_domain(claim_id=found.pk, by=by, at=at)


def token_of(found):
    return f"kentongan={found.token}"


def domains():
    with current.outside():
        return set(Domain.objects.filter(is_primary=False).values_list("domain", flat=True))


def claims():
    with current.outside():
        return {found.domain: found for found in DomainClaim.objects.all()}


@pytest.fixture
def proven(village, sari, dns_here):
    found = claim(sari)
    dns_here.hold(OWN, token_of(found))
    return prove(found, sari)


# --- what may be claimed ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["", " ", ".", "localhost", "pragaan.localhost", "LOCALHOST.", "127.0.0.1", "10.0.0.1", "[::1]", "::1", "0x7f.1", "2130706433",
     "*.desa.id", "desa", "a..id", "-a.desa.id", "a-.desa.id", "--x.desa.id", "_kentongan.desa.id", "a b.desa.id",
     "https://pragaan.desa.id", "pragaan.desa.id/..", "pragaan.desa.id:80", "x@desa.id", "x\x00.desa.id", "x\n.desa.id", "a.internal",
     "printer.local", "x.onion", "1.168.192.in-addr.arpa", "x.example", "😀.desa.id", "a" * 64 + ".id",
     ".".join(["abcdefghi"] * 25) + ".desa.id",
     "x" * 254, "xn--a.desa.id", "xn--\x7f.id", "%2e%2e.id"],
)  # fmt: skip
def test_what_no_office_can_have_is_refused(village, sari, text):
    with pytest.raises(domain_names.DomainRefused):
        claim(sari, text)

    assert claims() == {}


@pytest.mark.parametrize("text", ["kentongan.go.id", "x.kentongan.go.id", "go.id", "id", "KENTONGAN.GO.ID."])
def test_the_deployments_own_domain_and_what_is_over_and_under_it_is_refused(village, sari, settings, text):
    settings.DOMAIN = "kentongan.go.id"

    with pytest.raises(domain_names.DomainRefused):
        claim(sari, text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("PragaanLaok.Desa.ID", OWN),
        ("pragaanlaok.desa.id.", OWN),
        ("  pragaanlaok.desa.id  ", OWN),
        ("ｐragaanlaok.desa.id", OWN),
        ("désa.id", "xn--dsa-bma.id"),
        ("ragaan\u0430.desa.id", "xn--ragaan-8nf.desa.id"),
    ],
)
def test_a_domain_is_kept_as_dns_writes_it(village, sari, text, kept):
    assert claim(sari, text).domain == kept


def test_letters_that_only_look_alike_are_shown_as_both(village, sari, signed_in):
    """A Cyrillic letter makes it another domain; the page shows what it really is."""
    claim(sari, "pr\u0430gaanlaok.desa.id")

    page = signed_in(village, sari).get("/kantor/alamat/").content.decode()

    assert "xn--prgaanlaok-" in page
    assert "pr\u0430gaanlaok.desa.id" in page
    assert "Pastikan hurufnya" in page


def test_the_longest_domain_can_be_had(village, sari):
    text = ".".join(["a" * 63, "b" * 63, "c" * 63, "d" * 58, "id"])
    assert len(text) == 253

    assert claim(sari, text).domain == text


def test_claimed_twice_it_is_one_claim(village, sari):
    assert claim(sari).pk == claim(sari, OWN.upper()).pk


def test_an_office_claims_only_so_many(village, sari):
    for number in range(addresses.MOST_CLAIMS):
        claim(sari, f"d{number}.desa.id")

    with pytest.raises(addresses.TooManyClaims):
        claim(sari, "satu-lagi.desa.id")


# --- the proof -------------------------------------------------------------------------------------------------------


def test_an_unproven_domain_leads_nowhere(village, sari):
    claim(sari)

    assert OfficeClient(OWN).get("/").status_code == 404


def test_a_proven_domain_leads_to_the_office(village, proven, dns_here):
    page = OfficeClient(OWN).get("/")

    assert page.status_code == 200
    assert village.title in page.content.decode()
    assert set(dns_here.asked) == {(f"_kentongan.{OWN}.", "TXT")}, "nothing else may be asked of strangers"


def test_the_first_address_goes_on_and_stays_the_first(village, proven, visitor):
    assert visitor.get("/").status_code == 200
    with current.outside():
        assert overview.hosts_of(village.pk).primary == village.host


def test_a_session_of_one_host_is_none_at_the_other(village, proven, sari, signed_in):
    """Cookies are for one host; the schema is the same, so a copied one would work, and a browser copies none."""
    assert signed_in(village, sari).get("/kantor/alamat/").status_code == 200
    assert OfficeClient(OWN).get("/kantor/alamat/").status_code == 302


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["kentongan="],
        ["kentongan=salah"],
        ["v=spf1 -all"],
        ["kentongan={token}x"],
        ["{token}"],
        ["KENTONGAN={token}"],
        [f"kentongan=lain{n}" for n in range(20)],
    ],
)
def test_anything_but_the_token_proves_nothing(village, sari, dns_here, texts):
    found = claim(sari)
    dns_here.hold(OWN, *(text.replace("{token}", found.token) for text in texts))

    with pytest.raises(addresses.ProofMissing, match="TXT"):
        prove(found, sari)

    assert domains() == set()
    assert "TXT" in claims()[OWN].failure


def test_the_token_may_stand_among_many_and_in_pieces(village, sari, dns_here):
    found = claim(sari)
    text = token_of(found)
    dns_here.texts[f"_kentongan.{OWN}."] = [["v=spf1 -all"], [text[:5], text[5:]], *([f"x{n}"] for n in range(8))]

    assert prove(found, sari).proven_at == NOON


def test_the_token_may_be_behind_an_alias(village, sari, dns_here):
    found = claim(sari)
    dns_here.aliases[f"_kentongan.{OWN}."] = "bukti.penyedia.id."
    dns_here.texts["bukti.penyedia.id."] = [[token_of(found)]]

    assert prove(found, sari).proven_at == NOON


def silent(query):
    return None


def broken(query):
    return b"\x00\x01garbage"


def another_name(query):
    response = dns.message.make_response(query)
    response.answer.append(dns.rrset.from_text("_kentongan.lain.id.", 60, "IN", "TXT", '"kentongan=x"'))
    return response.to_wire()


def another_id(query):
    query.id = (query.id + 1) % 65536
    return dns.message.make_response(query).to_wire()


def refusing(query):
    response = dns.message.make_response(query)
    response.set_rcode(dns.rcode.SERVFAIL)
    return response.to_wire()


def cut_off(query):
    response = dns.message.make_response(query)
    response.flags |= dns.flags.TC
    return response.to_wire()


def a_loop(query):
    response = dns.message.make_response(query)
    name = query.question[0].name.to_text()
    response.answer.append(dns.rrset.from_text(name, 60, "IN", "CNAME", "b.desa.id."))
    response.answer.append(dns.rrset.from_text("b.desa.id.", 60, "IN", "CNAME", name))
    return response.to_wire()


@pytest.mark.parametrize(
    "answer", [silent, broken, another_name, another_id, refusing, cut_off, a_loop], ids=lambda answer: answer.__name__
)
def test_a_server_that_fails_or_lies_proves_nothing(village, sari, dns_here, answer):
    found = claim(sari)
    dns_here.answer = answer

    with pytest.raises(addresses.ProofMissing):
        prove(found, sari)

    assert domains() == set()
    assert OfficeClient(OWN).get("/").status_code == 404


def test_two_hundred_texts_are_read_and_none_is_believed(village, sari, dns_here):
    found = claim(sari)
    dns_here.hold(OWN, *(f"kentongan={n:04}" for n in range(200)))

    with pytest.raises(addresses.ProofMissing):
        prove(found, sari)


def test_a_proof_is_asked_for_only_so_often(village, sari):
    found = claim(sari)
    for _ in range(10):
        with pytest.raises(addresses.ProofMissing):
            prove(found, sari)

    with pytest.raises(limits.TooManyTries):
        prove(found, sari)


def test_the_domain_of_another_village_cannot_be_claimed(village, neighbour, proven, make_account):
    with current.inside(neighbour):
        darma = make_account("darma", "SEKDES")
        with pytest.raises(addresses.DomainTaken):
            claim(darma)


def test_of_two_claims_the_one_with_the_record_wins_and_the_other_is_told(
    village, neighbour, sari, make_account, dns_here
):
    mine = claim(sari)
    with current.inside(neighbour):
        darma = make_account("darma", "SEKDES")
        theirs = claim(darma)
    assert mine.token != theirs.token
    dns_here.hold(OWN, token_of(mine), token_of(theirs))

    prove(mine, sari)
    with current.inside(neighbour), pytest.raises(addresses.DomainTaken):
        prove(theirs, darma)

    with current.outside():
        assert Domain.objects.get(domain=OWN).tenant_id == village.pk


def test_the_claim_of_another_village_is_as_good_as_absent(village, neighbour, sari, make_account, signed_in):
    with current.inside(neighbour):
        theirs = claim(make_account("darma", "SEKDES"), "prenduan.desa.id")
    browser = signed_in(village, sari)

    for act in ("periksa", "sertifikat", "lepas"):
        assert browser.post(f"/kantor/alamat/{theirs.pk}/{act}/").status_code == 404
    assert "prenduan.desa.id" not in browser.get("/kantor/alamat/").content.decode()
    assert "prenduan.desa.id" in claims()


def test_a_dropped_domain_leads_nowhere_and_may_be_claimed_anew(village, proven, sari):
    addresses.drop_domain(claim_id=proven.pk, by=sari, at=NOON)

    assert OfficeClient(OWN).get("/").status_code == 404
    assert claim(sari).token != proven.token


def test_every_step_stands_in_both_logs(village, regency, proven):
    for place, name in ((village, "Sari Wulandari"), (regency, "Sari Wulandari, Desa Pragaan Laok")):
        with current.inside(place):
            told = Entry.objects.filter(action__startswith="domain.").order_by("id").values_list("action", "actor_name")
            assert list(told)[:2] == [("domain.claim", name), ("domain.prove", name)]


# --- the certificate -------------------------------------------------------------------------------------------------


@pytest.fixture
def hook(tmp_path, settings):
    """`hook(code)` sets up a program that notes what it was given and ends with this code."""

    def set_up(code=0, wait=0):
        program, noted = tmp_path / "sertifikat", tmp_path / "noted"
        program.write_text(
            f"#!{sys.executable}\nimport os, sys, time\nopen({str(noted)!r}, 'a').write(repr((sys.argv[1:], sorted(os.environ))) + '\\n')\n"
            f"time.sleep({wait})\nsys.exit({code})\n"
        )
        program.chmod(0o700)
        settings.CERTIFICATE_HOOK = str(program)
        return noted

    return set_up


def with_certificate(sari, dns_here):
    found = claim(sari)
    dns_here.hold(OWN, token_of(found))
    prove(found, sari)
    return found


@pytest.mark.parametrize(("code", "outcome", "job"), [(0, "ISSUED", "DONE"), (3, "FAILED", "FAILED")])
def test_the_program_gets_the_domain_and_nothing_else(
    village, sari, dns_here, hook, django_capture_on_commit_callbacks, code, outcome, job
):
    noted = hook(code)

    with django_capture_on_commit_callbacks(execute=True):
        with_certificate(sari, dns_here)
        assert not noted.exists(), "it must run as a job, not in the request"

    given = noted.read_text()
    assert given.count("\n") == 1
    assert f"['{OWN}']" in given
    assert "SECRET" not in given
    assert "KENTONGAN" not in given
    assert claims()[OWN].certificate == outcome
    assert Job.objects.get(kind=addresses.CERTIFICATE_JOB).state == job


def test_a_program_that_does_not_end_is_ended(village, sari, dns_here, hook, settings):
    hook(wait=30)
    settings.CERTIFICATE_HOOK_S = 1
    found = with_certificate(sari, dns_here)

    with pytest.raises(tasks.JobRefused, match="1 detik"):
        tasks.fetch_certificate(None, claim_id=found.pk)

    assert claims()[OWN].certificate == "FAILED"


def test_a_program_that_is_not_there_is_a_failure_with_words(village, sari, dns_here, settings):
    settings.CERTIFICATE_HOOK = "/tidak/ada"
    found = with_certificate(sari, dns_here)

    with pytest.raises(tasks.JobRefused, match="tidak dapat dijalankan"):
        tasks.fetch_certificate(None, claim_id=found.pk)


def test_the_program_never_runs_for_an_unproven_domain(village, sari, hook):
    noted = hook()
    found = claim(sari)

    with pytest.raises(addresses.ProofMissing):
        addresses.ask_for_certificate(claim_id=found.pk, by=sari, at=NOON)
    with pytest.raises(tasks.JobRefused):
        tasks.fetch_certificate(None, claim_id=found.pk)

    assert not noted.exists()


def test_without_a_program_nothing_is_promised(village, proven):
    assert proven.certificate == "NONE"
    assert not Job.objects.exists()


# --- looked at again -------------------------------------------------------------------------------------------------


def test_a_proof_is_looked_at_again_after_a_month_and_not_before(village, proven, dns_here):
    dns_here.asked.clear()

    assert addresses.recheck_domains(at=NOON + timedelta(days=29)) == []
    assert dns_here.asked == []
    assert addresses.recheck_domains(at=NOON + timedelta(days=31)) == []
    assert dns_here.asked == [(f"_kentongan.{OWN}.", "TXT")]
    assert claims()[OWN].checked_at == NOON + timedelta(days=31)


def test_a_domain_whose_proof_is_gone_is_reported_and_not_dropped(village, regency, proven, dns_here, sari, signed_in):
    dns_here.texts.clear()

    lapsed = addresses.recheck_domains(at=NOON + timedelta(days=31))

    assert [found.domain for found in lapsed] == [OWN]
    assert OfficeClient(OWN).get("/").status_code == 200
    assert "bukti tidak ditemukan lagi" in signed_in(village, sari).get("/kantor/alamat/").content.decode()
    for place in (village, regency):
        with current.inside(place):
            assert Entry.objects.filter(action="domain.lapse").count() == 1


def test_the_clock_may_ask_without_an_office(village, proven):
    tasks.recheck_domains()

    assert claims()[OWN].proven_at == NOON


# --- the page --------------------------------------------------------------------------------------------------------


def test_the_page_says_what_to_put_into_dns(village, sari, signed_in, dns_here):
    browser = signed_in(village, sari)
    assert browser.post("/kantor/alamat/", {"domain": OWN}).status_code == 302
    found = claims()[OWN]

    page = browser.get("/kantor/alamat/").content.decode()
    assert f"_kentongan.{OWN}" in page
    assert token_of(found) in page

    dns_here.hold(OWN, token_of(found))
    browser.post(f"/kantor/alamat/{found.pk}/periksa/")
    assert OWN in domains()
    browser.post(f"/kantor/alamat/{found.pk}/lepas/")
    assert domains() == set()


@pytest.mark.parametrize("text", ["localhost", "*.id", "\x00", "https://x.id"])
def test_a_bad_domain_comes_back_with_words(village, sari, signed_in, text):
    answer = signed_in(village, sari).post("/kantor/alamat/", {"domain": text})

    assert answer.status_code == 422
    assert claims() == {}
