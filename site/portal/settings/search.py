"""The search: which engine answers, where the embedded index lies, who delivers changes."""

from pathlib import Path

from portal.settings.environment import ENV

SEARCH_URL = ENV.search_url
SEARCH_INDEX = ENV.search_index
SEARCH_API_KEY = ENV.search_api_key
SEARCH_CA_CERTS = ENV.search_ca_certs
SEARCH_DELIVERY = ENV.search_delivery
SEARCH_MEANING = ENV.search_meaning
#: So many seconds labels of vocabularies are kept in a process instead of being read at every search.
SEARCH_TERMS_KEPT = 5.0

#: Always there, also beside a cluster: it answers while the cluster is away. `embedded:/some/folder` puts it there.
SEARCH_EMBEDDED_FOLDER = (
    Path(folder)
    if (folder := ENV.search_url.removeprefix("embedded:")) and ENV.search_url.startswith("embedded:")
    else ENV.data_dir / "search"
)
