# shellcheck shell=bash
# Finds a JDK 25 or newer and sets JAVA_HOME to it. To be sourced.

readonly oldest_java=25

# The JDK's major version, or 0 when there is no JDK in this directory.
java_version() {
    if [ -x "$1/bin/javac" ]; then
        sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null || true
    else
        echo 0
    fi
}

java_candidates() {
    local compiler
    if [ -n "${JAVA_HOME:-}" ]; then echo "$JAVA_HOME"; fi
    if [ -x /usr/libexec/java_home ]; then /usr/libexec/java_home -v "$oldest_java+" 2>/dev/null || true; fi
    if compiler=$(command -v javac); then (cd "$(dirname "$(real_path "$compiler")")/.." && pwd -P); fi
    printf '%s\n' /usr/lib/jvm/* /opt/java/* /opt/jdk* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home
}

real_path() {
    if have realpath; then realpath "$1"; else readlink -f "$1"; fi
}

use_java() {
    local candidate version
    while read -r candidate; do
        version=$(java_version "$candidate")
        if [ "${version:-0}" -ge "$oldest_java" ]; then
            export JAVA_HOME="$candidate"
            return
        fi
    done < <(java_candidates)
    fail "Vitrine needs JDK $oldest_java or newer, and none was found in JAVA_HOME, /usr/lib/jvm, ~/.sdkman, ~/.jdks or PATH: install one (for example Eclipse Temurin $oldest_java) or point JAVA_HOME to it."
}

# Maven's own libraries use what newer JDKs warn about.
# shellcheck disable=SC2034 # used by the scripts that source this
readonly maven_options="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
