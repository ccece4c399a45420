#!/usr/bin/env bash
# Measures how soon `make run` is ready and how much memory the service has then, with what the JVM has learned of an earlier start and
# without, and keeps it in src/bench/results/start.md with commit and machine. `make bench ARGS=start` runs it.
#
# ROUNDS says how often each is started (4). The database, which holds the sample catalogue, the files and the port are its own; as
# make run it is refused while that runs from this directory.
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

readonly work="$var/bench-start" result="src/bench/results/start.md"

measure() {
    echo "$BASHPID" >"$work/group"
    {
        echo "# Start"
        echo
        measured "make bench ARGS=start" "catalogue \`sample\`"
        echo
        "$JAVA_HOME/bin/java" -cp "$app/*:$app/lib/*" src/bench/StartBenchmark.java "$work" "$(start_cache)" "${ROUNDS:-4}"
    } | tee "$result.part"
}

stop_all() {
    forget_service bench-start "$work"
    rm -f "$result.part"
}

cd "$root"
refuse_a_second bench-start
on_signals_end_child
trap stop_all EXIT
use_java
export MAVEN_OPTS="$maven_options ${MAVEN_OPTS:-}"
run_child build_app
prepare_service bench-start "$work"
export VITRINE_CATALOGUE_SAMPLE_ENABLED=true
run_child measure
mv "$result.part" "$result"
