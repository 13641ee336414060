"""The statistics of residents: those village offices have been keeping, less the one of COVID-19."""

from collections.abc import Callable
from datetime import date

from django.db.models import Q

from registry import codes
from registry.queries.former import said
from registry.rules.ages import FIVE_YEARS, STAGES
from registry.statistics import conditions
from registry.statistics.categories import of_bands, of_codes, of_tests, of_words
from registry.statistics.conditions import ever_married, filled, married, must_hold_card
from registry.statistics.declaration import Group, Statistic, Whom, declare

ADMINDUK = "UU 23/2006 jo. UU 24/2013"
F101 = "Permendagri 109/2019, formulir F-1.01"
AGES = "rentang-umur"


def _recorded(state: codes.RecordingState) -> Callable[[date], Q]:
    return lambda day: said(day, recording=state)


declare(
    Statistic(
        slug=AGES, title="Rentang umur", group=Group.PEOPLE, categories=of_bands(FIVE_YEARS), unknown="", is_public=True,
        counted="Umur dalam tahun penuh pada tanggal acuan, per lima tahun.", legal_basis="Kelompok umur BPS",
    ),
    Statistic(
        slug="kategori-umur", title="Kategori umur", group=Group.PEOPLE, categories=of_bands(STAGES), unknown="", is_public=True,
        counted="Umur dalam tahun penuh pada tanggal acuan. Lansia mulai genap 60 tahun.",
        legal_basis="UU 13/1998 Pasal 1; Permenkes 25/2014",
    ),
    Statistic(
        slug="jenis-kelamin", title="Jenis kelamin", group=Group.PEOPLE, categories=of_codes("sex", codes.Sex), unknown="",
        is_public=True, legal_basis=F101,
    ),
    Statistic(
        slug="agama", title="Agama", group=Group.PEOPLE, categories=of_codes("religion", codes.Religion),
        is_public=True, legal_basis=F101,
    ),
    Statistic(
        slug="status-perkawinan", title="Status perkawinan", group=Group.PEOPLE, is_public=True, legal_basis=F101,
        categories=of_codes("marital", codes.Marital),
        counted="Enam keadaan seperti di kartu keluarga, tercatat dan belum tercatat dipisah.",
    ),
    Statistic(
        slug="hubungan-keluarga", title="Hubungan dalam keluarga", group=Group.PEOPLE, is_public=True, legal_basis=F101,
        categories=of_codes("relation", codes.Relation), unknown="Tanpa kartu keluarga",
    ),
    Statistic(
        slug="kewarganegaraan", title="Kewarganegaraan", group=Group.PEOPLE, is_public=True, legal_basis="UU 12/2006",
        categories=of_codes("citizenship", codes.Citizenship),
        counted="Di kolom WNI dan WNA, kewarganegaraan ganda dan yang belum diketahui dihitung sebagai WNI.",
    ),
    Statistic(
        slug="status-penduduk", title="Status penduduk", group=Group.PEOPLE, whom=Whom.EVERYBODY, unknown="",
        categories=of_codes("residency", codes.Residency), legal_basis="Permendagri 74/2022",
        counted="Satu-satunya statistik yang juga menghitung penduduk tidak tetap.",
    ),
    Statistic(
        slug="suku", title="Suku", group=Group.PEOPLE, categories=of_words("ethnicity"),
        counted="Menurut pengakuan penduduk; huruf besar dan kecil tidak dibedakan.",
    ),
    Statistic(
        slug="golongan-darah", title="Golongan darah", group=Group.PEOPLE, categories=of_codes("blood", codes.Blood),
        legal_basis=F101,
    ),
    Statistic(
        slug="pendidikan", title="Pendidikan dalam KK", group=Group.WORK, is_public=True, legal_basis=F101,
        categories=of_codes("education", codes.Education), counted="Pendidikan terakhir seperti di kartu keluarga.",
    ),
    Statistic(
        slug="pendidikan-ditempuh", title="Pendidikan sedang ditempuh", group=Group.WORK, is_public=True,
        categories=of_codes("studying", codes.Studying), legal_basis="Permendagri 12/2007, profil desa",
    ),
    Statistic(
        slug="pekerjaan", title="Pekerjaan", group=Group.WORK, categories=of_codes("occupation", codes.Occupation),
        is_public=True, legal_basis=F101,
    ),
    Statistic(
        slug="asuransi-kesehatan", title="Asuransi kesehatan", group=Group.WORK, legal_basis="UU 24/2011",
        categories=of_codes("insurance", codes.Insurance),
    ),
    Statistic(
        slug="bpjs-ketenagakerjaan", title="BPJS Ketenagakerjaan", group=Group.WORK, legal_basis="UU 24/2011",
        categories=of_tests(("Peserta", lambda day: filled(day, "employment_insurance"))), unknown="Belum tercatat",
    ),
    Statistic(
        slug="akta-kelahiran", title="Akta kelahiran", group=Group.CARDS, is_public=True, legal_basis=ADMINDUK,
        categories=of_tests(
            ("Memiliki, umur 0–17 tahun", lambda day: filled(day, "birth_certificate") & conditions.aged(0, 17, day)),
            ("Memiliki, umur 18 tahun ke atas", lambda day: filled(day, "birth_certificate")),
            ("Belum tercatat, umur 0–17 tahun", lambda day: conditions.aged(0, 17, day)),
            otherwise="Belum tercatat, umur 18 tahun ke atas",
        ),
        counted="Memiliki berarti nomor aktanya tercatat.", unknown="",
    ),
    Statistic(
        slug="kepemilikan-ktp", title="Kepemilikan KTP", group=Group.CARDS, is_public=True, legal_basis="UU 24/2013 Pasal 63",
        categories=of_tests(
            ("Belum wajib KTP", lambda day: ~must_hold_card(day)),
            ("Wajib, belum rekam", conditions.not_recorded),
            *((f"Wajib, {state.label[:1].lower()}{state.label[1:]}", _recorded(state))
              for state in codes.RecordingState if state > codes.RecordingState.NOT_RECORDED),
        ),
        unknown="Wajib, keadaan rekam belum diketahui",
        counted="Wajib KTP ialah WNI yang genap 17 tahun, kawin, atau pernah kawin pada tanggal acuan.",
    ),
    Statistic(
        slug="kia", title="Kartu Identitas Anak", group=Group.CARDS, is_public=True, legal_basis="Permendagri 2/2016",
        categories=of_tests(
            ("Bukan sasaran KIA", lambda day: ~conditions.younger_than(17, day) | ever_married(day)),
            ("Memiliki, 0–4 tahun (tanpa foto)", lambda day: conditions.holds_kia(day) & conditions.younger_than(5, day)),
            ("Memiliki, 5–16 tahun (dengan foto)", conditions.holds_kia),
            ("Belum memiliki, 0–4 tahun", lambda day: conditions.younger_than(5, day)),
            otherwise="Belum memiliki, 5–16 tahun",
        ),
        counted="Sasaran KIA ialah yang belum genap 17 tahun dan belum pernah kawin.", unknown="",
    ),
    Statistic(
        slug="buku-nikah", title="Buku nikah", group=Group.CARDS, legal_basis="UU 1/1974",
        categories=of_tests(
            ("Kawin, memiliki buku nikah atau akta", lambda day: married(day) & filled(day, "marriage_certificate")),
            ("Kawin, belum tercatat nomornya", married),
            ("Tidak sedang kawin", lambda day: said(day, marital__isnull=False)),
        ),
        unknown="Status perkawinan belum diketahui",
    ),
    Statistic(
        slug="disabilitas", title="Disabilitas menurut F-1.01", group=Group.HEALTH, is_health=True, legal_basis=F101,
        categories=of_codes("disability", codes.Disability),
    ),
    Statistic(
        slug="ragam-disabilitas", title="Ragam disabilitas", group=Group.HEALTH, is_health=True,
        categories=of_codes("disability_kind", codes.DisabilityKind), legal_basis="UU 8/2016 Pasal 4",
        unknown="Bukan penyandang disabilitas, atau belum diketahui",
    ),
    Statistic(
        slug="penyakit-menahun", title="Penyakit menahun", group=Group.HEALTH, is_health=True,
        categories=of_codes("chronic_illness", codes.ChronicIllness),
    ),
    Statistic(
        slug="akseptor-kb", title="Akseptor KB", group=Group.HEALTH, is_health=True, legal_basis="UU 52/2009",
        categories=of_codes("contraception", codes.Contraception), unknown="Bukan akseptor, atau belum diketahui",
    ),
    Statistic(
        slug="kehamilan", title="Kehamilan", group=Group.HEALTH, is_health=True,
        categories=of_tests(
            ("Laki-laki", Q(sex=codes.Sex.MALE)),
            ("Hamil", lambda day: said(day, pregnant=codes.Pregnancy.PREGNANT)),
            ("Tidak hamil", lambda day: said(day, pregnant=codes.Pregnancy.NOT_PREGNANT)),
        ),
        unknown="Perempuan, belum diketahui",
    ),
)  # fmt: skip
