"""Why something typed about a resident is refused, and at which field."""

from registry.models import Resident

SHORTEST_REASON, LONGEST_REASON = 5, 200


class DetailsImpossible(ValueError):
    """Something typed cannot be; `field` says where and the message says why."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


def reason_in(text: str, field: str = "reason") -> str:
    """
    A reason as it is kept, at most 200 letters of it.

    :raises DetailsImpossible: there is none to speak of.
    """
    said = text.strip()
    if len(said) < SHORTEST_REASON:
        raise DetailsImpossible(field, f"Tulis alasannya, paling sedikit {SHORTEST_REASON} huruf.")
    return said[:LONGEST_REASON]


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
