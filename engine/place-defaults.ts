/**
 * What a place's code tells about money and clocks, for tests and examples that leave it unsaid. The engine itself never guesses:
 * where an account's zone is unknown, it denies.
 */
import type { Currency, Place, Zone } from "./model/units.ts";

const table = (lines: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    lines.split("\n").flatMap((line) => {
      const [places = "", ...zones] = line.trim().split(" ");
      return places.split(",").map((place) => [place, zones] as const);
    }),
  );

/**
 * IANA zones by place; several where clocks differ inside it. A subdivision that isn't here has its country's. Clocks of single
 * islands and border towns (Lord Howe, Magdalen Islands, West Wendover) are left out: who lives there has to say so.
 */
const ZONES = table(`AT Europe/Vienna
  AU-ACT,AU-NSW Australia/Sydney
  AU-NT Australia/Darwin
  AU-QLD Australia/Brisbane
  AU-SA Australia/Adelaide
  AU-TAS Australia/Hobart
  AU-VIC Australia/Melbourne
  AU-WA Australia/Perth
  BE Europe/Brussels
  AE Asia/Dubai
  BR-AL America/Maceio
  BR-ES,BR-RJ,BR-SP America/Sao_Paulo
  BG Europe/Sofia
  BR America/Sao_Paulo America/Bahia America/Fortaleza America/Belem America/Cuiaba America/Manaus America/Rio_Branco America/Noronha
  CL America/Santiago America/Punta_Arenas Pacific/Easter
  CY Asia/Nicosia Asia/Famagusta
  EC America/Guayaquil Pacific/Galapagos
  EE Europe/Tallinn
  HR Europe/Zagreb
  HU Europe/Budapest
  ID Asia/Jakarta Asia/Pontianak Asia/Makassar Asia/Jayapura
  LT Europe/Vilnius
  LV Europe/Riga
  MT Europe/Malta
  MX America/Mexico_City America/Monterrey America/Merida America/Cancun America/Chihuahua America/Ciudad_Juarez America/Ojinaga America/Matamoros America/Mazatlan America/Bahia_Banderas America/Hermosillo America/Tijuana
  PT Europe/Lisbon Atlantic/Madeira Atlantic/Azores
  RO Europe/Bucharest
  SI Europe/Ljubljana
  SK Europe/Bratislava
  CO America/Bogota
  HK Asia/Hong_Kong
  IN Asia/Kolkata
  JP Asia/Tokyo
  KE Africa/Nairobi
  KR Asia/Seoul
  MY Asia/Kuala_Lumpur
  NG Africa/Lagos
  PE America/Lima
  PH Asia/Manila
  SG Asia/Singapore
  TH Asia/Bangkok
  VN Asia/Ho_Chi_Minh
  ZA Africa/Johannesburg
  CA-AB America/Edmonton
  CA-BC America/Vancouver America/Edmonton America/Dawson_Creek America/Fort_Nelson America/Creston
  CA-MB America/Winnipeg
  CA-NB America/Moncton
  CA-NL America/St_Johns America/Goose_Bay
  CA-NS America/Halifax
  CA-NT America/Edmonton America/Inuvik
  CA-NU America/Iqaluit America/Rankin_Inlet America/Cambridge_Bay America/Resolute
  CA-ON America/Toronto America/Winnipeg America/Atikokan
  CA-PE America/Halifax
  CA-QC America/Toronto
  CA-SK America/Regina
  CA-YT America/Whitehorse
  CH Europe/Zurich
  CZ Europe/Prague
  DE Europe/Berlin
  DK Europe/Copenhagen
  ES Europe/Madrid Atlantic/Canary
  FI Europe/Helsinki
  FR Europe/Paris
  GB Europe/London
  GR Europe/Athens
  IE Europe/Dublin
  IT Europe/Rome
  LU Europe/Luxembourg
  NL Europe/Amsterdam
  NO Europe/Oslo
  NZ Pacific/Auckland
  PL Europe/Warsaw
  SE Europe/Stockholm
  US-AL,US-AR,US-IA,US-IL,US-LA,US-MN,US-MO,US-MS,US-OK,US-WI America/Chicago
  US-CO,US-MT,US-NM,US-UT,US-WY America/Denver
  US-CT,US-DC,US-DE,US-GA,US-MA,US-MD,US-ME,US-NC,US-NH,US-NJ,US-NY,US-OH,US-PA,US-RI,US-SC,US-VA,US-VT,US-WV America/New_York
  US-CA,US-WA,US-NV America/Los_Angeles
  US-AK America/Anchorage America/Adak
  US-AZ America/Phoenix America/Denver
  US-FL America/New_York America/Chicago
  US-AS Pacific/Pago_Pago
  US-GU,US-MP Pacific/Guam
  US-VI America/St_Thomas
  US-HI Pacific/Honolulu
  US-ID America/Boise America/Los_Angeles
  US-IN America/Indiana/Indianapolis America/Chicago
  US-KS America/Chicago America/Denver
  US-KY America/New_York America/Chicago
  US-MI America/Detroit America/Menominee
  US-ND,US-NE,US-SD America/Chicago America/Denver
  US-OR America/Los_Angeles America/Boise
  US-PR America/Puerto_Rico
  US-TN America/Chicago America/New_York
  US-TX America/Chicago America/Denver`);

const CURRENCIES_OF = table(`AT,BE,BG,CY,DE,EE,ES,FI,FR,GR,HR,IE,IT,LT,LU,LV,MT,NL,PT,SI,SK EUR
  AU AUD
  CA CAD
  AE AED
  BR BRL
  CL CLP
  CO COP
  EC USD
  HK HKD
  ID IDR
  IN INR
  JP JPY
  KE KES
  KR KRW
  MX MXN
  MY MYR
  NG NGN
  PE PEN
  PH PHP
  SG SGD
  TH THB
  VN VND
  ZA ZAR
  CH CHF
  CZ CZK
  DK DKK
  GB GBP
  NO NOK
  NZ NZD
  PL PLN
  SE SEK
  US USD`);

/** The nearest entry of a table, from the place outwards. */
const nearest = (of: ReadonlyMap<string, readonly string[]>, place: Place): readonly string[] => {
  for (let code = place; ; code = code.slice(0, code.lastIndexOf("-"))) {
    const found = of.get(code);
    if (found !== undefined || !code.includes("-")) return found ?? [];
  }
};

/** Zones of a place; none when it isn't in the table, several when one can't be told from its code. */
export const zonesOfPlace = (place: Place): readonly Zone[] => nearest(ZONES, place);

/** The money that debts in a place are in; null when it isn't in the table. */
export const currencyOfPlace = (place: Place): Currency | null => nearest(CURRENCIES_OF, place)[0] ?? null;
