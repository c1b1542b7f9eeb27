"""The settings of the tests, with files and templates as a production site has them: looked for once, then kept."""

from portal.settings.test import *  # noqa: F403 - as its own settings do

WHITENOISE_AUTOREFRESH = False
SEARCH_TERMS_KEPT = 5.0
