#!/bin/sh
# See to it that a Chromium is there for the browser tests: Debian's, where apt-get can bring it.
set -eu
for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if ! command -v apt-get >/dev/null 2>&1; then
    echo "browser.sh: no Chromium and no apt-get: install Chromium, or the browser tests are skipped" >&2
    exit 0
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then as_root="sudo -n"; fi
echo "Installing Chromium for the browser tests"
log="$(mktemp)"
if ! { $as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium; } >"$log" 2>&1; then
    tail -5 "$log" >&2
    echo "browser.sh: Chromium could not be installed; the browser tests are skipped" >&2
fi
rm -f "$log"
