"""The steps of a new village that end in its first letter."""

from django.db.models import Exists, Q

from modules.service.models import Letter, ServiceSettings, Standard
from supervision.own.starting import Step, declare


def declare_all() -> None:
    """This will declare them once, at start."""
    declare(
        Step(
            "letterhead",
            3,
            "Memasang kop surat",
            "Pasang lambang dan periksa tata naskah.",
            "service:house",
            lambda: Exists(
                ServiceSettings.objects.filter(
                    Q(own_logo__isnull=False) | Q(regency_logo__isnull=False) | Q(own_house__isnull=False)
                )
            ),
        )
    )
    declare(
        Step(
            "standards",
            7,
            "Meninjau standar pelayanan",
            "Baca draf standar, ubah bila perlu, lalu tetapkan.",
            "service:standard",
            lambda: Exists(Standard.objects.exclude(changed_by_name="", approved_at__isnull=True)),
        )
    )
    declare(
        Step(
            "letter",
            8,
            "Menerbitkan surat pertama",
            "Buat surat di loket sampai ditandatangani.",
            "service:counter",
            lambda: Exists(Letter.objects.filter(signed_at__isnull=False)),
        )
    )
