#!/usr/bin/env bash
# Reads a calendar of deadlines of the demo with Python's `icalendar`, as calendar programs do. Needs python3 with venv, curl and
# network for PyPI. Usage: bash tests/feed.sh [path of the program, default target/debug/redress]
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:-target/debug/redress}
folder=$(mktemp -d)
port=18089
running=
finish() {
    [ -z "$running" ] || { kill "$running" && wait "$running"; } || true
    rm -rf "$folder"
}
trap finish EXIT

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet icalendar==7.3.0

"$program" demo --data "$folder/data" --listen "127.0.0.1:$port" >"$folder/said" 2>&1 &
running=$!
for _ in $(seq 120); do
    curl --silent --fail --output /dev/null "http://127.0.0.1:$port/readyz" && break
    sleep 1
done

"$folder/venv/bin/python" tests/feed.py "http://127.0.0.1:$port"
