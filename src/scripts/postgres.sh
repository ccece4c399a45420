#!/usr/bin/env bash
# A private PostgreSQL with pgvector below var/, for machines without a Docker engine.
#
#   postgres.sh start NAME    starts the cluster, preparing what it needs; run keeps its data, the others start empty
#   postgres.sh stop  NAME    stops it
#   postgres.sh again NAME    starts one that was stopped, with the data it had
#   postgres.sh url   NAME    prints its JDBC address, with user and password
#   postgres.sh psql  NAME …  opens psql on it
#   postgres.sh clean         stops all and deletes everything
#
# The names are run, test, drill, fuzz, bench-own, test-replica (a streaming replica of test, which must be running) and, for a table
# that several servers hold, servers-0 to servers-3.
# The server listens on a free port of the loopback address only, wants a generated password, and never runs as root.
set -euo pipefail
umask 022
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
# shellcheck source-path=SCRIPTDIR source=postgres-server.sh
. "$(dirname "${BASH_SOURCE[0]}")/postgres-server.sh"

readonly database=vitrine user=vitrine

# Where everything lives: var/postgres, unless root runs this and the server's user cannot get there.
# Then var/postgres is a link to a directory below /var/lib whose name derives from the clone's path.
find_home() {
    local elsewhere
    home="$var/postgres"
    mkdir -p "$var"
    if [ -L "$home" ] || { [ ! -e "$home" ] && [ "$(id -u)" = 0 ] && ! as_server_user test -x "$var"; }; then
        elsewhere="/var/lib/vitrine-$(printf %s "$root" | cksum | cut -d' ' -f1)"
        mkdir -p "$elsewhere" 2>/dev/null || true
        ln -sfn "$elsewhere" "$home" 2>/dev/null || true # of this clone, even when it was copied from another
        home="$elsewhere"
    fi
    mkdir -p "$home" 2>/dev/null || true
    [ -O "$home" ] || fail "$home belongs to another user: run \`make clean\` as that user, or use another clone."
}

# PostgreSQL refuses to run as root.
server_user() {
    if [ "$(id -u)" != 0 ]; then
        id -un
    elif id postgres >/dev/null 2>&1; then
        echo postgres
    else
        echo nobody
    fi
}

as_server_user() {
    if [ "$(id -u)" != 0 ]; then
        "$@"
    else
        (cd / && exec setpriv --reuid="$(server_user)" --regid="$(id -g "$(server_user)")" --clear-groups -- "$@")
    fi
}

# A program of the server, with the libraries that were unpacked beside it.
server_program() {
    local program="$1" libraries
    shift
    libraries=$(printf '%s:' "$home"/server/usr/lib/*-linux-gnu* "$home"/server/lib/*-linux-gnu*)
    as_server_user env LC_ALL=C LD_LIBRARY_PATH="$libraries${LD_LIBRARY_PATH:-}" "$(<"$home/server.path")/$program" "$@"
}

running() {
    [ -f "$home/server.path" ] && [ -d "$cluster/data" ] && server_program pg_ctl -D "$cluster/data" status >/dev/null 2>&1
}

start() {
    with_lock start_alone
}

start_alone() {
    local bin
    if running; then return; fi
    bin=$(prepare_server)
    if [ "$name" != run ]; then rm -rf "$cluster"; fi
    if [ "$name" = test-replica ]; then
        copy_cluster "$home/test"
        start_on_free_port
        return
    fi
    if [ ! -f "$cluster/password" ]; then create_cluster; fi
    check_version "$bin"
    start_on_free_port
    sql postgres "select 1 from pg_database where datname = '$database'" | grep -q 1 ||
        sql postgres "create database $database" >/dev/null
}

again() {
    [ -d "$cluster/data" ] || fail "There is no cluster $name: \`src/scripts/postgres.sh start $name\` makes one."
    with_lock start_on_free_port
}

create_cluster() {
    local secret="$cluster/password"
    rm -rf "$cluster"
    mkdir -p "$cluster/data"
    chmod 700 "$cluster/data"
    (umask 077 && od -An -N24 -tx1 /dev/urandom | tr -d ' \n' >"$secret.new" && cp "$secret.new" "$cluster/data.password")
    if [ "$(id -u)" = 0 ]; then chown "$(server_user):" "$cluster" "$cluster/data" "$cluster/data.password"; fi
    server_program initdb -D "$cluster/data" --username="$user" --pwfile="$cluster/data.password" --auth=scram-sha-256 \
        --encoding=UTF8 --locale="$(utf8_locale)" --no-sync >"$home/$name.initdb.log" 2>&1 ||
        fail "initdb failed, see $home/$name.initdb.log."
    rm -f "$cluster/data.password" "$home/$name.initdb.log"
    mv "$secret.new" "$secret"
}

# Copies a running cluster, and follows it from then on.
copy_cluster() {
    local primary="$1"
    [ -f "$primary/port" ] || fail "There is no $primary to copy: \`src/scripts/postgres.sh start test\` starts it."
    mkdir -p "$cluster"
    cp "$primary/password" "$cluster/password"
    if [ "$(id -u)" = 0 ]; then chown "$(server_user):" "$cluster"; fi
    PGPASSWORD=$(<"$primary/password") server_program pg_basebackup -D "$cluster/data" --write-recovery-conf --checkpoint=fast \
        --no-sync -h 127.0.0.1 -p "$(<"$primary/port")" -U "$user" >"$home/$name.copy.log" 2>&1 ||
        fail "pg_basebackup failed, see $home/$name.copy.log."
    rm -f "$home/$name.copy.log"
}

utf8_locale() {
    if locale -a 2>/dev/null | grep -qi '^C.utf-\{0,1\}8$'; then echo C.UTF-8; else echo C; fi
}

check_version() {
    local made here
    made=$(as_server_user cat "$cluster/data/PG_VERSION")
    here=$("$1/pg_config" --version | awk '{print int($2)}')
    [ "$made" = "$here" ] ||
        fail "The database in $cluster was made by PostgreSQL $made, but here is $here: install that version again, or start empty after \`make clean\`."
}

# Takes the port of the last time when it is still free; another process may be faster, so it tries several.
start_on_free_port() {
    local port attempt
    port=$(cat "$cluster/port" 2>/dev/null || new_port)
    for attempt in 1 2 3 4 5 6 7 8; do
        if ! port_taken "$port" && start_on "$port"; then
            echo "$port" >"$cluster/port"
            return
        fi
        port=$(new_port)
    done
    fail "PostgreSQL does not start (tried $attempt ports), see $cluster/log."
}

new_port() {
    echo $((20000 + (RANDOM * 32768 + RANDOM) % 12000))
}

start_on() {
    local settings="-p $1 -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200 -c jit=off"
    settings+=" -c shared_buffers=256MB -c maintenance_work_mem=256MB -c max_wal_size=2GB -c random_page_cost=1.1"
    if [ "$name" = test-replica ]; then settings+=" -c hot_standby_feedback=on -c max_standby_streaming_delay=100ms"; fi
    if [ "$name" = test ] || [ "$name" = test-replica ]; then
        settings+=" -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c autovacuum=off"
    fi
    as_server_user rm -f "$cluster/log"
    server_program pg_ctl -D "$cluster/data" -l "$cluster/log" -o "$settings" -w -t 60 start >/dev/null 2>&1
}

sql() {
    PGPASSWORD=$(<"$cluster/password") PGDATABASE="$1" server_program psql -X -q -v ON_ERROR_STOP=1 -At \
        -h 127.0.0.1 -p "$(<"$cluster/port")" -U "$user" -c "$2"
}

stop() {
    if running; then
        server_program pg_ctl -D "$cluster/data" -m fast -w -t 30 stop >/dev/null 2>&1 ||
            server_program pg_ctl -D "$cluster/data" -m immediate -w -t 30 stop >/dev/null 2>&1 ||
            fail "PostgreSQL in $cluster does not stop."
    fi
}

url() {
    running || fail "The $name database is not running: \`src/scripts/postgres.sh start $name\` starts it."
    echo "jdbc:postgresql://127.0.0.1:$(<"$cluster/port")/$database?user=$user&password=$(<"$cluster/password")"
}

clean() {
    local each
    for each in test-replica run test drill fuzz bench-own servers-{0..3}; do
        choose "$each"
        stop
    done
    rm -rf "$home" "$var/postgres"
}

# Two starts at once (an IDE's tests beside a command) must not prepare or start the same thing twice.
with_lock() {
    local lock="$home/lock" waited=0
    until mkdir "$lock" 2>/dev/null; do
        if ! kill -0 "$(cat "$lock/pid" 2>/dev/null || echo 0)" 2>/dev/null && [ $((waited += 1)) -gt 5 ]; then rm -rf "$lock"; fi
        sleep 1
    done
    echo $$ >"$lock/pid"
    trap 'rm -rf "$home/lock"' EXIT
    "$@"
    rm -rf "$lock"
    trap - EXIT
}

choose() {
    case "$1" in
        run | test | test-replica | drill | fuzz | bench-own | servers-[0-3]) name="$1" cluster="$home/$1" ;;
        *) fail "usage: postgres.sh start|stop|again|url|psql run|test|test-replica|drill|fuzz|bench-own|servers-[0-3], or postgres.sh clean" ;;
    esac
}

main() {
    local command="${1:-}"
    find_home
    if [ "$command" = clean ]; then
        clean
        return
    fi
    choose "${2:-}"
    case "$command" in
        start | stop | again | url) "$command" ;;
        psql)
            shift 2
            PGPASSWORD=$(<"$cluster/password") server_program psql -h 127.0.0.1 -p "$(<"$cluster/port")" -U "$user" "$database" "$@"
            ;;
        *) choose "" ;;
    esac
}

main "$@"
