"""Three baselines on the same node, with the same documents and facets: what Elasticsearch gives as it comes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import bulk

from bench.eval.example_site import slug_of
from bench.eval.judgements import Judged
from search.documents import PreparedDocument

#: Titles count most, as anybody would set it up.
_FIELDS = ["title^3", "summary^2", "keywords^2", "body"]
_STEMMING = {
    "analyzer": {
        "stems": {"tokenizer": "standard", "filter": ["lowercase", "german_normalization", "german_stems"]},
    },
    "filter": {"german_stems": {"type": "stemmer", "language": "light_german"}},
}

Search = Callable[[Judged], list[str]]


class Baselines:
    """Makes and fills the indices, whose names begin with `prefix`; `close` removes them."""

    def __init__(self, url: str, prefix: str, documents: Iterable[PreparedDocument]) -> None:
        self._client = Elasticsearch(url)
        self._prefix = prefix
        documents = list(documents)
        fields = {name: {"type": "text"} for name in ("title", "summary", "keywords", "body")}
        self._make("standard", documents, fields)
        self._make("german", documents, {name: kind | {"analyzer": "german"} for name, kind in fields.items()})
        self._make("stemming", documents, {"text": {"type": "text", "analyzer": "stems"}})

    def searches(self) -> dict[str, Search]:
        return {
            "standard": lambda judged: self._ask("standard", judged, _FIELDS),
            "german": lambda judged: self._ask("german", judged, _FIELDS),
            "stem+bm25": lambda judged: self._ask("stemming", judged, ["text"]),
        }

    def close(self) -> None:
        for name in ("standard", "german", "stemming"):
            self._client.indices.delete(index=f"{self._prefix}-{name}", ignore_unavailable=True)
        self._client.close()

    def _make(self, name: str, documents: list[PreparedDocument], fields: dict[str, Any]) -> None:
        index = f"{self._prefix}-{name}"
        self._client.indices.create(
            index=index,
            settings={"number_of_shards": 1, "number_of_replicas": 0, "analysis": _STEMMING},
            mappings={"properties": {**fields, "facets": {"type": "flattened"}, "slug": {"type": "keyword"}}},
        )
        actions = ({"_index": index, "_id": prepared.id, "_source": _source(prepared)} for prepared in documents)
        bulk(self._client, actions, refresh=True)

    def _ask(self, name: str, judged: Judged, fields: list[str]) -> list[str]:
        words: dict[str, Any] = {"multi_match": {"query": judged.text, "fields": fields}}
        asked = words if judged.text else {"match_all": {}}
        filters = [{"terms": {f"facets.{key}": list(values)}} for key, values in judged.filters.items()]
        answer = self._client.search(
            index=f"{self._prefix}-{name}",
            query={"bool": {"must": asked, "filter": filters}},
            size=20,
            source=["slug"],
        )
        return [hit["_source"]["slug"] for hit in answer["hits"]["hits"]]


def _source(prepared: PreparedDocument) -> dict[str, Any]:
    document = prepared.document
    texts = {
        "title": document.title,
        "summary": document.summary,
        "keywords": document.keywords,
        "body": document.body,
    }
    facets = {key: list(values) for key, values in prepared.facets.items()}
    return {**texts, "text": "\n".join(texts.values()), "facets": facets, "slug": slug_of(prepared)}
