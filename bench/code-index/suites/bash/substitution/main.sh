name() { echo me; }
version() { echo 1; }
path_of() { echo "/x/$1"; }

banner() {
  local who=$(name)
  local old=`version`
  echo "$who $(path_of "$(name)")"
}

(banner)
x="$(version)"
cat <<EOF
$(path_of a)
EOF
