import { commandsOf, spellings } from './commands-of.ts';

const NODE_CODE = "require('node:child_process').execFileSync('$MARK')";
const NODE_MODULE = "import␣{execFileSync}␣from'node:child_process';execFileSync('$MARK')";
const PYTHON_CODE = "__import__('os').system('$MARK')";

/** Interpreters that take a program on their command line, or load one beside the named one. */
export const LANGUAGE_TRICKS: readonly string[][] = [
  ...commandsOf(`
    node -e ${NODE_CODE}
    node -p ${NODE_CODE}
    node -pe ${NODE_CODE}
    node --input-type=module -e ${NODE_MODULE}
    node -r ./mark.cjs plain.js
    node -C x -r ./mark.cjs plain.js
    node --title x -e ${NODE_CODE}
    node --test --import ./mark.mjs
    node --test --test-reporter=data:text/javascript,${NODE_MODULE}
    node --test --test-reporter-destination=$OUT/report
    node --entry-url data:text/javascript,${NODE_MODULE}
    node --import=data:text/javascript,${NODE_MODULE} plain.js
    node --experimental_loader ./mark.mjs plain.js
    node --build-snapshot mark.cjs
    node --run mark
    node --watch-path=. -e ${NODE_CODE}
    node --cpu-prof --cpu-prof-dir=$OUT plain.js
    node --heapsnapshot-signal=SIGUSR2 --diagnostic-dir=$OUT plain.js
    node --redirect-warnings=$OUT/warnings -e process.emitWarning('x')
    node --trace-events-enabled --trace-event-file-pattern=$OUT/trace plain.js
    node --report-on-fatalerror --report-directory=$OUT plain.js
    node --env-file=mark.env plain.js
    node mark.cjs
    node ./mark.cjs
    tsx -e ${NODE_CODE}
    ts-node -e ${NODE_CODE}
    bun -e ${NODE_CODE}
    deno eval ${NODE_CODE}
    deno run -A mark.cjs
    env NODE_OPTIONS=--require=./mark.cjs node plain.js`),
  ...spellings('node', [`--eval=${NODE_CODE}`, `--print=${NODE_CODE}`], 'plain.js'),
  ...spellings(
    'node',
    ['require=./mark.cjs', 'import=./mark.mjs', 'loader=./mark.mjs'].map((each) => `--${each}`),
    'plain.js',
  ),
  ...spellings(
    'node --test',
    ['--test-reporter=./mark.mjs', '--test-name-pattern=x'],
    './mark.cjs',
  ),
  ...['python', 'python3'].flatMap((python) =>
    commandsOf(`
      ${python} -c ${PYTHON_CODE}
      ${python} -Ic ${PYTHON_CODE}
      ${python} -bbc ${PYTHON_CODE}
      ${python} -X dev -c ${PYTHON_CODE}
      ${python} -W ignore::mark.Never plain.py
      ${python} -m mark
      ${python} -mmark
      ${python} mark.py
      ${python} -i mark.py
      ${python} .
      ${python} -m timeit ${PYTHON_CODE}
      ${python} -m timeit -s ${PYTHON_CODE} pass
      ${python} -m cProfile mark.py
      ${python} -m trace --trace mark.py
      ${python} -m pdb -c continue mark.py
      ${python} -m unittest mark
      ${python} -m doctest mark.py
      ${python} -m runpy mark
      ${python} -m zipapp . -o $OUT/app.pyz
      ${python} -m venv --without-pip $OUT/venv
      ${python} -m compileall .
      ${python} -m pip install --no-index .
      ${python} -m tox
      ${python} -m this
      ${python} -m pytest -p mark
      ${python} -m pytest -pmark
      ${python} -m pytest -c mark.ini
      ${python} -m pytest -o python_files=mark.py
      ${python} -m pytest --basetemp=$OUT/tmp
      ${python} -m pytest --junitxml=$OUT/report.xml
      env PYTHONSTARTUP=mark.py ${python} -i plain.py
      env PYTHONINSPECT=1 PYTHONPATH=. ${python} -m mark`),
  ),
  ...commandsOf(`
    pylint --init-hook=${PYTHON_CODE} plain.py
    pylint --init-hook ${PYTHON_CODE} plain.py
    pylint --load-plugins=mark plain.py
    pytest -p mark
    pytest --rootdir=$OUT
    mypy --config-file=mark.ini .
    mypy --python-executable=$MARK .
    flake8 --config=mark.ini
    coverage run mark.py
    tox -x testenv.commands=$MARK
    nox -f mark.py
    perl -e system('$MARK')
    perl -E system('$MARK')
    perl -we system('$MARK')
    perl -ne system('$MARK') mark.txt
    perl -I. -Mmark plain.pl
    perl -I. -d:mark plain.pl
    perl -i$OUT/* -pe 1 mark.txt
    perl mark.pl
    env PERL5OPT=-I.␣-Mmark perl plain.pl
    ruby -e system('$MARK')
    ruby -r./mark.rb plain.rb
    ruby -I. -rmark plain.rb
    php -r system('$MARK');
    php -d auto_prepend_file=mark.php plain.php
    lua -e os.execute('$MARK')
    lua -l mark plain.lua
    tclsh mark.tcl
    java mark.java
    java -XX:OnError=$MARK -XX:+CrashOnOutOfMemoryError Mark
    java -XX:Flags=mark.flags Mark
    java -javaagent:mark.jar Mark
    java @mark.args
    rake -e system('$MARK')
    rake -f mark.rb
    rake -r ./mark.rb
    rspec -r ./mark.rb
    bundle exec $MARK
    composer exec $MARK
    phpunit --bootstrap mark.php
    swift mark.swift
    elixir -e System.cmd('$MARK',[])
    Rscript -e system('$MARK')
    julia -e run(\`$MARK\`)`),
];
