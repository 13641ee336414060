"""The pages of a kecamatan and a kabupaten."""

from supervision.views.bulk import bulk_opening, export_links, open_many, open_many_example, start_bulk
from supervision.views.downloads import download
from supervision.views.indicators import indicators_page, set_target
from supervision.views.limits import limits
from supervision.views.openings import open_village, opening
from supervision.views.summaries import district_page, district_summary, regency_summary
from supervision.views.villages import figure, village, villages

__all__ = [
    "bulk_opening",
    "district_page",
    "district_summary",
    "download",
    "export_links",
    "figure",
    "indicators_page",
    "limits",
    "open_many",
    "open_many_example",
    "open_village",
    "opening",
    "regency_summary",
    "set_target",
    "start_bulk",
    "village",
    "villages",
]
