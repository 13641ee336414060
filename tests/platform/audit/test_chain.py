"""The log finds an edited, deleted, inserted or cut entry."""

import pytest
from conftest import NOON
from django.db import ProgrammingError, transaction

import audit
from audit import verifying
from audit.models import Entry, Head
from walls import current


@pytest.fixture
def log(village, budi):
    for number in range(5):
        audit.record("test.act", budi, by=budi, at=NOON, detail={"number": number})
    return village


def as_owner(statement):
    """What a person with the database in hand could do."""
    with current.connection.cursor() as cursor:
        schema, role = current.office().schema_name, current.office().role_name
        cursor.execute("SELECT set_config('role', 'none', false)")
        cursor.execute(statement.replace("LOG", f'"{schema}".audit_entry').replace("HEAD", f'"{schema}".audit_head'))
        cursor.execute("SELECT set_config('role', %s, false)", [role])


def test_a_whole_log_is_found_whole(log):
    verdict = verifying.verify()

    assert verdict.is_whole
    assert verdict.length == 5
    assert verdict.anchor.startswith("5:")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("UPDATE LOG SET detail = '{\"number\": 9}' WHERE id = 3", "nomor 3 diubah"),
        ("UPDATE LOG SET at = at + interval '1 second' WHERE id = 2", "nomor 2 diubah"),
        ("DELETE FROM LOG WHERE id = 3", "nomor 3 hilang"),
        ("DELETE FROM LOG WHERE id = 5", "terpotong"),
        (
            "INSERT INTO LOG (id, at, actor_name, action, subject_type, subject_id, detail, mac) "
            "SELECT 6, at, actor_name, action, subject_type, subject_id, detail, mac FROM LOG WHERE id = 5",
            "nomor 6",
        ),
    ],
)
def test_harm_is_found_and_named(log, harm, said):
    as_owner(harm)

    verdict = verifying.verify()

    assert said in verdict.fault


def test_a_cut_tail_is_found_even_when_the_head_is_shortened_too(log):
    as_owner("DELETE FROM LOG WHERE id = 5")
    as_owner("UPDATE HEAD SET length = 4, last_mac = (SELECT mac FROM LOG WHERE id = 4)")

    assert "terpotong" in verifying.verify().fault


def test_an_anchor_kept_elsewhere_finds_an_old_state_put_back(log):
    old = Head.objects.values().get()
    audit.record("test.late", at=NOON)
    anchor = verifying.verify().anchor
    as_owner("DELETE FROM LOG WHERE id = 6")
    as_owner(f"UPDATE HEAD SET length = {old['length']}, last_mac = '{old['last_mac']}', seal = '{old['seal']}'")

    assert verifying.verify().is_whole
    assert "jangkar" in verifying.verify(anchor=anchor).fault


@pytest.mark.parametrize(
    "verb", ["UPDATE audit_entry SET action = 'x'", "DELETE FROM audit_entry", "TRUNCATE audit_entry"]
)
def test_the_office_itself_may_not_change_its_log(log, verb):
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        current.connection.cursor() as cursor,
    ):
        cursor.execute(verb)

    assert Entry.objects.count() == 5
