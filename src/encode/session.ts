import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { LitweaveError } from "../domain/errors.js";
import { exhausted } from "../domain/exhausted.js";

export type Device = "cpu" | "cuda" | "webgpu";

export interface DeviceOptions {
  /** `auto`, the default, takes CUDA when it is there; a device by name is taken or refused. WebGPU only by name. */
  readonly device?: "auto" | Device;
  /** Threads of one run on the CPU; by default as many as there are cores. */
  readonly threads?: number;
  /** Takes one line per choice made. */
  readonly log?: (message: string) => void;
}

/** A graph's inputs and outputs with the sizes that must hold; a name stands for a size that is free. */
export interface Interface {
  readonly inputs: readonly string[];
  /** Sizes of those inputs whose sizes must hold. */
  readonly inputSizes?: Readonly<Record<string, readonly (number | string)[]>>;
  readonly outputs: Readonly<Record<string, readonly (number | string)[]>>;
}

export interface OpenSession {
  readonly session: InferenceSession;
  readonly device: Device;
}

/**
 * Opens the graph for the device: the GPU's file on CUDA and WebGPU, else the CPU's. Under `auto` a CUDA that cannot be
 * opened is told in `log` and the CPU taken.
 *
 * @throws LitweaveError `BAD_MODEL` when the graph cannot be loaded, `USAGE` when a GPU was asked for and is not there
 */
export async function openSession(
  files: { readonly cpu: () => Promise<string>; readonly gpu?: () => Promise<string> },
  options: DeviceOptions = {},
): Promise<OpenSession> {
  const { device = "auto", log } = options;
  let reason = "";
  if (device === "webgpu" && files.gpu !== undefined) return openOnWebGpu(await files.gpu(), log);
  if (device !== "cpu" && files.gpu !== undefined) {
    const absent = gpuAbsence();
    if (absent === undefined) {
      const path = await files.gpu();
      try {
        const session = await InferenceSession.create(path, { executionProviders: ["cuda"] });
        log?.(`${path} runs on CUDA`);
        return { session, device: "cuda" };
      } catch (cause) {
        if (device === "cuda") throw noCuda(messageOf(cause), cause);
        reason = `: CUDA does not start (${messageOf(cause)})`;
      }
    } else {
      if (device === "cuda") throw noCuda(absent);
      reason = `: ${absent}`;
    }
  }
  const path = await files.cpu();
  const session = await createOnCpu(path, options.threads);
  log?.(`${path} runs on the CPU${reason}`);
  return { session, device: "cpu" };
}

async function openOnWebGpu(path: string, log: DeviceOptions["log"]): Promise<OpenSession> {
  try {
    const session = await InferenceSession.create(path, { executionProviders: ["webgpu"] });
    log?.(`${path} runs on WebGPU`);
    return { session, device: "webgpu" };
  } catch (cause) {
    throw new LitweaveError("USAGE", `WebGPU was asked for and is not there: ${messageOf(cause)}`, {
      cause,
      hint: "it needs a GPU with a Vulkan, Metal or Direct3D 12 driver; see docs/gpu.md, or let the device be “cpu”",
    });
  }
}

/**
 * Measured; the table stands in docs/decisions. Idle threads sleep instead of spinning, because the encoder, the linker
 * and the server share the cores.
 */
const cpuSettings = { session: { intra_op: { allow_spinning: "0" } } };

async function createOnCpu(path: string, threads: number | undefined): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(path, {
      executionProviders: ["cpu"],
      graphOptimizationLevel: "all",
      extra: cpuSettings,
      ...(threads === undefined ? {} : { intraOpNumThreads: threads }),
    });
  } catch (cause) {
    const refusal = exhausted(cause);
    if (refusal) throw refusal;
    throw new LitweaveError("BAD_MODEL", `${path} cannot be loaded: ${messageOf(cause)}`, {
      cause,
      hint: "the file is damaged, or of an operator set that this ONNX Runtime does not know",
    });
  }
}

function noCuda(reason: string, cause?: unknown): LitweaveError {
  return new LitweaveError("USAGE", `CUDA was asked for and is not there: ${reason}`, {
    cause,
    hint: "install ONNX Runtime's CUDA provider (docs/gpu.md), or let the device be “auto” or “cpu”",
  });
}

/** Why CUDA cannot be, found without trying: trying prints errors of the runtime's own to the terminal. */
export function gpuAbsence(): string | undefined {
  if (process.platform !== "linux" && process.platform !== "win32") return `${process.platform} has no CUDA`;
  const name =
    process.platform === "win32" ? "onnxruntime_providers_cuda.dll" : "libonnxruntime_providers_cuda.so";
  const home = dirname(dirname(createRequire(import.meta.url).resolve("onnxruntime-node")));
  const path = join(home, "bin", "napi-v6", process.platform, process.arch, name);
  return existsSync(path) ? undefined : `${name} is not installed beside onnxruntime-node`;
}

/**
 * Holds a graph against its manifest; one that does not fit is released before the error is thrown.
 *
 * @throws LitweaveError `BAD_MODEL` naming what the manifest promises and what the file has
 */
export async function checkInterface(
  session: InferenceSession,
  path: string,
  expected: Interface,
): Promise<void> {
  try {
    compareInterface(session, path, expected);
  } catch (error) {
    await session.release();
    throw error;
  }
}

function compareInterface(session: InferenceSession, path: string, expected: Interface): void {
  const missingInputs = session.inputNames.filter((name) => !expected.inputs.includes(name));
  const wanted = Object.keys(expected.outputs);
  if (missingInputs.length > 0 || expected.inputs.some((name) => !session.inputNames.includes(name))) {
    throw mismatch(path, "inputs", session.inputNames, expected.inputs);
  }
  if (wanted.some((name) => !session.outputNames.includes(name))) {
    throw mismatch(path, "outputs", session.outputNames, wanted);
  }
  for (const input of session.inputMetadata) {
    checkSizes(path, `input ${input.name}`, input, expected.inputSizes?.[input.name]);
  }
  for (const output of session.outputMetadata) {
    checkSizes(path, `output ${output.name}`, output, expected.outputs[output.name]);
  }
}

function checkSizes(
  path: string,
  what: string,
  value: InferenceSession.ValueMetadata,
  sizes: readonly (number | string)[] | undefined,
): void {
  if (sizes === undefined || !value.isTensor) return;
  const differs =
    value.shape.length !== sizes.length ||
    value.shape.some(
      (size, i) => typeof size === "number" && typeof sizes[i] === "number" && size !== sizes[i],
    );
  if (differs) throw mismatch(path, what, value.shape, sizes);
}

function mismatch(
  path: string,
  what: string,
  found: readonly (string | number)[],
  expected: readonly (string | number)[],
): LitweaveError {
  const list = (values: readonly (string | number)[]) => `[${values.join(", ")}]`;
  return new LitweaveError(
    "BAD_MODEL",
    `${path} has ${what} ${list(found)}, its manifest wants ${list(expected)}`,
    {
      hint: "graph and manifest belong to different models: restore the model folder",
    },
  );
}

export function int64Tensor(values: BigInt64Array, shape: readonly number[]): Tensor {
  return new Tensor("int64", values, shape);
}

/** @throws LitweaveError `BAD_MODEL` when the output is missing or not float32 */
export function floats(outputs: InferenceSession.OnnxValueMapType, name: string): Float32Array {
  const value = outputs[name];
  if (value?.type === "float32") return value.data as Float32Array;
  throw new LitweaveError("BAD_MODEL", `output “${name}” is ${value?.type ?? "missing"}, float32 was wanted`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
