#!/usr/bin/env bash
# Publishes the benchmark and runs it in headless Chromium, once on the path of an interpreter and once on that of vectors.
# --publish or --measure does one half alone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
site=artifacts/benchmarks/browser

[[ ${1:-} == --measure ]] || dotnet publish -c Release benchmarks/Browser -o "$site"
[[ ${1:-} != --publish ]] || exit 0

work=$(mktemp -d)
python3 -m http.server --bind 127.0.0.1 --directory "$site/wwwroot" 8941 > /dev/null 2>&1 &
server=$!
browser=
trap 'kill $server $browser 2> /dev/null; sleep 1; rm -rf "$work"' EXIT

measure() { # the query
    "${CHROMIUM:-chromium}" --headless --no-sandbox --disable-gpu --user-data-dir="$work/profile$1" --enable-logging=stderr \
        "http://127.0.0.1:8941/$1" > /dev/null 2> "$work/log" &
    browser=$!
    for ((second = 0; second < 90; second++)); do
        sleep 1
        ! grep -q '"END"' "$work/log" || break
    done
    sed -n 's/.*CONSOLE[^"]*"\(.*\)", source.*/\1/p' "$work/log" | grep -v '^END$'
    kill "$browser"
}
measure ""
measure "?vectors"
