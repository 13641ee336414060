"""The codes of the figures about reports; never changed, because what is published is found by them."""

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
#: Obligation that ships -> what the kabupaten's page of reports is made of: received, and received in time.
DETAILS = MappingProxyType({code: (f"received:{code}", f"on_time:{code}") for code in SHIPPED})
