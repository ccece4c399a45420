# shellcheck shell=bash
# Finds a Chromium for the tests of the pages, or installs Debian's where root runs this. To be sourced.
#
# The tests look for the same programs. Without one they are skipped, and everything else is tested all the same.

find_browser() {
    local each
    for each in chromium chromium-browser google-chrome google-chrome-stable; do
        if have "$each"; then return; fi
    done
    [ -x "/Applications/Chromium.app/Contents/MacOS/Chromium" ] || [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ]
}

is_debian() {
    have apt-get && grep -q '^ID=debian$' /etc/os-release 2>/dev/null
}

prepare_browser() {
    if find_browser; then return; fi
    if is_debian && [ "$(id -u)" = 0 ]; then
        mkdir -p "$var"
        say "Installing Chromium for the tests of the pages ..."
        if run_child install_browser && find_browser; then return; fi
        say "apt-get could not install chromium, see $var/chromium.log."
    fi
    say "The tests of the pages are skipped, for there is no Chromium in PATH: install one (Debian: \`apt-get install chromium fonts-dejavu-core\`; macOS: \`brew install --cask chromium\`; or Google Chrome)."
}

# The pages name no fonts of their own, so text needs one that is installed.
install_browser() {
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core; } >"$var/chromium.log" 2>&1
}
