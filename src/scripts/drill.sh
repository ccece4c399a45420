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
# shellcheck source-path=SCRIPTDIR source=own-service.sh
. "$scripts/own-service.sh"

readonly scripts="$root/src/scripts" work="$var/drill" result="src/bench/results/drill.md"

drill() {
    echo "$BASHPID" >"$work/group"
    {
        echo "# Drill"
        echo
        measured "make drill" "catalogue \`$(basename "${CATALOGUE_LOCATION:-drawn}")\`"
        echo
        "$JAVA_HOME/bin/java" -cp "$app/*:$app/lib/*" src/bench/Drill.java "$work" "${CATALOGUE_LOCATION:-}"
    } | tee "$result.part"
}

stop_all() {
    forget_service drill "$work"
    rm -f "$result.part"
}

cd "$root"
refuse_a_second drill
on_signals_end_child
trap stop_all EXIT
use_java
use_installed_engine
export MAVEN_OPTS="$maven_options ${MAVEN_OPTS:-}"
run_child build_app
prepare_service drill "$work"
# The leases of a dead process end in seconds.
export VITRINE_JOBS_POLL=100ms VITRINE_JOBS_HEARTBEAT=100ms VITRINE_JOBS_LEASE=6s
export VITRINE_CATALOGUE_ALLOWED_LOCATIONS="${CATALOGUE_LOCATION:-}"
status=0
run_child drill || status=$?
if grep -q '^## Summary' "$result.part"; then mv "$result.part" "$result"; fi
if [ "$status" != 0 ]; then fail "The drill found something, see $result and the logs in $work."; fi
