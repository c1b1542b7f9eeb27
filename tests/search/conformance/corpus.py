"""Documents and requests for the suite: written by hand, or made by Hypothesis."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from search.documents import Document, prepare
from search.engine import EngineRequest
from search.facets import NOT_GIVEN, FacetValue, counting_plan
from search.german.query import parse
from search.german.synonyms import SynonymRule, Synonyms
from search.query import Sort

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)

#: A tree of three levels; its slugs and those of „thema“ hold what a query syntax might stumble over.
PARENTS = {"industrie": None, "metall": "industrie", "guss": "metall", "chemie": "industrie", 'a"b\\c:(d)': None}
VALUES = {"branche": {slug: FacetValue(slug, slug, parent) for slug, parent in PARENTS.items()}}
SLUGS = {
    "branche": [*PARENTS, "nicht im Baum"],
    "thema": ["2020-01-01T00:00:00Z", "5", "true", "ä ö", "İ", "\x00", "*", "AND", "\x1f", "\u2028", "🎉"],
    "jahr": ["2022", "2023", "2024", "2025"],
}
FACETS = (*SLUGS, "art")
WORDS = (
    *("Ausbildung", "Ausbildungen", "Verbund", "Verbünde", "Verbuende", "Betriebsräte", "Betriebsrat", "E-Learning"),
    *("Elektromobilität", "Fahrzeugzulieferindustrie", "Zulieferer", "Mitarbeiter:innen", "Straße", "Strasse"),
    *("der", "und", "2024", "§", "82", "SGB"),
)
HOSTILE = (
    *('"', "'", "\\", "\x00", "\ud800", "🎉", "AND", "OR", "NOT", "*", "title:x", "<mark>", "(", "ﷺ", "½", "a\u0308"),
)


def make(number, title="Verbund", **fields):
    """A prepared document; `number` becomes its id, keyword arguments are fields of Document."""
    fields = {"type": "praxis", "url": f"/praxis/{number}/", **fields}
    return prepare(Document(id=str(number), title=title, **fields), VALUES)


def ask(
    text="",
    filters=None,
    *,
    sort=Sort.RELEVANCE,
    offset=0,
    limit=100,
    now=NOW,
    facets=FACETS,
    forgiving="",
    variants=(),
):
    """A request for a typed text, in which everything of `facets` is counted; `forgiving` is tolerant or loose."""
    filters = filters or {}
    query = parse(text, SYNONYMS)
    if forgiving:
        query = getattr(query, forgiving)() or query
    return EngineRequest(query, filters, counting_plan(filters, facets), sort, offset, limit, now, variants)


def ids(response):
    return [hit.document.id for hit in response.hits]


def _some(strategy, most):
    return st.lists(strategy, max_size=most).map(tuple)


texts = st.lists(st.sampled_from((*WORDS, *WORDS, *HOSTILE)), max_size=12).map(" ".join)
#: Each of these means something to the one who types it.
SIGNED = (
    *('"Ausbildung"', '"der Verbund"', '"Betriebsrat und', "-Verbund", '-"und der"', "Verbund OR Straße", "OR", "AND"),
    *("Elektro*", "KI", "-Straße", "E-Learning*", "Mitarbeiterin OR E-Learning", '"E-Learning und"', "kleine Verbünde"),
    *("Verbnud", "Elektromobilitaetn", "Ausbildungsverbund", '"Fahrzeugzulieferindustrie" OR Straße'),
)
SYNONYMS = Synonyms(
    [
        SynonymRule(("Straße", "Ausbildung im Verbund", "E-Learning")),
        SynonymRule(("KI",), ("Betriebsrat", "der Verbund und")),
    ]
)
#: Short, as all its words have to be found.
queries = st.lists(st.sampled_from((*WORDS, *WORDS, *SIGNED, *HOSTILE)), max_size=3).map(" ".join)
moments = st.none() | st.sampled_from(
    [NOW + timedelta(microseconds=step) for step in (-1, 0, 1)]
    + [NOW + timedelta(days=days) for days in (-9000, -30, -1, 1, 30, 9000)]
    + [datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)]
)


@st.composite
def documents(draw):
    """A prepared document without an id of its own yet; what it says is likely to be what others say."""
    starts_at = draw(moments)
    length = timedelta(hours=draw(st.integers(0, 48)))
    return {
        "title": draw(texts),
        "summary": draw(texts),
        "body": draw(texts),
        "keywords": draw(texts),
        "type": draw(st.sampled_from(["praxis", "veranstaltung"])),
        "terms": {key: draw(_some(st.sampled_from(slugs), 5)) for key, slugs in SLUGS.items()},
        "published_at": draw(moments),
        "starts_at": starts_at,
        "ends_at": draw(st.sampled_from([None, starts_at + length])) if starts_at and starts_at.year < 9999 else None,
        "expires_at": draw(st.none() | moments),
        "lower_from": draw(st.none() | moments),
    }


corpora = st.lists(documents(), min_size=4, max_size=14).map(
    lambda found: [make(number, **fields) for number, fields in enumerate(found, start=1)]
)


@st.composite
def requests(draw):
    """Choices in any facet, also of values that nothing has; any sort and page."""
    filters = {
        key: draw(_some(st.sampled_from([*slugs, NOT_GIVEN, "gibt es nicht"]), 5))
        for key, slugs in SLUGS.items()
        if draw(st.booleans())
    }
    return ask(
        draw(queries),
        {key: tuple(dict.fromkeys(slugs)) for key, slugs in filters.items() if slugs},
        sort=draw(st.sampled_from(Sort)),
        offset=draw(st.sampled_from([0, 0, 0, 1, 5])),
        limit=draw(st.sampled_from([100, 100, 3, 0])),
        forgiving=draw(st.sampled_from(["", "tolerant", "loose"])),
        variants=draw(st.sampled_from([(), ({},), ({"branche": ("industrie",)}, {"jahr": ("2022", "2023")})])),
    )
