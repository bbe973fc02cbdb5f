// The control plane, one function a door. Never retries: a refusal is the caller's to show.

export class Refused extends Error {}

async function call(method, path, body) {
  const options = { method };
  if (body instanceof FormData) options.body = body;
  else if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers = { "Content-Type": "application/json" };
  }
  let answer;
  try {
    answer = await fetch(`/sandbox${path}`, options);
  } catch {
    throw new Refused("The sandbox does not answer.");
  }
  const text = await answer.text();
  let value = null;
  try {
    value = text ? JSON.parse(text) : null;
  } catch {
    value = null;
  }
  if (!answer.ok) throw new Refused(value?.error || `The sandbox answered ${answer.status}.`);
  return value;
}

const get = (path) => call("GET", path);
const post = (path, body) => call("POST", path, body);

/** `blobs`: files that the payload's "files" names, as {name: File}. */
function withFiles(path, payload, blobs = {}) {
  const names = Object.keys(blobs);
  if (!names.length) return post(path, payload);
  const form = new FormData();
  form.append("payload", JSON.stringify(payload));
  for (const name of names) form.append(name, blobs[name], blobs[name].name);
  return post(path, form);
}

export const api = {
  health: () => get("/health"),
  changeBot: (id, changes) => call("PATCH", `/bots/${id}`, changes),
  people: () => get("/people"),
  addPerson: (person) => post("/people", person),
  changePerson: (id, changes) => call("PATCH", `/people/${id}`, changes),
  deletePerson: (id) => call("DELETE", `/people/${id}`),
  chats: (id) => get(`/people/${id}/chats`),
  messages: (chatKey, limit, before) =>
    get(`/chats/${encodeURIComponent(chatKey)}/messages?limit=${limit}${before ? `&before=${before}` : ""}`),
  press: (id, body) => post(`/people/${id}/press`, body),
  replyButton: (id, chatKey, text, place) => post(`/people/${id}/reply_button`, { chat_key: chatKey, text, ...place }),
  edit: (id, body, blobs) => withFiles(`/people/${id}/edit`, body, blobs),
  remove: (id, chatKey, ids) => post(`/people/${id}/delete`, { chat_key: chatKey, message_ids: ids }),
  react: (id, chatKey, messageId, emoji) => post(`/people/${id}/react`, { chat_key: chatKey, message_id: messageId, emoji }),
  pin: (id, chatKey, messageId, isPinned) => post(`/people/${id}/${isPinned ? "pin" : "unpin"}`, { chat_key: chatKey, message_id: messageId }),
  openTopic: (id, chatKey, name) => post(`/people/${id}/topics`, { chat_key: chatKey, name }),
  deleteTopic: (chatKey, topic) => post(`/topics/${encodeURIComponent(chatKey)}/delete`, { message_thread_id: topic }),
  read: (id, chatKey) => post(`/people/${id}/read`, { chat_key: chatKey }),
  block: (id, bot) => post(`/people/${id}/block`, { bot }),
  unblock: (id, bot) => post(`/people/${id}/unblock`, { bot }),
  faults: () => get("/faults"),
  addFault: (fault) => post("/faults", fault),
  clearFaults: () => call("DELETE", "/faults"),
  requests: (since) => get(`/requests?since=${since}`),
  reset: () => post("/reset", {}),
  send: (id, payload, blobs) => withFiles(`/people/${id}/send`, payload, blobs),
};
