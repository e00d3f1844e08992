/* Norwegian words: cut into tokens, brought to their stems, taken apart, and found again when
   misspelt. Bokmål, with nynorsk folded into it. Knows nothing of pages or plans; runs in a
   page, a worker and elsewhere. */
globalThis.norsk = (() => {
  "use strict";

  const LONGEST = 30; // letters of a word that are worth looking at

  // Words that say how a question is put, not what it is about, sorted by what they do.
  const STOP = new Set(
    [
      "hva hvem hvor hvordan hvorfor når hvis dersom om hvilken hvilke hvilket",
      "kva kven kor korleis kvifor korfor koss kossen korsn kordan åssen hen kem kæm hem ka ke korsen",
      "jeg meg du deg vi oss dere han ham hun henne den det de dem seg man selv",
      "eg me ho hu dei dykk dokker sjølv sjøl æ mæ dæ sæ mei je dokk",
      "min mitt mi mine din ditt di dine sin sitt si sine vår vårt våre deres hans hennes dykkar",
      "en ei et ett ein eit denne dette disse desse slik slike sånn sånne samme annen annet andre anna hverandre kvarandre",
      "alle alt hver hvert kvar begge noe noen noko nokon nokre mange bare berre både meget veldig litt ganske",
      "mye mer mykje meir enn også òg jo vel altså kanskje egentlig gjerne hele heile tida tia pga nesten ofte",
      "er var vært være vere blir bli ble blitt blei vert vart verte har ha hadde kan kunne skal skulle ska sku vil ville må",
      "måtte bør burde får få fikk fått gjør gjøre gjorde gjort gjer gjera gjere går gå gikk gått gjekk kommer komme kom kjem",
      "ser se sett såg sier sa sagt seier sei tar ta tok tatt tek teke fekk vore finnes gjelder ting måte greie",
      "jobbe jobber jobbet jobbar arbeide arbeider arbeidet",
      "i på til fra frå av med uten utan ved hos hjå for mot mellom etter før under over om inn inne ut ute opp ned inni",
      "og eller men så at som fordi mens da der her nå no ennå enda siden ikke ikkje inkje itj ittj ikkj å",
      "kap kapittel kapitlet paragraf paragrafen",
    ].flatMap((line) => line.split(" ")),
  );

  // Whole words whose forms follow no rule, by the stem they are given.
  const IRREGULAR = new Map(
    Object.entries({
      forelder: "forelder forelderen",
      følge: "følge følger fulgte fulgt følging følgje følgjer fylgje",
      alene: "alene aleine åleine aleina",
      barn: "barn barna barnet born borna barnan unge ungen unger ungene ungane ungan ungar onge ongen onger ongan",
      voksen: "voksen voksne voksnes vaksen vaksne vaksnes",
      slåss: "slåss slåst slost slåssing sloss slåsskamp slåsting",
      slå: "slå slår slo slått slåing",
      gråte: "gråte gråter gråt gråting græt gret gråtande grine griner grin grining",
      gripe: "gripe griper grep grepet grip gripa",
      holde: "holde holder holdt holdning halde held",
      skrive: "skrive skriver skrev skrevet skriv skriving skreiv",
      løpe: "løpe løper løp løping springe springer spring",
      krangle: "krangle krangler krangling krangel kranglet kranglar",
      uke: "uke uka uken uker ukene ukas veke veka veker vekene vekas",
      åpen: "åpen åpne åpent",
      egen: "egen egne eget eigen eigne eige eiga",
      høy: "høy høye høyt høg høge høgt høgare høyere",
      dokumen: "dokumentasjon dokumentasjonen",
      god: "god godt gode bra",
      trivsel: "trivsel trivselen trives trivs trivast trivest trivst trivdes trivdest trivsla",
      høre: "høre hører hørte hørt høyre høyrer høyrt høyrde høyrd",
      bok: "bok boka boken bøker bøkene",
      natt: "natt netter",
      hånd: "hånd hånda hånden hender hendene hand handa",
      håndheve: "håndheve håndhever håndheving håndhevelse handheve handheving",
      far: "far faren fedre pappa pappaen pappan",
      mor: "mor moren mora mødre mamma mammaen mammaer",
      datter: "datter datteren dattera døtre døtrene dotter dottera døtrer",
      gutt: "gutt gutten gutter guttene gutta gut guten gutar gutane guttungen",
      jente: "jente jenta jenten jenter jentene jentungen",
      morgen: "morgen morgenen morgener morgon morgonen",
      bror: "bror broren brødre",
      søster: "søster søsteren søstre",
      mobil: "mobil mobilen mobiler mobilene mobiltelefon mobiltelefoner mobiltelefonen mobilar",
      syk: "syk syke sykt sjuk sjuke sjukt",
      øve: "øve øver øving øvinger øvelse øvelser øvelsen øvingar øvde øvd",
      si: "si sier sa sagt seie seier sei",
      tema: "tema temaer temaene temaet temaa",
      kapittel: "kapittel kapitlet kapitler kapittelet kap kapitla",
      paragraf: "paragraf paragrafen paragrafer paragrafene",
      lek: "lek leke leker leken leking leik leike leiker leiken leikar lekte lekt",
      ven: "venn venner vennen vennene ven vener venen venar venninne venninner venninna",
      vold: "vold volden vald valden voldelig valdeleg",
      møte: "møte møter møtet møtene møta møtte møtt",
      prøve: "prøve prøver prøven prøva prøvene prøvde prøvd",
      hjelp: "hjelp hjelpe hjelper hjelpen hjalp hjulpet hjelpa",
      rom: "rom rommet rommene romma",
      bilde: "bilde bildet bilder bildene bilete biletet bileta",
      ringe: "ringe ringer ringte ringt ring ringje ringjer",
      uenig: "uenig uenige uenighet usamd usamde usemje",
      kjede: "kjede kjeder kjedet kjedelig kjedelige kjedsom keisam keisamt keisame keie keier",
      hemmelig:
        "hemmelig hemmelige hemmelighet hemmeligheter hemmeleg hemmelege løynd løyndom løyndomar",
      spise: "spise spiser spiste spist ete åt eting spising",
      rettighet: "rettighet rettigheter rettighetene rettar rettane",
      arbeid: "arbeid arbeidet arbeide arbeider arbeidar",
      // Small words as they are said and written around the country: a phrase is the same with any of them.
      jeg: "jeg eg æ je",
      meg: "meg mæ mei",
      min: "min mi mine mitt",
      ikke: "ikke ikkje itj ittj ikkj",
      noen: "noen nokon noko noe nokre",
      bli: "bli blir blei ble vert vart verte blitt",
      gjøre: "gjør gjøre gjer gjera gjere gjorde gjort",
      hvem: "hvem kven hem kem kæm",
      hva: "hva kva ka ke",
      hvordan: "hvordan korleis koss kossen korsn kordan åssen",
      fra: "fra frå",
      hvor: "hvor kor",
      hun: "hun ho hu",
      de: "de dei dem",
      sammen: "sammen saman ilag",
      mye: "mye mykje",
      være: "er var være vere vær",
      ha: "ha har hadde hatt",
      få: "få får fikk fått fekk",
      gå: "gå går gikk gått gjekk",
      ta: "ta tar tok tatt tek teke",
      komme: "komme kommer kom kommet kjem",
      ville: "vil ville vilja",
    }).flatMap(([form, words]) => words.split(" ").map((word) => [word, form])),
  );

  // Nynorsk inside a word, and two ways of writing one word. The first that fits a place is used
  // there.
  /** @type {[RegExp, string][]} */
  const REWRITES = [
    [/skul(?=[ea])/g, "skol"],
    [/heim/g, "hjem"],
    [/rettlei(?:ing|ding)/g, "veiledning"],
    [/rettlei(?=[aeo]|$)/g, "veiled"],
    [/leiing(?:a|ar|ane)?/g, "ledelse"],
    [/leiar/g, "leder"],
    [/vaksn?en?/g, "voksen"],
    [/sjølv/g, "selv"],
    [/utan(?=for|f|$)/g, "uten"],
    [/utafor/g, "utenfor"],
    [/einsam|ensomm?/g, "ensom"],
    [/[åa]d?tferd|adferd/g, "atferd"],
    [/medverknad/g, "medvirkning"],
    [/verknad/g, "virkning"],
    [/medverk/g, "medvirk"],
    [/oppg[åa]v/g, "oppgav"],
    [/fråver|fråvær|fraver/g, "fravær"],
    [/førebygg/g, "forebygg"],
    [/føres(?:ett|att|et)/g, "foresatt"],
    [/teikn/g, "tegn"],
    [/følgj|fylgj|følj/g, "følg"],
    [/(krenk|tenk|søk|merk|styrk|rekk|trykk|bygg|legg|ligg)j(?=[ea])/g, "$1"],
    [/gløym/g, "glem"],
    [/draum|drøym/g, "drøm"],
    [/øydelegg/g, "ødelegg"],
    [/meistr/g, "mestr"],
    [/jamaldr|jamnaldr/g, "jevnaldr"],
    [/samanheng/g, "sammenheng"],
    [/saman/g, "sammen"],
    [/tilhøyrsle/g, "tilhørighet"],
    [/høyr(?=[ae]|$|s)/g, "hør"],
    [/køyr/g, "kjør"],
    [/ven(?=skap)/g, "venn"],
    [/(?<=skole)gard/g, "gård"],
    [/(?:opp)?merksemd/g, "oppmerksomhet"],
    [/teieplikt/g, "taushetsplikt"],
    [/kjensle/g, "følelse"],
    [/omsyn/g, "hensyn"],
    [/skilnad/g, "forskjell"],
    [/spørj/g, "spørr"],
    [/vidare/g, "videre"],
    [/kvardag/g, "hverdag"],
    [/framand/g, "fremmed"],
    [/sjuk/g, "syk"],
    [/bilet(?=[ea])/g, "bild"],
    [/eigar/g, "eier"],
    [/veke(?=plan|brev|post|slutt)/g, "uke"],
    [/leik$|leiken$|heit$|heiten?$|heitene$/g, "het"],
    [/leg(?=$|e$|t$|are$|ast$|het)/g, "lig"],
    [/lær[ea]r(?:ar|arane|ane|en|ne|e)?s?$/g, "lærer"],
    [/tilset(?=te?$)/g, "ansat"],
  ];

  // Endings, from the outside in. What is left must look like a word.
  const ENDINGS = [
    [/(?<=(?<!kv|fer|lig|tend|lis)en|et|ene|ane|er|ar|a)s$/],
    [
      /(?<=[bdfgklmprstv])ning(?:en|a|er|ar|ene|ane)?$/,
      /ing(?:en|a|er|ar|ene|ane)?$/,
      /else(?:n|r|ne|rne|ar|ane)?$/,
      /het(?:en|a|er|ar|ene|ane)?$/,
      /skap(?:et|en|a|er|ene|ar|ane)?$/,
      /(?:ende|ande|erne|arne|arane|ene|ane)$/,
      /(?<=[vgyi])de$/,
      /(?<=[dkprlms])te$/,
      /(?:en|et|er|ar|or|es|as|ast)$/,
      /(?:ert|est|este|ere)$/,
      /[ea]$/,
    ],
    [/(?:er|ar|et)$/],
    [/(?<=[bcdfgkrlmnpsv])t$/],
    [/(?<=[^aeiouyæøå])[ea]$/],
  ];

  /** @type {(rest: string, ending: string) => boolean} */
  const looksLikeAWord = (rest, ending) => {
    const shortest =
      ending === "te" || ending === "t" ? 4 : /^[aeiouyæøå][^aeiouyæøå]/.test(rest) ? 2 : 3;
    return rest.length >= shortest && /[aeiouyæøå]/.test(rest);
  };

  /** @type {(word: string, endings: RegExp[]) => string} */
  const cutOne = (word, endings) => {
    for (const ending of endings) {
      const hit = ending.exec(word);
      if (hit && looksLikeAWord(word.slice(0, hit.index), hit[0])) return word.slice(0, hit.index);
    }
    return word;
  };

  /** @type {(word: string) => string} */
  const tidyEnd = (word) =>
    word
      .replace(/([bdfgklmnprst])\1$/, "$1")
      .replace(/([bdfgkmnpstv])\1?l$/, "$1el")
      .replace(/([bdgkptv])\1?r$/, "$1er");

  /** @type {(word: string) => string} */
  const findStem = (word) => {
    const own = IRREGULAR.get(word);
    if (own !== undefined) return own;
    if (/\d/.test(word) || word.length < 3) return word;
    const bokmaal = REWRITES.reduce((text, [from, to]) => text.replace(from, to), word);
    const folded = IRREGULAR.get(bokmaal);
    if (folded !== undefined) return folded;
    if (bokmaal.endsWith("lærer")) return bokmaal;
    return tidyEnd(ENDINGS.reduce(cutOne, bokmaal));
  };

  /** @type {Map<string, string>} */
  const stems = new Map();

  /**
   * The stem of a word in small letters: all its forms have the same.
   * @type {Norsk["stem"]}
   */
  const stem = (word) => {
    const known = stems.get(word);
    if (known !== undefined) return known;
    if (stems.size > 50000) stems.clear();
    const found = findStem(word.slice(0, LONGEST));
    stems.set(word, found);
    return found;
  };

  // «9 A-4», «§ 9a - 4» and «9A-4» are one name; so are «9 A» and «9a».
  /** @type {(text: string) => string} */
  const tidyNumbers = (text) =>
    text
      .replace(/\b(\d{1,2})\s?([a-e])\s(?=\d{1,2}\b)/g, "$1$2-")
      .replace(/(\d+)\s?([a-e])?\s?[-–—]\s?(\d+)(?:\s?([a-e])\b)?/g, "$1$2-$3$4")
      .replace(/\b(\d{1,3})\s([a-e])\b(?!-)/g, "$1$2");

  const WORD = /\d+[a-e]?(?:-\d+[a-e]?)?(?!\p{L})|[\p{L}\p{M}]+|\d+/gu;

  /**
   * The words of a text, in small letters, in the order they stand. A paragraph's number is one
   * word.
   * @type {Norsk["words"]}
   */
  const words = (text) => tidyNumbers(text.normalize("NFC").toLowerCase()).match(WORD) ?? [];

  /**
   * Tell whether a word says too little to be looked for: a small word, or a lone digit.
   * @type {Norsk["isStop"]}
   */
  const isStop = (word) => STOP.has(word) || /^\d$/.test(word);

  /**
   * The same word as it is typed without æ, ø and å, in any of the ways people do it.
   * @type {Norsk["plain"]}
   */
  const plain = (word) =>
    word
      .replace(/aa|å|ä/g, "a")
      .replace(/oe|ø|ö/g, "o")
      .replace(/ae|æ/g, "a");

  /**
   * @type {(word: string, at: number, isKnown: (stem: string) => boolean) => [string, string][]}
   */
  const splitAt = (word, at, isKnown) => {
    const last = stem(word.slice(at));
    if (last.length < 3 || !isKnown(last)) return [];
    const whole = word.slice(0, at);
    const unlinked = at > 3 && /[se]$/.test(whole) ? [whole.slice(0, -1)] : [];
    const first = [whole, ...unlinked].map(stem).find((one) => one.length > 2 && isKnown(one));
    return first ? [[first, last]] : [];
  };

  /**
   * The ways a compound can be taken apart as two stems that `isKnown`, the longest last part
   * first.
   * @type {Norsk["split"]}
   */
  const split = (word, isKnown) => {
    const places = Array.from({ length: Math.max(0, word.length - 5) }, (_, place) => place + 3);
    return places.flatMap((at) => splitAt(word, at, isKnown));
  };

  /**
   * The longest beginning of an unknown word, or else its longest end, that `isKnown`; null if
   * there is none.
   * @type {Norsk["piece"]}
   */
  const piece = (word, isKnown) => {
    const places = Array.from({ length: Math.max(0, word.length - 4) }, (_, place) => place);
    const firsts = places.map((cut) => word.slice(0, word.length - cut));
    const lasts = places.map((cut) => word.slice(cut)).filter((last) => last.length > 4);
    return [...firsts, ...lasts].map(stem).find((one) => one.length > 3 && isKnown(one)) ?? null;
  };

  // What sounds alike is written alike: kj and skj, single and double, silent letters, o and å.
  /** @type {[RegExp, string][]} */
  const SOUNDS = [
    [/[^a-zæøå0-9]/g, ""],
    [/aa/g, "å"],
    [/skj|sch|sj|kj|tj|si(?=[aou])/g, "S"],
    [/^(?:hj|gj|lj)/, "j"],
    [/hv|w/g, "v"],
    [/ch|ck|q/g, "k"],
    [/c(?=[iey])|z/g, "s"],
    [/c/g, "k"],
    [/x/g, "ks"],
    [/ph/g, "f"],
    [/th|dt/g, "t"],
    [/([lnr])d(?![aeiouyæøår])/g, "$1"],
    [/(?:ae|æ)/g, "e"],
    [/(?:oe)/g, "ø"],
    [/å/g, "o"],
    [/ai/g, "ei"],
    [/ig$/, "i"],
    [/(.)\1+/g, "$1"],
  ];

  /** @type {Norsk["sound"]} */
  const sound = (word) => SOUNDS.reduce((text, [from, to]) => text.replace(from, to), word);

  /**
   * How many letters must be changed, added, taken out or swapped with the next; `most` + 1 if more
   * than `most`.
   * @type {Norsk["distance"]}
   */
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    /** @type {number[]} */
    let before = [];
    let last = Array.from({ length: b.length + 1 }, (_, column) => column);
    for (let row = 1; row <= a.length; row += 1) {
      const now = [row];
      for (let column = 1; column <= b.length; column += 1) {
        const same = a[row - 1] === b[column - 1] ? 0 : 1;
        now[column] = Math.min(last[column] + 1, now[column - 1] + 1, last[column - 1] + same);
        const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
        if (swapped) now[column] = Math.min(now[column], before[column - 2] + 1);
      }
      if (Math.min(...now) > most) return most + 1;
      [before, last] = [last, now];
    }
    return last[b.length];
  };

  /**
   * How far from a word its right form may be. Short words resemble too many others.
   * @type {(letters: number) => number}
   */
  const tolerance = (letters) => (letters < 4 ? 0 : letters < 6 ? 1 : letters < 12 ? 2 : 3);

  /**
   * The words a misspelt one most likely was meant to be, and how far away they are. `candidates`
   * are the known words that begin with the same sound, as { word, sound, count }.
   * @type {Norsk["nearest"]}
   */
  const nearest = (misspelt, candidates) => {
    const heard = sound(misspelt.slice(0, LONGEST));
    let far = /[aeiouyæøå]/.test(heard) ? tolerance(heard.length) : 0;
    let found = [];
    for (const one of candidates) {
      if (one.word.length < 3) continue;
      const most = Math.min(far, tolerance(one.sound.length));
      const steps = distance(heard, one.sound, most);
      if (steps > most) continue;
      if (steps < far) found = [];
      far = steps;
      found.push(one);
    }
    const written = found.map((one) => ({ one, steps: distance(misspelt, one.word, 4) }));
    written.sort((a, b) => a.steps - b.steps || b.one.count - a.one.count);
    return { far, found: written.map(({ one }) => one) };
  };

  return { words, stem, isStop, plain, split, piece, sound, distance, nearest };
})();
