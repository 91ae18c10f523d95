#!/bin/bash
set -e
source "$(dirname "$0")/../lib/log.sh"
. ../lib/fs.sh

log_info start
ensure_dir /x
