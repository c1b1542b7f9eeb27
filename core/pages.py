"""The abstract page that every page type builds on."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

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

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """An expired page is gone at once, not only when the job that unpublishes has run."""
        if not path_components and self.expire_at and self.expire_at <= timezone.now():
            raise Http404
        return super().route(request, path_components)

    def permissions_for_user(self, user: Any) -> LimitedPageTester:
        return LimitedPageTester(user, self)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Also notes whose the draft is: who is limited to their own sees it from now on, or no longer."""
        revision = super().save_revision(*args, **kwargs)
        note_owner(self)
        return revision

    @property
    def breadcrumbs(self) -> list[dict[str, str]]:
        """The way from the home page to this page's parent: title and url of each. One query."""
        # Depth 1 is Wagtail's root, depth 2 the home page.
        ancestors = self.get_ancestors().filter(depth__gte=2).only("title", "url_path", "path", "depth")
        return [{"title": page.title, "url": page.url or "/"} for page in ancestors]
