DIR="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
source "$DIR/lib/all.sh"

deploy() {
  build
  upload "$1"
}

deploy prod
