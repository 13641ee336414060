"""
Who may see and change the residents.

Permendagri 84/2015 gives population to Kasi Pemerintahan; Kasi Pelayanan needs one person's identity at the counter; the
operator types for both. Kades and Sekdes see.
"""

from accounts.permissions import grant
from accounts.posts import Post
from web.access import Permission


class RegistryPermission(Permission):
    SEE_RESIDENTS = "registry.see_residents"
    CHANGE_RESIDENTS = "registry.change_residents"
    IMPORT_RESIDENTS = "registry.import_residents"
    REVEAL_NIK = "registry.reveal_nik"
    RECORD_EVENTS = "registry.record_events"
    CLOSE_MONTHS = "registry.close_months"


grant(
    RegistryPermission.SEE_RESIDENTS,
    Post.KADES,
    Post.SEKDES,
    Post.KASI_PEMERINTAHAN,
    Post.KASI_PELAYANAN,
    Post.OPERATOR,
    words="Melihat dan mencari penduduk, NIK disamarkan",
)
grant(
    RegistryPermission.CHANGE_RESIDENTS,
    Post.KASI_PEMERINTAHAN,
    Post.OPERATOR,
    words="Menambah dan memperbaiki data penduduk",
)
grant(RegistryPermission.IMPORT_RESIDENTS, Post.KASI_PEMERINTAHAN, Post.OPERATOR, words="Mengimpor berkas penduduk")
grant(
    RegistryPermission.REVEAL_NIK,
    Post.KASI_PEMERINTAHAN,
    Post.KASI_PELAYANAN,
    Post.OPERATOR,
    words="Melihat NIK lengkap dengan alasan",
)
grant(
    RegistryPermission.RECORD_EVENTS,
    Post.KASI_PEMERINTAHAN,
    Post.OPERATOR,
    words="Mencatat dan membatalkan peristiwa penduduk",
)
grant(
    RegistryPermission.CLOSE_MONTHS,
    Post.SEKDES,
    Post.KASI_PEMERINTAHAN,
    words="Menutup bulan buku penduduk",
)
