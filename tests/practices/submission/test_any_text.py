"""Whatever is typed into a step: it is kept, it is checked without an error of ours, and the overview shows it."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practices.submission.shown import shown
from practices.submission.steps import KEPT_LENGTH, STEPS, typed

pytestmark = pytest.mark.django_db

VALUES = st.lists(st.text(max_size=300) | st.sampled_from(["03.2023", "ki", "on", "2023-01-01", "\x00", "a" * 30_000]))
FIELDS = [(step.form, name) for step in STEPS for name in step.form.base_fields]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.fixed_dictionaries({name: VALUES for _form, name in FIELDS}))
def test_any_text_is_kept_checked_and_shown(values):
    sent = QueryDict(mutable=True)
    for name, texts in values.items():
        sent.setlist(name, texts)
    kept = {}
    for step in STEPS:
        kept |= typed(step.form, sent)
    for name, texts in values.items():
        assert kept[name] == [text[:KEPT_LENGTH].replace("\x00", "") for text in texts]
    parts = shown([step.form(given=kept, check=True) for step in STEPS], kept)
    for step, part in zip(STEPS, parts, strict=True):
        labels = {line.label for line in part.lines}
        for name, field in step.form.base_fields.items():
            # A browser's last value counts. What may be empty and is, is the only thing that is left out.
            if field.required or "".join(kept[name][-1:]).strip():
                assert str(field.label) in labels
    for step in STEPS:
        str(step.form(given=kept, check=False))
