import { describe, expect, it } from "vitest";
import { readConfig } from "../src/config.js";

describe("the configuration", () => {
  it("has defaults that work from a clone", () => {
    const config = readConfig({});
    expect(config.port).toBe(4000);
    expect(config.host).toBe("127.0.0.1");
    expect(config.store).toBe("graph");
    expect(config.terminology).toMatch(/models.terminology$/);
  });

  it("takes what the environment says", () => {
    const config = readConfig({
      LITWEAVE_PORT: "8080",
      LITWEAVE_STORE: "bolt://localhost:7687",
      XDG_CACHE_HOME: "/c",
    });
    expect(config).toMatchObject({ port: 8080, store: "bolt://localhost:7687", cache: "/c/litweave" });
  });

  it.each([
    [{ LITWEAVE_PORT: "http" }, /LITWEAVE_PORT is “http”/],
    [{ LITWEAVE_PORT: "70000" }, /LITWEAVE_PORT/],
    [{ LITWEAVE_DEVICE: "gpu" }, /LITWEAVE_DEVICE is “gpu”/],
  ])("refuses %o, naming the variable", (env, message) => {
    expect(() => readConfig(env)).toThrow(message);
  });
});
