"""Several processes on one folder: many read, one writes, and any may die at any moment."""

import random
import threading
import time

import pytest

from search.documents import SCHEMA_VERSION
from search.engine import EngineUnavailable
from search.engines.embedded import engine as module
from search.engines.embedded.folder import IndexFolder
from tests.search.conformance.corpus import ask, make

#: Writes the same twenty documents again and again, each time all of them with the number of the round as title.
WRITER = """
documents = lambda number: [make(n, str(number)) for n in range(20)]
for number in itertools.count(2):
    engine.index(documents(number), number)
    say(number)
"""
SWAPPER = """
for number in itertools.count(2):
    engine.swap((make(n, str(number)) for n in range(20 + number)), number)
    say(number)
"""


def titles(engine):
    return {hit.document.title for hit in engine.search(ask()).hits}


def test_readers_in_other_processes_see_each_write_as_a_whole_and_at_once(engine, process):
    engine.swap([make(n, "1") for n in range(20)], 1)
    reader = """
while True:
    found = engine.search(ask())
    seen = {hit.document.title for hit in found.hits}
    assert found.total == 20 and len(seen) == 1, (found.total, seen)
    say(*seen)
"""
    readers = [process(reader) for _ in range(2)]
    assert [each.stdout.readline() for each in readers] == ["1\n", "1\n"]
    for number in range(2, 30):
        engine.index([make(n, str(number)) for n in range(20)], number)
    for each in readers:
        numbers = [int(each.stdout.readline())]
        while numbers[-1] < 29:
            line = each.stdout.readline()
            assert line, "the reader saw half a write"
            numbers.append(int(line))
        assert numbers == sorted(numbers)
        assert len(set(numbers)) > 2


def test_a_swap_is_seen_by_other_processes_with_their_next_search(engine, process):
    engine.swap([make(1, "alt")], 1)
    other = process("say(engine.search(ask()).hits[0].document.title); engine.swap([make(1, 'neu')], 2); say('done')")
    assert other.stdout.readline() == "alt\n"
    assert other.stdout.readline() == "done\n"
    assert titles(engine) == {"neu"}


@pytest.mark.parametrize("program", [WRITER, SWAPPER], ids=["write", "swap"])
def test_a_writer_killed_at_any_moment_leaves_a_whole_index_that_can_be_written_to(engine, process, program):
    for round_ in range(5):
        engine.swap([make(n, "1") for n in range(20)], 1)
        writer = process(program)
        written = int(writer.stdout.readline())
        time.sleep(random.uniform(0, 0.06))
        writer.kill()
        written = max([written, *(int(line) for line in writer.stdout if line.endswith("\n"))])

        assert engine.status().schema == SCHEMA_VERSION
        found = engine.search(ask())
        (seen,) = {int(hit.document.title) for hit in found.hits}
        assert seen in (written, written + 1)
        assert found.total == (20 if program is WRITER else 20 + seen)
        began = time.monotonic()
        engine.index([make(1, f"danach {round_}")], 10**6)
        assert time.monotonic() - began < 2
        assert f"danach {round_}" in titles(engine)


def test_what_a_swap_left_that_was_killed_is_removed_by_the_next_one(engine, folder, process):
    engine.swap([make(1)], 1)
    killed = process(
        """
def documents():
    yield make(1)
    say("filling")
    time.sleep(60)
engine.swap(documents(), 2)
"""
    )
    assert killed.stdout.readline() == "filling\n"
    killed.kill()
    killed.wait()
    left = {path.name for path in folder.glob("v*")}
    assert len(left) == 2
    before = engine.status().index
    engine.swap([make(1)], 3)
    assert {path.name for path in folder.glob("v*")} == {before, engine.status().index}


def test_a_second_writer_waits_for_the_first(engine, folder):
    engine.swap([make(1, "alt")], 1)
    locked = threading.Event()

    def hold():
        with IndexFolder(folder).locked("write", 1):
            locked.set()
            time.sleep(0.3)

    holder = threading.Thread(target=hold)
    holder.start()
    locked.wait()
    began = time.monotonic()
    engine.index([make(1, "neu")], 2)
    assert time.monotonic() - began > 0.2
    assert titles(engine) == {"neu"}
    holder.join()


def test_a_writer_gives_up_when_another_one_does_not_end(engine, folder, process, monkeypatch):
    engine.swap([make(1, "alt")], 1)
    monkeypatch.setattr(module, "WAIT_FOR_WRITER", 0.2)
    other = process("with engine._folder.locked('write', 1): say('locked'); time.sleep(60)")
    assert other.stdout.readline() == "locked\n"
    for write in (lambda: engine.index([make(1)], 2), lambda: engine.delete(["1"], 2), lambda: engine.swap([], 2)):
        with pytest.raises(EngineUnavailable) as caught:
            write()
        assert caught.value.reason == "timeout"
    assert titles(engine) == {"alt"}
    other.kill()
    other.wait()
    engine.index([make(1, "neu")], 2)
    assert titles(engine) == {"neu"}


def test_many_threads_may_share_an_engine(engine):
    engine.swap([make(n, "1") for n in range(20)], 1)
    failures = []

    def read():
        try:
            for _ in range(60):
                assert engine.search(ask()).total == 20
        except BaseException as error:
            failures.append(error)

    def write(number):
        try:
            engine.index([make(n, str(number)) for n in range(20)], number)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=read) for _ in range(4)]
    threads += [threading.Thread(target=write, args=(number,)) for number in range(2, 8)]
    for thread in threads:
        thread.start()
    engine.swap([make(n, "9") for n in range(20)], 9)
    for thread in threads:
        thread.join()
    assert not failures
    assert titles(engine) == {"9"}
