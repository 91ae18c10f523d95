/**
 * Where an imported name may live. Several places are alternatives; the first that has a value
 * wins. `slot` is the member to read there; '' stands for the module or package itself.
 */
export type ImportTarget =
  | { in: 'file'; file: string; slot: string }
  | { in: 'package'; package: string; slot: string }
  | { in: 'external'; name: string };

/**
 * What import resolution may read of the repository. Every question is remembered, so that an
 * answer that changes is asked again.
 */
export interface ProjectView {
  /** Whether an indexed file has this repository-relative path, with forward slashes. */
  hasFile(path: string): boolean;
  /** Whether any indexed file declares this package (FileFacts.package). */
  hasPackage(name: string): boolean;
  /**
   * Text of a configuration file (tsconfig.json, package.json, go.mod, Cargo.toml, composer.json,
   * …); null when there is none.
   */
  configuration(path: string): string | null;
}

export interface ImportQuestion {
  /** ImportFact.source, as written. */
  source: string;
  /** ImportFact.name: '' for the module itself, `*` for everything. */
  name: string;
  /** Path and package of the importing file. */
  file: string;
  package: string;
}

/** How one family of languages finds modules. Pure; the project is asked through the view only. */
export interface ModuleSystem {
  resolve(question: ImportQuestion, project: ProjectView): ImportTarget[];
  /** What `module.name` means when the module has no such member: a submodule of a package. */
  submodule?(file: string, name: string, project: ProjectView): ImportTarget[];
  /** The package in which a name is looked for that nothing in a file or its imports explains. */
  readonly linkage?: string;
  /** Dotted name by which people call the module in a file: `pkg/mod.py` → `pkg.mod`. */
  moduleName(file: string): string;
  /**
   * The package wider than the file that its definitions belong to, of the name the file declares
   * ('' for none).
   */
  packageName?(file: string, declared: string): string;
}
