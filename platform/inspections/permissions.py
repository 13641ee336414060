"""Who in a kabupaten orders an inspection, and who in a village sees who looks."""

from accounts.permissions import grant
from accounts.posts import VILLAGE_POSTS, Post
from web.access import Permission


class InspectionPermission(Permission):
    ORDER = "inspections.order"
    SEE_OWN = "inspections.see_own"


# It opens a door into a village: a password somebody saw over a shoulder is not enough.
grant(
    InspectionPermission.ORDER,
    *(Post.ADMIN_KABUPATEN, Post.INSPEKTORAT),
    strong=True,
    words="Memerintahkan pemeriksaan desa",
)
grant(InspectionPermission.SEE_OWN, *VILLAGE_POSTS, words="Melihat siapa yang memeriksa desa")
