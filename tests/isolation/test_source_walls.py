"""Only the rooms that keep the walls may touch them, and nothing is remembered beside them."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [path for folder in ("platform", "tenants", "modules") for path in sorted((ROOT / folder).rglob("*.py"))]

# What is the same for every office and may be kept in a process: each with what it holds.
REMEMBERED = (
    "platform/registry/codes/reading.py",  # code tables of the ministry
    "tenants/districts.py",  # the kecamatan of the country, from the list that ships
    "modules/service/rules/naskah/reading.py",  # the trees of letters' texts, which hold nobody's answers
    "modules/service/models/definitions.py",  # kinds as an office words them, by the digest of the words
    "modules/service/queries/drafting.py",  # what is wrong with words, by their digest
    "modules/service/rules/samples.py",  # sample answers that ship
    "modules/service/actions/story.py",  # declared when apps load: who hears of a new letter
    "platform/web/badges.py",  # declared when apps load: counts beside the menu; and the words of their statements
    "platform/web/clocks.py",  # declared when apps load: who is asked for clocks
    "modules/service/queries/timelines.py",  # rooms that tell beside a story
    "modules/service/ask/rules/documents.py",  # declared when apps load: what Tanya answers from
    "modules/service/complaints/views/finding.py",  # the words of statements, by the posts of whoever asks
    "platform/registry/queries/sought.py",  # the words of statements, by the shape of a search
    "modules/service/views/beside.py",  # parts of the service's pages
    "platform/audit/queries.py",  # curtains before parts of the log
    "platform/papers/typesetting.py",  # the compiler, one a thread
    "platform/papers/text.py",  # the letters the fonts have
    "platform/papers/books/metrics.py",  # how wide they are
    "platform/papers/books/shelf.py",  # declared when apps load: books
    "platform/archive/store.py",  # the client of the object store
    "platform/jobs/ending.py",  # declared when apps load: who hears of ended jobs
    "platform/messaging/events.py",  # declared when apps load: what there may be messages about
    "platform/messaging/webhook.py",  # who answers what people write
    "platform/jobs/kinds.py",  # declared when apps load: kinds of work
    "platform/jobs/broker.py",  # since when the broker is silent
    "platform/web/menu.py",  # entries of the menu
    "platform/audit/sentences.py",  # words for what was done
    "platform/exchange/indicators.py",  # indicators
    "platform/exchange/outbox/actions/closing.py",  # declared when apps load: registers whose closing closes figures
    "platform/exchange/announcements.py",  # declared when apps load: catalogues a kabupaten keeps for its villages
    "platform/exchange/handovers.py",  # declared when apps load: who is told of offers
    "platform/exchange/matters/kinds.py",  # kinds of matter
    "platform/submissions/sources.py",  # declared when apps load: where reports can be taken from
    "platform/accounts/home.py",  # first pages
    "platform/supervision/own/starting.py",  # declared when apps load: steps of a new village
    "platform/registry/about.py",  # parts of a person's page
    "platform/registry/statistics/declaration.py",  # statistics
    "platform/web/searching.py",  # what the search box finds
    "platform/accounts/permissions.py",  # who may do what
    "platform/archive/access.py",  # guards of the areas
    "platform/config/urls/nobody.py",  # no addresses
    "platform/config/settings.py",  # the deployment's settings
    "tenants/seeds.py",  # what a new office finds
    "platform/walls/fleeting.py",  # since when the cache is silent
    "platform/walls/limits.py",  # who decides limits
    "platform/web/notices.py",  # who may tell officers something
    "tenants/privileges.py",  # row policies
    "tenants/copies/published.py",  # public tables a copy takes along
    "tenants/rollout/walking.py",  # the apps of a migration, as Django knows them
)

# rule -> (what it looks for, who may): read the names in docs/walls.md.
RULES: dict[str, list[tuple[str, tuple[str, ...]]]] = {
    "switches": [
        # Switching the schema by hand.
        (
            r"\b(schema_context|tenant_context|set_tenant|set_schema|set_schema_to_public)\b",
            ("platform/walls/", "tenants/blueprint.py", "tenants/rollout/", "tenants/copies/moment.py"),
        ),
        # The path and the role themselves.
        (
            r"search_path|set_config\(\s*'(role|search_path)'|execute\([^)]*\b(SET|RESET) ROLE",
            ("platform/walls/", "tenants/"),
        ),
        # Working as the owner of all tables.
        (
            r"current\.outside\(\)|current\.leave\(\)",
            ("tenants/", "platform/exchange/", "platform/jobs/", "platform/config/"),
        ),
        # Entering an office from somewhere else.
        (r"current\.enter\(", ("tenants/", "platform/archive/whole.py")),
        (
            r"current\.inside\(",
            (
                "tenants/",
                "platform/jobs/",
                "platform/exchange/",
                "platform/supervision/actions/",
                "platform/config/",
                "management/",
            ),
        ),
        # The library itself.
        (r"^\s*(from|import) django_tenants", ("platform/walls/", "tenants/", "platform/jobs/")),
        # A connection of one's own knows no office. The walls prove with one that the other is alone.
        (
            r"psycopg\.connect|connections\[",
            ("platform/walls/database/pooling.py", "platform/config/scratch.py", "tenants/rollout/connecting.py"),
        ),
        # A host that a proxy's header could change.
        (r"HTTP_X_FORWARDED_HOST|USE_X_FORWARDED_HOST\s*=\s*True", ()),
        # The visitor's address, as far as proxies are believed.
        (r"X-Forwarded-For|HTTP_X_FORWARDED|X-Real-IP", ("platform/web/proxies.py",)),
        # Row policies are set in one place.
        (r"ROW LEVEL SECURITY|CREATE POLICY", ("tenants/policies.py",)),
    ],
    # A20: what a process remembers of one village it would tell the next.
    "memo": [
        (r"^\s*@(functools\.)?(lru_cache|cache)\b", REMEMBERED),
        (r"^_?\w+(: [^=\n]+)? = (\{\}|\[\]|(dict|list|set|defaultdict|OrderedDict|WeakValueDictionary)\()", REMEMBERED),
        (r"^\s*global ", REMEMBERED),
        (r"cache_page|\{% cache|caches\[", ()),
    ],
    # A key of the whole deployment.
    "everywhere": [(r"\bEVERYWHERE\b|[\"']everywhere:", ("platform/walls/cache.py", "platform/accounts/limits.py"))],
    # A08: a name written out in a view, a function or a query would reach past the search path.
    "schemas": [(r"""["' ]d_[a-z]+\.(?!py)[a-z_]+""", ())],
    # A08: what runs with the rights of whoever made it, or with the path of whoever calls it.
    "makes": [
        (r"\bCREATE\s+(OR\s+REPLACE\s+)?(TEMP\w*\s+|UNLOGGED\s+)?(FUNCTION|PROCEDURE|TRIGGER|(MATERIALIZED\s+)?VIEW|RULE)\b", ()),
        (r"SECURITY DEFINER", ()),
    ],
    # Keys are derived in one place; tests/architecture says the same of signatures.
    "signs": [
        (r"settings\.SECRET_KEY", ("platform/walls/keys.py",)),
    ],
}  # fmt: skip


def holders(pattern):
    return {str(path.relative_to(ROOT)) for path in SOURCES if re.search(pattern, path.read_text(), re.M)}


def broken(rule):
    """The files that break a rule."""
    return {
        path
        for pattern, keepers in RULES[rule]
        for path in holders(pattern)
        if not any(keeper in path for keeper in keepers)
    }


@pytest.mark.parametrize("rule", RULES)
def test_only_the_keepers_touch_a_wall(rule):
    assert not broken(rule)


def test_the_scan_reads_the_sources():
    assert len(SOURCES) > 100
    assert "platform/walls/current.py" in holders(r"set_tenant")
    assert "tenants/actions/opening.py" in holders(r"current\.outside\(\)")


def test_whoever_may_remember_still_does():
    """A list of exceptions that are gone hides the next one."""
    patterns = [pattern for pattern, keepers in RULES["memo"] if keepers]

    assert set(REMEMBERED) == {path for pattern in patterns for path in holders(pattern)}
