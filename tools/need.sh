#!/bin/sh
# Installs a Debian package where that is allowed, else says what to do.
set -eu
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
	echo "installing $1 (Debian)"
	apt-get update -qq
	DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$1" >/dev/null
else
	echo "please install $1, for example: sudo apt-get install $1" >&2
	exit 1
fi
