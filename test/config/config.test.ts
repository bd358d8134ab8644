import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.js";

describe("the configuration", () => {
  it("has defaults that work from a clone", () => {
    const config = readConfig({});
    expect(config.port).toBe(4000);
    expect(config.host).toBe("127.0.0.1");
    expect(config.store).toBe("graph");
    expect(config.terminology).toMatch(/models.terminology$/);
    expect(config.minScore, "the models' own").toBeUndefined();
  });

  it("takes what the environment says", () => {
    const config = readConfig({
      LITWEAVE_PORT: "8080",
      LITWEAVE_STORE: "bolt://localhost:7687",
      LITWEAVE_MIN_SCORE: "0.9",
      XDG_CACHE_HOME: "/c",
      XDG_STATE_HOME: "/s",
      NCBI_API_KEY: " 0123 ",
    });
    expect(config).toMatchObject({ port: 8080, store: "bolt://localhost:7687", cache: "/c/litweave" });
    expect(config).toMatchObject({ state: "/s/litweave", ncbi: { apiKey: "0123", email: "" } });
    expect(config.minScore).toBe(0.9);
  });

  it.each([
    [{ LITWEAVE_PORT: "http" }, /LITWEAVE_PORT is “http”/],
    [{ LITWEAVE_PORT: "70000" }, /LITWEAVE_PORT/],
    [{ LITWEAVE_DEVICE: "gpu" }, /LITWEAVE_DEVICE is “gpu”/],
    [{ LITWEAVE_MIN_SCORE: "1.5" }, /LITWEAVE_MIN_SCORE is “1.5”, which is no probability/],
    [{ LITWEAVE_MIN_SCORE: "high" }, /LITWEAVE_MIN_SCORE/],
  ])("refuses %o, naming the variable", (env, message) => {
    expect(() => readConfig(env)).toThrow(message);
  });
});
