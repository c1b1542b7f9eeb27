"""Nothing that a browser would run gets through, and what an editor wrote stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sanitize import MAX_LENGTH, TextTooLong, sanitize
from core.text import as_plain_text, as_rich_text

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="java\tscript:alert(1)">x</a>',
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea></textarea><img src=x onerror=alert(1)>",
    "<iframe src='https://example.org'></iframe>",
    "<p style='background:url(x)' onclick='x()'>Text</p>",
    "<template><script>alert(1)</script></template>",
    "<p>\x00<scr\x00ipt>alert(1)</scr\x00ipt></p>",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_runs_gets_through(attack):
    clean = sanitize(attack).lower()
    for word in (
        "<script",
        "<svg",
        "<math",
        "<style",
        "<img",
        "<iframe",
        "<template",
        "onerror=",
        "onclick=",
        "style=",
    ):
        assert word not in clean.replace("&lt;", "")
    assert "javascript:" not in clean


def test_running_text_stays_as_it_is():
    link = '<a href="https://example.org/" rel="noopener">Verweis</a>'
    html = f"<p>Ein <b>Wort</b> &amp; ein {link}</p><ul><li>eins</li></ul>"
    assert sanitize(html) == html


def test_wagtails_own_links_survive():
    assert sanitize('<a linktype="page" id="3">Seite</a>') == '<a linktype="page" id="3" rel="noopener">Seite</a>'


@given(st.text(max_size=200) | st.lists(st.sampled_from(ATTACKS), max_size=3).map("".join))
def test_cleaning_twice_is_cleaning_once(text):
    once = sanitize(text)
    assert sanitize(once) == once


def test_a_text_over_the_limit_is_refused():
    with pytest.raises(TextTooLong):
        sanitize("x" * (MAX_LENGTH + 1))


@given(st.text(max_size=300))
def test_any_plain_text_becomes_safe_rich_text(text):
    html = as_rich_text(text)
    assert sanitize(html) == html


def test_plain_text_keeps_its_paragraphs_and_lists():
    text = "Erster Absatz\nläuft weiter.\n\nDavor:\n- eins\n- zwei\n\n3 < 4 & „gut“"
    assert as_rich_text(text) == (
        "<p>Erster Absatz läuft weiter.</p><p>Davor:</p><ul><li>eins</li><li>zwei</li></ul><p>3 &lt; 4 &amp; „gut“</p>"
    )


def test_rich_text_becomes_lines_for_the_index():
    assert as_plain_text("<p>Eins &amp; zwei</p><ul><li>drei</li></ul>") == "Eins & zwei\ndrei"
