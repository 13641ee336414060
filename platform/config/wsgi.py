"""The door for the web server."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [path for path in (str(ROOT), str(ROOT / "platform")) if path not in sys.path]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.core.wsgi import get_wsgi_application  # noqa: E402 - the paths above come first

application = get_wsgi_application()

from config import collecting  # noqa: E402 - Django is ready now
from walls import current  # noqa: E402 - the same

current.prove_connection()
collecting.settle_in()
