// Output of the real runners (pytest 9, vitest 5, node:test of Node 24, cargo 1.95) on one small
// failing suite each.
export const PYTEST_JUNIT = `<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest" errors="1" failures="2" skipped="2" tests="7" time="0.034" timestamp="2026-11-22T18:45:33.677018+00:00" hostname="host"><testcase classname="test_s" name="test_ok" time="0.000" /><testcase classname="test_s" name="test_bad" time="0.000"><failure message="AssertionError: x &lt; y &amp; z&#10;assert 1 == 2">&gt;   def test_bad(): assert 1 == 2, "x &lt; y &amp; z"
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^
E   AssertionError: x &lt; y &amp; z
E   assert 1 == 2

test_s.py:3: AssertionError</failure></testcase><testcase classname="test_s" name="test_skip" time="0.000"><skipped type="pytest.skip" message="later">/repo/test_s.py:4: later</skipped></testcase><testcase classname="test_s" name="test_xf" time="0.000"><skipped type="pytest.xfail" message="" /></testcase><testcase classname="test_s" name="test_err" time="0.000"><error message="failed on setup with &quot;RuntimeError: fixture&quot;">@pytest.fixture
&gt;   def boom(): raise RuntimeError("fixture")
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
E   RuntimeError: fixture

test_s.py:9: RuntimeError</error></testcase><testcase classname="test_s.TestC" name="test_p[1]" time="0.000" /><testcase classname="test_s.TestC" name="test_p[2]" time="0.000"><failure message="assert 2 == 1">self = &lt;test_s.TestC object at 0x7f2f7de05910&gt;, v = 2

    @pytest.mark.parametrize("v",[1,2])
&gt;   def test_p(self, v): assert v == 1
                         ^^^^^^^^^^^^^
E   assert 2 == 1

test_s.py:13: AssertionError</failure></testcase></testsuite></testsuites>`;

export const PYTEST_QUIET = `_

self = <test_s.TestC object at 0x7f2f7de05910>, v = 2

    @pytest.mark.parametrize("v",[1,2])
>   def test_p(self, v): assert v == 1
                         ^^^^^^^^^^^^^
E   assert 2 == 1

test_s.py:13: AssertionError
=========================== short test summary info ============================
FAILED test_s.py::test_bad - AssertionError: x < y & z
FAILED test_s.py::TestC::test_p[2] - assert 2 == 1
ERROR test_s.py::test_err - RuntimeError: fixture
2 failed, 2 passed, 1 skipped, 1 xfailed, 1 error in 0.90s
`;

export const PYTEST_TEXT = `C object at 0x7fe5f07c4510>, v = 2

    @pytest.mark.parametrize("v",[1,2])
>   def test_p(self, v): assert v == 1
                         ^^^^^^^^^^^^^
E   assert 2 == 1

test_s.py:13: AssertionError
=========================== short test summary info ============================
FAILED test_s.py::test_bad - AssertionError: x < y & z
FAILED test_s.py::TestC::test_p[2] - assert 2 == 1
ERROR test_s.py::test_err - RuntimeError: fixture
========== 2 failed, 2 passed, 1 skipped, 1 xfailed, 1 error in 0.99s ==========
`;

export const NODE_JUNIT = `<?xml version="1.0" encoding="utf-8"?>
<testsuites>
	<testcase name="adds" time="0.000621" classname="test" file="/repo/n.test.mjs"/>
	<testsuite name="group" time="0.002660" disabled="0" errors="0" tests="4" failures="1" skipped="2" timestamp="2026-11-22T18:45:36.566Z" hostname="host">
		<testcase name="inner ok" time="0.000165" classname="group" file="/repo/n.test.mjs"/>
		<testcase name="inner bad" time="0.000664" classname="group" file="/repo/n.test.mjs" failure="1 == 2">
			<failure type="testCodeFailure" message="1 == 2">
Error [ERR_TEST_FAILURE]: 1 == 2
  code: 'ERR_TEST_FAILURE',
  failureType: 'testCodeFailure',
  cause: AssertionError [ERR_ASSERTION]: 1 == 2
    generatedMessage: true,
    code: 'ERR_ASSERTION',
    actual: 1,
    expected: 2,
    operator: '==',
    diff: 'simple'
  }
}
			</failure>
		</testcase>
		<testcase name="later" time="0.001164" classname="group" file="/repo/n.test.mjs">
			<skipped type="skipped" message="true"/>
		</testcase>
		<testcase name="write it" time="0.000092" classname="group" file="/repo/n.test.mjs">
			<skipped type="todo" message="true"/>
		</testcase>
	</testsuite>
	<testsuite name="parent" time="0.000589" disabled="0" errors="0" tests="1" failures="0" skipped="0" timestamp="2026-11-22T18:45:36.923Z" hostname="host">
		<testcase name="child" time="0.000119" classname="parent" file="/repo/n.test.mjs"/>
	</testsuite>
	<!-- tests 7 -->
	<!-- suites 1 -->
	<!-- pass 4 -->
	<!-- fail 1 -->
	<!-- cancelled 0 -->
	<!-- skipped 1 -->
	<!-- todo 1 -->
	<!-- duration_ms 425.122145 -->
</testsuites>
`;

export const NODE_TAP = `TAP version 13
# Subtest: adds
ok 1 - adds
  ---
  duration_ms: 1.814298
  type: 'test'
  ...
# Subtest: group
    # Subtest: inner ok
    ok 1 - inner ok
      ---
      duration_ms: 0.304052
      type: 'test'
      ...
    # Subtest: inner bad
    not ok 2 - inner bad
      ---
      duration_ms: 1.133775
      type: 'test'
      location: '/repo/n.test.mjs:3:49'
      failureType: 'testCodeFailure'
      error: '1 == 2'
      code: 'ERR_ASSERTION'
      name: 'AssertionError'
      expected: 2
      actual: 1
      operator: '=='
      stack: |-
      ...
    # Subtest: later
    ok 3 - later # SKIP
      ---
      duration_ms: 2.269986
      type: 'test'
      ...
    # Subtest: write it
    ok 4 - write it # TODO
      ---
      duration_ms: 0.156443
      type: 'test'
      ...
    1..4
not ok 2 - group
  ---
  duration_ms: 4.712396
  type: 'suite'
  location: '/repo/n.test.mjs:3:1'
  failureType: 'subtestsFailed'
  error: '1 subtest failed'
  code: 'ERR_TEST_FAILURE'
  ...
# Subtest: parent
    # Subtest: child
    ok 1 - child
      ---
      duration_ms: 0.197534
      type: 'test'
      ...
    1..1
ok 3 - parent
  ---
  duration_ms: 1.058013
  type: 'test'
  ...
1..3
# tests 7
# suites 1
# pass 4
# fail 1
# cancelled 0
# skipped 1
# todo 1
# duration_ms 139.198012
`;

export const NODE_SPEC = `✔ adds (1.001319ms)
▶ group
  ✔ inner ok (0.316771ms)
  ✖ inner bad (0.911255ms)
  ﹣ later (1.624676ms) # SKIP
  ✔ write it (0.129533ms) # TODO
✖ group (3.801122ms)
▶ parent
  ✔ child (0.150824ms)
✔ parent (0.586222ms)
ℹ tests 7
ℹ suites 1
ℹ pass 4
ℹ fail 1
ℹ cancelled 0
ℹ skipped 1
ℹ todo 1
ℹ duration_ms 90.488593

✖ failing tests:

test at n.test.mjs:3:49
✖ inner bad (0.911255ms)
  AssertionError [ERR_ASSERTION]: 1 == 2
    generatedMessage: true,
    code: 'ERR_ASSERTION',
    actual: 1,
    expected: 2,
    operator: '==',
    diff: 'simple'
  }
`;

export const VITEST_JUNIT = `<?xml version="1.0" encoding="UTF-8" ?>
<testsuites name="vitest tests" tests="5" failures="2" errors="0" time="0.007699729">
    <testsuite name="a.test.ts" timestamp="2026-11-22T18:45:39.297Z" hostname="host" tests="4" failures="1" errors="0" skipped="2" time="0.007699729">
        <testcase classname="a.test.ts" name="sum &gt; adds" time="0.001507151">
        </testcase>
        <testcase classname="a.test.ts" name="sum &gt; is odd" time="0.004515243">
            <failure message="expected 1 to be 2 // Object.is equality" type="AssertionError">
AssertionError: expected 1 to be 2 // Object.is equality

- Expected
+ Received

- 2
+ 1

 ❯ a.test.ts:2:89
            </failure>
        </testcase>
        <testcase classname="a.test.ts" name="sum &gt; later" time="0">
            <skipped/>
        </testcase>
        <testcase classname="a.test.ts" name="sum &gt; write" time="0">
            <skipped/>
        </testcase>
    </testsuite>
    <testsuite name="b.test.ts" timestamp="2026-11-22T18:45:39.302Z" hostname="host" tests="1" failures="1" errors="0" skipped="0" time="0">
        <testcase classname="b.test.ts" name="b.test.ts" time="0">
            <failure message="Cannot find module &apos;./nope.ts&apos; imported from /repo/b.test.ts" type="Error">
Error: Cannot find module &apos;./nope.ts&apos; imported from /repo/b.test.ts
 ❯ b.test.ts:1:1

⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯
Serialized Error: { code: &apos;ERR_MODULE_NOT_FOUND&apos; }
            </failure>
        </testcase>
    </testsuite>
</testsuites>
`;

export const VITEST_JSON = `{
 "numTotalTestSuites": 3,
 "numPassedTestSuites": 0,
 "numFailedTestSuites": 3,
 "numPendingTestSuites": 0,
 "numTotalTests": 4,
 "numPassedTests": 1,
 "numFailedTests": 1,
 "numPendingTests": 1,
 "numTodoTests": 1,
 "snapshot": {
  "added": 0,
  "failure": false,
  "filesAdded": 0,
  "filesRemoved": 0,
  "filesRemovedList": [],
  "filesUnmatched": 0,
  "filesUpdated": 0,
  "matched": 0,
  "total": 0,
  "unchecked": 0,
  "uncheckedKeysByFile": [],
  "unmatched": 0,
  "updated": 0,
  "didUpdate": false
 },
 "startTime": 1795373137647,
 "success": false,
 "testResults": [
  {
   "assertionResults": [
    {
     "ancestorTitles": [
      "sum"
     ],
     "fullName": "sum adds",
     "status": "passed",
     "title": "adds",
     "duration": 1.534421000000009,
     "failureMessages": [],
     "meta": {},
     "tags": [],
     "benchmarks": []
    },
    {
     "ancestorTitles": [
      "sum"
     ],
     "fullName": "sum is odd",
     "status": "failed",
     "title": "is odd",
     "duration": 4.433231999999975,
     "failureMessages": [
      "AssertionError: expected 1 to be 2 // Object.is equality"
     ],
     "meta": {},
     "tags": [],
     "benchmarks": []
    },
    {
     "ancestorTitles": [
      "sum"
     ],
     "fullName": "sum later",
     "status": "skipped",
     "title": "later",
     "failureMessages": [],
     "meta": {},
     "tags": [],
     "benchmarks": []
    },
    {
     "ancestorTitles": [
      "sum"
     ],
     "fullName": "sum write",
     "status": "todo",
     "title": "write",
     "failureMessages": [],
     "meta": {},
     "tags": [],
     "benchmarks": []
    }
   ],
   "startTime": 1795373137819,
   "endTime": 1795373137824.4333,
   "status": "failed",
   "message": "",
   "name": "/repo/a.test.ts"
  },
  {
   "assertionResults": [],
   "startTime": 1795373137647,
   "endTime": 1795373137647,
   "status": "failed",
   "message": "Cannot find module './nope.ts' imported from /repo/b.test.ts",
   "name": "/repo/b.test.ts"
  }
 ]
}`;

export const CARGO_TEXT = `   Compiling crt v0.1.0 (/repo/crt)

running 3 tests
test tests::ig ... ignored
test tests::ok ... ok
test tests::bad ... FAILED

failures:

---- tests::bad stdout ----

thread 'tests::bad' (13092) panicked at src/lib.rs:2:48:
assertion \`left == right\` failed
  left: 1
 right: 2

failures:
    tests::bad

test result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.12s


running 0 tests

test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s

`;

export const VITEST_TAP = `TAP version 13
1..2
not ok 1 - a.test.ts # time=7.24ms {
    1..1
    not ok 1 - sum # time=6.40ms {
        1..4
        ok 1 - adds # time=1.37ms
        not ok 2 - is odd # time=4.53ms
            ---
            error:
                name: "AssertionError"
            at: "/repo/a.test.ts:2:89"
            ...
        ok 3 - later # SKIP
        ok 4 - write # TODO
    }
}
not ok 2 - b.test.ts
    ---
    error:
        name: "Error"
    ...
`;
