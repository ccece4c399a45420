#!/usr/bin/env bash
# Runs everything CI runs: formatter check, static analysis, unit tests, and the tests with PostgreSQL.
# Arguments go to Maven, for example -Dit.test=SearchIT.
#
# Without SPRING_DATASOURCE_URL and without a Docker engine, the tests get a private PostgreSQL below var/.
# The tests of the pages need a Chromium: root gets Debian's installed, otherwise they are skipped where there is none.
set -euo pipefail
scripts=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$scripts/common.sh"
# shellcheck source-path=SCRIPTDIR source=children.sh
. "$scripts/children.sh"
# shellcheck source-path=SCRIPTDIR source=java.sh
. "$scripts/java.sh"
# shellcheck source-path=SCRIPTDIR source=browser.sh
. "$scripts/browser.sh"

readonly scripts="$root/src/scripts"

start_cluster() {
    if [ -n "${SPRING_DATASOURCE_URL:-}" ] || docker_answers; then return; fi
    trap stop_cluster EXIT
    run_child "$scripts/postgres.sh" start test || exit 1
    export VITRINE_TEST_CLUSTER=started
}

stop_cluster() {
    ignore_signals
    "$scripts/postgres.sh" stop test-replica
    "$scripts/postgres.sh" stop test
}

# The last lines of a long log name the tests that failed.
tell_failures() {
    find target/surefire-reports target/failsafe-reports -name '*.txt' -newer "$var/test-started" \
        -exec grep -hE '<<< (FAILURE|ERROR)!' {} + 2>/dev/null | sort -u | head -n 30 >&2 || true
}

cd "$root"
mkdir -p "$var"
touch "$var/test-started"
on_signals_end_child
use_java
export MAVEN_OPTS="$maven_options ${MAVEN_OPTS:-}"
prepare_browser
start_cluster
run_child ./mvnw -B -ntp verify "$@" || {
    tell_failures
    exit 1
}
