"""A disk that is full, room that is given back, memory that does not grow."""

import weakref
from datetime import timedelta

import pytest

from search.engine import EngineUnavailable
from search.engines.embedded import writing
from tests.search.conformance.corpus import NOW, ask, make

#: After 30 kB every write of a file fails, as on a disk without room. Python ignores the signal that goes with it.
FULL = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))
import random
words = lambda n: " ".join(f"wort{random.Random(n + i).randrange(10**9)}" for i in range(400))
"""


@pytest.mark.parametrize(
    "write",
    [
        "engine.index([make(n, body=words(n)) for n in range(100)], 2)",
        "engine.swap((make(n, body=words(n)) for n in range(100)), 2)",
    ],
    ids=["index", "swap"],
)
def test_on_a_full_disk_a_write_says_so_leaves_nothing_behind_and_the_old_index_goes_on(engine, folder, process, write):
    engine.swap([make(1, "alt")], 1)
    program = f"""{FULL}
for _ in range(2):
    try:
        {write}
        say("written")
    except EngineUnavailable as error:
        say(error.reason)
say(engine.search(ask()).hits[0].document.title)
"""
    before = {path.name for path in folder.rglob("*.*")}
    other = process(program)
    assert other.stdout.read().split() == ["disk", "disk", "alt"]
    assert {path.name for path in folder.rglob("*.*")} == before
    assert [hit.document.title for hit in engine.search(ask()).hits] == ["alt"]
    engine.index([make(1, "neu")], 3)
    assert [hit.document.title for hit in engine.search(ask()).hits] == ["neu"]


def test_a_folder_that_cannot_be_made_is_a_failure_of_the_disk(tmp_path, folder, engine):
    folder.write_text("a file stands in its place")
    with pytest.raises(EngineUnavailable) as caught:
        engine.swap([make(1)], 1)
    assert caught.value.reason == "disk"
    assert engine.status().schema is None


def test_the_index_in_use_and_the_one_before_are_kept_and_nothing_else_is_touched(engine, folder):
    folder.mkdir()
    (folder / "host").write_text("ours")
    names = []
    for number in range(4):
        engine.swap([make(number)], 1)
        names.append(engine.status().index)
    assert {path.name for path in folder.glob("v*")} == set(names[-2:])
    assert (folder / "host").read_text() == "ours"


def test_a_reader_of_an_index_that_was_removed_meanwhile_reads_it_to_the_end(engine):
    engine.swap([make(n) for n in range(50)], 1)
    entries = engine.entries()
    first = next(entries)
    for number in range(3):
        engine.swap([make(number)], 1)
    assert len([first, *entries]) == 50


def test_a_swap_holds_few_documents_at_a_time(engine):
    made = []
    most = 0

    def documents():
        nonlocal most
        for number in range(2000):
            document = make(number)
            made.append(weakref.ref(document))
            yield document
            del document
            most = max(most, sum(reference() is not None for reference in made[-20:]))

    assert engine.swap(documents(), 1) == 2000
    assert most < 5


def test_many_small_writes_leave_few_segments_and_the_marks_of_removed_documents_go_in_time(
    engine, folder, monkeypatch
):
    engine.swap([make(1)], 1)
    for number in range(2, 40):
        engine.index([make(number)], number)
    generation = folder / engine.status().index
    assert len(list(generation.glob("*.store"))) < 20
    engine.delete([str(number) for number in range(2, 40)], 50)
    engine.index([make(2, "zu spät")], 49)
    assert engine.status().documents == 1
    monkeypatch.setattr(writing, "REMEMBERED", timedelta(seconds=-1))
    engine.delete(["99"], 51)
    engine.index([make(2, "an nichts mehr erinnert")], 49)
    assert engine.status().documents == 2
    assert engine.search(ask(now=NOW)).total == 2
