"""The search: which engine answers, where the embedded index lies, who delivers changes."""

from portal.settings.environment import ENV

SEARCH_URL = ENV.search_url
SEARCH_INDEX = ENV.search_index
SEARCH_DELIVERY = ENV.search_delivery

#: Always there, also beside a cluster: it answers while the cluster is away.
SEARCH_EMBEDDED_FOLDER = ENV.data_dir / "search"
