# shellcheck shell=bash
# Builds what runs from the command line, without the service, when the sources have changed. To be sourced, after java.sh.

# shellcheck disable=SC2154 # from common.sh
readonly app="$var/app"

build_app() {
    if [ -d "$app" ] && [ -z "$(find pom.xml src/main -newer "$app")" ]; then return; fi
    say "Building Vitrine ..."
    ./mvnw -q -B -ntp package -Dmaven.test.skip=true || fail "The build failed; its reason stands above."
    rm -rf "$app"
    "$JAVA_HOME/bin/java" -Djarmode=tools -jar target/vitrine-*.jar extract --destination "$app"
    touch "$app"
}
