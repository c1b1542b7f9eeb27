#!/bin/sh
# Back up the database and the uploaded files into a folder named by the time. Argument: where to (default /backup).
# In containers:  docker compose exec app deploy/backup.sh      Otherwise with DATABASE_URL and DATA_DIR set.
# The search index is not saved: it is made from the database (see restore.sh).
set -eu
cd "$(dirname "$0")/.."
umask 077
target="${1:-/backup}/$(date +%Y-%m-%d-%H%M%S)"
data="${DATA_DIR:-var}"
partial="$target.partial"
mkdir -p "$partial"

case "${DATABASE_URL:-sqlite}" in
    postgres*) pg_dump --format=custom --no-owner --file="$partial/database.dump" "$DATABASE_URL" ;;
    # SQLite's own copy: a plain copy of the file would miss what is still in its write-ahead log.
    sqlite) python3 -c 'import sqlite3, sys; source, copy = map(sqlite3.connect, sys.argv[1:]); source.backup(copy)' \
        "$data/db.sqlite3" "$partial/database.sqlite3" ;;
    *) echo "DATABASE_URL is neither PostgreSQL nor empty (SQLite in DATA_DIR)." >&2; exit 1 ;;
esac
mkdir -p "$data/media"
tar --create --gzip --file "$partial/media.tar.gz" --directory "$data" media

# Only a complete backup gets its name.
mv "$partial" "$target"
echo "Backup written to $target"
