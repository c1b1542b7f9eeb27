"""Networks as editors keep them."""

import pytest
from django.core.exceptions import ValidationError

from tests import factories


def test_a_network_cannot_have_the_address_by_which_the_search_names_those_without_one(site):
    network = factories.network(title="Ohne Angabe", slug="anders")
    network.slug = "ohne-angabe"
    with pytest.raises(ValidationError, match="andere Adresse"):
        network.full_clean()
