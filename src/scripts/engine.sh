# shellcheck shell=bash
# What the engine finds on this machine: an installed libtorch (PYTORCH_LIBRARY_PATH) in place of the one in the jar, a heap that suits it. To
# be sourced.

# CUDA's bridge in the jar, as the engine calls it.
readonly cuda_flavour=cu128

# What Python's packages of PyTorch hold beside the library: for Python and for tests, and not to be loaded without them.
readonly of_no_use=libshm.so,libtorchbind_test.so,libjitbackend_test.so,libbackend_with_compiler.so,libaoti_custom_ops.so

# The version that the jar's bridge between Java and libtorch fits, and no other.
fitting_libtorch() {
    sed -n 's:.*<pytorch\.version>\(.*\)</pytorch\.version>.*:\1:p' "$root/pom.xml"
}

use_installed_engine() {
    local directory="${PYTORCH_LIBRARY_PATH:-}" fitting installed own_bridge=
    if [ -z "$directory" ]; then return; fi
    fitting=$(fitting_libtorch)
    if [ ! -e "$directory/libtorch.so" ] && [ ! -e "$directory/libtorch.dylib" ]; then
        fail "PYTORCH_LIBRARY_PATH is $directory, where there is no libtorch: name the directory \`lib\` of libtorch $fitting there, or unset it."
    fi
    installed=$(cat "$directory/../build-version" 2>/dev/null || true)
    if [ -e "$directory/libdjl_torch.so" ] || [ -e "$directory/libdjl_torch.dylib" ]; then
        fitting="${installed:-unknown}" own_bridge=yes
        export PYTORCH_LIBRARY_EXCLUSION="${PYTORCH_LIBRARY_EXCLUSION:-$of_no_use}"
    fi
    case "$installed" in
        "$fitting" | "$fitting"+*) ;;
        '') say "vitrine: $directory does not tell its version; it must be libtorch $fitting." ;;
        *) fail "PYTORCH_LIBRARY_PATH names libtorch $installed, and Vitrine fits libtorch $fitting only: install that one (src/docs/gpu.md), or unset PYTORCH_LIBRARY_PATH." ;;
    esac
    if [ -e "$directory/libtorch_cuda.so" ]; then use_cuda "$directory" "$installed" "$own_bridge"; fi
    export PYTORCH_FLAVOR="${PYTORCH_FLAVOR:-cpu}"
}

# The engine counts GPUs with a library of CUDA's that it looks for by its plain name, which libtorch's copy does not have.
use_cuda() {
    local directory="$1" installed="$2" own_bridge="$3" runtime
    case "$installed" in
        *+cu*) [ -n "$own_bridge" ] || [ "${installed##*+}" = "$cuda_flavour" ] ||
            fail "PYTORCH_LIBRARY_PATH names libtorch $installed, and Vitrine's bridge fits $cuda_flavour only: install that build (src/docs/gpu.md), or unset PYTORCH_LIBRARY_PATH." ;;
    esac
    export PYTORCH_FLAVOR="${PYTORCH_FLAVOR:-$cuda_flavour}"
    if [ -e "$directory/libcudart.so" ]; then
        export LD_LIBRARY_PATH="$directory${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
        return
    fi
    for runtime in "$directory"/libcudart*.so* "$directory"/../../nvidia/*/lib/libcudart*.so*; do
        if [ ! -e "$runtime" ]; then continue; fi
        mkdir -p "$var/cuda"
        ln -sfn "$(real_path "$runtime")" "$var/cuda/libcudart.so"
        export LD_LIBRARY_PATH="$var/cuda${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
        return
    done
    say "vitrine: no libcudart is beside $directory/libtorch_cuda.so; unless the system has one, no GPU will be seen."
}

# Sets the variables that the engine reads. Its libraries are in the jar or installed: it fetches none, and reports to nobody. A training
# takes and frees the same large blocks in each step; unless glibc is told to keep them, it maps them anew, for a fifth of the time.
prepare_engine() {
    export DJL_OFFLINE="${DJL_OFFLINE:-true}" OPT_OUT_TRACKING=true
    # Threads that wait for their part of a product spin for 20 µs and not for 3 ms, which the processors' other work would pay for.
    export GOMP_SPINCOUNT="${GOMP_SPINCOUNT:-2000}"
    export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-1}" MALLOC_TOP_PAD_="${MALLOC_TOP_PAD_:-268435456}"
    export MALLOC_MMAP_THRESHOLD_="${MALLOC_MMAP_THRESHOLD_:-4294967296}" MALLOC_TRIM_THRESHOLD_="${MALLOC_TRIM_THRESHOLD_:-4294967296}"
}
