#!/usr/bin/env bash
# Embeds a catalogue that is too large for one machine with Spark, and loads the vectors into the service's database.
#
#   embed.sh run …       embeds on this machine, on as many threads as SPARK_MASTER says (local[*]), or on the cluster whose address it is;
#                        --catalogue, --model and --output are needed, --help lists the rest
#   embed.sh load …      loads what was embedded; --vectors and --model are needed, --help lists the rest
#   embed.sh package     builds var/embed: Spark in jars/, what is submitted to it in application/
#   embed.sh test        tests both, in a Spark and in a private PostgreSQL
#
# SPARK_OPTIONS are further options of spark-submit. Spark (220 MB) is downloaded the first time, and for this alone.
set -euo pipefail
scripts=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$scripts/common.sh"
# shellcheck source-path=SCRIPTDIR source=java.sh
. "$scripts/java.sh"
# shellcheck source-path=SCRIPTDIR source=engine.sh
. "$scripts/engine.sh"
# shellcheck source-path=SCRIPTDIR source=app.sh
. "$scripts/app.sh"

readonly embed="$var/embed"

# Spark opens what Java keeps closed; spark-submit of a distribution does the same by itself.
readonly spark_options=(
    --add-opens=java.base/java.{lang,lang.invoke,lang.reflect,io,net,nio,util,util.concurrent,util.concurrent.atomic}"=ALL-UNNAMED"
    --add-opens=java.base/{jdk.internal.ref,sun.nio.ch,sun.nio.cs,sun.util.calendar}"=ALL-UNNAMED"
    -Dio.netty.tryReflectionSetAccessible=true
)

# What an executor needs beside Spark: the encoders, the catalogue's readers and the libraries of both.
readonly libraries=(api tokenizers pytorch-engine pytorch-jni pytorch-native imageio common-image common-io common-lang jna jspecify picocli
    jackson-core-3 jackson-databind-3)

readonly junit=(org.junit.platform.console.ConsoleLauncher execute --include-classname '.*Tests' --disable-banner --fail-if-no-tests
    --details=tree)

fetch() {
    ./mvnw -q -B -ntp -f src/spark/pom.xml dependency:copy-dependencies "$@" || fail "Spark cannot be had; the reason stands above."
}

build() {
    local library
    build_app
    if [ ! -d "$embed/jars" ] || [ src/spark/pom.xml -nt "$embed/jars" ]; then
        say "Fetching Spark ..."
        rm -rf "$embed"
        fetch -DincludeScope=runtime -DoutputDirectory="$embed/jars.new"
        fetch -DincludeScope=test -DincludeGroupIds=org.junit.platform,org.assertj,net.bytebuddy -DoutputDirectory="$embed/test"
        mv "$embed/jars.new" "$embed/jars"
    fi
    if [ -z "$(find src/spark/java "$jar" -newer "$embed/application" 2>/dev/null || echo none)" ]; then return; fi
    rm -rf "$embed/classes" "$embed/application"
    mkdir -p "$embed/classes" "$embed/application"
    (cd "$embed/classes" && "$JAVA_HOME/bin/jar" -xf "$jar" io) # into one jar, for they know one another's package-private classes
    find src/spark/java -name '*.java' -exec "$JAVA_HOME/bin/javac" -proc:none -nowarn -parameters \
        -cp "$embed/classes:$app/lib/*:$embed/jars/*" -d "$embed/classes" {} +
    "$JAVA_HOME/bin/jar" -cf "$embed/application/vitrine-embedding.jar" -C "$embed/classes" io
    for library in "${libraries[@]}"; do cp "$app/lib/$library"*.jar "$embed/application"; done
}

# The jars beside the application's own, as --jars takes them.
further_jars() {
    find "$embed/application" -name '*.jar' ! -name vitrine-embedding.jar | paste -sd, -
}

spark_java() {
    exec "$JAVA_HOME/bin/java" "${java_options[@]}" "${spark_options[@]}" "$@"
}

run() {
    prepare_engine
    # shellcheck disable=SC2086 # several options
    SPARK_HOME="$embed" spark_java -cp "$embed/jars/*" org.apache.spark.deploy.SparkSubmit --master "${SPARK_MASTER:-local[*]}" \
        --conf spark.ui.enabled=false --conf spark.ui.showConsoleProgress=true --conf spark.log.level=WARN ${SPARK_OPTIONS:-} --jars "$(further_jars)" \
        --class io.vitrine.spark.EmbedCommand "$embed/application/vitrine-embedding.jar" "$@"
}

load() {
    exec "$JAVA_HOME/bin/java" "${java_options[@]}" -cp "$embed/classes:$app/lib/*" io.vitrine.search.LoadCommand "$@"
}

# Spark's libraries and Spring's do not go into one process: those that load have one of their own, and an empty database.
run_tests() {
    local own="$embed/test-classes:$embed/test/*"
    rm -rf "$embed/test-classes"
    find src/spark/test -name '*.java' -exec "$JAVA_HOME/bin/javac" -proc:none -nowarn \
        -cp "$own:$embed/classes:$app/lib/*:$embed/jars/*" -d "$embed/test-classes" {} +
    prepare_engine
    (spark_java -cp "$own:$embed/application/*:$embed/jars/*" "${junit[@]}" --select-package io.vitrine.spark)
    trap 'src/scripts/postgres.sh stop test' EXIT
    src/scripts/postgres.sh start test
    "$JAVA_HOME/bin/java" "${java_options[@]}" -Ddatabase="$(src/scripts/postgres.sh url test)" \
        -cp "$own:$embed/classes:$jar:$app/lib/*" "${junit[@]}" --select-package io.vitrine.search
}

cd "$root"
mkdir -p "$var"
use_java
export MAVEN_OPTS="$maven_options ${MAVEN_OPTS:-}"
command="${1:-}"
case $command in
    run | load | package | test) shift ;;
    *) fail "Say run, load, package or test; the head of src/scripts/embed.sh says what each does." ;;
esac
build
case $command in
    run) run "$@" ;;
    load) load "$@" ;;
    test) run_tests ;;
    package) say "Built $embed." ;;
esac
