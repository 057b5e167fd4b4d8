#!/bin/sh
# See to it that PostgreSQL's programs are there for the tests of the store, which start one of their own:
# Debian's, where apt-get can bring it. No server is left running.
set -eu
if command -v initdb >/dev/null 2>&1; then exit 0; fi
for folder in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/local/pgsql/bin; do
    if [ -x "$folder/initdb" ]; then exit 0; fi
done
if ! command -v apt-get >/dev/null 2>&1; then
    echo "postgres.sh: no PostgreSQL and no apt-get: install PostgreSQL, or the store is tested on SQLite only" >&2
    exit 0
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then as_root="sudo -n"; fi
echo "Installing PostgreSQL for the tests of the store"
log="$(mktemp)"
# Debian would make a cluster and start it; the tests make their own.
if ! {
    $as_root apt-get update -qq &&
        DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends postgresql-common &&
        $as_root sed -i 's/^#\? *create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf &&
        DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends postgresql
} >"$log" 2>&1; then
    tail -5 "$log" >&2
    echo "postgres.sh: PostgreSQL could not be installed; the store is tested on SQLite only" >&2
fi
rm -f "$log"
