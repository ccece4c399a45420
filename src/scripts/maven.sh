#!/usr/bin/env bash
# Runs the Maven wrapper on a JDK that is new enough.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
# shellcheck source-path=SCRIPTDIR source=java.sh
. "$(dirname "${BASH_SOURCE[0]}")/java.sh"

use_java
export MAVEN_OPTS="$maven_options ${MAVEN_OPTS:-}"
cd "$root"
exec ./mvnw "$@"
