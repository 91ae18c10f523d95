/** The names under which a language has built-in methods; what they do is said by their models. */
export interface BuiltinNames {
  /** Methods of containers. */
  methods: { has(name: string): boolean };
  /** Methods of functions themselves: `call`, `apply`, `bind`. */
  functionMethods: { has(name: string): boolean };
}
