import { generateKeyPairSync } from "node:crypto";
import { SignJWT } from "jose";

export const issuer = "https://login.example.org/";

/** A token of the issuer's that lets its bearer read, signed by a key of its own pair. */
export async function issuedToken(): Promise<{ readonly token: string; readonly publicKey: string }> {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const signing = new SignJWT({ roles: ["read"] }).setProtectedHeader({ alg: "ES256" }).setIssuer(issuer);
  return {
    token: await signing
      .setAudience("litweave")
      .setSubject("reader")
      .setExpirationTime("1h")
      .sign(privateKey),
    publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
  };
}
