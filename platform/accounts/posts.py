"""The posts of the offices: SOTK of a village (Permendagri 84/2015), and the few of a district and a regency that work here."""

from django.db import models


class Post(models.TextChoices):
    KADES = "KADES", "Kepala Desa"
    SEKDES = "SEKDES", "Sekretaris Desa"
    KAUR_TU = "KAUR_TU", "Kaur Tata Usaha dan Umum"
    KAUR_KEUANGAN = "KAUR_KEUANGAN", "Kaur Keuangan"
    KAUR_PERENCANAAN = "KAUR_PERENCANAAN", "Kaur Perencanaan"
    KASI_PEMERINTAHAN = "KASI_PEMERINTAHAN", "Kasi Pemerintahan"
    KASI_KESEJAHTERAAN = "KASI_KESEJAHTERAAN", "Kasi Kesejahteraan"
    KASI_PELAYANAN = "KASI_PELAYANAN", "Kasi Pelayanan"
    KADUS = "KADUS", "Kepala Dusun"
    OPERATOR = "OPERATOR", "Operator Desa"
    BPD = "BPD", "Anggota BPD"
    CAMAT = "CAMAT", "Camat"
    SEKCAM = "SEKCAM", "Sekretaris Kecamatan"
    KASI_PMD = "KASI_PMD", "Kasi Pemberdayaan Masyarakat dan Desa"
    ADMIN_KABUPATEN = "ADMIN_KABUPATEN", "Admin Kabupaten"
    DPMD = "DPMD", "Dinas Pemberdayaan Masyarakat dan Desa"
    INSPEKTORAT = "INSPEKTORAT", "Inspektorat"


VILLAGE_POSTS = [
    Post.KADES,
    Post.SEKDES,
    Post.KAUR_TU,
    Post.KAUR_KEUANGAN,
    Post.KAUR_PERENCANAAN,
    Post.KASI_PEMERINTAHAN,
    Post.KASI_KESEJAHTERAAN,
    Post.KASI_PELAYANAN,
    Post.KADUS,
    Post.OPERATOR,
    Post.BPD,
]
POSTS_OF_KIND = {
    "village": VILLAGE_POSTS,
    "district": [Post.CAMAT, Post.SEKCAM, Post.KASI_PMD],
    "regency": [Post.ADMIN_KABUPATEN, Post.DPMD, Post.INSPEKTORAT],
}
