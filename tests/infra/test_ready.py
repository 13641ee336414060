"""A second start asks the database nothing when neither code nor database changed."""

import pytest

from infra.local import ready
from infra.local.places import for_demo

VALUES = {"KENTONGAN_DATABASE_URL": "postgresql://a@b/c", "KENTONGAN_PORT": "8000", "KENTONGAN_DOMAIN": "localhost"}


@pytest.fixture
def places(tmp_path):
    made = for_demo(tmp_path)
    made.make()
    (tmp_path / "requirements.lock").write_text("django==5.2.19\n")
    (tmp_path / "platform" / "web" / "migrations").mkdir(parents=True)
    (tmp_path / "platform" / "web" / "migrations" / "0001_initial.py").write_text("first")
    (made.base / "postgres-prepared").touch()
    ready.remember(made, VALUES, seed=True)
    return made


def test_the_same_code_and_database_are_ready(places):
    assert ready.is_ready(places, VALUES, seed=True)


@pytest.mark.parametrize(
    "change", ["platform/web/migrations/0001_initial.py", "platform/web/new.py", "requirements.lock"]
)
def test_changed_code_is_noticed(places, change):
    (places.root / change).write_text("changed")

    assert not ready.is_ready(places, VALUES, seed=True)


def test_a_database_made_anew_is_noticed(places):
    prepared = places.base / "postgres-prepared"
    prepared.unlink()
    assert not ready.is_ready(places, VALUES, seed=True)


@pytest.mark.parametrize("name", VALUES)
def test_another_address_is_noticed(places, name):
    assert not ready.is_ready(places, VALUES | {name: "other"}, seed=True)


def test_samples_are_not_there_because_an_empty_start_was(places):
    ready.remember(places, VALUES, seed=False)

    assert not ready.is_ready(places, VALUES, seed=True)
