"""No English is left on any public page, and days and numbers are written the German way, in every state of a page."""

import re
from functools import cache
from html.parser import HTMLParser

import pytest
from django.core.cache import caches
from django.utils import timezone
from django.utils.translation import trans_real

from events.models import EventPage
from exchange.searches.models import SavedSearch
from practices.models import ObstaclesPage, PracticePage
from practices.review.signing import request_sign_off
from practices.submission.models import Submission
from practices.submission.steps import STEPS
from practices.upkeep.models import ReviewRequest
from search.delivery import deliver_everything
from search.running import forget_engines
from tests import factories
from tests.practices.test_two_tiers_page import full_practice

#: Words of English sentences and of the messages of Django and Wagtail that are no German words.
ENGLISH = frozenset(
    re.findall(
        r"\w+",
        """
    the of and this that these those with from is are not you your please field fields required page pages search
    results next previous home login password error errors found enter select choose valid value values must be been
    has have at least most than characters to for on by or if it no yes open close show hide more less new all only
    submit delete remove change save cancel back view read about contact download upload file files image date time
    which who what when where there they we our can could should will would does did not invalid missing unknown
    try again later too many requests allowed forbidden denied server internal bad correct below above following
    January February March May June July October December Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    """,
    )
)
#: German as well, or a word that German has taken over.
GERMAN_TOO = frozenset(re.findall(r"\w+", "an am in so man was war die hat not will home online server"))
_ATTRIBUTES = ("title", "aria-label", "alt", "placeholder", "aria-description", "label")
_SILENT = ("script", "style", "code", "pre", "template")
_VOID = ("area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr")


class Reader(HTMLParser):
    """What a visitor sees or hears; what says lang="en" is a quotation and is left out."""

    def __init__(self):
        super().__init__()
        self.open, self.texts = [], []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        inside = bool(self.open and self.open[-1])
        unread = inside or tag in _SILENT or (given.get("lang") or "de").startswith("en")
        if not unread:
            self.texts += [given[name] for name in _ATTRIBUTES if given.get(name)]
            if tag == "meta" and given.get("name") == "description":
                self.texts.append(given.get("content") or "")
            if tag == "input" and given.get("type") in ("submit", "button"):
                self.texts.append(given.get("value") or "")
        if tag not in _VOID:
            self.open.append(unread)

    def handle_endtag(self, tag):
        if tag not in _VOID and self.open:
            self.open.pop()

    def handle_data(self, data):
        if data.strip() and not (self.open and self.open[-1]):
            self.texts.append(data)


@cache
def known_messages():
    """The sentences of Django and Wagtail that somebody may have forgotten to translate."""
    found, sources = set(), trans_real.translation("de")._catalog.keys()
    for source in sources:
        text = source[0] if isinstance(source, tuple) else source
        if re.fullmatch(r"[A-Z][a-z]+( [\w’']+){2,}[.!?]?", text):
            found.add(text)
    return tuple(found)


def english_in(html):
    reader = Reader()
    reader.feed(html)
    text = " ".join(" ".join(reader.texts).split())
    # Addresses, names of parameters, operators (OR) and licences (CC BY) are no words.
    words = re.findall(r"(?<![\w/.@=-])[A-Za-z]+(?![\w/@=]|\.\w|-\w)", text)
    found = {word for word in words if word in ENGLISH or word.lower() in ENGLISH} - GERMAN_TOO
    return sorted(
        {word for word in found if word.lower() not in GERMAN_TOO and not word.isupper()}
        | {m for m in known_messages() if m in text}
    )


def test_the_control_english_is_noticed_wherever_it_stands():
    assert english_in("<p>This field is required.</p>") == [
        "This",
        "This field is required.",
        "field",
        "is",
        "required",
    ]
    assert english_in('<img alt="Open the map">') == ["Open", "the"]
    assert english_in('<button aria-label="Close"></button>') == ["Close"]
    assert english_in('<p>Das Buch <cite lang="en">The Art of the Deal</cite> ist alt.</p><script>the</script>') == []
    assert english_in("<p>Was war die Not, die man so in der Werkstatt hat? Mehr online.</p>") == []


@pytest.fixture
def lists(db, settings, tmp_path):
    settings.SEARCH_EMBEDDED_FOLDER = tmp_path / "search"
    forget_engines()
    caches["limits"].clear()
    yield factories.make_site()
    forget_engines()


def pages_to_read(home):
    """(method, address, data) of every page type and state that needs no more than an address."""
    branch, region = factories.branch("handel", "Handel"), factories.region("saarland", "Saarland")
    network = factories.network(title="Bund Saar", slug="bund", regions=[region], contact_email="bund@example.org")
    practice = full_practice(
        title="Lernen am Band",
        slug="lernen",
        branches=[branch],
        regions=[region],
        verbund=network,
        year=2023,
        is_example=True,
        effort_setup="12–15",
        started_on=timezone.localdate(),
        ongoing=True,
        contact_email="buero@example.org",
        offers_call=True,
    )
    draft = factories.practice(live=False, title="Entwurf", slug="entwurf", background="<p>Noch nicht fertig.</p>")
    factories.publish(ObstaclesPage(title="Stolpersteine", slug="stolpersteine"), home)
    event = factories.event(
        title="Treffen",
        slug="treffen",
        format="hybrid",
        registration_enabled=True,
        capacity_onsite=2,
        programme=[("item", {"title": "Ankommen", "text": "Kaffee"})],
        registration_form=[("short_text", {"label": "Einrichtung", "required": True, "purpose": "Namensschild"})],
    )
    past = factories.event(title="Damals", slug="damals")
    EventPage.objects.filter(pk=past.pk).update(starts_at="2024-01-01T10:00Z", ends_at="2024-01-01T12:00Z")
    cancelled = factories.event(title="Abgesagt", slug="abgesagt")
    EventPage.objects.filter(pk=cancelled.pk).update(cancelled_at=timezone.now(), cancellation_reason="Sturm")
    partner = factories.partner(title="Kammer", slug="kammer")
    information = factories.information(
        title="Worum es geht",
        slug="worum-es-geht",
        body=[("section", {"heading": "Ziel", "text": "<p>Mehr Weiterbildung.</p>"})],
    )
    gone = factories.information(title="Weg", slug="weg")
    gone.unpublish()
    saved = SavedSearch.objects.create(
        email="a@example.org", parameters="q=Lernen", consent_version="1", confirmed_at=timezone.now()
    )
    submission = Submission.objects.create(email="b@example.org")
    PracticePage.objects.filter(pk=practice.pk).update(next_review_on=timezone.localdate())
    asked = ReviewRequest.objects.create(page=practice, due_on=timezone.localdate(), asked="contact")
    sign_off = request_sign_off(draft, address="c@example.org", organisation="Werk", days=14)
    submit, ask = f"/praxisbeispiel-einreichen/{submission.key}/", f"/praxisbeispiel-bestaetigen/{asked.key}/"
    long = "x" * 30_000
    wrong = {"name": "", "email": "kein", "message": "", "consent": ""}
    gets = [
        *(page.url for page in (home, practice, network, partner, event, past, cancelled, information, gone)),
        *("/suche/", "/suche/?q=Lernen&branche=handel", "/suche/?q=gibtesnicht&region=saarland", "/suche/?q=Lernne"),
        *("/suche/?branche=gibtsnicht&seite=99999&anzahl=0&sort=x", f"/suche/?q={'Wort+' * 200}"),
        *("/suche/?ansicht=tabelle", "/suche/?ansicht=karte", "/suche/?f_branche=han"),
        *(
            "/praxis/",
            "/praxis/?ansicht=tabelle",
            "/praxis/vergleich/",
            "/praxis/vergleich/?p=lernen&p=x",
        ),
        *("/veranstaltungen/", "/veranstaltungen/archiv/2024/", "/veranstaltungen/monat/", "/verbuende/", "/partner/"),
        *("/verbuende/?region=saarland", "/partner/?art=kammer", "/programm/", "/stolpersteine/", "/gibt-es-nicht/"),
        "/redaktion/login/",
        *("/suche/anliegen/", "/suche/benachrichtigen/?q=Lernen", "/bedarf-melden/", "/bedarf-melden/danke/"),
        *("/barriere-melden/", f"/kontakt/{practice.pk}/", f"/kontakt/{practice.pk}/danke/"),
        *(f"/suche/benachrichtigen/{key}/" for key in (saved.key, "nie", f"{saved.key}/beenden")),
        *("/praxisbeispiel-einreichen/", submit, *(f"{submit}{step.name}/" for step in STEPS)),
        *(ask, f"{ask}stimmt/", f"{ask}geaendert/", f"{ask}beendet/", "/praxisbeispiel-bestaetigen/nie/"),
        *(f"/freigabe/{sign_off.key}/", "/freigabe/nie/", "/anmeldung/nie/", f"{event.url}anmeldung/"),
        *(f"{event.url}anmeldung/danke/", "/suche/feed.atom?branche=x", "/api/v1/search?seite=0&branche=x"),
        *("/api/v1/practices/999999", "/api/v1/practices?seite=0", "/\0"),
    ]
    posts = {
        f"{event.url}anmeldung/": wrong,
        "/suche/benachrichtigen/?q=Lernen": wrong,
        "/suche/anliegen/": {"anliegen": ""},
        "/bedarf-melden/": {"sought": "", "email": "kein", "situation": long},
        "/barriere-melden/": {"sought": long, "email": "kein", "page_address": long},
        f"/kontakt/{practice.pk}/": wrong | {"message": long},
        "/praxisbeispiel-einreichen/": wrong,
        **{f"{submit}{step.name}/": {"title": long, "started_on": "x", "contact_email": "x"} for step in STEPS},
        f"{ask}geaendert/": {"title": "", "summary": long, "ended_on": "x", "effort_setup": "viel"},
        f"{ask}beendet/": {"note": long},
        f"/freigabe/{sign_off.key}/": {"decision": "aendern", "answered_by": "", "organisation": long},
    }
    return [("get", address, None) for address in gets] + [("post", *item) for item in posts.items()]


def torn_in(html):
    """Numbers that a line's end may part from what they count, and euros or thousands written the English way."""
    reader = Reader()
    reader.feed(html)
    return sorted(set(_TORN.findall(" ".join(reader.texts))))


_MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_TORN = re.compile(
    rf"\d\. (?:{_MONTHS})|\d (?:Uhr|Euro|€)|§ \d|€ ?\d|\b\d{{1,3}},\d{{3}}\b|"
    r"\b\d{5,}\s(?:Zeichen|Treffer|Euro)"
)


def test_the_control_a_number_that_may_be_torn_off_is_noticed():
    assert torn_in("<p>am 28. April um 9 Uhr, § 82, € 5, 1,200 Euro</p>") == [
        "1,200",
        "8. April",
        "9 Uhr",
        "§ 8",
        "€ 5",
    ]
    assert torn_in("<p>am 28.\u00a0April um 9\u00a0Uhr, §\u00a082, 1.200\u00a0Euro, 2,5</p>") == []


def shown_of(response):
    """What people see of an answer; of the API's errors the messages, not the names of their fields."""
    if response["Content-Type"].startswith("application/json"):
        error = response.json()["error"]
        return "\n".join([error["message"], *map(str, error["fields"].values())])
    return response.content.decode()


def test_no_english_stands_on_any_public_page_and_no_number_is_torn_from_its_unit(lists, client):
    addresses = pages_to_read(lists)
    deliver_everything()
    client.raise_request_exception = False
    found, torn, seen, unread = {}, {}, set(), []
    for method, address, data in addresses:
        response = getattr(client, method)(address, data)
        caches["limits"].clear()
        seen.add(response.status_code)
        if response.status_code == 404 and not re.search(r"/nie/|gibt-es-nicht|999999", address):
            unread.append(address)
        leads_on = 300 <= response.status_code < 400
        if not leads_on and (english := english_in(shown_of(response))):
            found[f"{method} {address[:80]}"] = english
        if not leads_on and (numbers := torn_in(shown_of(response))):
            torn[f"{method} {address[:80]}"] = numbers
    assert found == {}
    assert torn == {}
    assert seen >= {200, 400, 404, 410, 422}
    assert not unread, "These are there, and were meant to be read."
