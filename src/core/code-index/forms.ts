/**
 * A file's syntax reduced to what the index understands, the same words for every language.
 *
 * A language's `query.scm` captures grammar nodes. A capture without `as.` names the node's
 * **form**; `as.<role>` names its part in the enclosing form. `a.b` is form `a` with variant `b`
 * (`@class.interface`, `@function.method`). A node with a role and no form becomes a `group`. Nodes
 * without a capture are transparent: their captured descendants hang below the nearest captured
 * ancestor, in order of text. `flag.<name>` marks the nearest enclosing form and makes no form of
 * its own.
 *
 * Definitions
 *   module
 *   function(.method .constructor .lambda .macro): name, parameter*, result_type, body | result
 *   (expression body), decorator*, type_parameter*
 *     flags: static class_method getter setter async generator abstract exported private
 *   class(.interface .struct .trait .enum .type .namespace): name, base*, body, decorator*,
 *   type_parameter*; flags: abstract exported extends_only
 *   extension: owner (type), base? (trait), body; methods given to a type from outside its body
 *   (Rust impl, Go receiver, C++ Class::method)
 *   parameter(.rest .keywords .self .keyword_only .separator .property): name | pattern, type,
 *   value (default)
 *   variable(.constant .let .var .field .enum_member): name | pattern, type, value; a declaration.
 *   Several in one statement are several forms.
 * Statements
 *   assign(.augmented): left, right, type
 *   return: value        yield(.from): value        throw: value
 *   iterate: left, right, body   (for x in xs; left is declared when it carries the flag
 *   `declares`)
 *   comprehension: result, iterate*      with: value, left      catch: type, left, body
 *   block: a lexical scope                loop: whatever repeats its children (while, for of C)
 *   branch(.try .match): subject (of a match), arms that exclude each other; what stands before an
 *   arm decides it
 *     arm(.else): one of them; left (the pattern of a match); an `else` says that no further case
 *     is left
 *   global: name* (Python global/nonlocal)
 * Expressions
 *   name, this, super, string, number
 *   member: object, property              subscript: object, key (a `slice` keeps the object)
 *   operator(.add .sub … .eq .lt .in .not): left, right
 *   call: callee, argument*               new: callee, argument*
 *   keyword: name, value (inside arguments)     spread(.map): value
 *   list, dict: pair*, spread*            pair: key, value  (also shorthand: a `name` alone, or a
 *   `function.method`)
 *   either: value* (conditional without its condition, boolean operators)      await: value
 *   unevaluated: what only the compiler looks into (`sizeof f()`)
 *   cast: value, type                     pattern.list, pattern.dict: destructuring (dict patterns
 *   hold pair(key,value,default) or name)
 *   pattern.class: type, parts (pair: attribute); pattern.as: a pattern and the name for what it
 *   matched; pattern.values: of a mapping
 * Types
 *   type: name, argument*                 type.list: element      type.union: member*  
 *   type.function: parameter*, result
 *   type.optional: element                type.tuple: member*     type.object: member*  
 *   type.string (a quoted annotation)
 * Imports
 *   import: source, item*, star?, flag reexport, flag static;  item: name, alias;  star: alias?;
 *   item.default: name;  item.namespace: name
 *   export: item* | value (default export), flag default      package: name      include: source
 *   (C, PHP, Ruby, Bash)
 * Text
 *   comment, docstring
 */
export interface Form {
  /** Capture name up to the first dot. */
  kind: string;
  /** The rest of the capture name, or ''. */
  variant: string;
  /** Part in the parent, or ''. */
  role: string;
  /** Offsets into the text, in UTF-16 units; end is exclusive. */
  start: number;
  end: number;
  /** 1-based line and 0-based UTF-16 column of the start. */
  line: number;
  column: number;
  endLine: number;
  flags: readonly string[];
  children: Form[];
}
