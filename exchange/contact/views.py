"""`/kontakt/<page>/`: a message to the people behind a page. No account, no cookie, no address shown."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core.rate_limits import seconds_to_wait
from core.visibility import visible_to
from exchange.contact.actions import TooManyMessages, pass_on
from exchange.contact.forms import ContactForm
from partners.contact import takes_mail
from partners.models import PartnerPage, VerbundPage
from practices.models import PracticePage

#: Messages from one address of a visitor, in an hour.
PER_HOUR = 5

_KINDS = (PracticePage, VerbundPage, PartnerPage)


# Without a token against forged requests: it would need a cookie, and who writes is nobody in particular. What keeps
# programs away are the limits, and a field that people do not see.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def contact_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """The form. What was typed stays in it, whatever was wrong."""
    page = _page(request, page_id)
    if request.method != "POST":
        return _answer(request, page, ContactForm())
    form = ContactForm(request.POST)
    if not form.is_valid():
        return _answer(request, page, form, status=400)
    if wait := seconds_to_wait(request, "contact", limit=PER_HOUR, window=3600):
        return _refusal(request, page, form, wait)
    if not request.POST.get("webseite"):
        try:
            pass_on(page, **form.cleaned_data)
        except TooManyMessages:
            return _refusal(request, page, form, 3600)
    # Sent on, so that loading the page anew sends nothing twice.
    return redirect("contact-thanks", page.pk)


@require_safe
def thanks_page(request: HttpRequest, page_id: int) -> HttpResponse:
    return render(request, "exchange/contact_thanks.html", {"about": _page(request, page_id)})


def _page(request: HttpRequest, page_id: int) -> Any:
    """The page, when the visitor may see it and somebody reads its mail.

    Raises:
        Http404: else; the same for a page that is not there, not public, or of another kind.
    """
    for kind in _KINDS:
        page = visible_to(request.user, kind.objects.filter(pk=page_id)).first()
        if page is not None and takes_mail(page):
            return page
    raise Http404


def _refusal(request: HttpRequest, page: Any, form: ContactForm, wait: int) -> HttpResponse:
    response = _answer(request, page, form, status=429, too_many=True)
    response["Retry-After"] = str(wait)
    return response


def _answer(
    request: HttpRequest, page: Any, form: ContactForm, *, status: int = 200, too_many: bool = False
) -> HttpResponse:
    context = {"about": page, "form": form, "too_many": too_many}
    response = render(request, "exchange/contact.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response
