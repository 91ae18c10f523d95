import { create } from 'zustand';
import type { TrashItem } from '#shared/contract/trash-schemas.ts';

/** What a person asked to delete. */
export type DeletionWish = { kind: 'run'; runId: string } | { kind: 'project'; projectId: number };
export type Deleted = Pick<TrashItem, 'trash_id' | 'kind' | 'name' | 'problem'>;

interface TrashStore {
  asked: DeletionWish | null;
  /** What was deleted last, as long as it can be undone in the same place. */
  deleted: Deleted | null;
  ask: (wish: DeletionWish) => void;
  dismiss: () => void;
  setDeleted: (deleted: Deleted | null) => void;
}

/** Lets buttons and the command palette open the same dialog, over whatever is shown. */
export const useTrashStore = create<TrashStore>((set) => ({
  asked: null,
  deleted: null,
  ask: (asked) => set({ asked }),
  dismiss: () => set({ asked: null }),
  setDeleted: (deleted) => set({ deleted }),
}));
