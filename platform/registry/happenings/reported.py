"""Who reports a birth or a death, and two who witness it, as form F-2.01 asks of them. All of it may stay open."""

from typing import Any

from registry.happenings.form import HappeningForm, words
from web.forms import NikField

#: Each with the field of the number beside the name.
_PEOPLE = (("reporter_nik", "pelapor"), ("witness1_nik", "saksi pertama"), ("witness2_nik", "saksi kedua"))


def _nik(label: str) -> NikField:
    return NikField(label=label, required=False)


class ReportedForm(HappeningForm):
    """What births, stillbirths and deaths ask of their report."""

    reporter = words("Nama pelapor", secret=True)
    reporter_kin = words("Hubungan pelapor", longest=60)
    reporter_nik = _nik("NIK pelapor")
    witness1 = words("Nama saksi pertama", secret=True)
    witness1_nik = _nik("NIK saksi pertama")
    witness2 = words("Nama saksi kedua", secret=True)
    witness2_nik = _nik("NIK saksi kedua")

    REPORTED = ("reporter", "reporter_kin", "reporter_nik", "witness1", "witness1_nik", "witness2", "witness2_nik")
    REPORT_CARDS = (
        ("Laporan", ("reported_on", "reporter", "reporter_kin", "reporter_nik")),
        ("Saksi", ("witness1", "witness1_nik", "witness2", "witness2_nik")),
    )

    def clean(self) -> dict[str, Any]:
        """
        Three different people, of whom none is the one it is about.

        :raises ValidationError: one number stands twice; a witness witnesses for others.
        """
        said: dict[str, Any] = super().clean() or self.cleaned_data
        taken = {self.dead_nik: "yang meninggal"} if self.dead_nik else {}
        for name, who in _PEOPLE:
            nik = said.get(name)
            if nik and nik in taken:
                self.add_error(name, f"NIK ini sama dengan NIK {taken[nik]}. Tulis NIK orang lain.")
            elif nik:
                taken[nik] = who
        return said

    @property
    def dead_nik(self) -> str:
        """Of whoever died, who reports and witnesses nothing; a mother may report the birth of her child."""
        return ""
