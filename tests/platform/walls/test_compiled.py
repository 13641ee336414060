"""A compiled query says the same as the query it was made from, holds nothing of an office, and is answered by whichever is current."""

import pytest
from django.db.models import Q
from django.utils import timezone

import audit
from accounts.models import Account
from audit.models import Entry
from walls import current
from walls.compiled import Blank, CompiledQuery


@pytest.fixture
def named():
    """Accounts whose name holds a text, but one."""
    wanted = Q(name__icontains=Blank("text")) & ~Q(username__startswith=Blank("other")) & ~Q(name="100%s '%%'")
    return CompiledQuery(lambda: Account.objects.filter(wanted).order_by("name").values_list("username", "is_active"))


def rows(text, other="-"):
    """What Django itself answers."""
    found = Account.objects.filter(name__icontains=text).exclude(username__startswith=other)
    return list(found.order_by("name").values_list("username", "is_active"))


@pytest.mark.parametrize("text", ["a", "BUDI", "%", "_", "\\", "'; --", "a%", ""])
def test_it_answers_as_the_query_it_was_made_from(village, budi, citra, named, text, django_assert_num_queries):
    Account.objects.filter(pk=citra.pk).update(name="100% C_tra\\ 'X'; --")

    with django_assert_num_queries(1):
        found = named.rows(text=text, other="-")

    assert found == rows(text)
    assert named.rows(text=text, other="bud") == rows(text, "bud")


def test_it_is_written_once_and_asked_in_the_office_that_is_current(village, budi, neighbour, make_account, named):
    with current.inside(neighbour):
        make_account("darma", "KADES")
        assert [row[0] for row in named.rows(text="", other="-")] == ["darma"]
    named._build = None

    assert [row[0] for row in named.rows(text="", other="-")] == ["budi"]
    sql, blanks, _ = named._compiled
    assert blanks == ("text", "other")
    assert not [word for word in (village.schema_name, neighbour.schema_name, "darma") if word in sql]


def test_a_blank_without_a_value_is_no_question(village, named):
    with pytest.raises(KeyError):
        named.rows(text="a")


def test_values_come_as_from_the_model(village, budi):
    audit.record("compiled.test", by=budi, at=timezone.now(), detail={"a": [1, None]})
    query = CompiledQuery(lambda: Entry.objects.filter(action=Blank("action")).values_list("pk", "at", "detail"))

    assert query.rows(action="compiled.test") == [
        (entry.pk, entry.at, entry.detail) for entry in Entry.objects.filter(action="compiled.test")
    ]
