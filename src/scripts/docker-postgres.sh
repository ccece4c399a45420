#!/usr/bin/env bash
# PostgreSQL with pgvector in a container, for machines with a Docker engine.
#
#   docker-postgres.sh start run   starts it on a free port of the loopback address and waits until it answers
#   docker-postgres.sh stop  run   stops it; its data stay in a volume
#   docker-postgres.sh url   run   prints its JDBC address, with user and password
#   docker-postgres.sh clean       deletes container and volume
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

readonly image=pgvector/pgvector:0.8.2-pg17
readonly home="$var/docker-postgres"

# A name and a password of this clone's own, chosen once.
prepare() {
    if [ -f "$home/name" ] && [ -f "$home/password" ]; then return; fi
    mkdir -p "$home"
    echo "vitrine-$(random 4)" >"$home/name"
    (umask 077 && random 24 >"$home/password")
}

random() {
    od -An -N"$1" -tx1 /dev/urandom | tr -d ' \n'
}

name() {
    cat "$home/name"
}

start() {
    prepare
    docker rm --force "$(name)" >/dev/null 2>&1 || true
    POSTGRES_PASSWORD=$(<"$home/password") docker run --detach --rm --name "$(name)" \
        --volume "$(name):/var/lib/postgresql/data" --publish 127.0.0.1::5432 --shm-size 512m \
        --env POSTGRES_PASSWORD --env POSTGRES_USER=vitrine --env POSTGRES_DB=vitrine "$image" >/dev/null ||
        fail "The container $image does not start; docker's reason stands above."
    wait_until_ready
}

# While the image prepares a new volume, its server answers on the socket only: TCP tells when it is done.
wait_until_ready() {
    local attempt
    for attempt in $(seq 120); do
        if docker exec "$(name)" pg_isready -q -h 127.0.0.1 -U vitrine -d vitrine 2>/dev/null; then return; fi
        sleep 0.5
    done
    fail "PostgreSQL in the container $(name) did not get ready ($attempt tries): see \`docker logs $(name)\`."
}

stop() {
    docker stop "$(name)" >/dev/null 2>&1 || true
}

url() {
    local address
    address=$(docker port "$(name)" 5432/tcp | head -n 1) || fail "The container $(name) is not running."
    echo "jdbc:postgresql://$address/vitrine?user=vitrine&password=$(<"$home/password")"
}

clean() {
    docker rm --force "$(name)" >/dev/null 2>&1 || true
    docker volume rm "$(name)" >/dev/null 2>&1 || true
    rm -rf "$home"
}

case "${1:-} ${2:-}" in
    "start run" | "stop run" | "url run" | "clean ") "$1" ;;
    *) fail "usage: docker-postgres.sh start|stop|url run, or docker-postgres.sh clean" ;;
esac
