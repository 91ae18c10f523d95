PRAGMA user_version = 3;
CREATE TABLE projects (
  project_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  tags TEXT NOT NULL DEFAULT '[]',
  status TEXT NOT NULL,
  repo TEXT,
  template TEXT,
  weight REAL NOT NULL DEFAULT 1,
  registered INTEGER NOT NULL DEFAULT 0,
  current_run_id TEXT,
  budget_caps TEXT,
  initial_context TEXT,
  facts TEXT,
  plan TEXT,
  totals TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE TABLE runs (
  run_id TEXT PRIMARY KEY,
  project_id INTEGER NOT NULL REFERENCES projects(project_id),
  kind TEXT NOT NULL,
  declared_mode TEXT,
  status TEXT NOT NULL,
  reason TEXT,
  verification TEXT NOT NULL DEFAULT 'unverified',
  cap_micro INTEGER,
  cap_tokens INTEGER,
  cap_energy_kwh REAL,
  parent_run_id TEXT,
  seed INTEGER NOT NULL,
  passport TEXT,
  override TEXT,
  tasks_total INTEGER NOT NULL DEFAULT 0,
  tasks_terminal INTEGER NOT NULL DEFAULT 0,
  tasks_failed INTEGER NOT NULL DEFAULT 0,
  tasks_synthetic INTEGER NOT NULL DEFAULT 0,
  spend_micro INTEGER NOT NULL DEFAULT 0,
  spend_tokens INTEGER NOT NULL DEFAULT 0,
  spend_energy_kwh REAL NOT NULL DEFAULT 0,
  energy_unknown INTEGER NOT NULL DEFAULT 0,
  last_card_at INTEGER,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER
, projection_accepted INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE worktrees (
  run_id TEXT NOT NULL REFERENCES runs(run_id),
  repo TEXT NOT NULL,
  path TEXT NOT NULL,
  branch TEXT NOT NULL,
  base_commit TEXT NOT NULL,
  state TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (run_id, repo)
) STRICT;
CREATE TABLE tasks (
  task_id TEXT PRIMARY KEY,
  seq INTEGER NOT NULL UNIQUE,
  run_id TEXT NOT NULL REFERENCES runs(run_id),
  project_id INTEGER NOT NULL,
  lane TEXT NOT NULL,
  kind TEXT NOT NULL,
  complexity TEXT NOT NULL,
  title TEXT NOT NULL,
  priority REAL NOT NULL,
  ci_width REAL NOT NULL,
  deadline_at INTEGER,
  budget_micro INTEGER NOT NULL,
  payload TEXT NOT NULL,
  mode TEXT,
  status TEXT NOT NULL,
  reason TEXT,
  attempt INTEGER NOT NULL DEFAULT 0,
  epoch INTEGER NOT NULL DEFAULT 0,
  lease_losses INTEGER NOT NULL DEFAULT 0,
  not_before INTEGER NOT NULL DEFAULT 0,
  progress REAL NOT NULL DEFAULT 0,
  reserved_micro INTEGER NOT NULL DEFAULT 0,
  estimate TEXT NOT NULL,
  superseded_by TEXT,
  queued_at INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER
) STRICT;
CREATE TABLE task_deps (
  task_id TEXT NOT NULL REFERENCES tasks(task_id),
  dep_id TEXT NOT NULL REFERENCES tasks(task_id),
  PRIMARY KEY (task_id, dep_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE attempts (
  task_id TEXT NOT NULL REFERENCES tasks(task_id),
  attempt INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  executor TEXT NOT NULL,
  pid INTEGER,
  pid_ticks TEXT,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  outcome TEXT,
  failure_class TEXT,
  reason TEXT,
  PRIMARY KEY (task_id, attempt)
) STRICT, WITHOUT ROWID;
CREATE TABLE receipts (
  task_id TEXT PRIMARY KEY REFERENCES tasks(task_id),
  run_id TEXT NOT NULL REFERENCES runs(run_id),
  lane TEXT NOT NULL,
  provider TEXT NOT NULL,
  mode TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  status TEXT NOT NULL,
  tokens_in INTEGER NOT NULL,
  tokens_out INTEGER NOT NULL,
  tokens_think INTEGER NOT NULL,
  tokens_tool_use INTEGER NOT NULL,
  time_ms REAL NOT NULL,
  cpu_ms REAL,
  cost_micro INTEGER NOT NULL,
  cost_known INTEGER NOT NULL,
  energy_kwh REAL,
  energy_source TEXT NOT NULL,
  carbon_kg REAL,
  echo_cos REAL,
  artifacts_path TEXT,
  failure_class TEXT,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE kpis (
  kpi_id INTEGER PRIMARY KEY,
  task_id TEXT REFERENCES tasks(task_id),
  run_id TEXT NOT NULL REFERENCES runs(run_id),
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  value TEXT NOT NULL,
  threshold TEXT NOT NULL,
  source TEXT NOT NULL,
  evidence TEXT,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE approvals (
  approval_id INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES runs(run_id),
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  question TEXT NOT NULL,
  proposed_micro INTEGER,
  created_at INTEGER NOT NULL,
  decided_at INTEGER,
  actor TEXT,
  reason TEXT
) STRICT;
CREATE TABLE budget_changes (
  change_id INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES runs(run_id),
  actor TEXT NOT NULL,
  reason TEXT,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE idempotency (
  operation TEXT NOT NULL,
  key TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  response TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (operation, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  ts INTEGER NOT NULL,
  type TEXT NOT NULL,
  project_id INTEGER,
  run_id TEXT,
  task_id TEXT,
  data TEXT NOT NULL
) STRICT;
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE repositories (path TEXT PRIMARY KEY, name TEXT NOT NULL, last_opened_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX runs_by_status ON runs(status);
CREATE INDEX runs_by_project ON runs(project_id, created_at);
CREATE INDEX tasks_by_run ON tasks(run_id, seq);
CREATE INDEX tasks_live ON tasks(status) WHERE status IN ('queued', 'running', 'waiting_io');
CREATE INDEX attempts_open ON attempts(task_id) WHERE ended_at IS NULL;
CREATE INDEX receipts_by_day ON receipts(created_at);
CREATE INDEX kpis_by_run ON kpis(run_id);
CREATE INDEX approvals_pending ON approvals(run_id) WHERE status = 'pending';
CREATE INDEX idempotency_by_age ON idempotency(created_at);
CREATE INDEX events_by_run ON events(run_id, seq);
CREATE INDEX runs_by_time ON runs(created_at, run_id);
CREATE INDEX receipts_by_run ON receipts(run_id, created_at, cost_micro);
INSERT INTO projects VALUES (1, 'Shop', '', '[]', 'completed', NULL, NULL, 1, 1, 'r-2026-11-30-01', '{"budget_usd":5,"tokens":1000000,"energy_kwh":1}', NULL, NULL, '{"source":"template","goal":"Write down how the cart works","prd":"# Shop\n\n## Objective\n\nWrite down how the cart works\n\n## Scope\n\nNot stated yet.\n\n## Functional requirements\n\n- Write down how the cart works\n\n## Non-functional requirements\n\nNot stated yet.\n\n## Success criteria\n\nNot stated yet.\n\n## Dependencies\n\nNot stated yet.\n\n## Risks\n\nNot stated yet.\n","prd_hash":"30618031643e533a7387f79b86ced59c409a9bece503cce8d290d7e43d3bcbbd","waves":[["impl-1"]],"conflicts":[],"tasks":[{"key":"impl-1","title":"Write down how the cart works","lane":"Code-Impl","kind":"llm:implement","complexity":"low","deps":[],"parent":null,"kpis":["test_pass_rate","linter_pass","build_success"],"payload":{"title":"Write down how the cart works","goal":"Write down how the cart works"},"runnable":true,"estimate":{"tokens":{"mean":59353.965745204645,"ci_90":[6949.147140544904,186497.70594703197]},"cost_usd":{"mean":0,"ci_90":[0,0]},"energy_kwh":{"mean":0.0013881545196761124,"ci_90":[0.00007126590224099389,0.005051504137036224]},"time_ms":{"mean":448379.02978373365,"ci_90":[38152.25311079774,1509740.455766118]},"source":{"basis":"shipped_prior","observations":0,"cold_start":true,"text":"Time: prior of 240 s (shipped prior: an engineering judgement, kept wide, not measured on this machine); no observation yet, cold start. Tokens of low Code-Impl work: shipped prior: an engineering judgement, kept wide, not measured on this machine. Cost: local Ollama model: 0 USD. Energy: ML.ENERGY leaderboard, small models: 0.1 / 0.3 / 1.5 J per output token; input a tenth of that (derived)."}}}],"notes":["No model answered: this is a template plan, made from the text by fixed rules.","The run is synthetic: it pretends to work and changes nothing.","No repository is open that could prove the work: the run will be unverified."]}', '{"tokens":{"mean":60560.273664363514,"ci_90":[7384.781573707137,186372.72896392996]},"time_ms":{"mean":457814.59164553403,"ci_90":[40836.001577115116,1508609.494767442]},"cost_usd":{"mean":0,"ci_90":[0,0]},"energy_kwh":{"mean":0.001417633369724739,"ci_90":[0.00007710521911284752,0.0050471212929108925]},"cold_start":true,"coverage":{"observed":null,"n":0},"text":"2000 simulated runs under the lane caps; 30 % of each surprise shared by the project. Cold start: 1 of 1 tasks have fewer than three observations. Coverage not known yet: no finished run to compare with."}', 1796028547548, 1796028547650);
INSERT INTO projects VALUES (2, 'Dropped', '', '[]', 'cancelled', NULL, NULL, 1, 1, NULL, NULL, NULL, NULL, NULL, NULL, 1796028547664, 1796028547683);
INSERT INTO projects VALUES (7, 'Project 7.0', '', '[]', 'executing', NULL, NULL, 1, 0, NULL, NULL, NULL, NULL, NULL, NULL, 1796028547691, 1796028547691);
INSERT INTO runs VALUES ('r-2026-11-30-01', 1, 'baseline', NULL, 'completed', 'Every task was synthetic: synthetic work proves nothing.', 'unverified', 5000000, 1000000, 1, NULL, 1, '{"run_id":"r-2026-11-30-01","project_id":1,"run_kind":"baseline","mode":"synthetic where not runnable","created_at":"2026-11-30T08:49:07.598Z","provider_matrix":[{"lane":"Code-Impl","provider":"synthetic:stub","model":null,"digest":null},{"lane":"Code-API-Design","provider":"synthetic:stub","model":null,"digest":null},{"lane":"Data-Schema","provider":"synthetic:stub","model":null,"digest":null},{"lane":"Narrative","provider":"synthetic:stub","model":null,"digest":null},{"lane":"Graph-Ops","provider":"synthetic:stub","model":null,"digest":null},{"lane":"Vector-Ops","provider":"synthetic:stub","model":null,"digest":null}],"tools":{"slipway":"0.1.0","node":"v24.21.0","sqlite_schema":3},"environment":{"platform":"linux","arch":"x64","sandbox":"bubblewrap"},"prd_hash":"30618031643e533a7387f79b86ced59c409a9bece503cce8d290d7e43d3bcbbd","git":null,"lanes":[{"name":"Code-Impl","cap":6,"allowedTools":["npm","npx","pnpm","yarn","bun","node","tsc","vitest","jest","mocha","eslint","oxlint","oxfmt","biome","prettier","vite","electron-vite","knip","python","python3","pytest","ruff","mypy","flake8","pylint","uv","poetry","tox","nox","go","gofmt","golangci-lint","cargo","rustc","make","cmake","ctest","ninja","mvn","gradle","dotnet","bundle","rspec","rake","composer","phpunit"],"gates":[{"kpi":"test_pass_rate","rule":"at_least","threshold":0.9,"required":true},{"kpi":"linter_pass","rule":"is_true","threshold":true,"required":false},{"kpi":"build_success","rule":"is_true","threshold":true,"required":false}],"syntheticSeconds":[5,15]},{"name":"Code-API-Design","cap":4,"allowedTools":["npm","npx","pnpm","yarn","bun","node","tsc","vitest","jest","mocha","eslint","oxlint","oxfmt","biome","prettier","vite","electron-vite","knip","python","python3","pytest","ruff","mypy","flake8","pylint","uv","poetry","tox","nox","go","gofmt","golangci-lint","cargo","rustc","make","cmake","ctest","ninja","mvn","gradle","dotnet","bundle","rspec","rake","composer","phpunit"],"gates":[{"kpi":"test_pass_rate","rule":"at_least","threshold":0.9,"required":true},{"kpi":"linter_pass","rule":"is_true","threshold":true,"required":false},{"kpi":"build_success","rule":"is_true","threshold":true,"required":false}],"syntheticSeconds":[3,10]},{"name":"Data-Schema","cap":2,"allowedTools":["sqlite3","psql","pg_dump","python","python3","node","npm","npx","make"],"gates":[{"kpi":"schema_diff","rule":"at_most","threshold":0,"required":true},{"kpi":"migration_success","rule":"is_true","threshold":true,"required":true},{"kpi":"row_count_delta","rule":"at_most","threshold":0.05,"required":false}],"syntheticSeconds":[3,8]},{"name":"Narrative","cap":4,"allowedTools":["pandoc","vale","markdownlint","python3","node","npx"],"gates":[{"kpi":"BLEU","rule":"at_least","threshold":0.4,"required":true},{"kpi":"readability","rule":"at_most","threshold":12,"required":false}],"syntheticSeconds":[10,20]},{"name":"Graph-Ops","cap":2,"allowedTools":["ctags","git","node","python3"],"gates":[{"kpi":"edge_count_delta","rule":"at_most","threshold":0.05,"required":true}],"syntheticSeconds":[4,12]},{"name":"Vector-Ops","cap":4,"allowedTools":["git","node","python3"],"gates":[{"kpi":"index_freshness","rule":"at_most","threshold":120,"required":true}],"syntheticSeconds":[2,5]}],"seed":1,"time_scale":1000,"schema_version":3}', NULL, 1, 1, 0, 1, 3973, 3880, 0, 1, 1796028547601, 1796028547601, 1796028547604, 1796028547650, 0);
INSERT INTO runs VALUES ('mixed', 7, 'baseline', NULL, 'needs_review', 'Failed gates: test_pass_rate. Failed tasks: Code-Impl task (t_01m8nt9gkdpaptf9vhfdwa0jgd) (reported failed by outside). Skipped tasks: Code-Impl task (t_01m8nt9gkqgefp6trw2mrkarm7) (it depends on task t_01m8nt9gkdpaptf9vhfdwa0jgd, which failed).', 'fail', 100000000, NULL, NULL, NULL, 1, '{"run_id":"mixed","project_id":7,"run_kind":"baseline","mode":"synthetic where not runnable","created_at":"2026-11-30T08:49:07.690Z","provider_matrix":[{"lane":"Code-Impl","provider":"synthetic:stub","model":null,"digest":null},{"lane":"Code-API-Design","provider":"synthetic:stub","model":null,"digest":null},{"lane":"Data-Schema","provider":"synthetic:stub","model":null,"digest":null},{"lane":"Narrative","provider":"synthetic:stub","model":null,"digest":null},{"lane":"Graph-Ops","provider":"synthetic:stub","model":null,"digest":null},{"lane":"Vector-Ops","provider":"synthetic:stub","model":null,"digest":null}],"tools":{"slipway":"0.1.0","node":"v24.21.0","sqlite_schema":3},"environment":{"platform":"linux","arch":"x64","sandbox":"bubblewrap"},"prd_hash":null,"git":null,"lanes":[{"name":"Code-Impl","cap":6,"allowedTools":["npm","npx","pnpm","yarn","bun","node","tsc","vitest","jest","mocha","eslint","oxlint","oxfmt","biome","prettier","vite","electron-vite","knip","python","python3","pytest","ruff","mypy","flake8","pylint","uv","poetry","tox","nox","go","gofmt","golangci-lint","cargo","rustc","make","cmake","ctest","ninja","mvn","gradle","dotnet","bundle","rspec","rake","composer","phpunit"],"gates":[{"kpi":"test_pass_rate","rule":"at_least","threshold":0.9,"required":true},{"kpi":"linter_pass","rule":"is_true","threshold":true,"required":false},{"kpi":"build_success","rule":"is_true","threshold":true,"required":false}],"syntheticSeconds":[5,15]},{"name":"Code-API-Design","cap":4,"allowedTools":["npm","npx","pnpm","yarn","bun","node","tsc","vitest","jest","mocha","eslint","oxlint","oxfmt","biome","prettier","vite","electron-vite","knip","python","python3","pytest","ruff","mypy","flake8","pylint","uv","poetry","tox","nox","go","gofmt","golangci-lint","cargo","rustc","make","cmake","ctest","ninja","mvn","gradle","dotnet","bundle","rspec","rake","composer","phpunit"],"gates":[{"kpi":"test_pass_rate","rule":"at_least","threshold":0.9,"required":true},{"kpi":"linter_pass","rule":"is_true","threshold":true,"required":false},{"kpi":"build_success","rule":"is_true","threshold":true,"required":false}],"syntheticSeconds":[3,10]},{"name":"Data-Schema","cap":2,"allowedTools":["sqlite3","psql","pg_dump","python","python3","node","npm","npx","make"],"gates":[{"kpi":"schema_diff","rule":"at_most","threshold":0,"required":true},{"kpi":"migration_success","rule":"is_true","threshold":true,"required":true},{"kpi":"row_count_delta","rule":"at_most","threshold":0.05,"required":false}],"syntheticSeconds":[3,8]},{"name":"Narrative","cap":4,"allowedTools":["pandoc","vale","markdownlint","python3","node","npx"],"gates":[{"kpi":"BLEU","rule":"at_least","threshold":0.4,"required":true},{"kpi":"readability","rule":"at_most","threshold":12,"required":false}],"syntheticSeconds":[10,20]},{"name":"Graph-Ops","cap":2,"allowedTools":["ctags","git","node","python3"],"gates":[{"kpi":"edge_count_delta","rule":"at_most","threshold":0.05,"required":true}],"syntheticSeconds":[4,12]},{"name":"Vector-Ops","cap":4,"allowedTools":["git","node","python3"],"gates":[{"kpi":"index_freshness","rule":"at_most","threshold":120,"required":true}],"syntheticSeconds":[2,5]}],"seed":1,"time_scale":1000,"schema_version":3}', NULL, 4, 4, 1, 2, 30005277, 6326, 0, 3, 1796028547725, 1796028547691, 1796028547691, NULL, 1);
INSERT INTO runs VALUES ('ended', 7, 'baseline', NULL, 'terminated', 'enough', 'unverified', 4000000, NULL, NULL, NULL, 1, '{"run_id":"ended","project_id":7,"run_kind":"baseline","mode":"synthetic where not runnable","created_at":"2026-11-30T08:49:09.276Z","provider_matrix":[{"lane":"Code-Impl","provider":"synthetic:stub","model":null,"digest":null},{"lane":"Code-API-Design","provider":"synthetic:stub","model":null,"digest":null},{"lane":"Data-Schema","provider":"synthetic:stub","model":null,"digest":null},{"lane":"Narrative","provider":"synthetic:stub","model":null,"digest":null},{"lane":"Graph-Ops","provider":"synthetic:stub","model":null,"digest":null},{"lane":"Vector-Ops","provider":"synthetic:stub","model":null,"digest":null}],"tools":{"slipway":"0.1.0","node":"v24.21.0","sqlite_schema":3},"environment":{"platform":"linux","arch":"x64","sandbox":"bubblewrap"},"prd_hash":null,"git":null,"lanes":[{"name":"Code-Impl","cap":6,"allowedTools":["npm","npx","pnpm","yarn","bun","node","tsc","vitest","jest","mocha","eslint","oxlint","oxfmt","biome","prettier","vite","electron-vite","knip","python","python3","pytest","ruff","mypy","flake8","pylint","uv","poetry","tox","nox","go","gofmt","golangci-lint","cargo","rustc","make","cmake","ctest","ninja","mvn","gradle","dotnet","bundle","rspec","rake","composer","phpunit"],"gates":[{"kpi":"test_pass_rate","rule":"at_least","threshold":0.9,"required":true},{"kpi":"linter_pass","rule":"is_true","threshold":true,"required":false},{"kpi":"build_success","rule":"is_true","threshold":true,"required":false}],"syntheticSeconds":[5,15]},{"name":"Code-API-Design","cap":4,"allowedTools":["npm","npx","pnpm","yarn","bun","node","tsc","vitest","jest","mocha","eslint","oxlint","oxfmt","biome","prettier","vite","electron-vite","knip","python","python3","pytest","ruff","mypy","flake8","pylint","uv","poetry","tox","nox","go","gofmt","golangci-lint","cargo","rustc","make","cmake","ctest","ninja","mvn","gradle","dotnet","bundle","rspec","rake","composer","phpunit"],"gates":[{"kpi":"test_pass_rate","rule":"at_least","threshold":0.9,"required":true},{"kpi":"linter_pass","rule":"is_true","threshold":true,"required":false},{"kpi":"build_success","rule":"is_true","threshold":true,"required":false}],"syntheticSeconds":[3,10]},{"name":"Data-Schema","cap":2,"allowedTools":["sqlite3","psql","pg_dump","python","python3","node","npm","npx","make"],"gates":[{"kpi":"schema_diff","rule":"at_most","threshold":0,"required":true},{"kpi":"migration_success","rule":"is_true","threshold":true,"required":true},{"kpi":"row_count_delta","rule":"at_most","threshold":0.05,"required":false}],"syntheticSeconds":[3,8]},{"name":"Narrative","cap":4,"allowedTools":["pandoc","vale","markdownlint","python3","node","npx"],"gates":[{"kpi":"BLEU","rule":"at_least","threshold":0.4,"required":true},{"kpi":"readability","rule":"at_most","threshold":12,"required":false}],"syntheticSeconds":[10,20]},{"name":"Graph-Ops","cap":3,"allowedTools":["ctags","git","node","python3"],"gates":[{"kpi":"edge_count_delta","rule":"at_most","threshold":0.05,"required":true}],"syntheticSeconds":[4,12]},{"name":"Vector-Ops","cap":4,"allowedTools":["git","node","python3"],"gates":[{"kpi":"index_freshness","rule":"at_most","threshold":120,"required":true}],"syntheticSeconds":[2,5]}],"seed":1,"time_scale":1000,"schema_version":3}', NULL, 1, 1, 1, 1, 0, 0, 0, 1, 1796028549302, 1796028549297, 1796028549297, 1796028549349, 1);
INSERT INTO runs VALUES ('left', 7, 'baseline', NULL, 'executing', NULL, 'unverified', NULL, NULL, NULL, NULL, 1, '{"run_id":"left","project_id":7,"run_kind":"baseline","mode":"synthetic where not runnable","created_at":"2026-11-30T08:49:09.353Z","provider_matrix":[{"lane":"Code-Impl","provider":"synthetic:stub","model":null,"digest":null},{"lane":"Code-API-Design","provider":"synthetic:stub","model":null,"digest":null},{"lane":"Data-Schema","provider":"synthetic:stub","model":null,"digest":null},{"lane":"Narrative","provider":"synthetic:stub","model":null,"digest":null},{"lane":"Graph-Ops","provider":"synthetic:stub","model":null,"digest":null},{"lane":"Vector-Ops","provider":"synthetic:stub","model":null,"digest":null}],"tools":{"slipway":"0.1.0","node":"v24.21.0","sqlite_schema":3},"environment":{"platform":"linux","arch":"x64","sandbox":"bubblewrap"},"prd_hash":null,"git":null,"lanes":[{"name":"Code-Impl","cap":6,"allowedTools":["npm","npx","pnpm","yarn","bun","node","tsc","vitest","jest","mocha","eslint","oxlint","oxfmt","biome","prettier","vite","electron-vite","knip","python","python3","pytest","ruff","mypy","flake8","pylint","uv","poetry","tox","nox","go","gofmt","golangci-lint","cargo","rustc","make","cmake","ctest","ninja","mvn","gradle","dotnet","bundle","rspec","rake","composer","phpunit"],"gates":[{"kpi":"test_pass_rate","rule":"at_least","threshold":0.9,"required":true},{"kpi":"linter_pass","rule":"is_true","threshold":true,"required":false},{"kpi":"build_success","rule":"is_true","threshold":true,"required":false}],"syntheticSeconds":[5,15]},{"name":"Code-API-Design","cap":4,"allowedTools":["npm","npx","pnpm","yarn","bun","node","tsc","vitest","jest","mocha","eslint","oxlint","oxfmt","biome","prettier","vite","electron-vite","knip","python","python3","pytest","ruff","mypy","flake8","pylint","uv","poetry","tox","nox","go","gofmt","golangci-lint","cargo","rustc","make","cmake","ctest","ninja","mvn","gradle","dotnet","bundle","rspec","rake","composer","phpunit"],"gates":[{"kpi":"test_pass_rate","rule":"at_least","threshold":0.9,"required":true},{"kpi":"linter_pass","rule":"is_true","threshold":true,"required":false},{"kpi":"build_success","rule":"is_true","threshold":true,"required":false}],"syntheticSeconds":[3,10]},{"name":"Data-Schema","cap":2,"allowedTools":["sqlite3","psql","pg_dump","python","python3","node","npm","npx","make"],"gates":[{"kpi":"schema_diff","rule":"at_most","threshold":0,"required":true},{"kpi":"migration_success","rule":"is_true","threshold":true,"required":true},{"kpi":"row_count_delta","rule":"at_most","threshold":0.05,"required":false}],"syntheticSeconds":[3,8]},{"name":"Narrative","cap":4,"allowedTools":["pandoc","vale","markdownlint","python3","node","npx"],"gates":[{"kpi":"BLEU","rule":"at_least","threshold":0.4,"required":true},{"kpi":"readability","rule":"at_most","threshold":12,"required":false}],"syntheticSeconds":[10,20]},{"name":"Graph-Ops","cap":3,"allowedTools":["ctags","git","node","python3"],"gates":[{"kpi":"edge_count_delta","rule":"at_most","threshold":0.05,"required":true}],"syntheticSeconds":[4,12]},{"name":"Vector-Ops","cap":4,"allowedTools":["git","node","python3"],"gates":[{"kpi":"index_freshness","rule":"at_most","threshold":120,"required":true}],"syntheticSeconds":[2,5]}],"seed":1,"time_scale":1000,"schema_version":3}', NULL, 2, 0, 0, 0, 0, 0, 0, 0, 1796028549362, 1796028549354, 1796028549354, NULL, 0);
INSERT INTO runs VALUES ('held', 7, 'baseline', NULL, 'paused', NULL, 'unverified', NULL, NULL, NULL, NULL, 1, '{"run_id":"held","project_id":7,"run_kind":"baseline","mode":"synthetic where not runnable","created_at":"2026-11-30T08:49:09.365Z","provider_matrix":[{"lane":"Code-Impl","provider":"synthetic:stub","model":null,"digest":null},{"lane":"Code-API-Design","provider":"synthetic:stub","model":null,"digest":null},{"lane":"Data-Schema","provider":"synthetic:stub","model":null,"digest":null},{"lane":"Narrative","provider":"synthetic:stub","model":null,"digest":null},{"lane":"Graph-Ops","provider":"synthetic:stub","model":null,"digest":null},{"lane":"Vector-Ops","provider":"synthetic:stub","model":null,"digest":null}],"tools":{"slipway":"0.1.0","node":"v24.21.0","sqlite_schema":3},"environment":{"platform":"linux","arch":"x64","sandbox":"bubblewrap"},"prd_hash":null,"git":null,"lanes":[{"name":"Code-Impl","cap":6,"allowedTools":["npm","npx","pnpm","yarn","bun","node","tsc","vitest","jest","mocha","eslint","oxlint","oxfmt","biome","prettier","vite","electron-vite","knip","python","python3","pytest","ruff","mypy","flake8","pylint","uv","poetry","tox","nox","go","gofmt","golangci-lint","cargo","rustc","make","cmake","ctest","ninja","mvn","gradle","dotnet","bundle","rspec","rake","composer","phpunit"],"gates":[{"kpi":"test_pass_rate","rule":"at_least","threshold":0.9,"required":true},{"kpi":"linter_pass","rule":"is_true","threshold":true,"required":false},{"kpi":"build_success","rule":"is_true","threshold":true,"required":false}],"syntheticSeconds":[5,15]},{"name":"Code-API-Design","cap":4,"allowedTools":["npm","npx","pnpm","yarn","bun","node","tsc","vitest","jest","mocha","eslint","oxlint","oxfmt","biome","prettier","vite","electron-vite","knip","python","python3","pytest","ruff","mypy","flake8","pylint","uv","poetry","tox","nox","go","gofmt","golangci-lint","cargo","rustc","make","cmake","ctest","ninja","mvn","gradle","dotnet","bundle","rspec","rake","composer","phpunit"],"gates":[{"kpi":"test_pass_rate","rule":"at_least","threshold":0.9,"required":true},{"kpi":"linter_pass","rule":"is_true","threshold":true,"required":false},{"kpi":"build_success","rule":"is_true","threshold":true,"required":false}],"syntheticSeconds":[3,10]},{"name":"Data-Schema","cap":2,"allowedTools":["sqlite3","psql","pg_dump","python","python3","node","npm","npx","make"],"gates":[{"kpi":"schema_diff","rule":"at_most","threshold":0,"required":true},{"kpi":"migration_success","rule":"is_true","threshold":true,"required":true},{"kpi":"row_count_delta","rule":"at_most","threshold":0.05,"required":false}],"syntheticSeconds":[3,8]},{"name":"Narrative","cap":4,"allowedTools":["pandoc","vale","markdownlint","python3","node","npx"],"gates":[{"kpi":"BLEU","rule":"at_least","threshold":0.4,"required":true},{"kpi":"readability","rule":"at_most","threshold":12,"required":false}],"syntheticSeconds":[10,20]},{"name":"Graph-Ops","cap":3,"allowedTools":["ctags","git","node","python3"],"gates":[{"kpi":"edge_count_delta","rule":"at_most","threshold":0.05,"required":true}],"syntheticSeconds":[4,12]},{"name":"Vector-Ops","cap":4,"allowedTools":["git","node","python3"],"gates":[{"kpi":"index_freshness","rule":"at_most","threshold":120,"required":true}],"syntheticSeconds":[2,5]}],"seed":1,"time_scale":1000,"schema_version":3}', NULL, 1, 0, 0, 0, 0, 0, 0, 0, 1796028549367, 1796028549366, 1796028549366, NULL, 0);
INSERT INTO tasks VALUES ('t_01m8nt9gghgrwd1gzzp9kn5yn9', 1, 'r-2026-11-30-01', 1, 'Code-Impl', 'llm:implement', 'low', 'Write down how the cart works', 0.5, 0.3, NULL, 1000000, '{"title":"Write down how the cart works","goal":"Write down how the cart works"}', 'synthetic', 'succeeded', NULL, 1, 1, 0, 0, 1, 0, '{"tokens":{"mean":2987.6937628443015,"ci_90":[1287.943516421163,5660.1861083604645]},"cost_usd":{"mean":0,"ci_90":[0,0]},"energy_kwh":null,"time_ms":{"mean":9381.541201976663,"ci_90":[4485.204346894529,16721.64615017564]},"source":{"basis":"shipped_prior","observations":0,"cold_start":true,"text":"Time: prior of 8.7 s (declared range of synthetic work in Code-Impl: 5 to 15 s at time scale 1); no observation yet, cold start. Tokens: declared by the synthetic executor: 500 to 6,000 tokens. Nothing is paid."}}', NULL, 1796028547601, 1796028547607, 1796028547639);
INSERT INTO tasks VALUES ('t_01m8nt9gkdpaptf9vhfdwa0jgd', 2, 'mixed', 7, 'Code-Impl', 'external', 'medium', 'Code-Impl task', 0.5, 0.3, NULL, 1000000, '{}', 'real', 'failed', 'reported failed by outside', 1, 1, 0, 0, 0, 0, '{"tokens":{"mean":0,"ci_90":[0,0]},"cost_usd":{"mean":0,"ci_90":[0,0]},"energy_kwh":null,"time_ms":{"mean":24641.73479134425,"ci_90":[678.4744491122216,94329.27073929386]},"source":{"basis":"shipped_prior","observations":0,"cold_start":true,"text":"Time: prior of 8 s (shipped prior: an engineering judgement, kept wide, not measured on this machine); no observation yet, cold start. Done outside the app: its tokens, cost and energy are not estimated and count as 0 here."}}', NULL, 1796028547693, 1796028547703, 1796028547751);
INSERT INTO tasks VALUES ('t_01m8nt9gkqgefp6trw2mrkarm7', 3, 'mixed', 7, 'Code-Impl', 'agent', 'medium', 'Code-Impl task', 0.5, 0.3, NULL, 1000000, '{}', NULL, 'skipped', 'it depends on task t_01m8nt9gkdpaptf9vhfdwa0jgd, which failed', 0, 0, 0, 0, 0, 0, '{"tokens":{"mean":2987.6937628443015,"ci_90":[1287.943516421163,5660.1861083604645]},"cost_usd":{"mean":0,"ci_90":[0,0]},"energy_kwh":null,"time_ms":{"mean":9381.541201976663,"ci_90":[4485.204346894529,16721.64615017564]},"source":{"basis":"shipped_prior","observations":0,"cold_start":true,"text":"Time: prior of 8.7 s (declared range of synthetic work in Code-Impl: 5 to 15 s at time scale 1); no observation yet, cold start. Tokens: declared by the synthetic executor: 500 to 6,000 tokens. Nothing is paid."}}', NULL, 1796028547703, NULL, 1796028547754);
INSERT INTO tasks VALUES ('t_01m8nt9gm5052ryd3thd74gy8x', 4, 'mixed', 7, 'Code-Impl', 'agent', 'medium', 'Code-Impl task', 0.5, 0.3, NULL, 1000000, '{}', 'synthetic', 'succeeded', NULL, 1, 1, 0, 0, 1, 0, '{"tokens":{"mean":2987.6937628443015,"ci_90":[1287.943516421163,5660.1861083604645]},"cost_usd":{"mean":0,"ci_90":[0,0]},"energy_kwh":null,"time_ms":{"mean":9381.541201976663,"ci_90":[4485.204346894529,16721.64615017564]},"source":{"basis":"shipped_prior","observations":0,"cold_start":true,"text":"Time: prior of 8.7 s (declared range of synthetic work in Code-Impl: 5 to 15 s at time scale 1); no observation yet, cold start. Tokens: declared by the synthetic executor: 500 to 6,000 tokens. Nothing is paid."}}', NULL, 1796028547717, 1796028547725, 1796028547754);
INSERT INTO tasks VALUES ('t_01m8nt9gmd1ffmy6tkhaqg2c0c', 5, 'mixed', 7, 'Narrative', 'agent', 'medium', 'Narrative task', 0.5, 0.3, NULL, 1000000, '{}', 'synthetic', 'succeeded', NULL, 1, 1, 0, 0, 1, 0, '{"tokens":{"mean":2987.6937628443015,"ci_90":[1287.943516421163,5660.1861083604645]},"cost_usd":{"mean":0,"ci_90":[0,0]},"energy_kwh":null,"time_ms":{"mean":15319.992630493074,"ci_90":[7324.308028003118,27306.333818203373]},"source":{"basis":"shipped_prior","observations":0,"cold_start":true,"text":"Time: prior of 14 s (declared range of synthetic work in Narrative: 10 to 20 s at time scale 1); no observation yet, cold start. Tokens: declared by the synthetic executor: 500 to 6,000 tokens. Nothing is paid."}}', NULL, 1796028547725, 1796028547738, 1796028547763);
INSERT INTO tasks VALUES ('t_01m8nt9j5pwaw505w8sg4j4qbg', 6, 'ended', 7, 'Code-Impl', 'agent', 'medium', 'Code-Impl task', 0.5, 0.3, NULL, 1000000, '{}', 'synthetic', 'failed', 'The run was terminated: enough.', 1, 1, 0, 0, 0, 0, '{"tokens":{"mean":2987.6937628443015,"ci_90":[1287.943516421163,5660.1861083604645]},"cost_usd":{"mean":0,"ci_90":[0,0]},"energy_kwh":null,"time_ms":{"mean":9381.541201976663,"ci_90":[4485.204346894529,16721.64615017564]},"source":{"basis":"shipped_prior","observations":0,"cold_start":true,"text":"Time: prior of 8.7 s (declared range of synthetic work in Code-Impl: 5 to 15 s at time scale 1); no observation yet, cold start. Tokens: declared by the synthetic executor: 500 to 6,000 tokens. Nothing is paid."}}', NULL, 1796028549302, 1796028549348, 1796028549387);
INSERT INTO tasks VALUES ('t_01m8nt9j7crxf02ezd03fdxyfe', 7, 'left', 7, 'Code-Impl', 'external', 'medium', 'Code-Impl task', 0.5, 0.3, NULL, 1000000, '{}', 'real', 'running', NULL, 1, 1, 0, 0, 0, 1000000, '{"tokens":{"mean":0,"ci_90":[0,0]},"cost_usd":{"mean":0,"ci_90":[0,0]},"energy_kwh":null,"time_ms":{"mean":24641.73479134425,"ci_90":[678.4744491122216,94329.27073929386]},"source":{"basis":"shipped_prior","observations":0,"cold_start":true,"text":"Time: prior of 8 s (shipped prior: an engineering judgement, kept wide, not measured on this machine); no observation yet, cold start. Done outside the app: its tokens, cost and energy are not estimated and count as 0 here."}}', NULL, 1796028549356, 1796028549358, NULL);
INSERT INTO tasks VALUES ('t_01m8nt9j7jj6a2kjdff4ywyrvs', 8, 'left', 7, 'Code-Impl', 'agent', 'medium', 'Code-Impl task', 0.5, 0.3, NULL, 1000000, '{}', NULL, 'queued', NULL, 0, 0, 0, 0, 0, 0, '{"tokens":{"mean":2987.6937628443015,"ci_90":[1287.943516421163,5660.1861083604645]},"cost_usd":{"mean":0,"ci_90":[0,0]},"energy_kwh":null,"time_ms":{"mean":9381.541201976663,"ci_90":[4485.204346894529,16721.64615017564]},"source":{"basis":"shipped_prior","observations":0,"cold_start":true,"text":"Time: prior of 8.7 s (declared range of synthetic work in Code-Impl: 5 to 15 s at time scale 1); no observation yet, cold start. Tokens: declared by the synthetic executor: 500 to 6,000 tokens. Nothing is paid."}}', NULL, 1796028549362, NULL, NULL);
INSERT INTO tasks VALUES ('t_01m8nt9j7qa09nvs7zqdd7bg8g', 9, 'held', 7, 'Code-Impl', 'external', 'medium', 'Code-Impl task', 0.5, 0.3, NULL, 1000000, '{}', 'real', 'running', NULL, 1, 1, 0, 0, 0, 1000000, '{"tokens":{"mean":0,"ci_90":[0,0]},"cost_usd":{"mean":0,"ci_90":[0,0]},"energy_kwh":null,"time_ms":{"mean":24641.73479134425,"ci_90":[678.4744491122216,94329.27073929386]},"source":{"basis":"shipped_prior","observations":0,"cold_start":true,"text":"Time: prior of 8 s (shipped prior: an engineering judgement, kept wide, not measured on this machine); no observation yet, cold start. Done outside the app: its tokens, cost and energy are not estimated and count as 0 here."}}', NULL, 1796028549367, 1796028549368, NULL);
INSERT INTO task_deps VALUES ('t_01m8nt9gkqgefp6trw2mrkarm7', 't_01m8nt9gkdpaptf9vhfdwa0jgd');
INSERT INTO task_deps VALUES ('t_01m8nt9j7jj6a2kjdff4ywyrvs', 't_01m8nt9j7crxf02ezd03fdxyfe');
INSERT INTO attempts VALUES ('t_01m8nt9gghgrwd1gzzp9kn5yn9', 1, 1, 'synthetic', NULL, NULL, 1796028547607, 1796028547639, 'succeeded', NULL, NULL);
INSERT INTO attempts VALUES ('t_01m8nt9gkdpaptf9vhfdwa0jgd', 1, 1, 'external', NULL, NULL, 1796028547703, 1796028547751, 'failed', NULL, 'reported failed by outside');
INSERT INTO attempts VALUES ('t_01m8nt9gm5052ryd3thd74gy8x', 1, 1, 'synthetic', NULL, NULL, 1796028547725, 1796028547754, 'succeeded', NULL, NULL);
INSERT INTO attempts VALUES ('t_01m8nt9gmd1ffmy6tkhaqg2c0c', 1, 1, 'synthetic', NULL, NULL, 1796028547738, 1796028547763, 'succeeded', NULL, NULL);
INSERT INTO attempts VALUES ('t_01m8nt9j5pwaw505w8sg4j4qbg', 1, 1, 'synthetic', NULL, NULL, 1796028549348, 1796028549387, 'failed', NULL, 'The run was terminated: enough.');
INSERT INTO attempts VALUES ('t_01m8nt9j7crxf02ezd03fdxyfe', 1, 1, 'external', NULL, NULL, 1796028549358, NULL, NULL, NULL, NULL);
INSERT INTO attempts VALUES ('t_01m8nt9j7qa09nvs7zqdd7bg8g', 1, 1, 'external', NULL, NULL, 1796028549368, NULL, NULL, NULL, NULL);
INSERT INTO receipts VALUES ('t_01m8nt9gghgrwd1gzzp9kn5yn9', 'r-2026-11-30-01', 'Code-Impl', 'synthetic:stub', 'synthetic', 1, 'succeeded', 2525, 1355, 0, 0, 15, NULL, 3973, 1, NULL, 'unknown', NULL, NULL, NULL, NULL, 1796028547638);
INSERT INTO receipts VALUES ('t_01m8nt9gkdpaptf9vhfdwa0jgd', 'mixed', 'Code-Impl', 'outside', 'real', 1, 'failed', 10, 20, 0, 0, 5, NULL, 30000000, 1, NULL, 'unknown', NULL, NULL, NULL, NULL, 1796028547751);
INSERT INTO receipts VALUES ('t_01m8nt9gkqgefp6trw2mrkarm7', 'mixed', 'Code-Impl', 'none', 'real', 0, 'skipped', 0, 0, 0, 0, 0, NULL, 0, 1, 0, 'measured', NULL, NULL, NULL, NULL, 1796028547754);
INSERT INTO receipts VALUES ('t_01m8nt9gm5052ryd3thd74gy8x', 'mixed', 'Code-Impl', 'synthetic:stub', 'synthetic', 1, 'succeeded', 1412, 864, 0, 0, 10, NULL, 2434, 1, NULL, 'unknown', NULL, NULL, NULL, NULL, 1796028547753);
INSERT INTO receipts VALUES ('t_01m8nt9gmd1ffmy6tkhaqg2c0c', 'mixed', 'Narrative', 'synthetic:stub', 'synthetic', 1, 'succeeded', 3465, 555, 0, 0, 18, NULL, 2843, 1, NULL, 'unknown', NULL, NULL, NULL, NULL, 1796028547763);
INSERT INTO receipts VALUES ('t_01m8nt9j5pwaw505w8sg4j4qbg', 'ended', 'Code-Impl', 'synthetic:stub', 'synthetic', 1, 'failed', 0, 0, 0, 0, 1, NULL, 0, 1, NULL, 'unknown', NULL, NULL, NULL, NULL, 1796028549386);
INSERT INTO kpis VALUES (1, 't_01m8nt9gkdpaptf9vhfdwa0jgd', 'mixed', 'test_pass_rate', 'fail', '0.5', '0.9', 'reported', NULL, 1796028547740);
INSERT INTO approvals VALUES (1, 'mixed', 'budget', 'approved', 'The run has spent its whole cap: $30.00 of $20.00, with 3 tasks left. Raise the cap, or stop here?', 165000000, 1796028547754, 1796028549256, 'local', NULL);
INSERT INTO budget_changes VALUES (1, 'mixed', 'local', NULL, '{"capMicro":20000000,"capTokens":null,"capEnergyKwh":null}', '{"capMicro":100000000,"capTokens":null,"capEnergyKwh":null}', 1796028549257);
INSERT INTO budget_changes VALUES (2, 'ended', 'local', NULL, '{"capMicro":3000000,"capTokens":null,"capEnergyKwh":null}', '{"capMicro":4000000,"capTokens":null,"capEnergyKwh":null}', 1796028549307);
INSERT INTO events VALUES (1, 1796028547548, 'project.ideation', 1, NULL, NULL, '{"name":"Shop"}');
INSERT INTO events VALUES (2, 1796028547557, 'project.planned', 1, NULL, NULL, '{"tasks":1}');
INSERT INTO events VALUES (3, 1796028547589, 'project.estimated', 1, NULL, NULL, '{}');
INSERT INTO events VALUES (4, 1796028547595, 'project.approved', 1, NULL, NULL, '{"caps":{"budget_usd":5,"tokens":1000000,"energy_kwh":1},"actor":"local","breach_policy":"pause"}');
INSERT INTO events VALUES (5, 1796028547601, 'run.created', 1, 'r-2026-11-30-01', NULL, '{}');
INSERT INTO events VALUES (6, 1796028547601, 'task.queued', 1, 'r-2026-11-30-01', 't_01m8nt9gghgrwd1gzzp9kn5yn9', '{"lane":"Code-Impl","title":"Write down how the cart works","deps":[]}');
INSERT INTO events VALUES (7, 1796028547604, 'run.executing', 1, 'r-2026-11-30-01', NULL, '{"run_kind":"baseline","budget_caps":{"budget_usd":5,"energy_kwh":1,"tokens":1000000},"from":"pending"}');
INSERT INTO events VALUES (8, 1796028547607, 'task.running', 1, 'r-2026-11-30-01', 't_01m8nt9gghgrwd1gzzp9kn5yn9', '{"lane":"Code-Impl","attempt":1,"mode":"synthetic","executor":"synthetic","cause":"share"}');
INSERT INTO events VALUES (9, 1796028547639, 'task.succeeded', 1, 'r-2026-11-30-01', 't_01m8nt9gghgrwd1gzzp9kn5yn9', '{"lane":"Code-Impl","attempt":1,"mode":"synthetic","reason":null,"time_ms":15}');
INSERT INTO events VALUES (10, 1796028547646, 'run.validating', 1, 'r-2026-11-30-01', NULL, '{"reason":null,"from":"executing"}');
INSERT INTO events VALUES (11, 1796028547647, 'project.validating', 1, 'r-2026-11-30-01', NULL, '{}');
INSERT INTO events VALUES (12, 1796028547650, 'run.completed', 1, 'r-2026-11-30-01', NULL, '{"reason":"Every task was synthetic: synthetic work proves nothing.","from":"validating"}');
INSERT INTO events VALUES (13, 1796028547650, 'project.completed', 1, 'r-2026-11-30-01', NULL, '{}');
INSERT INTO events VALUES (14, 1796028547664, 'project.ideation', 2, NULL, NULL, '{"name":"Dropped"}');
INSERT INTO events VALUES (15, 1796028547683, 'project.cancelled', 2, NULL, NULL, '{}');
INSERT INTO events VALUES (16, 1796028547691, 'run.created', 7, 'mixed', NULL, '{}');
INSERT INTO events VALUES (17, 1796028547691, 'run.executing', 7, 'mixed', NULL, '{"run_kind":"baseline","budget_caps":{"budget_usd":20},"from":"pending"}');
INSERT INTO events VALUES (18, 1796028547693, 'task.queued', 7, 'mixed', 't_01m8nt9gkdpaptf9vhfdwa0jgd', '{"lane":"Code-Impl","title":"Code-Impl task","deps":[]}');
INSERT INTO events VALUES (19, 1796028547703, 'task.running', 7, 'mixed', 't_01m8nt9gkdpaptf9vhfdwa0jgd', '{"lane":"Code-Impl","attempt":1,"mode":"real","executor":"external","cause":"share"}');
INSERT INTO events VALUES (20, 1796028547703, 'task.queued', 7, 'mixed', 't_01m8nt9gkqgefp6trw2mrkarm7', '{"lane":"Code-Impl","title":"Code-Impl task","deps":["t_01m8nt9gkdpaptf9vhfdwa0jgd"]}');
INSERT INTO events VALUES (21, 1796028547717, 'task.queued', 7, 'mixed', 't_01m8nt9gm5052ryd3thd74gy8x', '{"lane":"Code-Impl","title":"Code-Impl task","deps":[]}');
INSERT INTO events VALUES (22, 1796028547725, 'task.running', 7, 'mixed', 't_01m8nt9gm5052ryd3thd74gy8x', '{"lane":"Code-Impl","attempt":1,"mode":"synthetic","executor":"synthetic","cause":"share"}');
INSERT INTO events VALUES (23, 1796028547725, 'task.queued', 7, 'mixed', 't_01m8nt9gmd1ffmy6tkhaqg2c0c', '{"lane":"Narrative","title":"Narrative task","deps":[]}');
INSERT INTO events VALUES (24, 1796028547738, 'task.running', 7, 'mixed', 't_01m8nt9gmd1ffmy6tkhaqg2c0c', '{"lane":"Narrative","attempt":1,"mode":"synthetic","executor":"synthetic","cause":"share"}');
INSERT INTO events VALUES (25, 1796028547740, 'kpi.recorded', 7, 'mixed', 't_01m8nt9gkdpaptf9vhfdwa0jgd', '{"kpi_name":"test_pass_rate","state":"fail","value":0.5,"source":"reported"}');
INSERT INTO events VALUES (26, 1796028547751, 'task.failed', 7, 'mixed', 't_01m8nt9gkdpaptf9vhfdwa0jgd', '{"lane":"Code-Impl","provider":"outside","source":"reported","reason":"reported failed by outside"}');
INSERT INTO events VALUES (27, 1796028547754, 'task.skipped', 7, 'mixed', 't_01m8nt9gkqgefp6trw2mrkarm7', '{"lane":"Code-Impl","reason":"it depends on task t_01m8nt9gkdpaptf9vhfdwa0jgd, which failed"}');
INSERT INTO events VALUES (28, 1796028547754, 'run.paused', 7, 'mixed', NULL, '{"reason":"The run has spent its whole cap: $30.00 of $20.00, with 3 tasks left. Raise the cap, or stop here?","from":"executing"}');
INSERT INTO events VALUES (29, 1796028547754, 'approval.raised', 7, 'mixed', NULL, '{"approval_id":1,"question":"The run has spent its whole cap: $30.00 of $20.00, with 3 tasks left. Raise the cap, or stop here?","proposed_budget_usd":165}');
INSERT INTO events VALUES (30, 1796028547754, 'task.succeeded', 7, 'mixed', 't_01m8nt9gm5052ryd3thd74gy8x', '{"lane":"Code-Impl","attempt":1,"mode":"synthetic","reason":null,"time_ms":10}');
INSERT INTO events VALUES (31, 1796028547763, 'task.succeeded', 7, 'mixed', 't_01m8nt9gmd1ffmy6tkhaqg2c0c', '{"lane":"Narrative","attempt":1,"mode":"synthetic","reason":null,"time_ms":18}');
INSERT INTO events VALUES (32, 1796028549257, 'budget.changed', 7, 'mixed', NULL, '{"actor":"local","reason":null,"before":{"capMicro":20000000,"capTokens":null,"capEnergyKwh":null},"after":{"capMicro":100000000,"capTokens":null,"capEnergyKwh":null}}');
INSERT INTO events VALUES (33, 1796028549257, 'run.executing', 7, 'mixed', NULL, '{"reason":null,"from":"paused"}');
INSERT INTO events VALUES (34, 1796028549256, 'approval.decided', NULL, 'mixed', NULL, '{"approval_id":1,"decision":"approved","actor":"local","reason":null}');
INSERT INTO events VALUES (35, 1796028549260, 'run.validating', 7, 'mixed', NULL, '{"reason":null,"from":"executing"}');
INSERT INTO events VALUES (36, 1796028549265, 'run.needs_review', 7, 'mixed', NULL, '{"reason":"Failed gates: test_pass_rate. Failed tasks: Code-Impl task (t_01m8nt9gkdpaptf9vhfdwa0jgd) (reported failed by outside). Skipped tasks: Code-Impl task (t_01m8nt9gkqgefp6trw2mrkarm7) (it depends on task t_01m8nt9gkdpaptf9vhfdwa0jgd, which failed).","from":"validating"}');
INSERT INTO events VALUES (37, 1796028549267, 'budget.changed', NULL, NULL, NULL, '{"actor":"local","reason":null,"before":{"dayMicro":null,"projects":{}},"after":{"dayMicro":100000000,"projects":{}}}');
INSERT INTO events VALUES (38, 1796028549274, 'lane.cap_changed', NULL, NULL, NULL, '{"lane":"Graph-Ops","before":2,"after":3,"actor":"local"}');
INSERT INTO events VALUES (39, 1796028549297, 'run.created', 7, 'ended', NULL, '{}');
INSERT INTO events VALUES (40, 1796028549297, 'run.executing', 7, 'ended', NULL, '{"run_kind":"baseline","budget_caps":{"budget_usd":3},"from":"pending"}');
INSERT INTO events VALUES (41, 1796028549302, 'run.paused', 7, 'ended', NULL, '{"reason":"lunch","from":"executing"}');
INSERT INTO events VALUES (42, 1796028549302, 'task.queued', 7, 'ended', 't_01m8nt9j5pwaw505w8sg4j4qbg', '{"lane":"Code-Impl","title":"Code-Impl task","deps":[]}');
INSERT INTO events VALUES (43, 1796028549307, 'budget.changed', 7, 'ended', NULL, '{"actor":"local","reason":null,"before":{"capMicro":3000000,"capTokens":null,"capEnergyKwh":null},"after":{"capMicro":4000000,"capTokens":null,"capEnergyKwh":null}}');
INSERT INTO events VALUES (44, 1796028549343, 'run.executing', 7, 'ended', NULL, '{"reason":null,"from":"paused"}');
INSERT INTO events VALUES (45, 1796028549348, 'task.running', 7, 'ended', 't_01m8nt9j5pwaw505w8sg4j4qbg', '{"lane":"Code-Impl","attempt":1,"mode":"synthetic","executor":"synthetic","cause":"share"}');
INSERT INTO events VALUES (46, 1796028549349, 'run.terminated', 7, 'ended', NULL, '{"reason":"enough","from":"executing"}');
INSERT INTO events VALUES (47, 1796028549354, 'run.created', 7, 'left', NULL, '{}');
INSERT INTO events VALUES (48, 1796028549354, 'run.executing', 7, 'left', NULL, '{"run_kind":"baseline","budget_caps":null,"from":"pending"}');
INSERT INTO events VALUES (49, 1796028549356, 'task.queued', 7, 'left', 't_01m8nt9j7crxf02ezd03fdxyfe', '{"lane":"Code-Impl","title":"Code-Impl task","deps":[]}');
INSERT INTO events VALUES (50, 1796028549358, 'task.running', 7, 'left', 't_01m8nt9j7crxf02ezd03fdxyfe', '{"lane":"Code-Impl","attempt":1,"mode":"real","executor":"external","cause":"share"}');
INSERT INTO events VALUES (51, 1796028549362, 'task.queued', 7, 'left', 't_01m8nt9j7jj6a2kjdff4ywyrvs', '{"lane":"Code-Impl","title":"Code-Impl task","deps":["t_01m8nt9j7crxf02ezd03fdxyfe"]}');
INSERT INTO events VALUES (52, 1796028549366, 'run.created', 7, 'held', NULL, '{}');
INSERT INTO events VALUES (53, 1796028549366, 'run.executing', 7, 'held', NULL, '{"run_kind":"baseline","budget_caps":null,"from":"pending"}');
INSERT INTO events VALUES (54, 1796028549367, 'task.queued', 7, 'held', 't_01m8nt9j7qa09nvs7zqdd7bg8g', '{"lane":"Code-Impl","title":"Code-Impl task","deps":[]}');
INSERT INTO events VALUES (55, 1796028549368, 'task.running', 7, 'held', 't_01m8nt9j7qa09nvs7zqdd7bg8g', '{"lane":"Code-Impl","attempt":1,"mode":"real","executor":"external","cause":"share"}');
INSERT INTO events VALUES (56, 1796028549369, 'run.paused', 7, 'held', NULL, '{"reason":null,"from":"executing"}');
INSERT INTO events VALUES (57, 1796028549387, 'task.failed', 7, 'ended', 't_01m8nt9j5pwaw505w8sg4j4qbg', '{"lane":"Code-Impl","attempt":1,"mode":"synthetic","reason":"The run was terminated: enough.","time_ms":1}');
INSERT INTO settings VALUES ('lane_caps', '{"Code-Impl":6,"Code-API-Design":4,"Data-Schema":2,"Narrative":4,"Graph-Ops":3,"Vector-Ops":4}');
INSERT INTO settings VALUES ('shared_caps', '{"dayMicro":100000000,"projects":{}}');
