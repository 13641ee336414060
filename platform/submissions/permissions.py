"""Who prepares and sends in the village, who looks at it in the kecamatan, and who decides in the kabupaten what is owed."""

from accounts.permissions import grant
from accounts.posts import VILLAGE_POSTS, Post
from web.access import Permission


class SubmissionPermission(Permission):
    SEE_DUTIES = "submissions.see_duties"
    SEND_REPORTS = "submissions.send_reports"
    CHECK_REPORTS = "submissions.check_reports"
    SEE_RATES = "submissions.see_rates"
    KEEP_OBLIGATIONS = "submissions.keep_obligations"
    KEEP_OWN_DUTIES = "submissions.keep_own_duties"


P = SubmissionPermission
#: The files are not for everybody in the village office: some name people.
STAFF = [post for post in VILLAGE_POSTS if post not in (Post.BPD, Post.KADUS)]

grant(P.SEE_DUTIES, *STAFF, words="Melihat kewajiban laporan desa")
grant(P.SEND_REPORTS, Post.SEKDES, Post.KADES, words="Mengirim laporan ke kecamatan")
grant(P.KEEP_OWN_DUTIES, Post.SEKDES, Post.KADES, words="Mengatur kewajiban laporan di desa")
grant(P.CHECK_REPORTS, Post.CAMAT, Post.SEKCAM, Post.KASI_PMD, words="Memeriksa laporan dari desa")
grant(P.SEE_RATES, Post.ADMIN_KABUPATEN, Post.DPMD, Post.INSPEKTORAT, words="Melihat ketepatan laporan desa")
grant(P.KEEP_OBLIGATIONS, Post.ADMIN_KABUPATEN, Post.DPMD, words="Menetapkan kewajiban laporan desa")
