"""The abstract page that every page type builds on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction

from core.permissions.forms import OwnContentForm
from core.permissions.limits import note_owner
from core.permissions.policy import LimitedPageTester


class BasePage(Page):
    """A page with breadcrumbs, the mark for example data and what search engines are told; its form and its rules know
    who is limited to content of their own."""

    is_example = models.BooleanField(
        "Beispieldaten",
        default=False,
        help_text="Die Seite zeigt dann deutlich, dass ihr Inhalt erfunden ist.",
    )

    base_form_class = OwnContentForm
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("show_in_menus"),
                FieldPanel("is_example"),
            ],
            heading="Adresse, Menü und Suchmaschinen",
        )
    ]

    class Meta:
        abstract = True

    #: Foreign keys that the page's template needs: read together with the page.
    routed_with: Sequence[str] = ()

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """An expired page is gone at once, not only when the job that unpublishes has run.

        Every page on the way is remembered for the breadcrumbs. A page below a list, whose type is known, is read in
        one query; Wagtail takes two, one for the page and one for its own fields.
        """
        if not path_components:
            if self.expire_at and self.expire_at <= timezone.now():
                raise Http404
            return super().route(request, path_components)
        child = self._child(path_components[0])
        if child is None:
            return super().route(request, path_components)
        # As Wagtail does it: treebeard then knows the parent.
        child._cached_parent_obj = self
        child._way = (*self._way, self)
        return child.route(request, path_components[1:])

    #: The pages through which a request came here, from the home page on; empty for a page from elsewhere.
    _way: tuple[Page, ...] = ()

    def _child(self, slug: str) -> Any:
        kinds = self.allowed_subpage_models()
        if len(kinds) == 1:
            children = kinds[0]._default_manager.child_of(self)
            return children.select_related(*getattr(kinds[0], "routed_with", ())).filter(slug=slug).first()
        child = self.get_children().filter(slug=slug).first()
        return child.specific if child is not None else None

    def permissions_for_user(self, user: Any) -> LimitedPageTester:
        return LimitedPageTester(user, self)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Also notes whose the draft is: who is limited to their own sees it from now on, or no longer."""
        revision = super().save_revision(*args, **kwargs)
        note_owner(self)
        return revision

    @property
    def breadcrumbs(self) -> list[dict[str, str]]:
        """The way from the home page to this page's parent: title and url of each. At most one query."""
        # Depth 1 is Wagtail's root, depth 2 the home page.
        ancestors: Iterable[Page] = self._way or self.get_ancestors().filter(depth__gte=2).only(
            "title", "url_path", "path", "depth"
        )
        return [{"title": page.title, "url": page.url or "/"} for page in ancestors]

    def get_view_restrictions(self) -> Any:
        """As Wagtail's, without asking for the ancestors once more where the request came through them."""
        way = (*self._way, self)
        if not self._way or any(page.alias_of_id for page in way):
            return super().get_view_restrictions()
        return PageViewRestriction.objects.filter(page_id__in=[page.pk for page in way])
