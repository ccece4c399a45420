#!/usr/bin/env bash
# Deletes what was built, and the databases, pictures and models below var/.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

running=$(running_vitrine)
if [ -n "$running" ]; then
    fail "Vitrine runs from this directory (process $running): stop it before \`make clean\`."
fi
"$root/src/scripts/postgres.sh" clean
if [ -d "$var/docker-postgres" ]; then "$root/src/scripts/docker-postgres.sh" clean; fi
rm -rf "$var" "$root/target"
