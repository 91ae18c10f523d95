/** One call. `-1` stands for an absent variable or string. */
export interface CallSite {
  line: number;
  column: number;
  /** Index of the symbol in which the call stands. */
  caller: number;
  /** Variable of what is called; -1 for a method call, which has receiver and property instead. */
  callee: number;
  receiver: number;
  /** String: the method's name. */
  property: number;
  /** Variable that takes the result. */
  result: number;
  /** String: what is called, as written, at most 80 characters. */
  text: number;
  isNew: boolean;
  /** A decorator's or other implied call, not written with parentheses. */
  isImplied: boolean;
  /** No code makes it: types imply it, values flow through it, and it is no edge. */
  isSupposed?: boolean;
  arguments: { variable: number; isSpread: boolean }[];
  /** Keyword arguments: string and variable; a string of -1 spreads a mapping. */
  keywords: { name: number; variable: number }[];
}

/** Appends a call to the packed list and returns its offset. */
export function writeCall(calls: number[], site: CallSite): number {
  const offset = calls.length;
  calls.push(
    site.line,
    site.column,
    site.caller,
    site.callee,
    site.receiver,
    site.property,
    site.result,
    site.text,
    (site.isNew ? 1 : 0) | (site.isImplied ? 2 : 0) | (site.isSupposed === true ? 4 : 0),
    site.arguments.length,
    site.keywords.length,
  );
  for (const argument of site.arguments)
    calls.push(argument.variable * 2 + (argument.isSpread ? 1 : 0));
  for (const keyword of site.keywords) calls.push(keyword.name, keyword.variable);
  return offset;
}
