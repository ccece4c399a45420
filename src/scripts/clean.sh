#!/usr/bin/env bash
# Deletes what was built, and the databases, pictures and models below var/.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

for each in run drill fuzz bench-own; do
    process=$(running_script "$each")
    if [ -n "$process" ]; then fail "\`make $each\` is running from this directory (process $process): stop it before \`make clean\`."; fi
done
"$root/src/scripts/postgres.sh" clean
if [ -d "$var/docker-postgres" ]; then "$root/src/scripts/docker-postgres.sh" clean; fi
rm -rf "$var" "$root/target"
