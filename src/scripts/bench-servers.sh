#!/usr/bin/env bash
# Compares one table of vectors with one that is spread over three PostgreSQL servers, and keeps the figures and the plan below
# src/bench/results with commit and machine; `make bench ARGS=servers` runs it.
#
# VECTORS says how many vectors (200000), NOTE what shall stand in the page about the circumstances. The servers are four private
# clusters of this machine: servers-0 has the one table and asks the other three.
set -euo pipefail
scripts=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$scripts/common.sh"
# shellcheck source-path=SCRIPTDIR source=children.sh
. "$scripts/children.sh"
# shellcheck source-path=SCRIPTDIR source=java.sh
. "$scripts/java.sh"
# shellcheck source-path=SCRIPTDIR source=app.sh
. "$scripts/app.sh"

readonly clusters=(servers-0 servers-1 servers-2 servers-3) result="src/bench/results/servers.md"

measure() {
    local urls=() each
    for each in "${clusters[@]}"; do urls+=("$(src/scripts/postgres.sh url "$each")"); done
    {
        echo "# Several servers"
        echo
        measured "make bench ARGS=servers" "${VECTORS:-200000} vectors"
        if [ -n "${NOTE:-}" ]; then echo "$NOTE"; fi
        echo
        "$JAVA_HOME/bin/java" -cp "$app/*:$app/lib/*" src/bench/ServersBenchmark.java "${VECTORS:-200000}" "${urls[@]}"
    } | tee "$result.part"
}

stop_all() {
    local each
    ignore_signals
    for each in "${clusters[@]}"; do src/scripts/postgres.sh stop "$each"; done
    rm -f "$result.part"
}

cd "$root"
on_signals_end_child
trap stop_all EXIT
use_java
export MAVEN_OPTS="$maven_options ${MAVEN_OPTS:-}"
run_child build_app
for each in "${clusters[@]}"; do run_child src/scripts/postgres.sh start "$each"; done
run_child measure
mv "$result.part" "$result"
