#!/usr/bin/env bash
# Runs the lines of README.md, as they stand there: the walk in a fresh demo, the founding of an office in an empty one.
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
lines() {
    awk -v begin="^<!-- $1" -v end="^<!-- /$1" '$0 ~ begin { on = 1 } $0 ~ end { on = 0 }
        on && /^```/ { code = !code; next } on && code' README.md | sed "s/127\.0\.0\.1:8080/127.0.0.1:$port/g" >"$work/$1.sh"
    [ -s "$work/$1.sh" ] || { echo "README.md has no $1" >&2; exit 1; }
}
lines walk
lines office

PATH="$PWD/target/debug:$PATH"
export PATH REDRESS_LISTEN="127.0.0.1:$port"
# Starts the program so, and waits until it answers.
start() {
    redress "$1" >"$work/server.log" 2>&1 &
    server=$!
    curl --silent --fail --output /dev/null --retry 60 --retry-delay 1 --retry-connrefused "http://$REDRESS_LISTEN/readyz"
}
# It ends cleanly when it is told to.
end() {
    kill -TERM "$server"
    wait "$server"
    server=
}
export REDRESS_DATA="$work/demo"
start demo
bash -euo pipefail -x "$work/walk.sh"
end
# The words of the first lines are those of the second too.
grep -E '^(api|json)=|^(token|see)\(\)' "$work/walk.sh" | cat - "$work/office.sh" >"$work/own.sh"
export REDRESS_DATA="$work/data"
start serve
bash -euo pipefail -x "$work/own.sh"
end
echo "README: its lines work"
