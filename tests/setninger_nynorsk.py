"""What sentences in nynorsk are put together from: our own words."""

HVEM_NN = ("Vi", "Læraren", "Kontaktlæraren", "Alle vaksne", "Skulen", "Leiinga")
GJOR_NN = (
    "spør etter",
    "legg merke til",
    "øver på",
    "forklarar",
    "set av tid til",
    "viser",
    "tek opp att",
    "avtaler",
    "førebur",
    "ryddar plass til",
)
HVA_NN = (
    "arbeidet til kvar elev",
    "det som var vanskeleg sist",
    "målet for økta",
    "reglane for samtalen",
    "plassane i rommet",
    "det neste skiftet",
    "gode forsøk",
    "namna på alle",
    "det elevane lurer på",
    "ein roleg start",
    "måten vi seier nei på",
    "arbeidsplanen",
)
NAR_NN = (
    "før timen byrjar",
    "i kvar økt",
    "på måndagar",
    "når klassen er uroleg",
    "i dei fyrste vekene av skuleåret",
    "etter friminuttet",
    "saman med teamet",
    "når noko er nytt",
    "før ferien",
    "på tur",
    "i gangen og i garderoben",
    "mot slutten av dagen",
)
ELEV_NN = (
    "fortel om",
    "bed om hjelp til",
    "kjenner att",
    "held fast ved",
    "finn fram til",
    "rekkjer opp handa og spør om",
    "minner kvarandre på",
    "klarer",
)
ELEV_HVA_NN = (
    "det dei skal gjere",
    "eigne løysingar",
    "oppgåva",
    "ein medelev å spørje",
    "plassen sin",
    "ord for det dei kjenner",
    "avtalen med læraren",
    "det som kjem etterpå",
    "reglane klassen har laga",
    "ein feil utan å gje opp",
)
SCENE_NN = (
    "kjem ein gut for seint og finn",
    "står ein assistent i døra med",
    "ser ein lærar at gruppa manglar",
)
SCENE_HVA_NN = (
    "eit kort med dagens plan",
    "ein ledig stol ved vindauget",
    "boka dei skulle lese",
    "ballen alle ville ha",
    "lista over roller",
)
SPOR_NN = (
    "Kva gjer vi med",
    "Korleis ser vi",
    "Når merkar vi",
    "Kven av oss følgjer opp",
    "Kvifor er det lett å gløyme",
)
SPOR_HVA_NN = (
    "elevane som seier lite",
    "uroa i overgangane",
    "reglane vi ikkje er samde om",
    "rosen vi gjev",
    "tida vi brukar på beskjedar",
    "det foreldra fortel",
)
OV_NN = (
    "Gå to og to gjennom",
    "Teikn eit kart over",
    "Skriv ned",
    "Prøv i fjorten dagar",
    "Lag ein plakat om",
)
OV_HVA_NN = (
    "starten på økta",
    "beskjedar som verkar",
    "kven som fekk ordet",
    "samtalen ved døra",
    "plassane der det vert trongt",
    "rosen de høyrde",
)
OM_NN = (
    "Det er mykje å hente i",
    "Forskinga seier noko om",
    "Skulane våre har lenge arbeidd med",
    "Mange tilsette saknar",
    "Kommunen vil stø",
)
OM_HVA_NN = (
    "felles vanar",
    "små steg",
    "samtalar mellom kollegaer",
    "tydelege rammer",
    "varme og krav",
    "kvardagen i klasserommet",
    "trygge overgangar",
    "tid til å øve",
    "tillit",
)
