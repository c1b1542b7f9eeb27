"""What the example files promise, read without loading them: it holds before anybody waits for the load."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from portal.demo.pictures import PICTURES, titles
from portal.demo.read import CONTENT, entries, one

from bench.eval.judgements import judged_set
from core.vocabularies.load import DATA
from practices.choices import Method, Stage
from practices.evidence import shown_by
from practices.tiers import STAGES_WITH_REASON, SUMMARY_LENGTH, TITLE_LENGTH

#: What a Vollbeschreibung needs, by the columns of the import (`practices.tiers.NEEDS`).
SHORT = ("zusammenfassung", "art_des_beispiels", "laufzeit_von", "umsetzungsstand", "verbund", "ansprechperson_email",
         "vertretung_email", "betriebsgroesse", "themen", "branchen", "regionen")  # fmt: skip
FULL = (*SHORT, "ziele", "umsetzungsschritte", "bausteine", "wirkungen", "stolpersteine", "kern", "anpassbar",
        "geeignet_fuer", "nicht_geeignet_fuer", "voraussetzungen", "zielgruppen", "beteiligte", "netzwerktyp",
        "aufwand_aufbau", "aufwand_laufend", "sachkosten_aufbau", "sachkosten_laufend", "foerderinstrumente",
        "finanzierung", "traegt_sich_ohne_foerderung")  # fmt: skip


@dataclass
class Effect:
    indicator: str
    before: Decimal | None
    after: Decimal | None
    method: str
    source: str
    why_none: str


@pytest.fixture(scope="module")
def practices() -> dict[str, dict[str, Any]]:
    return {entry["slug"]: entry for entry in entries("practices")}


@pytest.fixture(scope="module")
def blocks() -> dict[str, dict[str, Any]]:
    return {entry["slug"]: entry for entry in entries("bausteine")}


def has(entry: dict[str, Any], columns: tuple[str, ...]) -> bool:
    return all(entry.get(column) not in (None, "", []) for column in columns)


def vocabulary(name: str) -> list[dict[str, Any]]:
    return one(DATA / f"{name}.yaml")["terms"]


def test_amounts_are_written_as_texts_so_that_a_dot_stays_one_between_thousands(practices):
    columns = [column for column in FULL if column.startswith(("aufwand", "sachkosten"))]
    assert {type(entry.get(column)) for entry in practices.values() for column in columns} == {str, type(None)}
    assert practices["azubis-als-digital-coaches"]["sachkosten_aufbau"] == "2.900"


def test_practices_come_from_all_16_laender_and_from_twelve_branches_at_least(practices):
    land_of = {
        child["slug"]: land["slug"] for land in vocabulary("regionen") for child in (land, *land.get("children", ()))
    }
    assert {land_of[region] for entry in practices.values() for region in entry["regionen"]} == set(land_of.values())
    assert len(set(land_of.values())) == 16
    assert len({branch for entry in practices.values() for branch in entry["branchen"]}) >= 12


def test_both_tiers_are_there_and_rough_ones_too(practices):
    full = {slug for slug, entry in practices.items() if has(entry, FULL)}
    short = {slug for slug, entry in practices.items() if has(entry, SHORT)} - full
    assert len(full) >= 25
    assert len(short) >= 20
    assert len(practices) - len(full) - len(short) >= 10


def test_what_counts_as_described_meets_the_rules_of_the_tiers(practices):
    for slug, entry in practices.items():
        if has(entry, SHORT):
            assert len(entry["titel"]) <= TITLE_LENGTH, slug
            assert len(entry["kurzbeschreibung"]) <= SUMMARY_LENGTH, slug
            assert entry.get("laufzeit_bis") or entry.get("laeuft_noch"), slug
            stage = Stage(entry["umsetzungsstand"])
            assert (stage in STAGES_WITH_REASON) <= bool(entry.get("warum_beendet")), slug
            assert not (entry.get("laeuft_noch") and stage in STAGES_WITH_REASON), slug


def test_the_evidence_given_is_what_the_effects_show_unless_a_reason_stands_beside_it(practices):
    seen = 0
    for slug, entry in practices.items():
        effects = [
            Effect(e.get("indikator", ""), e.get("vorher"), e.get("nachher"), e.get("methode", ""), e.get("quelle", ""),
                   e.get("warum_keine", ""))
            for e in entry.get("wirkungen", ())
        ]  # fmt: skip
        shown = shown_by(effects)
        if shown and not entry.get("evidenz_begruendung"):
            assert entry.get("evidenz") == shown.value, slug
            seen += 1
    assert seen >= 25


def test_an_effect_says_how_it_is_known_or_why_it_is_not(practices):
    for slug, entry in practices.items():
        for effect in entry.get("wirkungen", ()):
            known = "nachher" in effect and effect.get("methode") in Method.values
            assert known != bool(effect.get("warum_keine")), (slug, effect)


def test_obstacles_use_the_vocabulary_and_some_are_not_solved(practices):
    kinds = {term["slug"] for term in vocabulary("stolperstein-arten")}
    obstacles = [obstacle for entry in practices.values() for obstacle in entry.get("stolpersteine", ())]
    assert {obstacle["art"] for obstacle in obstacles} <= kinds
    assert {obstacle["geloest"] for obstacle in obstacles} == {"ja", "teils", "nein"}
    assert all(obstacle.get("was_half") for obstacle in obstacles if obstacle["geloest"] == "ja")


def test_no_two_practices_tell_the_same(practices):
    told = [
        text
        for entry in practices.values()
        for text in (
            entry.get("zusammenfassung"), entry.get("kern"),
            *(step.get("text") for step in entry.get("umsetzungsschritte", ())),
            *(obstacle["beschreibung"] for obstacle in entry.get("stolpersteine", ())),
        )
        if text
    ]  # fmt: skip
    assert len(told) == len(set(told)) > 200


def test_every_building_block_has_a_file_of_its_own_and_is_used(practices, blocks):
    used = {slug for entry in practices.values() for slug in entry.get("bausteine", ())}
    assert used == set(blocks)
    assert len(blocks) >= 10
    files = [each["datei"] for block in blocks.values() for each in block["dateien"]]
    assert len(files) == len(set(files)) >= len(blocks)
    assert all(len((CONTENT / "files" / name).read_text("utf-8-sig")) > 600 for name in files)
    assert all(len(block["kurzbeschreibung"]) <= SUMMARY_LENGTH for block in blocks.values())


def test_every_picture_exists_is_named_once_and_says_what_is_to_be_seen(practices):
    named = [entry["bild"] for entry in practices.values() if "bild" in entry]
    assert sorted(named) == sorted(titles())
    assert all(path.is_file() for path in titles().values())
    assert sum(path.stat().st_size for path in PICTURES.glob("*.webp")) < 500_000
    assert all(entry["bild_alternativtext"] for entry in practices.values() if "bild" in entry)


def test_a_practice_names_only_others_that_are_loaded_before_it(practices):
    order = list(practices)
    relations = [
        (slug, each["beispiel"]) for slug, entry in practices.items() for each in entry.get("verwandte_beispiele", ())
    ]
    assert len(relations) >= 5
    assert all(order.index(other) < order.index(slug) for slug, other in relations)


def test_addresses_are_of_the_domain_for_examples(practices):
    addresses = [
        entry[column]
        for entry in practices.values()
        for column in ("ansprechperson_email", "vertretung_email")
        if column in entry
    ]
    assert len(addresses) > 50
    assert all(address.endswith("@example.org") for address in addresses)


def test_every_judged_practice_of_the_bench_is_still_there(practices):
    judged = {slug for query in judged_set() for slug in query.grades}
    assert len(judged) > 50
    assert judged <= set(practices)
