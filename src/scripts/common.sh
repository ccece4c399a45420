# shellcheck shell=bash
# What all scripts share: where the clone lies, how to speak, how to fail. To be sourced.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
# shellcheck disable=SC2034 # used by the scripts that source this
readonly root var="$root/var"

say() {
    printf '%s\n' "$*" >&2
}

fail() {
    say "vitrine: $*"
    exit 1
}

have() {
    command -v "$1" >/dev/null 2>&1
}

# Is something listening on this port of the loopback address?
port_taken() {
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# Is version $1 the same as version $2 or newer? Numbers and dots only.
at_least() {
    [ "$(printf '%s\n%s\n' "$2" "$1" | sort -t. -k1,1n -k2,2n -k3,3n | head -n 1)" = "$2" ]
}

# Is there a Docker engine behind the client, and not the client alone?
docker_answers() {
    have docker && docker info >/dev/null 2>&1
}

# The process that runs this script, run or drill, from this clone, or nothing. A recycled process id does not count.
running_script() {
    local process
    process=$(cat "$var/$1.pid" 2>/dev/null) || return 0
    if ps -p "$process" -o args= 2>/dev/null | grep -q "$1\.sh"; then echo "$process"; fi
}

# The processor's name, where the system tells it.
processor() {
    sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1 || true
}

# The commit that is checked out, marked when something beside the recorded results was changed since.
commit() {
    local changed=""
    git diff --quiet HEAD -- . ':!src/bench/results' ':!src/docs/reproduction.md' || changed=-dirty
    echo "$(git rev-parse --short HEAD)$changed"
}

# Where the figures of a page come from: the command $1, what it was told $2, the day, the commit and the machine.
measured() {
    # shellcheck disable=SC2016 # the backquotes are the page's
    printf '`%s` on %s, commit `%s`, %s%s cores of %s.\n' \
        "$1" "$(date +%Y-%m-%d)" "$(commit)" "${2:+$2, }" "$(getconf _NPROCESSORS_ONLN)" "$(processor)"
}
