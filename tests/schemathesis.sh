#!/usr/bin/env bash
# Throws generated requests at every route of a fresh office and holds the answers against the OpenAPI document:
# no 5xx, no answer that the document does not describe, no wrong input that is taken.
#
#   bash tests/schemathesis.sh                      as a member with all roles of a ward, then as an admin
#   bash tests/schemathesis.sh --max-examples 200   arguments go to `schemathesis run`
#   SCHEMATHESIS_SEED=1 bash tests/schemathesis.sh  the same requests again
#
# Needs Python 3 with venv, curl and jq; schemathesis itself goes into target/schemathesis. Not part of .ci/run: its requests differ from run to run.
set -euo pipefail
cd "$(dirname "$0")/.."

version=4.32.5
venv=target/schemathesis
checks=not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance
checks+=,response_schema_conformance,negative_data_rejection,unsupported_method,ignored_auth

[ -x "$venv/bin/schemathesis" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet "schemathesis==$version"
cargo build --locked

work=$(mktemp -d)
server=
stop() {
    if [ -n "$server" ]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$work"
}
trap stop EXIT

port=$("$venv/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
export REDRESS_DATA="$work/data" REDRESS_LISTEN="127.0.0.1:$port"
# One source sends everything here: the limits have tests of their own.
export REDRESS_RATES="sign_in=1000000,intake=1000000,track=1000000,all=100000000,strangers=100000000"
export REDRESS_TEST_URL="http://$REDRESS_LISTEN"
REDRESS_TEST_PASSWORD=$("$venv/bin/python" -c 'import secrets; print(secrets.token_urlsafe(24))')
export REDRESS_TEST_PASSWORD

# The first admin, by the command; the rest of the office over the API.
target/debug/redress migrate
printf '%s\n' "$REDRESS_TEST_PASSWORD" | target/debug/redress user add \
    test-admin --role admin --password-stdin
target/debug/redress serve >"$work/server.log" 2>&1 &
server=$!
if ! curl --silent --fail --output /dev/null --retry 60 --retry-delay 1 --retry-connrefused "$REDRESS_TEST_URL/readyz"; then
    cat "$work/server.log" >&2
    exit 1
fi

# post PATH JSON [TOKEN]: the answer, or the problem on standard error and an end.
post() {
    local answer status
    answer=$(curl --silent --show-error --write-out '\n%{http_code}' "$REDRESS_TEST_URL$1" \
        --header 'Content-Type: application/json' ${3:+--header "Authorization: Bearer $3"} --data "$2")
    status=${answer##*$'\n'}
    if [ "${status:0:1}" != 2 ]; then
        echo "POST $1: $answer" >&2
        return 1
    fi
    printf '%s' "${answer%$'\n'*}"
}

sign_in=$(jq -cn --arg password "$REDRESS_TEST_PASSWORD" '{username: "test-admin", $password}')
token=$(post /api/v1/session "$sign_in" | jq -r .access_token)
unit=$(post /api/v1/units '{"name": "Phường Cự Khối", "sign": "CK", "level": "ward", "public": true,
    "bodies": ["commune_peoples_committee", "election_committee", "election_board", "election_team"]}' "$token" | jq -r .id)
member=$(jq -cn --arg unit "$unit" --arg password "$REDRESS_TEST_PASSWORD" '{username: "test-member", name: "Cán bộ thử nghiệm",
    $password, language: "vi", grants: [{role: "clerk", $unit}, {role: "officer", $unit}, {role: "supervisor", $unit}]}')
post /api/v1/users "$member" "$token" >/dev/null
day=$(date --date '+40 days' +%F)
election=$(jq -cn --arg unit "$unit" --arg day "$day" '{name: "Bầu cử thử nghiệm", $day, contests: ["na", "council_commune"], units: [$unit]}')
post /api/v1/elections "$election" "$token" >/dev/null

red=0
# The member first: what an admin's requests do to accounts and units would shut the others out.
for user in test-member test-admin; do
    except=()
    # The citizen's routes need an office that stays as it is, and an admin's own password is among those an admin can set.
    [ "$user" = test-member ] || except=(--exclude-path-regex '^/api/v1/(public/|users/.*/password$)')
    printf '\n== as %s\n' "$user"
    REDRESS_TEST_USER=$user SCHEMATHESIS_HOOKS=tests/schemathesis_hooks.py "$venv/bin/schemathesis" run \
        "$REDRESS_TEST_URL/api/openapi.json" --checks "$checks" --workers 2 --continue-on-failure --no-color \
        --generation-database none "${except[@]}" ${SCHEMATHESIS_SEED:+--seed "$SCHEMATHESIS_SEED"} "$@" 2>&1 | tee "$work/$user.log" || red=1
done

printf '\n'
# A panic is answered with a closed connection or a 500; the log tells which request it was.
if grep --quiet --ignore-case panicked "$work/server.log"; then
    grep --ignore-case --after-context 2 panicked "$work/server.log" >&2
    red=1
fi
kill -0 "$server" 2>/dev/null || { echo "the server has ended" >&2; red=1; }
for user in test-admin test-member; do
    grep --after-context 1 '^Test cases:' "$work/$user.log" | tail -1 | sed "s/^ */$user: /"
done
if [ "$red" -ne 0 ]; then
    echo "schemathesis: red"
    exit 1
fi
echo "schemathesis: green"
