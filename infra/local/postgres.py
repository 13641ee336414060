"""Our own small start and stop of a PostgreSQL cluster on 127.0.0.1."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from infra.local import processes, user
from infra.local.places import Places, StackProblem
from infra.local.postgres_home import Programs, data_folder, programs

NAME = "postgres"
APP = "kentongan"
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gist")
SETTINGS = {
    "listen_addresses": "'127.0.0.1'",
    "unix_socket_directories": "''",
    "max_connections": "200",
    # A village has some hundred tables; one statement over several of them takes many locks.
    "max_locks_per_transaction": "256",
    # Offices lie on solid disks or in memory, where a page by its number costs hardly more than the next one.
    "random_page_cost": "1.1",
    # Compiling a statement takes longer than any of ours runs.
    "jit": "off",
    # Hundreds of offices opened in a row write some gigabytes; a checkpoint in the midst would force every new file to disk.
    "max_wal_size": "4GB",
    "password_encryption": "'scram-sha-256'",
    # Statements and details may hold a resident's NIK; they stay out of the log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
# Only for the tests' cluster: quick and worthless after a power cut, yet what was committed outlives a killed server.
CARELESS = {"fsync": "off", "full_page_writes": "off"}


def start(places: Places, secrets: Mapping[str, str], port: int) -> str:
    """
    Start the cluster, made first when missing, and return the app's database URL.

    :raises StackProblem: no programs, no reachable folder, or the server died.
    """
    if not processes.serves(places, NAME, lambda: _answers(secrets, port)):
        _start(places, secrets, port)
    if not (places.base / "postgres-prepared").exists():
        _prepare(secrets, port)
        (places.base / "postgres-prepared").touch()
    return f"postgresql://{APP}:{secrets['POSTGRES_APP']}@127.0.0.1:{port}/{APP}"


def stop(places: Places) -> bool:
    """Stop the cluster the fast way: sessions are ended, everything committed is on disk."""
    return bool(processes.stop(places, NAME, with_signal=signal.SIGINT, seconds=60))


def _start(places: Places, secrets: Mapping[str, str], port: int) -> None:
    as_user = user.unprivileged()
    cluster = data_folder(places, as_user) / "cluster"
    version = cluster / "PG_VERSION"
    found = programs(places, as_user, for_major=int(version.read_text()) if version.exists() else None)
    if not version.exists():
        (places.base / "postgres-prepared").unlink(missing_ok=True)
        _make_cluster(cluster, found, secrets, as_user)
    _forget_a_dead_server(cluster)
    command = [found.folder / "postgres", "-D", cluster, *_settings(places, found, port)]
    processes.start(places, NAME, command, env=_environment(), cwd=cluster, as_user=as_user)
    processes.wait_until(lambda: _answers(secrets, port), places=places, name=NAME, seconds=120)


def _make_cluster(cluster: Path, found: Programs, secrets: Mapping[str, str], as_user: dict[str, Any]) -> None:
    # A folder without PG_VERSION is an initdb that was cut off; nothing was ever stored there.
    shutil.rmtree(cluster, ignore_errors=True)
    cluster.mkdir(mode=0o700)
    password = cluster.with_name("first-password")
    password.touch(mode=0o600)
    password.write_text(secrets["POSTGRES_SUPERUSER"])
    user.give(cluster, as_user)
    user.give(password, as_user)
    # The built-in C.UTF-8 of newer servers does not change with the machine's C library.
    builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    locale = builtin if found.major >= 17 else ["--locale=C.UTF-8"]
    command = [found.folder / "initdb", "-D", cluster, "-U", "postgres", "--encoding=UTF8", *locale]
    command += ["--auth=scram-sha-256", f"--pwfile={password}", "--no-instructions"]
    try:
        made = subprocess.run(command, env=_environment(), cwd="/", capture_output=True, text=True, **as_user)
    finally:
        password.unlink()
    if made.returncode != 0:
        shutil.rmtree(cluster, ignore_errors=True)
        raise StackProblem(f"initdb failed:\n{made.stdout}{made.stderr}")


def _settings(places: Places, found: Programs, port: int) -> list[str]:
    chosen = SETTINGS | {"port": str(port)} | ({} if places.durable else CARELESS)
    if found.major >= 14 and os.uname().sysname == "Linux":
        # One syncfs instead of opening every file: a crash with a million files costs seconds, not minutes.
        chosen["recovery_init_sync_method"] = "syncfs"
    return [part for key, value in chosen.items() for part in ("-c", f"{key}={value.strip(chr(39))}")]


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def _forget_a_dead_server(cluster: Path, seconds: float = 10) -> None:
    # PostgreSQL trusts postmaster.pid while its pid exists at all: as a zombie nobody reaps (a container without an
    # init) or as some other program after a power cut. It goes only when no process works in the cluster's folder.
    lock = cluster / "postmaster.pid"
    until = time.monotonic() + seconds
    while lock.exists() and Path("/proc/self/cwd").exists():
        if not _somebody_works_in(cluster):
            lock.unlink()
        elif time.monotonic() > until:
            raise StackProblem(f"Another PostgreSQL is using {cluster}. Stop it, then start again.")
        else:
            time.sleep(0.1)


def _somebody_works_in(cluster: Path) -> bool:
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (process / "cwd").readlink() == cluster:
                return True
    return False


def _connect(secrets: Mapping[str, str], port: int, database: str) -> psycopg.Connection[Any]:
    return psycopg.connect(
        host="127.0.0.1",
        port=port,
        user="postgres",
        password=secrets["POSTGRES_SUPERUSER"],
        dbname=database,
        autocommit=True,
        connect_timeout=5,
    )


def _answers(secrets: Mapping[str, str], port: int) -> bool:
    try:
        _connect(secrets, port, "postgres").close()
    except psycopg.OperationalError as problem:
        if "password authentication failed" in str(problem):
            raise StackProblem(
                "PostgreSQL's data and .local/secrets do not belong together. Put the old secrets back, "
                "or run 'make clean-local' (this deletes the demo's data)."
            ) from problem
        return False
    return True


def _prepare(secrets: Mapping[str, str], port: int) -> None:
    """Give the superuser's part, once: extensions for every new database, the app's role and its database."""
    with _connect(secrets, port, "template1") as template:
        for extension in EXTENSIONS:
            template.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
    with _connect(secrets, port, "postgres") as server:
        role, password = sql.Identifier(APP), sql.Literal(secrets["POSTGRES_APP"])
        if not server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP]).fetchone():
            server.execute(sql.SQL("CREATE ROLE {}").format(role))
        rights = sql.SQL("ALTER ROLE {} LOGIN NOSUPERUSER CREATEROLE CREATEDB PASSWORD {}")
        server.execute(rights.format(role, password))
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [APP]).fetchone():
            server.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(role, role))
