"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { load, plain } = require("./last.js");

const names = ["tekst", "limt", "plan", "steg", "verdi", "yaml", "minne"].map(
  (name) => `forslag/${name}.js`,
);
const { tekst, limt, steg, plan, yaml, verdi, minne } = load(...names).kp.forslag;

/** @type {Forslag.Slag} */
const punkt = { last: false, felter: { id: {}, tittel: {} }, lister: {} };
const data = /** @type {Forslag.Data} */ (
  /** @type {unknown} */ ({
    slag: { Punkt: punkt },
    rot: { punkter: "Punkt" },
    valgte: [],
    grunnplan: { punkter: {}, lister: {} },
  })
);
/** @type {Forslag.Plan} */
const before = {
  punkter: { "punkter/a": { tittel: "En" }, "punkter/b": { tittel: "To" } },
  lister: { punkter: ["a", "b"] },
};
const plans = { under: { punkter: {}, lister: {} }, na: before };

/** @type {(...steps: Forslag.Steg[]) => Forslag.Innhold} */
const entries = (...steps) =>
  plain(steg.entries(data, plans, steg.after(before, data, steps), steg.reasons(steps)));

test("a text is tidied as the plan's reader tidies it", () => {
  assert.equal(tekst.tidy("  Én  linje\r\nto\n\n\n- tre\u200b "), "Én linje to\n\n- tre");
  assert.equal(tekst.slug("Åsen skole: Đ og ŋ!"), "asen-skole-d-og-n");
  assert.ok(tekst.slug("ord ".repeat(40)).length <= 60);
});

test("what is pasted keeps its lists and its lines", () => {
  const dots = "Vi gjør:\n\u00b7\tHilser\n\u00b7\tSpør";
  for (const [pasted, kept] of [
    [dots, "Vi gjør:\n\n- Hilser\n\n- Spør"],
    ["\uf0b7\u00a0En\n\uf0b7\u00a0To", "- En\n\n- To"],
    ["1)\tEn\n2)\tTo", "1. En\n\n2. To"],
    ["1. En\n2. To\nEtter lista.", "1. En\n\n2. To\n\nEtter lista."],
    ["Først.\n \n\n\nSå.", "Først.\n\nSå."],
    ["## Om oss\nVi er her.", "## Om oss\n\nVi er her."],
    ["Kari\nRektor\n12 34 56 78", "Kari\n\nRektor\n\n12 34 56 78"],
    ["§\u00a012-4 gjelder", "§ 12-4 gjelder"],
    ["- et punkt som er brutt\n  her", "- et punkt som er brutt her"],
    ["  - En\n  - To", "- En\n\n- To"],
    ["Se [planen](https://a.no/b_c).", "Se [planen](https://a.no/b_c)."],
    ["5 * 3\n3) kom", "5 * 3\n\n3) kom"],
  ])
    assert.equal(limt.typed(pasted), kept, pasted);
  const long = "Et avsnitt med ord. ".repeat(500).trim();
  assert.equal(limt.typed(long), long);
});

test("what is pasted from narrow lines becomes whole paragraphs", () => {
  for (const wrapped of [
    `${"ord ".repeat(18).trim()}\nog mer`,
    "Vi møter alle elever med respekt og varme, og vi\nhar høye forventninger til dem. " +
      "Det gjelder i timen,\n" +
      "i friminuttet og på SFO. Vi voksne er gode\nforbilder.",
    "Skolen har en gruppe for\noppfølgingssamtaler.",
    "Lærerne på trinnet møtes hver uke sammen med\nFAU og rektor, og de skriver et kort " +
      "referat\nsom alle kan lese.",
    "Hun sa at «alle skal bli sett»\n(og hørt) hver dag.",
  ])
    assert.equal(limt.typed(wrapped), wrapped.replaceAll("\n", " "), wrapped);
  for (const apart of [
    `Vi hilser på ${"alle ".repeat(12)}på vei til skolen\nVi sier navnet deres`,
    "respekt\nansvar\nmot",
    "Slik gjør vi det på skolen:\nvi hilser, og vi spør.",
    "Vi har to mål dette skoleåret\na) ro\nb) orden",
    "## Om oss og om skolen vår\nvi er her.",
    "Kari Nordmann, rektor ved skolen\npost@skole.no",
    "Kari Nordmann, rektor ved skolen\nhttps://skole.no",
    "Elever og foresatte er med.\nles mer i planen",
  ])
    assert.equal(limt.typed(apart), apart.replaceAll("\n", "\n\n"), apart);
  assert.equal(
    limt.typed("Om oss\nVi møter alle elever med respekt og\nvarme hver dag."),
    "Om oss\n\nVi møter alle elever med respekt og varme hver dag.",
  );
  assert.equal(
    limt.typed("• Vi møter alle elever med respekt\nog varme\n• Vi spør"),
    "- Vi møter alle elever med respekt og varme\n\n- Vi spør",
  );
  assert.equal(
    limt.typed(
      "  - Vi møter alle elever\n    med varme\n  - Vi spør om det er noe mer\nEtter lista.",
    ),
    "- Vi møter alle elever med varme\n\n- Vi spør om det er noe mer\n\nEtter lista.",
  );
});

test("labels with a tab are no table, and what only looks like a list in a list is none", () => {
  for (const [pasted, kept] of [
    ["Tlf:\t66 93 80 00\nE-post:\tpost@skole.no", "Tlf: 66 93 80 00\n\nE-post: post@skole.no"],
    ["**Navn:**\t____\n**Dato:**\t____", "**Navn:** ____\n\n**Dato:** ____"],
    ["- Rektor:\tKari\n- Inspektør:\tPer", "- Rektor: Kari\n\n- Inspektør: Per"],
    ["- Ro\n - Orden", "- Ro\n\n- Orden"],
    ["Ute:\n• lek\n\nInne:\n○ ro", "Ute:\n\n- lek\n\nInne:\n\n- ro"],
    ["- a\n\nTekst.\n\n  - b", "- a\n\nTekst.\n\n- b"],
  ]) {
    assert.ok(!limt.isNested(pasted) && !limt.isTable(pasted), pasted);
    assert.equal(limt.typed(pasted), kept, pasted);
  }
  assert.ok(limt.isTable("Mandag:\tnorsk\tkunst\nTirsdag:\tmusikk\tmat"));
  assert.ok(limt.isNested("• et langt punkt som er brutt\nher\n○ b"));
});

test("a list in a list and a table stay as they are typed, and are told of", () => {
  for (const text of ["- a\n  - b", "1. a\n\t- b\n2. c", "\u00b7\ta\no\tb\n\u00b7\tc"]) {
    assert.ok(limt.isNested(text), text);
    assert.equal(limt.typed(text), text);
  }
  for (const text of ["Når\tHva\nUke 1\tStart", "| a | b |\n|---|---|\n| c | d |"]) {
    assert.ok(limt.isTable(text), text);
    assert.equal(limt.typed(text), text);
  }
  for (const text of ["- a\n- b", "  - a\n  - b", "Ord\tog ord.", "1. a\n\nMer.\n\n- b"]) {
    assert.ok(!limt.isNested(text) && !limt.isTable(text), text);
  }
});

test("a national identity number is known from other numbers", () => {
  assert.ok(tekst.hasIdentity("Nummeret er 01010750160."));
  assert.ok(!tekst.hasIdentity("Nummeret er 01010750161, eller 12345678901."));
  for (const said of ["010107\u201150160", "01.01.2007, personnr. 50160", "01 01 07 50 16 0"])
    assert.ok(tekst.hasIdentity(said), said);
  for (const said of [
    "0101 0750160",
    "01-01-07-501-60",
    "01\u00a001\u200907501 60",
    "01.01.07 501-60",
  ])
    assert.ok(tekst.hasIdentity(said), said);
  for (const said of ["01.01.07: 50 16 01 22", "0101.07.50160", "0101  0750160"])
    assert.ok(!tekst.hasIdentity(said), said);
});

test("a national identity number is known by its day, however that is written", () => {
  const days = ["31.12-39", "31/12-2039", "31. desember 2039", "31 DES. 39", "2039-12-31"];
  for (const said of [
    ...days.map((day) => `${day}, 90008`),
    "f. 311239 p. 90008",
    "1.2.39 89901",
  ]) {
    assert.ok(tekst.hasIdentity(said), said);
  }
  for (const said of ["31123990008,71123990182", "1.31123990008", "10-31123990008-Kari"]) {
    assert.ok(tekst.hasIdentity(said), said);
  }
  for (const said of ["3112.39.90008, 3112.39.90008.", "131123990008", "/2039/12/31/90008"]) {
    assert.ok(!tekst.hasIdentity(said), said);
  }
});

test("signs that the reader refuses are known, and those that join pictures are kept", () => {
  for (const text of ["a\u2062b", "a\u3164b", "a\u200db", "a\u{e0041}b"])
    assert.equal(tekst.clean(text), "ab", text);
  assert.equal(tekst.clean("👩‍👧 leser"), "👩‍👧 leser");
  for (const [text, sign] of Object.entries({
    "Sp\ufffdr": "\ufffd",
    "Ã¦re": "Ã¦",
    "\uf0e0 mer": "\uf0e0",
  }))
    assert.equal(tekst.unreadable(text), sign);
  assert.equal(tekst.unreadable("Ære være Ã og â€"), "");
});

test("a link that leads nowhere is known from one that does, and from brackets", () => {
  for (const [text, to] of Object.entries({
    "[Udir](www.udir.no)": "www.udir.no",
    "[Udir] (https://udir.no)": "https://udir.no",
    "Se [planen](plan.pdf).": "plan.pdf",
    "[skriv](post@kommunen.no)": "post@kommunen.no",
  }))
    assert.equal(tekst.brokenLink(text), to);
  for (const text of [
    "[Udir](https://udir.no)",
    "[a](mailto:a@b.no)",
    "Se [1] (side 2).",
    "[ja](nei)",
  ])
    assert.equal(tekst.brokenLink(text), "", text);
});

test("what is undone by a later step is not in the file", () => {
  /** @type {(fra: string, til: string) => Forslag.Steg} */
  const step = (fra, til) => ({ op: "erstatt", id: "punkter/a", felt: "tittel", fra, til });
  assert.deepEqual(entries(step("En", "Ny")).erstatt, [
    { id: "punkter/a", felt: "tittel", fra: "En", til: "Ny" },
  ]);
  assert.deepEqual(entries(step("En", "Ny"), step("Ny", "En")).erstatt, []);
});

test("no step is thrown away for another", () => {
  /** @type {Forslag.Minne} */
  let kept = { steg: [], antall: 0, lagret: true };
  for (let nr = 1; nr <= 600; nr += 1)
    kept = minne.added(kept, {
      op: "erstatt",
      id: "punkter/a",
      felt: "tittel",
      fra: `${nr - 1}`,
      til: `${nr}`,
    });
  assert.equal(minne.done(kept).length, 600);
});

test("what is undone is the newest of this tab, and what it did is done again", () => {
  /** @type {(til: string, fane?: string) => Forslag.Steg} */
  const step = (til, fane = "annen") => ({ op: "fjern", id: til, begrunnelse: "", fane });
  /** @type {Forslag.Minne} */
  let kept = { steg: [step("a")], antall: 1, lagret: true };
  kept = minne.added(kept, { op: "fjern", id: "b", begrunnelse: "" });
  kept = { ...kept, steg: [...kept.steg, step("c")], antall: 3 };
  /** @type {() => string[]} */
  const ids = () => plain(minne.done(kept).map((one) => ("id" in one ? String(one.id) : "")));
  kept = minne.moved(kept, -1);
  assert.deepEqual(ids(), ["a", "c"]);
  assert.ok(minne.isOwn(kept.steg[kept.antall]));
  kept = minne.moved(kept, 1);
  assert.deepEqual(ids(), ["a", "c", "b"]);
  for (const left of [["a", "c"], ["a"], [], []]) {
    kept = minne.moved(kept, -1);
    assert.deepEqual(ids(), left);
  }
  assert.equal(kept.steg.length, 3);
});

test("steps lead to the entries that lead to the same plan", () => {
  /** @type {Forslag.Steg[]} */
  const steps = [
    { op: "legg_til", liste: "punkter", nytt: { id: "c", tittel: "Tre" }, plassering: "først" },
    { op: "fjern", id: "punkter/b", begrunnelse: "Brukes ikke" },
  ];
  const made = entries(...steps);
  assert.deepEqual(made.legg_til, [
    { liste: "punkter", plassering: "først", nytt: { id: "c", tittel: "Tre" } },
  ]);
  assert.deepEqual(made.fjern, [{ id: "punkter/b", begrunnelse: "Brukes ikke" }]);
  assert.deepEqual(made.rekkefølge, []);
});

test("a step that no longer fits is left out", () => {
  const after = steg.after(before, data, [
    { op: "erstatt", id: "punkter/borte", felt: "tittel", fra: "", til: "x" },
  ]);
  assert.deepEqual(plain(after), before);
});

test("what comes from the store is a step only if it has all a step needs", () => {
  assert.ok(steg.isStep({ op: "fjern", id: "a", begrunnelse: "" }));
  for (const odd of [null, 1, {}, { op: "toString" }, { op: "fjern", id: "a" }, { op: "flere" }])
    assert.ok(!steg.isStep(odd));
});

test("an item's label is its title, with the municipality's own words in it", () => {
  const punkter = {
    "punkter/a": { tittel: "Her i {sted}" },
    "parametre/sted": { standard: "Åsen" },
  };
  const all = new plan.Oversikt({ ...before, punkter }, data);
  assert.equal(all.label("punkter/a"), "Her i Åsen");
});

test("a file says texts in quotes, or line by line", () => {
  const fjern = [{ id: "a/b", begrunnelse: 'En «grunn»: "ja"' }];
  assert.equal(
    yaml.file({ fjern }, ["Hode", ""]),
    '# Hode\n#\n\nfjern:\n  - id: "a/b"\n    begrunnelse: "En «grunn»: \\"ja\\""\n',
  );
  assert.equal(yaml.written("en\n\nto", "  "), " |-\n  en\n\n  to");
});

test("a typed value gets the spelling that the reader gives it", () => {
  assert.deepEqual(plain(verdi.normal([" a ", "", "b  c"], { liste: {} })), ["a", "b c"]);
  assert.equal(verdi.normal(" 12 ", { tall: [1, 20] }), 12);
  assert.equal(verdi.normal(" to  ord\nher ", { linje: true }), "to ord her");
});
