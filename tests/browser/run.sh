#!/bin/sh
# Makes the sample report and looks at it in a browser: the program on PATH, else target/release/claimlog, or $CLAIMLOG.
set -eu
cd "$(dirname "$0")"
program=${CLAIMLOG:-$(command -v claimlog || echo ../../target/release/claimlog)}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
[ -d node_modules/axe-core ] && [ -d node_modules/playwright-core ] || npm ci --ignore-scripts --no-audit --no-fund
./sample.sh "$program" "$folder/report.html"
node check.mjs "$folder/report.html"
