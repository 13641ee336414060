"""
What a kecamatan and a kabupaten wait for: `make bench-supervision`.

Figures reaching the kecamatan, pages over 10, 146 and 852 villages with 24 months of 46 indicators, and the opening of villages; each
part in a process and a database of its own. Prints JSON lines (figures.py). One part alone: `python -m tests.bench.supervision
lag|pages|opening`, and smaller with numbers: `pages 10 40`, `opening 60 40`. Run it on a quiet machine.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: Villages of the three kabupaten: a small one, the middle of the country's, and its largest.
SIZES = [10, 146, 852]
OPENED, AT_ONCE = 560, 400
#: Letters whose figures are waited for.
LETTERS = 100


def main(part: str, numbers: list[int]) -> None:
    """One part in this process, or each in its own."""
    if not part:
        for name in PARTS:
            subprocess.run([sys.executable, "-m", "tests.bench.supervision", name], cwd=ROOT, check=True)
        return
    sys.path[:0] = [str(ROOT), str(ROOT / "platform")]
    PARTS[part](numbers)


def lag(numbers: list[int]) -> None:
    """From the signature of a letter to the figure on the camat's first page, with a real worker between."""
    import os

    from config.environment import load_file
    from tests.bench import main_job

    load_file()
    with main_job.own_database():
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        import django

        import config.celery  # noqa: F401 - whoever sends a job has it loaded; without it a message has no seal

        django.setup()
        _carry(numbers[0] if numbers else LETTERS)


def _carry(count: int) -> None:
    import io
    from uuid import uuid4

    from tests.bench import main_job, stages
    from tests.bench.figures import quantile, say

    stages.prepare()
    for code in (main_job.REGENCY, main_job.DISTRICT, main_job.VILLAGES[0]):
        stages.open_office(code)
    village = stages.office_of(main_job.VILLAGES[0])
    people = stages.hire(village, main_job.PASSPHRASE)
    with main_job.worker():
        stages.bring_in(village, people["clerk"], main_job.RESIDENTS, io.BytesIO(), uuid4())
        seen = stages.camat_sees(stages.office_of(main_job.DISTRICT), village)
        _, lags = stages.carry_letters(village, people, count, main_job.PASSPHRASE, seen)
    say("fact_lag_p50_s", quantile(lags, 0.5), "s")
    say("fact_lag_p99_s", quantile(lags, 0.99), "s")
    say("fact_lag_shown_s", stages.lag_shown(stages.office_of(main_job.DISTRICT)), "s")


def pages(numbers: list[int]) -> None:
    """The pages of kecamatan and kabupaten, and the two ways other programs take."""
    from tests.scratch import set_up

    set_up()
    from config import scratch
    from tests.bench import supervision_pages

    for size in numbers or SIZES:
        with scratch.database("scratch_supervision"):
            supervision_pages.measure(size, is_largest=size == max(numbers or SIZES))


def opening(numbers: list[int]) -> None:
    """Villages opened one by one, and hundreds from a file."""
    from tests.scratch import set_up

    set_up()
    from config import scratch
    from tests.bench import tenancy_opening

    villages, at_once = numbers or (OPENED, AT_ONCE)
    with scratch.database("scratch_supervision"):
        tenancy_opening.prepare(villages)
        tenancy_opening.measure(tenancy_opening.village_codes(villages), at_once)


PARTS = {"lag": lag, "pages": pages, "opening": opening}

if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "", [int(word) for word in sys.argv[2:]])
