#!/usr/bin/env bash
# Runs the walk of README.md, as it stands there, against a fresh office in a temporary folder.
# Needs curl and jq. The program is the debug build, so that CI builds it once.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo build --locked
work=$(mktemp -d)
server=
stop() {
    local status=$?
    if [ -n "$server" ]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    [ "$status" -eq 0 ] || cat "$work/server.log" >&2 2>/dev/null || true
    rm -rf "$work"
}
trap stop EXIT

# The lines of the code blocks between the marks; the address becomes that of this run.
port=$((20000 + RANDOM % 20000))
awk '/^<!-- walk/ { walk = 1 } /^<!-- \/walk/ { walk = 0 }
    walk && /^```/ { code = !code; next } walk && code' README.md | sed "s/127\.0\.0\.1:8080/127.0.0.1:$port/g" >"$work/walk.sh"
[ -s "$work/walk.sh" ] || { echo "README.md has no walk" >&2; exit 1; }

PATH="$PWD/target/debug:$PATH"
export PATH REDRESS_DATA="$work/data" REDRESS_LISTEN="127.0.0.1:$port"
redress serve >"$work/server.log" 2>&1 &
server=$!
curl --silent --fail --output /dev/null --retry 60 --retry-delay 1 --retry-connrefused "http://$REDRESS_LISTEN/readyz"
bash -euo pipefail -x "$work/walk.sh"

# It ends cleanly when it is told to.
kill -TERM "$server"
wait "$server"
server=
echo "README: its walk works"
