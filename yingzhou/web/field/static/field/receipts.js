/* A receipt is believed when the server's key signed it and it names what this phone has: the record and every photo in it. */

export class NotBelieved extends Error {}

const bytesOf = (base64) => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));

/* "signed", "matched" (this browser cannot check signatures, the hashes are right) or NotBelieved. */
export async function believed(answer, record, photos, key) {
  const { receipt } = answer;
  if (!receipt || !receipt.signed) throw new NotBelieved("none");
  const bytes = bytesOf(receipt.signed);
  const words = new TextDecoder().decode(bytes);
  if (!words.includes(record.key) || (answer.seal && !words.includes(answer.seal))) throw new NotBelieved("another");
  const hashes = answer.photos || {};
  for (const photo of photos) {
    if (hashes[photo.key] !== undefined && hashes[photo.key] !== photo.sha256) throw new NotBelieved("photo");
  }
  const verdict = await verified(bytes, receipt.signature, key);
  if (verdict === false) throw new NotBelieved("signature");
  return verdict === null ? "matched" : "signed";
}

/* true, false, or null where the browser does not know Ed25519. */
async function verified(bytes, signature, key) {
  if (!key || !signature) return false;
  let imported;
  try {
    imported = await crypto.subtle.importKey("raw", bytesOf(key.public), { name: "Ed25519" }, false, ["verify"]);
  } catch {
    return null;
  }
  return crypto.subtle.verify({ name: "Ed25519" }, imported, bytesOf(signature), bytes);
}
