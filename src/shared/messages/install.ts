/** What is told of a checkout, and of a tree made from it, to say what has to be installed. */
export interface InstallFacts {
  /** Digests of manifests and lock files of the top level, by name. */
  tree: Readonly<Record<string, string>>;
  checkout: Readonly<Record<string, string>>;
  /** Text of the tree's package.json. */
  packageJson: string | null;
  /** Places of what is installed in the checkout, and of what the tree itself brings. */
  installed: readonly string[];
  /** Registries that the user set, as addresses without credentials; null: none is set. */
  registries: { npm: string | null; python: string | null };
}

/** How a tree's missing dependencies are installed. */
export interface Install {
  /** The commands, one after another; none runs a script of a package. */
  commands: readonly (readonly string[])[];
  env: Readonly<Record<string, string>>;
  /** The file that says what is installed, and a digest of it. */
  from: { file: string; digest: string };
  /** `host:port` of each registry. */
  registries: readonly string[];
  /** The folder they are installed in, relative to the top level. */
  folder: string;
}
