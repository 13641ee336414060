"""Words everybody here knows and nobody spells in two ways, for the second word of a complaint."""

LIST = (
    "PADI", "JAGUNG", "KELAPA", "PISANG", "MANGGA", "SALAK", "DURIAN", "PEPAYA", "NANAS", "SEMANGKA", "RAMBUTAN", "SAWO", "CABAI",
    "BAWANG", "GARAM", "GULA", "KOPI", "TEBU", "KETELA", "KACANG", "SAPI", "KAMBING", "AYAM", "BEBEK", "KERBAU", "KUDA", "KUCING",
    "MERPATI", "ELANG", "IKAN", "UDANG", "KEPITING", "PERAHU", "LAYAR", "JANGKAR", "PANTAI", "OMBAK", "PULAU", "GUNUNG", "SUNGAI",
    "SAWAH", "LADANG", "HUTAN", "BUKIT", "BATU", "PASIR", "HUJAN", "ANGIN", "AWAN", "BINTANG", "BULAN", "MATAHARI", "FAJAR", "SENJA",
    "PAGAR", "PINTU", "JENDELA", "LAMPU", "MEJA", "KURSI", "PAYUNG", "SEPEDA", "GEROBAK", "CANGKUL",
)  # fmt: skip


def same(typed: str, wanted: str) -> bool:
    """Whether two spellings are the same word, whatever spaces and letters it was typed with."""
    return _plain(typed) == _plain(wanted)


def _plain(text: str) -> str:
    return "".join(letter for letter in text.upper() if letter.isalnum())
