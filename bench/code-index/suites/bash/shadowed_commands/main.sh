cd() { builtin cd "$@" && track; }
track() { :; }

ls() {
  command ls --color "$@"
}

test_it() {
  cd /tmp
  ls
}

test_it
