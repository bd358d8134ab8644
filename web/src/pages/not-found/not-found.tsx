import { Notice } from "../../parts/notice.js";
import { place } from "../../route/place.js";

export default function NotFound() {
  return (
    <>
      <h1>Nothing is here</h1>
      <Notice title={`No page is at ${place.value.path}`} hint="search for a concept above, or begin anew">
        <a href="/">To the search</a>
      </Notice>
    </>
  );
}
