"""The registry's entry in the officers' menu."""

from registry.permissions import RegistryPermission
from web import menu

menu.add(
    menu.MenuItem(
        label="Penduduk",
        short_label="Warga",
        url_name="registry:residents",
        icon="people",
        permission=RegistryPermission.SEE_RESIDENTS,
        order=40,
    )
)
