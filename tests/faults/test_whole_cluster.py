"""The whole cluster is lost and comes back to a moment between two commits."""

import shutil
import signal
import subprocess
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from infra.backup import base_backup, recover
from infra.local import ports, user
from infra.local.places import for_demo
from infra.local.postgres_home import programs

pytestmark = pytest.mark.fault
ARCHIVE = Path(base_backup.__file__).with_name("archive_wal.sh")


class Cluster:
    """A PostgreSQL server of the test's own, with its log archived by the script we ship."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.as_user = folder, user.unprivileged()
        self.bin = programs(for_demo(), self.as_user, for_major=None).folder
        self.wal, self.bases, self.port = folder / "wal", folder / "bases", ports.choose(taken=set())
        self.script = folder / "archive_wal.sh"
        shutil.copy(ARCHIVE, self.script)
        for one in (self.wal, self.bases):
            one.mkdir()
        for one in (folder, self.wal, self.bases, self.script):
            user.give(one, self.as_user)
        self.server: subprocess.Popen | None = None

    def make(self) -> Path:
        data = self.folder / "data"
        self.run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "--locale=C.UTF-8", "--encoding=UTF8")
        with (data / "postgresql.conf").open("a") as settings:
            settings.write(
                f'archive_mode = on\narchive_command = \'{self.script} "%p" "%f" {self.wal}\'\n'
                "wal_level = replica\nmax_wal_senders = 4\n"
            )
        return data

    def run(self, name: str, *words: object) -> None:
        done = subprocess.run(
            [self.bin / name, *map(str, words)], cwd="/", capture_output=True, text=True, **self.as_user
        )
        assert done.returncode == 0, done.stderr

    def start(self, data: Path) -> None:
        words = ["-D", data, "-p", str(self.port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]
        log = (self.folder / "server.log").open("ab")
        self.server = subprocess.Popen([self.bin / "postgres", *words], cwd="/", stdout=log, stderr=log, **self.as_user)
        self.ask("SELECT 1", until=lambda answer: bool(answer))

    def stop(self, with_signal: int = signal.SIGINT) -> None:
        if self.server and self.server.poll() is None:
            self.server.send_signal(with_signal)
            self.server.wait(60)

    def ask(self, question: str, until=lambda answer: True) -> list:
        end = time.monotonic() + 60
        while True:
            try:
                with psycopg.connect(
                    host="127.0.0.1", port=self.port, user="postgres", dbname="postgres", autocommit=True
                ) as connection:
                    found = connection.execute(question)
                    answer = found.fetchall() if found.description else []
                if until(answer):
                    return answer
            except psycopg.OperationalError:
                if self.server is None or self.server.poll() is not None:
                    pytest.fail((self.folder / "server.log").read_text()[-3000:])
            assert time.monotonic() < end, "the server does not answer"
            time.sleep(0.2)


@pytest.fixture
def cluster():
    # Not below pytest's own folder, which the server's user may not enter.
    folder = Path(tempfile.mkdtemp(prefix="kentongan-cluster-"))
    folder.chmod(0o755)
    made = Cluster(folder)
    yield made
    made.stop(signal.SIGQUIT)
    shutil.rmtree(folder)


def test_a_lost_cluster_comes_back_to_a_moment_between_two_commits(cluster):
    data = cluster.make()
    cluster.start(data)
    cluster.ask("CREATE TABLE letter (number int)")
    began = datetime.now(UTC)
    base = base_backup.take(
        cluster.bases,
        at=began,
        programs=cluster.bin,
        environment={"PGHOST": "127.0.0.1", "PGPORT": str(cluster.port), "PGUSER": "postgres"},
        cwd="/",
        **cluster.as_user,
    )
    cluster.ask("INSERT INTO letter VALUES (1)")
    ((between,),) = cluster.ask("SELECT clock_timestamp()")
    cluster.ask("SELECT pg_sleep(0.05)")
    cluster.ask("INSERT INTO letter VALUES (2)")
    ((name,),) = cluster.ask("SELECT pg_walfile_name(pg_switch_wal())")
    cluster.ask("SELECT last_archived_wal FROM pg_stat_archiver", until=lambda found: (found[0][0] or "") >= name)
    cluster.stop(signal.SIGQUIT)
    shutil.rmtree(data)

    again = cluster.folder / "again"
    assert recover.newest_before(cluster.bases, datetime.max.replace(tzinfo=UTC)) == base
    recover.lay_out(base, cluster.wal, again, to=between)
    user.give(again, cluster.as_user)
    cluster.start(again)

    cluster.ask("SELECT pg_is_in_recovery()", until=lambda found: found == [(False,)])
    assert cluster.ask("SELECT number FROM letter ORDER BY number") == [(1,)]


def test_a_base_backup_that_fails_leaves_nothing(tmp_path):
    folder = programs(for_demo(), user.unprivileged(), for_major=None).folder

    with pytest.raises(base_backup.BackupFailed, match="pg_basebackup"):
        base_backup.take(
            tmp_path,
            at=datetime.now(UTC),
            programs=folder,
            environment={"PGHOST": "127.0.0.1", "PGPORT": "9", "PGUSER": "postgres"},
        )

    assert list(tmp_path.iterdir()) == []


def test_recovery_touches_no_folder_that_exists(tmp_path):
    base, wal, data = tmp_path / "base", tmp_path / "wal", tmp_path / "data"
    for one in (base, wal, data):
        one.mkdir()
    with pytest.raises(recover.CannotRecover, match="no finished base backup"):
        recover.lay_out(base, wal, tmp_path / "new", to=None)
    (base / "backup_label").touch()
    (base / "PG_VERSION").touch()

    with pytest.raises(recover.CannotRecover, match="exists"):
        recover.lay_out(base, wal, data, to=None)
    with pytest.raises(recover.CannotRecover, match="zone"):
        recover.lay_out(base, wal, tmp_path / "new", to=datetime(2026, 11, 22))  # noqa: DTZ001
    assert not (tmp_path / "new").exists()

    with pytest.raises(recover.CannotRecover, match="from before"):
        recover.newest_before(tmp_path, datetime.now(UTC))


def test_a_log_file_is_archived_once_and_never_overwritten(tmp_path):
    finished, folder = tmp_path / "finished", tmp_path / "wal"
    folder.mkdir()
    finished.write_bytes(b"log")

    def archive() -> int:
        return subprocess.run([ARCHIVE, finished, "000000010000000000000001", folder]).returncode

    assert archive() == 0
    assert archive() == 0
    finished.write_bytes(b"another")
    assert archive() != 0
    assert [one.read_bytes() for one in folder.iterdir()] == [b"log"]
