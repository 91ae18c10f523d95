import { type ReactNode, useEffect, useRef } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from '../../ui/button.tsx';
import { useEscape } from '../../ui/use-escape.ts';
import './trash.css';

interface Props {
  title: string;
  children: ReactNode;
  /** What the button says that changes nothing; it has the focus at first. */
  keep: string;
  confirm: ReactNode;
  onClose: () => void;
}

/** A question over the window that says first what will happen. Escape changes nothing. */
export function AskDialog({ title, children, keep, confirm, onClose }: Props) {
  const keepButton = useRef<HTMLButtonElement>(null);
  useEffect(() => keepButton.current?.focus(), []);
  useEscape(onClose);
  return (
    <ModalOverlay
      className="ask-scrim"
      isOpen
      isDismissable
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
    >
      <Modal className="ask-modal">
        <Dialog role="alertdialog" className="ask-dialog">
          <Heading slot="title" className="ask-title wrap-anywhere">
            {title}
          </Heading>
          <div className="ask-body">{children}</div>
          <div className="form-actions ask-actions">
            {confirm}
            <Button look="quiet" ref={keepButton} onPress={onClose}>
              {keep}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
