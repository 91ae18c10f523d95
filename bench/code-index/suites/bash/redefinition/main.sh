step() { echo first; }
step

if [ -n "$FAST" ]; then
  build() { echo fast; }
else
  build() { slow; }
fi
slow() { :; }

build
time build
exec_build() { FLAG=1 build; }
exec_build
