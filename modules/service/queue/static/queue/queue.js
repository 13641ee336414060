/* The screen of the waiting room and a waiting phone: how old the picture is, and the voice. Both pages work without this file. */
(() => {
  'use strict';
  const one = (selector) => document.querySelector(selector);
  const OLD_MS = { board: 15000, ticket: 60000 };
  let heard = new Set();
  let speaks = false;
  let answered = Date.now();

  /* Any answer, also "nothing new", says that the picture is right. */
  document.addEventListener('htmx:afterRequest', (event) => {
    if (event.detail.successful) answered = Date.now();
    age();
  });
  document.addEventListener('htmx:load', () => announce());

  function age() {
    const sign = one('[data-age]');
    const picture = one('[data-fresh]');
    if (!sign || !picture || !picture.hasAttribute('hx-get')) return;
    const old = Date.now() - answered;
    sign.hidden = old < (OLD_MS[picture.id] || 60000);
    const minutes = Math.floor(old / 60000);
    one('[data-age-words]').textContent = minutes < 1 ? 'kurang dari semenit' : `${minutes} menit`;
  }
  setInterval(age, 5000);

  /* A chime and a sentence; where the browser has no Indonesian voice, the chime and the large number remain. */
  function chime() {
    const Sound = window.AudioContext || window.webkitAudioContext;
    if (!Sound) return;
    const sound = new Sound();
    [[660, 0], [520, 0.35]].forEach(([pitch, start]) => {
      const tone = sound.createOscillator();
      const loudness = sound.createGain();
      tone.frequency.value = pitch;
      loudness.gain.setValueAtTime(0.25, sound.currentTime + start);
      loudness.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + start + 0.6);
      tone.connect(loudness).connect(sound.destination);
      tone.start(sound.currentTime + start);
      tone.stop(sound.currentTime + start + 0.65);
    });
    setTimeout(() => sound.close(), 2000);
  }
  function say(calls) {
    chime();
    if (!window.speechSynthesis) return;
    const voice = speechSynthesis.getVoices().find((voice) => voice.lang.replace('_', '-').startsWith('id')) || null;
    const sentences = calls.map((call) => {
      const sentence = new SpeechSynthesisUtterance(call.dataset.say);
      return Object.assign(sentence, { lang: 'id-ID', rate: 0.85, voice });
    });
    /* The browser says them one after the other. */
    setTimeout(() => sentences.forEach((sentence) => speechSynthesis.speak(sentence)), 900);
  }
  const calls = () => [...document.querySelectorAll('#board [data-say-id]')];
  function announce() {
    const shown = calls();
    const fresh = shown.filter((call) => !heard.has(call.dataset.sayId));
    heard = new Set(shown.map((call) => call.dataset.sayId));
    if (speaks && fresh.length) say(fresh);
  }
  const button = one('[data-voice]');
  if (button) {
    button.hidden = false;
    button.addEventListener('click', () => {
      speaks = !speaks;
      button.textContent = speaks ? 'Matikan suara' : 'Nyalakan suara';
      if (speaks) chime();
    });
  }
  heard = new Set(calls().map((call) => call.dataset.sayId));

  if (one('[data-print-now]')) window.print();
})();
