#!/usr/bin/env bash
# Builds Vitrine when its sources have changed, and runs it in the foreground with a database.
#
# The database is the first that is there: the one SPRING_DATASOURCE_URL names, a container when a Docker engine
# answers, or a private PostgreSQL below var/. What was started here ends with the service.
set -euo pipefail
scripts=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$scripts/common.sh"
# shellcheck source-path=SCRIPTDIR source=children.sh
. "$scripts/children.sh"
# shellcheck source-path=SCRIPTDIR source=java.sh
. "$scripts/java.sh"
# shellcheck source-path=SCRIPTDIR source=engine.sh
. "$scripts/engine.sh"
# shellcheck source-path=SCRIPTDIR source=app.sh
. "$scripts/app.sh"

readonly scripts="$root/src/scripts" port="${SERVER_PORT:-8080}"
database=

refuse_a_second_run() {
    local other
    mkdir -p "$var"
    other=$(running_script run)
    if [ -n "$other" ]; then
        fail "Vitrine already runs from this directory (process $other): stop it first, or use another clone."
    fi
    if port_taken "$port"; then
        fail "Port $port is taken: stop what listens there, or choose another port, for example \`SERVER_PORT=$((port + 1)) make run\`."
    fi
    echo $$ >"$var/run.pid"
}

# Sets the variables by which Spring finds the database.
start_database() {
    local url
    if [ -n "${SPRING_DATASOURCE_URL:-}" ]; then return; fi
    database="$scripts/postgres.sh"
    if docker_answers; then database="$scripts/docker-postgres.sh"; fi
    run_child "$database" start run || exit 1
    url=$("$database" url run)
    export SPRING_DATASOURCE_URL="${url%%\?*}" SPRING_DATASOURCE_USERNAME=vitrine SPRING_DATASOURCE_PASSWORD="${url##*password=}"
}

serve() {
    prepare_engine
    export SERVER_PORT="$port"
    run_child run_service
}

# From what an earlier start has left, or else leaving it for the next ones; VITRINE_START_CACHE=without does neither.
run_service() {
    local cache
    cache=$(start_cache)
    if [ "${VITRINE_START_CACHE:-with}" = without ]; then
        exec "$JAVA_HOME/bin/java" "${java_options[@]}" -jar "$jar"
    elif [ -f "$cache" ]; then
        exec "$JAVA_HOME/bin/java" "${java_options[@]}" -XX:AOTCache="$cache" -jar "$jar"
    fi
    learn_once_open "$BASHPID" "$cache" &
    exec "$JAVA_HOME/bin/java" "${java_options[@]}" -jar "$jar"
}

# Waits until the service $1 has opened its port, for then the schema of the database is there.
learn_once_open() {
    until port_taken "$port"; do
        kill -0 "$1" 2>/dev/null || return 0
        sleep 1
    done
    learn_start "$2"
}

stop_database() {
    ignore_signals
    if [ -n "$database" ]; then "$database" stop run; fi
    rm -f "$var/run.pid"
}

cd "$root"
refuse_a_second_run
on_signals_end_child
trap stop_database EXIT
use_java
use_installed_engine
export MAVEN_OPTS="$maven_options ${MAVEN_OPTS:-}"
run_child build_app
start_database
serve
