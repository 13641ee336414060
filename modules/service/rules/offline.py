"""What the QR of a letter says of it to a phone without network: enough to see that another paper bears the same QR."""

from datetime import date

from modules.service.rules import masking
from modules.service.rules.paper import NO_END

_LONGEST_NAME, _LONGEST_TITLE = 24, 32


def words(*, number: str, signed_on: date, valid_until: date, title: str, about: str, is_internal: bool) -> list[str]:
    """
    Number, day of signing, last day ("" without an end), kind and whom it is about, masked; days as 20261123.

    :param is_internal: the office wrote it for itself, so its name hides nobody.
    """
    name = about if is_internal else masking.masked_name(about)
    last = "" if valid_until == NO_END else f"{valid_until:%Y%m%d}"
    return [number, f"{signed_on:%Y%m%d}", last, title[:_LONGEST_TITLE], name[:_LONGEST_NAME]]
