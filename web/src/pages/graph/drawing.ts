import cytoscape, { type Core, type ElementDefinition, type NodeSingular } from "cytoscape";
import fcose from "cytoscape-fcose";
import type { Drawing } from "../../export/to-svg.js";
import { predicates } from "../../parts/predicate.js";
import { arrowsOf, bundlesOf } from "./bundles.js";
import { type Colours, readColours } from "./colours.js";
import {
  bundleOf,
  dashesOf,
  drawingStyle,
  edgeColour,
  edgeWidth,
  labelPixels,
  mostLabelPixels,
  nodeOf,
  nodeSize,
} from "./drawing-style.js";
import { type Box, chooseLabels, type Label } from "./labels.js";
import type { Network } from "./network.js";
import { seedPlaces } from "./seed-places.js";
import { type Arrow, nearestTowards } from "./towards.js";
import type { View } from "./view.js";

cytoscape.use(fcose);

/** Around a label, in pixels of the screen: its outline and the gap to its node. */
const labelMargin = 7;

/** From here on edges are drawn fainter, so that what they lead to stays in front. */
const manyEdges = 200;

export interface DrawingEvents {
  chooseNode(id: string): void;
  /** A statement, or the statements between two concepts. */
  chooseEdge(id: string): void;
  chooseNothing(): void;
  open(id: string): void;
  /** A reader moved a node, which stays there from now on. */
  pin(id: string, at: { readonly x: number; readonly y: number }): void;
}

/** A network on a canvas. Holds the canvas until `close`. */
export class GraphDrawing {
  readonly #host: HTMLElement;
  readonly #cy: Core;
  readonly #text = document.createElement("canvas").getContext("2d")!;
  #colours: Colours;
  #labelling = 0;

  constructor(host: HTMLElement, events: DrawingEvents) {
    this.#host = host;
    this.#colours = readColours(host);
    // Cytoscape would add a style of its own to the page, which the policy of content refuses, unless one is there.
    host.id = "__________cytoscape_stylesheet";
    this.#cy = cytoscape({
      container: host,
      style: drawingStyle(this.#colours),
      minZoom: 0.08,
      maxZoom: 4,
      boxSelectionEnabled: false,
    });
    this.#cy.on("onetap", "node", ({ target }) => events.chooseNode(target.id()));
    this.#cy.on("dbltap", "node", ({ target }) => events.open(target.id()));
    this.#cy.on("tap", "edge", ({ target }) => events.chooseEdge(target.id()));
    this.#cy.on("tap", ({ target }) => target === this.#cy && events.chooseNothing());
    this.#cy.on("dragfree", "node", ({ target }) => events.pin(target.id(), { ...target.position() }));
    this.#cy.on("viewport dragfree", () => this.#label());
  }

  /** Draws what is new and takes away what is gone; what stays keeps its place as far as it can. */
  show({ nodes, edges }: Network, pins: View["pins"]): void {
    const cy = this.#cy;
    const bundles = bundlesOf(edges);
    const wanted = new Set([...nodes, ...bundles].map(({ id }) => id));
    const before = cy.nodes().length;
    const ids = () => cy.elements().map((element) => element.id());
    const kept = ids().join();
    cy.batch(() => {
      cy.elements().forEach((element) => {
        if (!wanted.has(element.id())) element.remove();
      });
      for (const node of nodes) this.#put({ group: "nodes", data: { id: node.id, node } });
      for (const bundle of bundles) {
        const ends = { source: bundle.from, target: bundle.to };
        this.#put({ group: "edges", data: { id: bundle.id, ...ends, bundle } });
      }
      cy.nodes().forEach((node) => {
        const pin = pins.get(node.id());
        node.toggleClass("pinned", pin !== undefined);
        if (pin) node.position({ ...pin });
      });
    });
    cy.data("crowded", bundles.length > manyEdges);
    if (ids().join() !== kept) this.#layOut(pins, before === 0);
    else this.#label();
  }

  choose(id: string | undefined): void {
    this.#cy.elements().removeClass("chosen faded");
    if (id === undefined) return;
    const chosen = this.#cy
      .elements()
      .filter(
        (element) =>
          element.id() === id || (element.isEdge() && bundleOf(element).edges.some((edge) => edge.id === id)),
      );
    if (chosen.empty()) return;
    chosen.addClass("chosen");
    const near = chosen.closedNeighborhood().union(chosen.connectedNodes());
    this.#cy.elements().difference(near).addClass("faded");
    this.#label();
  }

  fit(): void {
    this.#cy.fit(undefined, 40);
  }

  zoom(factor: number): void {
    const middle = { x: this.#cy.width() / 2, y: this.#cy.height() / 2 };
    this.#cy.zoom({ level: this.#cy.zoom() * factor, renderedPosition: middle });
  }

  positionOf(id: string): { readonly x: number; readonly y: number } {
    return { ...this.#cy.getElementById(id).position() };
  }

  /** The node next to one towards an arrow, brought into sight; without one, that with most edges. */
  next(arrow: Arrow, from: string | undefined): string | undefined {
    const places = this.#cy.nodes().map((node) => ({ id: node.id(), ...node.position() }));
    const start = places.find(({ id }) => id === from);
    const id = start
      ? nearestTowards(arrow, start, places)
      : this.#cy
          .nodes()
          .max((node) => nodeOf(node as NodeSingular).degree)
          .ele?.id();
    if (id) this.#bringIntoSight(id);
    return id;
  }

  recolour(): void {
    this.#colours = readColours(this.#host);
    this.#cy.style(drawingStyle(this.#colours));
  }

  png(): Promise<Blob> {
    return this.#cy.png({
      output: "blob-promise",
      full: true,
      scale: 2,
      maxWidth: 8_000,
      maxHeight: 8_000,
      bg: this.#colours.paper,
    });
  }

  drawing(): Drawing {
    const colours = this.#colours;
    return {
      ink: colours.ink,
      paper: colours.paper,
      fontSize: labelPixels / this.#cy.zoom(),
      nodes: this.#cy.nodes().map((element) => {
        const node = nodeOf(element);
        return {
          ...element.position(),
          size: nodeSize(node),
          colour: colours.category[node.category],
          category: node.category,
          name: node.name,
          labelled: element.hasClass("labelled"),
        };
      }),
      edges: this.#cy.edges().map((element) => {
        const bundle = bundleOf(element);
        const arrows = arrowsOf(bundle);
        return {
          from: element.sourceEndpoint(),
          to: element.targetEndpoint(),
          colour: edgeColour(bundle, colours),
          width: edgeWidth(bundle),
          dashes: dashesOf(bundle).join(" "),
          arrows,
          title: bundle.edges
            .map(
              ({ subject, predicate, object, belief }) =>
                `${subject.name} ${predicates[predicate].says} ${object.name} (${belief.toFixed(2)})`,
            )
            .join("; "),
        };
      }),
    };
  }

  close(): void {
    cancelAnimationFrame(this.#labelling);
    this.#cy.destroy();
  }

  #put(element: ElementDefinition): void {
    const present = this.#cy.getElementById(element.data.id!);
    if (present.nonempty()) {
      present.data(element.data);
      return;
    }
    this.#cy.add(element);
  }

  /** New nodes begin beside a neighbour that has its place, so that a graph grows instead of jumping. */
  #layOut(pins: View["pins"], fresh: boolean): void {
    const cy = this.#cy;
    if (cy.nodes().empty()) return;
    if (fresh) seed(cy);
    else placeBesideNeighbours(cy);
    const fixed = [...pins].filter(([id]) => cy.getElementById(id).nonempty());
    const layout = cy.layout({
      name: "fcose",
      quality: "default",
      // Random places would differ from reader to reader of one address.
      randomize: false,
      animate: false,
      nodeDimensionsIncludeLabels: false,
      idealEdgeLength: 110,
      nodeRepulsion: 9_000,
      nodeSeparation: 90,
      padding: 40,
      fixedNodeConstraint: fixed.map(([nodeId, position]) => ({ nodeId, position })),
    } as cytoscape.LayoutOptions);
    layout.one("layoutstop", () => this.#label());
    layout.run();
  }

  #bringIntoSight(id: string): void {
    const node = this.#cy.getElementById(id);
    const { x, y } = node.renderedPosition();
    const inside = x > 40 && y > 40 && x < this.#cy.width() - 40 && y < this.#cy.height() - 40;
    if (!inside) this.#cy.center(node);
  }

  /** Chooses anew which labels have room, once for all that happens within a frame. */
  #label(): void {
    cancelAnimationFrame(this.#labelling);
    this.#labelling = requestAnimationFrame(() => {
      const cy = this.#cy;
      const zoom = cy.zoom();
      this.#text.font = `${labelPixels}px system-ui, sans-serif`;
      const labels: Label[] = [];
      const bodies: Box[] = [];
      cy.nodes().forEach((element) => {
        const node = nodeOf(element);
        const id = element.id();
        const { x, y } = element.renderedPosition();
        const size = nodeSize(node) * zoom;
        const chosen = element.hasClass("chosen");
        const faded = element.hasClass("faded");
        bodies.push({ id, left: x - size / 2, top: y - size / 2, width: size, height: size });
        const width = Math.min(this.#text.measureText(node.name).width, mostLabelPixels) + 2 * labelMargin;
        labels.push({
          id,
          left: x - width / 2,
          top: y + size / 2,
          width,
          height: labelPixels + 2 * labelMargin,
          covers: chosen || (node.opened && !faded),
          weight:
            (chosen ? 1e6 : 0) +
            (faded ? -1e6 : 0) +
            (node.opened ? 1e4 : 0) +
            node.degree * 10 +
            Math.log(1 + node.documents),
        });
      });
      const shown = chooseLabels(labels, bodies);
      cy.batch(() => {
        cy.nodes().forEach((node) => {
          node.toggleClass("labelled", shown.has(node.id()));
        });
      });
      cy.style().update();
    });
  }
}

/** What is drawn first begins where its ids say, so that an address looks the same wherever it is opened. */
function seed(cy: Core): void {
  const places = seedPlaces(cy.nodes().map((node) => node.id()));
  cy.nodes().forEach((node) => {
    const place = places.get(node.id());
    if (place && !node.hasClass("pinned")) node.position({ ...place });
  });
}

function placeBesideNeighbours(cy: Core): void {
  cy.nodes().forEach((node, index) => {
    const { x, y } = node.position();
    if (x !== 0 || y !== 0) return;
    const neighbour = node
      .neighborhood()
      .nodes()
      .filter((other) => other.isNode() && other.position().x !== 0);
    const middle = neighbour.nonempty() ? neighbour.position() : { x: 0, y: 0 };
    // Around it by the golden angle, so that many new ones do not lie on each other.
    const angle = index * 2.39996;
    node.position({ x: middle.x + 90 * Math.cos(angle), y: middle.y + 90 * Math.sin(angle) });
  });
}
