import { commandsOf, spellings } from './commands-of.ts';

const PACKAGE_MANAGERS = `
npm exec -c $MARK
npm exec --call=$MARK
npm x -c $MARK
npm exec -- $MARK
npm exec --loglevel test -- sh -c $MARK
npm test --script-shell=$MARK
npm test --script-shell $MARK
npm test --script-sh $MARK
npm run test --node-options=--require=./mark.cjs
npm run mark
npm run mark --if-present
npm --prefix . run mark
npm explore . -- $MARK
npm config set script-shell $MARK
npm config set --location=global script-shell $MARK
npm edit x --editor=$MARK
npm help npm --viewer=$MARK
npm init --init-module=./mark.cjs -y
npm install --offline --foreground-scripts ./evil
npm install --prefix $OUT --offline ./evil
npm pack --pack-destination $OUT
npm rebuild
npm version 1.0.1 --git-tag-version=false
npm publish --dry-run
npx -c $MARK
npx --call $MARK
npx --no-install -c $MARK
npx ./evil
npx node -e require('child_process').execFileSync('$MARK')
pnpm exec $MARK
pnpm -c exec $MARK
pnpm dlx evil
pnpm run mark --shell-emulator
yarn exec $MARK
yarn run mark
yarn dlx evil
bun x evil
bunx evil
bun run --shell=system mark
`;

const RUNNERS = `
jest --config={"testEnvironment":"./mark.cjs"}
jest --globalSetup=./mark.cjs
jest --runner ./mark.cjs
jest --resolver=./mark.cjs
jest --testEnvironment ./mark.cjs
jest --rootDir=$OUT
jest --cacheDirectory=$OUT
vitest run --config=mark.mjs
vitest run --globalSetup=./mark.mjs
vitest run --execArgv=--require=./mark.cjs
vitest run --root=$OUT
vitest run --outputFile=$OUT/report.json
mocha -r ./mark.cjs
mocha --require=./mark.cjs
mocha --import=./mark.mjs
mocha --node-option=require=./mark.cjs
mocha --reporter ./mark.cjs
eslint --rulesdir . x.js
eslint -c mark.cjs x.js
eslint --parser ./mark.cjs x.js
eslint -f ./mark.cjs x.js
eslint -o $OUT/report x.js
prettier --plugin=./mark.mjs x.js
prettier --config mark.mjs x.js
webpack -c mark.cjs
rollup -c mark.mjs
vite build --config mark.mjs
playwright test -c mark.mjs
ava --config mark.mjs
c8 $MARK
nyc $MARK
turbo run mark
nx run-many -t mark
stylelint --config mark.mjs x.css
tsc --outDir $OUT x.ts
tsc --build --tsBuildInfoFile $OUT/info
golangci-lint run --config mark.yml
ruff check --config mark.toml --output-file=$OUT/report .
poetry run $MARK
uv run $MARK
uv run --with evil pytest
uv run --script mark.py
pdm run $MARK
hatch run $MARK
just --shell $MARK
just --justfile mark.just
`;

const BUILDERS = `
make SHELL=$MARK
make -- SHELL=$MARK
make .SHELLFLAGS=-c␣$MARK;
make CC=$(shell␣$MARK) cc
make X=\`$MARK\` x
make X=$(shell␣$MARK) x
make --eval=mark:;$MARK mark
make --eval mark:;$MARK mark
make --ev mark:;$MARK mark
make -E mark:;$MARK mark
make -f mark.mk
make -fmark.mk
make --makefile=mark.mk
make --file mark.mk
make -C sub-make
make -I . -f mark.mk
make MAKEFILES=mark.mk
make MAKEFLAGS=--eval=mark:;$MARK
make mark
make --debug=b mark
env MAKEFLAGS=--eval=$(shell␣$MARK) make x
ninja -f mark.ninja
ninja -C sub-ninja
cmake -P mark.cmake
cmake -E env $MARK
cmake -E chdir $OUT touch marker
cmake -E touch $OUT/marker
cmake -S . -B $OUT/build
cmake -DCMAKE_C_COMPILER=$MARK -S . -B build
cmake -DCMAKE_C_COMPILER_LAUNCHER=$MARK -S . -B build
cmake -C mark.cmake -S . -B build
ctest -S mark.cmake
ctest -SP mark.cmake
ctest --build-and-test . build --build-generator Ninja --test-command $MARK
go run mark.go
go generate ./...
go test -exec $MARK ./...
go test -exec=$MARK ./...
go test --exec $MARK ./...
go build -toolexec=$MARK ./...
go build -toolexec $MARK ./...
go vet -vettool=$MARK ./...
go vet -vettool $MARK ./...
go build -o $OUT/program .
go build -ldflags=-extld=$MARK␣-linkmode=external .
go build -overlay=mark.json .
go env -w GOFLAGS=-toolexec=$MARK
go test -c -o $OUT/test .
go test -coverprofile=$OUT/cover ./...
go tool compile -o $OUT/x.o mark.go
env GOFLAGS=-toolexec=$MARK go build ./...
env CGO_ENABLED=1 CC=$MARK go build ./...
cargo run
cargo test --config target.x86_64-unknown-linux-gnu.runner="$MARK"
cargo --config build.rustc-wrapper="$MARK" build --offline
cargo build --offline --config build.rustc="$MARK"
cargo build --offline --config alias.x=["run"]
cargo build --offline --config build.target-dir="$OUT/target"
cargo build --offline --target-dir $OUT/target
cargo build --offline --manifest-path mark/Cargo.toml
cargo +mark build
cargo -C mark -Z unstable-options build
cargo install --path . --root $OUT --offline
cargo rustc --offline -- -Clinker=$MARK
env RUSTC_WRAPPER=$MARK cargo build --offline
rustc -Clinker=$MARK mark.rs
rustc -C linker=$MARK mark.rs
rustc --out-dir $OUT mark.rs
rustc @mark.args
mvn -o exec:exec -Dexec.executable=$MARK
mvn -o -f mark-pom.xml validate
mvn -o -Dmaven.ext.class.path=mark.jar validate
mvn -o --settings mark-settings.xml validate
mvn -o -Dmaven.repo.local=$OUT/m2 validate
gradle -I mark.gradle test
gradle --init-script=mark.gradle test
gradle -b mark.gradle
gradle --build-file mark.gradle
gradle -p mark
gradle --include-build mark
gradle -Dorg.gradle.jvmargs=-XX:OnError=$MARK test
gradle -g $OUT test
dotnet build -p:CscToolExe=$MARK
dotnet build @mark.args
dotnet msbuild mark.proj
gcc -wrapper $MARK mark.c
gcc -B. mark.c
gcc -fplugin=./mark.so mark.c
gcc @mark.args
gcc -o $OUT/program mark.c
gcc -specs=mark.specs mark.c
cc -Wl,-plugin,./mark.so mark.c
ld --plugin ./mark.so mark.o
`;

/** Package managers, test runners, linters and builders. */
export const BUILD_TRICKS: readonly string[][] = [
  ...commandsOf(PACKAGE_MANAGERS),
  ...commandsOf(RUNNERS),
  ...commandsOf(BUILDERS),
  ...spellings('npm exec', ['--package=./evil', '--script-shell=$MARK'], '-- evil'),
];
