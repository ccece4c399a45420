#!/usr/bin/env bash
# Measures a running service, prints tables, and keeps them below src/bench/results with commit and machine.
#
# VITRINE_URL is the service (http://localhost:8080 when not set), CATALOGUE the catalogue to ask (main), and MODEL an indexed version to
# ask instead of the active one, whose results get its name. Arguments choose benchmarks by name; without any, modes and selectivity run.
#
# report evaluates the active model on what was held out of the catalogue, and also keeps the service's own report as JSON; it needs the
# administrator's key as scale does.
#
# load asks an exact search of different queries by 1, 4, 16 and 64 clients, LOAD_SECONDS (10) each and twice over, and beside it the peers
# whose addresses are in PEER_URL (one or several; src/bench/README.md says what a peer is).
#
# towers needs no service: it times the bundled model's towers alone, on src/bench/short-queries.txt and on the pictures of the directory that
# PICTURES names, if it does.
#
# jmh measures pieces of the search by themselves, without a service.
#
# start, soak and fleet start a service of their own, see bench-own.sh.
#
# scale fills the service's database with a catalogue as large as each of SIZES (40000 1000000; a million take a quarter of an hour) and removes it. It
# needs that database's JDBC address in VITRINE_DATABASE and the administrator's key in VITRINE_ADMIN_KEY; those of make run when not set.
#
# servers needs no service either and starts databases of its own, see bench-servers.sh.
#
# artefacts needs no service: it compares the two places for files, in a database of its own on the server that VITRINE_DATABASE names.
set -euo pipefail
scripts=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$scripts/common.sh"
# shellcheck source-path=SCRIPTDIR source=java.sh
. "$scripts/java.sh"
# shellcheck source-path=SCRIPTDIR source=engine.sh
. "$scripts/engine.sh"
# shellcheck source-path=SCRIPTDIR source=app.sh
. "$scripts/app.sh"
# shellcheck source-path=SCRIPTDIR source=jmh.sh
. "$scripts/jmh.sh"

readonly url="${VITRINE_URL:-http://localhost:8080}" catalogue="${CATALOGUE:-main}"

bench() {
    local name=$1 class=$2 result
    shift 2
    result="src/bench/results/$name${MODEL:+-$MODEL}.md"
    {
        echo "# $(tr '[:lower:]' '[:upper:]' <<<"${name:0:1}")${name:1}"
        echo
        measured "make bench" "catalogue \`$catalogue\`"
        echo
        "$JAVA_HOME/bin/java" "${java_options[@]}" -Dlogback.configurationFile=src/bench/logback.xml -Dlogging.config=src/bench/logback.xml \
            -cp "$app/*:$app/lib/*" "src/bench/$class.java" "$url" "$catalogue" "$@"
    } | tee "$result.part"
    mv "$result.part" "$result"
}

cd "$root"
mkdir -p src/bench/results
use_java
export MAVEN_OPTS="$maven_options ${MAVEN_OPTS:-}"
build_app
if [ $# = 0 ]; then set -- modes selectivity; fi
for name in "$@"; do
    case $name in
        modes) bench modes ModesBenchmark ;;
        selectivity) bench selectivity SelectivityBenchmark ;;
        report)
            export VITRINE_ADMIN_KEY="${VITRINE_ADMIN_KEY:-$(<"$var/admin.key")}"
            bench report ReportBenchmark "src/bench/results/report${MODEL:+-$MODEL}.json"
            ;;
        load)
            # shellcheck disable=SC2086 # several peers
            bench load LoadBenchmark "${LOAD_SECONDS:-10}" ${PEER_URL:-}
            ;;
        towers)
            prepare_engine
            bench towers TowerBenchmark src/main/resources/models/vitrine-mini-4 src/bench/short-queries.txt ${PICTURES:+"$PICTURES"}
            ;;
        scale)
            export VITRINE_ADMIN_KEY="${VITRINE_ADMIN_KEY:-$(<"$var/admin.key")}"
            # shellcheck disable=SC2086 # several sizes
            bench scale ScaleBenchmark "${VITRINE_DATABASE:-$(src/scripts/postgres.sh url run)}" ${SIZES:-40000 1000000}
            ;;
        artefacts) bench artefacts ArtefactBenchmark "${VITRINE_DATABASE:-$(src/scripts/postgres.sh url run)}" ;;
        jmh)
            {
                printf '# Pieces by themselves\n\n'
                measured "make bench ARGS=jmh"
                echo
                microbenchmarks
            } | tee src/bench/results/jmh.md.part
            mv src/bench/results/jmh.md.part src/bench/results/jmh.md
            ;;
        servers) src/scripts/bench-servers.sh ;;
        start | soak | fleet) src/scripts/bench-own.sh "$name" ;;
        *) fail "There is no benchmark '$name': modes, selectivity, report, load, towers, scale, artefacts, servers, jmh, start, soak and fleet are there." ;;
    esac
done
