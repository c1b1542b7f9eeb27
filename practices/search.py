"""What the search knows of practices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from core.text import as_plain_text
from core.visibility import visible_to
from core.vocabularies.models import Branch, CompanySize, Instrument, ObstacleType, Region, TargetGroup, Term, Topic
from partners.models import PartnerPage, VerbundPage
from partners.moved import register_parameter
from partners.search import register_term_dependents
from partners.terms import GivenTerms
from practices.facets import FACETS
from practices.facts import facts
from practices.models import (
    BuildingBlockPage,
    PracticeBuildingBlock,
    PracticeObstacle,
    PracticePage,
    PracticeParticipant,
    PracticeTag,
)
from practices.texts import FileTitles, PracticeTexts
from practices.upkeep.dates import unconfirmed_from
from search.documents import Document
from search.facets import register_facet
from search.sources import Source, register_dependents, register_source

#: Under which name slugs of a vocabulary stand in addresses; `typ` on „Stolpersteine und was half“.
_IN_ADDRESSES: dict[str, type[Term]] = {
    "branche": Branch,
    "region": Region,
    "thema": Topic,
    "zielgruppe": TargetGroup,
    "groesse": CompanySize,
    "typ": ObstacleType,
}


def _describe(pages: Sequence[PracticePage]) -> Iterator[Document]:
    fields = {
        "branche": "branches",
        "region": "regions",
        "thema": "topics",
        "zielgruppe": "target_groups",
        "groesse": "company_sizes",
    }
    terms = GivenTerms(pages, *fields.values(), "instruments")
    networks = _public_networks(pages)
    tags = _tags(pages)
    texts = PracticeTexts(pages)
    for page in pages:
        verbund = networks.get(page.verbund_id)
        yield Document(
            id=str(page.pk),
            type="praxis",
            title=page.title,
            url=page.url or "",
            summary=page.summary,
            body=texts.body(page),
            keywords="\n".join(
                [
                    *tags.get(page.pk, ()),
                    *texts.keywords(page),
                    *terms.labels(page, "branches", "regions", "topics", "target_groups", "instruments"),
                    *([verbund.title] if verbund else []),
                ]
            ),
            terms={
                **{key: terms.slugs(page, field) for key, field in fields.items()},
                "verbund": (verbund.slug,) if verbund else (),
                "jahr": (str(page.year),) if page.year else (),
                "evidenz": (page.evidence,) if page.evidence else (),
            },
            published_at=page.first_published_at,
            expires_at=page.expire_at,
            lower_from=unconfirmed_from(page.next_review_on),
            external_id=page.external_id or "",
            facts=facts(page),
        )


def _describe_building_blocks(pages: Sequence[BuildingBlockPage]) -> Iterator[Document]:
    """Building blocks are pages to the search: which kinds there are is promised to the outside."""
    titles = FileTitles(pages)
    for page in pages:
        yield Document(
            id=str(page.pk),
            type="seite",
            title=page.title,
            url=page.url or "",
            summary=page.summary,
            body="\n".join([as_plain_text(page.description), *titles.of(page)]),
            keywords=gettext("Baustein"),
            label=gettext("Baustein"),
            terms={},
            published_at=page.first_published_at,
            expires_at=page.expire_at,
        )


def _public_networks(pages: Sequence[PracticePage]) -> dict[int, VerbundPage]:
    """A network that the public cannot see is none here, so that neither its name nor its slug gets into the index."""
    ids = {page.verbund_id for page in pages if page.verbund_id}
    networks = visible_to(None, VerbundPage.objects.filter(pk__in=ids)).only("title", "slug") if ids else ()
    return {network.pk: network for network in networks}


def _tags(pages: Sequence[PracticePage]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = PracticeTag.objects.filter(content_object__in=[page.pk for page in pages]).order_by("pk")
    for page_id, name in rows.values_list("content_object_id", "tag__name"):
        found.setdefault(page_id, []).append(name)
    return found


def register() -> None:
    """Tell the search; called once, when Django is ready."""
    for facet in FACETS:
        register_facet(facet)
    register_source(Source("praxis", _("Praxisbeispiel"), _("Praxisbeispiele"), PracticePage, _describe, visible_to))
    register_source(Source("seite", _("Seite"), _("Seiten"), BuildingBlockPage, _describe_building_blocks, visible_to))
    register_term_dependents(
        PracticePage,
        {
            "branches": Branch,
            "regions": Region,
            "topics": Topic,
            "target_groups": TargetGroup,
            "company_sizes": CompanySize,
            "instruments": Instrument,
        },
    )
    for name, vocabulary in _IN_ADDRESSES.items():
        register_parameter(name, vocabulary)
    register_dependents(ObstacleType, _practices_with_obstacle)
    register_dependents(VerbundPage, _practices_of_network)
    register_dependents(BuildingBlockPage, _practices_with_block)
    register_dependents(PartnerPage, _practices_with_partner)
    register_dependents(Tag, _practices_with_tag)


def _practices_of_network(verbund: VerbundPage) -> set[int]:
    return set(PracticePage.objects.filter(verbund_id=verbund.pk).values_list("pk", flat=True))


def _practices_with_obstacle(kind: ObstacleType) -> set[int]:
    return set(PracticeObstacle.objects.filter(kind=kind).values_list("page_id", flat=True))


def _practices_with_tag(tag: Tag) -> set[int]:
    return set(PracticePage.objects.filter(tagged_items__tag=tag).values_list("pk", flat=True))


def _practices_with_partner(partner: PartnerPage) -> set[int]:
    return set(PracticeParticipant.objects.filter(partner_id=partner.pk).values_list("page_id", flat=True))


def _practices_with_block(block: BuildingBlockPage) -> set[int]:
    return set(PracticeBuildingBlock.objects.filter(block_id=block.pk).values_list("page_id", flat=True))
