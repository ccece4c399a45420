#!/usr/bin/env bash
# Kills, restarts and switches two replicas of the service while they work, checks that nothing is lost and nobody notices, and keeps
# what was seen in src/bench/results/drill.md with commit and machine. Fails when a check does.
#
# All of it is its own: a private PostgreSQL that starts empty, files and logs below var/drill, free ports. The catalogue is
# drawn; CATALOGUE_LOCATION names a directory with styles.csv and images/ID.jpg to take instead, which takes accordingly longer.
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

readonly scripts="$root/src/scripts" work="$var/drill" result="src/bench/results/drill.md"

refuse_a_second_drill() {
    local other
    mkdir -p "$var"
    other=$(running_script drill)
    if [ -n "$other" ]; then fail "A drill already runs from this directory (process $other)."; fi
    echo $$ >"$var/drill.pid"
}

# Sets what both replicas find in their environment: the database, their common files and key, and leases that end in seconds.
prepare() {
    local url
    rm -rf "$work"
    mkdir -p "$work"
    run_child "$scripts/postgres.sh" start drill || exit 1
    url=$("$scripts/postgres.sh" url drill)
    export SPRING_DATASOURCE_URL="${url%%\?*}" SPRING_DATASOURCE_USERNAME=vitrine SPRING_DATASOURCE_PASSWORD="${url##*password=}"
    export VITRINE_DATA_DIRECTORY="$work/data" VITRINE_CATALOGUE_ALLOWED_LOCATIONS="${CATALOGUE_LOCATION:-}"
    VITRINE_ADMIN_KEY=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')
    export VITRINE_ADMIN_KEY VITRINE_JOBS_POLL=100ms VITRINE_JOBS_HEARTBEAT=100ms VITRINE_JOBS_LEASE=6s
    prepare_engine
    export VITRINE_TRAINING_HUB_OFFLINE=true VITRINE_CATALOGUE_SAMPLE_ENABLED=false
}

drill() {
    echo "$BASHPID" >"$work/group"
    {
        echo "# Drill"
        echo
        echo "\`make drill\` on $(date +%Y-%m-%d), commit \`$(git describe --always --dirty --exclude '*')\`, catalogue \`$(basename "${CATALOGUE_LOCATION:-drawn}")\`, $(getconf _NPROCESSORS_ONLN) cores of $(processor)."
        echo
        "$JAVA_HOME/bin/java" -cp "$app/*:$app/lib/*" src/bench/Drill.java "$work" "${CATALOGUE_LOCATION:-}"
    } | tee "$result.part"
}

# Replicas outlive a drill only when it was killed itself.
stop_all() {
    ignore_signals
    if [ -f "$work/group" ]; then kill -KILL -- "-$(<"$work/group")" 2>/dev/null || true; fi
    "$scripts/postgres.sh" stop drill
    rm -rf "$work/data" "$work/products.ndjson" "$work/group" "$result.part" "$var/drill.pid"
}

cd "$root"
refuse_a_second_drill
on_signals_end_child
trap stop_all EXIT
use_java
use_installed_engine
export MAVEN_OPTS="$maven_options ${MAVEN_OPTS:-}"
run_child build_app
prepare
status=0
run_child drill || status=$?
if grep -q '^## Summary' "$result.part"; then mv "$result.part" "$result"; fi
if [ "$status" != 0 ]; then fail "The drill found something, see $result and the logs in $work."; fi
