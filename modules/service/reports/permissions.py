"""
Who sees how the service goes, and who makes, checks and approves its reports.

Times of single officers are for those who lead them: the Kasi Pelayanan, the secretary and the head.
"""

from accounts.permissions import grant
from accounts.posts import Post
from web.access import Permission


class ReportPermission(Permission):
    SEE_FIGURES = "service_reports.see_figures"
    WRITE_REPORTS = "service_reports.write_reports"
    CHECK_REPORTS = "service_reports.check_reports"
    APPROVE_REPORTS = "service_reports.approve_reports"


grant(ReportPermission.SEE_FIGURES, Post.KASI_PELAYANAN, Post.SEKDES, Post.KADES, words="Melihat pantauan pelayanan")
grant(ReportPermission.WRITE_REPORTS, Post.KASI_PELAYANAN, Post.SEKDES, Post.KADES, words="Menyusun laporan pelayanan")
# The head may stand in for the secretary, as with letters.
grant(ReportPermission.CHECK_REPORTS, Post.SEKDES, Post.KADES, words="Memeriksa laporan pelayanan")
grant(ReportPermission.APPROVE_REPORTS, Post.KADES, words="Menyetujui laporan pelayanan")
