#!/usr/bin/env bash
# Builds the engine's bridge between Java and another libtorch than the jar's, and puts it where the engine takes it from: beside the
# library. For GPUs or processors that need a newer PyTorch.
#
# usage: bridge.sh DJL LIBTORCH    DJL: a checkout of the engine's sources (deepjavalibrary/djl) at the version in the pom.
#                                  LIBTORCH: the directory with include/ and lib/, such as site-packages/torch of an installed PyTorch.
set -euo pipefail
scripts=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$scripts/common.sh"
# shellcheck source-path=SCRIPTDIR source=java.sh
. "$scripts/java.sh"
# shellcheck source-path=SCRIPTDIR source=app.sh
. "$scripts/app.sh"

check_arguments() {
    if [ "$#" != 2 ]; then fail "usage: bridge.sh DJL LIBTORCH"; fi
    djl=$(cd "$1" && pwd) libtorch=$(cd "$2" && pwd)
    native="$djl/engines/pytorch/pytorch-native/src/main/native"
    if [ ! -d "$native" ]; then fail "$djl holds no sources of the engine: check out deepjavalibrary/djl there."; fi
    if [ ! -d "$libtorch/include/torch" ] || [ ! -e "$libtorch/lib/libtorch.so" ]; then
        fail "$libtorch holds no libtorch with its headers: name the directory with include/ and lib/."
    fi
    if ! command -v c++ >/dev/null; then fail "A C++ compiler is needed: apt-get install g++"; fi
}

# The declarations of the methods that Java calls.
write_headers() {
    "$JAVA_HOME/bin/javac" -nowarn -proc:none -cp "$app/lib/*" -d "$build/classes" -h "$build/include" \
        -sourcepath "$djl/engines/pytorch/pytorch-engine/src/main/java" \
        "$djl/engines/pytorch/pytorch-engine/src/main/java/ai/djl/pytorch/jni/PyTorchLibrary.java"
}

compile() {
    c++ -c "$1" -o "$build/$(basename "$1").o" -O2 -fPIC -std=gnu++20 -DNDEBUG -w -I "$build/include" \
        -I "$JAVA_HOME/include" -I "$JAVA_HOME/include/linux" -I "$djl/api/src/main/native" -I "$native" \
        -I "$libtorch/include" -I "$libtorch/include/torch/csrc/api/include"
}

# What libtorch's archives say in a file, PyTorch's packages say in Python.
write_version() {
    if [ -e "$libtorch/build-version" ] || [ ! -e "$libtorch/version.py" ]; then return; fi
    sed -n "s/^__version__ = '\(.*\)'/\1/p" "$libtorch/version.py" >"$libtorch/build-version"
}

check_arguments "$@"
cd "$root"
use_java
export MAVEN_OPTS="$maven_options ${MAVEN_OPTS:-}"
build_app
build="$var/bridge"
rm -rf "$build"
mkdir -p "$build/classes" "$build/include"
export -f compile
export build djl libtorch native
say "Compiling the bridge ..."
write_headers
# shellcheck disable=SC2016 # the inner shell expands it
printf '%s\0' "$native"/*.cc | xargs -0 -P "$(nproc)" -I {} bash -c 'compile "$1"' compile {} ||
    fail "The bridge does not compile against $libtorch; the reason stands above."
c++ -shared -o "$libtorch/lib/libdjl_torch.so" "$build"/*.o -L "$libtorch/lib" -ltorch -ltorch_cpu -lc10 "-Wl,-rpath,\$ORIGIN"
write_version
say "The bridge is in $libtorch/lib. Run with PYTORCH_LIBRARY_PATH=$libtorch/lib"
