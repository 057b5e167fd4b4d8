#!/bin/sh
# Lock every requirement with its hashes, without a word of where it was fetched.
# Arguments go to pip-compile: `scripts/lock.sh --upgrade`. Run with the oldest Python we support.
set -eu
cd "$(dirname "$0")/.."
compile="${LOCKER:-.venv/bin/pip-compile}"
lock() {
    "$compile" --quiet --generate-hashes --strip-extras --allow-unsafe --resolver=backtracking \
        --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header "$@"
}
lock --output-file requirements/runtime.txt pyproject.toml "$@"
lock --extra server --extra postgres --constraint requirements/runtime.txt \
    --output-file requirements/server.txt pyproject.toml "$@"
for set in build dev docs peers; do
    lock --output-file "requirements/$set.txt" "requirements/$set.in" "$@"
done

# The table sources are data with a little code around it; what else they ask for (coverage
# services, an old YAML) is not needed to read the data, so only they themselves are locked.
all="$(mktemp)"
lock --no-annotate --output-file "$all" requirements/tables.in "$@"
awk 'NR == FNR { if ($0 !~ /^[#-]/) wanted[tolower($1)] = 1; next }
     /^[a-z0-9]/ { split($1, name, "=="); keep = name[1] in wanted }
     keep' requirements/tables.in "$all" > requirements/tables.txt
rm -f "$all"
