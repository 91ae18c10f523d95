import type { RunnerSuite } from './runner-matrix.ts';

const RUBY = (body: string): string =>
  `RSpec.describe 'Sum' do\n  it('a') {}\n  it('b') {}\n${body}end\n`;
const MINI = (body: string): string =>
  `require 'minitest/autorun'\nclass TestSum < Minitest::Test\n  def test_a; assert true; end\n  def test_b; assert true; end\n${body}end\n`;
const PHP = (body: string): string =>
  `<?php\nclass SumTest extends PHPUnit\\Framework\\TestCase {\n  function testA() { $this->assertTrue(true); }\n  function testB() { $this->assertTrue(true); }\n${body}}\n`;
const JUNIT5 = (body: string): string =>
  `import org.junit.jupiter.api.Test;\nimport static org.junit.jupiter.api.Assertions.*;\n\nclass SumTest {\n  @Test void a() {}\n  @Test void b() {}\n${body}}\n`;
const JUNIT4 = (body: string): string =>
  `import org.junit.Test;\nimport static org.junit.Assert.*;\n\npublic class SumTest {\n  @Test public void a() {}\n  @Test public void b() {}\n${body}}\n`;

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>ex</groupId><artifactId>app</artifactId><version>1</version>
<properties><maven.compiler.source>17</maven.compiler.source><maven.compiler.target>17</maven.compiler.target><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
<dependencies><dependency><groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId><version>5.11.3</version><scope>test</scope></dependency></dependencies>
<build><pluginManagement><plugins><plugin><artifactId>maven-surefire-plugin</artifactId><version>3.2.5</version></plugin><plugin><artifactId>maven-resources-plugin</artifactId><version>3.3.1</version></plugin><plugin><artifactId>maven-compiler-plugin</artifactId><version>3.13.0</version></plugin></plugins></pluginManagement></build></project>
`;

const GRADLE = `apply plugin: 'java'
dependencies { testCompile files('/usr/share/java/junit4.jar', '/usr/share/java/hamcrest-core.jar') }
`;

function inFile(
  file: string,
  lines: Record<keyof RunnerSuite['suites'], string | null>,
): RunnerSuite['suites'] {
  const entries = Object.entries(lines).map(([outcome, text]) => [
    outcome,
    text === null ? null : { [file]: text },
  ]);
  return Object.fromEntries(entries) as RunnerSuite['suites'];
}

/** Runners that a bare machine lacks, or that take long to start. */
export const RUNNERS_TO_INSTALL: readonly RunnerSuite[] = [
  {
    name: 'RSpec',
    needs: ['rspec', 'make'],
    install: { apt: ['ruby-rspec'] },
    common: { Makefile: 'test:\n\trspec\n' },
    suites: inFile('spec/a_spec.rb', {
      green: RUBY(''),
      red: RUBY("  it('red') { expect(1).to eq(2) }\n"),
      none: '# nothing yet\n',
      crashed: RUBY("  it('c') { Process.kill('ABRT', Process.pid); sleep }\n"),
      quits: RUBY("  it('c') { exit!(0) }\n"),
      hung: RUBY("  it('c') { sleep }\n"),
    }),
    passes: 2,
    says: /expected: 2|got: 1/,
  },
  {
    name: 'minitest',
    needs: ['ruby', 'make'],
    install: { apt: ['ruby', 'ruby-minitest'] },
    common: { Makefile: 'test:\n\truby test_sum.rb\n' },
    suites: inFile('test_sum.rb', {
      green: MINI(''),
      red: MINI('  def test_red; assert_equal 2, 1; end\n'),
      none: "require 'minitest/autorun'\n",
      crashed: MINI("  def test_c; Process.kill('ABRT', Process.pid); sleep; end\n"),
      quits: MINI('  def test_c; exit!(0); end\n'),
      hung: MINI('  def test_c; sleep; end\n'),
    }),
    passes: 2,
    says: /Expected: 2/,
  },
  {
    name: 'PHPUnit',
    needs: ['phpunit', 'make'],
    install: { apt: ['phpunit'] },
    common: { Makefile: 'test:\n\tphpunit tests\n' },
    suites: inFile('tests/SumTest.php', {
      green: PHP(''),
      red: PHP('  function testRed() { $this->assertSame(2, 1); }\n'),
      none: '<?php\n',
      crashed: PHP('  function testC() { posix_kill(posix_getpid(), 6); }\n'),
      quits: PHP('  function testC() { exit(0); }\n'),
      hung: PHP('  function testC() { while (true) sleep(1); }\n'),
    }),
    passes: 2,
    says: null,
  },
  {
    name: 'Maven',
    needs: ['mvn'],
    install: { apt: ['maven'] },
    common: { 'pom.xml': POM },
    suites: inFile('src/test/java/SumTest.java', {
      green: JUNIT5(''),
      red: JUNIT5('  @Test void red() { assertEquals(2, 1); }\n'),
      none: 'class SumTest {}\n',
      crashed: JUNIT5('  @Test void c() { Runtime.getRuntime().halt(3); }\n'),
      quits: JUNIT5('  @Test void c() { System.exit(0); }\n'),
      hung: JUNIT5('  @Test void c() { for (;;); }\n'),
    }),
    passes: 2,
    says: null,
  },
  {
    name: 'Gradle 4.4',
    needs: ['gradle'],
    install: { apt: ['gradle', 'junit4', 'libhamcrest-java'] },
    common: { 'build.gradle': GRADLE },
    suites: inFile('src/test/java/SumTest.java', {
      green: JUNIT4(''),
      red: JUNIT4('  @Test public void red() { assertEquals(2, 1); }\n'),
      none: null,
      crashed: JUNIT4('  @Test public void c() { Runtime.getRuntime().halt(3); }\n'),
      // It says “BUILD SUCCESSFUL”, and its report names neither the test nor those after it.
      quits: null,
      hung: JUNIT4('  @Test public void c() { for (;;); }\n'),
    }),
    passes: 2,
    says: null,
  },
];
