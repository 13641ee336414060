"""Answers a new village begins with: what is asked at every counter and is no letter (kinds/answers.toml)."""

import tomllib
from datetime import datetime
from pathlib import Path

from modules.service.ask.models import Entry
from tenants.seeds import on_opening

ANSWERS = Path(__file__).parent / "kinds" / "answers.toml"


@on_opening("village")
def plant_answers(at: datetime) -> None:
    """This will add what is missing and leave what the office changed."""
    told = tomllib.loads(ANSWERS.read_text("utf-8"))["entry"]
    Entry.objects.bulk_create([Entry(**one, changed_at=at) for one in told], ignore_conflicts=True)
