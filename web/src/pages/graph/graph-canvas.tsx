import { useEffect, useRef, useState } from "preact/hooks";
import { Notice } from "../../parts/notice.js";
import { theme } from "../../parts/theme-switch.js";
import type { DrawingEvents, GraphDrawing } from "./drawing.js";
import type { Network } from "./network.js";
import { isArrow } from "./towards.js";
import type { View } from "./view.js";

interface GraphCanvasProps {
  readonly network: Network;
  readonly view: View;
  readonly events: DrawingEvents & { hide(id: string): void };
  /** Hands the drawing to those who fit, zoom and export it. */
  onReady(drawing: GraphDrawing | undefined): void;
}

const help =
  "Graph. The arrow keys go from concept to concept, Enter opens one, P pins it, Delete hides it, plus and minus zoom, " +
  "0 fits the view. The list has the same statements.";

/** The network on a canvas. The code that draws is loaded when somebody looks at a graph. */
export function GraphCanvas({ network, view, events, onReady }: GraphCanvasProps) {
  const host = useRef<HTMLDivElement>(null);
  const [drawing, setDrawing] = useState<GraphDrawing>();
  const [failed, setFailed] = useState(false);
  const latest = useRef(events);
  latest.current = events;
  useEffect(() => {
    let made: GraphDrawing | undefined;
    let wanted = true;
    import("./drawing.js").then(
      ({ GraphDrawing }) => {
        if (!wanted || !host.current) return;
        made = new GraphDrawing(host.current, {
          chooseNode: (id) => latest.current.chooseNode(id),
          chooseEdge: (id) => latest.current.chooseEdge(id),
          chooseNothing: () => latest.current.chooseNothing(),
          open: (id) => latest.current.open(id),
          pin: (id, at) => latest.current.pin(id, at),
        });
        setDrawing(made);
        onReady(made);
      },
      () => setFailed(true),
    );
    return () => {
      wanted = false;
      made?.close();
      onReady(undefined);
    };
  }, []);
  useEffect(() => drawing?.show(network, view.pins), [drawing, network, view.pins]);
  useEffect(() => drawing?.choose(view.edge ?? view.node), [drawing, network, view.edge, view.node]);
  useEffect(() => drawing?.recolour(), [drawing, theme.value]);
  useEffect(() => {
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    const recolour = () => drawing?.recolour();
    scheme.addEventListener("change", recolour);
    return () => scheme.removeEventListener("change", recolour);
  }, [drawing]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!drawing || event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    const { node } = view;
    if (isArrow(key)) {
      const next = drawing.next(key, node);
      if (next) events.chooseNode(next);
    } else if (key === "Enter" && node) events.open(node);
    else if ((key === "p" || key === "P") && node) events.pin(node, drawing.positionOf(node));
    else if (key === "Delete" && node) events.hide(node);
    else if (key === "+" || key === "=") drawing.zoom(1.25);
    else if (key === "-") drawing.zoom(0.8);
    else if (key === "0") drawing.fit();
    else if (key === "Escape") events.chooseNothing();
    else return;
    event.preventDefault();
  };
  if (failed) {
    return <Notice title="The drawing could not be loaded" hint="look at the list, or reload the page" />;
  }
  return (
    <div
      class="canvas"
      role="application"
      aria-label={help}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes keys, which its label tells
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div ref={host} class="canvas-host" />
    </div>
  );
}
