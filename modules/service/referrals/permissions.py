"""
Who hands people over: everybody of the office; who keeps the list of agencies: the secretary and the Kasi Pelayanan; who receives people
in a kecamatan: its three posts.
"""

from accounts.permissions import grant
from accounts.posts import VILLAGE_POSTS, Post
from web.access import Permission


class ReferralPermission(Permission):
    REFER = "referrals.refer"
    KEEP_AGENCIES = "referrals.keep_agencies"
    RECEIVE = "referrals.receive"


RECEIVERS = (Post.CAMAT, Post.SEKCAM, Post.KASI_PMD)


grant(ReferralPermission.REFER, *(post for post in VILLAGE_POSTS if post is not Post.BPD), words="Mengarahkan orang")
grant(ReferralPermission.KEEP_AGENCIES, Post.SEKDES, Post.KASI_PELAYANAN, words="Mengubah daftar instansi")
grant(ReferralPermission.RECEIVE, *RECEIVERS, words="Menerima warga yang diarahkan desa")
