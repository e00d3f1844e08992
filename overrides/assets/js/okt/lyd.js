/* A soft sound, for those who ask for it. The browser lets a page make sound only after a press
   on something. */
(() => {
  "use strict";

  const { kp } = window;
  const TONE = 392;
  const VOLUME = 0.12;
  const SECONDS = 1.2;

  /** @type {AudioContext | null} */
  let sound = null;

  /** @type {(sound: AudioContext, at: number) => void} */
  const tone = (sound, at) => {
    const [source, volume] = [sound.createOscillator(), sound.createGain()];
    source.frequency.value = TONE;
    volume.gain.setValueAtTime(VOLUME, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + SECONDS);
    source.connect(volume).connect(sound.destination);
    source.start(at);
    source.stop(at + SECONDS);
  };

  kp.lyd = {
    pa: () => sound !== null,
    /* On or off. Call it from a key or a button. */
    bytt: () => {
      sound?.close();
      sound = sound ? null : new AudioContext();
      if (sound) tone(sound, sound.currentTime);
    },
    spill: (times) => {
      for (let nr = 0; sound && nr < times; nr += 1)
        tone(sound, sound.currentTime + nr * SECONDS * 0.6);
    },
  };
})();
