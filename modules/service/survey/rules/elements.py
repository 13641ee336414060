"""
The nine elements of satisfaction and the four answers to each, 1 the worst and 4 the best, none in the middle (PermenPANRB 14/2017).

Order and words as the decree's questionnaire has them: U8 is the handling of complaints, U9 facilities.
"""

from dataclasses import dataclass

#: How many there are, and so the weight of each: one ninth.
COUNT = 9


@dataclass(frozen=True)
class Element:
    """One element: its code, its name in reports, the question people read, and its answers from 1 to 4."""

    code: str
    name: str
    question: str
    answers: tuple[str, str, str, str]

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(str(score), words) for score, words in enumerate(self.answers, 1)]


ELEMENTS = (
    Element(
        "u1",
        "Persyaratan",
        "Apakah syaratnya sesuai dengan jenis pelayanannya?",
        ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"),
    ),
    Element(
        "u2",
        "Sistem, mekanisme, dan prosedur",
        "Apakah prosedurnya mudah?",
        ("Tidak mudah", "Kurang mudah", "Mudah", "Sangat mudah"),
    ),
    Element(
        "u3",
        "Waktu penyelesaian",
        "Apakah pelayanannya cepat?",
        ("Tidak cepat", "Kurang cepat", "Cepat", "Sangat cepat"),
    ),
    Element(
        "u4",
        "Biaya/tarif",
        "Bagaimana kewajaran biayanya?",
        ("Sangat mahal", "Cukup mahal", "Murah", "Gratis"),
    ),
    Element(
        "u5",
        "Produk spesifikasi jenis pelayanan",
        "Apakah hasilnya sesuai dengan yang dijanjikan?",
        ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"),
    ),
    Element(
        "u6",
        "Kompetensi pelaksana",
        "Apakah petugasnya mampu?",
        ("Tidak kompeten", "Kurang kompeten", "Kompeten", "Sangat kompeten"),
    ),
    Element(
        "u7",
        "Perilaku pelaksana",
        "Apakah petugasnya sopan dan ramah?",
        ("Tidak sopan dan ramah", "Kurang sopan dan ramah", "Sopan dan ramah", "Sangat sopan dan ramah"),
    ),
    Element(
        "u8",
        "Penanganan pengaduan, saran, dan masukan",
        "Bagaimana pengaduan dan saran ditangani?",
        ("Tidak ada", "Ada tetapi tidak berfungsi", "Berfungsi kurang maksimal", "Dikelola dengan baik"),
    ),
    Element(
        "u9",
        "Sarana dan prasarana",
        "Bagaimana kualitas ruang dan peralatannya?",
        ("Buruk", "Cukup", "Baik", "Sangat baik"),
    ),
)
CODES = tuple(element.code for element in ELEMENTS)
