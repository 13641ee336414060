"""Asking for the certificate of a proven domain: a program the deployment names, given one domain, judged by its exit code."""

import os
import subprocess

from django.conf import settings


class HookFailed(RuntimeError):
    """The program could not be started, ended with an error, or took too long; says which."""


def is_set_up() -> bool:
    return bool(settings.CERTIFICATE_HOOK)


def ask_for(domain: str) -> None:
    """
    Run the deployment's program with this domain as its only argument; without a shell and without our secrets.

    :param domain: as `domain_names.normalised` wrote it: letters, digits, dots and hyphens, never beginning with one.
    :raises HookFailed: there is no certificate.
    """
    known = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 - the program is the operator's own setting, the argument a checked domain
            [settings.CERTIFICATE_HOOK, domain],
            env=known,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=settings.CERTIFICATE_HOOK_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise HookFailed(f"tidak selesai dalam {settings.CERTIFICATE_HOOK_S} detik") from error
    except OSError as error:
        raise HookFailed("program sertifikat tidak dapat dijalankan") from error
    if done.returncode:
        raise HookFailed(f"program sertifikat berakhir dengan kode {done.returncode}")
