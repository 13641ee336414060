"""What officers are told before the storage is full."""

from typing import Any

from django.http import HttpRequest

from archive import space
from archive.permissions import ArchivePermission
from web.indonesian import file_size


def nearly_full(request: HttpRequest) -> str:
    """How full the storage is, for whoever works with documents, from four fifths on."""
    user: Any = request.user
    if not user.is_authenticated or not user.may(ArchivePermission.OPEN_DOCUMENT):
        return ""
    used, allowed = space.warning() or (0, 1)
    if not used:
        return ""
    words = f"Penyimpanan kantor terpakai {file_size(used)} dari {file_size(allowed)}."
    return f"{words} Bila penuh, berkas baru ditolak. Minta pengelola di kabupaten menambah batasnya."
