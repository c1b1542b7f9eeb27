"""The way back is written in two places: for pages of the tree, and for all others."""

from tests.architecture.test_translation import TEMPLATES


def test_only_the_two_components_write_breadcrumbs():
    found = [path for path in TEMPLATES.rglob("*.html") if 'class="breadcrumbs' in path.read_text(encoding="utf-8")]
    assert sorted(path.relative_to(TEMPLATES).as_posix() for path in found) == [
        "components/breadcrumbs.html",
        "components/trail.html",
    ]
