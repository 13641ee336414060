"""What pages, papers and the API ask about the service as a whole."""

from modules.service.reports.queries.now import Line, Now, line, now
from modules.service.reports.queries.reports import report_before, reports
from modules.service.reports.queries.summary import remembered, summary_of

__all__ = ["Line", "Now", "line", "now", "remembered", "report_before", "reports", "summary_of"]
