#!/bin/sh
# Start the site in its container: bring database and static files up to date, then serve.
# Several containers may start at once: the migrations run one after the other, under a lock of the database.
set -eu
cd "$(dirname "$0")/.."
python manage.py migrate --noinput
python manage.py collectstatic --noinput --verbosity 0
exec gunicorn --pythonpath .,site --bind 0.0.0.0:8000 --workers "${WEB_WORKERS:-3}" --threads "${WEB_THREADS:-4}" \
    --worker-class gthread --timeout 30 --max-requests 5000 --max-requests-jitter 500 \
    --access-logfile - --forwarded-allow-ips "${FORWARDED_ALLOW_IPS:-127.0.0.1}" portal.wsgi
