/* What each script gives to the others: `window.kp` is made by lager.js, and each adds its own.
   The search's scripts run in a process of their own, and have names of their own. */

interface Norsk {
  words(text: string): string[];
  stem(word: string): string;
  isStop(word: string): boolean;
  plain(word: string): string;
  split(word: string, isKnown: (stem: string) => boolean): [string, string][];
  piece(word: string, isKnown: (stem: string) => boolean): string | null;
  sound(word: string): string;
  distance(a: string, b: string, most: number): number;
  nearest<Word extends Pick<Sok.Lyd, "word" | "sound" | "count">>(
    misspelt: string,
    candidates: Word[],
  ): { far: number; found: Word[] };
}

interface Sokeindeks {
  prepare(data: Sok.Data): Sok.Indeks;
  add<Value>(map: Map<string, Value[]>, key: string, value: Value): void;
  /** A stem, or the one of those that mean the same where somebody tells. */
  alike(stem: string): string;
}

interface Hvem {
  askersOf(text: string): Record<string, number>;
}

interface Forstaelse {
  listen(index: Sok.Indeks): Map<string, Sok.Lyd[]>;
  understand(index: Sok.Indeks, query: string): Sok.Sporsmal;
}

interface Rangering {
  rank(index: Sok.Indeks, concepts: Sok.Sporsmal): Sok.Treff[];
  answer(concepts: Sok.Sporsmal, ranked: Sok.Treff[]): Sok.Treff | undefined;
}

interface Sokesvar {
  search(index: Sok.Indeks, query: string, kind?: string): Sok.Svar;
}

type Soketjener = (
  load: (address: string) => unknown,
  post: (message: Sok.Melding) => void,
) => (message: Sok.Melding) => void;

interface Sokemotor {
  isReady: Promise<unknown>;
  ask(query: string, kind?: string): void;
  onAnswer(listener: (answer: Sok.Svar) => void): void;
}

declare var ordtabeller: {
  readonly STOP: Set<string>;
  readonly IRREGULAR: Map<string, string>;
  readonly REWRITES: [RegExp, string][];
  readonly ENDINGS: RegExp[][];
};
declare var norsk: Norsk;
declare var sokeindeks: Sokeindeks;
declare var hvem: Hvem;
declare var forstaelse: Forstaelse;
declare var rangering: Rangering;
declare var sokesvar: Sokesvar;
declare var soketjener: Soketjener;
/** The search's data, from search/search_index.js. */
declare var sokedata: Sok.Data;
/** What the editor needs, from forslag/grunnplan.js and forslag/plan.js. */
declare var kpForslag: Forslag.Data;
/** Where scripts are loaded in a worker. */
declare function importScripts(...addresses: string[]): void;

declare var kp: Kp;
interface Window {
  kp: Kp;
}

type Store = "localStorage" | "sessionStorage";

interface Kp {
  /** The site's address on the net, if it is known; from okt/sted.js. */
  nettadresse: string | null;
  /** All that is written in the tasks, by their addresses; from okt/tekster.js, when it is asked for. */
  tekster?: Record<string, string>;
  lager: {
    /** What is kept under a name; null if nothing is, or if the store is closed. */
    read(store: Store, key: string): any;
    write(store: Store, key: string, value: unknown): boolean;
    /** What a site calls something of its own, by the address of its top. */
    own(name: string, top: string | URL): string;
  };
  lest: {
    /** A part of an address as it reads; as it stands where it cannot be read. */
    address(text: string): string;
    asAddress(text: string): string;
    cut(text: string, most: number): string;
    /** What an anchor is called, the address' own if none is given. */
    anchor(hash?: string): string;
    /** What an element holds as JSON. */
    data(id: string): any;
  };
  sokemotor(server: string, data: string): Sokemotor;
  taMed: {
    save(name: string, text: string, type: string): void;
    copy(text: string): Promise<void>;
  };
  forslag: Forslag.Rom;

  adresse: {
    read(search: string): Okt.Okt;
    write(okt: Okt.Okt): string;
    isBlank(phase?: Okt.Egenfase): boolean;
    own(okt: Pick<Okt.Okt, "eget">, address: string): string | undefined;
    meeting(okt: Okt.Okt): Okt.Fase[];
    readonly LISTS: readonly Okt.Liste[];
    /** Whether a session has nothing of what a phase is to show. */
    lacks(okt: Okt.Okt, shows: string): boolean;
    gone(
      okt: Okt.Okt,
      nameOf: (address: string) => string | undefined | false | null,
      heirs: Record<string, string>,
      words: Okt.VeggOrd,
    ): HTMLElement[];
    lost(okt: Okt.Okt, says: string): HTMLElement;
  };
  /** Raises `kp-lag` on the document when another agreement is being written. */
  lag: {
    clean(one: Record<string, unknown>): Okt.Avtale;
    read(): Okt.Avtale[];
    put(one: Okt.Avtale): boolean;
    remove(id: string): boolean;
    removeAll(): boolean;
    newName(): string;
    current(): string;
    renew(): void;
    join(id: string): void;
  };
  avtale(main: Del, words: Okt.AvtaleOrd): void;
  bilde: {
    createBar(vegg: Okt.Vegg): void;
    draw(vegg: Okt.Vegg): void;
    drawClock(vegg: Okt.Vegg): void;
    focus(vegg: Okt.Vegg): void;
    find<S extends string>(selector: S): Found<S>;
    say(selector: string, message: string): void;
    label(name: string, message: string): void;
    nameOf(step: Del): string;
    chosen(name: Okt.Bryter): boolean;
    larger(): number;
    isOpen(): boolean;
    isLeader(): boolean;
  };
  /** A text with each `{}` filled in. */
  fyll(text: string, ...values: (string | number)[]): string;
  /** A point of time in the form the page is in. */
  tid(when: number | Date, how: Intl.DateTimeFormatOptions): string;
  grupper: {
    vis(vegg: Okt.Vegg): void;
    number(text: string, most?: number): number;
  };
  handling: {
    act(vegg: Okt.Vegg, name: string, value?: unknown): void;
    obey(vegg: Okt.Vegg, action: Okt.Handling): void;
    tell(vegg: Okt.Vegg): Okt.Fortalt;
  };
  inn(vegg: Okt.Vegg): void;
  kalender(sessions: Okt.Avtalt[], first: string, options: Okt.Kalendervalg): string;
  kalenderId(text: string): string;
  kalenderfil(planner: Okt.Planlegger): unknown;
  kanal(
    answer: (kind: string, wall: string, value: any) => void,
  ): (kind: string, wall: string | null, value?: unknown) => void;
  klokke: {
    readonly MINUTE: number;
    left(klokke: Okt.Klokke): number;
    fresh(minutes: number): Okt.Klokke;
    start(klokke: Okt.Klokke): Okt.Klokke;
    pause(klokke: Okt.Klokke): Okt.Klokke;
    add(klokke: Okt.Klokke, minutes: number): Okt.Klokke;
    text(ms: number): string;
  };
  lyd: {
    pa(): boolean;
    bytt(): void;
    spill(times: number): void;
  };
  passe(vegg: Okt.Vegg, step: Del, larger: number, turnTo: (step: Del) => void): void;
  plan: {
    lacks(plan: Okt.Okt, row: Okt.Rad | undefined): boolean;
    start(plan: Okt.Okt, rows: Okt.Rad[]): void;
    propose(plan: Okt.Okt, rows: Okt.Rad[]): void;
    retime(plan: Okt.Okt, rows: Okt.Rad[]): void;
    refill(plan: Okt.Okt, rows: Okt.Rad[], data: Okt.PlanleggData, change: () => void): void;
    add(plan: Okt.Okt, rows: Okt.Rad[], row: Okt.Rad): void;
    readonly SHORTEST: number;
    addOwn: Record<
      "sporsmal" | "fase" | "pause" | "mote",
      (plan: Okt.Okt, rows: Okt.Rad[]) => unknown
    >;
    writeOwn(
      plan: Okt.Okt,
      rows: Okt.Rad[],
      nr: number,
      field: keyof Okt.Egenfase,
      value: string,
    ): void;
    oneTwoFour(plan: Okt.Okt, rows: Okt.Rad[]): void;
    setMinutes(plan: Okt.Okt, at: number, value: string): void;
    setTime(plan: Okt.Okt, rows: Okt.Rad[], minutes: string | number): void;
    move(list: unknown[], at: number, by: number): void;
    clamp(value: string | number, least: number, most: number): number;
    rowOf(rows: Okt.Rad[], id: string): Okt.Rad | undefined;
    suggestions(tasks: string[], data: Okt.PlanleggData): Okt.Forslag;
  };
  planbilde: {
    draw(planner: Okt.Planlegger): void;
    settle(planner: Okt.Planlegger): void;
    nameOf(planner: Okt.Planlegger, list: string, address: string): string | undefined;
    site(planner: Okt.Planlegger, page: string): string;
    sessionAddress(planner: Okt.Planlegger): string;
    title(planner: Okt.Planlegger): string;
    prepare(planner: Okt.Planlegger): string;
  };
  qr: {
    rows(text: string): Okt.Symbol | null;
    /** Draw a text in a picture with one path; tell whether there is room for it in a code. */
    draw(svg: Element, text: string): boolean;
  };
  /** On the page of a session that is put together from its address. */
  settSammen(main: Del, words: Okt.VeggOrd): Okt.Okt;
  skrivUt(what: string): void;
  /** On the page for ståsted alone. */
  begynn: {
    element(tag: string, className: string, ...content: (Node | string)[]): HTMLElement;
    propose(points: Okt.Punkt[], answers: Okt.Telling["svar"]): Okt.Punkt[];
    proposal(one: Okt.Punkt, data: Okt.StastedData, words: Okt.StastedOrd): HTMLElement;
  };
  /** On the page for ståsted alone. */
  stasted?: (main: Del, words: Okt.StastedOrd) => boolean;
  storskjerm(main: Del, okt: Okt.Vegg["okt"], words: Okt.VeggOrd): void;
  telefon: {
    find(): Promise<void>;
    fill(steps: Del[]): boolean;
    big(place: Del, address: string, words: Okt.VeggOrd): void;
    task(step: Del): string;
    session(hash?: string): string;
  };
  /** On the page for ståsted alone. */
  telling: {
    sum(numbers: number[]): number;
    answered(counts?: number[]): boolean;
    readonly OFTEN: number;
    readonly MOST: number;
    isMeasure(one: any): boolean;
    read(): Okt.Telling[];
    put(one: Okt.Telling): boolean;
    today(): string;
    measureOf(list: Okt.Punktliste): Okt.Telling;
    beforeOf(list: Okt.Punktliste): Okt.Telling | undefined;
    csv(page: Pick<Okt.Stasted, "list" | "words">): string;
  };
  tider: {
    propose(phases: Okt.Tidsbehov[], time: number, tasks: number): number[];
    isUsual(phase: Okt.Rad, time: number): boolean;
    least(phase: Okt.Tidsbehov, tasks: number): number;
    later(clock: string, minutes: number): string;
    between(from: string, to: string): number;
    latest(from: string): string;
    readonly LONGEST: number;
  };
  tilstand: {
    create(main: Del, okt: Okt.Vegg["okt"], words: Okt.VeggOrd): Okt.Vegg;
    load(vegg: Okt.Vegg): void;
    save(vegg: Okt.Vegg): void;
    forget(vegg: Okt.Vegg): void;
    step(vegg: Okt.Vegg): Del;
    phase(vegg: Okt.Vegg): Del;
    number(vegg: Okt.Vegg): number;
    minutes(vegg: Okt.Vegg): number;
    before(vegg: Okt.Vegg): number;
    clock(vegg: Okt.Vegg): Okt.Klokke;
    end(vegg: Okt.Vegg): number | null;
    drift(vegg: Okt.Vegg): number;
    spread(vegg: Okt.Vegg): boolean;
  };
  vinduer: Record<
    "fullScreen" | "openLeader" | "showCode" | "showGroups" | "showMenu",
    (vegg: Okt.Vegg) => unknown
  >;
}

declare namespace Forslag {
  interface Svar {
    feil?: string[];
    [name: string]: any;
  }

  /** What the editor's scripts share. The first lines are there when forslag.js has begun. */
  interface Rom {
    data: Data;
    ord: Ord;
    slag: Data["slag"];
    maler: Map<string, Mal>;
    rot: URL;
    tilstand: Tilstand;
    linje: Del;

    limt: {
      isNested(text: string): boolean;
      isTable(text: string): boolean;
      typed(text: string): string;
    };
    tekst: {
      readonly PARAMETER: RegExp;
      clean(text: string): string;
      tidy(text: string): string;
      oneLine(text: string): string;
      slug(text: string): string;
      key(text: string): string;
      asRead(text: string, value: (name: string) => string | undefined): string;
      paragraphs(text: string): string[];
      hasIdentity(text: string): boolean;
      unreadable(text: string): string;
      brokenLink(text: string): string;
      filled(words: string, ...values: (string | number)[]): string;
    };
    plan: {
      addressIn(list: string, id: string, rot: Record<string, string>): string;
      over(below: Plan, layer: Partial<Plan>): Plan;
      read(data: Data): Planer;
      Oversikt: new (plan: Plan, data: Data) => Oversikt;
    };
    steg: {
      after(plan: Plan, data: Data, steps: Steg[], leaves?: (step: Steg) => void): Plan;
      cleaned(before: Oversikt, now: Oversikt, under: Plan): Record<string, Punkt>;
      entries(data: Data, plans: Planer, then: Plan, reasons: Record<string, string>): Innhold;
      reasons(steps: Steg[]): Record<string, string>;
      single(steps: Steg[]): Enkelt[];
      whole(all: Oversikt, address: string): Punkt;
      isStep(step: any): boolean;
      same(one: Verdi, other: Verdi): boolean;
      isNothing(value: Verdi): boolean;
    };
    verdi: {
      normal(value: Verdi, form: Form): Verdi;
      word(form: Form, one: string | number): string;
      told(all: Oversikt, form: Form, value: Verdi, address: string): string;
      nameOf(key: string): string;
    };
    regler: {
      fault(form: Form, value: Verdi, says?: string): string;
      check(data: Data, plans: Planer, then: Plan): Feil[];
    };
    yaml: {
      file(entries: Partial<Innhold>, comments: string[]): string;
      written(value: Verdi, indent: string): string;
    };
    fil: {
      make(entries: Innhold, from: string, om: Om): Fil;
      archive(om: Om, file: Fil): { adresse: string; lim: boolean; lang: boolean } | null;
      mail(om: Om, file: Fil): { adresse: string; vedlegg: boolean } | null;
    };
    status: { draw(): void; keepClear(line: Del): void };
    minne: {
      read(): Minne;
      write(minne: Minne): Minne;
      done(minne: Minne): Steg[];
      isOwn(step: Steg): boolean;
      added(minne: Minne, step: Steg): Minne;
      moved(minne: Minne, way: number): Minne;
      without(minne: Minne, at: number): Minne;
    };
    tjener: {
      send(name: string, body: unknown): Promise<Svar>;
      upload(name: string, file: File): Promise<Svar>;
      ask(name: string): Promise<Svar>;
    };
    finn: {
      find(article: Del, all: Oversikt): Map<string, Plassert>;
      beside(element: Del): { where: Del; how: InsertPosition };
      block(element: Del): Del;
      parts(place: Del, all: Oversikt, id: string): { element: Del; among: unknown }[];
    };
    flytt: { draw(place: Del, all: Oversikt, before: Oversikt): Del[]; reset(): void };
    tegn: { page(begin: () => void): Promise<void> };
    kontroll: {
      piece(name: string): Del;
      part(element: Del, name: string): Innfelt;
      grow(field: Del<HTMLTextAreaElement>): void;
      simple(name: string): Tegning;
      oneStop(box: Del): () => void;
      select: Tegning;
      choices: Tegning;
      pointed(ctx: Sammenheng, form: Form): [written: string, label: string][];
      tick(value: string, text: string, chosen: string[]): Del;
      ticked(place: Del, before: string[]): string[];
      setTicks(place: Del, values: string[] | undefined): void;
    };
    peker: {
      pointers: Tegning;
      isInPassing(form: Form): boolean;
      freeId(all: Oversikt, list: string, text: string, taken?: string[]): string;
    };
    felt: {
      field(all: Oversikt, key: string, form: Form, address: string, texts: Tekster): Felt;
      writesInPassing(form: Form): boolean;
    };
    skjema: {
      edit(address: string, felt: string, close: () => void): Del;
      create(list: string, close: () => void): Del;
      say(fault: Feil, here: string): string;
    };
    ferdig(): void;
    dialog: {
      open(title: string, content: Del): Del<HTMLDialogElement>;
      remove(address: string): void;
      order(list: string, address?: string): void;
      changes(): void;
      told(problems: string[]): HTMLElement[];
    };
    skrevet(box: HTMLElement, say: (text: string) => void): () => boolean;
    sider: { pages(): Promise<void>; pictures(): void };
    vis: { draw(): void; clear(): void; focus(name: string): void };
  }
}
