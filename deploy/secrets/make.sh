#!/bin/sh
# Makes the secrets that docker-compose.yml names, each a file beside this script that only the account of its container
# reads. Compose mounts them as they are, with their owner and mode, so this wants root. What is there already stays.
#
#   sudo deploy/secrets/make.sh [HOST]    HOST stands in the certificate; default localhost
set -eu
cd "$(dirname "$0")"
umask 077
host=${1:-localhost}

# Accounts inside the containers.
redress=65532 postgres=999 nginx=101

random() {
    od -An -N32 -tx1 /dev/urandom | tr -d ' \n'
}

# keep FILE OWNER: only its owner reads it. Without root the owner is left as it is, and said.
keep() {
    chmod 0400 "$1"
    chown "$2:$2" "$1" 2>/dev/null || echo "$1: give it to account $2 (chown needs root)" >&2
}

if [ ! -e postgres_password ]; then
    # Only together: the address holds the password.
    if [ -e database_url ]; then
        echo "database_url is here and postgres_password is not: remove it or bring back the other" >&2
        exit 1
    fi
    password=$(random)
    printf '%s\n' "$password" >postgres_password
    printf 'postgres://redress:%s@postgres/redress\n' "$password" >database_url
fi
[ -e metrics_token ] || random >metrics_token
if [ ! -e tls.key ]; then
    # To begin with. People's browsers want one that they trust: put its chain and key in the place of these.
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 365 -subj "/CN=$host" \
        -addext "subjectAltName=DNS:$host" -keyout tls.key -out tls.crt 2>/dev/null
fi
keep postgres_password "$postgres"
keep database_url "$redress"
keep metrics_token "$redress"
keep tls.key "$nginx"
keep tls.crt "$nginx"
