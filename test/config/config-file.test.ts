import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { takeConfigFlag } from "../../src/cli/config-flag.js";
import { loadConfig } from "../../src/config.js";
import { LitweaveError } from "../../src/domain/errors.js";

const folder = mkdtempSync(join(tmpdir(), "litweave-config-"));

function withFile(text: string, env: Record<string, string> = {}) {
  writeFileSync(join(folder, "litweave.yaml"), text);
  return loadConfig(env, undefined, folder);
}

function refusal(text: string, env?: Record<string, string>): string {
  try {
    withFile(text, env);
  } catch (error) {
    if (error instanceof LitweaveError) return `${error.code}: ${error.message} (${error.hint})`;
    throw error;
  }
  return "accepted";
}

describe("the configuration file", () => {
  it("stands between the environment and the defaults", () => {
    const config = withFile("port: 8080\nneo4j:\n  user: weaver\n", { LITWEAVE_PORT: "9090" });
    expect([config.port, config.neo4j.user, config.host]).toEqual([9090, "weaver", "127.0.0.1"]);
    expect(withFile("port: 8080").port).toBe(8080);
  });

  it("is found by flag, by variable, and in the working folder, in this order", () => {
    withFile("port: 1");
    writeFileSync(join(folder, "two.yaml"), "port: 2");
    writeFileSync(join(folder, "three.yaml"), "port: 3");
    expect(loadConfig({ LITWEAVE_CONFIG: "two.yaml" }, "three.yaml", folder).port).toBe(3);
    expect(loadConfig({ LITWEAVE_CONFIG: "two.yaml" }, undefined, folder).port).toBe(2);
    expect(loadConfig({}, undefined, folder).port).toBe(1);
    expect(loadConfig({}, undefined, tmpdir()).port).toBe(4000);
    expect(() => loadConfig({}, "four.yaml", folder)).toThrow(
      "The configuration file four.yaml is not there",
    );
  });

  it("has paths of its own folder; a URL stays a URL", () => {
    expect(withFile("store: graphs/mine").store).toBe(join(folder, "graphs/mine"));
    expect(withFile("store: bolt://db:7687").store).toBe("bolt://db:7687");
    expect(withFile("store: here", { LITWEAVE_STORE: "there" }).store).toBe("there");
  });

  it("is refused when it is far longer than all settings, before it is parsed", () => {
    const told = refusal("!!map ".repeat(30_000));
    expect(told).toContain("USAGE: litweave.yaml has 180000 characters; a configuration has at most 65536");
    expect(refusal(`port: 80\n${"# a comment\n".repeat(5_000)}`)).toBe("accepted");
  });

  it("may have every line commented out", () => {
    expect(withFile("# nothing\nneo4j:\n  # user: me\n").neo4j.user).toBe("neo4j");
    expect(withFile("").port).toBe(4000);
  });

  it.each([
    ["prot: 8080", "litweave.yaml, line 1: prot is no setting (did you mean port?)"],
    ["port: 1\nneo4j:\n  usr: me", "line 3: neo4j.usr is no setting (did you mean neo4j.user?)"],
    ["email: me@example.org", "line 1: email is no setting (did you mean ncbi.email?)"],
    ["colour: green", "docs/configuration.md lists"],
    ["constructor: 1", "constructor is no setting"],
    ["port: many", "litweave.yaml, line 1: port is “many”, which is no port"],
    ["\ndevice: gpu", "line 2: device is “gpu” (give one of auto, cpu"],
    ["provisional: 1", "provisional is “1” (give true or false)"],
    ["store: [a, b]", "store is a list, which is no text"],
    ["neo4j: me", "neo4j holds no keys"],
    ["- port", "the file holds no keys"],
    ["port: 1\nport: 2", "line 2 is no YAML"],
    ["port: [", "is no YAML"],
  ])("%j is refused, with the place", (text, message) => {
    expect(refusal(text)).toMatch(/^USAGE: /u);
    expect(refusal(text)).toContain(message);
  });

  it("refuses a variable that nearly is one of ours, and leaves others alone", () => {
    expect(refusal("", { LITWEAVE_PROT: "1" })).toContain(
      "LITWEAVE_PROT is no variable of Litweave's (did you mean LITWEAVE_PORT?)",
    );
    expect(refusal("", { LITWEAVE_RELEASE_NOTES: "1" })).toBe("accepted");
  });
});

describe("a secret", () => {
  writeFileSync(join(folder, "password"), "hush-hush\n");

  it("may stand in a file of its own", () => {
    expect(withFile("neo4j:\n  passwordFile: password").neo4j.password).toBe("hush-hush");
    expect(withFile("", { NEO4J_PASSWORD_FILE: join(folder, "password") }).neo4j.password).toBe("hush-hush");
    expect(
      withFile("neo4j:\n  password: other", { NEO4J_PASSWORD_FILE: join(folder, "password") }).neo4j.password,
    ).toBe("hush-hush");
  });

  it("is given in one way at a time, and its file must be there", () => {
    expect(refusal("neo4j:\n  password: a\n  passwordFile: password")).toContain(
      "neo4j.passwordFile are given",
    );
    expect(refusal("", { NEO4J_PASSWORD: "a", NEO4J_PASSWORD_FILE: "b" })).toContain(
      "NEO4J_PASSWORD_FILE are given",
    );
    expect(refusal("neo4j:\n  passwordFile: nowhere")).toContain("cannot be read: ENOENT");
    expect(refusal("port: 1\nneo4j:\n  userFile: password")).toContain("neo4j.userFile is no setting");
  });

  it("is not shown by an error about it", () => {
    expect(refusal("neo4j:\n  password: [hush-hush]")).not.toContain("hush-hush");
    expect(refusal('neo4j:\n  password: "hush-hush')).not.toContain("hush-hush");
  });
});

describe("--config", () => {
  it.each([
    [["serve", "--config", "a.yaml", "--port", "1"], "a.yaml", ["serve", "--port", "1"]],
    [["--config=a.yaml", "serve"], "a.yaml", ["serve"]],
    [["link", "--", "--config"], undefined, ["link", "--", "--config"]],
    [["serve"], undefined, ["serve"]],
  ])("%j", (args, file, rest) => {
    expect(takeConfigFlag(args)).toEqual({ file, rest });
  });

  it("wants a file", () => {
    expect(() => takeConfigFlag(["serve", "--config"])).toThrow("--config wants a file");
    expect(() => takeConfigFlag(["--config", "--json", "serve"])).toThrow("--config wants a file");
  });
});

describe("a mapping where a value belongs", () => {
  it.each(["port", "minScore", "limits:\n  rate", "store"])(
    "is refused for %s, though it names itself toString",
    (key) => {
      expect(() => withFile(`${key}: {toString: 1}\n`)).toThrow(LitweaveError);
    },
  );

  it("is not quoted, for a section that slipped may hold a secret", () => {
    const told = refusal("port:\n  user: neo4j\n  password: hunter2\n");
    expect(told).toContain("litweave.yaml, line 1: port is a mapping, which is no port");
    expect(told).not.toContain("hunter2");
  });

  it("is no key", () => expect(() => withFile("? {toString: 1}\n: 1\n")).toThrow(/is no setting/u));
});

describe("an alias in a configuration", () => {
  const read = (text: string) => () => withFile(text);
  const bomb = ["a: &a0 [x, x]"];
  for (let level = 1; level < 12; level += 1)
    bomb.push(
      `b${level}: &a${level} [${Array(10)
        .fill(`*a${level - 1}`)
        .join(", ")}]`,
    );

  it.each([
    ["that leads nowhere", "port: *a\n", "line 1: Unresolved alias"],
    ["that holds itself", "store: x\nhost: &a [*a]\n", "line 2: a value holds itself"],
    ["as a key that leads nowhere", "*a : 1\n", "line 1: Unresolved alias"],
  ])("%s is told with its line", (_, text, told) => {
    expect(read(text)).toThrow(told);
    expect(read(text)).toThrow(LitweaveError);
  });

  it("that unfolds without end is refused before it does", () => {
    expect(read(`store: ${"x"}\nhttp:\n  allowedHosts: *a11\n${bomb.join("\n")}`)).toThrow(LitweaveError);
    const nested = bomb.map((line) => line.replace(/^\w+:/u, "  -")).join("\n");
    expect(read(`http:\n allowedHosts:\n${nested}\n`)).toThrow(/Excessive alias count/u);
  });
});
