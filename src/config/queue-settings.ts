import { count, place, secret, text } from "./setting.js";

/** Where the work queue is, and what it takes to be let in: the section `queue`. */
export const queueSettings = {
  url: text({
    means:
      "The work queue: `nats://` or `tls://`, hosts with commas between them, and after a slash the queue's name (`litweave` without it).",
    env: "LITWEAVE_QUEUE",
    flag: "--queue",
    initial: undefined,
    shown: "none",
    example: "nats://localhost:4222",
  }),
  credentials: place(
    {
      means: "Credentials for the queue's server: a `.creds` file.",
      initial: undefined,
      shown: "none",
      example: "litweave.creds",
    },
    "file",
  ),
  token: secret({ means: "Token for the queue's server.", initial: "", example: "…" }),
  user: text({
    means: "User at the queue's server.",
    initial: undefined,
    shown: "none",
    example: "litweave",
  }),
  password: secret({ means: "Password at the queue's server.", initial: "", example: "…" }),
  ca: place(
    {
      means: "Certificates (PEM) that sign the server's, where it is none of the usual.",
      initial: undefined,
      shown: "the system's",
      example: "ca.pem",
    },
    "file",
  ),
  certificate: place(
    {
      means: "Our certificate (PEM), where the server asks for one.",
      initial: undefined,
      shown: "none",
      example: "client.pem",
    },
    "file",
  ),
  key: place(
    {
      means: "The key of our certificate (PEM).",
      initial: undefined,
      shown: "none",
      example: "client.key",
    },
    "file",
  ),
  replicas: count(
    { means: "Servers of a NATS cluster that keep each message, of a queue that is made now.", initial: 1 },
    1,
    5,
  ),
};
