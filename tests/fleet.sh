#!/usr/bin/env bash
# Runs what docker-compose.yml runs, without containers: the same processes with the same settings, secrets, accounts and
# proxy, each at an address of its own on this machine; then walks through what a fleet must do.
#
#   bash tests/fleet.sh            as root, so that each process gets the account of its container
#
# Needs PostgreSQL's programs, curl, jq, openssl and Python 3 with venv; nginx for the proxy, else that part is skipped by name.
set -euo pipefail
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8

say() { printf '%s\n' "fleet: $*"; }
die() {
    say "red: $*" >&2
    exit 1
}

venv=target/fleet
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check "pyyaml==6.0.3"
files() { "$venv/bin/python" tests/fleet_files.py "$@"; }
cargo build --locked

work=$(mktemp -d /tmp/redress-fleet-XXXXXX)
chmod 0755 "$work"
declare -A running=()
stop() {
    local status=$?
    trap - EXIT
    # The proxy ends its workers only when it may end itself.
    if [ -n "${running[proxy]:-}" ]; then
        kill -TERM "${running[proxy]}" 2>/dev/null || true
        wait "${running[proxy]}" 2>/dev/null || true
    fi
    for name in "${!running[@]}"; do kill -KILL "${running[$name]}" 2>/dev/null || true; done
    if [ -d "$work/database" ]; then as "$keeper" "$postgres/pg_ctl" -D "$work/database" -m immediate stop >/dev/null 2>&1 || true; fi
    if [ "$status" -ne 0 ]; then tail -n 20 "$work"/*.log >&2 || true; fi
    rm -rf "$work"
    exit "$status"
}
trap stop EXIT

# What to put before a command so that an account runs it without any right, as in its container.
declare -a how=()
account() {
    how=()
    if [ "$(id -u)" -eq 0 ]; then
        how=(setpriv --reuid "$1" --regid "$1" --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all --)
    fi
}
# as ACCOUNT COMMAND...
as() {
    account "$1"
    shift
    "${how[@]}" "$@"
}
# start NAME ACCOUNT COMMAND...: in the background, the process itself, so that it can be told to end; its log is NAME.log.
start() {
    local name=$1
    account "$2"
    shift 2
    "${how[@]}" "$@" >"$work/$name.log" 2>&1 &
    running[$name]=$!
}
# until_true SECONDS WHAT COMMAND...
until_true() {
    local seconds=$1 what=$2 end
    shift 2
    end=$((SECONDS + seconds))
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$end" ] || die "$what: not within $seconds s"
        sleep 0.1
    done
}
# ended NAME: told to end, it does so within 10 s, with 0.
ended() {
    local name=$1 begun=$EPOCHREALTIME code=0 ms
    kill -TERM "${running[$name]}"
    wait "${running[$name]}" || code=$?
    ms=$(((${EPOCHREALTIME/./} - ${begun/./}) / 1000))
    unset "running[$name]"
    [ "$code" -eq 0 ] || die "$name ended with $code"
    [ "$ms" -lt 10000 ] || die "$name took $ms ms to end"
    say "$name ended with 0 after $ms ms"
}

# Addresses as in the compose file's networks, but of this machine alone; the middle is drawn, so that two runs may meet.
net="127.$((RANDOM % 250 + 2)).$((RANDOM % 250 + 2))"
app1=$net.1 app2=$net.2 proxy=$net.10 database=$net.20 catcher=$net.30
install -m 0755 target/debug/redress "$work/redress"
program=$work/redress

# -- secrets, as deploy/secrets/make.sh makes them ------------------------------------------------------------------------
mkdir "$work/secrets" "$work/data" "$work/data/keys" "$work/data/files"
chmod 0755 "$work/secrets" "$work/data"
cp deploy/secrets/make.sh "$work/secrets/"
"$work/secrets/make.sh" redress.test
cp -p "$work/secrets/metrics_token" "$work/token"
"$work/secrets/make.sh" redress.test
cmp -s "$work/secrets/metrics_token" "$work/token" || die "make.sh made a secret twice"
rm "$work/secrets/make.sh"
for secret in "$work"/secrets/*; do
    [ "$(stat -c %a "$secret")" = 400 ] || die "$secret can be read by others"
done
files check "$program" "$work/secrets" || die "the files of the fleet do not fit together"
say "files: compose, Dockerfile and program fit together"

# -- what the builder is given --------------------------------------------------------------------------------------------
mkdir "$work/context"
grep '^!' .dockerignore | tr -d '!' | while read -r part; do if [ -e "$part" ]; then cp -r "$part" "$work/context/"; fi; done
(cd "$work/context" && cargo metadata --no-deps --locked --offline --format-version 1 >/dev/null) || die "the builder lacks a file"
needed=$(awk -v root="$PWD/" '{ for (i = 2; i <= NF; i++) if (index($i, root) == 1) print substr($i, length(root) + 1) }' target/debug/redress.d | sort -u)
for file in $needed; do
    case $file in target/*) ;; *) [ -e "$work/context/$file" ] || die "the builder lacks $file" ;; esac
done
rm -rf "$work/context"
say "build context: whole"

# -- PostgreSQL -----------------------------------------------------------------------------------------------------------
postgres=$(find /usr/lib/postgresql -name initdb -printf '%h\n' 2>/dev/null | sort -V | tail -1)
[ -n "$postgres" ] || die "PostgreSQL's programs are not here"
# Its programs want an account with a name; the number 999 of the container may have none here.
keeper=$(id -u postgres 2>/dev/null || id -u nobody)
mkdir "$work/database"
if [ "$(id -u)" -eq 0 ]; then
    chown "$keeper" "$work/database" "$work/secrets/postgres_password"
    chown -R 65532:65532 "$work/data/keys" "$work/data/files"
fi
chmod 0700 "$work/data/keys" "$work/data/files"
begin_postgres() {
    as "$keeper" "$postgres/pg_ctl" -D "$work/database" -w -l "$work/database/log" -o "-c listen_addresses=$database -c unix_socket_directories=" start >/dev/null
}
as "$keeper" "$postgres/initdb" -D "$work/database" -U redress --pwfile="$work/secrets/postgres_password" -A scram-sha-256 \
    --encoding=UTF8 --locale=C --data-checksums >"$work/initdb.log" 2>&1 || die "initdb: $(tail -3 "$work/initdb.log")"
begin_postgres
PGPASSWORD=$(cat "$work/secrets/postgres_password")
export PGPASSWORD
psql -h "$database" -U redress -d postgres -qc 'CREATE DATABASE redress' || die "the password of the secrets opens nothing"
unset PGPASSWORD
chmod u+w "$work/secrets/database_url"
sed -i "s/@postgres\//@$database\//" "$work/secrets/database_url"
[ "$(id -u)" -ne 0 ] || chown 65532:65532 "$work/secrets/database_url"
chmod 0400 "$work/secrets/database_url"

# -- the catcher of mails -------------------------------------------------------------------------------------------------
: >"$work/mails"
start mail "$(id -u)" "$venv/bin/python" tests/fleet_mail.py "$catcher" 1025 "$work/mails"

# redress SERVICE ADDRESS: the settings of the compose file, with this run's addresses.
settings() {
    files env "$1" | sed -e "s#^REDRESS_DATA=.*#REDRESS_DATA=$work/data#" -e "s#/run/secrets/#$work/secrets/#" \
        -e "s#^REDRESS_LISTEN=.*#REDRESS_LISTEN=$2:8080#" -e "s#^REDRESS_BEHIND_PROXY=.*#REDRESS_BEHIND_PROXY=$proxy#" \
        -e "s#^REDRESS_SMTP_URL=.*#REDRESS_SMTP_URL=smtp://$catcher:1025#" \
        -e "s#^REDRESS_PUBLIC_URL=.*#REDRESS_PUBLIC_URL=https://redress.test:8443#"
    # Everybody here asks from one address.
    # Its members sign in by scripts; behind a proxy supervisors and admins would be asked for a second factor.
    echo "REDRESS_SECOND_FACTOR=off"
    echo "REDRESS_RATES=sign_in=1000,intake=1000,track=1000,all=100000,strangers=100000"
}
redress() {
    local service=$1 address=$2 set
    shift 2
    mapfile -t set < <(settings "$service" "$address")
    as 65532 env -i "${set[@]}" "$program" "$@"
}
# begin NAME SERVICE ADDRESS COMMAND...: in the background.
begin() {
    local name=$1 service=$2 address=$3 set
    shift 3
    mapfile -t set < <(settings "$service" "$address")
    start "$name" 65532 env -i "${set[@]}" "$program" "$@"
}

# -- migrate, then two that answer and two that work ----------------------------------------------------------------------
redress migrate "$app1" migrate >/dev/null || die "migrate"
# As the volume of the keys is mounted for all others: to be read.
if [ "$(id -u)" -eq 0 ]; then chown root "$work/data/keys"; fi
chmod 0555 "$work/data/keys"
begin app1 app1 "$app1" serve --no-jobs
begin app2 app2 "$app2" serve --no-jobs
begin work1 work 127.0.0.1 work
begin work2 work 127.0.0.1 work
for app in app1 app2; do until_true 30 "$app is ready" redress "$app" "${!app}" health; done
say "ready: both instances, with keys that they only read"

# -- the office -----------------------------------------------------------------------------------------------------------
password='một mật khẩu dài để thử'
printf '%s\n' "$password" | redress migrate "$app1" user add admin --role admin --password-stdin >/dev/null
# ask METHOD URL [TOKEN] [JSON]: the body; the status stands in $work/status.
ask() {
    local method=$1 url=$2 token=${3:-} json=${4:-}
    curl --silent --show-error --max-time 20 --request "$method" "$url" --output "$work/body" --write-out '%{http_code}' \
        --cacert "$work/secrets/tls.crt" --resolve "redress.test:8443:$proxy" ${token:+--header "Authorization: Bearer $token"} \
        ${json:+--header 'Content-Type: application/json' --data "$json"} >"$work/status"
    cat "$work/body"
}
# want STATUS METHOD URL ...: the same, and it must have this status.
want() {
    local status=$1
    shift
    : >"$work/body"
    ask "$@"
    [ "$(cat "$work/status")" = "$status" ] || die "$1 $2: $(cat "$work/status") instead of $status: $(cat "$work/body")"
}
sign_in() { want 200 POST "http://$1:8080/api/v1/session" '' "$(jq -cn --arg u "$2" --arg p "$password" '{username: $u, password: $p}')"; }
admin=$(sign_in "$app1" admin | jq -r .access_token)
ward=$(want 201 POST "http://$app1:8080/api/v1/units" "$admin" '{"name": "Phường Cự Khối", "sign": "CK", "level": "ward", "public": true,
    "bodies": ["commune_peoples_committee", "election_committee", "election_board"]}' | jq -r .id)
clerk=$(jq -cn --arg unit "$ward" --arg password "$password" '{username: "lan", name: "Lan", $password, language: "vi", grants: [{role: "clerk", $unit}]}')
want 201 POST "http://$app2:8080/api/v1/users" "$admin" "$clerk" >/dev/null
say "one session: opened at app1, used at app2"

# -- an act at one is seen at the other at once ---------------------------------------------------------------------------
lan=$(sign_in "$app2" lan | jq -r .access_token)
letter() {
    jq -cn --arg n "$1" '{kind: "complaint", matter: "voter_list", identity: "named", title: "Thiếu tên trong danh sách cử tri",
        body: "Tôi không thấy tên mình trong danh sách.", petitioner: {name: "Nguyễn Thị Lan", email: "canary\($n)@example.org"}}'
}
for n in 1 2 3 4 5 6; do
    here=$app1 there=$app2
    [ $((n % 2)) -eq 0 ] || { here=$app2 there=$app1; }
    number=$(want 201 POST "http://$here:8080/api/v1/public/cases" '' "$(letter "$n")" | jq -r .number)
    [ "$number" = "$(printf '%04d' "$n")/$(date +%Y)/CK" ] || die "number $number is not the next"
    want 200 GET "http://$there:8080/api/v1/cases?limit=100" "$lan" | jq -e --arg n "$number" 'any(.items[]; .number == $n)' >/dev/null || die "$number is not seen at once"
done
say "6 letters, by turns at both: each seen at the other at once, numbers without a gap"

# -- signed out at one, out at the other ----------------------------------------------------------------------------------
want 200 GET "http://$app2:8080/api/v1/me" "$lan" >/dev/null
want 204 DELETE "http://$app1:8080/api/v1/session" "$lan"
begun=$EPOCHREALTIME
want 401 GET "http://$app2:8080/api/v1/me" "$lan" >/dev/null
ms=$(((${EPOCHREALTIME/./} - ${begun/./}) / 1000))
[ "$ms" -lt 1000 ] || die "the session lived on for $ms ms"
say "signed out at app1: dead at app2 in $ms ms"

# -- figures ---------------------------------------------------------------------------------------------------------------
token=$(cat "$work/secrets/metrics_token")
want 401 GET "http://$app1:8080/metrics" >/dev/null
figure() { want 200 GET "http://$app2:8080/metrics" "$token" | awk -v name="$1" '$1 == name { print $2 }'; }
[ "$(figure redress_database_up)" = 1 ] || die "no figures"

# -- mails -----------------------------------------------------------------------------------------------------------------
sent() { [ "$(figure 'redress_outbox_mails{state="queued"}')" = 0 ]; }
until_true 60 "all mails are sent" sent
once() {
    local all unique
    all=$(wc -l <"$work/mails")
    unique=$(sort -u "$work/mails" | wc -l)
    [ "$all" -ge "$1" ] || die "$all mails for $1 letters"
    [ "$all" -eq "$unique" ] || die "of $all mails $((all - unique)) came twice"
    [ "$(figure 'redress_outbox_mails{state="failed"}')" = 0 ] || die "mails failed"
    say "$all mails from two processes, none twice"
}
once 6

# -- the proxy -------------------------------------------------------------------------------------------------------------
letters=6
if command -v nginx >/dev/null; then
    mkdir -m 0777 "$work/nginx"
    sed -e "s#app1:#$app1:#; s#app2:#$app2:#" -e "s#listen 8#listen $proxy:8#; s#listen 127.0.0.1:#listen $proxy:#" \
        -e "s#/tmp/#$work/nginx/#" -e "s#/run/secrets/tls_cert#$work/secrets/tls.crt#; s#/run/secrets/tls_key#$work/secrets/tls.key#" \
        -e "s#/dev/stdout#$work/nginx/access#" -e "s#proxy_pass .*#& proxy_bind $proxy;#" deploy/nginx/nginx.conf >"$work/nginx.conf"
    start proxy 101 nginx -e "$work/nginx/error" -c "$work/nginx.conf" -g 'daemon off;'
    until_true 10 "the proxy is there" curl --fail --silent "http://$proxy:8081/"
    site=https://redress.test:8443
    for n in $(seq 7 26); do want 201 POST "$site/api/v1/public/cases" '' "$(letter "$n")" >/dev/null; done
    letters=26
    for path in metrics readyz livez; do want 404 GET "$site/$path" "$token" >/dev/null; done
    want 308 GET "http://$proxy:8080/api/docs" >/dev/null
    head -c 600000 /dev/zero | tr '\0' x >"$work/large"
    want 413 POST "$site/api/v1/public/cases" '' "@$work/large" | jq -e '.code' >/dev/null || die "what is too large for the program is not told by it"
    head -c 1100000 /dev/zero | tr '\0' x >"$work/large"
    want 413 POST "$site/api/v1/public/cases" '' "@$work/large" >/dev/null
    # An instance that dies is not noticed by who asks: nothing that can be asked again fails.
    kill -KILL "${running[app1]}"
    wait "${running[app1]}" 2>/dev/null || true
    unset 'running[app1]'
    for _ in $(seq 40); do want 200 GET "$site/api/openapi.json" >/dev/null; done
    begun=$EPOCHREALTIME
    begin app1 app1 "$app1" serve --no-jobs
    until_true 10 "app1 is ready again" redress app1 "$app1" health
    say "killed and begun anew: ready after $(((${EPOCHREALTIME/./} - ${begun/./}) / 1000)) ms; behind the proxy nobody noticed"
    if grep -rqE 'canary|public/cases|Bearer' "$work/nginx"; then die "the proxy's logs tell what was asked"; fi
else
    say "SKIPPED: the proxy (nginx is not installed)"
fi
until_true 60 "all mails are sent" sent
once "$letters"

# -- the database goes and comes back --------------------------------------------------------------------------------------
as "$keeper" "$postgres/pg_ctl" -D "$work/database" -m fast -w stop >/dev/null
for app in "$app1" "$app2"; do
    want 503 GET "http://$app:8080/readyz" >/dev/null
    want 200 GET "http://$app:8080/livez" >/dev/null
    want 200 GET "http://$app:8080/metrics" "$token" | grep -qx 'redress_database_up 0' || die "the figures do not tell that the database is away"
done
if redress app1 "$app1" health 2>/dev/null; then die "healthy without a database"; fi
begin_postgres
for app in app1 app2; do until_true 30 "$app is ready again" redress "$app" "${!app}" health; done
say "database stopped: 503 and alive; begun again: ready, without a restart"

# -- the end ---------------------------------------------------------------------------------------------------------------
want 201 POST "http://$app1:8080/api/v1/public/cases" '' "$(letter 99)" >/dev/null
until_true 60 "the last mail is sent" sent
once $((letters + 1))
for name in app1 app2 work1 work2; do ended "$name"; done
if [ -n "${running[proxy]:-}" ]; then ended proxy; fi
for name in app1 app2 work1 work2; do
    if grep -qE 'canary|Nguyễn|panicked' "$work/$name.log"; then die "the log of $name tells names, or a panic"; fi
done
say "green"
