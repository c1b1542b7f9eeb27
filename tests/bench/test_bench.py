"""Generated practices are the same everywhere, their pages are sound, and the benchmark runs through at small sizes."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from bench.clock import medians
from bench.texts import TERMS, YEARS, practice, questions
from search.german.stopwords import STOP_WORDS

ROOT = Path(__file__).resolve().parents[2]


def test_a_practice_is_the_same_in_every_process():
    program = "from bench.texts import practice; print(practice(17))"
    others = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert others == {repr(practice(17))}


def test_no_two_practices_are_alike():
    made = [practice(number) for number in range(200)]
    assert len({each.title for each in made}) == 200
    assert len({each.paragraphs for each in made}) == 200


def test_a_practice_fits_its_fields_and_has_the_terms_it_may_have():
    for each in (practice(number) for number in range(300)):
        assert len(each.title) <= 255
        assert len(each.summary) <= 500
        assert YEARS[0] <= each.year <= YEARS[1]
        for facet, (least, most) in TERMS.items():
            assert least <= len(each.terms[facet]) <= most
            assert all(0 <= place < 1 for place in each.terms[facet])


def test_the_text_is_like_german_in_stop_words_and_its_vocabulary_grows():
    few, many = (
        Counter(
            word.strip(".").lower()
            for number in range(size)
            for text in practice(number).paragraphs
            for word in text.split()
        )
        for size in (50, 500)
    )
    stop_words = sum(number for word, number in many.items() if word in STOP_WORDS) / many.total()
    assert 0.25 < stop_words < 0.6
    assert len(many) > 1.5 * len(few)


@pytest.mark.parametrize("words", [1, 2, 3])
def test_forty_questions_are_all_different(words):
    assert len(set(questions(words))) == len(questions(words)) == 40
    assert all(len(text.split()) == words for text in questions(words))


def test_every_text_is_put_to_every_question_and_each_begins_in_turn():
    asked = []
    found = medians(
        {"one": lambda text: asked.append(("one", text)), "two": lambda text: asked.append(("two", text))}, ["a", "b"]
    )
    assert asked[2:] == [("one", "a"), ("two", "a"), ("two", "b"), ("one", "b")]
    assert set(found) == {"one", "two"}


@pytest.mark.once
def test_generated_pages_are_a_sound_tree_that_the_sources_can_describe():
    program = """
import os, sys
sys.path[:0] = ["site"]
os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
import django
django.setup()
from bench.practices import PracticeTable
from wagtail.models import Page
from practices.models import PracticePage
from search.sources import all_public_documents
table = PracticeTable()
for number in (7, 30):
    table.fill(number)
    found = [each.document for each in all_public_documents() if each.document.url.startswith("/praxis/erzeugt-")]
    print(len(found), Page.find_problems() == ([], [], [], [], []), found[6].title)
page = PracticePage.objects.get(slug="erzeugt-29")
page.title = "Anders"
page.save_revision().publish()
print(PracticePage.objects.get(pk=page.pk).title, found[6].terms["branche"] != (), page.get_parent().numchild >= 30)
table.close()
"""
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300
    )
    assert ran.returncode == 0, ran.stderr
    title = practice(6).title
    assert ran.stdout.splitlines() == [f"7 True {title}", f"30 True {title}", "Anders True True"]


@pytest.mark.once
@pytest.mark.skipif(not os.environ.get("ELASTICSEARCH_URL"), reason="compares with Elasticsearch")
def test_it_runs_through_at_a_small_size_and_keeps_what_it_measured(tmp_path):
    file = tmp_path / "bench.json"
    command = [sys.executable, "-m", "bench", "--sizes", "20", "--parts", "speed", "indexing", "--json", str(file)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert ran.returncode == 0, ran.stderr
    found = json.loads(file.read_text())["sizes"]["20"]
    assert {"bare", "engine", "service", "api", "page", "wagtail", "marking"} == set(
        found["speed"]["elasticsearch"]["one word"]
    )
    assert all(each > 0 for kinds in found["speed"].values() for times in kinds.values() for each in times.values())
    assert "api/bare" in ran.stdout


def test_without_elasticsearch_it_says_that_there_is_nothing_to_compare_with():
    environment = {key: value for key, value in os.environ.items() if key != "ELASTICSEARCH_URL"}
    ran = subprocess.run(
        [sys.executable, "-m", "bench"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120
    )
    assert ran.returncode == 2
    assert "nothing to compare with" in ran.stderr
