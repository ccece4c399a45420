#!/usr/bin/env bash
# Sends a service hostile requests over every operation that its OpenAPI document has, checks each answer and that no data is lost, and
# keeps what was seen in src/bench/results/fuzz.md with commit and machine. Fails when a check does; the requests that failed then lie
# in var/fuzz/failed, and what refusals said in var/fuzz/refusals.txt.
#
# REQUESTS says how many (24000), SEED which ones (1). The database, the files and the port are its own. While it is asked the service
# plays the role web alone: jobs that a request starts wait in the queue and cost nothing. Uploads are held to 1 MB, for the disk's sake.
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

readonly work="$var/fuzz" result="src/bench/results/fuzz.md"

fuzz() {
    echo "$BASHPID" >"$work/group"
    {
        echo "# Fuzz"
        echo
        measured "make fuzz"
        echo
        "$JAVA_HOME/bin/java" -cp "$app/*:$app/lib/*" src/bench/Fuzz.java "$work" "${REQUESTS:-24000}" "${SEED:-1}"
    } | tee "$result.part"
}

stop_all() {
    forget_service fuzz "$work"
    rm -f "$result.part"
}

cd "$root"
refuse_a_second fuzz
on_signals_end_child
trap stop_all EXIT
use_java
use_installed_engine
export MAVEN_OPTS="$maven_options ${MAVEN_OPTS:-}"
run_child build_app
prepare_service fuzz "$work"
export VITRINE_CATALOGUE_LARGEST_UPLOAD=1MB
status=0
run_child fuzz || status=$?
if grep -q '^## Summary' "$result.part"; then mv "$result.part" "$result"; fi
if [ "$status" != 0 ]; then fail "The fuzz found something, see $result and $work."; fi
