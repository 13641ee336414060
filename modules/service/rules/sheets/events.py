"""The parts of F-2.01 about events no letter of a village tells of; they are always filled in with ink."""

from papers.sheets import Boxed, Day, Heading, Line, Part, Ticks


def _section(title: str, *labels: str) -> tuple[Part, ...]:
    return (Heading(title), *(_part(label, f"{place}.") for place, label in enumerate(labels, start=1)))


def _part(label: str, number: str) -> Part:
    if label.startswith("Tanggal"):
        return Day(label, None, number)
    if label.startswith("Jenis Kelamin"):
        return Ticks(label, ("Laki-laki", "Perempuan"), number=number)
    if label.startswith("NIK") or label == "Nomor Paspor":
        return Boxed(label, boxes=16, number=number)
    return Boxed(label, boxes=26, number=number) if label.startswith("Nama") else Line(label, number=number)


_COURT = ("Tanggal Penetapan Pengadilan", "Nomor Penetapan Pengadilan", "Nama Lembaga Pengadilan")
_PARENTS = (
    "Nama Ibu Kandung", "NIK Ibu Kandung", "Kewarganegaraan Ibu Kandung", "Nama Ayah Kandung", "NIK Ayah Kandung",
    "Kewarganegaraan Ayah Kandung",
)  # fmt: skip
_BIRTH = (
    "Nomor Akta Kelahiran", "Tanggal Penerbitan Akta Kelahiran", "Dinas Kab/Kota yang Menerbitkan Akta Kelahiran",
)  # fmt: skip

SECTIONS: dict[str, tuple[Part, ...]] = {
    "annulment": _section(
        "Pembatalan Perkawinan",
        "Tanggal Perkawinan", "Nomor Akta Perkawinan", "Tanggal Akta Perkawinan", "Nama Pengadilan", "Nomor Putusan Pengadilan",
        "Tanggal Putusan Pengadilan", "Tanggal Pelaporan Perkawinan di Luar Negeri",
    ),
    "divorce": (
        Heading("Perceraian atau Pembatalan Perceraian"),
        Ticks("Yang Mengajukan", ("Suami", "Istri", "Suami dan istri"), number="1."),
        *_section(
            "Perceraian",
            "Nomor Akta Perkawinan", "Tanggal Akta Perkawinan", "Tempat Pencatatan Perkawinan", "Nama Pengadilan",
            "Tanggal Putusan Pengadilan", "Nomor Putusan Pengadilan", "Nomor Surat Keterangan Panitera Pengadilan",
            "Tanggal Surat Keterangan Panitera Pengadilan", "Tanggal Melapor",
        )[1:],
        *_section(
            "Pembatalan Perceraian",
            "Nomor Akta Perceraian", "Tanggal Akta Perceraian", "Tanggal Pelaporan Perceraian dari Luar Negeri",
        ),
    ),
    "others": (
        *_section(
            "Pengangkatan Anak",
            "Nama Anak Angkat", *_BIRTH, "Nama Ibu Kandung", "NIK Ibu Kandung", "Kewarganegaraan Ibu Kandung", "Nama Ayah Kandung",
            "NIK Ayah Kandung", "Kewarganegaraan Ayah Kandung", "Nama Ibu Angkat", "NIK Ibu Angkat", "Nomor Paspor",
            "Nama Ayah Angkat", "NIK Ayah Angkat", "Nomor Paspor", "Nama Pengadilan", *_COURT, "Tempat Lembaga Penetapan Pengadilan",
        ),
        *_section(
            "Pengakuan Anak", *_BIRTH, "Tanggal Kelahiran Anak", "Tanggal Perkawinan Agama", *_PARENTS, *_COURT,
        ),
        *_section(
            "Pengesahan Anak",
            *_BIRTH, "Tanggal Kelahiran Anak", "Tanggal Perkawinan Agama", "Nomor Akta Perkawinan/Buku Nikah",
            "Tanggal Akta Perkawinan/Buku Nikah", *_PARENTS, *_COURT,
        ),
        *_section(
            "Perubahan Nama",
            "Nama Lama", "Nama Baru", "Nomor Akta Kelahiran", "Nama Ayah/Ibu/Wali (bagi yang di bawah umur)", "NIK Ayah/Ibu/Wali",
            "Kewarganegaraan", *_COURT,
        ),
        *_section(
            "Perubahan Status Kewarganegaraan",
            "Kewarganegaraan Baru", "Nomor Akta Kelahiran", "Nomor Akta Perkawinan", "Nama Suami atau Istri", "NIK Suami atau Istri",
            "Nomor Paspor", "Nomor Afidavit", "Nomor Keputusan Presiden", "Tanggal Keputusan Presiden",
            "Nomor Berita Acara Sumpah/Janji Setia", "Nama Jabatan yang Menerbitkan Berita Acara", "Tanggal Berita Acara",
            "Nomor Keputusan Menteri (bidang kewarganegaraan)", "Tanggal Keputusan Menteri",
        ),
        *_section(
            "Peristiwa Penting Lainnya",
            "Nomor Akta Kelahiran", "Jenis Kelamin Lama", "Jenis Kelamin Baru", *_COURT,
        ),
        *_section(
            "Pembetulan Akta",
            "Nomor Akta yang akan Dibetulkan", "Nama Ayah/Ibu/Wali (bagi yang di bawah umur)", "NIK Ayah/Ibu/Wali",
        ),
        *_section(
            "Pembatalan Akta",
            "Akta yang Dibatalkan", "Nomor Akta yang Dibatalkan", "Nomor Putusan Pengadilan", "Tanggal Putusan Pengadilan",
            "Nama Lembaga Pengadilan",
        ),
        Heading("Pelaporan Pencatatan Sipil dari Luar Wilayah NKRI"),
        Ticks(
            "Jenis Peristiwa Penting",
            ("Kelahiran", "Perkawinan", "Perceraian", "Kematian", "Pengangkatan Anak", "Pelepasan Kewarganegaraan RI"),
            number="1.",
        ),
        Line("Nomor Surat Keterangan Pelaporan dari Perwakilan RI", number="2."),
        Day("Tanggal Surat Keterangan Pelaporan dari Perwakilan RI", number="3."),
        Line("Kantor Perwakilan yang Melakukan Pencatatan", number="4."),
        Line("Nomor Bukti Pencatatan Sipil dari Negara Setempat", number="5."),
        Day("Tanggal Penerbitan dari Negara Setempat", number="6."),
    ),
}  # fmt: skip
