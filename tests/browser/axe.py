"""axe on a page as it stands, once all of it is there: text may come before the styles that give it its size."""

from axe_playwright_python.sync_playwright import Axe


def run_axe(page, **arguments):
    """The findings of axe-core; `arguments` as `Axe.run` takes them."""
    page.wait_for_load_state()
    return Axe().run(page, **arguments)
