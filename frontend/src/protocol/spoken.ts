/** Times in the words of five languages, as figures and English words that `when.ts` reads. */

const NUMBERS: Readonly<Record<string, number>> = numbered([
  "zero one two three four five six seven eight nine ten eleven twelve",
  "null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn " +
    "achtzehn neunzehn zwanzig einundzwanzig zweiundzwanzig dreiundzwanzig",
  "cero una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete " +
    "dieciocho diecinueve veinte veintiuna veintidos veintitres",
  "zero une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
  "zero una due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici " +
    "diciassette diciotto diciannove venti ventuno ventidue ventitre",
]);
const MINUTES: Readonly<Record<string, number>> = {
  ...tens("fifteen funfzehn quince quinze quindici", 15),
  ...tens("twenty zwanzig veinte vingt venti", 20),
  ...tens("thirty dreissig treinta trente trenta", 30),
  ...tens("forty vierzig cuarenta quarante quaranta", 40),
  ...tens("fifty funfzig cincuenta cinquante cinquanta", 50),
};
const DAYS: readonly (readonly [RegExp, string])[] = [
  [/\b(morgen abend|manana por la noche|demain soir|domani sera)\b/g, "tomorrow evening"],
  [/\b(morgen fruh|manana por la manana|demain matin|domani mattina)\b/g, "tomorrow morning"],
  [/\b(heute abend|heute nacht|esta noche|ce soir|cette nuit|stasera|stanotte|questa sera)\b/g, "tonight"],
  [/\b(heute nachmittag|esta tarde|cet apres midi|questo pomeriggio)\b/g, "afternoon"],
  [/\b(mitternacht|medianoche|minuit|mezzanotte)\b/g, "midnight"],
  [/\b(mittag|mediodia|midi|mezzogiorno)\b/g, "noon"],
  [/\b(jetzt|ahora|maintenant|adesso)\b/g, "now"],
  [/\b(morgen|manana|demain|domani)\b/g, "tomorrow"],
  [/\b(heute|hoy|aujourd hui|oggi)\b/g, "today"],
];
const SMALL = /\b(um|gegen|uhr|a|las|la|le|alle|all|l|ore|heures?|o|clock|oclock|vers|sobre|verso|h)\b/g;
const BEFORE: readonly RegExp[] = [
  /\bquarter to (\d+)\b/,
  /\bviertel vor (\d+)\b/,
  /\b(\d+) menos cuarto\b/,
  /\b(\d+) moins (?:le )?quart\b/,
  /\b(\d+) meno un quarto\b/,
];
const PAST: readonly (readonly [RegExp, string])[] = [
  [
    /\bquarter past (\d+)\b|\bviertel nach (\d+)\b|\b(\d+) y cuarto\b|\b(\d+) et quart\b|\b(\d+) e un quarto\b/,
    "15",
  ],
  [/\bhalf past (\d+)\b|\b(\d+) y media\b|\b(\d+) et demie?\b|\b(\d+) e mezz[ao]\b/, "30"],
];

/** `said`, in lower case and without accents, its words for numbers and days as figures and English words. */
export function inFigures(said: string): string {
  const plain = said
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/ß/g, "ss")
    .replace(/['’-]/g, " ");
  const days = DAYS.reduce((text, [pattern, english]) => text.replace(pattern, english), plain);
  const figures = days.replace(/(\d)h(?=\d|\b)/g, "$1 ").replace(/\p{L}+/gu, (word) => figureOf(word));
  const bare = figures.replace(SMALL, " ").replace(/\s+/g, " ").trim();
  return clock(bare).replace(/^(\d{1,2}) (?:y |e |et )?(\d{2})\b/, "$1:$2");
}

function clock(text: string): string {
  for (const pattern of BEFORE) text = text.replace(pattern, (_, hour: string) => `${Number(hour) - 1}:45`);
  text = text.replace(/\bhalb (\d+)\b/, (_, hour: string) => `${Number(hour) - 1}:30`);
  for (const [pattern, minutes] of PAST)
    text = text.replace(
      pattern,
      (_, ...found: (string | undefined)[]) => `${found.find(Boolean)}:${minutes}`,
    );
  return text;
}

function figureOf(word: string): string {
  return String(NUMBERS[word] ?? MINUTES[word] ?? word);
}

function numbered(languages: readonly string[]): Record<string, number> {
  return Object.assign(
    {},
    ...languages.map((words) => Object.fromEntries(words.split(" ").map((word, n) => [word, n]))),
  );
}

function tens(words: string, value: number): Record<string, number> {
  return Object.fromEntries(words.split(" ").map((word) => [word, value]));
}
