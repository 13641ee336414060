"""What the commands `prepare` and `migrate` have in common: how a rollout is asked for, and how its end is told."""

from argparse import ArgumentTypeError
from collections.abc import Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tenants.rollout import running, waves
from tenants.rollout.connecting import DatabaseLost
from tenants.rollout.recording import MigrationRefused


def shares(text: str) -> tuple[int, ...]:
    """
    Read where waves end: 5,25,100.

    :raises ArgumentTypeError: not numbers from 1 to 100 in rising order.
    """
    parts = text.split(",")
    if not all(part.isdecimal() and 1 <= int(part) <= 100 for part in parts):
        raise ArgumentTypeError("Gelombang ditulis sebagai persen, misalnya 5,25,100.")
    found = tuple(int(part) for part in parts)
    if list(found) != sorted(set(found)):
        raise ArgumentTypeError("Persen gelombang harus menaik.")
    return found


def run(command: BaseCommand, options: Mapping[str, Any], *, with_content: bool) -> running.Outcome:
    """
    Roll out and tell how it ended.

    :raises CommandError: something could not be brought forward; says what and why.
    """
    quiet = options["verbosity"] == 0
    try:
        outcome = running.migrate_everything(
            at=timezone.now(),
            told=(lambda line: None) if quiet else command.stdout.write,
            canary=options.get("canary") or "",
            workers=max(1, options.get("workers") or waves.WORKERS),
            shares=options.get("waves") or waves.WAVES,
            with_content=with_content,
        )
    except running.CanaryUnknown as error:
        raise CommandError(f"Tidak ada kantor {error}.") from error
    except MigrationRefused as error:
        raise CommandError(str(error)) from error
    except DatabaseLost as error:
        raise CommandError(
            "Basis data terputus. Yang sudah jadi tetap utuh; jalankan perintah ini lagi untuk melanjutkan."
        ) from error
    if outcome.failures:
        lines = [f"  {office}: {why}" for office, why in outcome.failures.items()]
        ending = outcome.stopped or "kantor lain sudah selesai"
        raise CommandError("\n".join([f"{len(lines)} kantor tertinggal ({ending}):", *lines]))
    return outcome
