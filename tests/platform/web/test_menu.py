"""Who sees which menu entries, in which order, and where the visitor is."""

from types import SimpleNamespace

import pytest

from web import menu
from web.menu import MenuItem

VILLAGE_URLS = "config.urls.village"


class Officer:
    def __init__(self, *permissions):
        self.permissions = permissions

    def may(self, permission):
        return permission in self.permissions


@pytest.fixture(autouse=True)
def empty_menu(monkeypatch, settings):
    settings.ROOT_URLCONF = VILLAGE_URLS
    monkeypatch.setattr(menu, "_items", [])


def at(path, user=None):
    return SimpleNamespace(path=path, user=user or Officer())


def labels(request, kind="village", shell=menu.OFFICE):
    return [entry.label for entry in menu.entries(request, kind, shell)]


def test_an_officer_sees_what_the_permissions_open():
    menu.add(MenuItem("Bantuan", "web:help", "help"))
    menu.add(MenuItem("Privasi", "web:privacy", "lock", permission="registry.view"))

    assert labels(at("/")) == ["Bantuan"]
    assert labels(at("/", Officer("registry.view"))) == ["Bantuan", "Privasi"]


def test_a_visitor_without_account_sees_no_guarded_entry():
    menu.add(MenuItem("Privasi", "web:privacy", "lock", permission="registry.view"))

    assert menu.entries(SimpleNamespace(path="/"), "village") == []


def test_entries_stand_in_their_order_whatever_app_came_first():
    menu.add(MenuItem("Kedua", "web:help", "help", order=20))
    menu.add(MenuItem("Pertama", "web:privacy", "lock", order=10))

    assert labels(at("/")) == ["Pertama", "Kedua"]


def test_each_kind_of_office_has_its_own_menu():
    menu.add(MenuItem("Banding", "web:help", "chart", office_kinds=("district", "regency")))

    assert labels(at("/")) == []
    assert labels(at("/"), "district") == ["Banding"]


def test_residents_and_officers_have_different_menus():
    menu.add(MenuItem("Layanan", "web:help", "letter", shell=menu.PUBLIC))

    assert labels(at("/")) == []
    assert labels(at("/"), shell=menu.PUBLIC) == ["Layanan"]


def test_an_entry_without_address_in_this_office_is_left_out():
    menu.add(MenuItem("Tidak ada", "nowhere:at_all", "help"))

    assert labels(at("/")) == []


def test_the_deepest_entry_above_the_page_is_current():
    menu.add(MenuItem("Bantuan", "web:help", "help"))
    menu.add(MenuItem("Gaya", "web:style_page", "edit"))

    current = [entry.label for entry in menu.entries(at("/kantor/gaya/ikon/"), "village") if entry.is_current]

    assert current == ["Gaya"]


def test_the_home_is_current_only_at_home(monkeypatch):
    monkeypatch.setattr(menu, "_url", lambda item: {"home": "/kantor/", "letters": "/kantor/surat/"}[item.url_name])
    menu.add(MenuItem("Beranda", "home", "home", order=1))
    menu.add(MenuItem("Surat", "letters", "letter", order=2))

    def current(path):
        return [entry.label for entry in menu.entries(at(path), "village") if entry.is_current]

    assert current("/kantor/") == ["Beranda"]
    assert current("/kantor/surat/7/") == ["Surat"]
    assert current("/kantor/akun/") == []


def test_a_badge_counts_only_when_something_waits():
    menu.add(MenuItem("Bantuan", "web:help", "help", badge=lambda request: 7))
    menu.add(MenuItem("Privasi", "web:privacy", "lock", badge=lambda request: 0))

    assert [entry.badge for entry in menu.entries(at("/"), "village")] == [7, None]


def test_registering_twice_adds_one_entry():
    item = MenuItem("Bantuan", "web:help", "help")
    menu.add(item)
    menu.add(item)

    assert labels(at("/")) == ["Bantuan"]


def test_a_twelfth_entry_of_the_rail_is_refused():
    for number in range(menu.RAIL_LIMIT):
        menu.add(MenuItem(f"Menu {number}", "web:help", "help"))

    with pytest.raises(menu.MenuFull):
        menu.add(MenuItem("Satu lagi", "web:help", "help"))


def test_the_phone_shows_five_and_puts_the_rest_behind_lainnya():
    for number in range(6):
        menu.add(MenuItem(f"Menu {number}", "web:help", "help", order=number))
    rail = menu.entries(at("/"), "village")

    assert menu.phone(rail[:5]) == (rail[:5], False)
    assert menu.phone(rail) == (rail[:4], True)
