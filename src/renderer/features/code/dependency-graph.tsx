import { countOf } from '#shared/present/format-count.ts';
import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTheme } from '../../ui/theme.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState, ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { useDependencyGraph, useReach } from './code-queries.ts';
import { buildFileGraph, type GraphData } from './file-graph.ts';
import { GraphCanvas, type GraphColors } from './graph-canvas.ts';
import { ReachDrawer } from './reach-drawer.tsx';

/**
 * The files of the repository and what depends on what. Choosing one shows all that a change to it
 * reaches.
 */
export function DependencyGraph({ repo, path }: { repo: string; path: string }) {
  const graph = useDependencyGraph(repo, path);
  const [chosen, setChosen] = useState<string | null>(null);
  const reach = useReach(repo, chosen);
  const reached = reachOf(reach.data?.results ?? [], chosen);
  if (graph.error !== null) return <ErrorNote error={graph.error} />;
  if (graph.data === undefined) return <Skeleton rows={10} label="the graph" />;
  if (graph.data.nodes.length === 0) {
    return (
      <EmptyState title="Nothing to draw yet" command="vp rag refresh">
        <p>The graph appears when the first files are indexed.</p>
      </EmptyState>
    );
  }
  return (
    <div className="code-graph beside-drawer">
      <Drawing data={graph.data} chosen={chosen} reached={reached} onChoose={setChosen} />
      {chosen === null ? null : (
        <ReachDrawer
          file={chosen}
          reach={reach.data}
          error={reach.error}
          onChoose={setChosen}
          onClose={() => setChosen(null)}
        />
      )}
    </div>
  );
}

/** Reached file → fewest steps. */
function reachOf(
  results: readonly { file: string; distance?: number | undefined }[],
  chosen: string | null,
): ReadonlyMap<string, number> {
  const steps = new Map<string, number>();
  for (const { file, distance = 1 } of results) {
    if (file !== chosen) steps.set(file, Math.min(distance, steps.get(file) ?? Infinity));
  }
  return steps;
}

interface DrawingProps {
  data: GraphData;
  chosen: string | null;
  reached: ReadonlyMap<string, number>;
  onChoose: (file: string | null) => void;
}

function Drawing({ data, chosen, reached, onChoose }: DrawingProps) {
  const { theme } = useTheme();
  const [canvas, setCanvas] = useState<GraphCanvas | null>(null);
  const places = useRef<ReadonlyMap<string, { x: number; y: number }>>(new Map());
  const mount = useCallback(
    (element: HTMLDivElement | null) => {
      if (element === null) return;
      const known = places.current;
      const drawn = new GraphCanvas(element, buildFileGraph(data, known), {
        colors: readColors(theme),
        settle:
          known.size < data.nodes.length / 2 &&
          !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
        onChoose,
      });
      setCanvas(drawn);
      return () => {
        setCanvas(null);
        places.current = drawn.places();
        drawn.destroy();
      };
    },
    [data, theme, onChoose],
  );
  useEffect(() => canvas?.highlight({ chosen, reached }), [canvas, chosen, reached]);
  return (
    <section className="code-graph-drawing" aria-label="Dependency graph">
      {mayDraw() ? (
        <div ref={mount} className="code-graph-canvas" data-testid="dependency-graph" />
      ) : (
        <p className="code-graph-canvas code-none">
          This browser offers no WebGL 2, so the graph cannot be drawn. What a change of a file
          reaches is listed when you choose the file above.
        </p>
      )}
      <GraphBar data={data} canvas={canvas} chosen={chosen} onChoose={onChoose} />
    </section>
  );
}

/** Whether this browser draws WebGL 2 at all. */
function mayDraw(): boolean {
  return document.createElement('canvas').getContext('webgl2') !== null;
}

interface BarProps {
  data: GraphData;
  canvas: GraphCanvas | null;
  chosen: string | null;
  onChoose: (file: string | null) => void;
}

/** Keyboard's way into the picture, and what the picture holds. */
function GraphBar({ data, canvas, chosen, onChoose }: BarProps) {
  const files = data.nodes.length;
  return (
    <div className="code-graph-bar">
      <input
        className="input"
        data-mono
        list="code-graph-files"
        aria-label="Choose a file"
        placeholder="choose a file"
        key={chosen}
        defaultValue={chosen ?? ''}
        onChange={(event) => {
          if (data.nodes.some((node) => node.id === event.target.value))
            onChoose(event.target.value);
        }}
      />
      <datalist id="code-graph-files">
        {data.nodes.map((node) => (
          <option key={node.id} value={node.id}>
            {node.lang}
          </option>
        ))}
      </datalist>
      <span className="muted">
        {countOf(files, 'file')}
        {files < data.total_nodes ? `, the most connected of ${data.total_nodes}` : ''},{' '}
        {countOf(data.edges.length, 'dependency', 'dependencies')}
      </span>
      <Button
        look="quiet"
        aria-label="Zoom in"
        icon={<ZoomIn aria-hidden />}
        onPress={() => canvas?.zoom(1.5)}
      >
        {null}
      </Button>
      <Button
        look="quiet"
        aria-label="Zoom out"
        icon={<ZoomOut aria-hidden />}
        onPress={() => canvas?.zoom(1 / 1.5)}
      >
        {null}
      </Button>
      <Button
        look="quiet"
        aria-label="Show all"
        icon={<Maximize aria-hidden />}
        onPress={() => canvas?.fit()}
      >
        {null}
      </Button>
    </div>
  );
}

// The theme's name is not used but decides what the tokens say.
function readColors(_theme: string): GraphColors {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    node: token('--tone-queued'),
    edge: token('--line'),
    faded: token('--line'),
    chosen: token('--tone-approval'),
    reached: token('--tone-blocked'),
    text: token('--text'),
  };
}
