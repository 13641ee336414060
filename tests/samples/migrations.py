"""Migrations made up for a test or a bench: an app's own, copied, and more after them; the app itself stays as it is."""

import shutil
import sys
from importlib import import_module, invalidate_caches
from pathlib import Path

from django.apps import apps
from django.conf import settings

TEXT = """from django.db import migrations, models
{above}

class Migration(migrations.Migration):
    dependencies = [("{app}", "{after}")]
    {extra}
    operations = [{operations}]
"""


class Rehearsal:
    """A copy of one app's migrations, to which a test adds its own; use it with `with`."""

    made = 0

    def __init__(self, folder: Path, app: str = "registry") -> None:
        Rehearsal.made += 1
        self.app, self.folder = app, folder
        self.module = f"rehearsed_{app}_{Rehearsal.made}"
        self.path = folder / self.module
        own = Path(import_module(f"{apps.get_app_config(app).name}.migrations").__file__ or "").parent
        shutil.copytree(own, self.path, ignore=shutil.ignore_patterns("__pycache__"))

    @property
    def last(self) -> str:
        return max(path.stem for path in self.path.glob("0*.py"))

    def add(self, name: str, operations: str, *, above: str = "", extra: str = "") -> str:
        """Add a migration after the last; returns its name."""
        after = self.last
        whole = f"{int(after[:4]) + 1:04}_{name}"
        self.path.joinpath(f"{whole}.py").write_text(
            TEXT.format(app=self.app, after=after, operations=operations, above=above, extra=extra)
        )
        invalidate_caches()
        return whole

    def take_away(self, name: str) -> None:
        self.path.joinpath(f"{name}.py").unlink()
        sys.modules.pop(f"{self.module}.{name}", None)

    def column(self, name: str, *, model: str = "resident") -> str:
        """Add a migration that adds one nullable column."""
        return self.add(name, f'migrations.AddField("{model}", "{name}", models.CharField(max_length=60, null=True))')

    def __enter__(self) -> "Rehearsal":
        sys.path.insert(0, str(self.folder))
        self._before = settings.MIGRATION_MODULES
        settings.MIGRATION_MODULES = {self.app: self.module}
        return self

    def __exit__(self, *_: object) -> None:
        settings.MIGRATION_MODULES = self._before
        sys.path.remove(str(self.folder))
        for name in [name for name in sys.modules if name.partition(".")[0] == self.module]:
            del sys.modules[name]
