"""Why something typed about a resident is refused, and at which field."""

from registry.models import Resident


class DetailsImpossible(ValueError):
    """Something typed cannot be; `field` says where and the message says why."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


class NikTaken(DetailsImpossible):
    """Another resident of this village already has this NIK."""

    def __init__(self, holder: Resident) -> None:
        super().__init__("nik", f"NIK ini sudah dipakai {holder.name}.")
        self.holder = holder


class HeadTaken(DetailsImpossible):
    """The family already has a living head."""

    def __init__(self, head: Resident) -> None:
        super().__init__("relation", f"Keluarga ini sudah punya kepala keluarga: {head.name}.")
        self.head = head
