import { PlaceHead } from '../../navigation/place-head.tsx';
import { ControlEntries } from './control-entries.tsx';
import { DrawerEntries } from './drawer-entries.tsx';
import { FigureEntries } from './figure-entries.tsx';
import { NoteEntries } from './note-entries.tsx';
import { PromiseEntries } from './promise-entries.tsx';
import { StatusEntries } from './status-entries.tsx';
import { TableEntries } from './table-entries.tsx';
import './gallery.css';

/** Every component in every state, in the theme of the window. Reached by its address only. */
export function GalleryView() {
  return (
    <div className="view gallery">
      <PlaceHead title="Gallery" suffix="every component in every state" />
      <StatusEntries />
      <PromiseEntries />
      <ControlEntries />
      <NoteEntries />
      <FigureEntries />
      <TableEntries />
      <DrawerEntries />
    </div>
  );
}
