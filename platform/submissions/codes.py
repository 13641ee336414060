"""The codes of the figures about reports; never changed, because what is published is found by them."""

import hashlib
from types import MappingProxyType

from submissions.queries import SHIPPED

ON_TIME = "reports_on_time"
RECEIVED = "reports_received"
CHECKED = "reports_returned"
#: Obligation -> its yes or no of a year.
YEARLY = MappingProxyType(
    {
        "apbdes-semester-1": "semester_report_on_time",
        "lpj-apbdes": "lpj_on_time",
        "lppd": "lppd_on_time",
        "lkppd": "lkppd_on_time",
    }
)
MONTHLY = MappingProxyType({"rekap-penduduk": "recap_on_time"})
#: How the two details of an obligation begin: what came, and what came in time.
RECEIVED_OF, ON_TIME_OF = "received:", "on_time:"
# A figure's code has forty letters.
_LONGEST = 31


def details_of(obligation: str) -> tuple[str, str]:
    """What the kabupaten's page of reports is made of, for one obligation: received, and received in time."""
    word = obligation
    if len(word) > _LONGEST:
        word = f"{word[:20]}.{hashlib.sha256(word.encode()).hexdigest()[:10]}"
    return f"{RECEIVED_OF}{word}", f"{ON_TIME_OF}{word}"


#: Obligation that ships -> its two details.
DETAILS = MappingProxyType({code: details_of(code) for code in SHIPPED})
