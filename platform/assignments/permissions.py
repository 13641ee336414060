"""Who gives assignments, who takes part in the coordination of a village, and who leads it there."""

from accounts.permissions import grant
from accounts.posts import VILLAGE_POSTS, Post
from web.access import Permission


class AssignmentPermission(Permission):
    ASSIGN = "assignments.assign"
    COORDINATE = "assignments.coordinate"
    LEAD = "assignments.lead"
    CALL_MEETINGS = "assignments.call_meetings"


grant(AssignmentPermission.ASSIGN, Post.CAMAT, Post.SEKCAM, Post.KASI_PMD, words="Memberi dan memeriksa tugas desa")
# What lies on whose desk is asked of the database (queries.matters.visible_to, queries.tasks.visible_to).
grant(
    AssignmentPermission.COORDINATE,
    *(post for post in VILLAGE_POSTS if post is not Post.BPD),
    words="Membaca dan mengerjakan tugas",
)
grant(AssignmentPermission.LEAD, Post.KADES, Post.SEKDES, words="Membagi tugas dan bicara dengan desa lain")
grant(
    AssignmentPermission.CALL_MEETINGS, Post.KADES, Post.SEKDES, Post.KAUR_TU, words="Memanggil rapat, menulis notulen"
)
