"""
The service in a village of 1,000 letters and in one of 100,000: `make bench-service`.

Everything runs against the local stack in a database of its own, with a real worker where a letter travels to the archive. Prints
JSON lines (figures.py). One part alone: `python -m tests.bench.service signing|pages|public|papers`; smaller villages:
`KENTONGAN_BENCH_SMALL=1`. Run it on a quiet machine.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("papers", "signing", "pages", "public")
PASSPHRASE = "tanda-tangan-bench"
SMALL = (1_000, 1_000)
LARGE = (5_000, 10_000) if os.environ.get("KENTONGAN_BENCH_SMALL") else (50_000, 100_000)


def main(parts: list[str]) -> None:
    """Open three villages once and measure the parts asked for in them."""
    sys.path[:0] = [str(ROOT), str(ROOT / "platform")]
    from config.environment import load_file
    from tests.bench import main_job

    load_file()
    if "papers" in parts:
        # In a process of its own: it needs no database. WeasyPrint is the way the incumbents print: HTML to PDF at each request.
        subprocess.run([sys.executable, "-m", "tests.bench.papers"], cwd=ROOT, check=True)
    if not {*parts} - {"papers"}:
        return
    with main_job.own_database():
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        import django

        import config.celery  # noqa: F401 - without it a message has no seal

        django.setup()
        from config import collecting

        # As the web server begins.
        collecting.settle_in()
        measure(parts)


def measure(parts: list[str]) -> None:
    from tests.bench import main_job, service_pages, service_signing, stages

    stages.prepare()
    for code in (main_job.REGENCY, main_job.DISTRICT, *main_job.VILLAGES[:3]):
        stages.open_office(code)
    small, large, signing = (stages.office_of(code) for code in main_job.VILLAGES[:3])
    if "signing" in parts:
        # In a village of its own: its people would stand in the way of those the pages are filled with.
        service_signing.measure(signing, stages.hire(signing, PASSPHRASE), PASSPHRASE)
    people = stages.hire(small, PASSPHRASE)
    if "public" in parts:
        service_pages.measure_first_view(small)
    if "pages" in parts:
        figures = service_pages.measure(small, people, SMALL, "1k")
        service_pages.measure(large, stages.hire(large, PASSPHRASE), LARGE, f"{LARGE[0] // 1000}k", beside=figures)


if __name__ == "__main__":
    main(sys.argv[1:] or list(PARTS))
