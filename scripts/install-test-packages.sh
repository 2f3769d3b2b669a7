#!/bin/sh
# Installs what the tests use beside Python packages: Debian's chromium, in which tests/report opens the report page.
# Run by `make test`. Safe to run again; without root or apt it says what will be skipped and changes nothing.
set -u

skipped="the tests that open the report page in a browser (tests/report) are skipped"

if command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1; then
    exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "install-test-packages: there is no apt-get here, so chromium isn't installed; $skipped." >&2
    exit 0
fi
if [ "$(id -u)" -ne 0 ]; then
    echo "install-test-packages: not root, so chromium isn't installed; $skipped. Run: sudo sh scripts/install-test-packages.sh" >&2
    exit 0
fi

export DEBIAN_FRONTEND=noninteractive
if apt-get update -qq >/dev/null && apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null; then
    echo "install-test-packages: installed $(chromium --version 2>/dev/null)" >&2
else
    echo "install-test-packages: apt-get could not install chromium; $skipped." >&2
fi
