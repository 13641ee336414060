"""
For a worker that is to be killed: the store takes the document, and the worker hangs before it has written that down.

Only the first worker hangs: FAULTS_PLACE is a folder, and the file `hanging` in it says that one is there.
"""

import os
import time
from pathlib import Path

from archive import store
from archive.models import Document

_put = store.put


def put_and_hang(document: Document, content: bytes) -> None:
    """Put it for real, then wait to be killed."""
    _put(document, content)
    hanging = Path(os.environ["FAULTS_PLACE"], "hanging")
    if not hanging.exists():
        hanging.touch()
        time.sleep(600)


store.put = put_and_hang
