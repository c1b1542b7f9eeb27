#!/bin/sh
# Bring .venv to what uv.lock says. The argument is `run` (what serving needs) or `test` (the tools as well).
# While the lock file, the folder and the Python stay the same, nothing is done and no network is needed.
set -eu
cd "$(dirname "$0")/.."
wanted="$1"
UV_VERSION=0.13.9

state="$(pwd) $(cksum uv.lock pyproject.toml)"
is_fresh() {
    [ "$(cat ".venv/.ready-for-$1" 2>/dev/null)" = "$state" ] && .venv/bin/python -c "" 2>/dev/null
}
if is_fresh test || { [ "$wanted" = run ] && is_fresh run; }; then
    exit 0
fi

# A Python's own address (not a shim's, not a virtual environment's), when it is new enough; else nothing.
suitable_python() {
    command -v "$1" >/dev/null 2>&1 || return 1
    "$1" -c 'import sys; print(sys._base_executable if sys.version_info >= (3, 11) else "")' 2>/dev/null
}
python=""
for candidate in "${PYTHON:-}" .venv/bin/python python3 python3.14 python3.13 python3.12 python3.11 python; do
    [ -z "$candidate" ] || python="$(suitable_python "$candidate" || true)"
    [ -z "$python" ] || break
done
if [ -z "$python" ]; then
    echo "Python 3.11 or newer is needed and was not found. Name one with: make $wanted PYTHON=/path/to/python3" >&2
    exit 1
fi

uv="$(command -v uv || true)"
if [ -z "$uv" ] || ! "$uv" --version >/dev/null 2>&1; then
    uv=.cache/bootstrap/bin/uv
    if ! "$uv" --version 2>/dev/null | grep -q " $UV_VERSION"; then
        echo "Fetching uv, which reads the lock file …" >&2
        rm -rf .cache/bootstrap
        mkdir -p .cache
        # Debian's Python comes without ensurepip unless python3-venv is there; a pip alone is enough as well.
        if "$python" -m venv .cache/bootstrap >.cache/bootstrap.log 2>&1; then
            .cache/bootstrap/bin/python -m pip install --quiet --disable-pip-version-check "uv==$UV_VERSION"
        elif rm -rf .cache/bootstrap && "$python" -m pip --version >/dev/null 2>&1; then
            "$python" -m pip install --quiet --disable-pip-version-check --target .cache/bootstrap "uv==$UV_VERSION"
        else
            echo "$python can make no virtual environment and has no pip. One of these helps:" >&2
            echo "  Debian, Ubuntu:  apt-get install python3-venv" >&2
            echo "  any system:      install uv and call this again" >&2
            exit 1
        fi
    fi
fi

echo "Bringing the environment up to date with uv.lock …" >&2
groups="--no-dev --inexact"
[ "$wanted" = test ] && groups="--group dev"
# UV_PYTHON_DOWNLOADS: use the Python that is here, never fetch another one.
# shellcheck disable=SC2086 # two words on purpose
UV_PYTHON_DOWNLOADS=never "$uv" sync --frozen --quiet $groups --python "$python"
# The tools that --inexact leaves in place may be older than the lock file now.
rm -f .venv/.ready-for-*
printf '%s\n' "$state" >".venv/.ready-for-$wanted"
