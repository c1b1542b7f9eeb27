"""A site of its own for the evaluation: a fresh database with the example content, and the documents of the practices.

Only practices are indexed: the set judges practices, and a network's page of the same words would be right as well.
Import this when Django is set up.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from elasticsearch import Elasticsearch
from portal.demo.load import load_examples

from bench.eval.judgements import Judged
from search import running
from search.documents import PreparedDocument
from search.meaning.encoder import encoder
from search.meaning.kept import make
from search.meaning.making import with_vectors
from search.meaning.passages import passages
from search.sources import all_public_ids, public_documents, tree_values
from tests.servers.prepared import create_test_database

#: So often a question is put again when another engine answered.
PATIENCE = 5


class WrongEngine(Exception):
    """Another engine answered than the one that is being judged."""


def load() -> list[PreparedDocument]:
    """Make the database and return the practices' documents, made by the real importer and source."""
    create_test_database()
    # The tests leave meaning out, a site has it.
    settings.SEARCH_MEANING = True
    load_examples()
    values = tree_values()
    found = (document for ids in all_public_ids() for document in public_documents(ids, values).values())
    practices = [prepared for prepared in found if prepared.document.type == "praxis"]
    model = encoder()
    if model is not None:
        make(model, (text for prepared in practices for text in passages(prepared.document)))
    return with_vectors(practices)


def slug_of(prepared: PreparedDocument) -> str:
    return prepared.document.url.rstrip("/").rsplit("/", 1)[-1]


@contextmanager
def engine(name: str, documents: list[PreparedDocument], url: str, index: str) -> Iterator[None]:
    """The API answers with this engine (`embedded` or `elasticsearch`), filled with `documents`."""
    address = url if name == "elasticsearch" else "embedded:"
    with override_settings(SEARCH_URL=address, SEARCH_INDEX=index):
        running.forget_engines()
        cluster = running.cluster_engine()
        (cluster or running.embedded_engine()).swap(documents, 1)
        try:
            yield
        finally:
            running.forget_engines()
            if cluster is not None:
                remove_indices(url, f"{index}-v*")


def remove_indices(url: str, pattern: str) -> None:
    """Remove what this run has made; one by one, as a cluster refuses to delete by pattern."""
    with Elasticsearch(url) as client:
        for index in client.indices.get(index=pattern):
            client.indices.delete(index=index)


def ask(name: str, judged: Judged) -> tuple[list[str], list[str]]:
    """Slugs that the API answers with: its results, and what it adds because it comes near.

    Raises:
        WrongEngine: the fallback answered, again and again.
    """
    answer = _answer(judged)
    for _ in range(PATIENCE):
        if answer["engine"] == name:
            break
        # A busy machine made the cluster too slow for the limit of a page; after a pause it is asked again.
        time.sleep(3)
        answer = _answer(judged)
    if answer["engine"] != name:
        raise WrongEngine(answer["engine"])
    hits = [(hit["url"].rstrip("/").rsplit("/", 1)[-1], hit["match"]) for hit in answer["results"]]
    found, near = ([slug for slug, match in hits if (match == "near") is apart] for apart in (False, True))
    return found, near


def _answer(judged: Judged) -> dict[str, Any]:
    response = Client().get(f"/api/v1/search?{judged.parameters}")
    answer: dict[str, Any] = json.loads(response.content)
    if response.status_code != 200:
        raise ValueError(f"{judged.text}: {answer}")
    return answer


def forget_database() -> None:
    connection.creation.destroy_test_db(settings.DATABASES["default"]["NAME"], verbosity=0)
