"""Nothing that can be put into an address makes an error page, and nothing is silently everything."""

import pytest

from search.query import MAX_TEXT_LENGTH
from tests import factories

HOSTILE = [
    "x" * 5000,
    "und der die das",
    "!?§$%&/()=",
    '"offenes Zitat',
    "*",
    "AND OR NOT",
    "\x07\x1b[31m",
    "<script>alert(1)</script>",
    "null\x00byte",
    "😀 👩‍🏭",
    "a:b^2~1 [1 TO 2] {x}",
    "\u202eumgedreht",
    "\\",
    "' OR 1=1 --",
]


@pytest.fixture
def three(site):
    branch = factories.branch("handel", "Handel")
    for number in range(3):
        factories.practice(title=f"Beispiel {number}", branches=[branch])


@pytest.mark.parametrize("path", ["/suche/", "/praxis/", "/api/v1/suggest"])
@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_answered(three, find, client, path, text):
    find()
    assert client.get(path, {"q": text}).status_code == 200


@pytest.mark.parametrize("text", [text for text in HOSTILE if len(text) <= MAX_TEXT_LENGTH])
def test_any_text_of_usual_length_is_answered_by_the_api(three, find, text):
    find(q=text)


def test_only_stop_words_are_searched_as_they_are(three, find):
    factories.practice(title="Und der und die und das")
    assert find(q="und der")["results"][0]["title"] == "Und der und die und das"


def test_only_punctuation_is_no_search_term(three, find):
    assert find(q="!?§")["total"] == 3


def test_a_text_that_is_too_long_is_refused_by_the_api_and_shortened_on_the_page(three, find, client):
    find()
    response = client.get("/api/v1/search", {"q": "x" * 5000})
    assert response.status_code == 400
    assert "q" in response.json()["error"]["fields"]
    page = client.get("/suche/", {"q": "x" * 5000})
    assert page.status_code == 200
    assert f"ersten {MAX_TEXT_LENGTH} Zeichen" in page.content.decode()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("seite", "0"),
        ("seite", "-1"),
        ("seite", "x"),
        ("seite", "1" * 400),
        ("anzahl", "1000000"),
        ("anzahl", "0"),
        ("anzahl", "١"),
        ("sort", "zufall"),
        ("branche", "gibt-es-nicht"),
        ("jahr", "zwanzig"),
        ("jahr", "²"),
        ("branche", "\x00"),
        ("region", "' OR 1=1"),
        ("verbund", "😀"),
    ],
)
def test_a_bad_value_is_a_400_of_the_api_and_a_page_with_a_notice(three, find, client, name, value):
    find()
    response = client.get("/api/v1/search", {name: value})
    page = client.get("/suche/", {name: value})
    assert page.status_code == 200
    if value == "\x00":
        # Nothing is left of it once it is cleaned: no choice.
        assert response.status_code == 200
        return
    assert response.status_code == 400
    error = response.json()["error"]
    assert error["code"] == "invalid_parameter"
    assert list(error["fields"]) == [name]


def test_an_unknown_value_finds_nothing_and_the_page_lists_what_there_is(three, find, client):
    find()
    page = client.get("/suche/", {"branche": "gibt-es-nicht"})
    text = page.content.decode()
    assert page.context["result"].total == 0
    assert "gibt-es-nicht" in text
    assert "/suche/?branche=handel" in text


def test_an_unknown_parameter_is_ignored(three, find):
    assert find(utm_source="zeitung")["total"] == 3


def test_a_page_beyond_the_window_says_so(three, find, client):
    find()
    page = client.get("/suche/", {"seite": "9999"})
    assert page.status_code == 200
    assert page.context["too_deep"]
    assert "10.000" in page.content.decode().replace("\u202f", ".")
    assert client.get("/api/v1/search", {"seite": "9999"}).status_code == 400
    assert client.get("/suche/", {"seite": "99999"}).status_code == 200


def test_a_page_after_the_last_one_is_empty_and_leads_back(three, find, client):
    find()
    page = client.get("/suche/", {"seite": "7"})
    assert page.status_code == 200
    assert page.context["pagination"].previous_url


def test_markup_is_shown_as_text_also_in_highlights(three, find, client):
    factories.practice(title="Gefahr <script>alert(1)</script> Stapler", summary="<img src=x onerror=alert(1)> Stapler")
    hit = find(q="Stapler")["results"][0]
    assert hit["highlights"]["title"] == "Gefahr &lt;script&gt;alert(1)&lt;/script&gt; <mark>Stapler</mark>"
    html = client.get("/suche/", {"q": "Stapler <script>alert(2)</script>"}).content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html


def test_broken_utf8_and_null_bytes_in_the_address_are_no_server_error(three, find, client):
    find()
    assert client.get("/suche/?q=%ff%fe%c3").status_code == 200
    assert client.get("/suche/?q=a%00b").status_code == 200
    assert client.get("/praxis/%00/").status_code in (400, 404)
    assert client.get("/suche/?" + "q=" + "a" * 20000).status_code == 400
