"""The admin's menu „Hilfe“."""

import pytest
from wagtail.admin.menu import DismissibleMenuItem, help_menu

pytestmark = pytest.mark.django_db


def test_the_help_menu_leads_to_no_english_page_elsewhere(rf, admin_user):
    request = rf.get("/redaktion/")
    request.user = admin_user
    assert any(isinstance(item, DismissibleMenuItem) for item in help_menu.registered_menu_items), "control"
    shown = help_menu.menu_items_for_request(request)
    assert [item for item in shown if item.url.startswith("http")] == []
    assert shown, "what stays are the keyboard shortcuts"
