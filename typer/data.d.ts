/* What the scripts read and keep: the search's index, sessions and the wall, what is proposed.
   The data comes from src/kvalitetsplan/site; what is kept in the browser, from the scripts. */

/** The search: `search/search_index.js`, written by site/search.py. */
declare namespace Sok {
  type Rad = [
    anchor: string,
    title: string,
    text: string,
    kind: number,
    keywords: string,
    more?: string,
  ];
  type Side = [page: string, title: string, tema: number, rows: Rad[]];

  interface Oppsett {
    nokler: string[];
    slag: string[];
    vekter: number[];
    temaer: string[];
    /** What everyday words mean, and the words: each a list with | between. */
    synonymer: [string, string][];
    svar: string;
  }

  interface Data {
    config: Oppsett;
    docs: Side[];
  }

  /** A place that can be found. */
  interface Oppforing {
    page: string;
    pageTitle: string;
    location: string;
    title: string;
    text: string;
    more: string;
    kind: string;
    label: string;
    worth: number;
    tema: string;
    keywords: string[];
    /** The stems of its title. */
    titleStems: Set<string>;
    /** What a query may call it by, and what that is worth. */
    names: Map<string, number>;
  }

  /** The stems of each field of an entry. */
  type Feltord = Record<string, string[]>;

  /** An everyday word or phrase, and what it means in the plan. */
  interface Synonym {
    all: string[];
    /** As it stands with «ikke» before the verb. */
    turned: string[];
    loose: string[];
    content: string[];
    meanings: string[][];
    isSmall: boolean;
  }

  /** A known word, by how it sounds. */
  interface Lyd {
    key: string;
    word: string;
    sound: string;
    count: number;
  }

  interface Indeks {
    entries: Oppforing[];
    /** Where each stem stands: the entry's number, and how much it counts there. */
    postings: Map<string, [number, number][]>;
    pairs: Map<string, number[]>;
    config: Oppsett;
    counts: Map<string, number>;
    isKnown: (stem: string) => boolean;
    typed: Map<string, string[]>;
    synonyms: Map<string, Synonym[]>;
    inSynonyms: Set<string>;
    compounds: Map<string, string[]>;
    heard: Map<string, Lyd[]> | null;
  }

  /** A word of a query, as the plan knows it. */
  interface Ord {
    word: string;
    stem: string;
    weight: number;
    meant?: string;
    others?: string[];
  }

  /** Something a word can mean: stems that all must stand there. */
  interface Mening {
    stems: string[];
    weight: number;
  }

  interface Begrep {
    token: Ord;
    options: Mening[];
  }

  type Sporsmal = Begrep[] & { tokens: Ord[]; askers: Record<string, number> };

  interface Treff {
    entry: Oppforing;
    score: number;
    whole: boolean;
  }

  /** A synonym that stands in a query, and the words it covers. */
  interface Funn {
    synonym: Synonym;
    covered: Ord[];
  }

  /** An entry as it is shown; title and text are safe HTML. */
  interface Vist {
    location: string;
    title: string;
    text: string;
    slag: string;
    svar: string;
  }

  interface Kort {
    side: Vist;
    treff: Vist[];
    flere: Vist[];
  }

  interface Svar {
    sider: Kort[];
    mente: string;
    valgt: string;
    slag: string[];
    temaer: Vist[];
  }

  /** The search dialog: its parts, where its links begin, and the search when it is started. */
  interface Dialog {
    dialog: Del<HTMLDialogElement>;
    words: Record<string, string>;
    field: Innfelt;
    status: Del;
    better: Del<HTMLButtonElement>;
    kinds: Del;
    list: Del;
    nothing: Del;
    root: URL;
    engine: Sokemotor | null;
  }

  /** What the page and the search's process say to one another; `type` as in soketjener.js. */
  interface Melding {
    type: number;
    data?: any;
    slag?: string;
  }
}

/** Sessions: their addresses, the planner, and the wall. */
declare namespace Okt {
  type Liste = "les" | "oppgaver" | "trening";

  interface Fase {
    id: string;
    minutter: number;
    /** Somebody has set the minutes by hand. */
    hand: boolean;
  }

  /** A phase with the time of the clock when it begins; "" if the session has none. */
  interface Tidfestet extends Fase {
    kl: string;
  }

  interface Egenfase {
    navn: string;
    tekst: string;
  }

  /** A session as its address says it. */
  interface Okt extends Record<Liste, string[]> {
    okt: string;
    tittel: string;
    tid: number;
    antall: number;
    gruppe: number;
    mote: number;
    fra: string;
    eget: string[];
    egenfase: Egenfase[];
    faser: Fase[];
    kal: string;
  }

  /** A session that is put together on the page: has a task been shown, and are the exercises? */
  interface Satt extends Okt {
    vist: boolean;
    ovd: boolean;
  }

  /** A countdown: when it ends, or how much is left while it stands. */
  type Klokke = { slutt: number; igjen: null } | { slutt: null; igjen: number };

  /** What a wall remembers, kept for the tab. */
  interface Tilstand {
    steg: number;
    /** Which picture of the step; null is its last. */
    del: number | null;
    sporsmal: number;
    runde: number;
    runder: number;
    blanding: number;
    antall: number;
    gruppe: number;
    skjult: boolean;
    stor: boolean;
    ett: boolean;
    startet: number | null;
    klokker: Record<string, Klokke>;
    minutter: Record<string, number>;
  }

  /** What two windows with the same session tell one another. */
  interface Fortalt {
    state: Tilstand;
    bilder: number;
    storrelse: number;
    mork: boolean;
    /** Which agreement the wall is writing. */
    lag: string;
  }

  interface Handling {
    navn: string;
    verdi?: any;
  }

  type Slag = "oppgave" | "skjema" | "tekst";

  /** Everything the wall's parts share. */
  interface Vegg {
    main: Del;
    okt: Pick<Okt, "antall" | "gruppe">;
    words: VeggOrd;
    /** The name of this tab's wall. */
    id: string;
    own: string;
    steps: Del[];
    phases: Del[];
    state: Tilstand;
    pressed: Record<string, number>;
    /** How many pictures the step needs, where each begins, and the size of the text. */
    bilder: number;
    starts: number[];
    storrelse: number;
    trang: boolean;
    room: string;
    sizes: Partial<Record<Slag, number>>;
    /** The size each step could have had alone. */
    alone: Map<Element, number>;
    /** The wall that the leader's window follows, and the one it was opened from. */
    folger: string | null;
    onsket: string | null;
    awake: WakeLockSentinel | null;
    leave: () => void;
    send: (kind: string, value?: any) => void;
  }

  /** A phase that can be chosen in the planner; `minutter` by the length of the session. */
  interface Rad {
    item: Del;
    id: string;
    tick: HTMLInputElement;
    navn: string;
    form: string;
    viser: string;
    minutter: Record<string, number>;
    minst: number;
    hver: boolean;
  }

  /** What is needed to give a phase its time; `fast` is a number of minutes it keeps. */
  type Tidsbehov = Partial<Pick<Rad, "minutter" | "minst" | "hver">> & { fast?: number };

  /** What goes with some tasks. */
  type Forslag = Record<"les" | "trening", string[]>;

  /** A ready session, from `planner_data` in site/sessions.py. */
  interface Ferdig extends Record<Liste, string[]> {
    tittel: string;
    side: string;
    tid: number;
    forarbeid: string;
  }

  interface PlanleggData {
    okter: Record<string, Ferdig>;
    serier: Record<string, string[]>;
    forslag: Record<string, Forslag>;
    arvinger: Record<string, string>;
    tekst: PlanleggOrd;
    okt: VeggOrd;
  }

  /** Everything the planner's parts share. */
  interface Planlegger {
    form: Skjema<
      | "okt"
      | "tittel"
      | "tid"
      | "antall"
      | "gruppe"
      | "fra"
      | "til"
      | "serie"
      | "start"
      | "uker"
      | "ferie"
      | "ferieuker"
    >;
    /** Where one looks for a word in all the tasks. */
    find: Innfelt;
    data: PlanleggData;
    words: PlanleggOrd;
    plan: Okt;
    undo: number;
    rows: Rad[];
  }

  /** A session in a calendar. */
  interface Avtalt {
    tittel: string;
    adresse: string;
    tid: number;
    forarbeid?: string;
  }

  interface Kalendervalg {
    apart: number;
    weeks: number[] | null;
    series: string;
  }

  /** What a team takes along, kept in the browser. */
  type Avtale = Record<
    "id" | "okt" | "okt_navn" | "dato" | "ovelse" | "tegn" | "hvem" | "nar" | "stikkord" | "tekst",
    string
  >;

  type Avtaleskjema = Skjema<"ovelse" | "hvem" | "nar" | "stikkord">;

  /**
   * How often a staff sees each thing: never, seldom, often, always; and how many find it
   * important.
   */
  interface Telling {
    liste: string;
    dato: string;
    svar: Record<string, number[]>;
  }

  type Lenke = [address: string, title: string, page: string];

  /** What one can begin with. */
  interface Begynnelse {
    adresse: string;
    oppgaver: Lenke[];
    trening: Lenke[];
    /** The page and the title of a ready session; empty if there is none. */
    okt: [] | [page: string, title: string];
  }

  interface Punkt extends Begynnelse {
    id: string;
    tekst: string;
    /** A staff has written it itself. */
    eget?: boolean;
  }

  interface Punktliste {
    id: string;
    tittel: string;
    /** What the list is made from; nothing where it is the plan's own. */
    kilde?: string;
    punkter: Punkt[];
  }

  interface StastedData {
    lister: Record<string, Omit<Punktliste, "id">>;
    egen: Begynnelse & { tittel: string; sporsmal: string };
    planlegger: string;
  }

  interface Stasted {
    main: Del;
    words: StastedOrd;
    data: StastedData;
    list: Punktliste;
    say: (message: string) => void;
  }

  /** Rows of modules: 1 is dark; null where nothing is placed yet. */
  type Symbol = (number | null)[][];

  type Ordliste<Names extends string> = { readonly [name in Names]: string };

  /** What is chosen for this browser. */
  type Bryter = "halvtid" | "selvstart" | "enkelttaster" | "mork";

  type Valg = Exclude<Bryter, "mork"> | "stor" | "ett" | "lyd";

  /** `storskjerm` in data/tekster. */
  type VeggOrd = Ordliste<
    | `${Valg}_${"pa" | "av"}`
    | "andre_mote"
    | "arving"
    | "bak"
    | "begynn"
    | "begynn_sikker"
    | "bruk_arving"
    | "del"
    | "deling"
    | "deling_del"
    | "en_gruppe"
    | "ett_minutt"
    | "fase_tom"
    | "ferdig"
    | "flere_grupper"
    | "folger"
    | "foran"
    | "fordel_ikke"
    | "fordelt"
    | "forste_mote"
    | "fullskjerm_nei"
    | "grupper_bland"
    | "grupper_bord"
    | "grupper_tell"
    | "grupper_uten"
    | "halvtid"
    | "i_rute"
    | "ingen_vegg"
    | "ledervindu_her"
    | "ledervindu_stengt"
    | "mangler"
    | "neste"
    | "nullstill"
    | "nullstill_sikker"
    | "og"
    | "pause"
    | "qr_lang"
    | "qr_mangler"
    | "rolle_bord"
    | "skjult_na"
    | "slutt"
    | "ta_tida"
    | "til_gode"
    | "tom"
    | "ute"
  > & { form: Record<string, string>; runder: string[]; trekk: string[] };

  /** `planlegg` in data/tekster. */
  type PlanleggOrd = Ordliste<
    | `mangler_${Liste}`
    | "delt"
    | "egen_fase"
    | "eget"
    | "ett_minutt"
    | "flere_minutter"
    | "for_kort"
    | "forarbeid"
    | "for_lite"
    | "ingen_treff"
    | "kopiert"
    | "ledig"
    | "minutter_for"
    | "okt_borte"
    | "over"
    | "pause"
    | "sum"
    | "til_feil"
    | "uten_navn"
    | "vart_eget"
  >;

  /** `avtale` in data/tekster. */
  type AvtaleOrd = Ordliste<
    | "dato"
    | "fil"
    | "frist"
    | "gjor"
    | "ikke_lagret"
    | "kopiert"
    | "lagets"
    | "lagret"
    | "nytt_lag_sagt"
    | "okt"
    | "prover"
    | "sist_eldre"
    | "skrev"
    | "slett_en"
    | "slett_hva"
    | "slettet"
    | "tittel"
    | "uten_lag"
  >;

  /** `stasted` in data/tekster. */
  type StastedOrd = Ordliste<
    | "andel"
    | "dato"
    | "ferdig_okt"
    | "fil"
    | "hva"
    | "ikke_fil"
    | "ikke_lagret"
    | "ingen_svar"
    | "lag_okt"
    | "lagret"
    | "oppgave"
    | "ovelse"
    | "tittel_for"
    | "viktig"
    | "viktig_sagt"
  > & { svar: string[]; kort: string[] };

  /** What the page of a session has in `#tekst`. */
  interface Tekst {
    storskjerm: VeggOrd;
    avtale: AvtaleOrd;
    stasted: StastedOrd;
  }
}

/** «Foreslå en endring»: `forslag/*.js`, written by site/proposals.py. */
declare namespace Forslag {
  /** What stands in a field. What it may be, its form says. */
  type Verdi = any;

  type Punkt = Record<string, Verdi>;

  interface Plan {
    /** Items by address. */
    punkter: Record<string, Punkt>;
    /** The ids in each list. */
    lister: Record<string, string[]>;
  }

  /** The plan as it is now, and what its top layer lies on. */
  interface Planer {
    under: Plan;
    na: Plan;
  }

  interface Sted {
    liste: string;
    id: string;
    slag: string;
  }

  /** What may stand in a field. */
  interface Form {
    hjelp?: string;
    krav?: boolean;
    sier?: string;
    linje?: boolean;
    /** It points to items of these kinds; what is written is the address without `foran`. */
    til?: string[];
    foran?: string;
    monster?: string;
    lengde?: number;
    tall?: [number, number];
    valg?: (string | number)[];
    /** What each choice is called. */
    ord?: Record<string, string>;
    minst?: number;
    mest?: number;
    liste?: Form;
    felter?: Record<string, Form>;
    /** It is a list of items of this kind; `punkt` where it is one such. */
    punkter?: string;
    punkt?: string;
  }

  interface Slag {
    last: boolean;
    felter: Record<string, Form>;
    lister: Record<string, string>;
  }

  interface Regler {
    seksjoner: string[];
    ramme: string[];
    vare: string;
    vegg: string[];
    vegg_avsnitt: number;
    styrke: string[];
    trenger: Record<string, string[]>;
  }

  /** The site, and where its files lie. */
  interface Om {
    sted: string;
    id: string;
    navn: string;
    under: string;
    utgave: string;
    rolle: string;
    epost: string;
    mappe: string;
    skjema: string;
    arkiv: string;
    arkivslag: Arkivslag;
    gren: string;
    ordnet: boolean;
  }

  type Arkivslag = "github" | "gitea" | "gitlab";

  /** In «kvalitetsplan rediger»: how much can be undone, and what was said last. */
  interface Tjener {
    angre: number;
    gjenta: number;
    sagt: string;
  }

  interface Data {
    grunnplan: Plan;
    lag: Partial<Plan>[];
    slag: Record<string, Slag>;
    rot: Record<string, string>;
    sider: Record<string, string>;
    legg_til: Record<string, string>;
    regler: Regler;
    ord: Ord;
    maler: string;
    valgte: string[];
    om: Om;
    tjener?: Tjener;
  }

  /** `forslag` in data/tekster. */
  type Ord = Record<string, string> & {
    slag: Record<string, string>;
    feil: Record<string, string>;
    felt: Record<string, string>;
    /** What each choice in a field is called, by the key of the field. */
    valg: Record<string, Record<string, string>>;
  };

  type Plassering = "først" | "sist" | { etter: string } | { før: string };

  /** A text that is replaced; an item that is added or taken out; an order. */
  interface Erstatning {
    id: string;
    felt: string;
    fra: Verdi;
    til: Verdi;
  }
  interface Tillegg {
    liste: string;
    nytt: Punkt;
    plassering?: Plassering;
  }
  interface Fjerning {
    id: string;
    begrunnelse: string;
  }
  interface Rekkefolge {
    liste: string;
    id: string[];
  }

  type Leggtil = { op: "legg_til" } & Tillegg;
  type Erstatt = { op: "erstatt" } & Erstatning;
  /** `fra`: what was seen of what it concerns, by whoever did it. */
  type Fjern = { op: "fjern"; fra?: Punkt } & Fjerning;
  type Ordne = { op: "rekkefølge"; fra?: string[] } & Rekkefolge;
  type Enkelt = Erstatt | Leggtil | Fjern | Ordne;
  /** What somebody does. */
  /** `fane`: the tab it was taken in. */
  type Steg = (Enkelt | { op: "flere"; steg: Enkelt[] }) & { fane?: string };

  /** What a file of the layer says. */
  interface Innhold {
    fjern: Fjerning[];
    erstatt: Erstatning[];
    legg_til: Tillegg[];
    rekkefølge: Rekkefolge[];
  }

  /** The steps, how many of them count, and whether they were kept. */
  interface Minne {
    steg: Steg[];
    antall: number;
    lagret: boolean;
  }

  interface Feil {
    adresse: string;
    felt: string;
    melding: string;
  }

  type Funn = [address: string, field: string, message: string];

  /** What is wrong with a plan, as it was `before` and as its layer lies on what is `under`. */
  type Regel = (all: Oversikt, data: Data, before: Oversikt, under: Plan) => Iterable<Funn>;

  interface Henvisning {
    felt: string;
    tekst: string;
    adresse: string;
    til: string[];
  }

  /** What can be asked of a plan. */
  interface Oversikt {
    readonly plan: Plan;
    readonly data: Data;
    readonly steder: Map<string, Sted>;
    has(address: string): boolean;
    place(address: string): Sted;
    item(address: string): Punkt;
    kind(address: string): string;
    fields(address: string): Record<string, Form>;
    isLocked(address: string): boolean;
    kindOf(list: string): string;
    label(address: string): string;
    read(text: string): string;
    theme(address: string): string;
    meant(text: string, form: Form, address: string): string;
    written(target: string, form: Form, address: string): string;
    references(address: string): Henvisning[];
    choices(form: Form, address: string): string[];
  }

  interface Tilstand {
    readonly data: Data;
    readonly plans: Planer;
    readonly isKept: boolean;
    readonly isOthers: boolean;
    steps(): Steg[];
    all(): Oversikt;
    under(address: string): Punkt | undefined;
    reasons(): Record<string, string>;
    entries(): Innhold;
    problems(): Feil[];
    problemsWith(steps: Steg[]): Feil[];
    isLater(step: Erstatt): boolean;
    take(step: Steg): Promise<string[]>;
    move(way: number): Promise<unknown>;
    drop(step: Steg): void;
    refresh(): void;
    restore(id: string): void;
    clear(): void;
    can(way: number): boolean;
  }

  /** A field of the plan, and the element that shows it. */
  interface Feltnavn {
    id: string;
    felt: string;
  }
  interface Plassert extends Feltnavn {
    element: Del;
    isOwn: boolean;
  }

  /** A field, and the elements that say the same words. */
  interface Ordlike extends Feltnavn {
    places: Del[];
  }

  interface Merkelapper {
    id: string;
    navn?: string;
    beskrevet: string;
  }

  /** Where a field stands: the plan, the item, and what it is called. */
  interface Sammenheng {
    all: Oversikt;
    address: string;
    navn: string;
    labels: Merkelapper;
  }

  /** A field as it is drawn, its value, and what it adds besides. */
  interface Inngang {
    element: Del;
    value: () => Verdi;
    set: (value: Verdi) => void;
    extra?: () => Leggtil[];
  }

  type Tegning = (context: Sammenheng, form: Form, value: Verdi) => Inngang;

  /** A kind of item that is no more than a text, and the field it stands in. */
  interface Medskrevet {
    slag: string;
    felt: string;
  }

  /** What stands in a field now, and what the layer below has in it. */
  interface Tekster {
    na?: Verdi;
    under?: { verdi: Verdi };
  }

  interface Felt {
    key: string;
    form: Form;
    element: Del;
    say: (message: string) => void;
    value: () => Verdi;
    extra: () => Leggtil[];
  }

  interface Fil {
    navn: string;
    innhold: string;
  }
}
