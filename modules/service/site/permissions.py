"""
Who writes for the village's site, and who answers for its information.

The secretary is the PPID of a village; what an applicant objects to is decided by the head, above whom there is nobody in the village
(PerKI 1/2018).
"""

from accounts.permissions import grant
from accounts.posts import Post
from web.access import Permission


class SitePermission(Permission):
    EDIT_SITE = "site.edit_site"
    HANDLE_INFORMATION = "site.handle_information"
    DECIDE_OBJECTIONS = "site.decide_objections"


grant(
    SitePermission.EDIT_SITE,
    Post.KADES,
    Post.SEKDES,
    Post.KASI_PELAYANAN,
    Post.OPERATOR,
    words="Menulis situs desa dan mengumumkan informasi",
)
grant(
    SitePermission.HANDLE_INFORMATION,
    Post.KADES,
    Post.SEKDES,
    Post.KASI_PELAYANAN,
    words="Menjawab permohonan informasi",
)
grant(SitePermission.DECIDE_OBJECTIONS, Post.KADES, words="Memutus keberatan atas permohonan informasi")
