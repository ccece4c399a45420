# shellcheck shell=bash
# Compiles and runs the microbenchmarks below src/jmh. To be sourced, after app.sh.

# The table that they print. $@ choose benchmarks by regular expressions; none chooses all.
microbenchmarks() {
    # shellcheck disable=SC2154 # var and app, from common.sh and app.sh
    local built="$var/jmh" path
    rm -rf "$built"
    mkdir -p "$built/classes"
    ./mvnw -q -B -ntp dependency:copy-dependencies -Pjmh -DincludeGroupIds=org.openjdk.jmh,net.sf.jopt-simple,org.apache.commons \
        -DoutputDirectory="$built/lib" || fail "The libraries of JMH cannot be had; the reason stands above."
    path="$app/*:$app/lib/*:$built/lib/*"
    find src/jmh -name '*.java' -exec "$JAVA_HOME/bin/javac" -proc:full -nowarn -cp "$path" -d "$built/classes" {} + >&2
    "$JAVA_HOME/bin/java" -cp "$built/classes:$path" org.openjdk.jmh.Main -f 2 -wi 5 -w 1 -i 5 -r 1 -rf text -rff "$built/table" \
        -jvmArgs "--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseCompactObjectHeaders" "$@" >&2
    # shellcheck disable=SC2016 # the backquotes are the page's
    printf '```\n%s\n```\n' "$(<"$built/table")"
}
