"""What records said before they were changed, each word until the day on which it was."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from registry.models.places import Family, Hamlet, Household
from registry.models.residents import Resident


class Former(models.Model):
    """
    What a record said until a day, written when it came to say something else. Rows are only ever added (settings.APPEND_ONLY_TABLES).

    A record said on a day the word with the earliest `until` after that day; without one it says the same now. So a register
    in which nothing was ever changed has no rows, and no closed month can come to say anything else.
    """

    # A model and its column: resident.name, hamlet.name.
    what = models.CharField(max_length=40)
    subject = models.BigIntegerField()
    until = models.DateField()
    # As text, whatever its kind; nothing where nobody knew.
    value = models.TextField(null=True)  # noqa: DJ001 - unknown is not empty

    class Meta:
        constraints = [models.UniqueConstraint(fields=["what", "subject", "until"], name="a_word_ends_once_a_day")]


#: Kept from day to day by the stays.
_BY_STAYS = {"status", "residency", "sex", "citizenship", "hamlet_id", "rw", "rt", "address", "family_id", "relation"}
#: Said of today alone: how to reach somebody, what follows from another field, and what only the register itself needs.
_OF_TODAY = {
    *("id", "search_name", "nik_status", "photo_id", "merged_into_id", "extra", "form_key", "created_at", "updated_at"),
    *("latitude", "longitude", "phone", "email", "telegram", "contact_by", "note"),
}
#: The columns whose words are kept.
KEPT: Mapping[type[models.Model], frozenset[str]] = {
    Resident: frozenset({field.attname for field in Resident._meta.concrete_fields} - _BY_STAYS - _OF_TODAY),
    Family: frozenset({"social_class"}),
    Household: frozenset({"is_listed"}),
    Hamlet: frozenset({"name"}),
}


def what(model: type[models.Model], column: str) -> str:
    """The name under which the words of a column are kept."""
    return f"{model._meta.model_name}.{column}"


def column(model: type[models.Model], name: str) -> Any:
    """
    The field of a model whose words are kept, by its name or its column.

    :raises KeyError: they are not kept.
    """
    field = model._meta.get_field(name)
    if field.attname not in KEPT[model]:  # type: ignore[union-attr]  # never a reverse relation
        raise KeyError(name)
    return field
