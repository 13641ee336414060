"""Who sees who signs for the camat, and who enters a letter of appointment."""

from accounts.permissions import grant
from accounts.posts import Post
from web.access import Permission


class SignatoryPermission(Permission):
    SEE = "signatories.see"
    APPOINT = "signatories.appoint"


grant(SignatoryPermission.SEE, Post.CAMAT, Post.SEKCAM, Post.KASI_PMD, words="Melihat penanda tangan kecamatan")
# The appointment was made above the kecamatan or by the absent camat; a kecamatan whose camat is gone must not stand still.
grant(SignatoryPermission.APPOINT, Post.CAMAT, Post.SEKCAM, strong=True, words="Mencatat Plt. atau Plh. Camat")
