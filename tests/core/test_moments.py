"""How long to wait, in the words that people use."""

import pytest

from core.templatetags.moments import lasting


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1\u00a0Sekunde"),
        (90, "90\u00a0Sekunden"),
        (91, "2\u00a0Minuten"),
        (2604, "44\u00a0Minuten"),
        (5401, "2\u00a0Stunden"),
        (86_400, "24\u00a0Stunden"),
    ],
)
def test_a_time_to_wait_is_rounded_up_to_what_people_count_in(seconds, words):
    assert lasting(seconds) == words
