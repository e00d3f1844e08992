/* The planner: the form shows what the address says, and the address what the form says. Nothing else is kept. */
(() => {
  "use strict";

  const kp = (window.kp ??= {});
  const LISTS = ["les", "oppgaver", "trening"];
  const USUAL_TIME = 60;

  const start = (form) => {
    const data = JSON.parse(document.getElementById("planlegg-data").textContent);
    const words = data.tekst;
    const find = (selector) => form.querySelector(selector);
    const box = (list, address) => find(`input[name="${list}"][value="${CSS.escape(address)}"]`);
    const nameOf = (list, address) => box(list, address).closest("label").textContent.trim();
    const rows = [...form.querySelectorAll("[data-fase]")].map((row) => ({
      row,
      id: row.dataset.fase,
      navn: row.querySelector("span").textContent,
      minutter: JSON.parse(row.dataset.minutter),
      minst: Number(row.dataset.minst),
      hver: "hver" in row.dataset,
    }));

    const plan = kp.adresse.read(location.search);
    // True when someone has set the minutes by hand: then they are left alone.
    let byHand = plan.faser.length > 0;

    const use = (id) => Object.assign(plan, structuredClone(data.okter[id] ?? { les: [], oppgaver: [], trening: [] }), { okt: data.okter[id] ? id : "" });
    const isIn = ({ id }) => plan.faser.some((one) => one.id === id);
    const chosen = () => rows.filter(isIn);
    const usual = () => rows.filter(({ minutter }) => Object.values(minutter).some(Boolean));

    const propose = (phases) => {
      const minutes = kp.tider.propose(phases, plan.tid, plan.oppgaver.length);
      plan.faser = phases.map(({ id }, at) => ({ id, minutter: minutes[at] }));
      byHand = false;
    };

    /* --- what is seen --- */

    const drawChosen = () => {
      for (const list of LISTS) {
        for (const field of form.querySelectorAll(`input[name="${list}"]`)) field.checked = plan[list].includes(field.value);
        const place = find(`[data-liste="${list}"]`);
        place.hidden = !plan[list].length;
        place.querySelector("ol").replaceChildren(...plan[list].map((address, at) => chosenItem(list, address, at)));
      }
      find(".kp-planlegg__tomt").hidden = LISTS.some((list) => plan[list].length);
    };

    const chosenItem = (list, address, at) => {
      const item = find("template").content.firstElementChild.cloneNode(true);
      const name = nameOf(list, address);
      item.querySelector("span").textContent = name;
      for (const button of item.querySelectorAll("button")) {
        button.dataset.sted = `${list} ${at}`;
        button.setAttribute("aria-label", `${button.textContent}: ${name}`);
      }
      item.querySelector("[data-gjor=opp]").hidden = at === 0;
      return item;
    };

    const drawTimes = () => {
      for (const one of rows) {
        const [tick, minutes] = one.row.querySelectorAll("input");
        tick.checked = isIn(one);
        minutes.parentElement.hidden = !isIn(one);
        if (minutes !== document.activeElement) minutes.value = plan.faser.find(({ id }) => id === one.id)?.minutter ?? "";
      }
      find(".kp-planlegg__beskjed").textContent = advice().join(" ");
    };

    const advice = () => {
      const sum = plan.faser.reduce((all, { minutter }) => all + minutter, 0);
      const least = (one) => kp.tider.least(one, plan.oppgaver.length);
      const needed = chosen().reduce((all, one) => all + least(one), 0);
      const lines = [words.sum.replace("{sum}", sum).replace("{tid}", plan.tid)];
      if (needed > plan.tid) return [...lines, words.for_lite.replace("{}", needed)];
      if (sum > plan.tid) lines.push(words.over.replace("{}", sum - plan.tid));
      if (sum < plan.tid) lines.push(words.ledig.replace("{}", plan.tid - sum));
      const short = chosen().filter((one) => plan.faser.find(({ id }) => id === one.id).minutter < least(one));
      return [...lines, ...short.map((one) => words.for_kort.replace("{fase}", one.navn).replace("{minst}", least(one)))];
    };

    const sessionAddress = () => new URL(form.dataset.okt + kp.adresse.write(plan), location).href;
    const title = () => plan.tittel || data.okter[plan.okt]?.tittel || (plan.oppgaver[0] ? nameOf("oppgaver", plan.oppgaver[0]) : document.querySelector("h1").textContent);

    const draw = () => {
      for (const name of ["okt", "tittel", "tid", "antall", "gruppe"]) if (form.elements[name] !== document.activeElement) form.elements[name].value = plan[name] || "";
      drawChosen();
      drawTimes();
      for (const link of form.querySelectorAll("[data-lenke]")) link.href = sessionAddress() + link.dataset.lenke;
      find("[data-epost]").href = `mailto:?subject=${encodeURIComponent(title())}&body=${encodeURIComponent(sessionAddress())}`;
      history.replaceState(null, "", kp.adresse.write(plan));
    };

    /* --- what can be done --- */

    const CHANGES = {
      okt: ({ value }) => {
        use(value);
        propose(usual());
      },
      tittel: ({ value }) => (plan.tittel = value),
      antall: ({ value }) => (plan.antall = Number(value)),
      gruppe: ({ value }) => (plan.gruppe = Number(value)),
      tid: ({ value }) => {
        plan.tid = Number(value);
        propose(chosen());
      },
      fase: ({ value, checked }) => propose(rows.filter((one) => (one.id === value ? checked : isIn(one)))),
      minutter: (field) => {
        byHand = true;
        plan.faser.find(({ id }) => id === field.closest("li").dataset.fase).minutter = Number(field.value);
      },
    };

    const choose = ({ name, value, checked }) => {
      plan[name] = checked ? [...plan[name], value] : plan[name].filter((one) => one !== value);
      if (!byHand) propose(chosen());
    };

    const makeCalendar = () => {
      const when = new Date(form.elements.start.value);
      if (Number.isNaN(when.getTime())) return form.elements.start.focus();
      const site = (page) => new URL(form.dataset.okt.replace("okt.html", page), location).href;
      const series = (data.serier[form.elements.serie.value] ?? []).map((id) => ({ ...data.okter[id], adresse: site(data.okter[id].side) }));
      const sessions = series.length ? series : [{ tittel: title(), tid: plan.tid, adresse: sessionAddress() }];
      kp.taMed.save("okter.ics", kp.kalender(sessions, when, Number(form.elements.uker.value) || 1), "text/calendar");
    };

    const ACTIONS = {
      foresla: () => propose(chosen()),
      opp: (list, at) => plan[list].splice(at - 1, 0, ...plan[list].splice(at, 1)),
      bort: (list, at) => plan[list].splice(at, 1),
      kopier: async () => {
        await kp.taMed.copy(sessionAddress());
        find(".kp-planlegg__kopiert").textContent = words.kopiert;
      },
      kalender: makeCalendar,
    };

    const filter = (text) => {
      for (const theme of form.querySelectorAll(".kp-planlegg__tema")) {
        const items = [...theme.querySelectorAll("li")];
        for (const item of items) item.hidden = !item.textContent.toLowerCase().includes(text);
        for (const set of theme.querySelectorAll("fieldset")) set.hidden = !set.querySelector("li:not([hidden])");
        theme.hidden = items.every((item) => item.hidden);
        theme.open = Boolean(text) && !theme.hidden;
      }
    };

    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", ({ target }) => {
      if (target.matches(".kp-planlegg__finn")) return filter(target.value.trim().toLowerCase());
      if (LISTS.includes(target.name)) choose(target);
      else if (CHANGES[target.name]) CHANGES[target.name](target);
      else return;
      draw();
    });
    form.addEventListener("click", ({ target }) => {
      if (!target.dataset.gjor) return;
      const [list, at] = (target.dataset.sted ?? "").split(" ");
      ACTIONS[target.dataset.gjor](list, Number(at));
      if (list && !byHand) propose(chosen());
      draw();
    });

    const nameIn = (address) => LISTS.filter((list) => box(list, address)).map((list) => nameOf(list, address))[0];
    find(".kp-okt__mangler").append(...kp.adresse.gone(plan, nameIn, data.arvinger, data.okt));
    if (data.okter[plan.okt] && LISTS.every((list) => !plan[list].length)) use(plan.okt);
    plan.tid ||= plan.faser.reduce((sum, { minutter }) => sum + minutter, 0) || USUAL_TIME;
    plan.gruppe ||= 4;
    if (!byHand) propose(usual());
    const theme = new URLSearchParams(location.search).get("tema");
    if (theme) find(`[data-tema="${CSS.escape(theme)}"]`)?.setAttribute("open", "");
    form.hidden = false;
    draw();
  };

  document.querySelectorAll("[data-module=planlegg]").forEach(start);
})();
