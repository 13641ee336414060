"""What a copy holds, and what it shows nothing of."""

import zipfile

import pytest
from django.utils import timezone

from modules.service.models import Letter
from tenants.copies import comparing, refusals, rows, writing
from tenants.models import Office
from walls import current


def test_a_copy_shows_one_moment_while_officers_go_on(village, counter, tmp_path, monkeypatch):
    """After each table the office writes another letter; the copy has none of them, and its log is whole."""
    pour, letters = rows.pour, []

    def and_somebody_writes(*words):
        found = pour(*words)
        if len(letters) < 3:
            letters.append(counter.letter())
        return found

    monkeypatch.setattr(rows, "pour", and_somebody_writes)
    said = writing.write_copy(village, tmp_path / "village.zip", at=timezone.now())

    assert len(letters) == 3
    assert {table.name: table.rows for table in said.tables}["service_letter"] == 1
    with current.inside(village):
        assert Letter.objects.count() == 4
    entries = next(table.rows for table in said.tables if table.name == "audit_entry")
    assert said.anchor.startswith(f"{entries}:")
    comparing.load_beside(tmp_path / "village.zip")


def test_the_database_itself_lets_a_copy_read_no_neighbour(village, counter, tmp_path):
    """A path to the wrong schema, as a forgotten context would give: the office's role is refused."""
    astray = Office.objects.select_related("secret").get(pk=village.pk)
    astray.schema_name = "d_villagebbb"

    with pytest.raises(refusals.TableUnreadable):
        writing.write_copy(astray, tmp_path / "village.zip", at=timezone.now())

    assert list(tmp_path.glob("*.zip")) == []


def test_a_copy_names_no_other_office_and_no_number_of_its_own(village, copy):
    with zipfile.ZipFile(copy) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist() if not name.startswith("objects/"))

    assert village.key.encode() in everything
    assert b"villagebbb" not in everything
    assert b"office_id" not in everything
    assert village.root_key not in everything


def test_equal_offices_give_equal_tables(village, counter, copy, tmp_path):
    again = writing.write_copy(village, tmp_path / "again.zip", at=counter.at)

    with zipfile.ZipFile(copy) as archive:
        for table in again.tables:
            with zipfile.ZipFile(tmp_path / "again.zip") as other:
                assert archive.read(f"tables/{table.name}.csv") == other.read(f"tables/{table.name}.csv")


def test_a_copy_is_for_our_eyes_only_and_leaves_nothing_beside_it(village, copy):
    assert copy.stat().st_mode & 0o777 == 0o600
    assert not list(copy.parent.glob(".*part"))
