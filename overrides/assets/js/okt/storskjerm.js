/* The wall: one step of a session at a time, with the phases, the clock and the keys. The leader's window is the same, with notes. */
(() => {
  "use strict";

  const kp = (window.kp ??= {});
  const { MINUTE, left, fresh, start, pause, add, text } = kp.klokke;
  const TICK = 250;
  // What the leader's window leaves to the wall; the rest concerns the window itself.
  const SHARED = ["videre", "tilbake", "klokke", "mer", "mindre", "nullstill"];
  // A press that sets the clock back must come twice within this time.
  const SURE = 4000;
  const LARGEST = 5;

  const kept = (name, usual) => kp.lager.read("localStorage", name) ?? usual;
  const keep = (name, value) => kp.lager.write("localStorage", name, value);
  const body = document.body;
  const find = (selector) => document.querySelector(selector);
  const say = (selector, message) => {
    const place = find(selector);
    if (place.textContent !== message) place.textContent = message;
  };
  const label = (name, message) => say(`[data-gjor=${name}]`, message);

  kp.storskjerm = (main, okt, words) => {
    const steps = [...main.querySelectorAll(".kp-steg")];
    const phases = [...main.querySelectorAll(".kp-fase")];
    const own = `okt:${location.pathname}${location.search}`;
    const menu = find(".kp-meny");
    const state = { steg: 0, del: 0, klokker: {}, startet: null, antall: okt.antall, gruppe: okt.gruppe || 4, ...kp.lager.read("sessionStorage", own) };
    let pictures = 1;
    let following = false;
    let pressed = 0;
    let awake = null;

    const step = () => steps[state.steg];
    const phase = () => step().closest(".kp-fase");
    const number = () => phases.indexOf(phase());
    const minutes = (one) => Number(one.dataset.minutter);
    const before = () => phases.slice(0, number()).reduce((sum, one) => sum + minutes(one), 0);
    const heading = (one) => one.querySelector("h1, h3:not([hidden])") ?? one.closest(".kp-fase").querySelector("h2");
    const clock = () => state.klokker[number()] ?? fresh(minutes(phase()));
    const isOpen = () => body.classList.contains("kp-storskjerm");
    const isLeader = () => body.classList.contains("kp-leder");

    /* --- what is seen --- */

    const bar = phases.slice(1).map((one) => {
      const item = document.createElement("li");
      item.textContent = heading(one.firstElementChild).textContent;
      return item;
    });
    find(".kp-vegg__faser").append(...bar);

    const drawBar = () => {
      bar.forEach((item, at) => {
        item.className = at + 1 < number() ? "er-ferdig" : "";
        item.toggleAttribute("aria-current", false);
        if (at + 1 === number()) item.setAttribute("aria-current", "step");
      });
      const list = find(".kp-vegg__faser");
      list.classList.remove("er-trang");
      list.classList.toggle("er-trang", list.scrollWidth > list.clientWidth);
    };

    const drawStep = () => {
      for (const one of [...phases, ...steps]) one.classList.toggle("er-her", one === step() || one === phase());
      phase().classList.toggle("er-forst", phase().querySelector(".kp-steg") === step());
      phase().classList.remove("er-videre");
      kp.telefon(step());
      const fitted = isLeader() ? { antall: 1, vis: () => {} } : kp.passe(main, step(), kept("storrelse", 0));
      pictures = fitted.antall;
      state.del = Math.min(state.del, Math.max(0, pictures - 1));
      fitted.vis(state.del);
      phase().classList.toggle("er-videre", state.del > 0);
      say(".kp-vegg__del", pictures > 1 ? words.del.replace("{}", state.del + 1).replace("{}", pictures) : "");
    };

    const drawClock = () => {
      const [ms, whole, running] = [left(clock()), minutes(phase()) * MINUTE, clock().slutt !== null];
      find(".kp-klokke").hidden = !whole;
      find(".kp-klokke").classList.toggle("er-over", ms < 0);
      say(".kp-klokke__tid", text(ms));
      Object.assign(find(".kp-klokke__strek"), { max: whole || 1, value: Math.max(0, Math.min(ms, whole)) });
      label("klokke", running ? words.pause : words.ta_tida);
      const warning = !running || ms > MINUTE ? "" : ms > 0 ? words.ett_minutt : words.ute;
      if (warning && warning !== find(".kp-klokke__varsel").textContent && !isLeader()) kp.lyd.spill(ms > 0 ? 1 : 2);
      say(".kp-klokke__varsel", warning);
      say(".kp-vegg__plan", state.startet === null ? "" : drift());
    };

    /* Minutes ahead of the plan, or behind it. A phase may use all of its own time before one is behind. */
    const drift = () => {
      const used = (Date.now() - state.startet) / MINUTE;
      const [early, late] = [Math.floor(before() - used), Math.floor(used - before() - minutes(phase()))];
      return early > 0 ? words.foran.replace("{}", early) : late > 0 ? words.bak.replace("{}", late) : words.i_rute;
    };

    const drawGroups = () => {
      for (const field of main.querySelectorAll(".kp-roller input")) if (field !== document.activeElement) field.value = state[field.name] || "";
      say(".kp-roller__deling", state.antall ? kp.grupper(state.antall, Math.max(2, state.gruppe), words) : "");
    };

    const draw = () => {
      if (!isOpen()) return;
      drawBar();
      if (find(".kp-roller")) drawGroups();
      drawStep();
      drawClock();
      const next = steps[state.steg + 1];
      say(".kp-vegg__neste", next ? words.neste.replace("{}", heading(next).textContent) : words.slutt);
      label("lyd", kp.lyd.pa() ? words.lyd_pa : words.lyd_av);
      label("enkelttaster", kept("enkelttaster", true) ? words.enkelttaster_pa : words.enkelttaster_av);
    };

    const focus = () => {
      heading(step()).tabIndex = -1;
      heading(step()).focus({ preventScroll: true });
      main.scrollTop = 0;
    };

    const save = () => kp.lager.write("sessionStorage", own, state);
    const changed = () => {
      draw();
      save();
      if (!isLeader()) send("tilstand", state);
    };

    /* --- what can be done --- */

    const go = (by) => {
      const del = state.del + by;
      const steg = state.steg + by;
      if (del >= 0 && del < pictures) state.del = del;
      else if (steps[steg]) Object.assign(state, { steg, del: by > 0 ? 0 : Infinity });
      else return;
      changed();
      focus();
    };

    const setClock = (value) => {
      state.klokker[number()] = value;
      changed();
    };

    const startOrPause = () => {
      if (!minutes(phase())) return;
      const running = clock().slutt !== null;
      for (const at of Object.keys(state.klokker)) state.klokker[at] = pause(state.klokker[at]);
      state.startet ??= Date.now() - before() * MINUTE;
      setClock(running ? pause(clock()) : start(clock()));
    };

    const reset = () => {
      const sure = Date.now() - pressed < SURE;
      pressed = sure ? 0 : Date.now();
      label("nullstill", sure ? words.nullstill : words.nullstill_sikker);
      if (sure) setClock(fresh(minutes(phase())));
    };

    const resize = (by) => {
      keep("storrelse", Math.max(-LARGEST, Math.min(LARGEST, kept("storrelse", 0) + by)));
      changed();
    };

    const colours = () => (body.dataset.mdColorScheme = kept("mork", false) ? "slate" : "default");

    const hide = () => {
      const cover = find(".kp-vegg__skjult");
      cover.hidden = !cover.hidden;
      if (cover.hidden) focus();
      else cover.focus();
    };

    const openLeader = () => {
      const opened = window.open(`${location.pathname}${location.search}#leder`, "kp-leder", "popup,width=900,height=700");
      say(".kp-meny__beskjed", opened ? "" : words.ledervindu_stengt);
    };

    const toggle = (name, usual, then) => () => {
      keep(name, !kept(name, usual));
      then();
    };

    const ACTIONS = {
      videre: () => go(1),
      tilbake: () => go(-1),
      klokke: startOrPause,
      mer: () => setClock(add(clock(), 1)),
      mindre: () => setClock(add(clock(), -1)),
      nullstill: reset,
      storre: () => resize(1),
      smaere: () => resize(-1),
      lys: toggle("mork", false, colours),
      enkelttaster: toggle("enkelttaster", true, draw),
      lyd: () => {
        kp.lyd.bytt();
        draw();
      },
      fullskjerm: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.().catch(() => {})),
      skjul: hide,
      meny: () => (menu.open ? menu.close() : menu.showModal()),
      leder: openLeader,
      ut: () => leave(),
    };

    const act = (name) => (isLeader() && following && SHARED.includes(name) ? send("gjor", name) : ACTIONS[name]());

    /* --- in and out --- */

    const stayAwake = async () => {
      awake = await navigator.wakeLock?.request("screen").catch(() => null);
      find(".kp-vegg__vaken").hidden = Boolean(awake);
    };

    const enter = () => {
      const leader = location.hash === "#leder";
      const open = leader || location.hash === "#storskjerm";
      body.classList.toggle("kp-storskjerm", open);
      body.classList.toggle("kp-leder", leader);
      find(".kp-vegg").hidden = !open;
      if (!open) return send("farvel");
      draw();
      focus();
      stayAwake();
      if (leader) send("spor");
      else send("tilstand", state);
    };

    const leave = () => {
      if (document.fullscreenElement) document.exitFullscreen();
      awake?.release();
      menu.close();
      history.replaceState(null, "", `${location.pathname}${location.search}`);
      enter();
      find("a[href='#storskjerm']").focus();
    };

    const isWall = () => isOpen() && !isLeader();
    const send = kp.kanal({
      tilstand: (value) => {
        if (!isLeader()) return;
        following = true;
        Object.assign(state, value);
        draw();
      },
      gjor: (name) => isWall() && SHARED.includes(name) && ACTIONS[name](),
      spor: () => isWall() && send("tilstand", state),
      farvel: () => (following = false),
    });

    const keys = {};
    for (const { dataset } of document.querySelectorAll("[data-taster]")) for (const key of dataset.taster.split(" ")) keys[key] = dataset.gjorTast;

    document.addEventListener("keydown", (event) => {
      const { target } = event;
      if (!isOpen() && event.key.toLowerCase() === "v" && kept("enkelttaster", true) && !target.matches("input, textarea")) location.hash = "#storskjerm";
      const key = event.key === " " ? "Space" : event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const single = key.length === 1;
      const writes = target.matches("input, textarea") && !["PageDown", "PageUp", "Escape"].includes(key);
      const presses = key === "Space" && target.matches("button, a, summary");
      if (!isOpen() || !keys[key] || event.ctrlKey || event.metaKey || event.altKey || writes || presses) return;
      if ((menu.open && key !== "?") || (single && !kept("enkelttaster", true))) return;
      event.preventDefault();
      act(keys[key]);
    });

    document.addEventListener("click", ({ target }) => {
      const name = target.closest("[data-gjor]")?.dataset.gjor;
      if (name) act(name);
    });

    main.addEventListener("input", ({ target }) => {
      if (!target.closest(".kp-roller")) return;
      state[target.name] = Number.parseInt(target.value, 10) || 0;
      drawGroups();
      save();
    });

    for (const one of main.querySelectorAll(".kp-roller [hidden]")) one.hidden = false;
    state.steg = Math.min(state.steg, steps.length - 1);
    colours();
    window.addEventListener("hashchange", enter);
    window.addEventListener("resize", draw);
    window.addEventListener("pagehide", () => isWall() && send("farvel"));
    document.addEventListener("visibilitychange", () => isOpen() && !document.hidden && stayAwake());
    setInterval(() => isOpen() && drawClock(), TICK);
    enter();
  };
})();
