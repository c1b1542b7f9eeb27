"""Django looks for models here; they live by topic in `searches/` and `needs/`."""

from exchange.needs.models import Need
from exchange.searches.models import SavedSearch

__all__ = ["Need", "SavedSearch"]
