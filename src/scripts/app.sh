# shellcheck shell=bash
# Builds what runs, with the service and without it, when the sources have changed; and keeps what the JVM has learned about the service's
# start. To be sourced, after java.sh.

# shellcheck disable=SC2154 # from common.sh
readonly app="$var/app"
readonly jar="$app/vitrine.jar"
readonly java_options=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseCompactObjectHeaders)

build_app() {
    if [ -f "$jar" ] && [ -z "$(find pom.xml src/main -newer "$jar")" ]; then return; fi
    say "Building Vitrine ..."
    ./mvnw -q -B -ntp package -Dmaven.test.skip=true || fail "The build failed; its reason stands above."
    rm -rf "$app" "$app.new"
    "$JAVA_HOME/bin/java" -Djarmode=tools -jar target/vitrine-*.jar extract --application-filename vitrine.jar --destination "$app.new"
    od -An -N8 -tx1 /dev/urandom >"$app.new/build"
    touch "$app.new/vitrine.jar"
    mv "$app.new" "$app"
}

# The file with the classes as the JVM had them at an earlier start, loaded and linked, which halves a start (JEP 483). The JVM refuses one
# that another JDK or other options have made, but takes one of other jars without a word: so its name tells of what build it is, too.
start_cache() {
    local made_of
    made_of=$({ cat "$app/build" "$JAVA_HOME/release" && echo "${java_options[*]}"; } | cksum)
    echo "$app/start-${made_of%% *}.aot"
}

# Has a second JVM go through a start, up to where it would open the port and take jobs, and keep it in the file $1. It takes what
# processor time is left over. A JVM that is asked to end would still write the file, which takes seconds: so it is made to.
learn_start() {
    nice -n 19 "$JAVA_HOME/bin/java" "${java_options[@]}" -XX:AOTCacheOutput="$1.new" -Dspring.context.exit=onRefresh -jar "$jar" \
        >"$var/learn-start.log" 2>&1 &
    # shellcheck disable=SC2064 # this process
    trap "kill -KILL $! 2>/dev/null; exit 1" TERM INT HUP
    wait "$!" && mv "$1.new" "$1"
}
