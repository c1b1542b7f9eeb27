"""The measures are right, the judged set fits the example content, and the run works without Elasticsearch."""

import math
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bench.eval.judgements import KINDS, judged_set
from bench.eval.metrics import USEFUL, ndcg, recall, silence
from bench.eval.report import failures, score

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "site/portal/demo/content"
#: Facet of the API → key in the practices' files, and the vocabulary that makes its tree.
FILTERS = {
    "branche": ("branchen", "branchen"),
    "region": ("regionen", "regionen"),
    "thema": ("themen", "themen"),
    "zielgruppe": ("zielgruppen", "zielgruppen"),
    "groesse": ("betriebsgroesse", "betriebsgroessen"),
    "verbund": ("verbund", None),
    "jahr": ("jahr", None),
}
GRADES = st.dictionaries(st.sampled_from("abcdefghijklmnop"), st.integers(1, 3), min_size=1)


@pytest.fixture(scope="module")
def judged():
    return judged_set()


@pytest.fixture(scope="module")
def practices():
    entries = [yaml.safe_load(path.read_text()) for path in (CONTENT / "practices").glob("*.yaml")]
    return {entry["slug"]: entry for entry in entries}


def test_ndcg_is_what_the_formula_gives_by_hand():
    grades = {"a": 3, "b": 2}
    ideal = 7 + 3 / math.log2(3)
    assert ndcg(["x", "b", "a"], grades) == pytest.approx((3 / math.log2(3) + 7 / 2) / ideal)
    assert ndcg(["a", "b"], grades) == 1
    assert ndcg(["x", "y"], grades) == 0


def test_the_eleventh_result_is_worth_nothing_to_ndcg():
    assert ndcg([*"bcdefghijk", "a"], {"a": 3}) == 0


def test_a_record_that_comes_twice_counts_once():
    assert ndcg(["a", "a", "b"], {"a": 3, "b": 3}) == 1


@given(GRADES, st.permutations("abcdefghijklmnop"))
def test_ndcg_is_best_in_the_order_of_grades_and_never_beyond_one(grades, order):
    best = sorted(order, key=lambda name: -grades.get(name, 0))
    assert 0 <= ndcg(order, grades) <= ndcg(best, grades) == pytest.approx(1)


@given(GRADES, st.permutations("abcdefghijklmnop"), st.integers(0, 14))
def test_moving_a_better_record_up_never_lowers_ndcg(grades, order, place):
    upper, lower = order[place], order[place + 1]
    if grades.get(lower, 0) > grades.get(upper, 0):
        swapped = [*order[:place], lower, upper, *order[place + 2 :]]
        assert ndcg(swapped, grades) >= ndcg(order, grades)


def test_recall_counts_only_what_is_useful():
    assert recall(["c", "a"], {"a": 3, "b": 2, "c": 1}) == 0.5
    assert recall(["a", "b"], {"a": 3, "b": 2, "c": 1}) == 1


def test_where_nothing_is_relevant_nothing_should_be_found():
    assert (silence([]), silence(["a"])) == (1, 0)
    with pytest.raises(ValueError, match="nothing is relevant"):
        ndcg(["a"], {})


def test_every_kind_has_enough_queries_and_there_are_180_at_least(judged):
    numbers = Counter(item.kind for item in judged)
    assert {kind for kind, least in KINDS.items() if numbers[kind] < least} == set()
    assert len(judged) >= 180


def test_every_judged_practice_exists_and_has_a_grade_from_1_to_3(judged, practices):
    assert len(practices) == 81
    assert {name for item in judged for name in item.grades} <= set(practices)
    assert {grade for item in judged for grade in item.grades.values()} == {1, 2, 3}


def test_every_question_has_a_useful_answer_or_is_meant_to_have_none(judged):
    for item in judged:
        if item.kind == "nonsense":
            assert not item.grades, item.text
        elif item.grades or item.kind != "phrase":
            assert max(item.grades.values()) >= USEFUL, item.text


def test_no_question_is_asked_twice_in_a_kind(judged):
    assert [key for key, number in Counter((i.kind, i.parameters) for i in judged).items() if number > 1] == []


def test_what_is_judged_relevant_has_the_values_that_are_chosen(judged, practices):
    for item in (item for item in judged if item.filters):
        for name in item.grades:
            for facet, chosen in item.filters.items():
                assert set(chosen) & values_of(practices[name], facet), (item.text, name, facet)


def test_with_a_filter_alone_everything_that_has_the_values_is_judged(judged, practices):
    for item in (item for item in judged if item.filters and not item.text):
        having = {
            name
            for name, practice in practices.items()
            if all(set(chosen) & values_of(practice, facet) for facet, chosen in item.filters.items())
        }
        assert set(item.grades) == having


def test_the_halves_are_halves_in_every_kind(judged):
    for kind in KINDS:
        halves = Counter(item.half for item in judged if item.kind == kind)
        assert abs(halves["tune"] - halves["held-out"]) <= 1


def test_failures_say_what_came_and_what_should_have_come(judged):
    item = next(item for item in judged if item.text == "Staplerschien")
    report = failures([score("engine", item, ["lernplattform-abgebrochen"])], "engine", 5)
    assert "lernplattform-abgebrochen (0)" in report
    assert "staplerschein-mit-vr-brille (3)" in report


@pytest.mark.once
def test_without_elasticsearch_the_embedded_engine_is_judged_alone():
    environment = {key: value for key, value in os.environ.items() if key != "ELASTICSEARCH_URL"}
    command = [sys.executable, "-m", "bench.eval", "--kind", "phrase"]
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    assert ran.returncode == 0, ran.stderr
    assert "the embedded engine alone" in ran.stdout
    assert "embedded" in ran.stdout.splitlines()[2]


def values_of(practice, facet):
    """The slugs of a practice in a facet, as text, with their ancestors."""
    key, vocabulary = FILTERS[facet]
    own = practice[key] if isinstance(practice[key], list) else [str(practice[key])]
    parents = parents_in(vocabulary) if vocabulary else {}
    return {*own, *(parents[slug] for slug in own if slug in parents)}


def parents_in(vocabulary):
    terms = yaml.safe_load((ROOT / f"core/vocabularies/data/{vocabulary}.yaml").read_text())["terms"]
    return {child["slug"]: term["slug"] for term in terms for child in term.get("children", ())}
