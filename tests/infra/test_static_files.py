"""Static files are remade only when their sources change."""

import pytest

from infra.local import static_files
from infra.local.places import for_demo


@pytest.fixture
def places(tmp_path):
    made = for_demo(tmp_path)
    made.make()
    (tmp_path / "requirements.lock").write_text("whitenoise==6.12.0\n")
    (tmp_path / "platform" / "web" / "static").mkdir(parents=True)
    (tmp_path / "platform" / "web" / "static" / "a.css").write_text("a{}")
    (tmp_path / "staticfiles").mkdir()
    (tmp_path / "staticfiles" / "staticfiles.json").write_text("{}")
    static_files.remember(made)
    return made


def test_unchanged_sources_need_nothing(places):
    assert static_files.is_current(places)


@pytest.mark.parametrize("change", ["platform/web/static/a.css", "platform/web/static/b.js", "requirements.lock"])
def test_a_changed_source_is_noticed(places, change):
    (places.root / change).write_text("changed")

    assert not static_files.is_current(places)


def test_files_that_are_gone_are_made_again(places):
    (places.root / "staticfiles" / "staticfiles.json").unlink()

    assert not static_files.is_current(places)
