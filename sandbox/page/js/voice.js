// A made-up voice message: three soft notes as a WAV file, so that nobody has to lend the sandbox a microphone.

const RATE = 8000;
const NOTES = [392, 494, 587, 494];
const NOTE_SECONDS = 0.6;

export const SAMPLE_SECONDS = Math.round(NOTE_SECONDS * NOTES.length);

export function sampleVoice() {
  const count = RATE * NOTE_SECONDS * NOTES.length;
  const view = new DataView(new ArrayBuffer(44 + count * 2));
  const word = (at, text) => [...text].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
  word(0, "RIFF");
  view.setUint32(4, 36 + count * 2, true);
  word(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  word(36, "data");
  view.setUint32(40, count * 2, true);
  for (let at = 0; at < count; at += 1) view.setInt16(44 + at * 2, sample(at / RATE), true);
  return new File([view], "voice.wav", { type: "audio/wav" });
}

function sample(seconds) {
  const within = seconds % NOTE_SECONDS;
  const swell = Math.min(1, within * 20) * Math.exp(-within * 4);
  const note = NOTES[Math.floor(seconds / NOTE_SECONDS) % NOTES.length];
  return Math.round(Math.sin(2 * Math.PI * note * seconds) * swell * 9000);
}
