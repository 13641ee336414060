"""
Who may see and change the residents.

Permendagri 84/2015 gives population to Kasi Pemerintahan; Kasi Pelayanan needs one person's identity at the counter; the
operator types for both. Kades and Sekdes see. A Kepala Dusun sees the people of the hamlets he answers for.
"""

from accounts.permissions import grant
from accounts.posts import Post
from web.access import Permission


class RegistryPermission(Permission):
    SEE_RESIDENTS = "registry.see_residents"
    CHANGE_RESIDENTS = "registry.change_residents"
    IMPORT_RESIDENTS = "registry.import_residents"
    EXPORT_RESIDENTS = "registry.export_residents"
    REVEAL_NIK = "registry.reveal_nik"
    CHANGE_TERRITORY = "registry.change_territory"
    SEE_POPULATION_BOOKS = "registry.see_population_books"
    SEE_STATISTICS = "registry.see_statistics"
    SEE_HEALTH_STATISTICS = "registry.see_health_statistics"
    TAKE_LISTS = "registry.take_lists"
    REVEAL_HEALTH = "registry.reveal_health"
    OPEN_PAPERS = "registry.open_papers"
    RECORD_EVENTS = "registry.record_events"
    CLOSE_MONTHS = "registry.close_months"
    # Never asked for by a page: it tells those who see everybody from those who see their own hamlets.
    SEE_WHOLE_REGISTER = "registry.see_whole_register"


_WHOLE_VILLAGE = (Post.KADES, Post.SEKDES, Post.KASI_PEMERINTAHAN, Post.KASI_PELAYANAN, Post.OPERATOR)


grant(
    RegistryPermission.SEE_RESIDENTS,
    *_WHOLE_VILLAGE,
    Post.KADUS,
    words="Melihat dan mencari penduduk, NIK disamarkan",
)
grant(RegistryPermission.SEE_WHOLE_REGISTER, *_WHOLE_VILLAGE, words="Melihat penduduk seluruh desa")
grant(RegistryPermission.OPEN_PAPERS, *_WHOLE_VILLAGE, words="Membuka dokumen warga")
grant(
    RegistryPermission.CHANGE_RESIDENTS,
    Post.KASI_PEMERINTAHAN,
    Post.OPERATOR,
    words="Menambah dan memperbaiki data penduduk",
)
grant(RegistryPermission.IMPORT_RESIDENTS, Post.KASI_PEMERINTAHAN, Post.OPERATOR, words="Mengimpor berkas penduduk")
grant(
    RegistryPermission.CHANGE_TERRITORY,
    Post.KASI_PEMERINTAHAN,
    Post.OPERATOR,
    words="Mengubah dusun, RW, RT, dan batasnya",
)
grant(
    RegistryPermission.EXPORT_RESIDENTS,
    Post.KASI_PEMERINTAHAN,
    words="Mengunduh daftar penduduk; NIK dan nomor KK lengkap dengan alasan",
)
grant(
    RegistryPermission.REVEAL_NIK,
    Post.KASI_PEMERINTAHAN,
    Post.KASI_PELAYANAN,
    Post.OPERATOR,
    words="Melihat NIK dan nomor KK lengkap dengan alasan",
)
grant(
    RegistryPermission.REVEAL_HEALTH,
    Post.KASI_PEMERINTAHAN,
    Post.OPERATOR,
    words="Melihat data kesehatan warga dengan alasan",
)
grant(
    RegistryPermission.SEE_POPULATION_BOOKS,
    Post.KADES,
    Post.SEKDES,
    Post.KAUR_TU,
    Post.KASI_PEMERINTAHAN,
    Post.KASI_PELAYANAN,
    Post.OPERATOR,
    words="Membuka buku penduduk, NIK disamarkan",
)
grant(
    RegistryPermission.SEE_STATISTICS,
    Post.KADES,
    Post.SEKDES,
    Post.KAUR_TU,
    Post.KAUR_PERENCANAAN,
    Post.KASI_PEMERINTAHAN,
    Post.KASI_KESEJAHTERAAN,
    Post.KASI_PELAYANAN,
    Post.OPERATOR,
    words="Melihat statistik penduduk",
)
grant(
    RegistryPermission.SEE_HEALTH_STATISTICS,
    Post.KADES,
    Post.SEKDES,
    Post.KASI_PEMERINTAHAN,
    Post.KASI_KESEJAHTERAAN,
    words="Melihat statistik kesehatan dan kelompok rentan",
)
grant(
    RegistryPermission.TAKE_LISTS,
    Post.KADES,
    Post.SEKDES,
    Post.KASI_PEMERINTAHAN,
    Post.OPERATOR,
    words="Membuka, menyimpan, dan mengunduh daftar pemilih dan wajib KTP, NIK disamarkan",
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
