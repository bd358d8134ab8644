import { useEffect, useRef } from "preact/hooks";
import { saveFile } from "../../export/save-file.js";
import { toCsv } from "../../export/to-csv.js";
import { toGraphml } from "../../export/to-graphml.js";
import { toSvg } from "../../export/to-svg.js";
import type { GraphDrawing } from "./drawing.js";
import type { Network } from "./network.js";

interface ExportMenuProps {
  readonly network: Network;
  /** Pictures are of the drawing, so they take one. */
  readonly drawing: GraphDrawing | undefined;
}

/** Takes away what is in view: a picture, a table, a graph for other programs. */
export function ExportMenu({ network, drawing }: ExportMenuProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const closeOutside = ({ target }: Event) => {
      if (menu.current && !menu.current.contains(target as Element)) menu.current.open = false;
    };
    document.addEventListener("pointerdown", closeOutside);
    return () => document.removeEventListener("pointerdown", closeOutside);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !menu.current?.open) return;
    event.preventDefault();
    menu.current.open = false;
    menu.current.querySelector("summary")?.focus();
  };
  const text = (name: string, type: string, content: string) => saveFile(name, new Blob([content], { type }));
  return (
    <details class="export" ref={menu} onKeyDown={onKeyDown}>
      <summary class="button">Export</summary>
      <div class="export-choices">
        <button
          type="button"
          disabled={!drawing}
          onClick={async () => drawing && saveFile("litweave.png", await drawing.png())}
        >
          PNG
        </button>
        <button
          type="button"
          disabled={!drawing}
          onClick={() => drawing && text("litweave.svg", "image/svg+xml", toSvg(drawing.drawing()))}
        >
          SVG
        </button>
        <button type="button" onClick={() => text("litweave.csv", "text/csv", toCsv(network.edges))}>
          CSV
        </button>
        <button
          type="button"
          onClick={() =>
            text("litweave.graphml", "application/graphml+xml", toGraphml(network.nodes, network.edges))
          }
        >
          GraphML
        </button>
      </div>
    </details>
  );
}
