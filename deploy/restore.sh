#!/bin/sh
# Put a backup back, over everything that is there. Argument: the backup's folder.
# In containers:  docker compose stop app worker
#                 docker compose run --rm app deploy/restore.sh /backup/2026-01-31-030000
#                 docker compose up --detach
# Otherwise with DATABASE_URL and DATA_DIR set, the site stopped, and its Python environment active.
set -eu
[ $# -eq 1 ] || { echo "usage: deploy/restore.sh BACKUP-FOLDER" >&2; exit 2; }
source="$(cd "$1" && pwd)"
cd "$(dirname "$0")/.."
data="${DATA_DIR:-var}"
mkdir -p "$data"

case "${DATABASE_URL:-sqlite}" in
    postgres*)
        # An empty database first: what was made after the backup must not stay. All of it or nothing.
        script="$(mktemp)"
        trap 'rm -f "$script" "$script.parts"' EXIT
        echo "set client_min_messages = warning; drop schema public cascade; create schema public;" >"$script"
        pg_restore --list "$source/database.dump" | grep -v " SCHEMA - public" >"$script.parts"
        pg_restore --no-owner --use-list="$script.parts" --file=- "$source/database.dump" >>"$script"
        psql --quiet --single-transaction --set=ON_ERROR_STOP=1 --output=/dev/null --file="$script" "$DATABASE_URL"
        ;;
    sqlite)
        rm -f "$data/db.sqlite3-wal" "$data/db.sqlite3-shm"
        cp "$source/database.sqlite3" "$data/db.sqlite3.partial"
        mv "$data/db.sqlite3.partial" "$data/db.sqlite3"
        ;;
    *) echo "DATABASE_URL is neither PostgreSQL nor empty (SQLite in DATA_DIR)." >&2; exit 1 ;;
esac
rm -rf "$data/media.before"
[ ! -d "$data/media" ] || mv "$data/media" "$data/media.before"
tar --extract --gzip --file "$source/media.tar.gz" --directory "$data"
rm -rf "$data/media.before"

# A backup may be older than the code; the index is made anew from what is in the database now.
python3 manage.py migrate --noinput
python3 manage.py search_index rebuild
echo "Restored from $source"
