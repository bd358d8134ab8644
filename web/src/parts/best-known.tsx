import { BestKnownDocument } from "../api/generated.js";
import { useAnswer } from "../api/use-answer.js";

interface BestKnownProps {
  address(from: string, to: string): string;
}

const none = {};

/** Two concepts that most papers of this graph relate, for who does not know yet what to ask for. */
export function BestKnown({ address }: BestKnownProps) {
  const { data } = useAnswer(BestKnownDocument, none);
  const best = data?.triples.edges[0]?.node;
  if (!best) return null;
  return (
    <p>
      Or see an example:{" "}
      <a href={address(best.subject.id, best.object.id)}>
        {best.subject.name} and {best.object.name}
      </a>
    </p>
  );
}
