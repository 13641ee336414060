"""Who may look at background work."""

from accounts.permissions import MANAGERS, grant
from accounts.posts import Post
from web.access import Permission


class JobPermission(Permission):
    SEE_OWN_JOBS = "jobs.see_own_jobs"
    SEE_ALL_JOBS = "jobs.see_all_jobs"


grant(JobPermission.SEE_OWN_JOBS, *Post, words="Melihat pekerjaan sendiri")
grant(JobPermission.SEE_ALL_JOBS, *MANAGERS, words="Melihat semua pekerjaan kantor")
