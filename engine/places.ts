/**
 * Codes of places (ISO 3166-1 and 3166-2), as far as law depends on them. A slip in a code would otherwise load the law of the
 * country alone and leave out that of the state, so a code that can't be right must not pass.
 */
import type { Place } from "./model/units.ts";

const list = (codes: string): ReadonlySet<string> => new Set(codes.split(" "));

/** ISO 3166-1 alpha-2, assigned codes. */
const COUNTRIES = list(
  "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO " +
    "CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR " +
    "HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN " +
    "MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD " +
    "SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE " +
    "YT ZA ZM ZW",
);

/**
 * Subdivisions of countries whose law differs by them. Great Britain's counties are left out on purpose: law there goes by
 * nation, and a county's code would not find it.
 */
const SUBDIVISIONS: Readonly<Record<string, ReadonlySet<string>>> = {
  US: list(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY " +
      "DC AS GU MP PR UM VI",
  ),
  GB: list("ENG SCT WLS NIR"),
  DE: list("BB BE BW BY HB HE HH MV NI NW RP SH SL SN ST TH"),
  NL: list("DR FL FR GE GR LI NB NH OV UT ZE ZH"),
  CA: list("AB BC MB NB NL NS NT NU ON PE QC SK YT"),
  AU: list("ACT NSW NT QLD SA TAS VIC WA"),
};

/** Cities with law of their own. */
const CITIES = list("US-NY-NYC");

const SHAPE = /^([A-Z]{2})(?:-([A-Z0-9]{1,3})(-[A-Z0-9]{1,4})?)?$/u;

/** Whether a code names a place: a country, a subdivision (any well-formed one where no list is kept), or a city with its own law. */
export const isPlace = (code: string): boolean => {
  const match = SHAPE.exec(code);
  if (match === null) return false;
  const [, country = "", part, city] = match;
  if (!COUNTRIES.has(country)) return false;
  if (part === undefined) return true;
  const known = SUBDIVISIONS[country];
  if (known !== undefined && !known.has(part)) return false;
  return city === undefined || CITIES.has(code);
};

/** Codes near which a misspelt one may be: the subdivisions and cities that are kept of its country. */
export const placesOf = (country: string): readonly Place[] => {
  const parts = [...(SUBDIVISIONS[country] ?? [])].map((part) => `${country}-${part}`);
  return [...parts, ...[...CITIES].filter((city) => city.startsWith(`${country}-`))];
};
