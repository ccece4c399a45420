# shellcheck shell=bash
# Finds a PostgreSQL server with pgvector, or puts one together in $home/server. To be sourced by postgres.sh.
#
# Nothing is installed on the machine: Debian's packages are downloaded and unpacked (the server finds its files
# relative to its own program), and pgvector is compiled into that private copy. So this needs no root, leaves other
# servers on the machine alone, and is gone with `make clean`. Only a missing C compiler has to be installed.

readonly oldest_pgvector=0.8.0
readonly no_server="No PostgreSQL server with pgvector $oldest_pgvector or newer was found, and none could be put together"
readonly ways_out="install them (macOS: brew install postgresql@17 pgvector), start a Docker engine, or name a server in SPRING_DATASOURCE_URL"

: "${home:=}" # where everything lives: set by postgres.sh

# Prints the program directory of the server to use; prepares it at the first call.
prepare_server() {
    local record="$home/server.path" bin=
    if [ -f "$record" ]; then bin=$(<"$record"); fi
    if [ -z "$bin" ] || [ -z "$(pgvector_of "$bin")" ]; then
        bin=$(installed_server_with_pgvector) || bin=$(private_server) || exit 1
        echo "$bin" >"$record"
    fi
    echo "$bin"
}

is_server() {
    [ -x "$1/postgres" ] && [ -x "$1/initdb" ] && [ -x "$1/pg_ctl" ] && [ -x "$1/psql" ] && [ -x "$1/pg_config" ]
}

# The program directories of all installed servers, the newest version first.
installed_servers() {
    local bin
    for bin in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin {/opt/homebrew,/usr/local}/opt/postgresql@*/bin "$(pg_config --bindir 2>/dev/null)"; do
        if is_server "$bin"; then
            echo "$("$bin/pg_config" --version | awk '{print $2}') $bin"
        fi
    done | sort -rn | cut -d' ' -f2-
}

# The pgvector version a server has; nothing when there is none, or one too old.
pgvector_of() {
    local control version
    is_server "$1" || return 0
    control="$("$1/pg_config" --sharedir)/extension/vector.control"
    [ -f "$control" ] || return 0
    version=$(sed -n "s/^default_version *= *'\(.*\)'.*/\1/p" "$control")
    if at_least "$version" "$oldest_pgvector"; then echo "$version"; fi
}

installed_server_with_pgvector() {
    local bin
    while read -r bin; do
        if [ -n "$(pgvector_of "$bin")" ]; then
            echo "$bin"
            return
        fi
    done < <(installed_servers)
    return 1
}

# Puts PostgreSQL and pgvector together in $home/server and prints its program directory.
private_server() {
    local tree="$home/server" major bin
    if ! have apt-get || ! have dpkg-deb; then fail "$no_server: $ways_out."; fi
    say "Preparing a private PostgreSQL with pgvector in $tree, once ..."
    packages="$home/packages"
    rm -rf "$tree" "$packages"
    mkdir -p "$tree" "$packages"
    apt_get own update -qq || fail "$no_server: apt-get could not fetch the package lists; $ways_out."
    major=$(postgres_major)
    bin="$tree/usr/lib/postgresql/$major/bin"
    unpack_postgres "$major" "$tree"
    unpack_packaged_pgvector "$major" "$tree" || build_pgvector "$tree" "$bin"
    [ -n "$(pgvector_of "$bin")" ] || fail "$no_server: pgvector was added to $tree, but the server there does not know it."
    rm -rf "$packages"
    say "PostgreSQL $major with pgvector $(pgvector_of "$bin") is in place."
    echo "$bin"
}

# apt-get and apt-cache with lists and downloads of their own: no root needed, the machine's lists stay as they are.
# "own" has the machine's own sources, any other name the one in $packages/NAME.list. Signatures are always checked.
apt_get() {
    apt apt-get "$@"
}

apt_cache() {
    apt apt-cache "$@"
}

apt() {
    local program="$1" sources="$2" state="$packages/$2"
    shift 2
    mkdir -p "$state/lists/partial" "$state/archives/partial"
    local options=(-o "Dir::State=$state" -o "Dir::State::status=/var/lib/dpkg/status" -o "Dir::Cache=$state"
        -o "APT::Sandbox::User=" -o "Acquire::AllowInsecureRepositories=false" -o "APT::Get::AllowUnauthenticated=false")
    if [ "$sources" != own ]; then
        options+=(-o "Dir::Etc::SourceList=$packages/$sources.list" -o "Dir::Etc::SourceParts=/dev/null")
    fi
    (cd "$packages" && LC_ALL=C "$program" "${options[@]}" "$@") </dev/null
}

# The version installed here, or else the distribution's own.
postgres_major() {
    local major
    major=$(dpkg-query -W -f '${Status} ${Package}\n' 'postgresql-[0-9][0-9]' 2>/dev/null |
        sed -n 's/^install ok installed postgresql-//p' | sort -rn | head -n 1)
    if [ -z "$major" ]; then
        major=$(apt_cache own depends postgresql | sed -n 's/.*Depends: postgresql-\([0-9][0-9]*\)$/\1/p' | head -n 1)
    fi
    [ -n "$major" ] || fail "$no_server: apt knows no package postgresql; $ways_out."
    echo "$major"
}

# The server, its client programs, the headers, and the libraries that this machine lacks.
unpack_postgres() {
    local major="$1" tree="$2" package
    local wanted=("postgresql-$major" "postgresql-client-$major" "postgresql-server-dev-$major" libpq5)
    while read -r package; do
        wanted+=("$package")
    done < <(apt_get own install --simulate --no-install-recommends "postgresql-$major" |
        sed -n 's/^Inst \(lib[^ ]*\) .*/\1/p' | grep -v -e '^libllvm' -e '^libperl' -e '^libpq' -e '-perl$')
    download_and_unpack "$tree" "${wanted[@]}" || fail "$no_server: apt-get could not download ${wanted[*]}; $ways_out."
}

download_and_unpack() {
    local tree="$1" package
    shift
    rm -f "$packages"/*.deb
    apt_get own download -qq "$@" >&2 || return 1
    for package in "$packages"/*.deb; do
        dpkg-deb --extract "$package" "$tree"
    done
}

unpack_packaged_pgvector() {
    local package="postgresql-$1-pgvector" tree="$2" version
    version=$(apt_cache own show --no-all-versions "$package" 2>/dev/null | sed -n 's/^Version: \([0-9.]*\).*/\1/p')
    [ -n "$version" ] && at_least "$version" "$oldest_pgvector" && download_and_unpack "$tree" "$package"
}

# Compiles pgvector from Debian's source package: the one of the newest suite to be had, whatever suite this machine has.
build_pgvector() {
    local tree="$1" bin="$2"
    need_compiler
    fetch_newest_pgvector_source >"$packages/sources.log" 2>&1 ||
        fail "$no_server: apt-get could not fetch the source package of pgvector, see $packages/sources.log; $ways_out."
    mkdir -p "$packages/pgvector"
    tar -xf "$packages"/pgvector_*.orig.tar.?z -C "$packages/pgvector" --strip-components=1
    compile_pgvector "$tree" "$bin" >"$packages/pgvector.log" 2>&1 ||
        fail "$no_server: pgvector does not compile here, see $packages/pgvector.log; $ways_out."
}

# A suite may list a version whose files are not to be had, so the next one is asked.
fetch_newest_pgvector_source() {
    local suite
    for suite in sid testing stable; do
        if fetch_pgvector_source "$suite"; then return; fi
    done
    return 1
}

# Takes the machine's own Debian source with another suite. apt-get checks the suite's signature against Debian's keys,
# the list of sources against the signed index, and the files against that list; it fails when one differs.
fetch_pgvector_source() {
    local suite="$1" mirror
    # shellcheck disable=SC2016 # apt-get fills these in
    mirror=$(apt_get own indextargets --format '$(LABEL)|$(REPO_URI)' 'Created-By: Packages' | sed -n 's/^Debian|//p' | head -n 1)
    [ -n "$mirror" ] || return 1
    echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" >"$packages/$suite.list"
    rm -f "$packages"/pgvector_*
    apt_get "$suite" update -qq && apt_get "$suite" source -qq --download-only pgvector
}

compile_pgvector() {
    local tree="$1" config="$2/pg_config"
    local flags=("PG_CONFIG=$config" "OPTFLAGS=" "with_llvm=no")
    flags+=("PG_CPPFLAGS=-I$tree/usr/include/postgresql -I$("$config" --includedir-server)")
    make -C "$packages/pgvector" -j2 "${flags[@]}" && make -C "$packages/pgvector" install "${flags[@]}"
}

need_compiler() {
    if have make && have cc && [ -e /usr/include/stdio.h ]; then return; fi
    if [ "$(id -u)" = 0 ]; then
        say "Installing gcc and make ..."
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends gcc libc6-dev make; } >"$packages/compiler.log" 2>&1 </dev/null ||
            fail "$no_server: apt-get could not install gcc and make, which pgvector is compiled with, see $packages/compiler.log; $ways_out."
    else
        fail "pgvector has to be compiled and this machine has no C compiler: have an administrator run \`apt-get install gcc libc6-dev make\`, or start a Docker engine, or name a server in SPRING_DATASOURCE_URL."
    fi
}
