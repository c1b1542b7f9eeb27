"""The practice's form in the admin: its groups in the order of the page, and the panel that says what is missing."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    PageChooserPanel,
    Panel,
    TitleFieldPanel,
)

from core.vocabularies.panels import TermCheckboxes
from practices.hints import HINTS
from practices.review.panel import ReviewPanel
from practices.tiers import NEEDS, Tier, missing, panel_id
from practices.writing_panel import WritingPanel


class TierPanel(Panel):
    """Which tier the practice has reached, as bars, with links to the fields that are missing."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "practices/panels/tier_panel.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            lacking = missing(self.instance)
            context["reached"] = lacking.reached
            context["tiers"] = [
                _bar(Tier.SHORT, lacking.short),
                _bar(Tier.FULL, (*lacking.short, *lacking.full), lacking.full),
            ]
            return context


def _bar(tier: Tier, lacking: Any, listed: Any = None) -> dict[str, Any]:
    """The Vollbeschreibung needs all that the Kurzsteckbrief needs, but lists only what is its own."""
    total = sum(tier is Tier.FULL or need.tier is tier for need in NEEDS)
    rows = lacking if listed is None else listed
    return {
        "label": tier.value,
        "total": total,
        "done": total - len(lacking),
        "missing": [{"label": need.label, "flaw": flaw, "anchor": need.anchor} for need, flaw in rows],
    }


def _field(name: str, **kwargs: Any) -> FieldPanel:
    return FieldPanel(name, attrs={"id": panel_id(name)}, help_text=HINTS[name], **kwargs)


def _terms(name: str) -> FieldPanel:
    return _field(name, widget=TermCheckboxes)


def _rows(relation: str, heading: str, label: str, limit: int = 30) -> InlinePanel:
    return InlinePanel(
        relation,
        heading=heading,
        label=label,
        max_num=limit,
        help_text=HINTS[relation],
        attrs={"id": panel_id(relation)},
    )


PRACTICE_PANELS: list[Panel] = [
    TitleFieldPanel("title", help_text=HINTS["title"]),
    TierPanel(heading="Was schon da ist und was noch fehlt"),
    ReviewPanel(heading="Prüfung und Freigabe"),
    WritingPanel(heading="Hilfe beim Schreiben"),
    MultiFieldPanel([_field("summary"), _field("abstract")], heading="Kurz gesagt"),
    MultiFieldPanel(
        [
            _field("background"),
            _field("goals"),
            _field("approach"),
            _field("steps"),
            _field("outcome"),
            _field("failures"),
        ],
        heading="Das Beispiel",
    ),
    MultiFieldPanel(
        [
            _rows("effects", "Wirkungen", "Wirkung"),
            FieldRowPanel([_field("evidence"), _field("evidence_reason")]),
        ],
        heading="Wirkung",
    ),
    MultiFieldPanel([_rows("obstacles", "Stolpersteine", "Stolperstein")], heading="Stolpersteine"),
    MultiFieldPanel(
        [
            _field("transferability"),
            _field("core_parts"),
            _field("adaptable_parts"),
            FieldRowPanel([_field("suited_for"), _field("not_suited_for")]),
            _field("conditions"),
            MultipleChooserPanel(
                "building_block_links",
                chooser_field_name="block",
                heading="Bausteine",
                label="Baustein",
                max_num=30,
                help_text=HINTS["building_block_links"],
                attrs={"id": panel_id("building_block_links")},
            ),
        ],
        heading="Übertragen",
    ),
    MultiFieldPanel(
        [
            _field("example_kind"),
            _terms("topics"),
            _terms("branches"),
            _terms("regions"),
            _terms("company_sizes"),
            _terms("target_groups"),
            _field("tags"),
        ],
        heading="Einordnung",
    ),
    MultiFieldPanel(
        [
            PageChooserPanel(
                "verbund", "partners.VerbundPage", help_text=HINTS["verbund"], attrs={"id": panel_id("verbund")}
            ),
            _rows("participants", "Beteiligte und ihre Rollen", "Beteiligter"),
            _field("network_type"),
            _field("social_partners"),
            FieldRowPanel([_field("started_on"), _field("ended_on"), _field("ongoing"), _field("year")]),
            FieldRowPanel([_field("stage"), _field("stage_reason")]),
        ],
        heading="Wer und wann",
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([_field("effort_setup"), _field("effort_running")]),
            FieldRowPanel([_field("cost_setup"), _field("cost_running")]),
            _field("cost_drivers"),
            _terms("instruments"),
            _field("funding"),
            _field("self_sustaining"),
        ],
        heading="Aufwand und Geld",
    ),
    MultiFieldPanel(
        [
            _field("image"),
            _field("image_alt"),
            _field("pictures"),
            _field("videos"),
            _field("quotes"),
            _field("files"),
            _field("links"),
            _field("sources"),
            _field("easy_language"),
            _field("licence"),
        ],
        heading="Bilder und Material",
    ),
    MultiFieldPanel([_rows("relations", "Verwandte Beispiele", "Verwandtes Beispiel")], heading="Verwandte Beispiele"),
    MultiFieldPanel(
        [
            _field("contact_role"),
            FieldRowPanel([_field("contact_email"), _field("deputy_email")]),
            FieldRowPanel(
                [_field("offers_call"), _field("offers_visit"), _field("offers_talk"), _field("offers_mentoring")]
            ),
        ],
        heading="Ansprechperson",
    ),
    MultiFieldPanel([_field("change_notes"), _field("unassigned_text")], heading="Hinweise und Reste"),
]

UPKEEP_PANELS: list[Panel] = [
    MultiFieldPanel(
        [
            FieldPanel("needs_sign_off"),
            FieldPanel("review_interval_months"),
            FieldRowPanel([FieldPanel("confirmed_on"), FieldPanel("next_review_on")]),
        ],
        heading="Freigabe und Prüfung",
    )
]
