"""Docs: every page of the service stands beside its endpoint, or says why it has none."""

import re
from pathlib import Path

from access import walking

from modules.service import api
from modules.service.ask import api as ask
from modules.service.complaints import api as complaints
from modules.service.complaints.api import reporter, steps
from modules.service.queue import api as queue
from modules.service.queue.api import public, setting
from modules.service.referrals import api as referrals
from modules.service.reports import api as reports
from modules.service.reports.api import written
from modules.service.site import api as site
from modules.service.site.api import ppid, publishing, writing
from modules.service.survey import api as survey

DOC = Path(__file__).parents[3] / "docs/modules/service-api.md"
ROOMS = ("service:", "complaints:", "queue:", "referrals:", "service_reports:", "site:", "survey:", "ask:")
APIS = (
    api, ask, complaints, reporter, steps, queue, public, setting, referrals, reports, written, site, ppid, publishing, writing, survey,
)  # fmt: skip
TABLE = DOC.read_text().partition("## Page and endpoint")[2]
ROWS = re.findall(r"^\| (`.+) \| (.+) \|$", TABLE, re.M)


def test_every_page_stands_beside_its_endpoint_and_none_that_went():
    said = re.findall(r"`([a-z_]+:[a-z_]+|api_[a-z_]+)`", TABLE)
    pages = {place.name for place in walking.places() if place.kind == "village" and place.name.startswith(ROOMS)}
    endpoints = {str(route.name) for room in APIS for route in room.routes}

    assert set(said) == pages | endpoints
    assert len(said) == len(set(said)), "each once"


def test_a_page_without_an_endpoint_says_why():
    without = [(page, why) for page, why in ROWS if "`api_" not in why]

    assert len(ROWS) > 60
    for page, why in without:
        assert len(why.split()) >= 5, page
        assert why.endswith("."), page
