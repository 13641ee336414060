"""Who reads consultations, who writes and submits them in a village, who works on them and who signs in a kecamatan."""

from accounts.permissions import grant
from accounts.posts import Post
from consultations.rules import steps
from web.access import Permission


class ConsultationPermission(Permission):
    SEE = "consultations.see"
    WRITE = "consultations.write"
    HANDLE = "consultations.handle"
    SIGN = "consultations.sign"


P = ConsultationPermission
_VILLAGE = {Post.KADES, *map(Post, steps.WRITERS)}
_DISTRICT = (Post.CAMAT, Post.SEKCAM, Post.KASI_PMD)

grant(P.SEE, *_VILLAGE, *_DISTRICT, words="Membaca konsultasi")
grant(P.WRITE, *_VILLAGE, words="Menulis dan mengajukan konsultasi")
grant(P.HANDLE, *_DISTRICT, words="Menangani konsultasi desa")
# A signature binds the kecamatan; a password somebody saw over a shoulder is not enough.
grant(P.SIGN, Post.CAMAT, strong=True, words="Menandatangani jawaban konsultasi")
