import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useEscape } from '../../ui/use-escape.ts';
import { CommandPalette } from './command-palette.tsx';
import type { Command } from './command.ts';

/** The palette over the window; escape or a press beside it closes it. */
export function PaletteDialog({
  commands,
  onClose,
}: {
  commands: readonly Command[];
  onClose: () => void;
}) {
  useEscape(onClose);
  return (
    <ModalOverlay
      className="palette-scrim"
      isOpen
      isDismissable
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
    >
      <Modal className="palette">
        <Dialog aria-label="Command palette" className="palette-dialog">
          <CommandPalette commands={commands} onDone={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
