"""Information pages of blocks: what they show, explain, hide and say to the search."""

import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st
from portal.pages import explaining
from portal.pages.explaining import Term, explain
from portal.pages.models import GlossaryEntry, GlossaryPage, NewsIndexPage, NewsPage, SectionPage
from wagtail.documents import get_document_model

from exchange.models import Need
from tests import factories
from tests.portal.test_machines import things

TQ = Term("Teilqualifikation", ("Teilqualifikation", "TQ"), "Ein Teil eines Berufs.", "/glossar/#teilqualifikation")


@pytest.fixture(autouse=True)
def fresh_terms():
    explaining._kept.until = 0.0


@pytest.fixture
def glossary(site):
    page = GlossaryPage(title="Glossar", slug="glossar")
    page.entries = [
        GlossaryEntry(term="Teilqualifikation", variants="TQ", definition="Ein Teil eines Berufs."),
        GlossaryEntry(term="KMU", definition="Kleine und mittlere Unternehmen."),
    ]
    return factories.publish(page, SectionPage.objects.get())


def text(client, page):
    return client.get(page.url).content.decode()


def page_of(*blocks, **fields):
    return factories.information(body=list(blocks), **fields)


def test_every_kind_of_block_is_shown(site, client):
    file = get_document_model().objects.create(title="Leitfaden", file=ContentFile(b"x", name="leitfaden.txt"))
    practice = factories.practice(title="Gelernt im Betrieb")
    shown = text(
        client,
        page_of(
            ("section", {"heading": "Abschnitt eins", "text": "<p>Text</p>"}),
            ("facts", {"heading": "Auf einen Blick", "facts": [{"term": "Seit", "text": "2020"}]}),
            ("questions", {"heading": "Fragen", "questions": [{"question": "Wer?", "answer": "<p>Alle.</p>"}]}),
            ("timeline", {"heading": "Verlauf", "steps": [{"when": "2022", "title": "Auftakt", "text": ""}]}),
            ("numbers", {"heading": "Zahlen", "numbers": [{"number": "55", "text": "Projekte"}], "source": "Quelle X"}),
            ("downloads", {"heading": "Dateien", "files": [{"document": file, "accessibility": "ja", "text": ""}]}),
            ("practices", {"heading": "Praxis", "practices": [practice]}),
            ("contact", {"heading": "Kontakt", "name": "Büro", "email": "buero@example.org"}),
        ),
    )
    for word in (
        "Auf einen Blick",
        "Wer?",
        "Auftakt",
        "55",
        "Quelle X",
        "Leitfaden",
        "barrierefrei",
        "Gelernt im",
        "Büro",
    ):
        assert word in shown, word
    assert shown.count('href="#abschnitt-') == 8


def test_a_practice_that_is_no_longer_public_is_not_teased(site, client):
    practice = factories.practice(title="Geheimnis")
    page = page_of(("practices", {"heading": "Praxis", "practices": [practice]}))
    practice.unpublish()
    assert "Geheimnis" not in text(client, page)


def test_nobody_is_quoted_or_named_without_consent_neither_on_the_page_nor_in_the_search(site, client, find):
    people = [
        {"name": "Ada Ja", "role": "Leitung", "consent": True},
        {"name": "Bo Nein", "role": "Rat", "consent": False},
    ]
    page = page_of(
        ("quote", {"text": "Unerlaubtes Wort", "speaker": "Wer", "consent": False}),
        ("team", {"heading": "Team", "people": people}),
    )
    shown = text(client, page)
    assert "Ada Ja" in shown
    assert "Bo Nein" not in shown
    assert "Unerlaubtes" not in shown
    assert find(q="Ada")["total"] == 1
    assert find(q="Unerlaubtes")["total"] == find(q='"Bo Nein"')["total"] == 0


def test_a_film_without_a_transcript_is_not_shown(site, client):
    film = get_document_model().objects.create(title="Film", file=ContentFile(b"x", name="film.mp4"))
    silent = page_of(("video", {"heading": "Film", "video": film, "transcript": ""}))
    assert "<video" not in text(client, silent)
    shown = client.get(page_of(("video", {"heading": "Film", "video": film, "transcript": "Gesagt wird …"})).url)
    assert "<video" in shown.content.decode()
    assert "media-src 'self'" in shown["Content-Security-Policy"]


def test_a_term_is_explained_the_first_time_it_occurs(glossary, client):
    page = page_of(("section", {"heading": "Was TQ heißt", "text": "<p>Eine TQ, noch eine TQ.</p>"}))
    shown = text(client, page)
    assert shown.count('class="term"') == 1
    assert 'href="/programm/glossar/#teilqualifikation"' in shown
    assert "Ein Teil eines Berufs." in shown
    assert "Kleine und mittlere" not in shown


def test_without_a_public_glossary_nothing_is_explained(glossary, client):
    glossary.unpublish()
    assert 'class="term"' not in text(client, page_of(("section", {"heading": "A", "text": "<p>Eine TQ.</p>"})))


def test_terms_are_left_alone_inside_links_and_headings_and_longer_words():
    for html in ("<a href='/'>TQ</a>", "<h2>TQ</h2>", "<p>TQM und TQ-Kurs</p>", "<p title='TQ'>x</p>"):
        assert explain(html, (TQ,)) == (html, [])
    assert explain("<h2>TQ</h2><p>TQ</p>", (TQ,))[1] == [TQ]


@given(
    st.lists(st.sampled_from(["TQ", " ", "&lt;b&gt;", "<p>", "</p>", "<a href='#'>", "</a>", "Wort", "Ü"]), max_size=30)
)
def test_explaining_adds_links_and_changes_nothing_else(pieces):
    html = "".join(pieces)
    explained, found = explain(html, (TQ,))
    link = f'<a class="term" href="{TQ.url}" title="{TQ.definition}">TQ</a>'
    assert explained.replace(link, "TQ") == html
    assert explained.count(link) == len(found) <= 1


def test_the_glossary_is_found_and_describes_itself(glossary, client, find):
    assert find(q="Teilqualifikation", art="seite")["results"][0]["title"] == "Glossar"
    terms = things(text(client, glossary))["DefinedTermSet"]["hasDefinedTerm"]
    assert [term["name"] for term in terms] == ["Teilqualifikation", "KMU"]


def test_questions_are_a_faq_for_programs(site, client):
    questions = [{"question": "Wer?", "answer": "<p>Alle.</p>"}]
    faq = things(text(client, page_of(("questions", {"heading": "", "questions": questions}))))["FAQPage"]
    assert faq["mainEntity"][0]["acceptedAnswer"]["text"] == "Alle."


def test_news_stand_by_year_the_newest_first_without_drafts(site, client, find):
    index = factories.publish(NewsIndexPage(title="Aktuelles", slug="aktuelles"), SectionPage.objects.get())
    for day in ("2025-03-01", "2026-02-01", "2026-05-01"):
        factories.publish(NewsPage(title=f"Meldung {day}", slug=day, date=day), index)
    index.add_child(instance=NewsPage(title="Entwurf", slug="entwurf", date="2026-06-01", live=False))
    shown = text(client, index)
    places = [shown.index(word) for word in (">2026<", "Meldung 2026-05-01", "Meldung 2026-02-01", ">2025<")]
    assert places == sorted(places)
    assert "Entwurf" not in shown
    assert "Aktuelles" in client.get("/programm/").content.decode()
    assert find(q="Meldung")["total"] == 3


def test_a_barrier_is_reported_with_the_page_it_stood_on(site, client):
    form = client.get("/barriere-melden/?seite=/praxis/").content.decode()
    assert 'value="/praxis/"' in form
    empty = client.post("/barriere-melden/", {"sought": "", "situation": "Screenreader"})
    assert empty.status_code == 400
    assert "Screenreader" in empty.content.decode()
    assert 'href="#id_sought"' in empty.content.decode()
    answer = client.post("/barriere-melden/", {"sought": "Karte nicht lesbar", "page_address": "/"}, follow=True)
    assert "Danke" in answer.content.decode()
    need = Need.objects.get()
    assert (need.kind, need.page_address) == ("barriere", "/")


def test_the_way_to_the_form_names_the_page_but_never_a_secret_address(site, client):
    page = page_of(("section", {"heading": "A", "text": "<p>B</p>"}), slug="seite")
    assert 'href="/barriere-melden/?seite=/programm/seite/"' in text(client, page)
    assert "seite=" not in client.get("/anmeldung/geheim/").content.decode().replace("?seite=2", "")
