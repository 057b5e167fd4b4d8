#!/bin/sh
# Set up .venv with the locked requirements of one set: runtime, dev, docs or tables.
# PYTHON=... makes .venv with another Python than the first that fits.
# Does nothing where that set is installed as locked, so a second run needs no network.
set -eu
cd "$(dirname "$0")/.."
want="${1:-dev}"

case "$want" in
    runtime) sets="runtime build" ;;
    dev) sets="runtime server build dev" ;;
    docs) sets="runtime server build dev docs" ;;
    tables) sets="runtime server build dev docs tables" ;;
    *) echo "setup.sh: no such set: $want (runtime, dev, docs or tables)" >&2; exit 2 ;;
esac

find_python() {
    for name in ${PYTHON:-python3.11 python3.12 python3.13 python3 python}; do
        # A name on the PATH may be a shim without a Python behind it, or one without venv.
        if "$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            echo "$name"
            return
        fi
    done
    echo "setup.sh: needs Python 3.11 or newer with venv on the PATH (on Debian: apt-get install python3-venv)" >&2
    exit 1
}

if ! .venv/bin/python -c '' >/dev/null 2>&1; then
    python="$(find_python)"
    echo "Making .venv with $("$python" --version)"
    rm -rf .venv
    "$python" -m venv .venv
fi

for set in $sets; do
    stamp=".venv/installed-$set.txt"
    if ! cmp -s "requirements/$set.txt" "$stamp"; then
        echo "Installing requirements/$set.txt"
        .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input \
            --require-hashes --no-deps --requirement "requirements/$set.txt"
        cp "requirements/$set.txt" "$stamp"
    fi
done

stamp=.venv/installed-pyproject.toml
if ! cmp -s pyproject.toml "$stamp"; then
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input \
        --no-deps --no-build-isolation --editable .
    cp pyproject.toml "$stamp"
fi
