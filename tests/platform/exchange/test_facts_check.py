import pytest
from conftest import NOON
from django.core.management import CommandError, call_command

from exchange.models import Fact
from exchange.outbox import actions
from walls import current

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(village, register):
    register["2026-11"] = (30, 40)
    actions.mark("bells_rung", at=NOON)
    actions.publish_dirty(at=NOON)
    return register


def run(village, capsys, period="2026-11"):
    with current.outside():
        call_command("facts_check", period=period, office=village.key)
    return capsys.readouterr().out


def test_it_is_content_when_published_equals_counted(village, published, capsys):
    assert "semua angka sama" in run(village, capsys)


def test_it_names_the_village_and_both_figures(village, published, capsys):
    Fact.objects.update(numerator=31)

    with pytest.raises(CommandError, match="1 angka berbeda"):
        run(village, capsys)
    assert "Desa Pragaan Laok: bells_rung 2026-11 terbit 31/40, hitungan ulang 30/40" in capsys.readouterr().out


def test_a_period_that_is_none_is_refused_in_words(village, published, capsys):
    with pytest.raises(CommandError, match="bukan periode"):
        run(village, capsys, period="kemarin")
