"""The pages of a kecamatan and a kabupaten."""

from supervision.views.downloads import download
from supervision.views.indicators import indicators_page, set_target
from supervision.views.limits import limits
from supervision.views.openings import open_village, opening
from supervision.views.summaries import district_page, district_summary, regency_summary
from supervision.views.villages import figure, village, villages

__all__ = [
    "district_page",
    "district_summary",
    "download",
    "figure",
    "indicators_page",
    "limits",
    "open_village",
    "opening",
    "regency_summary",
    "set_target",
    "village",
    "villages",
]
