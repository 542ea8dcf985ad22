// How loud a recording is along its time, found where it can be decoded for certain: in the browser that made it.
const BARS = 160, LOUDEST = 100, RATE = 8000;

// {peaks, milliseconds}, or {} for what this browser does not decode: it plays all the same, without a drawing.
export async function measure(blob) {
  try {
    const context = new OfflineAudioContext(1, 1, RATE);
    const sound = await context.decodeAudioData(await blob.arrayBuffer());
    const samples = sound.getChannelData(0);
    const bars = Math.min(BARS, samples.length);
    const peaks = Array.from({ length: bars }, (_unused, bar) => loudest(samples, bar, bars));
    return { peaks, milliseconds: Math.round(sound.duration * 1000) };
  } catch {
    return {};
  }
}

function loudest(samples, bar, bars) {
  const end = Math.floor(((bar + 1) * samples.length) / bars);
  let most = 0;
  for (let place = Math.floor((bar * samples.length) / bars); place < end; place += 1) most = Math.max(most, Math.abs(samples[place]));
  return Math.min(LOUDEST, Math.round(most * LOUDEST));
}
