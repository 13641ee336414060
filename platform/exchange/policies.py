"""
Row policies of the exchange: the database itself keeps a village to its own facts and a supervisor to those below, and an offer of
people who move to the two villages it is between, and hashes of people to the village that made them.

How a role names its office and how policies are set: `tenants.policies`.
"""

# ruff: noqa: S608 - every part of these statements stands in this file.

from tenants import policies
from tenants.policies import KEY

ME = f"(SELECT id FROM tenants_office WHERE key = {KEY})"
OWN = f"office_id = {ME}"
BELOW = f"""office_id IN (SELECT o.id FROM tenants_office o JOIN tenants_office p ON p.id = o.parent_id
            WHERE p.id = {ME} OR p.parent_id = {ME})"""
ABOVE = f"""office_id IN (SELECT unnest(ARRAY[o.id, p.id, p.parent_id]) FROM tenants_office o
            LEFT JOIN tenants_office p ON p.id = o.parent_id WHERE o.key = {KEY})"""
# What is final is not even seen by a change, so an UPDATE finds no row and an upsert is refused.
OPEN = f"{OWN} AND state = 'PROVISIONAL'"
REGENCY = f"office_id = (SELECT id FROM tenants_office WHERE key = {KEY} AND kind = 'regency')"
FROM_ME, TO_ME = f"from_office_id = {ME}", f"to_office_id = {ME}"
VILLAGES = f"""{ME} IN (SELECT id FROM tenants_office WHERE kind = 'village')
            AND to_office_id IN (SELECT id FROM tenants_office WHERE kind = 'village' AND state = 'OPEN')"""
OWN_VILLAGE = f"office_id = (SELECT id FROM tenants_office WHERE key = {KEY} AND kind = 'village')"

POLICIES: policies.Policies = {
    "exchange_fact": (
        "SELECT, INSERT, UPDATE, DELETE",
        {
            "own_facts_are_read": ("SELECT", OWN, ""),
            "facts_below_are_read": ("SELECT", BELOW, ""),
            "own_facts_are_added": ("INSERT", "", OPEN),
            "own_open_facts_are_changed": ("UPDATE", OPEN, OWN),
            "own_open_facts_are_removed": ("DELETE", OPEN, ""),
        },
    ),
    "exchange_target": (
        "SELECT, INSERT, UPDATE, DELETE",
        {
            "targets_above_are_read": ("SELECT", ABOVE, ""),
            "a_regency_adds_targets": ("INSERT", "", REGENCY),
            "a_regency_changes_targets": ("UPDATE", REGENCY, REGENCY),
            "a_regency_removes_targets": ("DELETE", REGENCY, ""),
        },
    ),
    "exchange_holiday": (
        "SELECT, INSERT, UPDATE, DELETE",
        {
            "days_off_above_are_read": ("SELECT", ABOVE, ""),
            "a_regency_adds_days_off": ("INSERT", "", REGENCY),
            "a_regency_changes_days_off": ("UPDATE", REGENCY, REGENCY),
            "a_regency_removes_days_off": ("DELETE", REGENCY, ""),
        },
    ),
    "exchange_kindnotice": (
        # What was published stays as it is: it is only withdrawn.
        "SELECT, INSERT, UPDATE (withdrawn_at)",
        {
            "publications_above_are_read": ("SELECT", ABOVE, ""),
            "a_regency_publishes": ("INSERT", "", f"{REGENCY} AND withdrawn_at IS NULL"),
            "a_regency_withdraws": (
                "UPDATE",
                f"{REGENCY} AND withdrawn_at IS NULL",
                f"{REGENCY} AND withdrawn_at IS NOT NULL",
            ),
        },
    ),
    "exchange_handover": (
        # Neither from whom nor to whom nor how many: what was offered stays what it is.
        "SELECT, INSERT, UPDATE (state, sealed, answer, answered_at)",
        {
            "offers_of_mine_and_to_me_are_read": ("SELECT", f"{FROM_ME} OR {TO_ME}", ""),
            "offers_of_mine_are_made": ("INSERT", "", f"{FROM_ME} AND state = 'OFFERED' AND {VILLAGES}"),
            "an_open_offer_is_taken_back": (
                "UPDATE",
                f"{FROM_ME} AND state = 'OFFERED'",
                f"{FROM_ME} AND state IN ('WITHDRAWN', 'LAPSED') AND answer = ''",
            ),
            "an_open_offer_is_answered": (
                "UPDATE",
                f"{TO_ME} AND state = 'OFFERED'",
                f"{TO_ME} AND state IN ('ACCEPTED', 'REFUSED')",
            ),
        },
    ),
    "exchange_imprint": (
        # Never changed: a clash stands as long as the two imprints it was found by. Not the id either, as with errands.
        "SELECT, INSERT (office_id, subject, kind, digest), DELETE",
        {
            "own_imprints_are_read": ("SELECT", OWN, ""),
            "own_imprints_are_added": ("INSERT", "", OWN_VILLAGE),
            "own_imprints_are_removed": ("DELETE", OWN, ""),
        },
    ),
    "exchange_clash": (
        # Only the owner of the tables sees two villages at once, so only the owner writes here; whose imprint met it nobody reads.
        "SELECT (id, office_id, other_id, subject, kind, since)",
        {"own_clashes_are_read": ("SELECT", OWN, "")},
    ),
}


def apply() -> None:
    """Set the policies and remove any other; running it again changes nothing."""
    policies.apply(POLICIES)


def statements() -> list[str]:
    """The policies as SQL."""
    return policies.statements(POLICIES)
