#!/bin/sh
# What Watchfloor does, in four commands, offline: the starter snapshot, a customer file, an article.
set -eu
cd "$(dirname "$0")/.."
home="${DEMO_FOLDER:-.demo}"
rm -rf "$home/home"
mkdir -p "$home"
export WATCHFLOOR_HOME="$(cd "$home" && pwd)/home"
export COLUMNS="${COLUMNS:-110}"
watchfloor="${WATCHFLOOR:-.venv/bin/watchfloor}"

step() {
    printf '\n\033[1m$ watchfloor %s\033[0m\n' "$*"
    "$watchfloor" "$@"
}

step lists status
step screen examples/customers.csv
step screen examples/customers.csv --quiet --out "$home/report.html"
step read examples/article.txt
step compare "Wladimir Putin" "Путин Владимир" --schema Person
printf '\nThe HTML report: %s\n' "$home/report.html"
