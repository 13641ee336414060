"""Somebody's own page names the other village that has them too, until an officer has spoken of it."""

from datetime import timedelta

from registry import actions
from walls import current

from .conftest import NOON, details

LATER = NOON + timedelta(hours=1)


def add(**changed):
    return actions.add_resident(details=details(no_kk=None, relation=None, **changed), by=None, at=NOON)


def test_the_own_page_names_the_other_village_until_somebody_has_spoken(
    village, gita, neighbour, signed_in, make_account, django_assert_max_num_queries
):
    with current.inside(neighbour):
        add()
        actions.compare_people(at=LATER)
    met, other = add(), add(name="DIAN SAMPLE", nik="3599016803900088")
    actions.compare_people(at=LATER)
    page, desk = f"/kantor/warga/{met.pk}/", signed_in(village, gita)
    # The counts beside the menu are remembered for a minute.
    desk.get("/kantor/akun/")

    with django_assert_max_num_queries(10):
        shown = desk.get(page).content.decode()
    assert "Tercatat juga di Desa Prenduan" in shown
    assert f"/kantor/warga/desa-lain/{met.pk}/{neighbour.pk}/" in shown
    reader = signed_in(village, make_account("kades", "KADES")).get(page).content.decode()
    assert ("Tercatat juga di Desa Prenduan" in reader, f"desa-lain/{met.pk}/" in reader) == (True, False)
    assert "Tercatat juga" not in desk.get(f"/kantor/warga/{other.pk}/").content.decode()
    said = {"verdict": "NOT_SAME", "reason": "Orangnya berbeda"}
    actions.settle_elsewhere(resident=met, other=neighbour, by=gita, at=LATER, **said)
    assert "Tercatat juga" not in desk.get(page).content.decode()
