#!/usr/bin/env bash
# Measures a service that it starts itself, and keeps what came out below src/bench/results with commit and machine; `make bench` runs it.
#
#   start   how soon `make run` is ready and how much memory it has then, with what the JVM has learned of an earlier start and
#           without; ROUNDS says how often each is started (4)
#   soak    clients that search without a pause while products are replaced and models are trained, for MINUTES (30): nothing may
#           fail, and memory may not grow
#   fleet   three processes that answer and three that work on one database: jobs, indexing and a switch of the model shared among them
#
# The database, the files and the ports are its own. start is refused while `make run` runs from this directory.
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

readonly work="$var/bench-own" result="src/bench/results/$1.md"

# The title $1, the class $2, and what it is told beside the directory.
measure() {
    local title="$1" class="$2"
    shift 2
    echo "$BASHPID" >"$work/group"
    {
        echo "# $title"
        echo
        measured "make bench ARGS=${title,,}"
        echo
        "$JAVA_HOME/bin/java" -cp "$app/*:$app/lib/*" "src/bench/$class.java" "$work" "$@"
    } | tee "$result.part"
}

stop_all() {
    forget_service bench-own "$work"
    rm -f "$result.part"
}

cd "$root"
refuse_a_second bench-own
on_signals_end_child
trap stop_all EXIT
use_java
export MAVEN_OPTS="$maven_options ${MAVEN_OPTS:-}"
run_child build_app
prepare_service bench-own "$work"
status=0
case "$1" in
    start)
        export VITRINE_CATALOGUE_SAMPLE_ENABLED=true
        run_child measure Start StartBenchmark "$(start_cache)" "${ROUNDS:-4}" || status=$?
        ;;
    fleet)
        # A job each, the leases of a dead process end in seconds, and parts of an index small enough for three.
        export VITRINE_JOBS_CONCURRENCY=1 VITRINE_JOBS_POLL=100ms VITRINE_JOBS_HEARTBEAT=100ms VITRINE_JOBS_LEASE=6s
        export VITRINE_SEARCH_INDEXINGPART=128
        run_child measure Fleet Fleet || status=$?
        ;;
    soak) run_child measure Soak Soak "${MINUTES:-30}" || status=$? ;;
esac
if [ "$status" = 0 ] || grep -q '^## Summary' "$result.part"; then mv "$result.part" "$result"; fi
if [ "$status" != 0 ]; then fail "Something went wrong, see $result and the logs in $work."; fi
