/** What a file has to do with the verdict about a change; null: it is what the verdict is about. */
export type JudgingRole = 'runner' | 'test';

// Settings of runners and builds, and what runners load by themselves.
const RUNNER_NAMES = new RegExp(
  `^(?:${[
    'conftest\\.py|pytest\\.ini|\\.?pytest\\.toml|tox\\.(?:ini|toml)|setup\\.(?:cfg|py)|pyproject\\.toml|noxfile\\.py|\\.coveragerc',
    '(?:site|user)customize\\.py|.*\\.pth|(?:_?pytest|_pytest|unittest|doctest|nose2?|pluggy|hypothesis)\\.py',
    'package\\.json|\\.npmrc|\\.yarnrc(?:\\.yml)?|\\.pnp\\..*|pnpm-workspace\\.yaml|\\.pnpmfile\\.c?js|lerna\\.json|nx\\.json|turbo\\.json|bunfig\\.toml|deno\\.jsonc?',
    '(?:jest|vitest|vite|ava|karma|playwright|cypress|babel|mocha|wdio|web-test-runner)(?:\\.\\w+)*\\.(?:config|conf|setup|workspace|projects)\\.(?:[cm]?[jt]s|json)',
    '(?:jest|vitest|test|mocha)[.-]?(?:setup|globals?|env(?:ironment)?)(?:\\.\\w+)*\\.[cm]?[jt]sx?',
    'setup[.-]?(?:tests?|jest|vitest|mocha)(?:\\.\\w+)*\\.[cm]?[jt]sx?|karma\\.conf\\.js',
    '\\.(?:mocharc|babelrc|swcrc|nycrc|c8rc|taprc|jestrc)(?:\\..*)?|tsconfig(?:\\..*)?\\.json',
    '(?:GNU)?[Mm]akefile|.*\\.mk|[Jj]ustfile|Taskfile\\.ya?ml|Rakefile|Gemfile|\\.rspec|(?:spec|rails|test|minitest)_helper\\.rb',
    'CMakeLists\\.txt|.*\\.cmake|CTest.*\\.cmake|meson\\.build|meson_options\\.txt',
    'Cargo\\.toml|build\\.rs|rust-toolchain(?:\\.toml)?|go\\.(?:mod|work)',
    'pom\\.xml|(?:build|settings)\\.gradle(?:\\.kts)?|gradle\\.properties|gradlew(?:\\.bat)?|mvnw(?:\\.cmd)?|build\\.xml|build\\.sbt',
    'phpunit\\.xml(?:\\.dist)?|Pest\\.php|composer\\.json|.*\\.(?:csproj|fsproj|vbproj|props|targets|runsettings)|xunit\\.runner\\.json',
    'mix\\.exs|\\.env(?:\\..*)?',
  ].join('|')})$`,
);
const RUNNER_FOLDERS =
  /(?:^|\/)(?:node_modules|\.venv|venv|site-packages|\.cargo|\.mvn|gradle\/wrapper|buildSrc|\.yarn|_pytest|__pycache__)\//;
const TEST_FOLDERS =
  /(?:^|\/)(?:tests?|__tests__|specs?|__snapshots__|__mocks__|e2e|testdata|test-fixtures|features|androidTest|integrationTest)(?:\/|$)/i;
const TEST_NAMES = new RegExp(
  `^(?:${[
    'tests?(?:_.*|-.*)?\\.(?:py|[cm]?[jt]sx?|rb|php|sh|go|rs|exs?|lua|pl|t)|.*_tests?\\.(?:py|go|rb|exs|cc|cpp|c|rs|dart|js|ts|sh)|.*_spec\\.(?:rb|lua|js|ts|cr)',
    '.*[.-](?:test|spec|cy|e2e)\\.[cm]?[jt]sx?|.*\\.(?:snap|snapshot|bats|feature)',
    '.*(?:Test|Tests|TestCase|Spec|IT)\\.(?:java|kt|kts|scala|groovy|cs|fs|swift|php|m|mm)|Test[A-Z].*\\.(?:java|kt|groovy|php)',
  ].join('|')})$`,
);

/**
 * By its path alone, which the runners' own conventions are read from. `named`: paths that the
 * repository's own commands name, as scripts they run.
 */
export function judgingRole(path: string, named: ReadonlySet<string>): JudgingRole | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (RUNNER_NAMES.test(name) || RUNNER_FOLDERS.test(`${path}/`) || named.has(path))
    return 'runner';
  return TEST_NAMES.test(name) || TEST_FOLDERS.test(path) ? 'test' : null;
}
