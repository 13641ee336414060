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
# What is final is not even seen by a change, so an UPDATE finds no row and an upsert is refused; and into a closed period nothing comes.
CLOSED = """EXISTS (SELECT 1 FROM exchange_closedperiod c
            WHERE c.office_id = exchange_fact.office_id AND c.period = exchange_fact.period)"""
OPEN = f"{OWN} AND state <> 'FINAL' AND NOT {CLOSED}"
REVISION = """SELECT 1 FROM exchange_revision r WHERE r.office_id = exchange_fact.office_id
            AND r.period = exchange_fact.period AND r.indicator = exchange_fact.indicator"""
# Only a revision that has been said, and not yet followed, opens a closed figure, and only for what it says.
REVISED = f"EXISTS ({REVISION} AND r.number = exchange_fact.revision + 1)"
AS_REVISED = f"""state = 'FINAL' AND EXISTS ({REVISION} AND r.number = exchange_fact.revision
            AND r.numerator IS NOT DISTINCT FROM exchange_fact.numerator
            AND r.denominator IS NOT DISTINCT FROM exchange_fact.denominator
            AND r.buckets IS NOT DISTINCT FROM exchange_fact.buckets AND r.is_small = exchange_fact.is_small)"""
FIRST_CLOSED = f"state = 'FINAL' AND revision = 0 AND NOT EXISTS ({REVISION})"
# Said of a period that is closed already.
LATE = """EXISTS (SELECT 1 FROM exchange_closedperiod c
            WHERE c.office_id = exchange_revision.office_id AND c.period = exchange_revision.period)"""
REGENCY = f"office_id = (SELECT id FROM tenants_office WHERE key = {KEY} AND kind = 'regency')"
FROM_ME, TO_ME = f"from_office_id = {ME}", f"to_office_id = {ME}"
VILLAGES = f"""{ME} IN (SELECT id FROM tenants_office WHERE kind = 'village')
            AND to_office_id IN (SELECT id FROM tenants_office WHERE kind = 'village' AND state = 'OPEN')"""
# Along the lines of supervision, or from one village to another.
PARTNERS = f"""EXISTS (SELECT 1 FROM tenants_office me, tenants_office them WHERE me.id = {ME} AND them.id = exchange_matter.to_office_id
            AND them.state = 'OPEN' AND CASE exchange_matter.kind
                WHEN 'assignment' THEN them.parent_id = me.id
                WHEN 'inspection' THEN me.kind = 'regency' AND them.kind = 'village'
                    AND EXISTS (SELECT 1 FROM tenants_office d WHERE d.id = them.parent_id AND d.parent_id = me.id)
                WHEN 'joint' THEN me.kind = 'village' AND them.kind = 'village'
                ELSE them.id = me.parent_id END)"""
# The policies of the table that is asked hold inside, so these see matters of this office alone.
OF_MATTER = "EXISTS (SELECT 1 FROM exchange_matter m WHERE m.key = exchange_entry.matter_id)"
OF_ENTRY = f"EXISTS (SELECT 1 FROM exchange_entry e WHERE e.id = exchange_parcel.entry_id AND e.office_id = {ME})"
OF_MY_VILLAGES = f"""office_id IN (SELECT o.id FROM tenants_office o JOIN tenants_office p ON p.id = o.parent_id
            JOIN tenants_office r ON r.id = p.parent_id WHERE o.kind = 'village' AND r.kind = 'regency' AND r.key = {KEY})"""
OWN_VILLAGE = f"office_id = (SELECT id FROM tenants_office WHERE key = {KEY} AND kind = 'village')"

POLICIES: policies.Policies = {
    "exchange_fact": (
        "SELECT, INSERT, UPDATE, DELETE",
        {
            "own_facts_are_read": ("SELECT", OWN, ""),
            "facts_below_are_read": ("SELECT", BELOW, ""),
            "own_facts_are_added": ("INSERT", "", f"{OPEN} OR {OWN} AND {AS_REVISED}"),
            "own_open_facts_are_changed": (
                "UPDATE",
                f"{OPEN} OR {OWN} AND {REVISED}",
                f"{OPEN} OR {OWN} AND ({FIRST_CLOSED} OR {AS_REVISED})",
            ),
            "own_open_facts_are_removed": ("DELETE", OPEN, ""),
        },
    ),
    "exchange_closedperiod": (
        # Never opened again.
        "SELECT, INSERT",
        {
            "own_closed_periods_are_read": ("SELECT", OWN, ""),
            "closed_periods_below_are_read": ("SELECT", BELOW, ""),
            "own_periods_are_closed": ("INSERT", "", OWN),
        },
    ),
    "exchange_revision": (
        # Only added.
        "SELECT, INSERT",
        {
            "own_revisions_are_read": ("SELECT", OWN, ""),
            "revisions_below_are_read": ("SELECT", BELOW, ""),
            "own_revisions_are_said": ("INSERT", "", f"{OWN} AND {LATE}"),
        },
    ),
    "exchange_remark": (
        "SELECT, INSERT, UPDATE (text, by_name, said_at), DELETE",
        {
            "own_remarks_are_read": ("SELECT", OWN, ""),
            "remarks_below_are_read": ("SELECT", BELOW, ""),
            "own_remarks_are_added": ("INSERT", "", OWN),
            "own_remarks_are_changed": ("UPDATE", OWN, OWN),
            "own_remarks_are_removed": ("DELETE", OWN, ""),
        },
    ),
    "exchange_alarm": (
        # It may end; that it sounded stays.
        "SELECT, INSERT, UPDATE (seen_at, ended_at)",
        {
            "own_alarms_are_read": ("SELECT", OWN, ""),
            "alarms_below_are_read": ("SELECT", BELOW, ""),
            "own_alarms_are_raised": ("INSERT", "", OWN),
            "own_alarms_end": ("UPDATE", f"{OWN} AND ended_at IS NULL", OWN),
        },
    ),
    "exchange_outline": (
        # Whose it is stays: a village redraws its own, or takes it back.
        "SELECT, INSERT, UPDATE (path, coarse, west, north, east, south, label_x, label_y, is_given, drawn_at), DELETE",
        {
            "own_outlines_are_read": ("SELECT", OWN, ""),
            "outlines_below_are_read": ("SELECT", BELOW, ""),
            "own_outlines_are_drawn": ("INSERT", "", OWN_VILLAGE),
            "own_outlines_are_redrawn": ("UPDATE", OWN_VILLAGE, OWN_VILLAGE),
            "own_outlines_are_taken_back": ("DELETE", OWN_VILLAGE, ""),
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
    "exchange_villagescore": (
        # Corrected by the next file, never taken away.
        "SELECT, INSERT, UPDATE (score, decree, decree_on, by_name, told_at)",
        {
            "own_scores_are_read": ("SELECT", OWN, ""),
            "scores_below_are_read": ("SELECT", BELOW, ""),
            "a_regency_enters_scores": ("INSERT", "", OF_MY_VILLAGES),
            "a_regency_corrects_scores": ("UPDATE", OF_MY_VILLAGES, OF_MY_VILLAGES),
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
    "exchange_obligation": (
        "SELECT, INSERT, UPDATE, DELETE",
        {
            "obligations_above_are_read": ("SELECT", ABOVE, ""),
            "a_regency_adds_obligations": ("INSERT", "", REGENCY),
            "a_regency_changes_obligations": ("UPDATE", REGENCY, REGENCY),
            "a_regency_removes_obligations": ("DELETE", REGENCY, ""),
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
    "exchange_typenotice": (
        # A consultation that was begun under it still reads it: it only ends.
        "SELECT, INSERT, UPDATE (ended_at)",
        {
            "types_above_are_read": ("SELECT", ABOVE, ""),
            "a_regency_says_types": ("INSERT", "", f"{REGENCY} AND ended_at IS NULL"),
            "a_regency_ends_types": (
                "UPDATE",
                f"{REGENCY} AND ended_at IS NULL",
                f"{REGENCY} AND ended_at IS NOT NULL",
            ),
        },
    ),
    "exchange_announcement": (
        # Only added: it says what was done, and what holds stands in the catalogues.
        "SELECT, INSERT",
        {
            "announcements_above_are_read": ("SELECT", ABOVE, ""),
            "a_regency_announces": ("INSERT", "", REGENCY),
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
    "exchange_matter": (
        # From whom, to whom, of which kind and about what: what was begun stays what it is.
        "SELECT, INSERT, UPDATE (state, turn, due_at, taken_at, answered_at, settled_at, paused_at, returns, details, said, from_heard,"
        " to_heard)",
        {
            "matters_of_mine_and_to_me_are_read": ("SELECT", f"{FROM_ME} OR {TO_ME}", ""),
            "matters_of_mine_are_begun": ("INSERT", "", f"{FROM_ME} AND {PARTNERS}"),
            "matters_of_mine_and_to_me_are_moved_on": ("UPDATE", f"{FROM_ME} OR {TO_ME}", f"{FROM_ME} OR {TO_ME}"),
        },
    ),
    "exchange_entry": (
        "SELECT, INSERT",
        {
            "what_is_said_in_my_matters_is_read": ("SELECT", OF_MATTER, ""),
            "i_speak_in_my_matters": ("INSERT", "", f"{OWN} AND {OF_MATTER}"),
        },
    ),
    "exchange_parcel": (
        "SELECT, INSERT, UPDATE (content, taken_at, to_document)",
        {
            "files_of_mine_and_to_me_are_read": ("SELECT", f"{FROM_ME} OR {TO_ME}", ""),
            "files_of_mine_are_sent": ("INSERT", "", f"{FROM_ME} AND taken_at IS NULL AND {OF_ENTRY}"),
            "files_to_me_are_taken": ("UPDATE", f"{TO_ME} AND taken_at IS NULL", f"{TO_ME} AND taken_at IS NOT NULL"),
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
