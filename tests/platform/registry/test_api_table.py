"""Docs: every page of the register, its statistics and the books stands beside its endpoint."""

import re
from pathlib import Path

from access import walking

from modules.reporting import api as books
from registry import api
from registry.statistics import api as statistics

DOC = Path(__file__).parents[3] / "docs/modules/registry-api.md"
ROOMS = ("registry:", "territory:", "statistics:", "reporting:")


def test_every_page_stands_beside_its_endpoint_and_none_that_went():
    said = set(re.findall(r"`([a-z]+:[a-z_]+|api_[a-z_]+)`", DOC.read_text().partition("## Page and endpoint")[2]))
    pages = {place.name for place in walking.places() if place.kind == "village" and place.name.startswith(ROOMS)}
    endpoints = {str(route.name) for route in [*api.routes, *statistics.routes, *books.routes]}

    assert said == pages | endpoints
