"""Parts of uploaded files: films can be jumped in, and whoever asks for nonsense gets the whole or a plain refusal."""

import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st
from wagtail.documents import get_document_model

from core.ranges import Unsatisfiable, cut, read_range

CONTENT = bytes(range(256)) * 100


@pytest.fixture
def film(site):
    document = get_document_model()(title="Film")
    document.file.save("film.mp4", ContentFile(CONTENT))
    document.save()
    return document


def body(response):
    return b"".join(response.streaming_content)


def test_a_part_of_a_film_comes_with_its_place_and_unpacked(client, film):
    part = client.get(film.url, headers={"Range": "bytes=1000-1999", "Accept-Encoding": "gzip"})
    assert part.status_code == 206
    assert part["Content-Range"] == f"bytes 1000-1999/{len(CONTENT)}"
    assert part["Content-Length"] == "1000"
    assert "Content-Encoding" not in part
    assert body(part) == CONTENT[1000:2000]


def test_without_a_range_the_whole_file_comes_and_says_that_parts_can_be_had(client, film):
    whole = client.get(film.url)
    assert (whole.status_code, whole["Accept-Ranges"]) == (200, "bytes")
    assert whole["Content-Length"] == str(len(CONTENT))
    assert "Content-Encoding" not in whole
    assert body(whole) == CONTENT


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "bytes=9-2", "bytes=-", "zeilen=1-2", "bytes=a-b"])
def test_what_is_no_single_range_gets_the_whole_file(client, film, asked):
    assert client.get(film.url, headers={"Range": asked}).status_code == 200


def test_behind_the_end_there_is_nothing(client, film):
    refused = client.get(film.url, headers={"Range": "bytes=25600-"})
    assert (refused.status_code, refused["Content-Range"]) == (416, "bytes */25600")


def test_of_another_version_there_are_no_parts(client, film):
    version = client.get(film.url)["ETag"]
    asked = {"Range": "bytes=0-1"}
    assert client.get(film.url, headers={**asked, "If-Range": version}).status_code == 206
    assert client.get(film.url, headers={**asked, "If-Range": '"alt"'}).status_code == 200


@given(st.lists(st.binary(max_size=9), min_size=1), st.integers(0, 60), st.integers(0, 60))
def test_a_part_is_what_a_slice_of_the_whole_would_be(chunks, first, last):
    whole = b"".join(chunks)
    try:
        asked = read_range(f"bytes={first}-{last}", len(whole))
    except Unsatisfiable:
        assert first >= len(whole)
        return
    if asked is None:
        assert first > last
        return
    assert b"".join(cut(chunks, *asked)) == whole[first : last + 1]
    suffix = read_range(f"bytes=-{last + 1}", len(whole))
    assert b"".join(cut(chunks, *suffix)) == whole[-(last + 1) :]
