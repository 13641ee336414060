"""
Who handles complaints.

All may open the box; what lies in it for whom is decided by `rules.routing` and asked of the database by `queries.visible_to`.
"""

from accounts.permissions import grant
from accounts.posts import VILLAGE_POSTS, Post
from web.access import Permission


class ComplaintPermission(Permission):
    HANDLE_COMPLAINTS = "complaints.handle_complaints"
    ANSWER_NOTICES = "complaints.answer_notices"
    REVEAL_REPORTER = "complaints.reveal_reporter"


grant(
    ComplaintPermission.HANDLE_COMPLAINTS,
    *(post for post in VILLAGE_POSTS if post is not Post.OPERATOR),
    words="Membaca dan menjawab aduan",
)
# A secret reporter's name is for one post that handles none of it: the secretary, and the BPD for what is about the head.
grant(ComplaintPermission.REVEAL_REPORTER, Post.SEKDES, Post.BPD, strong=True, words="Membuka nama pelapor rahasia")
# What the BPD of a village tells the kecamatan is for whoever leads it, and for nobody who meets the head every week.
grant(
    ComplaintPermission.ANSWER_NOTICES, Post.CAMAT, Post.SEKCAM, words="Membaca dan menjawab aduan tentang kepala desa"
)
