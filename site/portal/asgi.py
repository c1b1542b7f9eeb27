"""The ASGI entry point, `portal.asgi:application`, with `site/` and the project's root on PYTHONPATH."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
application = get_asgi_application()

# After Django is set up, and in each worker after the server has forked: a thread does not survive a fork.
from core.background import start_background_thread
from search.delivery import start_delivery_thread

start_delivery_thread()
start_background_thread()
