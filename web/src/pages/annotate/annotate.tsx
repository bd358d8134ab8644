import { useState } from "preact/hooks";
import { AnnotateDocument } from "../../api/generated.js";
import { useAnswer } from "../../api/use-answer.js";
import { Failure } from "../../parts/failure.js";
import { Notice } from "../../parts/notice.js";
import { type Draft, draft, read } from "./draft.js";
import { Headings } from "./headings.js";
import { Reading } from "./reading.js";
import { TextForm } from "./text-form.js";
import { Waiting } from "./waiting.js";
import "./annotate.css";

export default function Annotate() {
  const [explain, setExplain] = useState(false);
  const asked = read.value;
  const { data, error, waiting, retry } = useAnswer(AnnotateDocument, asked && { ...asked, explain });
  const annotation = data?.annotate;
  const shown = asked && annotation?.text === wholeOf(asked) ? annotation : undefined;
  const firstReading = waiting && !shown;
  const ask = (wanted: Draft) => {
    if (wanted.title === asked?.title && wanted.text === asked.text) retry();
    setExplain(false);
    read.value = wanted;
  };
  return (
    <div class="annotate">
      <h1>Read a text</h1>
      <p class="annotate-lead">
        Paste an abstract: its drugs, diseases, genes, species, cell lines and variants are found and linked,
        and what it says of them is read out. The text is sent to this server alone, and is not stored.
      </p>
      <TextForm
        busy={firstReading}
        onRead={ask}
        onChange={() => {
          if (firstReading) read.value = undefined;
        }}
      />
      {firstReading && <Waiting onStop={() => (read.value = undefined)} />}
      {asked && error && !waiting && <Failure error={error} retry={retry} />}
      {shown && asked && (
        <>
          {changed(asked) && (
            <Notice
              title="The text above has changed since"
              hint="what follows is of the text before; read it again"
            />
          )}
          <Reading
            key={shown.text}
            annotation={shown}
            titleEnd={asked.title.length}
            explaining={explain && waiting}
            onExplain={() => setExplain(true)}
          />
          <Headings key={`headings ${shown.text}`} asked={asked} />
        </>
      )}
    </div>
  );
}

/** The text as the API puts it together. */
const wholeOf = ({ title, text }: Draft) => (title === "" ? text : `${title}\n${text}`);

function changed(asked: Draft): boolean {
  return draft.value.text !== asked.text || draft.value.title !== asked.title;
}
