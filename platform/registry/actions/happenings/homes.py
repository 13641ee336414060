"""Where a newborn belongs: the card it comes onto, if there is one, and where it lives."""

from dataclasses import dataclass
from typing import Any

from registry.actions.happenings.beginning import members_of
from registry.actions.happenings.heads import family_joined
from registry.actions.happenings.places import Card, Place, place_of
from registry.actions.happenings.problems import HappeningImpossible
from registry.codes import Relation, Residency
from registry.models import Family, Resident
from registry.rules.births import relation_of_child


@dataclass(frozen=True)
class Home:
    """`relation` is what the child is on the card by the rule; without a card it is nothing."""

    family: Family | None
    relation: int
    place: dict[str, Any]
    residency: int
    citizenship: int | None


def home_of(parent: Resident) -> Home:
    """
    With a parent who lives here.

    :raises HappeningImpossible: nobody is left in the parent's family.
    """
    family = parent.family
    if family is not None and not members_of(family):
        raise HappeningImpossible("", "Keluarga ini tidak punya anggota yang hidup. Catat lewat orang tua yang lain.")
    place = place_of(parent)
    if family is not None:
        place = {name: value or place[name] for name, value in place_of(family).items()}
    return Home(family, relation_of_child(parent.relation), place, parent.residency, parent.citizenship)


def home_given(place: Place, card: Card, *, citizenship: int | None) -> Home:
    """
    With people who are no parents of it, or nobody yet; they are no guests of the village.

    :raises HappeningImpossible: nothing was said, or the card or the place cannot be.
    """
    if card.is_new and place.is_blank:
        raise HappeningImpossible(
            "join_no_kk", "Isi nomor KK yang menampung anak ini, atau dusun dan alamat tempat tinggalnya."
        )
    family = None if card.is_new else family_joined(card.joins)
    fields = place_of(family) if family is not None and place.is_blank else place.fields()
    return Home(family, Relation.KIN, fields, Residency.PERMANENT, citizenship)
