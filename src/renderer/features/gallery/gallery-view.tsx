import { PlaceHead } from '../../navigation/place-head.tsx';

/** Every component in every state. */
export function GalleryView() {
  return (
    <div className="view">
      <PlaceHead title="Gallery" />
    </div>
  );
}
