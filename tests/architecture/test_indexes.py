"""
Every index is one that somebody asks: an empty village has hundreds of them, and each costs its opening and every write a little.

Who did something is shown beside it and looked up by nobody, unless named here; a slug is found with its office; and what begins another
index needs none of its own.
"""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

OURS = [
    model
    for model in apps.get_models()
    if model._meta.app_label not in ("auth", "contenttypes") and model._meta.managed
]
#: Columns of accounts by which a page finds its rows.
ASKED_BY_PERSON = {
    ("accounts.Session", "account"),
    ("accounts.Appointment", "account"),
    ("accounts.Invitation", "account"),
    ("assignments.Task", "made_by"),
    ("messaging.Message", "account"),
    ("papers.Certificate", "account"),
    ("referrals.Referral", "made_by"),
    ("registry.Area", "keeper"),
    ("service.Authority", "account"),
}
#: Single columns by which rows are found without anything else.
ASKED_ALONE = {("accounts.Session", "expire_date"), ("tenants.Domain", "is_primary")}


def own_indexes():
    """Every column with an index of its own that makes nothing unique."""
    for model in OURS:
        for field in model._meta.local_fields:
            if field.db_index and not field.unique:
                yield model, field


def begun_by(model):
    """The columns with which an index or a constraint over all rows begins."""
    lasting = [one for one in model._meta.indexes if one.fields and not one.condition]
    lasting += [
        one
        for one in model._meta.constraints
        if isinstance(one, models.UniqueConstraint) and one.fields and not one.condition
    ]
    return {one.fields[0] for one in lasting}


def test_no_index_repeats_the_beginning_of_another():
    assert [
        f"{model._meta.label}.{field.name}" for model, field in own_indexes() if field.name in begun_by(model)
    ] == []


def test_who_did_it_has_an_index_only_where_a_page_asks():
    people = {
        (model._meta.label, field.name)
        for model, field in own_indexes()
        if isinstance(field, models.ForeignKey) and field.related_model._meta.label == settings.AUTH_USER_MODEL
    }
    assert people == ASKED_BY_PERSON


def test_a_word_has_no_index_of_its_own():
    words = {
        (model._meta.label, field.name) for model, field in own_indexes() if not isinstance(field, models.ForeignKey)
    }
    assert words == ASKED_ALONE


@pytest.mark.parametrize("label", ["registry.ImportRow", "exchange.Fact"])
def test_the_scan_sees_what_begins_an_index(label):
    assert begun_by(apps.get_model(label)) & {"batch", "office"}
