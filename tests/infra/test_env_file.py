"""KEY=VALUE files."""

import pytest

from infra.local import env_file, secrets_file
from infra.local.places import for_demo


def test_what_is_written_is_read_again(tmp_path):
    path = tmp_path / "env"

    env_file.write(path, {"A": "1", "URL": "redis://:a=b@127.0.0.1:1/0"}, title="For a test.")

    assert env_file.read(path) == {"A": "1", "URL": "redis://:a=b@127.0.0.1:1/0"}


def test_only_the_owner_may_read_it(tmp_path):
    path = tmp_path / "env"
    path.touch(mode=0o644)

    env_file.write(path, {"A": "1"}, title="For a test.")

    assert path.stat().st_mode & 0o777 == 0o600


def test_an_absent_file_is_empty(tmp_path):
    assert env_file.read(tmp_path / "env") == {}


def test_a_value_with_a_line_break_is_refused(tmp_path):
    with pytest.raises(ValueError, match="one line"):
        env_file.write(tmp_path / "env", {"A": "1\nB=2"}, title="For a test.")


def test_secrets_are_kept_across_starts(tmp_path):
    places = for_demo(tmp_path)
    places.make()

    first, second = secrets_file.load(places), secrets_file.load(places)

    assert first == second
    assert len(set(first.values())) == len(secrets_file.NAMES)
