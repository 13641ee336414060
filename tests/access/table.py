"""
Who gets which answer at every address of every kind of office: one row each.

A row is (kinds, method, name, stranger, colleague, entitled, given):
- kinds: "*" for every kind of office, or their letters: v(illage) d(istrict) r(egency);
- name: the url's name with its namespace, or the route itself when it has none;
- stranger: nobody is signed in; colleague: signed in, but no post of theirs has the permission; entitled: has it, and the second factor;
- a colleague of None says that in this kind of office everybody has the permission (or that the page is open to all);
- given: the arguments of the address, a dict, or a function that makes what is asked for and returns it: `given(office, person)`.
"""

from typing import Any
from uuid import UUID

from conftest import DISTRICT, KEYS, NEIGHBOUR, NOON, VILLAGE
from conftest import office as office_of

from walls import current

OPEN = None


def a_job(_office: Any, person: Any) -> dict[str, Any]:
    from jobs.models import Job

    return {"job_id": Job.objects.create(kind="x", title="X", by=person, queued_at=NOON, beat_at=NOON).pk}


def an_account(_office: Any, _person: Any) -> dict[str, Any]:
    from accounts.models import Account

    return {"account_id": Account.objects.create(username="orang", name="Orang", created_at=NOON).pk}


def a_client(_office: Any, person: Any) -> dict[str, Any]:
    from accounts.models import ApiClient

    client = ApiClient.objects.create(name="X", fingerprint="x", made_by=person, made_at=NOON, expires_at=NOON)
    return {"client_id": client.pk}


def a_resident(_office: Any, _person: Any) -> dict[str, Any]:
    from registry.models import Resident

    made = {"created_at": NOON, "updated_at": NOON}
    return {"pk": Resident.objects.create(name="ANI SAMPLE", sex=2, born_on=NOON.date(), **made).pk}


def an_area(_office: Any, _person: Any) -> dict[str, Any]:
    from registry.models import Area

    return {"pk": Area.objects.create(level="RT", rt="001", updated_at=NOON).pk}


def an_area_to_rename(office: Any, person: Any) -> dict[str, Any]:
    return an_area(office, person) | {"step": "ganti-nama"}


def a_photo(office: Any, person: Any) -> dict[str, Any]:
    """A resident who has one, still waiting for the store."""
    from archive.models import Document
    from registry.models import Resident

    made = {"area": "foto-warga", "name": "foto.jpg", "content_type": "image/jpeg", "size": 3, "created_at": NOON}
    photo = Document.objects.create(object_key=f"foto-warga/{person.pk}.jpg", waiting_bytes=b"\xff\xd8\xff", **made)
    found = a_resident(office, person)
    Resident.objects.filter(pk=found["pk"]).update(photo=photo)
    return found


def a_household(_office: Any, _person: Any) -> dict[str, Any]:
    from registry.models import Household

    return {"pk": Household.objects.create(number="RT-1", created_at=NOON, updated_at=NOON).pk}


def a_voter_list(_office: Any, person: Any) -> dict[str, Any]:
    from uuid import uuid4

    from registry.models import VoterList

    days = {"voting_on": NOON, "listed_on": NOON, "standing_on": NOON, "made_at": NOON}
    return {"pk": VoterList.objects.create(key=uuid4(), stage="DPS", kind="nasional", made_by=person, **days).pk}


def a_voter_list_as_a_file(office: Any, person: Any) -> dict[str, Any]:
    return a_voter_list(office, person) | {"form": "xlsx"}


def no_paper(office: Any, person: Any) -> dict[str, Any]:
    return a_resident(office, person) | {"paper_pk": 404}


def a_pair(office: Any, person: Any) -> dict[str, Any]:
    return {"first": a_resident(office, person)["pk"], "second": a_resident(office, person)["pk"]}


def an_import(_office: Any, person: Any) -> dict[str, Any]:
    from uuid import uuid4

    from registry.models import ImportBatch

    made = {"uploaded_by": person, "uploaded_at": NOON, "size": 1}
    return {"pk": ImportBatch.objects.create(key=uuid4(), filename="contoh.csv", **made).pk}


def a_line(office: Any, person: Any) -> dict[str, Any]:
    from registry.models import ImportRow

    batch = an_import(office, person)
    return batch | {"row_pk": ImportRow.objects.create(batch_id=batch["pk"], number=2, state="ERROR").pk}


def a_family(_office: Any, _person: Any) -> dict[str, Any]:
    from registry.models import Family

    return {"pk": Family.objects.create(created_at=NOON, updated_at=NOON).pk}


def an_event(_office: Any, person: Any) -> dict[str, Any]:
    from uuid import uuid4

    from registry.models import Event

    made = {"recorded_by": person, "recorded_at": NOON, "happened_on": NOON.date(), "reported_on": NOON.date()}
    return {"pk": Event.objects.create(key=uuid4(), kind="FAMILY", **made).pk}


def a_village(_office: Any, _person: Any) -> dict[str, Any]:
    return {"key": KEYS[VILLAGE]}


def a_figure(office: Any, person: Any) -> dict[str, Any]:
    return a_village(office, person) | {"code": "residents"}


def a_district(_office: Any, _person: Any) -> dict[str, Any]:
    return {"key": KEYS[DISTRICT]}


def a_bulk_opening(_office: Any, person: Any) -> dict[str, Any]:
    from supervision.models import BulkOpening

    made = {"by": person, "by_name": person.name, "checked_at": NOON}
    return {"key": BulkOpening.objects.create(key=UUID(int=7), filename="desa.csv", **made).key}


def a_bulk_to_print(office: Any, person: Any) -> dict[str, Any]:
    return a_bulk_opening(office, person) | {"form": "html"}


def a_closed_day(_office: Any, person: Any) -> dict[str, Any]:
    from modules.service.models import ClosedDay

    day = NOON.date().replace(year=2099)
    return {"day_id": ClosedDay.objects.create(day=day, reason="Musyawarah", made_by=person, made_at=NOON).pk}


def an_authority(_office: Any, person: Any) -> dict[str, Any]:
    """Somebody acts as the head."""
    from modules.service.models import Authority

    made = {"decree_number": "141/1", "decree_on": NOON.date(), "starts_on": NOON.date(), "made_at": NOON}
    return {"authority_id": Authority.objects.create(account=person, manner="PLT", made_by=person, **made).pk}


def a_deputy(_office: Any, person: Any) -> dict[str, Any]:
    """Somebody acts as the camat."""
    from signatories.models import Deputy

    day = NOON.date().replace(year=2099)
    made = {
        "decree_number": "800/1",
        "decree_on": NOON.date(),
        "starts_on": NOON.date(),
        "ends_on": day,
        "made_at": NOON,
    }
    return {"deputy_id": Deputy.objects.create(account=person, manner="PLT", made_by=person, **made).pk}


def an_authority_by_pk(office: Any, person: Any) -> dict[str, Any]:
    return {"pk": an_authority(office, person)["authority_id"]}


def a_letter(_office: Any, person: Any) -> dict[str, Any]:
    """A request that waits for its check."""
    from uuid import uuid4

    from modules.service.models import Letter, LetterKind

    made = {"created_at": NOON, "due_at": NOON, "subject": {"name": "ANI", "nik": "3529115506850003"}}
    letter = Letter.objects.create(
        key=uuid4(),
        tracking_code="AAAA2222",
        verification_code="BBBB3333",
        kind=LetterKind.objects.get(slug="sk-usaha"),
        state="CHECKING",
        source="COUNTER",
        subject_name="ANI",
        about_name="ANI",
        **made,
    )
    return {"letter_id": letter.pk}


def an_outside_letter(_office: Any, person: Any) -> dict[str, Any]:
    """A letter that was written by hand."""
    from uuid import uuid4

    from modules.service import actions
    from modules.service.models import LetterKind

    told = {"title": "", "matter": "Gotong royong", "addressee": "Camat", "written_on": current.today(NOON)}
    kind = LetterKind.objects.get(slug="undangan")
    return {"letter_id": actions.record_outside(key=uuid4(), kind=kind, **told, by=person, at=NOON).pk}


def a_version(_office: Any, person: Any) -> dict[str, Any]:
    """Words of the village's own."""
    from modules.service import actions
    from modules.service.models import LetterKind

    kind = LetterKind.objects.get(slug="sk-usaha")
    said = {"changes": {"minutes": 20}, "note": "", "opened": kind.version_id or ""}
    return A_KIND | {"number": actions.save_version(kind=kind, by=person, at=NOON, **said).number}


def a_letter_by_pk(office: Any, person: Any) -> dict[str, Any]:
    return {"pk": a_letter(office, person)["letter_id"]}


def an_attachment_that_is_not_there(office: Any, person: Any) -> dict[str, Any]:
    return a_letter_by_pk(office, person) | {"paper_pk": 404}


def a_sheet_it_has_not(office: Any, person: Any) -> dict[str, Any]:
    return a_letter_by_pk(office, person) | {"sheet": "F-1.01"}


def a_number(_office: Any, person: Any) -> dict[str, Any]:
    """A queue number that is called to the first desk."""
    from uuid import uuid4

    from modules.service.queue.models import Ticket

    called = {"desk": 1, "called_at": NOON, "last_call_at": NOON, "served_by": person}
    taken = {"taken_at": NOON, "in_line_since": NOON, "day": NOON.date()}
    made = Ticket.objects.create(
        key=uuid4(), code="CCCC2222", group="A", number=1, source="DOOR", state="CALLED", **taken, **called
    )
    return {"pk": made.pk}


def a_complaint(_office: Any, _person: Any) -> dict[str, Any]:
    from uuid import uuid4

    from modules.service.complaints import actions

    told = {"category": "ORDINARY", "about": "OTHER", "manner": "SECRET", "name": "ANI SAMPLE"}
    return {"complaint_id": actions.tell_complaint(key=uuid4(), story_told="Jalan rusak di RT 2.", at=NOON, **told).pk}


def a_complaint_by_pk(office: Any, person: Any) -> dict[str, Any]:
    return {"pk": a_complaint(office, person)["complaint_id"]}


def a_complaint_to_answer(office: Any, person: Any) -> dict[str, Any]:
    return a_complaint(office, person) | {"deed": "jawab"}


def a_complaint_without_photo(office: Any, person: Any) -> dict[str, Any]:
    return a_complaint(office, person) | {"number": 1}


def an_article(_office: Any, _person: Any) -> dict[str, Any]:
    from modules.service.site.models import Article

    made = {"created_at": NOON, "updated_at": NOON, "lead": "Bersama warga."}
    return {"article_id": Article.objects.create(kind="NEWS", slug="gotong-royong", title="Gotong royong", **made).pk}


def a_publication(_office: Any, _person: Any) -> dict[str, Any]:
    from modules.service.site.models import Publication

    made = {"created_at": NOON, "updated_at": NOON, "year": 2026}
    return {
        "publication_id": Publication.objects.create(access="PERIODIC", subject="RKPDES", title="RKPDes", **made).pk
    }


def a_publication_by_pk(office: Any, person: Any) -> dict[str, Any]:
    return {"pk": a_publication(office, person)["publication_id"]}


def a_complaint_photo_by_pk(office: Any, person: Any) -> dict[str, Any]:
    return a_complaint_by_pk(office, person) | {"number": 1}


def a_complaint_step_by_pk(office: Any, person: Any) -> dict[str, Any]:
    return a_complaint_by_pk(office, person) | {"deed": "tanya"}


def an_information_request(_office: Any, _person: Any) -> dict[str, Any]:
    from uuid import uuid4

    from modules.service.site import actions

    said = {"wanted": "APBDes tahun ini.", "purpose": "Ingin tahu", "name": "ANI SAMPLE"}
    return {"request_id": actions.ask_for_information(key=uuid4(), at=NOON, **said).pk}


def an_information_request_by_pk(office: Any, person: Any) -> dict[str, Any]:
    return {"pk": an_information_request(office, person)["request_id"]}


def a_question(_office: Any, _person: Any) -> dict[str, Any]:
    from modules.service.ask.models import Entry

    asked = {"state": "ASKED", "question": "Kapan posyandu?", "mark": "posyandu", "asked_at": NOON, "changed_at": NOON}
    return {"pk": Entry.objects.create(**asked).pk}


def a_service_report(_office: Any, person: Any) -> dict[str, Any]:
    """A draft of this year, which is never over."""
    from django.utils import timezone

    from modules.service.contract import spans
    from modules.service.reports import actions

    now = timezone.now()
    span = spans.of(current.today(now), 12)
    return {"pk": actions.make_report(kind="PERIODIC", span=span, by=person, at=now).pk}


def a_service_report_as_a_file(office: Any, person: Any) -> dict[str, Any]:
    return a_service_report(office, person) | {"form": "pdf"}


def a_message_to_me(_office: Any, person: Any) -> dict[str, Any]:
    from messaging.models import Message

    told = {"event": "job.ended", "subject": "job:1", "channel": "IN_APP", "state": "SENT", "send_after": NOON}
    return {"pk": Message.objects.create(key=UUID(int=1), account=person, sent_at=NOON, made_at=NOON, **told).pk}


def a_message_to_a_resident(_office: Any, _person: Any) -> dict[str, Any]:
    from messaging.actions import agree
    from messaging.models import Message

    told = {"event": "letter.ready", "subject": "letter:1", "channel": "HAND", "state": "BY_HAND", "send_after": NOON}
    contact = agree(phone="081234567890", source="uji", at=NOON)
    return {"pk": Message.objects.create(key=UUID(int=2), contact=contact, text="Siap.", made_at=NOON, **told).pk}


def a_message_to_leave(office: Any, person: Any) -> dict[str, Any]:
    return a_message_to_a_resident(office, person) | {"deed": "lewati"}


def a_referral(_office: Any, person: Any) -> dict[str, Any]:
    from uuid import uuid4

    from modules.service.referrals import actions

    said = {"need": "Bantuan beras", "reason": "Urusan Kasi Kesejahteraan", "to_post": "KASI_KESEJAHTERAAN"}
    return {"pk": actions.refer_person(key=uuid4(), by=person, at=NOON, **said).pk}


def a_referral_to_answer(office: Any, person: Any) -> dict[str, Any]:
    return a_referral(office, person) | {"deed": "jawab"}


def an_agency(_office: Any, _person: Any) -> dict[str, Any]:
    from modules.service.referrals.models import Agency

    return {"pk": Agency.objects.get(slug="puskesmas").pk}


def a_report(office: Any, person: Any) -> dict[str, Any]:
    """Sent by Pragaan Laok to its kecamatan, with a file that is still on its way."""
    from exchange.matters.actions import File, Said, begin

    village = office_of(VILLAGE)
    said = Said("SEKDES", "kirim", "dikirim", files=(File("a.pdf", "application/pdf", b"%PDF-1.7"),))
    with current.inside(village):
        matter = begin(
            kind="submission", topic="rekap-penduduk", period="2026-10", to=village.parent, subject="x", said=said, by=None, at=NOON,
            details={"due_on": "2026-11-10", "version": 1},
        )  # fmt: skip
    return {"key": matter.key}


def a_report_owed(office: Any, person: Any) -> dict[str, Any]:
    a_report(office, person)
    return {"obligation": "rekap-penduduk", "term": "2026-10"}


def a_report_file(office: Any, person: Any) -> dict[str, Any]:
    from exchange.models import Parcel

    found = a_report(office, person)
    return found | {"parcel": Parcel.objects.get(entry__matter=found["key"]).key}


OWED = {"obligation": "rekap-penduduk", "term": "2026-11"}


def an_assignment(office: Any, person: Any) -> dict[str, Any]:
    """Of Kecamatan Pragaan for Pragaan Laok, as either of the two is asked for it."""
    from uuid import uuid4

    from assignments import actions
    from exchange.matters.models import Matter

    with current.inside(office if office.kind == "district" else office_of(DISTRICT)):
        bundle = actions.send_assignment(
            key=uuid4(), title="Data posyandu", text="Foto semua posyandu.", topic="p", wanted="KATA",
            due_on=NOON.date(), to=[office_of(VILLAGE)], by=person, at=NOON,
        )  # fmt: skip
        return {"key": Matter.objects.get(bundle=bundle).key}


def an_assignment_to_note(office: Any, person: Any) -> dict[str, Any]:
    return an_assignment(office, person) | {"deed": "catat"}


def a_bundle(office: Any, person: Any) -> dict[str, Any]:
    from exchange.matters.models import Matter

    return {"key": Matter.objects.get(pk=an_assignment(office, person)["key"]).bundle}


def a_bundle_to_extend(office: Any, person: Any) -> dict[str, Any]:
    return a_bundle(office, person) | {"deed": "perpanjang"}


def a_file_nobody_sent(office: Any, person: Any) -> dict[str, Any]:
    return an_assignment(office, person) | {"file": UUID(int=404)}


def a_task(_office: Any, person: Any) -> dict[str, Any]:
    from uuid import uuid4

    from assignments import actions

    return {"pk": actions.give_task(key=uuid4(), what="Data posyandu", to_post="KADES", by=person, at=NOON).pk}


def a_task_to_note(office: Any, person: Any) -> dict[str, Any]:
    return a_task(office, person) | {"deed": "catat"}


def a_meeting(_office: Any, person: Any) -> dict[str, Any]:
    from uuid import uuid4

    from assignments import actions

    said = {"kind": "STAFF", "title": "Rapat bulanan", "place": "Balai desa", "agenda": "", "called": ["KADES"]}
    return {"pk": actions.call_meeting(key=uuid4(), **said, held_at=NOON, by=person, at=NOON).pk}


def a_meeting_to_minute(office: Any, person: Any) -> dict[str, Any]:
    return a_meeting(office, person) | {"deed": "notulen"}


A_MONTH = {"month": "2026-10"}


def an_offer(office: Any, _person: Any) -> dict[str, Any]:
    """Of the neighbour to this village."""
    from datetime import date
    from uuid import uuid4

    from exchange import handovers

    key, person = uuid4(), {"name": "TAMU SAMPLE", "sex": 1, "born_on": date(1990, 1, 1).isoformat(), "relation": 1}
    with current.inside(office_of(NEIGHBOUR)):
        handovers.offer(key=key, to=office, people=[person], content={}, at=NOON)
    return {"key": key}


def an_elsewhere(office: Any, person: Any) -> dict[str, Any]:
    """A resident whom the neighbour has recorded too."""
    from exchange import imprints

    found, other = a_resident(office, person), office_of(NEIGHBOUR)
    for place in (office, other):
        with current.inside(place):
            imprints.bring_up_to_date([imprints.Said(found["pk"], imprints.Kind.NIK, "3599016803900001")], at=NOON)
    return found | {"other": other.pk}


A_DEATH = {"slug": "kematian"}
A_KIND = {"slug": "sk-usaha"}
A_BOOK = {"code": "B.3"}
NO_CODE = {"code": "ZZZZ9999"}

ROWS = [
    # web
    ("*", "GET", "web:health", 200, OPEN, 200, {}),
    ("*", "POST", "web:display", 303, OPEN, 303, {}),
    ("*", "GET", "web:help", 200, OPEN, 200, {}),
    ("*", "GET", "web:privacy", 200, OPEN, 200, {}),
    ("*", "GET", "web:accessibility", 200, OPEN, 200, {}),
    ("*", "GET", "web:style_page", 200, OPEN, 200, {}),
    # accounts
    ("*", "GET", "accounts:standing", 200, OPEN, 200, {}),
    ("*", "GET", "accounts:sign_in", 200, OPEN, 302, {}),
    ("*", "POST", "accounts:sign_in", 422, OPEN, 422, {}),
    ("*", "POST", "accounts:sign_out", 302, OPEN, 302, {}),
    ("*", "GET", "accounts:invitation", 410, OPEN, 410, {"secret": "tak-dikenal"}),
    ("*", "POST", "accounts:invitation", 410, OPEN, 410, {"secret": "tak-dikenal"}),
    ("*", "GET", "accounts:forgotten", 200, OPEN, 200, {}),
    ("*", "POST", "accounts:forgotten", 422, OPEN, 422, {}),
    ("*", "GET", "accounts:home", 302, None, 302, {}),
    ("*", "GET", "accounts:search", 302, None, 200, {}),
    ("*", "POST", "accounts:search", 302, None, 200, {}),
    ("*", "GET", "accounts:second_factor", 302, None, 200, {}),
    ("*", "POST", "accounts:second_factor", 302, None, 422, {}),
    ("*", "GET", "accounts:profile", 302, None, 200, {}),
    ("*", "POST", "accounts:password", 302, None, 422, {}),
    ("*", "POST", "accounts:end_other_sessions", 302, None, 302, {}),
    ("*", "POST", "accounts:end_session", 302, None, 302, {"mark": "0" * 16}),
    ("*", "GET", "accounts:people", 302, 403, 200, {}),
    ("*", "GET", "accounts:invite", 302, 403, 200, {}),
    ("*", "POST", "accounts:invite", 302, 403, 422, {}),
    ("*", "GET", "accounts:person", 302, 403, 200, an_account),
    ("*", "POST", "accounts:posts", 302, 403, 422, an_account),
    ("*", "POST", "accounts:close", 302, 403, 302, an_account),
    ("*", "POST", "accounts:reopen", 302, 403, 302, an_account),
    ("*", "POST", "accounts:offer_reset", 302, 403, 302, an_account),
    ("*", "POST", "accounts:reset_totp", 302, 403, 302, an_account),
    ("*", "POST", "accounts:note_nik", 302, 403, 302, an_account),
    ("*", "POST", "accounts:note_employee_number", 302, 403, 302, an_account),
    ("*", "GET", "accounts:clients", 302, 403, 200, {}),
    ("*", "POST", "accounts:clients", 302, 403, 422, {}),
    ("*", "POST", "accounts:revoke_client", 302, 403, 302, a_client),
    # audit
    ("*", "GET", "audit:log", 302, 403, 200, {}),
    # archive
    ("v", "GET", "archive:download", 302, 403, 404, {"document_id": 404}),
    ("dr", "GET", "archive:download", 302, None, 404, {"document_id": 404}),
    # jobs
    ("*", "GET", "jobs:jobs", 302, None, 200, {}),
    ("*", "GET", "jobs:job", 302, None, 200, a_job),
    # an office's own addresses
    ("*", "GET", "tenants:addresses", 302, 403, 200, {}),
    ("*", "POST", "tenants:addresses", 302, 403, 422, {}),
    ("*", "POST", "tenants:prove_domain", 302, 403, 404, {"claim_id": 404}),
    ("*", "POST", "tenants:certify_domain", 302, 403, 404, {"claim_id": 404}),
    ("*", "POST", "tenants:drop_domain", 302, 403, 404, {"claim_id": 404}),
    # registry
    ("v", "GET", "registry:residents", 302, 403, 200, {}),
    ("v", "GET", "registry:search", 302, 403, 200, {}),
    ("v", "POST", "registry:search", 302, 403, 200, {}),
    ("v", "GET", "registry:add", 302, 403, 200, {}),
    ("v", "POST", "registry:add", 302, 403, 422, {}),
    ("v", "GET", "registry:resident", 302, 403, 200, a_resident),
    ("v", "GET", "registry:correct", 302, 403, 200, a_resident),
    ("v", "POST", "registry:correct", 302, 403, 422, a_resident),
    ("v", "GET", "registry:nik", 302, 403, 200, a_resident),
    ("v", "POST", "registry:nik", 302, 403, 422, a_resident),
    ("v", "GET", "territory:territory", 302, 403, 200, {}),
    ("v", "GET", "territory:geojson", 302, 403, 200, {}),
    ("v", "GET", "territory:add", 302, 403, 200, {}),
    ("v", "POST", "territory:add", 302, 403, 422, {}),
    ("v", "GET", "territory:load_map", 302, 403, 200, {}),
    ("v", "POST", "territory:load_map", 302, 403, 422, {}),
    ("v", "GET", "territory:outline", 302, 403, 200, {}),
    ("v", "POST", "territory:outline", 302, 403, 422, {}),
    ("v", "GET", "territory:area", 302, 403, 200, an_area),
    ("v", "GET", "territory:describe", 302, 403, 200, an_area),
    ("v", "POST", "territory:describe", 302, 403, 302, an_area),
    ("v", "GET", "territory:boundary", 302, 403, 200, an_area),
    ("v", "POST", "territory:boundary", 302, 403, 422, an_area),
    ("v", "GET", "territory:entrances", 302, 403, 200, {}),
    ("v", "GET", "territory:entrance", 302, 403, 200, an_area),
    ("v", "POST", "territory:entrance", 302, 403, 422, an_area),
    ("v", "GET", "territory:change", 302, 403, 200, an_area_to_rename),
    ("v", "POST", "territory:change", 302, 403, 422, an_area_to_rename),
    ("v", "GET", "registry:export", 302, 403, 200, {}),
    ("v", "GET", "registry:export_csv", 302, 403, 200, {}),
    ("v", "GET", "registry:prepare_export", 302, 403, 200, {}),
    ("v", "POST", "registry:prepare_export", 302, 403, 422, {}),
    ("v", "GET", "registry:kk", 302, 403, 200, a_resident),
    ("v", "POST", "registry:kk", 302, 403, 422, a_resident),
    ("v", "GET", "registry:parents_nik", 302, 403, 200, a_resident),
    ("v", "POST", "registry:parents_nik", 302, 403, 422, a_resident),
    ("v", "GET", "registry:health", 302, 403, 200, a_resident),
    ("v", "POST", "registry:health", 302, 403, 422, a_resident),
    ("v", "GET", "registry:photo", 302, 403, 200, a_photo),
    ("v", "GET", "registry:change_photo", 302, 403, 200, a_resident),
    ("v", "POST", "registry:change_photo", 302, 403, 422, a_resident),
    ("v", "POST", "registry:remove_photo", 302, 403, 302, a_resident),
    ("v", "GET", "registry:add_paper", 302, 403, 200, a_resident),
    ("v", "POST", "registry:add_paper", 302, 403, 422, a_resident),
    ("v", "POST", "registry:remove_paper", 302, 403, 404, no_paper),
    ("v", "GET", "registry:doubles", 302, 403, 200, {}),
    ("v", "GET", "registry:double", 302, 403, 200, a_pair),
    ("v", "POST", "registry:double", 302, 403, 302, a_pair),
    ("v", "POST", "registry:not_same", 302, 403, 302, a_pair),
    ("v", "POST", "registry:undo_merge", 302, 403, 404, {"pk": 404}),
    ("v", "GET", "registry:elsewhere", 302, 403, 200, {}),
    ("v", "GET", "registry:elsewhere_one", 302, 403, 200, an_elsewhere),
    ("v", "POST", "registry:elsewhere_one", 302, 403, 422, an_elsewhere),
    ("v", "POST", "registry:elsewhere_reopen", 302, 403, 302, an_elsewhere),
    ("v", "GET", "registry:households", 302, 403, 200, {}),
    ("v", "GET", "registry:make_household", 302, 403, 200, {}),
    ("v", "POST", "registry:make_household", 302, 403, 422, {}),
    ("v", "GET", "registry:household", 302, 403, 200, a_household),
    ("v", "GET", "registry:change_household", 302, 403, 200, a_household),
    ("v", "POST", "registry:change_household", 302, 403, 422, a_household),
    ("v", "POST", "registry:join_household", 302, 403, 302, a_household),
    ("v", "POST", "registry:leave_household", 302, 403, 302, a_household),
    ("v", "GET", "registry:end_household", 302, 403, 200, a_household),
    ("v", "POST", "registry:end_household", 302, 403, 422, a_household),
    ("v", "POST", "registry:reopen_household", 302, 403, 302, a_household),
    ("v", "GET", "registry:import", 302, 403, 200, {}),
    ("v", "POST", "registry:import", 302, 403, 422, {}),
    ("v", "GET", "registry:import_batch", 302, 403, 200, an_import),
    ("v", "GET", "registry:import_standing", 302, 403, 200, an_import),
    ("v", "GET", "registry:import_errors", 302, 403, 200, an_import),
    ("v", "POST", "registry:import_commit", 302, 403, 302, an_import),
    ("v", "POST", "registry:import_undo", 302, 403, 302, an_import),
    ("v", "POST", "registry:import_mend", 302, 403, 400, a_line),
    # registry: statistics
    ("v", "GET", "statistics:public", 200, OPEN, 200, {}),
    ("v", "GET", "statistics:public_statistic", 200, OPEN, 200, {"slug": "agama"}),
    ("v", "GET", "statistics:public_statistic", 404, OPEN, 404, {"slug": "kehamilan"}),
    ("v", "GET", "statistics:index", 302, 403, 200, {}),
    ("v", "GET", "statistics:statistic", 302, 403, 200, {"slug": "agama"}),
    ("v", "GET", "statistics:file", 302, 403, 200, {"slug": "agama", "form": "xlsx"}),
    ("v", "GET", "statistics:pyramid", 302, 403, 200, {}),
    ("v", "GET", "statistics:growth", 302, 403, 200, {}),
    ("v", "GET", "statistics:growth_file", 302, 403, 200, {"form": "xlsx"}),
    ("v", "GET", "statistics:vulnerable", 302, 403, 200, {}),
    ("v", "GET", "statistics:vulnerable_file", 302, 403, 200, {"form": "xlsx"}),
    ("v", "GET", "statistics:card_duty", 302, 403, 200, {}),
    ("v", "GET", "statistics:card_duty_file", 302, 403, 200, {"form": "xlsx"}),
    ("v", "GET", "statistics:voters", 302, 403, 200, {}),
    ("v", "GET", "statistics:voters_file", 302, 403, 200, {"form": "xlsx"}),
    ("v", "GET", "statistics:keep_voters", 302, 403, 200, {}),
    ("v", "POST", "statistics:keep_voters", 302, 403, 422, {}),
    ("v", "GET", "statistics:kept_lists", 302, 403, 200, {}),
    ("v", "GET", "statistics:kept_list", 302, 403, 200, a_voter_list),
    ("v", "GET", "statistics:withdraw_list", 302, 403, 200, a_voter_list),
    ("v", "POST", "statistics:withdraw_list", 302, 403, 422, a_voter_list),
    ("v", "GET", "statistics:full_list", 302, 403, 200, a_voter_list),
    ("v", "POST", "statistics:full_list", 302, 403, 422, a_voter_list),
    ("v", "GET", "statistics:kept_file", 302, 403, 200, a_voter_list_as_a_file),
    ("v", "GET", "registry:events", 302, 403, 200, {}),
    ("v", "GET", "registry:event", 302, 403, 200, an_event),
    ("v", "GET", "registry:event_undo", 302, 403, 200, an_event),
    ("v", "POST", "registry:event_undo", 302, 403, 422, an_event),
    ("v", "GET", "registry:happening", 302, 403, 200, A_DEATH),
    ("v", "POST", "registry:happening", 302, 403, 200, A_DEATH),
    ("v", "GET", "registry:families", 302, 403, 200, {}),
    ("v", "GET", "registry:family", 302, 403, 200, a_family),
    ("v", "GET", "registry:correct_family", 302, 403, 200, a_family),
    ("v", "POST", "registry:correct_family", 302, 403, 302, a_family),
    ("v", "GET", "registry:months", 302, 403, 200, {}),
    ("v", "GET", "registry:month_close", 302, 403, 200, A_MONTH),
    ("v", "POST", "registry:month_close", 302, 403, 422, A_MONTH),
    ("v", "GET", "registry:offers", 302, 403, 200, {}),
    ("v", "GET", "registry:offer", 302, 403, 200, an_offer),
    ("v", "GET", "registry:offer_accept", 302, 403, 200, an_offer),
    ("v", "POST", "registry:offer_accept", 302, 403, 422, an_offer),
    ("v", "GET", "registry:offer_refuse", 302, 403, 200, an_offer),
    ("v", "POST", "registry:offer_refuse", 302, 403, 422, an_offer),
    # service: residents, without an account
    ("v", "GET", "service:home", 200, OPEN, 200, {}),
    ("v", "GET", "service:services", 200, OPEN, 200, {}),
    ("v", "GET", "service:service", 200, OPEN, 200, A_KIND),
    ("v", "POST", "service:begin", 302, OPEN, 302, A_KIND),
    ("v", "GET", "service:identity", 410, OPEN, 410, A_KIND),
    ("v", "POST", "service:identity", 410, OPEN, 410, A_KIND),
    ("v", "GET", "service:step", 410, OPEN, 410, A_KIND | {"step": "business"}),
    ("v", "POST", "service:step", 410, OPEN, 410, A_KIND | {"step": "business"}),
    ("v", "GET", "service:documents", 410, OPEN, 410, A_KIND),
    ("v", "POST", "service:documents", 410, OPEN, 410, A_KIND),
    ("v", "GET", "service:check", 410, OPEN, 410, A_KIND),
    ("v", "POST", "service:check", 410, OPEN, 410, A_KIND),
    ("v", "GET", "service:sent", 404, OPEN, 404, NO_CODE),
    ("v", "GET", "service:standards", 200, OPEN, 200, {}),
    ("v", "GET", "service:proclamation", 200, OPEN, 200, {}),
    ("v", "GET", "service:standards_pdf", 200, OPEN, 200, {}),
    ("v", "GET", "service:standard_pdf", 200, OPEN, 200, A_KIND),
    ("v", "GET", "service:rt", 404, OPEN, 404, {}),
    ("v", "POST", "service:rt_begin", 404, OPEN, 404, {}),
    ("v", "GET", "service:rt_mend", 404, OPEN, 404, NO_CODE),
    ("v", "POST", "service:rt_mend", 404, OPEN, 404, NO_CODE),
    ("v", "GET", "service:rt_enter", 404, OPEN, 404, {"secret": "x"}),
    ("v", "GET", "service:find", 200, OPEN, 200, {}),
    ("v", "POST", "service:find", 422, OPEN, 422, {}),
    ("v", "GET", "service:track", 404, OPEN, 404, NO_CODE),
    ("v", "POST", "service:mend", 404, OPEN, 404, NO_CODE),
    ("v", "POST", "service:fetch", 404, OPEN, 404, NO_CODE),
    ("v", "POST", "service:be_left_alone", 404, OPEN, 404, NO_CODE),
    ("v", "GET", "service:verify", 200, OPEN, 200, {}),
    ("v", "POST", "service:verify", 422, OPEN, 422, {}),
    ("v", "GET", "service:offline", 200, OPEN, 200, {}),
    ("v", "GET", "service:revoked", 200, OPEN, 200, {}),
    ("v", "GET", "service:offline_worker", 200, OPEN, 200, {}),
    ("v", "GET", "service:public_worker", 200, OPEN, 200, {}),
    ("v", "GET", "service:verification", 404, OPEN, 404, NO_CODE),
    ("v", "POST", "service:verification", 404, OPEN, 404, NO_CODE),
    # service: officers
    ("v", "GET", "service:counter", 302, 403, 200, {}),
    ("v", "POST", "service:counter", 302, 403, 422, {}),
    ("v", "POST", "service:counter_preview", 302, 403, 200, {}),
    ("v", "GET", "service:letters", 302, 403, 302, {}),
    ("v", "GET", "service:letter", 302, 403, 200, a_letter),
    ("v", "POST", "service:letter", 302, 403, 403, a_letter),
    ("v", "GET", "service:letter_preview", 302, 403, 200, a_letter),
    ("v", "POST", "service:check_letter", 302, 403, 303, a_letter),
    ("v", "POST", "service:initial_letter", 302, 403, 303, a_letter),
    ("v", "GET", "service:return_letter", 302, 403, 200, a_letter),
    ("v", "POST", "service:return_letter", 302, 403, 422, a_letter),
    ("v", "GET", "service:cancel_letter", 302, 403, 200, a_letter),
    ("v", "POST", "service:cancel_letter", 302, 403, 422, a_letter),
    ("v", "POST", "service:hand_over_letter", 302, 403, 303, a_letter),
    ("v", "GET", "service:ready_strip", 302, 403, 200, {}),
    ("v", "POST", "service:print_letter", 302, 403, 302, a_letter),
    ("v", "GET", "service:kinds", 302, 403, 200, {}),
    ("v", "POST", "service:kinds", 302, 403, 404, {}),
    ("v", "GET", "service:texts", 302, 403, 200, {}),
    ("v", "GET", "service:text", 302, 403, 200, A_KIND),
    ("v", "POST", "service:text", 302, 403, 422, A_KIND),
    ("v", "POST", "service:text_preview", 302, 403, 200, A_KIND),
    ("v", "POST", "service:text_back", 302, 403, 303, A_KIND),
    ("v", "GET", "service:text_version", 302, 403, 200, a_version),
    ("v", "POST", "service:text_version", 302, 403, 303, a_version),
    ("v", "GET", "service:standard", 302, 403, 200, {}),
    ("v", "POST", "service:standard", 302, 403, 303, {}),
    ("v", "POST", "service:decree", 302, 403, 422, {}),
    ("r", "GET", "publishing:index", 302, 403, 200, {}),
    ("r", "GET", "publishing:house", 302, 403, 200, {}),
    ("r", "POST", "publishing:house", 302, 403, 422, {}),
    ("r", "GET", "publishing:new", 302, 403, 200, {}),
    ("r", "POST", "publishing:new", 302, 403, 422, {}),
    ("r", "GET", "publishing:text", 302, 403, 200, A_KIND),
    ("r", "POST", "publishing:text", 302, 403, 422, A_KIND),
    ("r", "POST", "publishing:preview", 302, 403, 200, A_KIND),
    ("r", "GET", "publishing:download", 302, 403, 404, A_KIND),
    ("r", "POST", "publishing:withdraw", 302, 403, 303, A_KIND),
    ("v", "GET", "service:settings", 302, 403, 200, {}),
    ("v", "POST", "service:settings", 302, 403, 422, {}),
    ("v", "GET", "service:house", 302, 403, 200, {}),
    ("v", "POST", "service:house", 302, 403, 422, {}),
    ("v", "GET", "service:number_sample", 302, 403, 200, {}),
    ("v", "GET", "service:closed_days", 302, 403, 200, {}),
    ("v", "POST", "service:closed_days", 302, 403, 422, {}),
    ("v", "POST", "service:open_day", 302, 403, 302, a_closed_day),
    ("v", "GET", "service:book", 302, 403, 200, {}),
    ("v", "GET", "service:paper_numbers", 302, 403, 200, {}),
    ("v", "POST", "service:paper_numbers", 302, 403, 422, {}),
    ("v", "GET", "service:record_outside", 302, 403, 200, {}),
    ("v", "POST", "service:record_outside", 302, 403, 422, {}),
    ("v", "GET", "service:outside", 302, 403, 200, an_outside_letter),
    ("v", "POST", "service:outside", 302, 403, 422, an_outside_letter),
    ("v", "GET", "service:authorities", 302, 403, 200, {}),
    ("v", "GET", "service:give_authority", 302, 403, 200, {}),
    ("v", "POST", "service:give_authority", 302, 403, 422, {}),
    ("v", "POST", "service:end_authority", 302, 403, 302, an_authority),
    ("v", "GET", "service:sheet", 302, 403, 200, {"sheet": "F-1.03"}),
    ("v", "GET", "service:signing_box", 302, 403, 302, {}),
    ("v", "POST", "service:signing_box", 302, 403, 302, {}),
    ("v", "GET", "service:certificate", 302, 403, 200, {}),
    ("v", "POST", "service:certificate", 302, 403, 422, {}),
    # service: the queue
    ("v", "GET", "queue:take", 200, OPEN, 200, {}),
    ("v", "POST", "queue:take", 422, OPEN, 422, {}),
    ("v", "GET", "queue:screen", 200, OPEN, 200, {}),
    ("v", "GET", "queue:kiosk", 404, OPEN, 404, {"token": "tak-dikenal"}),
    ("v", "POST", "queue:kiosk", 404, OPEN, 404, {"token": "tak-dikenal"}),
    ("v", "GET", "queue:ticket", 404, OPEN, 404, NO_CODE),
    ("v", "POST", "queue:cancel", 404, OPEN, 404, NO_CODE),
    ("v", "POST", "queue:word", 404, OPEN, 404, NO_CODE),
    ("v", "GET", "queue:desk", 302, 403, 200, {}),
    ("v", "GET", "queue:strip", 302, 403, 200, {}),
    ("v", "POST", "queue:choose_desk", 302, 403, 303, {}),
    ("v", "POST", "queue:call", 302, 403, 303, {}),
    ("v", "POST", "queue:give", 302, 403, 303, {}),
    ("v", "GET", "queue:settings", 302, 403, 200, {}),
    ("v", "POST", "queue:settings", 302, 403, 422, {}),
    ("v", "POST", "queue:renew_kiosk", 302, 403, 302, {}),
    ("v", "GET", "queue:times", 302, 403, 200, {}),
    ("v", "POST", "queue:recall", 302, 403, 303, a_number),
    ("v", "POST", "queue:begin", 302, 403, 303, a_number),
    ("v", "POST", "queue:finish", 302, 403, 303, a_number),
    ("v", "POST", "queue:skip", 302, 403, 303, a_number),
    ("v", "GET", "queue:transfer", 302, 403, 200, a_number),
    ("v", "POST", "queue:transfer", 302, 403, 422, a_number),
    ("v", "POST", "queue:cancel_at_desk", 302, 403, 303, a_number),
    # what the village publishes of itself
    ("v", "GET", "figures:figures", 302, 403, 200, {}),
    ("v", "POST", "figures:figures", 302, 403, 422, {}),
    ("v", "GET", "figures:figure", 302, 403, 404, {"month": "2026-10", "slug": "agama"}),
    ("v", "POST", "figures:figure", 302, 403, 404, {"month": "2026-10", "slug": "agama"}),
    # service: monitoring and reports
    ("v", "GET", "service_reports:dashboard", 302, 403, 200, {}),
    ("v", "GET", "service_reports:reports", 302, 403, 200, {}),
    ("v", "POST", "service_reports:reports", 302, 403, 422, {}),
    ("v", "GET", "service_reports:report", 302, 403, 404, {"report_id": 10**9}),
    ("v", "POST", "service_reports:report", 302, 403, 404, {"report_id": 10**9}),
    ("v", "GET", "service_reports:draft", 302, 403, 404, {"report_id": 10**9}),
    # service: the survey
    ("v", "GET", "survey:public", 200, OPEN, 200, {}),
    ("v", "GET", "survey:thanks", 200, OPEN, 200, {}),
    ("v", "GET", "survey:answer", 410, OPEN, 410, {"token": "tak-dikenal"}),
    ("v", "POST", "survey:answer", 410, OPEN, 410, {"token": "tak-dikenal"}),
    ("v", "GET", "survey:results", 302, 403, 200, {}),
    ("v", "GET", "survey:plan", 302, 403, 200, {}),
    ("v", "POST", "survey:plan", 302, 403, 302, {}),
    ("v", "GET", "survey:poster", 302, 403, 200, {}),
    # complaints
    ("v", "GET", "complaints:new", 200, OPEN, 200, {}),
    ("v", "POST", "complaints:new", 422, OPEN, 422, {}),
    ("v", "GET", "complaints:sent", 302, OPEN, 302, {}),
    ("v", "GET", "complaints:answered", 200, OPEN, 200, {}),
    ("v", "GET", "complaints:find", 200, OPEN, 200, {}),
    ("v", "POST", "complaints:find", 422, OPEN, 422, {}),
    ("v", "GET", "complaints:follow", 302, OPEN, 302, NO_CODE),
    ("v", "POST", "complaints:reply", 302, OPEN, 302, NO_CODE),
    ("v", "POST", "complaints:rate", 302, OPEN, 302, NO_CODE),
    ("v", "POST", "complaints:reopen", 302, OPEN, 302, NO_CODE),
    ("v", "POST", "complaints:share", 302, OPEN, 302, NO_CODE),
    ("d", "GET", "head_notices:list", 302, 403, 200, {}),
    ("d", "GET", "head_notices:notice", 302, 403, 404, {"key": UUID(int=404)}),
    ("d", "POST", "head_notices:notice", 302, 403, 404, {"key": UUID(int=404)}),
    ("v", "GET", "complaints:box", 302, 403, 200, {}),
    ("v", "GET", "complaints:complaint", 302, 403, 200, a_complaint),
    ("v", "GET", "complaints:photo", 302, 403, 404, a_complaint_without_photo),
    ("v", "GET", "complaints:step", 302, 403, 200, a_complaint_to_answer),
    ("v", "POST", "complaints:step", 302, 403, 422, a_complaint_to_answer),
    ("v", "GET", "complaints:reporter", 302, 403, 200, a_complaint),
    ("v", "POST", "complaints:reporter", 302, 403, 422, a_complaint),
    # the site
    ("v", "GET", "site:robots", 200, OPEN, 200, {}),
    ("v", "GET", "site:sitemap", 200, OPEN, 200, {}),
    ("v", "GET", "site:feed", 200, OPEN, 200, {}),
    ("v", "GET", "site:picture", 404, OPEN, 404, {"article_id": 404, "mark": "0123456789abcdef"}),
    ("v", "GET", "site:index", 200, OPEN, 200, {"shelf": "berita"}),
    ("v", "GET", "site:article", 200, OPEN, 200, {"shelf": "profil", "slug": "sejarah"}),
    ("v", "GET", "site:transparency", 200, OPEN, 200, {}),
    ("v", "GET", "site:register", 200, OPEN, 200, {}),
    ("v", "GET", "site:regulations", 200, OPEN, 200, {}),
    ("v", "GET", "site:document", 404, OPEN, 404, {"publication_id": 404}),
    ("v", "GET", "site:ppid", 200, OPEN, 200, {}),
    ("v", "GET", "site:ask", 200, OPEN, 200, {}),
    ("v", "POST", "site:ask", 422, OPEN, 422, {}),
    ("v", "GET", "site:find", 200, OPEN, 200, {}),
    ("v", "POST", "site:find", 422, OPEN, 422, {}),
    ("v", "GET", "site:follow", 404, OPEN, 404, NO_CODE),
    ("v", "POST", "site:follow", 404, OPEN, 404, NO_CODE),
    ("v", "GET", "site:answer_file", 404, OPEN, 404, NO_CODE),
    ("v", "GET", "site:articles", 302, 403, 200, {}),
    ("v", "GET", "site:new_article", 302, 403, 200, {}),
    ("v", "POST", "site:new_article", 302, 403, 422, {}),
    ("v", "GET", "site:edit_article", 302, 403, 200, an_article),
    ("v", "POST", "site:edit_article", 302, 403, 422, an_article),
    ("v", "GET", "site:publications", 302, 403, 200, {}),
    ("v", "GET", "site:new_publication", 302, 403, 200, {}),
    ("v", "POST", "site:new_publication", 302, 403, 422, {}),
    ("v", "GET", "site:figures", 302, 403, 200, {"year": 2026}),
    ("v", "POST", "site:figures", 302, 403, 422, {"year": 2026}),
    ("v", "GET", "site:edit_publication", 302, 403, 200, a_publication),
    ("v", "POST", "site:edit_publication", 302, 403, 422, a_publication),
    ("v", "GET", "site:requests", 302, 403, 200, {}),
    ("v", "GET", "site:request", 302, 403, 200, an_information_request),
    ("v", "POST", "site:request", 302, 403, 422, an_information_request),
    # questions
    ("v", "GET", "ask:ask", 200, OPEN, 200, {}),
    ("v", "POST", "ask:ask", 422, OPEN, 422, {}),
    ("v", "POST", "ask:hand_over", 422, OPEN, 422, {}),
    ("v", "GET", "ask:entries", 302, 403, 200, {}),
    ("v", "GET", "ask:add", 302, 403, 200, {}),
    ("v", "POST", "ask:add", 302, 403, 422, {}),
    ("v", "GET", "ask:entry", 302, 403, 200, a_question),
    ("v", "POST", "ask:entry", 302, 403, 422, a_question),
    # messages
    ("*", "GET", "messaging:inbox", 302, OPEN, 200, {}),
    ("*", "POST", "messaging:inbox", 302, OPEN, 302, {}),
    ("*", "POST", "messaging:open", 302, OPEN, 302, a_message_to_me),
    ("v", "GET", "messages:list", 302, 403, 200, {}),
    ("v", "POST", "messages:step", 302, 403, 303, a_message_to_leave),
    ("v", "GET", "messages:words", 302, 403, 200, {}),
    ("v", "POST", "messages:words", 302, 403, 422, {}),
    ("v", "GET", "messages:channels", 302, 403, 200, {}),
    ("v", "POST", "messages:channels", 302, 403, 422, {}),
    # submissions
    ("v", "GET", "submissions:duties", 302, 403, 200, {}),
    ("v", "GET", "submissions:calendar", 302, 403, 200, {}),
    ("d", "GET", "submissions:calendar", 302, None, 200, {}),
    ("v", "GET", "submissions:report", 302, 403, 200, OWED),
    ("v", "POST", "submissions:report", 302, 403, 422, OWED),
    ("v", "GET", "submissions:own_duties", 302, 403, 200, {}),
    ("v", "GET", "submissions:own_duty", 302, 403, 200, {"obligation": "lppd"}),
    ("v", "POST", "submissions:own_duty", 302, 403, 422, {"obligation": "baru"}),
    ("v", "POST", "submissions:own_done", 302, 403, 404, {"obligation": "desa-rapat", "term": "2026-10"}),
    ("v", "GET", "submissions:receipt", 302, 403, 200, a_report_owed),
    ("v", "GET", "submissions:file", 302, 403, 200, a_report_file),
    ("d", "GET", "submissions:file", 302, None, 200, a_report_file),
    ("dr", "GET", "submissions:overview", 302, None, 200, {}),
    ("d", "GET", "submissions:matrix_csv", 302, None, 200, {}),
    ("d", "GET", "submissions:received", 302, None, 200, a_report),
    ("d", "POST", "submissions:received", 302, None, 302, a_report),
    ("r", "GET", "submissions:obligations", 302, 403, 200, {}),
    ("r", "GET", "submissions:obligation", 302, 403, 200, {"obligation": "lppd"}),
    ("r", "POST", "submissions:obligation", 302, 403, 422, {"obligation": "baru"}),
    # assignments
    ("d", "GET", "assignments:board", 302, OPEN, 200, {}),
    ("d", "GET", "assignments:new", 302, OPEN, 200, {}),
    ("d", "POST", "assignments:new", 302, OPEN, 422, {}),
    ("d", "GET", "assignments:bundle", 302, OPEN, 200, a_bundle),
    ("d", "GET", "assignments:bundle_step", 302, OPEN, 200, a_bundle_to_extend),
    ("d", "POST", "assignments:bundle_step", 302, OPEN, 422, a_bundle_to_extend),
    ("d", "GET", "assignments:matter", 302, OPEN, 200, an_assignment),
    ("d", "GET", "assignments:step", 302, OPEN, 200, an_assignment_to_note),
    ("d", "POST", "assignments:step", 302, OPEN, 422, an_assignment_to_note),
    ("d", "GET", "assignments:file", 302, OPEN, 404, a_file_nobody_sent),
    ("v", "GET", "assignments:inbox", 302, 403, 200, {}),
    ("v", "GET", "assignments:new_joint", 302, 403, 200, {}),
    ("v", "POST", "assignments:new_joint", 302, 403, 422, {}),
    ("v", "GET", "assignments:matter", 302, 403, 200, an_assignment),
    ("v", "GET", "assignments:step", 302, 403, 200, an_assignment_to_note),
    ("v", "POST", "assignments:step", 302, 403, 422, an_assignment_to_note),
    ("v", "GET", "assignments:file", 302, 403, 404, a_file_nobody_sent),
    ("v", "GET", "assignments:tasks", 302, 403, 200, {}),
    ("v", "GET", "assignments:new_task", 302, 403, 200, {}),
    ("v", "POST", "assignments:new_task", 302, 403, 422, {}),
    ("v", "GET", "assignments:task", 302, 403, 200, a_task),
    ("v", "GET", "assignments:sheet", 302, 403, 200, a_task),
    ("v", "GET", "assignments:deed", 302, 403, 200, a_task_to_note),
    ("v", "POST", "assignments:deed", 302, 403, 422, a_task_to_note),
    ("v", "GET", "assignments:meetings", 302, 403, 200, {}),
    ("v", "GET", "assignments:new_meeting", 302, 403, 200, {}),
    ("v", "POST", "assignments:new_meeting", 302, 403, 422, {}),
    ("v", "GET", "assignments:meeting", 302, 403, 200, a_meeting),
    ("v", "GET", "assignments:meeting_deed", 302, 403, 200, a_meeting_to_minute),
    ("v", "POST", "assignments:meeting_deed", 302, 403, 422, a_meeting_to_minute),
    # referrals
    ("d", "GET", "handed_up:list", 302, None, 200, {}),
    ("d", "GET", "handed_up:handed", 302, None, 404, {"key": UUID(int=404)}),
    ("d", "POST", "handed_up:handed", 302, None, 404, {"key": UUID(int=404)}),
    ("v", "GET", "referrals:box", 302, 403, 200, {}),
    ("v", "GET", "referrals:new", 302, 403, 200, {}),
    ("v", "POST", "referrals:new", 302, 403, 422, {}),
    ("v", "GET", "referrals:referral", 302, 403, 200, a_referral),
    ("v", "GET", "referrals:slip", 302, 403, 200, a_referral),
    ("v", "GET", "referrals:step", 302, 403, 200, a_referral_to_answer),
    ("v", "POST", "referrals:step", 302, 403, 422, a_referral_to_answer),
    ("v", "GET", "referrals:agencies", 302, 403, 200, {}),
    ("v", "GET", "referrals:add_agency", 302, 403, 200, {}),
    ("v", "POST", "referrals:add_agency", 302, 403, 422, {}),
    ("v", "GET", "referrals:agency", 302, 403, 200, an_agency),
    ("v", "POST", "referrals:agency", 302, 403, 422, an_agency),
    # books
    ("v", "GET", "reporting:books", 302, 403, 200, {}),
    ("v", "GET", "reporting:book", 302, 403, 200, A_BOOK),
    ("v", "GET", "reporting:book", 302, 403, 404, NO_CODE),
    ("v", "GET", "reporting:print", 302, 403, 200, A_BOOK),
    ("v", "GET", "reporting:spreadsheet", 302, 403, 200, A_BOOK),
    ("v", "GET", "reporting:prepare", 302, 403, 200, A_BOOK),
    ("v", "POST", "reporting:prepare", 302, 403, 422, A_BOOK),
    # consultations
    ("v", "GET", "consultations:list", 302, 403, 200, {}),
    ("d", "GET", "consultations:list", 302, None, 200, {}),
    ("v", "GET", "consultations:new", 302, 403, 200, {}),
    ("v", "POST", "consultations:new", 302, 403, 422, {}),
    ("v", "GET", "consultations:draft", 302, 403, 404, {"key": UUID(int=404)}),
    ("v", "GET", "consultations:matter", 302, 403, 404, {"key": UUID(int=404)}),
    ("v", "GET", "consultations:file", 302, 403, 404, {"key": UUID(int=404), "file": UUID(int=404)}),
    ("d", "GET", "consultations:matter", 302, None, 404, {"key": UUID(int=404)}),
    ("d", "GET", "consultations:file", 302, None, 404, {"key": UUID(int=404), "file": UUID(int=404)}),
    ("d", "GET", "consultations:preview", 302, None, 404, {"key": UUID(int=404)}),
    ("d", "GET", "consultations:sign", 302, None, 404, {"key": UUID(int=404)}),
    ("d", "GET", "consultations:certificate", 302, None, 200, {}),
    ("d", "GET", "consultations:verification", 404, OPEN, 404, {"code": "AAAAAAAA"}),
    ("v", "GET", "api_consultations", 401, 403, 200, {}),
    ("v", "POST", "api_consultations", 401, 403, 400, {}),
    ("v", "GET", "api_consultation", 401, 403, 404, {"key": UUID(int=404)}),
    ("d", "GET", "api_consultations", 401, None, 200, {}),
    ("v", "GET", "api_consultation_types", 401, 403, 200, {}),
    ("d", "GET", "api_consultation_types", 401, None, 200, {}),
    ("r", "GET", "consultations:types", 302, 403, 200, {}),
    ("r", "GET", "consultations:type", 302, 403, 200, {"topic": "evaluasi-rapbdes"}),
    ("r", "POST", "consultations:type", 302, 403, 422, {"topic": "baru"}),
    ("d", "GET", "api_consultation", 401, None, 404, {"key": UUID(int=404)}),
    # signatories
    ("d", "GET", "signatories:list", 302, None, 200, {}),
    ("d", "GET", "signatories:appoint", 302, 403, 200, {}),
    ("d", "POST", "signatories:appoint", 302, 403, 422, {}),
    ("d", "GET", "signatories:signer", 302, 403, 200, {}),
    ("d", "POST", "signatories:signer", 302, 403, 422, {}),
    ("d", "POST", "signatories:end", 302, 403, 302, a_deputy),
    # supervision
    ("dr", "GET", "supervision:summary", 302, None, 200, {}),
    ("r", "GET", "supervision:villages", 302, None, 200, {}),
    ("r", "GET", "supervision:open", 302, 403, 200, {}),
    ("r", "POST", "supervision:open", 302, 403, 200, {}),
    ("r", "GET", "supervision:opening", 302, 403, 404, {"key": UUID(int=404)}),
    ("r", "GET", "supervision:district", 302, None, 404, {"key": "tak-ada"}),
    ("r", "GET", "supervision:open_many", 302, 403, 200, {}),
    ("r", "POST", "supervision:open_many", 302, 403, 422, {}),
    ("r", "GET", "supervision:open_many_example", 302, 403, 200, {}),
    ("r", "GET", "supervision:bulk_opening", 302, 403, 200, a_bulk_opening),
    ("r", "POST", "supervision:start_bulk", 302, 403, 302, a_bulk_opening),
    ("r", "POST", "supervision:export_links", 302, 403, 200, a_bulk_to_print),
    ("dr", "GET", "supervision:starting", 302, None, 200, {}),
    ("v", "GET", "figures:starting", 302, 403, 200, {}),
    ("r", "GET", "inspections:board", 302, 403, 200, {}),
    ("r", "POST", "inspections:board", 302, 403, 422, {}),
    ("r", "GET", "inspections:order", 302, 403, 404, {"key": UUID(int=404)}),
    ("r", "POST", "inspections:order", 302, 403, 404, {"key": UUID(int=404)}),
    ("v", "GET", "inspections:own", 302, None, 200, {}),
    ("r", "GET", "supervision:open_ticked", 302, 403, 200, {}),
    ("r", "POST", "supervision:open_ticked", 302, 403, 200, {}),
    ("r", "POST", "supervision:set_target", 302, 403, 404, {"code": "tak-ada"}),
    ("r", "GET", "supervision:limits", 302, 403, 404, {"key": "tak-ada"}),
    ("r", "GET", "supervision:limits", 302, 403, 200, a_village),
    ("r", "POST", "supervision:limits", 302, 403, 302, a_village),
    ("dr", "GET", "supervision:village", 302, None, 404, {"key": "tak-ada"}),
    ("dr", "GET", "supervision:figure", 302, None, 404, {"key": "tak-ada", "code": "tak-ada"}),
    ("dr", "GET", "supervision:indicators", 302, None, 200, {}),
    ("dr", "GET", "supervision:download", 302, None, 404, {"form": "tak-ada"}),
    # supervision
    ("d", "GET", "supervision:summary", 302, None, 200, {}),
    ("r", "GET", "supervision:summary", 302, None, 200, {}),
    ("dr", "GET", "supervision:village", 302, None, 200, a_village),
    ("dr", "GET", "supervision:figure", 302, None, 200, a_figure),
    ("dr", "GET", "supervision:indicators", 302, None, 200, {}),
    ("dr", "GET", "supervision:indicator", 302, None, 200, {"code": "letters_issued"}),
    ("dr", "GET", "supervision:indicator", 302, None, 404, {"code": "tak-ada"}),
    ("dr", "GET", "supervision:download", 302, None, 200, {"form": "csv"}),
    ("dr", "GET", "supervision:download_indicator", 302, None, 200, {"code": "letters_issued"}),
    ("dr", "GET", "supervision:download_indicator", 302, None, 404, {"code": "tak-ada"}),
    ("r", "GET", "supervision:villages", 302, None, 200, {}),
    ("r", "GET", "supervision:district", 302, None, 200, a_district),
    ("r", "GET", "supervision:open", 302, 403, 200, {}),
    ("r", "POST", "supervision:open", 302, 403, 200, {}),
    ("r", "GET", "supervision:opening", 302, 403, 404, {"key": "6f1d7d0e-54c8-4e53-9a0f-1c6f3d6f2b11"}),
    ("r", "POST", "supervision:set_target", 302, 403, 404, {"code": "tak-ada"}),
    ("r", "GET", "supervision:holidays", 302, 403, 200, {}),
    ("r", "POST", "supervision:holidays", 302, 403, 422, {}),
    ("r", "POST", "supervision:lift_holiday", 302, 403, 302, {"day": "2026-12-25"}),
    ("r", "POST", "supervision:undo_holiday", 302, 403, 404, {"day": "2026-12-25"}),
    ("r", "GET", "supervision:scores", 302, 403, 200, {}),
    ("r", "POST", "supervision:scores", 302, 403, 422, {}),
    ("r", "GET", "supervision:offices", 302, 403, 200, {}),
    ("r", "GET", "supervision:office", 302, 403, 200, a_village),
    ("r", "POST", "supervision:invite_again", 302, 403, 302, a_village),
    ("r", "GET", "supervision:invitations", 302, 403, 200, {}),
    ("r", "POST", "supervision:invitations", 302, 403, 302, {}),
    ("r", "GET", "supervision:rename", 302, 403, 200, a_village),
    ("r", "POST", "supervision:rename", 302, 403, 422, a_village),
    ("r", "GET", "supervision:recode", 302, 403, 200, a_village),
    ("r", "POST", "supervision:recode", 302, 403, 422, a_village),
    ("r", "GET", "supervision:suspend", 302, 403, 200, a_village),
    ("r", "POST", "supervision:suspend", 302, 403, 422, a_village),
    ("r", "POST", "supervision:reopen", 302, 403, 302, a_village),
    ("r", "GET", "supervision:closing", 302, 403, 200, a_village),
    ("r", "POST", "supervision:closing", 302, 403, 422, a_village),
    ("r", "POST", "supervision:closing_copy", 302, 403, 404, a_village),
    ("r", "POST", "supervision:closing_hand_over", 302, 403, 404, a_village),
    ("r", "POST", "supervision:closing_confirm", 302, 403, 404, a_village),
    ("r", "POST", "supervision:closing_go_on", 302, 403, 404, a_village),
    ("r", "POST", "supervision:closing_call_off", 302, 403, 404, a_village),
    ("r", "GET", "supervision:closing_minutes", 302, 403, 404, a_village),
    # the API
    ("dr", "GET", "api_facts", 401, None, 200, {}),
    ("dr", "GET", "api_indicators", 401, None, 200, {}),
    ("dr", "GET", "api_offices", 401, None, 200, {}),
    ("dr", "GET", "api_office", 401, None, 404, {"key": "tak-ada"}),
    ("r", "POST", "api_offices", 401, 403, 400, {}),
    ("r", "POST", "api_invite_again", 401, 403, 404, {"key": "tak-ada"}),
    ("dr", "GET", "api_facts", 401, None, 200, {}),
    ("dr", "GET", "api_offices", 401, None, 200, {}),
    ("v", "GET", "api_residents", 401, 403, 200, {}),
    ("v", "POST", "api_residents_search", 401, 403, 400, {}),
    ("v", "GET", "api_resident", 401, 403, 200, a_resident),
    ("v", "POST", "api_search", 401, None, 400, {}),
    ("v", "POST", "api_residents", 401, 403, 400, {}),
    ("v", "POST", "api_resident_correct", 401, 403, 200, a_resident),
    ("v", "GET", "api_resident_family", 401, 403, 200, a_resident),
    ("v", "GET", "api_resident_events", 401, 403, 200, a_resident),
    ("v", "GET", "api_resident_history", 401, 403, 200, a_resident),
    ("v", "GET", "api_resident_papers", 401, 403, 200, a_resident),
    ("v", "POST", "api_resident_papers", 401, 403, 400, a_resident),
    ("v", "GET", "api_resident_paper", 401, 403, 404, no_paper),
    ("v", "POST", "api_resident_paper_remove", 401, 403, 404, no_paper),
    ("v", "GET", "api_resident_photo", 401, 403, 200, a_photo),
    ("v", "POST", "api_resident_photo", 401, 403, 400, a_resident),
    ("v", "POST", "api_resident_photo_remove", 401, 403, 204, a_resident),
    ("v", "POST", "api_resident_nik", 401, 403, 400, a_resident),
    ("v", "POST", "api_resident_kk", 401, 403, 400, a_resident),
    ("v", "POST", "api_resident_parents_nik", 401, 403, 400, a_resident),
    ("v", "POST", "api_resident_health", 401, 403, 400, a_resident),
    ("v", "GET", "api_families", 401, 403, 200, {}),
    ("v", "GET", "api_family", 401, 403, 200, a_family),
    ("v", "POST", "api_family_correct", 401, 403, 200, a_family),
    ("v", "GET", "api_households", 401, 403, 200, {}),
    ("v", "POST", "api_households", 401, 403, 400, {}),
    ("v", "GET", "api_household", 401, 403, 200, a_household),
    ("v", "POST", "api_household_change", 401, 403, 200, a_household),
    ("v", "POST", "api_household_join", 401, 403, 400, a_household),
    ("v", "POST", "api_household_leave", 401, 403, 400, a_household),
    ("v", "POST", "api_household_end", 401, 403, 400, a_household),
    ("v", "DELETE", "api_household_end", 401, 403, 409, a_household),
    ("v", "GET", "api_areas", 401, 403, 200, {}),
    ("v", "POST", "api_areas", 401, 403, 400, {}),
    ("v", "GET", "api_map", 401, 403, 200, {}),
    ("v", "POST", "api_map", 401, 403, 400, {}),
    ("v", "POST", "api_outline_back", 401, 403, 400, {}),
    ("v", "GET", "api_area", 401, 403, 200, an_area),
    ("v", "POST", "api_area_describe", 401, 403, 200, an_area),
    ("v", "POST", "api_area_boundary", 401, 403, 422, an_area),
    ("v", "GET", "api_entrances", 401, 403, 200, {}),
    ("v", "GET", "api_area_entrance", 401, 403, 200, an_area),
    ("v", "POST", "api_area_entrance", 401, 403, 400, an_area),
    ("v", "DELETE", "api_area_entrance", 401, 403, 204, an_area),
    ("v", "POST", "api_area_change", 401, 403, 400, an_area_to_rename),
    ("v", "GET", "api_months", 401, 403, 200, {}),
    ("v", "GET", "api_month_close", 401, 403, 200, A_MONTH),
    ("v", "POST", "api_month_close", 401, 403, 400, A_MONTH),
    ("v", "GET", "api_voters", 401, 403, 200, {}),
    ("v", "GET", "api_voters_file", 401, 403, 200, {"form": "xlsx"}),
    ("v", "GET", "api_voter_lists", 401, 403, 200, {}),
    ("v", "POST", "api_voter_lists", 401, 403, 400, {}),
    ("v", "GET", "api_voter_list", 401, 403, 200, a_voter_list),
    ("v", "POST", "api_voter_list_withdraw", 401, 403, 400, a_voter_list),
    ("v", "GET", "api_voter_list_voters", 401, 403, 200, a_voter_list),
    ("v", "POST", "api_voter_list_file", 401, 403, 400, a_voter_list_as_a_file),
    ("v", "GET", "api_voter_list_file", 401, 403, 200, a_voter_list_as_a_file),
    ("v", "GET", "api_card_duty", 401, 403, 200, {}),
    ("v", "GET", "api_card_duty_file", 401, 403, 200, {"form": "xlsx"}),
    ("v", "GET", "api_pyramid", 401, 403, 200, {}),
    ("v", "GET", "api_growth_file", 401, 403, 200, {"form": "xlsx"}),
    ("v", "GET", "api_vulnerable_file", 401, 403, 200, {"form": "xlsx"}),
    ("v", "GET", "api_statistic_file", 401, 403, 200, {"slug": "agama", "form": "xlsx"}),
    ("v", "GET", "api_imports", 401, 403, 200, {}),
    ("v", "POST", "api_imports", 401, 403, 400, {}),
    ("v", "GET", "api_import", 401, 403, 200, an_import),
    ("v", "GET", "api_import_rows", 401, 403, 200, an_import),
    ("v", "POST", "api_import_mend", 401, 403, 400, a_line),
    ("v", "GET", "api_import_errors", 401, 403, 200, an_import),
    ("v", "POST", "api_import_commit", 401, 403, 409, an_import),
    ("v", "POST", "api_import_undo", 401, 403, 409, an_import),
    ("v", "GET", "api_export", 401, 403, 200, {"kind": "csv"}),
    ("v", "POST", "api_export", 401, 403, 400, {"kind": "csv"}),
    ("v", "GET", "api_doubles", 401, 403, 200, {}),
    ("v", "GET", "api_double", 401, 403, 200, a_pair),
    ("v", "POST", "api_double", 401, 403, 400, a_pair),
    ("v", "POST", "api_double_not_same", 401, 403, 204, a_pair),
    ("v", "POST", "api_merge_undo", 401, 403, 404, {"pk": 404}),
    ("v", "GET", "api_statistics", 200, OPEN, 200, {}),
    ("v", "GET", "api_statistic", 200, OPEN, 200, {"slug": "agama"}),
    ("v", "GET", "api_office_statistics", 401, 403, 200, {}),
    ("v", "GET", "api_office_statistic", 401, 403, 200, {"slug": "agama"}),
    ("v", "GET", "api_growth", 401, 403, 200, {}),
    ("v", "GET", "api_vulnerable", 401, 403, 200, {}),
    ("v", "GET", "api_events", 401, 403, 200, {}),
    ("v", "GET", "api_event", 401, 403, 200, an_event),
    ("v", "POST", "api_event_undo", 401, 403, 400, an_event),
    ("v", "GET", "api_offers", 401, 403, 200, {}),
    ("v", "POST", "api_offer_accept", 401, 403, 400, an_offer),
    ("v", "POST", "api_offer_refuse", 401, 403, 400, an_offer),
    ("v", "GET", "api_elsewhere", 401, 403, 200, {}),
    ("v", "POST", "api_elsewhere_settle", 401, 403, 400, an_elsewhere),
    ("v", "POST", "api_elsewhere_reopen", 401, 403, 200, an_elsewhere),
    ("v", "GET", "api_offers_made", 401, 403, 200, {}),
    ("v", "GET", "api_offer", 401, 403, 200, an_offer),
    ("v", "POST", "api_happening", 401, 403, 400, A_DEATH),
    ("v", "GET", "api_letter_kinds", 200, OPEN, 200, {}),
    ("v", "GET", "api_letters", 401, 403, 200, {}),
    ("v", "POST", "api_letters", 401, 403, 400, {}),
    ("v", "GET", "api_letter", 401, 403, 200, a_letter_by_pk),
    ("v", "GET", "api_letter_story", 401, 403, 200, a_letter_by_pk),
    ("v", "POST", "api_check_letter", 401, 403, 200, a_letter_by_pk),
    ("v", "POST", "api_initial_letter", 401, 403, 409, a_letter_by_pk),
    ("v", "POST", "api_hand_over_letter", 401, 403, 409, a_letter_by_pk),
    ("v", "POST", "api_return_letter", 401, 403, 400, a_letter_by_pk),
    ("v", "POST", "api_cancel_letter", 401, 403, 400, a_letter_by_pk),
    ("v", "POST", "api_track", 400, OPEN, 400, {}),
    ("v", "POST", "api_fetch_letter", 400, OPEN, 400, {}),
    ("v", "POST", "api_leave_alone", 400, OPEN, 400, {}),
    ("v", "GET", "api_track_code", 404, OPEN, 404, NO_CODE),
    ("v", "GET", "api_verify_letter", 404, OPEN, 404, NO_CODE),
    ("v", "POST", "api_verify_letter", 404, OPEN, 404, NO_CODE),
    ("v", "GET", "api_service_settings", 401, 403, 200, {}),
    ("v", "PUT", "api_service_settings", 401, 403, 200, {}),
    ("v", "GET", "api_number_sample", 401, 403, 400, {}),
    ("v", "GET", "api_arranged_kind", 401, 403, 200, A_KIND),
    ("v", "PUT", "api_arranged_kind", 401, 403, 200, A_KIND),
    ("v", "GET", "api_letter_house", 401, 403, 200, {}),
    ("v", "PUT", "api_letter_house", 401, 403, 200, {}),
    ("v", "POST", "api_letter_house_sample", 401, 403, 200, {}),
    ("v", "GET", "api_proclamation_file", 200, OPEN, 200, {}),
    ("v", "GET", "api_standards_file", 200, OPEN, 200, {}),
    ("v", "GET", "api_standard_file", 200, OPEN, 200, A_KIND),
    ("v", "GET", "api_standard_texts", 401, 403, 200, {}),
    ("v", "PUT", "api_standard_texts", 401, 403, 400, {}),
    ("v", "GET", "api_standard_own_texts", 401, 403, 200, A_KIND),
    ("v", "PUT", "api_standard_own_texts", 401, 403, 400, A_KIND),
    ("v", "POST", "api_decree_standards", 401, 403, 400, {}),
    ("v", "GET", "api_letter_draft", 401, 403, 200, a_letter_by_pk),
    ("v", "GET", "api_letter_file", 401, 403, 409, a_letter_by_pk),
    ("v", "GET", "api_letter_attachments", 401, 403, 200, a_letter_by_pk),
    ("v", "GET", "api_letter_attachment", 401, 403, 404, an_attachment_that_is_not_there),
    ("v", "GET", "api_letter_sheet", 401, 403, 404, a_sheet_it_has_not),
    ("v", "GET", "api_empty_sheet", 401, 403, 200, {"sheet": "F-1.01"}),
    ("v", "GET", "api_letter_books", 401, 403, 200, {}),
    ("v", "POST", "api_begin_request", 400, OPEN, 400, {}),
    ("v", "POST", "api_mend_request", 400, OPEN, 400, {}),
    ("v", "GET", "api_request_state", 410, OPEN, 410, {}),
    ("v", "POST", "api_request_identity", 410, OPEN, 410, {}),
    ("v", "PUT", "api_request_step", 410, OPEN, 410, {"step": "usaha"}),
    ("v", "POST", "api_request_documents", 410, OPEN, 410, {}),
    ("v", "DELETE", "api_drop_request_document", 410, OPEN, 410, {"requirement": "ktp"}),
    ("v", "POST", "api_send_request", 410, OPEN, 410, {}),
    ("v", "GET", "api_kind_text", 401, 403, 200, A_KIND),
    ("v", "PUT", "api_kind_text", 401, 403, 428, A_KIND),
    ("v", "GET", "api_kind_versions", 401, 403, 200, A_KIND),
    ("v", "GET", "api_kind_version", 401, 403, 200, a_version),
    ("v", "GET", "api_standards", 200, OPEN, 200, {}),
    ("v", "GET", "api_standard", 200, OPEN, 200, A_KIND),
    ("v", "GET", "api_queue", 401, 403, 200, {}),
    ("v", "POST", "api_queue", 401, 403, 400, {}),
    ("v", "GET", "api_queue_screen", 200, OPEN, 200, {}),
    ("v", "POST", "api_queue_call", 401, 403, 400, {}),
    ("v", "GET", "api_queue_settings", 401, 403, 200, {}),
    ("v", "PUT", "api_queue_settings", 401, 403, 200, {}),
    ("v", "POST", "api_renew_kiosk", 401, 403, 200, {}),
    ("v", "GET", "api_queue_times", 401, 403, 200, {}),
    ("v", "POST", "api_queue_ticket", 401, 403, 400, a_number),
    ("v", "GET", "api_service_summary", 401, 403, 200, {}),
    ("v", "GET", "api_service_reports", 401, 403, 200, {}),
    ("v", "POST", "api_service_reports", 401, 403, 400, {}),
    ("v", "GET", "api_service_report", 401, 403, 200, a_service_report),
    ("v", "PUT", "api_service_report", 401, 403, 200, a_service_report),
    ("v", "POST", "api_recount_service_report", 401, 403, 200, a_service_report),
    ("v", "POST", "api_propose_service_report", 401, 403, 409, a_service_report),
    ("v", "POST", "api_check_service_report", 401, 403, 409, a_service_report),
    ("v", "POST", "api_return_service_report", 401, 403, 400, a_service_report),
    ("v", "POST", "api_approve_service_report", 401, 403, 409, a_service_report),
    ("v", "POST", "api_send_service_report", 401, 403, 400, a_service_report),
    ("v", "POST", "api_mend_service_report", 401, 403, 409, a_service_report),
    ("v", "GET", "api_service_report_file", 401, 403, 200, a_service_report_as_a_file),
    ("v", "GET", "api_survey", 401, 403, 200, {}),
    ("v", "PUT", "api_survey_plan", 401, 403, 400, {}),
    ("v", "GET", "api_survey_public", 200, OPEN, 200, {}),
    ("v", "POST", "api_answer_survey", 410, OPEN, 410, {"token": "x"}),
    ("v", "POST", "api_take_number", 400, OPEN, 400, {}),
    ("v", "GET", "api_held_number", 404, OPEN, 404, NO_CODE),
    ("v", "POST", "api_give_back_number", 404, OPEN, 404, NO_CODE),
    ("v", "POST", "api_ask_for_word", 404, OPEN, 404, NO_CODE),
    ("v", "POST", "api_ask_desk", 400, OPEN, 400, {}),
    ("v", "GET", "api_answers", 401, 403, 200, {}),
    ("v", "POST", "api_answers", 401, 403, 400, {}),
    ("v", "PUT", "api_one_answer", 401, 403, 400, a_question),
    ("v", "DELETE", "api_one_answer", 401, 403, 204, a_question),
    ("v", "POST", "api_referral_step", 401, 403, 404, {"pk": 404, "deed": "terima"}),
    ("v", "GET", "api_closed_days", 401, 403, 200, {}),
    ("v", "POST", "api_closed_days", 401, 403, 400, {}),
    ("v", "POST", "api_open_day", 401, 403, 404, {"pk": 404}),
    ("v", "GET", "api_letter_numbers", 401, 403, 200, {}),
    ("v", "POST", "api_paper_numbers", 401, 403, 400, {}),
    ("v", "POST", "api_record_outside", 401, 403, 400, {}),
    ("v", "POST", "api_cancel_outside", 401, 403, 404, {"pk": 404}),
    ("v", "GET", "api_complaints", 401, 403, 200, {}),
    ("v", "GET", "api_complaint", 401, 403, 200, a_complaint_by_pk),
    ("v", "POST", "api_complaint_answer", 401, 403, 400, a_complaint_by_pk),
    ("v", "GET", "api_complaint_figures", 200, OPEN, 200, {}),
    ("v", "GET", "api_complaint_story", 401, 403, 200, a_complaint_by_pk),
    ("v", "GET", "api_complaint_photo", 401, 403, 404, a_complaint_photo_by_pk),
    ("v", "POST", "api_complaint_step", 401, 403, 400, a_complaint_step_by_pk),
    ("v", "POST", "api_tell_complaint", 400, OPEN, 400, {}),
    ("v", "GET", "api_answered_complaints", 200, OPEN, 200, {}),
    ("v", "POST", "api_follow_complaint", 400, OPEN, 400, {}),
    ("v", "POST", "api_reply_complaint", 400, OPEN, 400, {}),
    ("v", "POST", "api_rate_complaint", 400, OPEN, 400, {}),
    ("v", "POST", "api_reopen_complaint", 400, OPEN, 400, {}),
    ("v", "POST", "api_share_name", 400, OPEN, 400, {}),
    ("v", "GET", "api_information_requests", 401, 403, 200, {}),
    ("v", "GET", "api_information_request", 401, 403, 200, an_information_request_by_pk),
    ("v", "POST", "api_answer_information", 401, 403, 400, an_information_request_by_pk),
    ("v", "POST", "api_extend_information", 401, 403, 400, an_information_request_by_pk),
    ("v", "POST", "api_decide_objection", 401, 403, 400, an_information_request_by_pk),
    ("v", "POST", "api_ask_information", 400, OPEN, 400, {}),
    ("v", "GET", "api_follow_information", 404, OPEN, 404, NO_CODE),
    ("v", "POST", "api_follow_information", 404, OPEN, 404, NO_CODE),
    ("v", "GET", "api_information_document", 404, OPEN, 404, NO_CODE),
    ("v", "GET", "api_articles", 200, OPEN, 200, {}),
    ("v", "GET", "api_article", 404, OPEN, 404, {"slug": "tidak-ada"}),
    ("v", "POST", "api_write_article", 401, 403, 400, {}),
    ("v", "GET", "api_change_article", 401, 403, 404, {"slug": "tidak-ada"}),
    ("v", "PUT", "api_change_article", 401, 403, 404, {"slug": "tidak-ada"}),
    ("v", "POST", "api_take_back_article", 401, 403, 404, {"slug": "tidak-ada"}),
    ("v", "PUT", "api_keep_agency", 401, 403, 400, {"slug": "kecamatan"}),
    ("v", "GET", "api_kept_articles", 401, 403, 200, {}),
    ("v", "PUT", "api_article_picture", 401, 403, 404, {"slug": "tidak-ada"}),
    ("v", "DELETE", "api_article_picture", 401, 403, 404, {"slug": "tidak-ada"}),
    ("v", "POST", "api_rename_article", 401, 403, 404, {"slug": "tidak-ada"}),
    ("v", "GET", "api_publications", 200, OPEN, 200, {}),
    ("v", "GET", "api_transparency", 200, OPEN, 200, {}),
    ("v", "GET", "api_kept_publications", 401, 403, 200, {}),
    ("v", "POST", "api_kept_publications", 401, 403, 400, {}),
    ("v", "GET", "api_kept_publication", 401, 403, 200, a_publication_by_pk),
    ("v", "PUT", "api_kept_publication", 401, 403, 400, a_publication_by_pk),
    ("v", "POST", "api_publish_publication", 401, 403, 400, a_publication_by_pk),
    ("v", "POST", "api_take_back_publication", 401, 403, 200, a_publication_by_pk),
    ("v", "GET", "api_budget_figures", 401, 403, 404, {"year": 2026}),
    ("v", "PUT", "api_budget_figures", 401, 403, 400, {"year": 2026}),
    ("v", "GET", "api_ask", 200, OPEN, 200, {}),
    ("v", "GET", "api_messages", 401, 403, 200, {}),
    ("v", "POST", "api_message_again", 401, 403, 409, a_message_to_a_resident),
    ("v", "GET", "api_messages_webhook", 403, OPEN, 403, {}),
    ("v", "POST", "api_messages_webhook", 403, OPEN, 403, {}),
    ("v", "GET", "api_duties", 401, 403, 200, {}),
    ("v", "GET", "api_duty", 401, 403, 200, OWED),
    ("v", "POST", "api_duty", 401, 403, 400, OWED),
    ("v", "GET", "api_duty_file", 401, 403, 200, a_report_file),
    ("d", "GET", "api_reports", 401, None, 200, {}),
    ("d", "GET", "api_report", 401, None, 200, a_report),
    ("d", "POST", "api_report", 401, None, 400, a_report),
    ("d", "GET", "api_report_file", 401, None, 200, a_report_file),
    ("r", "GET", "api_report_rates", 401, None, 200, {}),
    ("d", "GET", "api_assignments", 401, OPEN, 200, {}),
    ("d", "POST", "api_assignments", 401, OPEN, 400, {}),
    ("d", "POST", "api_assignment_review", 401, OPEN, 400, an_assignment),
    ("v", "GET", "api_assignment_inbox", 401, 403, 200, {}),
    ("v", "POST", "api_assignment_report", 401, 403, 400, an_assignment),
    ("v", "GET", "api_tasks", 401, 403, 200, {}),
    ("v", "GET", "api_referrals", 401, 403, 200, {}),
    ("v", "POST", "api_referrals", 401, 403, 400, {}),
    ("v", "GET", "api_referral", 401, 403, 200, a_referral),
    ("v", "POST", "api_referral_answer", 401, 403, 400, a_referral),
    ("v", "GET", "api_agencies", 401, 403, 200, {}),
    ("v", "GET", "api_authorities", 401, 403, 200, {}),
    ("v", "POST", "api_authorities", 401, 403, 400, {}),
    ("v", "POST", "api_end_authority", 401, 403, 200, an_authority_by_pk),
    ("v", "GET", "api_books", 401, 403, 200, {}),
    ("v", "GET", "api_book", 401, 403, 200, A_BOOK),
    ("v", "GET", "api_book_file", 401, 403, 200, {**A_BOOK, "form": "xlsx"}),
    ("v", "POST", "api_book_file", 401, 403, 200, {**A_BOOK, "form": "xlsx"}),
    ("*", "GET", "api_schema", 200, OPEN, 200, {}),
]
