"""The command that judges the logs."""

import pytest
from conftest import NOON
from django.core.management import CommandError, call_command

import audit
from audit import verifying
from walls import current


@pytest.fixture
def log(village):
    for number in range(3):
        audit.record("test.act", at=NOON, detail={"number": number})
    return village


def judge(capsys, *arguments):
    """Returns (exit code, what was printed)."""
    with current.outside():
        try:
            call_command("audit_verify", *arguments)
            code = 0
        except SystemExit as end:
            code = end.code
    return code, capsys.readouterr().out


def as_owner(office, statement):
    with current.connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', 'none', false)")
        cursor.execute(
            statement.replace("LOG", f'"{office.schema_name}".audit_entry').replace(
                "HEAD", f'"{office.schema_name}".audit_head'
            )
        )
        cursor.execute("SELECT set_config('role', %s, false)", [office.role_name])


def test_every_office_gets_its_line_and_its_anchor(log, capsys):
    code, said = judge(capsys)

    assert code == 0
    assert said.count("utuh") == 6
    assert f"3 catatan, jangkar {verifying.verify().anchor}" in said


@pytest.mark.parametrize("name", ["key", "host"])
def test_one_office_can_be_judged_by_host_or_key(log, capsys, name):
    code, said = judge(capsys, "--office", getattr(log, name))

    assert (code, said.count("\n")) == (0, 1)


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE LOG SET actor_name = 'Orang lain' WHERE id = 2",
        "DELETE FROM LOG WHERE id = 2",
        "DELETE FROM LOG WHERE id = 3",
        "INSERT INTO LOG SELECT 4, at, actor_name, action, subject_type, subject_id, detail, mac, actor_id FROM LOG WHERE id = 3",
        "DELETE FROM HEAD",
    ],
    ids=["edited", "deleted", "cut", "inserted", "head gone"],
)
def test_harm_in_one_office_is_said_and_exits_with_one(log, capsys, harm):
    if harm.startswith("INSERT"):
        columns = "id, at, actor_name, action, subject_type, subject_id, detail, mac, actor_id"
        harm = harm.replace("INTO LOG", f"INTO LOG ({columns})")
    as_owner(log, harm)

    code, said = judge(capsys)

    assert code == 1
    assert said.count("RUSAK") == 1
    assert said.count("utuh") == 5


def test_a_log_deleted_with_its_head_is_not_taken_for_a_new_one(log, capsys):
    as_owner(log, "DELETE FROM LOG")
    as_owner(log, "DELETE FROM HEAD")

    assert judge(capsys, "--office", log.key)[0] == 1


def test_a_log_of_another_office_put_in_its_place_is_found(log, neighbour, capsys):
    as_owner(log, f'INSERT INTO "{neighbour.schema_name}".audit_entry SELECT * FROM LOG')
    as_owner(log, f'DELETE FROM "{neighbour.schema_name}".audit_head')
    as_owner(log, f'INSERT INTO "{neighbour.schema_name}".audit_head SELECT * FROM HEAD')

    assert judge(capsys, "--office", neighbour.key)[0] == 1


def test_an_anchor_must_still_be_in_the_log(log, capsys):
    anchor = verifying.verify().anchor
    audit.record("test.act", at=NOON)

    assert judge(capsys, "--office", log.key, "--anchor", anchor)[0] == 0
    assert judge(capsys, "--office", log.key, "--anchor", f"3:{'0' * 64}")[0] == 1
    assert judge(capsys, "--office", log.key, "--anchor", f"9:{'0' * 64}")[0] == 1


@pytest.mark.parametrize(
    "arguments", [["--anchor", "3:00"], ["--office", "villageaaa", "--anchor", "kacau"], ["--office", "tak-ada"]]
)
def test_nonsense_is_refused_plainly(log, arguments):
    with pytest.raises(CommandError):
        call_command("audit_verify", *arguments)
