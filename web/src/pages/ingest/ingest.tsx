import { wantsKey } from "../../api/key.js";
import { Failure } from "../../parts/failure.js";
import { FileDrop } from "./file-drop.js";
import { JobItem } from "./job-item.js";
import { PubmedForm } from "./pubmed-form.js";
import { TextForm } from "./text-form.js";
import { useJobs } from "./use-jobs.js";
import "./ingest.css";

export default function Ingest() {
  const { jobs, error, waiting, again } = useJobs();
  return (
    <div class="ingest">
      <h1>Add papers</h1>
      <p class="ingest-lead">
        What is added here is read, and what it says goes into the graph with its sentences. A paper that
        comes again replaces itself.
      </p>
      {!(error && wantsKey(error)) && (
        <>
          <div class="ingest-ways">
            <FileDrop onBegun={again} />
            <PubmedForm onBegun={again} />
            <TextForm onBegun={again} />
          </div>
          <section class="jobs" aria-labelledby="jobs-title">
            <h2 id="jobs-title">Jobs</h2>
            {error && <Failure error={error} retry={again} />}
            {jobs?.length === 0 && (
              <p class="soft">None so far. What you add is listed here, with its progress.</p>
            )}
            {!jobs && waiting && <p aria-busy="true">Loading …</p>}
            <ol>
              {jobs?.map((job) => (
                <JobItem key={job.id} job={job} onChanged={again} />
              ))}
            </ol>
          </section>
        </>
      )}
    </div>
  );
}
