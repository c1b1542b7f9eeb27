"""What rich text and rows of files lead to on public pages: only what is public has an address or a name there."""

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from practices.models import PracticePage
from tests import factories

pytestmark = pytest.mark.django_db

LINKS = '<p><a linktype="page" id="{}">Seite</a> <a linktype="document" id="{}">Datei</a></p>'


@pytest.fixture
def shut():
    collection = Collection.get_first_root_node().add_child(name="Intern")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection.add_child(name="Noch weiter innen")


def document(title, collection=None):
    made = get_document_model()(title=title, **({"collection": collection} if collection else {}))
    made.file.save(f"{title.lower()}.txt", ContentFile(b"Text"))
    return made


def row(chosen):
    return ("file", {"document": chosen, "licence": "CC BY 4.0", "accessibility": "ungeprueft"})


def page_of(client, **fields):
    practice = factories.practice(title="Beispiel", **fields)
    return client.get(practice.url).content.decode()


def test_the_control_what_is_public_is_linked(client):
    other = factories.practice(title="Anderes", slug="anderes")
    text = page_of(client, background=LINKS.format(other.pk, document("Vorlage").pk))
    assert f'href="{other.url}"' in text
    assert "vorlage" in text


@pytest.mark.parametrize("why", ["draft", "private"])
def test_a_link_to_a_page_that_is_not_public_stays_as_a_word(client, why):
    other = factories.practice(title="Geheimes", slug="geheimes-vorhaben", live=why != "draft")
    if why == "private":
        PageViewRestriction.objects.create(page=other, restriction_type="login")
    client.force_login(get_user_model().objects.create_superuser("chefin"))
    text = page_of(client, background=LINKS.format(other.pk, 0))
    assert "geheimes-vorhaben" not in text
    assert "<a>Seite</a>" in text


def test_a_file_of_a_restricted_collection_is_named_nowhere(client, shut):
    inside, outside = document("Personalliste", shut), document("Checkliste")
    rows = [row(inside), row(outside)]
    text = page_of(client, background=LINKS.format(0, inside.pk), files=rows)
    assert "personalliste" not in text.lower()
    assert "Checkliste" in text
    record = client.get(f"/api/v1/practices/{PracticePage.objects.get().pk}").json()
    assert [file["title"] for file in record["files"]] == ["Checkliste"]


def test_a_file_that_was_deleted_leaves_no_empty_row(client):
    gone = document("Verschwunden")
    practice = factories.practice(title="Beispiel", files=[row(gone)])
    gone.delete()
    text = client.get(practice.url).content.decode()
    assert "Verschwunden" not in text
    assert "download__name" not in text
