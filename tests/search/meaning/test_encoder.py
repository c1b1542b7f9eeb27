"""The engine written in C gets nothing that harms it, and runs only on processors that it was made for."""

import os
import subprocess
import sys
import threading
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.meaning import encoder as encoders
from search.meaning.harmless import LONGEST, harmless

ROOT = Path(__file__).parents[3]
PROGRAM = Path(__file__).with_name("hostile_texts.py")
MODERN = "processor : 0\nflags : fpu sse2 avx fma avx2\n"
OLD = "processor : 0\nflags : fpu sse2 avx\n"


def run(*arguments):
    """The program in a process of its own: a crash there is seen here, and takes no test with it."""
    return subprocess.run(
        [sys.executable, PROGRAM, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}"},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_nothing_that_is_typed_harms_the_engine():
    ended = run()
    assert (ended.returncode, ended.stdout.strip()) == (0, "alive"), ended.stderr


def test_as_it_is_such_a_text_would_end_the_process():
    assert run("unguarded").returncode < 0


@given(st.text(st.characters()))
def test_what_is_handed_over_is_short_plain_and_in_compatibility_form(text):
    plain = harmless(text)
    assert len(plain) <= LONGEST
    assert unicodedata.is_normalized("NFKC", plain)
    assert plain.isprintable() or not any(unicodedata.category(sign) in ("Cc", "Cs") for sign in plain)
    plain.encode()


def test_a_plain_text_is_handed_over_as_it_is():
    assert harmless("Wie halte ich ältere Kollegen, § 82?") == "Wie halte ich ältere Kollegen, § 82?"


@pytest.mark.parametrize(
    ("machine", "processor", "runs"),
    [
        ("x86_64", MODERN, True),
        ("x86_64", OLD, False),
        ("AMD64", OLD, False),
        ("x86_64", "", True),
        ("aarch64", "Features : fp asimd\n", True),
        ("arm64", "", True),
    ],
)
def test_a_processor_without_the_instructions_it_needs_is_known_beforehand(machine, processor, runs):
    assert encoders.runs_here(machine, processor) is runs


def test_where_the_engine_cannot_run_the_search_goes_without_and_says_so_once(settings, monkeypatch, caplog):
    settings.SEARCH_MEANING = True
    monkeypatch.setattr(encoders, "runs_here", lambda machine, processor: False)
    encoders._multilingual.cache_clear()
    try:
        assert encoders.encoder() is None
        assert encoders.encoder() is None
    finally:
        encoders._multilingual.cache_clear()
    assert [record.message for record in caplog.records if "AVX2" in record.message] == [
        "Texts are not compared by meaning: this processor has no AVX2."
    ]


def test_threads_that_encode_at_once_get_what_one_alone_gets(settings):
    settings.SEARCH_MEANING = True
    texts = [f"Frage Nummer {number} zur Weiterbildung" for number in range(8)]
    alone = [encoders.encoder().query(text) for text in texts]
    together = {}
    threads = [
        threading.Thread(target=lambda text=text: together.update({text: encoders.encoder().query(text)}))
        for text in texts
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [together[text] for text in texts] == alone
