"""What a kecamatan and a kabupaten may do here."""

from accounts.permissions import grant
from accounts.posts import Post
from web.access import Permission


class SupervisionPermission(Permission):
    SEE_VILLAGES = "supervision.see_villages"
    SET_TARGETS = "supervision.set_targets"
    OPEN_OFFICES = "supervision.open_offices"
    SET_LIMITS = "supervision.set_limits"
    MANAGE_OFFICES = "supervision.manage_offices"
    REMOVE_OFFICES = "supervision.remove_offices"
    SEE_OWN_FIGURES = "supervision.see_own_figures"
    ANSWER_FOR_FIGURES = "supervision.answer_for_figures"


SUPERVISORS = (Post.CAMAT, Post.SEKCAM, Post.KASI_PMD, Post.ADMIN_KABUPATEN, Post.DPMD, Post.INSPEKTORAT)

grant(SupervisionPermission.SEE_VILLAGES, *SUPERVISORS, words="Melihat angka desa")
grant(SupervisionPermission.SET_TARGETS, Post.ADMIN_KABUPATEN, Post.DPMD, words="Menetapkan target")
grant(SupervisionPermission.OPEN_OFFICES, Post.ADMIN_KABUPATEN, Post.DPMD, words="Membuka kantor desa dan kecamatan")
grant(SupervisionPermission.SET_LIMITS, Post.ADMIN_KABUPATEN, Post.DPMD, words="Menetapkan batas pemakaian kantor")
grant(SupervisionPermission.MANAGE_OFFICES, Post.ADMIN_KABUPATEN, Post.DPMD, words="Mengurus kantor")
# What cannot be taken back wants more than a password that somebody saw over a shoulder.
grant(SupervisionPermission.REMOVE_OFFICES, Post.ADMIN_KABUPATEN, Post.DPMD, strong=True, words="Menghapus kantor")

# A village's own: what it publishes, and who speaks for it to those above.
_SPEAKERS = (Post.KADES, Post.SEKDES)
_READERS = (Post.KASI_PEMERINTAHAN, Post.KASI_PELAYANAN, Post.KASI_KESEJAHTERAAN, Post.KAUR_TU, Post.OPERATOR)
grant(SupervisionPermission.SEE_OWN_FIGURES, *_SPEAKERS, *_READERS, words="Melihat angka desa yang dibaca kecamatan")
grant(
    SupervisionPermission.ANSWER_FOR_FIGURES,
    *_SPEAKERS,
    words="Menutup, memberi catatan, dan memperbaiki angka desa",
)
