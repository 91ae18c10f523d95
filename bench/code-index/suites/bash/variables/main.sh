start() { :; }
stop() { :; }

action=start
$action

handlers=(start stop)
for h in "${handlers[@]}"; do
  "$h"
done

declare -A table=([go]=start)
${table[go]}

eval "stop now"
xargs -n1 echo < /dev/null
export -f start
