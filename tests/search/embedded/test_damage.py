"""An index that is missing, older, or not what was written: it says so, never breaks, and a swap mends it."""

import contextlib
import json
import shutil

import pytest

from search.documents import SCHEMA_VERSION
from search.engine import EngineUnavailable
from search.engines.embedded.engine import EmbeddedEngine
from search.query import Sort
from tests.search.conformance.corpus import NOW, ask, make

#: Every other byte of an index is guarded.
WITHOUT_CHECKSUM = ("meta.json", ".managed.json")


@pytest.fixture
def generation(engine, folder):
    """The folder of an index with a few segments, changes and a removal."""
    engine.swap([make(n, f"Verbund {n}", summary="Lernen", terms={"branche": ("guss",)}) for n in range(30)], 1)
    for n in range(40, 44):
        engine.index([make(n, "Logistik", starts_at=NOW)], 2)
    engine.delete(["1"], 2)
    return folder / engine.status().index


def use_everything(engine):
    """Ask and write all there is; only EngineUnavailable may come of it."""
    for sort in Sort:
        for text in ("", "Verbund Lernen"):
            with contextlib.suppress(EngineUnavailable):
                engine.search(ask(text, {"branche": ("guss",)}, sort=sort))
    for question in (
        lambda: engine.suggest("verb", NOW, 5),
        lambda: engine.near(["verbnud"], NOW),
        lambda: list(engine.entries()),
        lambda: engine.status(),
        lambda: engine.index([make(2)], 3),
        lambda: engine.delete(["3"], 3),
    ):
        with contextlib.suppress(EngineUnavailable):
            question()


def files(generation):
    return sorted(path for path in generation.iterdir() if not path.name.endswith(".lock"))


def heals(engine):
    assert engine.swap([make(1, "neu")], 9) == 1
    assert [hit.document.title for hit in engine.search(ask()).hits] == ["neu"]
    assert engine.status().schema == SCHEMA_VERSION


def test_the_folder_may_be_removed_while_it_is_used(engine, folder, generation):
    assert engine.search(ask()).total == 33
    shutil.rmtree(folder)
    assert engine.status().schema is None
    with pytest.raises(EngineUnavailable) as caught:
        engine.search(ask())
    assert caught.value.reason == "missing"
    heals(engine)


def test_an_index_of_an_older_schema_says_so_and_is_not_searched(engine, folder, generation):
    older = folder / generation.name.replace(f"v{SCHEMA_VERSION}-", "v0-")
    generation.rename(older)
    (folder / "current").write_text(f"{older.name}\n\n")
    assert engine.status().schema == 0
    for question in (lambda: engine.search(ask()), lambda: engine.index([make(1)], 3)):
        with pytest.raises(EngineUnavailable) as caught:
            question()
        assert caught.value.reason == "missing"
    heals(engine)


NOT_THERE = f"v{SCHEMA_VERSION}-20200101000000-00000000\n\n".encode()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"../../etc\n", NOT_THERE, b"\n" * 99])
def test_a_pointer_that_points_nowhere_means_that_there_is_no_index(engine, folder, generation, content):
    (folder / "current").write_bytes(content)
    assert engine.status().schema is None
    with pytest.raises(EngineUnavailable) as caught:
        engine.search(ask())
    assert caught.value.reason == "missing"
    heals(engine)


@pytest.mark.parametrize("damage", ["a byte", "cut", "emptied", "removed", "zeroed"])
def test_a_damaged_file_is_noticed_by_a_new_process_and_never_does_more_harm_than_unavailability(
    folder, generation, damage
):
    whole = {path.name: path.read_bytes() for path in files(generation)}
    for name, content in whole.items():
        middle = len(content) // 2
        damaged = {
            "a byte": content[:middle] + bytes([content[middle] ^ 0x55]) + content[middle + 1 :],
            "cut": content[:middle],
            "emptied": b"",
            "zeroed": bytes(len(content)),
            "removed": None,
        }[damage]
        (generation / name).unlink()
        if damaged is not None:
            (generation / name).write_bytes(damaged)
        fresh = EmbeddedEngine(folder)
        if name not in WITHOUT_CHECKSUM or (name == "meta.json" and damage != "a byte"):
            assert fresh.status().schema is None, name
        use_everything(EmbeddedEngine(folder))
        restore(generation, whole)
    assert EmbeddedEngine(folder).status().documents == 33
    heals(EmbeddedEngine(folder))


def restore(generation, whole):
    for path in files(generation):
        path.unlink()
    for name, content in whole.items():
        (generation / name).write_bytes(content)


def test_damage_is_noticed_by_a_process_that_has_used_the_index_once_a_search_fails(engine, folder, generation):
    assert engine.status().schema == SCHEMA_VERSION
    fast = next(generation.glob("*.fast"))
    content = fast.read_bytes()
    fast.unlink()
    fast.write_bytes(bytes(len(content)))
    # What is open stays whole; a reader that opens it anew meets the damage.
    engine._forget(generation.name)
    with pytest.raises(EngineUnavailable):
        engine.search(ask())
    assert engine.status().schema is None
    heals(engine)


def test_a_stored_document_that_is_not_ours_is_garbage(engine, generation, monkeypatch):
    monkeypatch.setattr("search.engines.embedded.response.from_stored", lambda fields: {}["id"])
    with pytest.raises(EngineUnavailable) as caught:
        engine.search(ask())
    assert caught.value.reason == "garbage"


def test_a_sound_index_is_called_sound_while_it_is_written_to(engine, process, generation):
    writer = process("for n in itertools.count(3): engine.index([make(n % 9, 'neu')], n); say(n)")
    writer.stdout.readline()
    for _ in range(40):
        assert EmbeddedEngine(generation.parent).status().schema == SCHEMA_VERSION
    assert json.loads((generation / "meta.json").read_text())["segments"]
