import "./styles/tokens.css";
import "./styles/base.css";
import { render } from "preact";
import { App } from "./app.js";
import { followLinks } from "./route/place.js";

followLinks();
render(<App />, document.getElementById("app")!);
