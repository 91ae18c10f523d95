/**
 * Names of the library's methods in Rust, Java and C# that say what comes of a collection, a
 * wrapped value or a function handed over.
 */
function names(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** Methods of collections whose last argument becomes an element. */
export const STORING = names(`
  add addFirst addLast offer offerFirst offerLast push put putIfAbsent set Add AddFirst AddLast Enqueue Push
  Insert TryAdd Append Prepend AddOrUpdate push_back push_front insert send or_insert replace getOrDefault fill
`);

/** Methods whose arguments' elements become elements. */
export const JOINING = names(`
  addAll putAll AddRange InsertRange UnionWith Concat Union extend append chain concat extend_from_slice
`);

/** Methods that make a new collection of what a function returns for each element. */
export const MAPPING = names(`
  map mapToObj flatMap mapMulti collect reduce Select SelectMany Aggregate filter_map flat_map and_then fold
  scan map_while ConvertAll ToDictionary GroupBy computeIfAbsent compute or_insert_with get_or_insert_with
  thenApply thenCompose map_or map_or_else replaceAll find_map
`);

/** Methods that give one element. */
export const TAKING = names(`
  get get_mut first last first_mut last_mut pop pop_front pop_back front back nth find max min max_by_key
  min_by_key max_by min_by recv peek poll element next previous remove swap_remove getFirst getLast removeFirst
  removeLast pollFirst pollLast getOrDefault findFirst findAny First FirstOrDefault Last LastOrDefault Single
  SingleOrDefault ElementAt ElementAtOrDefault Dequeue Pop Peek Find MaxBy MinBy GetValueOrDefault
`);

/** Methods that give the collection in another shape. */
export const KEEPING = names(`
  iterator listIterator stream parallelStream values keySet entrySet subList sorted distinct limit skip filter
  peekable toList toArray collect iter iter_mut into_iter rev step_by take_while skip_while enumerate zip cloned
  copied values_mut into_values drain as_slice as_mut_slice to_vec chain Where OrderBy OrderByDescending ThenBy
  ToList ToArray AsEnumerable Skip Take Reverse Distinct Concat hasNext size isEmpty len is_empty contains
  Contains ContainsKey containsKey add Add push insert addAll AddRange clear forEach for_each ForEach Any All
  Count anyMatch allMatch noneMatch
`);

export const KEEPS_ELEMENTS = names(`
  collect reduce computeIfAbsent compute or_insert_with GroupBy
`);

export const GIVES_ONE = names(`
  reduce Aggregate fold computeIfAbsent compute or_insert_with map_or map_or_else find_map and_then
`);

/**
 * Methods of types that are followed as the value they wrap, and so are called on the value itself.
 */
export const UNWRAPPING = names(`
  unwrap expect unwrap_or unwrap_or_default unwrap_or_else clone cloned copied borrow borrow_mut as_ref as_mut
  as_deref as_deref_mut lock try_lock into_inner get_mut take ok err ok_or ok_or_else or or_else context
  with_context to_owned into read write map_err filter upgrade downgrade iter iter_mut into_iter
  unwrap_unchecked inspect is_some_and deref get_or_insert_with next peek rev get orElse orElseThrow orElseGet
  ifPresent ifPresentOrElse join toCompletableFuture stream getNow thenAccept whenComplete getValue getKey call
  ConfigureAwait GetAwaiter GetResult WaitAsync ContinueWith AsTask GetValueOrDefault
`);

/** Methods of such types that give what a function makes of the value. */
export const TRANSFORMING = names(`
  map and_then map_or map_or_else then flatMap thenApply thenCompose handle unwrap_or_else or_else orElseGet
  ContinueWith
`);

/** Properties of wrappers that give the wrapped value. */
export const WRAPPED_PROPERTIES = names(`
  Result Value Key Current
`);

/** Properties of collections that give the collection in another shape. */
export const COLLECTION_PROPERTIES = names('Values Keys Value Result Span Children');
