# shellcheck shell=bash
# Runs commands so that a signal to the script ends them with everything they started. To be sourced.

child=
signals=0
signal_status=0

# SIGTERM, Ctrl-C and a closed terminal end the child first and then the script; a second one does not wait.
on_signals_end_child() {
    trap 'end_child 143' TERM
    trap 'end_child 130' INT
    trap 'end_child 129' HUP
}

end_child() {
    signal_status="$1"
    signals=$((signals + 1))
    if [ -z "$child" ]; then exit "$signal_status"; fi
    if [ "$signals" = 1 ]; then
        kill -TERM -- "-$child" 2>/dev/null || true
    else
        kill -KILL -- "-$child" 2>/dev/null || true
    fi
}

# Runs a command in a process group of its own and waits for it. Returns its status, unless a signal ended the script.
run_child() {
    local status
    set -m
    "$@" </dev/null &
    child=$!
    set +m
    while :; do
        status=0
        wait "$child" || status=$?
        if ! kill -0 "$child" 2>/dev/null; then break; fi
    done
    child=
    if [ "$signals" -gt 0 ]; then exit "$signal_status"; fi
    return "$status"
}

# For the work after the last child, which a further signal must not cut short.
ignore_signals() {
    trap '' TERM INT HUP
}
