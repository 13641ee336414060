"""Whoever looks can change nothing, at any address there is."""

import pytest
from access import walking
from access.table import ROWS
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts import permissions
from accounts.models import Account
from accounts.posts import VILLAGE_POSTS
from audit.models import Entry

pytestmark = pytest.mark.django_db
SAFE = {"GET", "HEAD", "OPTIONS"}


def test_whoever_looks_changes_nothing_at_any_address(looked_into, village, make_account):
    """Also when every permission is given to the account: the wall stands behind permissions."""
    granted = permissions.all_permissions()
    Account.objects.filter(reads_until__isnull=False).update(reads=[code.value for code in granted])
    before = Entry.objects.exclude(action="watcher.look").count()
    by_name = {place.name: place for place in walking.places() if place.kind == "village"}
    let_through, asked = set(), 0

    for letters, method, name, *_, given in ROWS:
        # Leaving ends the walk; the test below says that it is open.
        if method in SAFE or "village" not in walking.kinds_of(letters) or name == "accounts:sign_out":
            continue
        sid = transaction.savepoint()
        wanted = by_name[name].permission(method)
        posts = [post for post in VILLAGE_POSTS if wanted is None or post in granted[wanted]][:1]
        arguments = given(village, make_account("berhak", *posts, totp=True)) if callable(given) else given
        address = reverse(name, urlconf=settings.TENANT_TYPES["village"]["URLCONF"], kwargs=arguments)
        transaction.savepoint_rollback(sid)
        asked += 1
        if looked_into.client.generic(method, address).status_code != 403:
            let_through.add(name)

    assert asked > 150
    assert let_through == {"registry:nik", "registry:kk", "registry:parents_nik"}
    assert Entry.objects.exclude(action="watcher.look").count() == before


def test_every_view_is_behind_the_wall_but_those_named():
    """Of every address of every kind of office, so that a new one cannot slip through a mark it copied."""
    marked = {place.name for place in walking.places() if getattr(place.view, "watchers_may", False)}

    assert marked == {"accounts:sign_out", "registry:nik", "registry:kk", "registry:parents_nik"}
