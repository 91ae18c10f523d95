import { z } from 'zod';

/**
 * What the index needs of a language beside its grammar and its query: `language.json` in the
 * language's folder.
 */
export const languageSchema = z.strictObject({
  id: z.string().regex(/^[a-z_]+$/),
  name: z.string(),
  extensions: z.array(z.string().startsWith('.')),
  /** Whole file names, where an extension does not decide: `Gemfile`. */
  filenames: z.array(z.string()).default([]),
  /** First words of a `#!` line: `python3`. */
  interpreters: z.array(z.string()).default([]),
  /**
   * Files that another language's extension claims and that are of this language when their text
   * matches: C++ in `.h` files.
   */
  takesOver: z
    .strictObject({ language: z.string(), extensions: z.array(z.string()), pattern: z.string() })
    .optional(),
  /**
   * The grammar inside its npm package, `<package>/<file>.wasm`; shipped as `grammar.wasm` beside
   * the query.
   */
  grammar: z.string(),
  /** Which module system resolves its imports. */
  modules: z.enum([
    'python',
    'javascript',
    'go',
    'rust',
    'java',
    'csharp',
    'c',
    'ruby',
    'php',
    'bash',
  ]),
  /**
   * `function`: an assignment declares in the function (Python, Ruby, PHP); `block`: declarations
   * hold in their block.
   */
  scoping: z.enum(['function', 'block']),
  /**
   * How a method names its object: its first parameter, the word this/self/$this, or a declared
   * receiver.
   */
  receiver: z.enum(['first_parameter', 'this', 'declared', 'none']),
  /** Whether names used in a method may mean members of its class (Java, C#, C++, Ruby). */
  implicitReceiver: z.boolean().default(false),
  /** Whether a bare name may be a call without parentheses (Ruby). */
  bareCalls: z.boolean().default(false),
  /**
   * Names of the constructor among a class's members; `<class>` stands for the class's own name.
   */
  constructors: z.array(z.string()).default([]),
  /**
   * Whether a declared type outweighs the values that flow (TypeScript: the declared member is what
   * the compiler would name).
   */
  trustsTypes: z.boolean().default(false),
  /** Whether definitions at top level are also visible to the rest of the file's package. */
  packageScope: z.boolean().default(false),
});
export type Language = z.infer<typeof languageSchema>;
