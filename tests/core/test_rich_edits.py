"""Rich text in a plain field: what nobody touches stays to the letter, what is typed gets in, nothing gets lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rich_edits import as_editable, edited, same_text
from core.sanitize import sanitize
from core.text import as_plain_text

HTML = (
    '<h3>Weg</h3><p>Erst <b>fragen</b>, dann <a linktype="page" id="7">lesen</a> &amp; tun.</p>'
    "<ul><li>eins</li><li>zwei <i>und</i> halb</li></ul><p>Ende</p>"
)
TYPED = "Weg\n\nErst fragen, dann lesen & tun.\n\n- eins\n- zwei und halb\n\nEnde"


def test_it_is_shown_as_it_would_be_typed():
    assert as_editable(HTML) == TYPED


@pytest.mark.parametrize("text", [TYPED, TYPED.replace("\n", "\r\n"), f"\n{TYPED}  \n\n"])
def test_untouched_it_stays_to_the_letter_whatever_a_browser_does_to_lines(text):
    assert edited(HTML, text) == HTML
    assert same_text(text, TYPED)


def test_only_the_block_that_was_changed_is_made_anew():
    assert edited(HTML, TYPED.replace("Ende", "Schluss <ja>")) == HTML.replace(
        "<p>Ende</p>", "<p>Schluss &lt;ja&gt;</p>"
    )


def test_blocks_may_be_moved_taken_away_and_added():
    lines = TYPED.split("\n\n")
    assert edited(HTML, "\n\n".join([lines[3], lines[0], "Neu"])) == "<p>Ende</p><h3>Weg</h3><p>Neu</p>"
    assert edited(HTML, "") == ""


words = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=30)
blocks = st.lists(st.tuples(st.sampled_from(["p", "h3", "li"]), words), max_size=6)


@given(blocks, st.text(max_size=200))
def test_whatever_stands_there_and_whatever_is_typed_is_kept_and_safe(rows, typed):
    tags = {"p": "<p>{}</p>", "h3": "<h3>{}</h3>", "li": "<ul><li>{}</li></ul>"}
    html = sanitize("".join(tags[tag].format(word.replace("&", "&amp;").replace("<", "&lt;")) for tag, word in rows))
    assert as_plain_text(edited(html, as_editable(html))).split() == as_plain_text(html).split()
    made = edited(html, typed)
    assert sanitize(made) == made or made == html
