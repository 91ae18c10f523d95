LIB="$(dirname "${BASH_SOURCE[0]}")"
source "$LIB/build.sh"
source "$LIB/upload.sh"
