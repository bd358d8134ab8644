import { useMemo, useState } from "preact/hooks";
import { TripleEvidence } from "../../evidence/triple-evidence.js";
import { BestKnown } from "../../parts/best-known.js";
import { ConceptSearch } from "../../parts/concept-search.js";
import { Failure } from "../../parts/failure.js";
import { Notice } from "../../parts/notice.js";
import { count, number } from "../../parts/numbers.js";
import { graphAddress } from "../../route/addresses.js";
import { place, setQuery } from "../../route/place.js";
import { BundleList } from "./bundle-list.js";
import { bundlesOf } from "./bundles.js";
import type { GraphDrawing } from "./drawing.js";
import { EdgeList } from "./edge-list.js";
import { ExportMenu } from "./export-menu.js";
import { GraphFilters } from "./filters.js";
import { GraphCanvas } from "./graph-canvas.js";
import { Legend } from "./legend.js";
import { NodeCard } from "./node-card.js";
import { useNetwork } from "./use-network.js";
import { pinsText, toggled, viewOf } from "./view.js";
import "./graph.css";

export default function Graph() {
  const { query } = place.value;
  const view = useMemo(() => viewOf(query), [query]);
  const { network, missing, truncated, error, waiting, retry } = useNetwork(view);
  const [drawing, setDrawing] = useState<GraphDrawing>();
  const node = network.nodes.find(({ id }) => id === view.node);
  const bundle = useMemo(() => bundlesOf(network.edges), [network])
    .filter(({ edges }) => edges.length > 1)
    .find(({ id, edges }) => id === view.edge || edges.some((edge) => edge.id === view.edge));
  const events = {
    chooseNode: (id: string) => setQuery({ node: id, edge: "" }, { replace: true }),
    chooseEdge: (id: string) => setQuery({ edge: id, node: "" }),
    chooseNothing: () => setQuery({ edge: "", node: "" }, { replace: true }),
    open: (id: string) => setQuery({ of: toggled(view.of, id), node: id, edge: "" }),
    hide: (id: string) =>
      setQuery({
        hide: [...view.hidden, id].join(","),
        of: view.of.filter((other) => other !== id).join(","),
        node: "",
      }),
    pin: (id: string, at: { readonly x: number; readonly y: number }) =>
      setQuery({ pin: pinsText(new Map([...view.pins, [id, at]])) }, { replace: true }),
  };
  const turnPin = (id: string) => {
    const pins = new Map(view.pins);
    if (!pins.delete(id) && drawing) pins.set(id, drawing.positionOf(id));
    setQuery({ pin: pinsText(pins) }, { replace: true });
  };
  const empty = view.of.length === 0;
  return (
    <div class="graph">
      <h1 class="unseen">Graph</h1>
      <div class="graph-bar">
        <ConceptSearch
          label="Add a concept"
          compact
          placeholder="Add a concept …"
          onChoose={({ id }) =>
            setQuery({
              of: [...new Set([...view.of, id])].join(","),
              hide: view.hidden.filter((other) => other !== id).join(","),
              node: id,
              edge: "",
            })
          }
        />
        <fieldset class="sides">
          <legend class="unseen">Show as</legend>
          <button type="button" aria-pressed={!view.asList} onClick={() => setQuery({ as: "" })}>
            Drawing
          </button>
          <button type="button" aria-pressed={view.asList} onClick={() => setQuery({ as: "list" })}>
            List
          </button>
        </fieldset>
        <button type="button" disabled={!drawing} onClick={() => drawing?.fit()}>
          Fit
        </button>
        <ExportMenu network={network} drawing={drawing} />
        {view.hidden.length > 0 && (
          <button type="button" onClick={() => setQuery({ hide: "" })}>
            Show {number(view.hidden.length)} hidden
          </button>
        )}
        <p class="graph-count" role="status">
          {!empty &&
            `${count(network.nodes.length, "concept")}, ${count(network.edges.length, "statement")}` +
              (truncated ? "; there are weaker ones" : "")}
          {waiting && !empty && " …"}
        </p>
      </div>
      {error && <Failure error={error} retry={retry} />}
      {missing.length > 0 && (
        <Notice
          title={`The graph has no ${missing.join(", ")}`}
          hint="no paper read so far mentions it; look for another by its name"
        />
      )}
      {empty ? (
        <Notice
          title="Begin with a concept"
          hint="add a drug, a disease or a gene above; double-click a concept, or press Enter on it, to let the graph grow from there"
        >
          <BestKnown address={graphAddress} />
        </Notice>
      ) : (
        <div class="graph-body">
          <details class="graph-filters" open={innerWidth > 900}>
            <summary>Filters</summary>
            <GraphFilters view={view} />
            <Legend />
          </details>
          <div class="graph-view">
            {!waiting && !error && network.edges.length === 0 && missing.length < view.of.length && (
              <Notice
                title="No statement passes the filters"
                hint="lower the belief, or choose more predicates and years"
              />
            )}
            {view.asList ? (
              <EdgeList network={network} chosen={view.edge} choose={events.chooseEdge} open={events.open} />
            ) : (
              <GraphCanvas network={network} view={view} events={events} onReady={setDrawing} />
            )}
            {!view.asList && network.edges.length > 0 && (
              <p class="graph-hint soft">
                Click a line for its sentences, a concept for what it is; double-click a concept to let the
                graph grow from it.
              </p>
            )}
          </div>
          {(view.edge || node) && (
            <aside class="graph-side" aria-label={view.edge ? "Evidence" : "Concept"}>
              <button type="button" class="quiet graph-close" onClick={events.chooseNothing}>
                Close
              </button>
              {bundle && bundle.id !== view.edge && (
                <button type="button" class="quiet" onClick={() => events.chooseEdge(bundle.id)}>
                  All {count(bundle.edges.length, "statement")} about the two
                </button>
              )}
              {bundle && bundle.id === view.edge ? (
                <BundleList bundle={bundle} choose={events.chooseEdge} />
              ) : view.edge ? (
                <TripleEvidence key={view.edge} id={view.edge} level={2} />
              ) : (
                node && (
                  <NodeCard
                    node={node}
                    pinned={view.pins.has(node.id)}
                    open={() => events.open(node.id)}
                    hide={() => events.hide(node.id)}
                    pin={() => turnPin(node.id)}
                  />
                )
              )}
            </aside>
          )}
        </div>
      )}
    </div>
  );
}
