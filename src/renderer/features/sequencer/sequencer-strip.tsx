import { Minus, Plus } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import { countOf } from '#shared/present/format-count.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/notes.tsx';
import type { Block } from './pack-blocks.ts';
import { SequencerCanvas } from './sequencer-canvas.ts';
import './sequencer-strip.css';

interface Props {
  blocks: readonly Block[];
  isLive: boolean;
  selectedId: string | null;
  onSelect: (taskId: string) => void;
}

/** Time from left to right, lanes from top to bottom, one block per attempt. */
export function SequencerStrip({ blocks, isLive, selectedId, onSelect }: Props) {
  const holder = useRef<HTMLDivElement>(null);
  const [strip, setStrip] = useState<SequencerCanvas | null>(null);
  const [isFollowing, setIsFollowing] = useState(isLive);
  const select = useRef(onSelect);
  useEffect(() => {
    select.current = onSelect;
  }, [onSelect]);
  useEffect(() => {
    if (holder.current === null) return;
    const made = new SequencerCanvas(holder.current, {
      onSelect: (taskId) => select.current(taskId),
      onFollowChange: setIsFollowing,
    });
    setStrip(made);
    return () => made.destroy();
  }, []);
  useEffect(() => strip?.show(blocks, isLive), [strip, blocks, isLive]);
  useEffect(() => strip?.select(selectedId), [strip, selectedId]);
  const summary = useMemo(() => summarize(blocks), [blocks]);
  return (
    <div className="sequencer">
      <div className="sequencer-bar">
        <span className="muted">{summary}</span>
        <span className="spring" />
        <ZoomButtons strip={strip} isLive={isLive} isFollowing={isFollowing} />
      </div>
      <div
        ref={holder}
        className="sequencer-canvas"
        data-empty={blocks.length === 0 || undefined}
      />
      {blocks.length === 0 ? (
        <EmptyState title="Nothing has started yet">
          A block appears here for each attempt of a task, as soon as it starts.
        </EmptyState>
      ) : null}
    </div>
  );
}

function summarize(blocks: readonly Block[]): string {
  const running = blocks.filter((block) => block.endMs === null).length;
  return `${countOf(blocks.length, 'attempt')}, ${running} running. Scroll to pan, Ctrl+scroll to zoom.`;
}

interface ZoomProps {
  strip: SequencerCanvas | null;
  isLive: boolean;
  isFollowing: boolean;
}

function ZoomButtons({ strip, isLive, isFollowing }: ZoomProps) {
  return (
    <div className="sequencer-zoom">
      <Button
        look="quiet"
        aria-label="Zoom out"
        onPress={() => strip?.zoom(1 / 1.5)}
        icon={<Minus aria-hidden />}
      >
        {null}
      </Button>
      <Button look="quiet" onPress={() => strip?.fit()}>
        Fit
      </Button>
      <Button
        look="quiet"
        aria-label="Zoom in"
        onPress={() => strip?.zoom(1.5)}
        icon={<Plus aria-hidden />}
      >
        {null}
      </Button>
      {isLive ? (
        <ToggleButton
          className="choice-option follow"
          isSelected={isFollowing}
          onChange={(follow) => strip?.follow(follow)}
        >
          Follow now
        </ToggleButton>
      ) : null}
    </div>
  );
}
