"""Who reads consultations, who writes them in a village, who works on them and signs in a kecamatan, who says what they are."""

from accounts.permissions import grant
from accounts.posts import Post
from consultations.rules import steps
from signatories.rules import MAY_ACT
from web.access import Permission


class ConsultationPermission(Permission):
    SEE = "consultations.see"
    WRITE = "consultations.write"
    HANDLE = "consultations.handle"
    SIGN = "consultations.sign"
    KEEP_TYPES = "consultations.keep_types"


P = ConsultationPermission
_VILLAGE = {Post.KADES, *map(Post, steps.WRITERS)}
_DISTRICT = (Post.CAMAT, Post.SEKCAM, Post.KASI_PMD)

grant(P.SEE, *_VILLAGE, *_DISTRICT, words="Membaca konsultasi")
grant(P.WRITE, *_VILLAGE, words="Menulis dan mengajukan konsultasi")
grant(P.HANDLE, *_DISTRICT, words="Menangani konsultasi desa")
# A signature binds the kecamatan; a password somebody saw over a shoulder is not enough.
# The others sign while a letter of appointment says that they act as the camat (`signatories`); a post alone opens nothing.
grant(P.SIGN, Post.CAMAT, *map(Post, MAY_ACT), strong=True, words="Menandatangani jawaban konsultasi")
grant(P.KEEP_TYPES, Post.ADMIN_KABUPATEN, Post.DPMD, words="Menetapkan jenis konsultasi")
