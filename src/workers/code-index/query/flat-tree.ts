import type { Tree } from 'web-tree-sitter';

/**
 * The cursor functions of tree-sitter's WebAssembly module. The cursor itself lies in the module's
 * transfer buffer.
 */
export interface CursorModule {
  _ts_tree_root_node_wasm(tree: number): void;
  _ts_tree_cursor_new_wasm(tree: number): void;
  _ts_tree_cursor_delete_wasm(tree: number): void;
  _ts_tree_cursor_goto_first_child_wasm(tree: number): number;
  _ts_tree_cursor_goto_next_sibling_wasm(tree: number): number;
  _ts_tree_cursor_goto_parent_wasm(tree: number): number;
  _ts_tree_cursor_current_node_type_id_wasm(tree: number): number;
  _ts_tree_cursor_current_field_id_wasm(tree: number): number;
  _ts_tree_cursor_start_index_wasm(tree: number): number;
  _ts_tree_cursor_end_index_wasm(tree: number): number;
}

/**
 * How a node counts: a named node, a token that some pattern asks for, a stretch that could not be
 * parsed; tokens else are not read.
 */
export const NodeUse = { none: 0, named: 1, token: 2, error: 3 } as const;

/** Which nodes are read. */
export interface ReadUses {
  /** NodeUse per node type. */
  uses: Uint8Array;
  /** Per node type 1 where every token right below it is read, too. */
  tokenParents: Uint8Array;
}

// The type of a stretch that could not be parsed.
const ERROR_TYPE = 0xffff;

/**
 * A syntax tree as rows of numbers in order of the text, parents first, so that it can be looked at
 * without a call into WebAssembly for every question. The rows are reused for the next tree.
 */
export class FlatTree {
  count = 0;
  type = new Uint16Array(0);
  field = new Uint16Array(0);
  start = new Int32Array(0);
  end = new Int32Array(0);
  /** The first node that is not below this one. */
  next = new Int32Array(0);
  parent = new Int32Array(0);
  use = new Uint8Array(0);

  constructor() {
    this.#grow(1 << 15);
  }

  /**
   * Reads a tree. The library's own TreeCursor copies the cursor in and out of WebAssembly memory
   * at every step, which takes twice the time; here it stays in the transfer buffer, where the
   * functions leave it.
   */
  read(tree: Tree, module: CursorModule, uses: ReadUses): void {
    const address = (tree as unknown as { 0: number })[0];
    module._ts_tree_root_node_wasm(address);
    module._ts_tree_cursor_new_wasm(address);
    try {
      this.#walk(address, module, uses);
    } finally {
      module._ts_tree_cursor_delete_wasm(address);
    }
  }

  #walk(tree: number, module: CursorModule, uses: ReadUses): void {
    this.count = 0;
    let parent = -1;
    for (;;) {
      const node = this.#add(tree, module, uses, parent);
      if (node >= 0) {
        if (module._ts_tree_cursor_goto_first_child_wasm(tree) !== 0) {
          parent = node;
          continue;
        }
        this.next[node] = this.count;
      }
      while (module._ts_tree_cursor_goto_next_sibling_wasm(tree) === 0) {
        if (module._ts_tree_cursor_goto_parent_wasm(tree) === 0) return;
        this.next[parent] = this.count;
        parent = this.parent[parent] ?? -1;
      }
    }
  }

  #add(
    tree: number,
    module: CursorModule,
    { uses, tokenParents }: ReadUses,
    parent: number,
  ): number {
    const type = module._ts_tree_cursor_current_node_type_id_wasm(tree);
    let use = type === ERROR_TYPE ? NodeUse.error : (uses[type] ?? NodeUse.none);
    if (use === NodeUse.none) {
      if (parent < 0 || tokenParents[this.type[parent] ?? 0] !== 1) return -1;
      use = NodeUse.token;
    }
    const node = this.count;
    if (node === this.type.length) this.#grow(node * 2);
    this.count = node + 1;
    this.type[node] = type;
    this.use[node] = use;
    this.field[node] = module._ts_tree_cursor_current_field_id_wasm(tree);
    this.start[node] = module._ts_tree_cursor_start_index_wasm(tree);
    this.end[node] = module._ts_tree_cursor_end_index_wasm(tree);
    this.parent[node] = parent;
    return node;
  }

  #grow(size: number): void {
    this.type = copyInto(new Uint16Array(size), this.type);
    this.field = copyInto(new Uint16Array(size), this.field);
    this.start = copyInto(new Int32Array(size), this.start);
    this.end = copyInto(new Int32Array(size), this.end);
    this.next = copyInto(new Int32Array(size), this.next);
    this.parent = copyInto(new Int32Array(size), this.parent);
    this.use = copyInto(new Uint8Array(size), this.use);
  }
}

function copyInto<T extends Uint8Array | Uint16Array | Int32Array>(target: T, source: T): T {
  target.set(source);
  return target;
}
