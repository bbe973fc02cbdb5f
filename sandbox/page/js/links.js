// Which addresses may be followed, and which are an invitation to a bot of this sandbox.

const SCHEMES = new Set(["http:", "https:", "tg:"]);

/** The address as a URL, or null when its scheme is not one of http, https, tg. */
export function safeUrl(text) {
  const raw = String(text || "").trim();
  const url = parse(raw) || parse(/^[\w-]+(\.[\w-]+)+([/?#:]|$)/.test(raw) ? `https://${raw}` : "");
  return url && SCHEMES.has(url.protocol) ? url : null;
}

function parse(text) {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** `{username, payload}` when the address is https://t.me/<username>?start=… or tg://resolve?domain=…&start=…, else null. */
export function invitationOf(url) {
  if (!url) return null;
  const isShort = /^(www\.)?(t|telegram)\.me$/i.test(url.hostname);
  const username = url.protocol === "tg:" ? url.searchParams.get("domain") : isShort && url.pathname.slice(1).split("/")[0];
  return username ? { username, payload: url.searchParams.get("start") } : null;
}
