"""The draft behind a sign-off link offers no file that the public may not have, also to who may."""

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from practices.models import PracticePage
from practices.review.signing import request_sign_off


def document(title, collection):
    made = get_document_model()(title=title, collection=collection)
    made.file.save(f"{title.lower()}.txt", ContentFile(b"Text"))
    return made


@pytest.mark.parametrize("logged_in", [False, True])
def test_the_preview_names_what_is_public_and_not_what_lies_in_a_restricted_collection(
    practice, client, last_link, logged_in
):
    root = Collection.get_first_root_node()
    shut = root.add_child(name="Intern")
    CollectionViewRestriction.objects.create(collection=shut, restriction_type="login")
    inside, outside = document("Personalliste", shut), document("Checkliste", root)
    draft = practice.get_latest_revision_as_object()
    draft.files = [
        ("file", {"document": each, "licence": "CC BY 4.0", "accessibility": "ungeprueft"})
        for each in (inside, outside)
    ]
    draft.background = f'<p>Siehe <a linktype="document" id="{inside.pk}">die Liste</a>.</p>'
    draft.save_revision()
    request_sign_off(
        PracticePage.objects.get(pk=practice.pk), address="firma@example.org", organisation="Muster GmbH", days=7
    )
    if logged_in:
        client.force_login(get_user_model().objects.create_superuser("leitung"))
    text = client.get(last_link()).content.decode()
    assert "Checkliste" in text, "the control"
    assert "die Liste" in text
    assert "personalliste" not in text.lower()
    assert reverse("wagtaildocs_serve", args=(inside.pk, inside.filename)) not in text
