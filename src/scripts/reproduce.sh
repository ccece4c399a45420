#!/usr/bin/env bash
# Trains the paper's three pairs of towers and writes the table beside the paper's: hours, and it goes on where it stopped.
#
# VITRINE_DATA names a directory with hub/ (published checkpoints) and the data set, as a directory or as the archive
# fashion-product-images-small.tar.zst. Arguments go to the command, for example --pairs BERT_VIT --recipes OURS; --help lists them.
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

readonly work="$var/reproduce" name=fashion-product-images-small

find_data() {
    if [ -z "${VITRINE_DATA:-}" ]; then
        fail "Set VITRINE_DATA to a directory that holds hub/ with the published checkpoints, and $name/ or $name.tar.zst."
    fi
    catalogue="$VITRINE_DATA/$name"
    if [ -d "$catalogue" ]; then return; fi
    if [ ! -f "$catalogue.tar.zst" ]; then fail "$VITRINE_DATA holds neither $name/ nor $name.tar.zst."; fi
    if [ ! -d "$work/$name" ]; then
        say "Unpacking the data set ..."
        rm -rf "$work/unpacking"
        mkdir -p "$work/unpacking"
        tar --zstd -xf "$catalogue.tar.zst" -C "$work/unpacking"
        mv "$work/unpacking/$name" "$work/$name"
    fi
    catalogue="$work/$name"
}

cd "$root"
mkdir -p "$work"
use_java
export MAVEN_OPTS="$maven_options ${MAVEN_OPTS:-}"
use_installed_engine
prepare_engine
find_data
build_app
exec "$JAVA_HOME/bin/java" "${java_options[@]}" -cp "$app/*:$app/lib/*" io.vitrine.training.ReproduceCommand \
    --catalogue "$catalogue" --hub "$VITRINE_DATA/hub" --work "$work" --table src/docs/reproduction.md \
    --commit "$(commit)" "$@"
