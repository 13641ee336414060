"""The pages of a kecamatan and a kabupaten."""

from supervision.views.bulk import bulk_opening, export_links, open_many, open_many_example, start_bulk
from supervision.views.closings import call_off, closing, confirm, copy, go_on, hand_over, minutes
from supervision.views.downloads import download, download_indicator
from supervision.views.holidays import holidays_page, lift_holiday, undo_holiday
from supervision.views.indicators import indicator_page, indicators_page, set_target
from supervision.views.invitations import invitations, invite_again
from supervision.views.limits import limits
from supervision.views.offices import office_page, offices, recode, rename, reopen, suspend
from supervision.views.openings import open_village, opening
from supervision.views.scores import scores_page
from supervision.views.starting import starting
from supervision.views.summaries import district_page, district_summary, regency_summary
from supervision.views.ticking import open_ticked
from supervision.views.villages import figure, village, villages

__all__ = [
    "bulk_opening",
    "call_off",
    "closing",
    "confirm",
    "copy",
    "district_page",
    "district_summary",
    "download",
    "download_indicator",
    "export_links",
    "figure",
    "go_on",
    "hand_over",
    "holidays_page",
    "indicator_page",
    "indicators_page",
    "invitations",
    "invite_again",
    "lift_holiday",
    "limits",
    "minutes",
    "office_page",
    "offices",
    "open_many",
    "open_many_example",
    "open_ticked",
    "open_village",
    "opening",
    "recode",
    "regency_summary",
    "rename",
    "reopen",
    "scores_page",
    "set_target",
    "start_bulk",
    "starting",
    "suspend",
    "undo_holiday",
    "village",
    "villages",
]
