/** Every error a caller can meet: HTTP status, CLI exit code and title. */
export const ERRORS = {
  malformed_json: { status: 400, exitCode: 2, title: 'The request body is not valid JSON' },
  bad_request: { status: 400, exitCode: 2, title: 'The request cannot be understood' },
  invalid_input: { status: 422, exitCode: 2, title: 'The input is not valid' },
  idempotency_key_required: { status: 400, exitCode: 2, title: 'An Idempotency-Key is required' },
  unauthorized: { status: 401, exitCode: 1, title: 'A token is required' },
  forbidden: { status: 403, exitCode: 1, title: 'This caller may not use the service' },
  unknown_route: { status: 404, exitCode: 2, title: 'There is no such address' },
  method_not_allowed: { status: 405, exitCode: 2, title: 'This address does not take that method' },
  unknown_run: { status: 404, exitCode: 1, title: 'No such run' },
  unknown_task: { status: 404, exitCode: 1, title: 'No such task' },
  unknown_project: { status: 404, exitCode: 1, title: 'No such project' },
  unknown_approval: { status: 404, exitCode: 1, title: 'No such approval' },
  unknown_rule: { status: 404, exitCode: 1, title: 'No such rule' },
  unknown_token: { status: 404, exitCode: 1, title: 'No such token' },
  unknown_trash: { status: 404, exitCode: 1, title: 'No such item in the trash' },
  unknown_index: { status: 404, exitCode: 1, title: 'This repository is not indexed' },
  unknown_snapshot: { status: 404, exitCode: 1, title: 'No such snapshot' },
  no_editor: { status: 422, exitCode: 1, title: 'No editor could be opened' },
  unknown_lane: { status: 422, exitCode: 2, title: 'No such lane' },
  unknown_dependency: { status: 422, exitCode: 2, title: 'A dependency does not exist' },
  dependency_cycle: { status: 422, exitCode: 2, title: 'The dependencies form a cycle' },
  already_started: { status: 409, exitCode: 1, title: 'The run has already started' },
  attempt_ended: { status: 409, exitCode: 1, title: 'The attempt has ended already' },
  illegal_transition: { status: 409, exitCode: 1, title: 'The current state does not allow this' },
  task_running: { status: 409, exitCode: 1, title: 'The app is executing this task itself' },
  run_ended: { status: 409, exitCode: 1, title: 'The run has ended' },
  in_trash: { status: 409, exitCode: 1, title: 'This lies in the trash' },
  run_mismatch: { status: 409, exitCode: 1, title: 'The task belongs to another run' },
  no_plan: { status: 409, exitCode: 1, title: 'The project has no plan yet' },
  not_a_repository: { status: 422, exitCode: 2, title: 'This folder is not a git repository' },
  no_first_commit: { status: 422, exitCode: 2, title: 'There is no commit here yet' },
  passport_refused: {
    status: 409,
    exitCode: 1,
    title: 'The run cannot start without its passport',
  },
  payload_too_large: { status: 413, exitCode: 2, title: 'The request is too large' },
  too_busy: { status: 429, exitCode: 4, title: 'Too much at once' },
  unsupported_media_type: { status: 415, exitCode: 2, title: 'The body must be JSON' },
  header_too_large: { status: 431, exitCode: 2, title: 'The request headers are too large' },
  gate_violation: { status: 409, exitCode: 3, title: 'A gate does not hold' },
  budget_exceeded: { status: 409, exitCode: 3, title: 'The budget does not allow this' },
  unreachable: { status: 503, exitCode: 4, title: 'The service cannot be reached' },
  stopping: { status: 503, exitCode: 4, title: 'The service is stopping' },
  storage: { status: 507, exitCode: 1, title: 'The ledger cannot be written' },
  internal: { status: 500, exitCode: 1, title: 'Something went wrong inside Slipway' },
} as const satisfies Record<string, { status: number; exitCode: number; title: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** One wrong field: `path` as in `payload.command[0]`, `message` a short plain clause. */
export interface FieldError {
  path: string;
  message: string;
}

/** RFC 9457 problem document. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ErrorCode;
  errors?: FieldError[];
}

/** An expected failure. `detail` is a sentence that says what was wrong and what to do. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly errors: FieldError[] | undefined;

  constructor(
    code: ErrorCode,
    detail: string,
    options: { cause?: unknown; errors?: FieldError[] } = {},
  ) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.errors = options.errors;
  }

  get status(): number {
    return ERRORS[this.code].status;
  }

  get exitCode(): number {
    return ERRORS[this.code].exitCode;
  }
}

/**
 * The problem document for an error; anything that is not an AppError becomes `internal` without
 * its message.
 */
export function toProblem(error: unknown): Problem {
  if (!(error instanceof AppError)) {
    return problem(
      'internal',
      'The request failed for a reason Slipway did not expect; the log has the details.',
    );
  }
  return problem(error.code, error.message, error.errors);
}

/** Builds a problem document. */
export function problem(code: ErrorCode, detail: string, errors?: FieldError[]): Problem {
  const { status, title } = ERRORS[code];
  const base: Problem = { type: `urn:slipway:problem:${code}`, title, status, detail, code };
  return errors === undefined ? base : { ...base, errors };
}

/** The error a problem document stands for, on the client's side of a transport. */
export function fromProblem(value: Problem): AppError {
  const code: ErrorCode = Object.hasOwn(ERRORS, value.code) ? value.code : 'internal';
  return new AppError(
    code,
    value.detail,
    value.errors === undefined ? {} : { errors: value.errors },
  );
}
