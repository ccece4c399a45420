# shellcheck shell=bash
# What make drill and make fuzz share: a service that has everything to itself, a private PostgreSQL that starts empty, files and logs
# below var, a key. To be sourced, after common.sh, children.sh and engine.sh.

# shellcheck disable=SC2154 # root and var, from common.sh

# Refuses to run beside another run of the same name from this directory.
refuse_a_second() {
    local other
    mkdir -p "$var"
    other=$(running_script "$1")
    if [ -n "$other" ]; then fail "\`make $1\` already runs from this directory (process $other)."; fi
    echo $$ >"$var/$1.pid"
}

# Starts the database $1 and sets what the processes of the service find in their environment; their files go to the directory $2.
prepare_service() {
    local url
    rm -rf "$2"
    mkdir -p "$2"
    run_child "$root/src/scripts/postgres.sh" start "$1" || exit 1
    url=$("$root/src/scripts/postgres.sh" url "$1")
    export SPRING_DATASOURCE_URL="${url%%\?*}" SPRING_DATASOURCE_USERNAME=vitrine SPRING_DATASOURCE_PASSWORD="${url##*password=}"
    VITRINE_ADMIN_KEY=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')
    export VITRINE_ADMIN_KEY VITRINE_DATA_DIRECTORY="$2/data"
    prepare_engine
    export VITRINE_TRAINING_HUB_OFFLINE=true VITRINE_CATALOGUE_SAMPLE_ENABLED=false
}

# Ends what is left of it. Its processes, whose group stands in the file group, outlive the one that started them only when that was killed.
forget_service() {
    ignore_signals
    if [ -f "$2/group" ]; then kill -KILL -- "-$(<"$2/group")" 2>/dev/null || true; fi
    "$root/src/scripts/postgres.sh" stop "$1"
    rm -rf "$2/data" "$2/products.ndjson" "$2/group" "$var/$1.pid"
}
